import { groupUnderIncident } from "@weft/model/actions/parent-incident"
import { splitTicket } from "@weft/model/actions/merge-tickets"
import type { ItemId } from "@weft/model/base/ids"
import { createUniqueId, For, Show, type JSX } from "solid-js"
import { itemKey } from "../../../../data/context.ts"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { serviceWords } from "../../../../text/service.ts"
import { Button, IconButton } from "../../../../ui/button.tsx"
import { checkIcon, replyIcon, xIcon } from "../../../../ui/icons.ts"
import { useItem } from "../../item-context.ts"
import { ItemLine } from "../../item-line.tsx"
import { openStructureDialog } from "./open-dialog.ts"
import type { TicketGroup } from "./ticket-group.ts"

/** The incident that the ticket is a report of, its own reports, and what was merged into it. */
export function IncidentPart(props: { readonly group: TicketGroup }): JSX.Element {
  const { space, id, act, key } = useItem()
  const words = () => structureWords().incident
  const keyOf = (ticket: ItemId) => {
    const row = space.live.plain.items.get(ticket)
    return row === undefined ? "" : itemKey(space, row)
  }
  const takeOut = (ticket: ItemId) =>
    void act(groupUnderIncident, { tickets: [ticket], incident: null }, structureWords().step.group(keyOf(ticket)))
  return (
    <>
      <Show when={props.group.incident()} keyed>
        {incident => (
          <Lines name={words().reportOf}>
            <Line id={incident} remove={words().takeOut(key())} onRemove={() => takeOut(id)} />
          </Lines>
        )}
      </Show>
      <Show when={props.group.reports().length > 0}>
        <Lines
          name={words().reports}
          sum={words().reportsOpen(props.group.openReports().length, props.group.reports().length)}
          actions={<ReportActions group={props.group} />}
        >
          <For each={props.group.reports()}>
            {report => <Line id={report} remove={words().takeOut(keyOf(report))} onRemove={() => takeOut(report)} />}
          </For>
        </Lines>
      </Show>
      <Show when={props.group.merged().length > 0}>
        <Lines name={structureWords().merge.merged}>
          <For each={props.group.merged()}>
            {merged => (
              <Line
                id={merged}
                remove={structureWords().merge.takeOut(keyOf(merged))}
                onRemove={() => void act(splitTicket, { item: merged }, serviceWords().step.split(keyOf(merged)))}
              />
            )}
          </For>
        </Lines>
      </Show>
    </>
  )
}

/** What can be said to all who reported an incident. */
function ReportActions(props: { readonly group: TicketGroup }): JSX.Element {
  const { id, mayWrite } = useItem()
  const words = () => structureWords().incident
  return (
    <Show when={mayWrite()}>
      <div class="structure-actions">
        <Button
          size="small"
          icon={replyIcon}
          onClick={() => openStructureDialog(id, { ask: "reply-to-all", solves: false })}
        >
          {words().replyToAll}
        </Button>
        <Show when={props.group.openReports().length > 0}>
          <Button
            size="small"
            icon={checkIcon}
            onClick={() => openStructureDialog(id, { ask: "reply-to-all", solves: true })}
          >
            {words().solveAll}
          </Button>
        </Show>
      </div>
    </Show>
  )
}

function Lines(props: {
  readonly name: string
  readonly sum?: string
  readonly actions?: JSX.Element
  readonly children: JSX.Element
}): JSX.Element {
  const label = createUniqueId()
  return (
    <section class="structure" aria-labelledby={label}>
      <header class="structure-head">
        <h3 class="structure-name" id={label}>
          {props.name}
        </h3>
        <span class="structure-sum">{props.sum}</span>
      </header>
      <ul class="item-lines">{props.children}</ul>
      {props.actions}
    </section>
  )
}

function Line(props: { readonly id: ItemId; readonly remove: string; readonly onRemove: () => void }): JSX.Element {
  const { mayWrite } = useItem()
  return (
    <li class="item-lines-row">
      <ItemLine id={props.id} />
      <Show when={mayWrite()}>
        <IconButton
          class="item-line-remove"
          icon={xIcon}
          size="small"
          label={props.remove}
          onClick={() => props.onRemove()}
        />
      </Show>
    </li>
  )
}

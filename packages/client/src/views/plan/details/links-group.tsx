import { changeLink, linkItems, unlinkItems } from "@weft/model/actions/dependency"
import type { DependencyId, ItemId } from "@weft/model/base/ids"
import type { PlanLink } from "@weft/model/plan/input"
import { For, Show, type JSX } from "solid-js"
import { openItemPicker } from "../../../parts/item-picker.tsx"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { linkIcon, plusIcon } from "../../../ui/icons.ts"
import type { PlannedRow } from "../outline/plan-column.ts"
import { usePlan } from "../plan-state.ts"
import { DetailGroup } from "./detail-fields.tsx"
import { AddFarLink, FarLinks } from "./far-links.tsx"
import { LinkFields } from "./link-fields.tsx"

/** What an activity waits for and what waits for it: kind and lag of each link, and its other end. */
export function LinksGroup(props: { readonly row: PlannedRow }): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const links = () => (state.plan(), state.plan().computed.net.input.links)
  const into = () => links().filter(({ to }) => to === props.row.id)
  const outOf = () => links().filter(({ from }) => from === props.row.id)
  const says = () => words().steps.links(props.row.title)
  const choose = (anchor: Element, pick: (item: ItemId) => void) =>
    openItemPicker({
      anchor,
      label: words().chooseActivity,
      snapshot: () => state.workspace.snapshot(state.space.id),
      selected: () => null,
      offers: item => item.id !== props.row.id,
      onPick: item => item !== null && pick(item),
    })
  const add = (anchor: Element, end: "from" | "to") => choose(anchor, other => draw(other, end))
  const draw = (other: ItemId, end: "from" | "to") => {
    const link = end === "from" ? { from: other, to: props.row.id } : { from: props.row.id, to: other }
    state.act(linkItems, { links: [link] }, says())
  }
  const ends = () => [
    { name: words().predecessors, links: into(), end: "from" as const, more: words().addPredecessor },
    { name: words().successors, links: outOf(), end: "to" as const, more: words().addSuccessor },
  ]
  return (
    <DetailGroup name={words().groups.links}>
      <For each={ends()}>
        {side => (
          <>
            <h3 class="plan-details-side">{side.name}</h3>
            <ul class="plan-details-list">
              <For each={side.links}>
                {link => (
                  <LinkLine
                    link={link}
                    end={side.end}
                    says={says()}
                    onOther={(anchor, onPick) => choose(anchor, onPick)}
                  />
                )}
              </For>
            </ul>
            <Show when={side.end === "from"}>
              <FarLinks row={props.row} says={says()} />
            </Show>
            <Show when={state.mayWrite()}>
              <Button kind="quiet" icon={plusIcon} onClick={event => add(event.currentTarget, side.end)}>
                {side.more}
              </Button>
            </Show>
            <Show when={side.end === "from"}>
              <AddFarLink row={props.row} says={says()} />
            </Show>
          </>
        )}
      </For>
    </DetailGroup>
  )
}

interface LinkLineProps {
  readonly link: PlanLink
  /** Which of its ends is the other activity. */
  readonly end: "from" | "to"
  readonly says: string
  readonly onOther: (anchor: Element, onPick: (item: ItemId) => void) => void
}

function LinkLine(props: LinkLineProps): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const other = () => props.link[props.end]
  const title = () => state.titleOf(other())
  const id = () => props.link.id as DependencyId
  const putOn = (item: ItemId) => void state.act(changeLink, { link: id(), [props.end]: item }, props.says)
  return (
    <li class="plan-details-link">
      <button
        type="button"
        class="plan-details-title plan-details-go"
        onClick={() => {
          state.setActive(other())
          state.reveal(other())
        }}
      >
        <span class="plan-details-code">{state.sheet.source.codeOf(other())}</span> {title()}
      </button>
      <LinkFields
        title={title()}
        kind={props.link.kind}
        lag={props.link.lag}
        onChange={change => state.act(changeLink, { link: id(), ...change }, props.says)}
        onRemove={() => void state.act(unlinkItems, { links: [id()] }, props.says)}
      >
        <IconButton
          icon={linkIcon}
          label={words().otherEnd(title())}
          size="small"
          onClick={event => props.onOther(event.currentTarget, putOn)}
        />
      </LinkFields>
    </li>
  )
}

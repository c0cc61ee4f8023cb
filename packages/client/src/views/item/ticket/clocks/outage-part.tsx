import { endOutage, tellOutage } from "@weft/model/actions/service-promise"
import { newId, type OutageId } from "@weft/model/base/ids"
import type { StoredOutage } from "@weft/model/schema/service-promise"
import { ticketKindOf } from "@weft/model/service/ticket-kind"
import { createMemo, For, Show, type JSX } from "solid-js"
import { outageSpan, serviceNameOf } from "../../../../parts/service/outage-words.ts"
import { openSmallForm } from "../../../../parts/small-form.tsx"
import { whenWords } from "../../../../parts/when.ts"
import { qualityWords } from "../../../../text/service-quality.ts"
import { Button } from "../../../../ui/button.tsx"
import { useItem } from "../../item-context.ts"

/** The outage that an incident tells of: since when its service is down, and that it is up again. */
export function OutagePart(): JSX.Element {
  const { id, row, space, setup, mayWrite } = useItem()
  const outages = createMemo(() =>
    [...space.live.table("outages").values()]
      .filter(({ item, deleted }) => item === id && deleted === null)
      .sort((one, other) => one.from - other.from),
  )
  const isIncident = () => ticketKindOf(setup(), { type: row.read("type") }) === "incident"
  const mayTell = () => mayWrite() && isIncident() && outages().every(({ to }) => to !== null)
  return (
    <Show when={outages().length > 0 || mayTell()}>
      <div class="ticket-outages">
        <For each={outages()}>{outage => <ToldOutage outage={outage} />}</For>
        <Show when={mayTell()}>
          <TellButton />
        </Show>
      </div>
    </Show>
  )
}

function ToldOutage(props: { readonly outage: StoredOutage }): JSX.Element {
  const { workspace, space, today, act, mayWrite } = useItem()
  const name = () => serviceNameOf(space, props.outage.service)
  const words = () =>
    props.outage.to === null
      ? qualityWords().downSince(name(), whenWords(props.outage.from, today()))
      : qualityWords().wasDown(name(), outageSpan(props.outage, today()))
  const end = () => act(endOutage, { outage: props.outage.id, to: workspace.now() }, qualityWords().step.outage(name()))
  return (
    <p class="ticket-outage" data-lasts={props.outage.to === null ? "" : undefined}>
      <span>{words()}</span>
      <Show when={props.outage.to === null && mayWrite()}>
        <Button size="small" onClick={end}>
          {qualityWords().isUp}
        </Button>
      </Show>
    </p>
  )
}

/** Since when a service is down that an incident tells of. */
type Since = "made" | "now"

/** A ticket that is younger than this was most likely made when the service went down, in milliseconds. */
const FRESH_MILLIS = 4 * 60 * 60_000

function TellButton(): JSX.Element {
  const { workspace, space, id, row, act, today } = useItem()
  const made = () => row.read("createdAt")
  const tell = (note: string, since: Since) => {
    const service = row.read("service")
    const from = since === "made" ? made() : workspace.now()
    const told = { service, from, to: null, planned: false, note, item: id }
    const step = qualityWords().step.outage(serviceNameOf(space, service))
    return act(tellOutage, { id: newId<OutageId>(workspace.random), ...told }, step)
  }
  const ask = (anchor: HTMLElement) =>
    openSmallForm<Since>({
      anchor,
      label: qualityWords().outage.note,
      value: row.read("title"),
      choice: {
        label: qualityWords().outage.from,
        // Whoever tells of an old ticket means what happens now.
        value: workspace.now() - made() < FRESH_MILLIS ? "made" : "now",
        options: [
          { value: "made", label: qualityWords().outage.sinceMade(whenWords(made(), today())) },
          { value: "now", label: qualityWords().outage.sinceNow },
        ],
      },
      done: qualityWords().outage.tell,
      onDone: (note, since) => tell(note, since ?? "now"),
    })
  return (
    <Button size="small" kind="quiet" aria-haspopup="dialog" onClick={event => ask(event.currentTarget)}>
      {qualityWords().isDown}
    </Button>
  )
}

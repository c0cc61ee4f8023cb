import { endOutage, removeOutage } from "@weft/model/actions/service-promise"
import type { StoredOutage } from "@weft/model/schema/service-promise"
import { living } from "@weft/model/schema/snapshot"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { createToday, itemKey, useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { useAct } from "../../../parts/acting.ts"
import { outageSpan, serviceNameOf } from "../../../parts/service/outage-words.ts"
import { qualityWords } from "../../../text/service-quality.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { plusIcon, trash2Icon } from "../../../ui/icons.ts"
import { PageSection } from "../../../ui/page.tsx"
import { OutageForm } from "./outage-form.tsx"

export interface OutageListProps {
  readonly space: SpaceData
  readonly spaceHref: string
}

/** The most outages that are listed; the latest come first. */
const MOST_SHOWN = 50

/** When services were down, the latest first. Whoever works in the space tells it. */
export function OutageList(props: OutageListProps): JSX.Element {
  const workspace = useWorkspace()
  const [isAdding, setAdding] = createSignal(false)
  const mayTell = () => workspace.mayWrite(`space/${props.space.id}`)
  const outages = createMemo(() =>
    living(props.space.live.table("outages"))
      .sort((one, other) => other.from - one.from)
      .slice(0, MOST_SHOWN),
  )
  return (
    <PageSection title={qualityWords().outages} hint={qualityWords().outagesHint}>
      <Show when={outages().length > 0} fallback={<p class="page-empty">{qualityWords().noOutages}</p>}>
        <ul class="page-rows">
          <For each={outages()}>{outage => <OutageRow {...props} outage={outage} mayTell={mayTell()} />}</For>
        </ul>
      </Show>
      <Show when={mayTell()}>
        <Show
          when={isAdding()}
          fallback={
            <Button size="small" icon={plusIcon} data-opens-form="" onClick={() => setAdding(true)}>
              {qualityWords().addOutage}
            </Button>
          }
        >
          <OutageForm space={props.space} onClose={() => setAdding(false)} />
        </Show>
      </Show>
    </PageSection>
  )
}

function OutageRow(props: OutageListProps & { readonly outage: StoredOutage; readonly mayTell: boolean }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const today = createToday(() => workspace.now())
  const name = () => serviceNameOf(props.space, props.outage.service)
  const ticket = () => props.space.live.table("items").get(props.outage.item ?? "")
  const step = () => qualityWords().step.outage(name())
  return (
    <li class="page-row quality-outage" data-lasts={props.outage.to === null ? "" : undefined}>
      <span class="quality-outage-what">
        <strong>{name()}</strong>
        <Show when={props.outage.planned}>
          <span class="quality-quiet">{qualityWords().planned}</span>
        </Show>
        <Show when={props.outage.note}>{note => <span>{note()}</span>}</Show>
        <Show when={ticket()}>
          {item => (
            <a href={`${props.spaceHref}/queue?item=${item().id}`}>
              {qualityWords().fromTicket(itemKey(props.space, item()))}
            </a>
          )}
        </Show>
      </span>
      <span class="quality-quiet">{outageSpan(props.outage, today())}</span>
      <Show when={props.mayTell}>
        <Show when={props.outage.to === null}>
          <Button size="small" onClick={() => act(endOutage, { outage: props.outage.id, to: workspace.now() }, step())}>
            {qualityWords().isUp}
          </Button>
        </Show>
        <IconButton
          icon={trash2Icon}
          size="small"
          label={qualityWords().remove(props.outage.note || name())}
          onClick={() => act(removeOutage, { outage: props.outage.id }, step())}
        />
      </Show>
    </li>
  )
}

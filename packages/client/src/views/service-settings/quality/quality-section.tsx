import { withdrawServicePromise } from "@weft/model/actions/service-promise"
import { createSignal, For, Show, type JSX } from "solid-js"
import { createToday, useWorkspace } from "../../../data/context.ts"
import { useAct } from "../../../parts/acting.ts"
import { serviceNameOf } from "../../../parts/service/outage-words.ts"
import { amountWords } from "../../../parts/service/shown-clock.ts"
import { whenWords } from "../../../parts/when.ts"
import { format } from "../../../text/index.ts"
import { qualityWords } from "../../../text/service-quality.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { plusIcon, trash2Icon } from "../../../ui/icons.ts"
import { PageSection } from "../../../ui/page.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import { OutageList } from "./outage-list.tsx"
import { PromiseForm } from "./promise-form.tsx"
import { createPromises, type StandingPromise } from "./quality-state.ts"
import "./quality.css"

/** What a service promises over whole periods, with what is left of each error budget, and its outages. */
export function QualitySection(props: ServiceSectionProps): JSX.Element {
  const promises = createPromises(() => props.space)
  const [isAdding, setAdding] = createSignal(false)
  const hasHours = () => props.space.live.table("serviceCalendars").size > 0
  return (
    <>
      <PageSection title={qualityWords().promises} hint={qualityWords().promisesHint}>
        <Show when={promises().length > 0} fallback={<p class="page-empty">{qualityWords().none}</p>}>
          <ul class="quality-promises">
            <For each={promises()}>{standing => <PromiseRow {...props} standing={standing} />}</For>
          </ul>
        </Show>
        <Show when={props.mayManage}>
          <Show when={hasHours()} fallback={<p class="page-empty">{qualityWords().noHours}</p>}>
            <Show
              when={isAdding()}
              fallback={
                <Button size="small" icon={plusIcon} data-opens-form="" onClick={() => setAdding(true)}>
                  {qualityWords().add}
                </Button>
              }
            >
              <PromiseForm space={props.space} onClose={() => setAdding(false)} />
            </Show>
          </Show>
        </Show>
      </PageSection>
      <OutageList space={props.space} spaceHref={props.spaceHref} />
    </>
  )
}

/** A share in millionths, with as many decimals as it says something with: "99.95 %". */
const shareWords = (millionths: number) => format().quantity(Math.floor(millionths / 100) / 100, "%")

function PromiseRow(props: ServiceSectionProps & { readonly standing: StandingPromise }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const today = createToday(() => workspace.now())
  const promise = () => props.standing.promise
  const reading = () => props.standing.reading
  const name = () => {
    const { measure, promised, period, service } = promise()
    const words = qualityWords()
    const what = `${words.measures[measure]}, ${words.atLeast(shareWords(promised))} ${words.periods[period]}`
    return service === null ? what : `${serviceNameOf(props.space, service)}: ${what}`
  }
  const amount = (of: number) =>
    promise().measure === "availability" ? amountWords("time", of) : qualityWords().tickets(of)
  const budget = () => {
    const { budget, remaining, state } = reading()
    if (state === "unmeasured") return qualityWords().states.unmeasured
    return remaining < 0
      ? qualityWords().overspent(amount(-remaining), amount(budget))
      : qualityWords().left(amount(remaining), amount(budget))
  }
  const outlook = () => {
    const { breachedAt, bad } = reading()
    if (breachedAt !== null) return qualityWords().brokenSince(whenWords(breachedAt, today()))
    if (props.standing.spentAt !== null) return qualityWords().spentOn(whenWords(props.standing.spentAt, today()))
    return bad > 0 ? qualityWords().lasts : ""
  }
  const used = () => {
    const { budget, bad } = reading()
    return budget === 0 ? (bad > 0 ? 1 : 0) : Math.min(1, bad / budget)
  }
  const look = () => (reading().remaining < 0 ? "late" : props.standing.spentAt !== null ? "soon" : "good")
  const facts = () => {
    const { achieved } = reading()
    const before = props.standing.last.achieved
    return [
      ...(achieved === null ? [] : [qualityWords().achieved(shareWords(achieved))]),
      ...(before === null ? [] : [qualityWords().achievedLast(shareWords(before))]),
    ].join(" · ")
  }
  return (
    <li class="quality-promise" data-look={look()}>
      <div class="quality-head">
        <strong>{name()}</strong>
        <Show when={props.mayManage}>
          <IconButton
            icon={trash2Icon}
            size="small"
            label={qualityWords().withdraw(name())}
            onClick={() => act(withdrawServicePromise, { promise: promise().id }, qualityWords().step.promise(name()))}
          />
        </Show>
      </div>
      <div
        class="quality-bar"
        role="meter"
        aria-label={qualityWords().budget}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(used() * 100)}
        aria-valuetext={budget()}
        style={{ "--used": `${used() * 100}%` }}
      />
      <p class="quality-facts">
        <span>
          {qualityWords().budget}: {budget()}
        </span>
        <span>{facts()}</span>
      </p>
      <Show when={outlook() !== ""}>
        <p class="quality-outlook">{outlook()}</p>
      </Show>
    </li>
  )
}

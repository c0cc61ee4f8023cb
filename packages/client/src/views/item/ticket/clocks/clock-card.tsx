import { exemptClock, withdrawExemption } from "@weft/model/actions/clocks"
import type { Clock } from "@weft/model/service/clock"
import { createMemo, For, Show, type JSX } from "solid-js"
import { ClockGlyph } from "../../../../parts/service/clock-glyph.tsx"
import { clockStateWords, shownClock } from "../../../../parts/service/shown-clock.ts"
import { openSmallForm } from "../../../../parts/small-form.tsx"
import { whenWords } from "../../../../parts/when.ts"
import { clockWords } from "../../../../text/clocks.ts"
import { itemPanel } from "../../../../text/item-panel.ts"
import { serviceWords } from "../../../../text/service.ts"
import { Button } from "../../../../ui/button.tsx"
import { useItem } from "../../item-context.ts"
import { createPeople } from "../../people.ts"
import { ClockLedger } from "./clock-ledger.tsx"
import { targetWords } from "../../../../parts/service/target-words.ts"

/** One promise: how far its clock is, and on demand how that was counted and what can be done about it. */
export function ClockCard(props: { readonly clock: Clock }): JSX.Element {
  const { today, space } = useItem()
  const shown = createMemo(() => shownClock(props.clock))
  const policy = (id: string) => space.live.table("servicePolicies").get(id)?.name ?? ""
  const used = () => Math.min(1, 1 - shown().leftShare)
  const due = () => {
    const { due, stoppedAt, exemption, policy: id } = props.clock
    return due === null || stoppedAt !== null || exemption !== null
      ? policy(id)
      : serviceWords().due(whenWords(due, today()), policy(id))
  }
  return (
    <details class="ticket-clock" data-look={shown().look}>
      <summary>
        <ClockGlyph clock={shown()} />
        <span class="ticket-clock-target">{targetWords(props.clock)}</span>
        <span class="clock-words" data-look={shown().look}>
          {clockStateWords(shown())}
        </span>
        <span class="ticket-clock-bar" style={{ "--used": `${used() * 100}%` }} />
        <span class="ticket-clock-due">{due()}</span>
      </summary>
      <Exemption clock={props.clock} />
      <For each={props.clock.earlierBreaches}>
        {breach => (
          <p class="ticket-clock-note">
            {clockWords().earlierBreach(whenWords(breach.at, today()), policy(breach.policy))}
          </p>
        )}
      </For>
      <ClockLedger clock={props.clock} />
      <ExemptButton clock={props.clock} />
    </details>
  )
}

/** Who holds it against nobody, and why. */
function Exemption(props: { readonly clock: Clock }): JSX.Element {
  const { today } = useItem()
  const people = createPeople()
  return (
    <Show when={props.clock.exemption}>
      {exemption => (
        <p class="ticket-clock-note">
          <q>{exemption().reason}</q>
          <br />
          {clockWords().exemptBy(
            people(exemption().by)?.name ?? itemPanel().somebody,
            whenWords(exemption().at, today()),
          )}
        </p>
      )}
    </Show>
  )
}

function ExemptButton(props: { readonly clock: Clock }): JSX.Element {
  const { act, key, id, mayWrite } = useItem()
  const one = () => ({ item: id, audience: props.clock.audience, target: props.clock.target })
  const ask = (anchor: HTMLElement) =>
    openSmallForm({
      anchor,
      label: clockWords().exemptWhy,
      hint: clockWords().exemptHint,
      value: "",
      done: clockWords().exemptDone,
      onDone: reason => act(exemptClock, { ...one(), reason }, clockWords().step.exempt(key())),
    })
  return (
    <Show when={mayWrite()}>
      <div class="ticket-clock-actions">
        <Show
          when={props.clock.exemption === null}
          fallback={
            <Button size="small" onClick={() => act(withdrawExemption, one(), clockWords().step.withdraw(key()))}>
              {clockWords().countAgain}
            </Button>
          }
        >
          <Button size="small" aria-haspopup="dialog" onClick={event => ask(event.currentTarget)}>
            {clockWords().exempt}
          </Button>
        </Show>
      </div>
    </Show>
  )
}

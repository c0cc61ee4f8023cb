import type { PlanLink } from "@weft/model/plan/input"
import { TENTHS_PER_DAY } from "@weft/model/time/instant"
import { For, Show, type JSX } from "solid-js"
import { format } from "../../../text/index.ts"
import { planWords } from "../../../text/plan.ts"
import { Icon } from "../../../ui/icon.tsx"
import { triangleAlertIcon } from "../../../ui/icons.ts"
import { finishDay, lengthWords, shiftWords, startDay } from "../instant-words.ts"
import { usePlan, type Held } from "../plan-state.ts"
import { brokenWords } from "./broken-words.ts"

const WIDTH = 272
const SHOWN_BROKEN = 3

/** What a drag would do, in words, beside the pointer. */
export function PlanCard(props: { readonly held: Held }): JSX.Element {
  const state = usePlan()
  const words = () => planWords().card
  const ghost = () => props.held.ghost
  const days = (from: number, to: number) => Math.round((to - from) / TENTHS_PER_DAY)
  const own = () => {
    const { item, kind, percent, link } = props.held
    if (kind === "progress") return { text: words().done(format().percent((percent ?? 0) / 100)), shift: "" }
    if (kind === "link") return { text: linkText(link?.link ?? null), shift: "" }
    if (kind === "assign") return { text: assignText(), shift: "" }
    const shown = state.plan().task(item)
    const moved = ghost().moved.get(item) ?? shown
    const isStart = kind !== "length"
    const shift = isStart ? days(shown.start, moved.start) : days(shown.finish, moved.finish)
    const text = isStart
      ? words().start(startDay(moved.start, state.today()))
      : words().finish(finishDay(moved.finish, state.today()))
    return { text, shift: shift === 0 ? "" : shiftWords(shift) }
  }
  const linkText = (link: PlanLink | null) => {
    if (link === null) return words().chooseEnd
    const { amount } = link.lag
    const lag = amount === 0 ? "" : lengthWords(Math.abs(amount), state.minutesPerDay())
    return words().link(planWords().kinds[link.kind], lag, amount < 0)
  }
  const assignText = () => {
    const { item, person } = props.held
    return item === "" ? words().chooseBar(person ?? "") : words().assign(person ?? "", state.titleOf(item))
  }
  const effect = () => {
    if (props.held.isHeldBack) return words().nothing
    if (ghost().moved.size === 0) return undefined
    const { finishBefore, finishAfter, others } = ghost()
    const shift = days(finishBefore, finishAfter)
    const end =
      finishBefore === finishAfter
        ? words().planStays
        : `${words().plan(finishDay(finishAfter, state.today()))}${shift === 0 ? "" : ` ${shiftWords(shift)}`}`
    return others === 0 ? end : `${words().others(others)} · ${end}`
  }
  const place = () => {
    const { width, height } = state.viewport()
    const left = Math.max(4, Math.min(props.held.x + 16, width - WIDTH - 8))
    const isLow = props.held.y > height - 140
    return `translate(${left}px, ${props.held.y + (isLow ? -110 : 20)}px)`
  }
  return (
    <div class="plan-card" style={{ width: `${WIDTH}px`, transform: place() }}>
      <div class="plan-card-head">
        <strong>{own().text}</strong>
        <span class="plan-card-shift">{own().shift}</span>
        <kbd class="kbd">{words().escape}</kbd>
      </div>
      <Show when={effect()}>{text => <div class="plan-card-effect">{text()}</div>}</Show>
      <Show when={ghost().closesRing}>
        <div class="plan-card-broken">
          <Icon icon={triangleAlertIcon} size={14} /> {words().ring}
        </div>
      </Show>
      <For each={ghost().broken.slice(0, SHOWN_BROKEN)}>
        {broken => (
          <div class="plan-card-broken">
            <Icon icon={triangleAlertIcon} size={14} /> {brokenWords(state, broken)}
          </div>
        )}
      </For>
      <Show when={ghost().broken.length > SHOWN_BROKEN}>
        <div class="plan-card-broken">{words().brokenMore(ghost().broken.length - SHOWN_BROKEN)}</div>
      </Show>
    </div>
  )
}

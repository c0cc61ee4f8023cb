import { isRefusal } from "@weft/model/base/result"
import { holidayDays, isDayOff } from "@weft/model/service/holiday-days"
import { createMemo, createSignal, createUniqueId, For, Show, type JSX } from "solid-js"
import { todayOf } from "../../../data/world.ts"
import { whenWords } from "../../../parts/when.ts"
import { refusalWords } from "../../../text/refusals.ts"
import { format, t } from "../../../text/index.ts"
import { serviceHoursWords } from "../../../text/service-hours.ts"
import { calendarFor, type HoursDraft } from "./hours-draft.ts"

const HOUR = 3_600_000

/** Days off that are told ahead. */
const AHEAD = 5

export interface HoursPreviewProps {
  readonly hours: Pick<HoursDraft, "zone" | "hours">
  /** The present, in milliseconds since 1970. */
  readonly now: number
}

/** What hours come to: when something is due from now, and which days are off next; or why they cannot be counted by. */
export function HoursPreview(props: HoursPreviewProps): JSX.Element {
  const id = createUniqueId()
  const words = () => serviceHoursWords()
  const [amount, setAmount] = createSignal(4)
  const calendar = createMemo(() => calendarFor(props.hours))
  const sentence = () => {
    const usable = calendar()
    if (isRefusal(usable)) return refusalWords(usable.reason, usable.detail) ?? ""
    const due = usable.addWork(props.now, amount() * HOUR)
    if (due === null) return words().neverDue
    return words().dueFromNow(format().quantity(amount(), t().time.hourUnit), whenWords(due, todayOf(props.now)))
  }
  const nextOff = createMemo(() => {
    const { holidays, holidayChoice } = props.hours.hours
    const today = todayOf(props.now)
    return holidayDays(holidays)
      .filter(day => day.date >= today && isDayOff(day, holidayChoice))
      .slice(0, AHEAD)
  })
  return (
    <div class="hours-preview">
      <p class="hours-due">
        <label for={id}>{words().previewHours}</label>
        <input
          id={id}
          class="hours-amount"
          type="number"
          min="1"
          max="400"
          value={amount()}
          onInput={event => {
            const typed = event.currentTarget.valueAsNumber
            if (typed >= 1 && typed <= 400) setAmount(Math.round(typed))
          }}
        />
        <output for={id} data-fault={isRefusal(calendar()) ? "" : undefined}>
          {sentence()}
        </output>
      </p>
      <p class="hours-next-off">
        <span class="hours-next-title">{words().nextOff}</span>
        <Show when={nextOff().length > 0} fallback={<span>{words().noneOff}</span>}>
          <For each={nextOff()}>
            {day => (
              <span class="hours-off-day">
                <span class="numeric">{format().shortDate(day.date, todayOf(props.now))}</span> {day.names[0]}
              </span>
            )}
          </For>
        </Show>
      </p>
    </div>
  )
}

import { PUBLIC_HOLIDAYS, type Holiday } from "@weft/model/service/holiday"
import { holidayDays, isDayOff, withDayOff, type HolidayDay } from "@weft/model/service/holiday-days"
import type { ServiceHours } from "@weft/model/service/space-terms"
import { readDay, type CalendarDate } from "@weft/model/time/calendar-date"
import { createMemo, createSignal, For, Show, untrack, type JSX } from "solid-js"
import { format } from "../../../text/index.ts"
import { serviceHoursWords } from "../../../text/service-hours.ts"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { Field, Select } from "../../../ui/field.tsx"
import { clockTime } from "../clock-time.ts"
import { HolidaySource } from "./holiday-source.tsx"

export interface HolidaysEditorProps {
  readonly hours: ServiceHours
  readonly today: CalendarDate
  readonly onHours: (part: Pick<ServiceHours, "holidays" | "holidayChoice">) => void
}

/** The holidays of some hours: where they come from, and which of them are off, year by year. */
export function HolidaysEditor(props: HolidaysEditorProps): JSX.Element {
  const words = () => serviceHoursWords()
  const days = createMemo(() => holidayDays(props.hours.holidays))
  const years = createMemo(() => [...new Set(days().map(({ date }) => yearOf(date)))])
  const [chosen, setChosen] = createSignal(untrack(() => readDay(props.today).year))
  const [inEveryYear, setInEveryYear] = createSignal(true)
  const year = () => (years().includes(chosen()) ? chosen() : (years()[0] ?? chosen()))
  const shown = (isPublic: boolean) =>
    days().filter(({ date, kind }) => yearOf(date) === year() && (kind === "public") === isPublic)
  const take = (holidays: readonly Holiday[]) => props.onHours({ holidays, holidayChoice: PUBLIC_HOLIDAYS })
  const toggle = (day: HolidayDay, isOff: boolean) =>
    props.onHours({
      holidays: props.hours.holidays,
      holidayChoice: withDayOff(props.hours.holidayChoice, days(), day, isOff, inEveryYear()),
    })
  const list = (isPublic: boolean) => (
    <ul class="holiday-days">
      <For each={shown(isPublic)}>
        {day => (
          <li>
            <Checkbox checked={isDayOff(day, props.hours.holidayChoice)} onChange={isOff => toggle(day, isOff)}>
              <span class="holiday-date numeric">{format().shortDate(day.date)}</span>
              <span class="holiday-name">
                {day.names.join(", ")}
                <Show when={day.from > 0}>
                  <span class="holiday-from"> {words().fromHour(clockTime(day.from))}</span>
                </Show>
              </span>
            </Checkbox>
          </li>
        )}
      </For>
    </ul>
  )
  return (
    <>
      <HolidaySource year={readDay(props.today).year} onHolidays={take} />
      <Show when={days().length > 0} fallback={<p class="page-empty">{words().noHolidays}</p>}>
        <div class="holiday-choices">
          <Field label={words().year}>
            {attributes => (
              <Select
                attributes={attributes}
                value={String(year())}
                options={years().map(one => ({ value: String(one), label: String(one) }))}
                onValue={value => setChosen(Number(value))}
              />
            )}
          </Field>
          <Field label={words().reach}>
            {attributes => (
              <Select
                attributes={attributes}
                value={inEveryYear() ? "every" : "this"}
                options={[
                  { value: "every", label: words().everyYear },
                  { value: "this", label: words().thisYear },
                ]}
                onValue={value => setInEveryYear(value === "every")}
              />
            )}
          </Field>
        </div>
        <h4 class="holiday-kind">{words().publicDays}</h4>
        {list(true)}
        <Show when={shown(false).length > 0}>
          <details class="service-fold">
            <summary>{words().otherDays}</summary>
            {list(false)}
          </details>
        </Show>
        <p class="page-section-hint">{words().knownUntil(years().at(-1)!)}</p>
      </Show>
    </>
  )
}

const yearOf = (date: CalendarDate) => readDay(date).year

import type { Shifts, WeekPattern } from "@weft/model/time/calendar-definition"
import { For, Show, type JSX } from "solid-js"
import { format } from "../../../text/index.ts"
import { serviceHoursWords } from "../../../text/service-hours.ts"
import { Button } from "../../../ui/button.tsx"
import { SpanList } from "./span-list.tsx"
import { weekdays } from "./week-words.ts"

export interface WeekEditorProps {
  readonly week: WeekPattern
  readonly onWeek: (week: WeekPattern) => void
}

/** The hours of each weekday, with several spans a day. */
export function WeekEditor(props: WeekEditorProps): JSX.Element {
  const put = (day: number, spans: Shifts) =>
    props.onWeek(props.week.map((standing, place) => (place === day ? spans : standing)) as unknown as WeekPattern)
  return (
    <ul class="week-editor">
      <For each={weekdays(format().firstDayOfWeek)}>
        {(day, place) => {
          const name = () => format().weekdays("long")[place()]!
          const above = () => weekdays(format().firstDayOfWeek)[place() - 1]
          return (
            <li class="week-day">
              <span class="week-day-name">{name()}</span>
              <SpanList day={name()} spans={props.week[day] ?? []} onSpans={spans => put(day, spans)} />
              <Show when={above()}>
                {before => (
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={serviceHoursWords().asAbove(name())}
                    onClick={() => put(day, props.week[before()] ?? [])}
                  >
                    {serviceHoursWords().asAboveShort}
                  </Button>
                )}
              </Show>
            </li>
          )
        }}
      </For>
    </ul>
  )
}

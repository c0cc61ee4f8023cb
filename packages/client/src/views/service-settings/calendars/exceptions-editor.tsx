import type { CalendarException } from "@weft/model/time/calendar-definition"
import { dayOfDate, writeDay, type Day } from "@weft/model/time/instant"
import { readDay, type CalendarDate } from "@weft/model/time/calendar-date"
import { Index, type JSX } from "solid-js"
import { NameInput } from "../../../parts/name-input.tsx"
import { serviceHoursWords } from "../../../text/service-hours.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { DateButton } from "../../../ui/date-picker.tsx"
import { plusIcon, trash2Icon } from "../../../ui/icons.ts"
import { SpanList } from "./span-list.tsx"

export interface ExceptionsEditorProps {
  readonly exceptions: readonly CalendarException[]
  readonly today: CalendarDate
  readonly onExceptions: (exceptions: readonly CalendarException[]) => void
}

/** Days that differ from the week, each stretch with its name, its days and its hours. */
export function ExceptionsEditor(props: ExceptionsEditorProps): JSX.Element {
  const words = () => serviceHoursWords()
  const put = (place: number, part: Partial<CalendarException>) =>
    props.onExceptions(props.exceptions.map((one, index) => (index === place ? { ...one, ...part } : one)))
  const add = () => {
    const day = dayOf(props.today)
    const added = { name: words().exceptionUnnamed, from: day, to: day, recurrence: null, shifts: [] }
    props.onExceptions([...props.exceptions, added])
  }
  return (
    <>
      <ul class="page-rows exception-rows">
        <Index each={props.exceptions}>
          {(exception, index) => (
            <li class="page-row exception-row">
              <NameInput label={words().exceptionName} value={exception().name} onName={name => put(index, { name })} />
              <DateButton
                size="small"
                dateLabel={words().firstDay}
                value={writeDay(exception().from)}
                today={props.today}
                onPick={date => {
                  if (date !== undefined) put(index, { from: dayOf(date), to: Math.max(dayOf(date), exception().to) })
                }}
              />
              <span aria-hidden="true">–</span>
              <DateButton
                size="small"
                dateLabel={words().lastDay}
                value={writeDay(exception().to)}
                today={props.today}
                earliest={writeDay(exception().from)}
                onPick={date => {
                  if (date !== undefined) put(index, { to: Math.max(dayOf(date), exception().from) })
                }}
              />
              <SpanList day={exception().name} spans={exception().shifts} onSpans={shifts => put(index, { shifts })} />
              <IconButton
                icon={trash2Icon}
                label={words().removeException(exception().name)}
                onClick={() => props.onExceptions(props.exceptions.filter((_, place) => place !== index))}
              />
            </li>
          )}
        </Index>
      </ul>
      <Button size="small" icon={plusIcon} onClick={add}>
        {words().addException}
      </Button>
    </>
  )
}

function dayOf(date: CalendarDate): Day {
  const { year, month, day } = readDay(date)
  return dayOfDate(year, month, day)
}

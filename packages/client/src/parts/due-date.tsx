import { Show, type JSX } from "solid-js"
import type { CalendarDate } from "@weft/model/time/calendar-date"
import { format, t } from "../text/index.ts"
import { Icon } from "../ui/icon.tsx"
import { calendarIcon, calendarXIcon } from "../ui/icons.ts"
import "../ui/visually-hidden.css"
import "./due-date.css"

export interface DueDateProps {
  readonly date: CalendarDate
  /** The day it is where the person is. */
  readonly today: CalendarDate
  /** The work is finished, so nothing about its date presses. */
  readonly settled?: boolean
  /** Leaves out how late it is, where the row has no room; the words stay for assistive technology. */
  readonly brief?: boolean
}

/** When something is due, as a card and a row say it: "17 Nov · 2 d late", "Tomorrow", "27 Nov". */
export function DueDate(props: DueDateProps): JSX.Element {
  const relative = () => format().relativeDay(props.date, props.today)
  const lateText = () => (props.settled ? undefined : relative().lateText)
  const urgency = () => {
    if (props.settled) return undefined
    if (relative().days < 0) return "late"
    return relative().days <= 1 ? "soon" : undefined
  }
  const shown = () => (props.brief || props.settled ? format().shortDate(props.date, props.today) : relative().text)
  return (
    <time class="due-date" datetime={props.date} data-urgency={urgency()}>
      <Icon icon={urgency() === "late" ? calendarXIcon : calendarIcon} size={14} />
      <Show when={lateText()} fallback={shown()}>
        {late => (
          <Show when={props.brief} fallback={t().time.dateWithDelay(shown(), late())}>
            {shown()}
            <span class="visually-hidden">{late()}</span>
          </Show>
        )}
      </Show>
    </time>
  )
}

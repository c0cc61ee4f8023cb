import { addDays, dateOfNumber, dayNumber, type CalendarDate } from "../time/calendar-date.ts"
import { addWorkingDays } from "../time/working-days.ts"
import type { BusinessCalendar } from "./business-calendar.ts"

const DAY = 86_400_000
/** As far back as a working day is looked for, in days. */
const FURTHEST_BACK = 3_660

/**
 * The day that lies some working days of a service after another, or before. From a day off it is counted as from the next
 * working day. Without a calendar a week has five working days. Nothing where the calendar has none so far.
 */
export function workingDayAfter(
  calendar: BusinessCalendar | null,
  day: CalendarDate,
  days: number,
): CalendarDate | null {
  if (calendar === null) return addWorkingDays(day, days)
  if (days < 0) return workingDayBefore(calendar, day, -days)
  const end = calendar.dayEndAfter(startOf(calendar, day), days + 1)
  return end === null ? null : dayAt(calendar, end - 1)
}

function workingDayBefore(calendar: BusinessCalendar, day: CalendarDate, days: number): CalendarDate | null {
  const until = startOf(calendar, day)
  for (let back = 1; back <= FURTHEST_BACK; back += 1) {
    const earlier = addDays(day, -back)
    if (calendar.dayEndsBetween(startOf(calendar, earlier), until) >= days) return earlier
  }
  return null
}

function startOf({ clock }: BusinessCalendar, day: CalendarDate): number {
  return clock.firstAt(dayNumber(day) * DAY)
}

/** The day of an instant where the calendar is. */
export function dayAt({ clock }: BusinessCalendar, instant: number): CalendarDate {
  return dateOfNumber(Math.floor(clock.wallAt(instant) / DAY))
}

import { dateOfNumber, dayNumber, type CalendarDate } from "./calendar-date.ts"

/** What the day of a Monday is divided by seven leaves. */
const MONDAY = ((dayNumber("2024-01-01") % 7) + 7) % 7

/** How many days from Monday to Friday lie before a day. A day of a weekend counts as the Monday after it. */
function workingDaysBefore(day: CalendarDate): number {
  const sinceMonday = dayNumber(day) - MONDAY
  const week = Math.floor(sinceMonday / 7)
  return week * 5 + Math.min(sinceMonday - week * 7, 5)
}

/** How many working days, Monday to Friday, one day lies after another; below 0 for one before it. */
export function workingDaysBetween(from: CalendarDate, to: CalendarDate): number {
  return workingDaysBefore(to) - workingDaysBefore(from)
}

/** The day that lies some working days after another: T+5. From a weekend it is counted as from the Monday after it. */
export function addWorkingDays(from: CalendarDate, days: number): CalendarDate {
  const index = workingDaysBefore(from) + days
  const week = Math.floor(index / 5)
  return dateOfNumber(week * 7 + (index - week * 5) + MONDAY)
}

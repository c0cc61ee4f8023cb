import type { CalendarException, Shifts, WeekPattern } from "../time/calendar-definition.ts"
import { dayOfDate, weekdayOf, type Day, type Tenths } from "../time/instant.ts"
import { isCalendarDate, readDay, type CalendarDate } from "../time/calendar-date.ts"

/** What a feed calls a day. Only `public` days are off by themselves; an observance is a day that people work on. */
export const HOLIDAY_KINDS = ["public", "bank", "optional", "school", "observance"] as const
export type HolidayKind = (typeof HOLIDAY_KINDS)[number]

/** One day of a list of holidays, from wherever it came. */
export interface Holiday {
  readonly date: CalendarDate
  readonly name: string
  readonly kind: HolidayKind
  /** From when on nothing is worked; 0 for the whole day. */
  readonly from: Tenths
}

/** Which of a list's days are off. */
export interface HolidayChoice {
  /** Kinds that are off; usually only `public`. */
  readonly kinds: readonly HolidayKind[]
  /** Days of the list that are worked all the same. */
  readonly deselected: readonly CalendarDate[]
  /** Days of the list that are off although their kind is not. */
  readonly selected: readonly CalendarDate[]
}

export const PUBLIC_HOLIDAYS: HolidayChoice = { kinds: ["public"], deselected: [], selected: [] }

/** The holidays that count by a choice. Of several on one day that which leaves the least work stands first. */
export function holidaysThatCount(holidays: readonly Holiday[], choice: HolidayChoice): Holiday[] {
  const [selected, deselected] = [new Set(choice.selected), new Set(choice.deselected)]
  return holidays
    .filter(({ date, kind }) => selected.has(date) || choice.kinds.includes(kind))
    .filter(({ date }) => isCalendarDate(date) && !deselected.has(date))
    .toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : one.from - other.from))
}

/** Holidays as exceptions of a week; a day that is off from some hour on keeps its shifts before. */
export function holidayExceptions(holidays: readonly Holiday[], week: WeekPattern): CalendarException[] {
  return holidays.map(({ date, name, from }) => {
    const day = dayNumberOf(date)
    return { name, from: day, to: day, recurrence: null, shifts: shiftsBefore(week[weekdayOf(day)] ?? [], from) }
  })
}

function shiftsBefore(shifts: Shifts, end: Tenths): Shifts {
  return shifts.filter(({ from }) => from < end).map(({ from, to }) => ({ from, to: Math.min(to, end) }))
}

function dayNumberOf(date: CalendarDate): Day {
  const { year, month, day } = readDay(date)
  return dayOfDate(year, month, day)
}

import {
  addDays,
  addMonths,
  firstOfMonth,
  isCalendarDate,
  readDay,
  weekday,
  type CalendarDate,
} from "./calendar-date.ts"

/**
 * A stretch of days as it was meant, in one word, so that it moves on with time:
 * - `2026-12-18`, `2026-12`, `2026`: that day, that month, that year;
 * - `day+7`: the day a week from today, where `day+0` is today;
 * - `week-1`, `month+0`, `quarter+1`, `year+0`: last week, this month, next quarter, this year.
 */
export type RelativeDay = string

export const PERIODS = ["day", "week", "month", "quarter", "year"] as const
export type Period = (typeof PERIODS)[number]

/** First and last day of a stretch. */
export interface DaySpan {
  readonly first: CalendarDate
  readonly last: CalendarDate
}

/** Where somebody stands in the calendar who says "next week". */
export interface CalendarPlace {
  readonly today: CalendarDate
  /** The day that a week begins with: 1 is Monday, 7 is Sunday. */
  readonly firstDayOfWeek: number
}

/** The farthest that one may count from today; beyond, nobody means what they write. */
export const MOST_PERIODS = 9999

const RELATIVE = /^(day|week|month|quarter|year)([+-])(\d{1,4})$/

/** A period some steps from the one that today is in. */
export function relativeDay(period: Period, steps: number): RelativeDay {
  return `${period}${steps < 0 ? "-" : "+"}${Math.abs(steps)}`
}

/** The period and the steps of a stretch that is told from today; `null` for one that is a date. */
export function readRelativeDay(text: RelativeDay): { readonly period: Period; readonly steps: number } | null {
  const parts = RELATIVE.exec(text)
  if (parts === null) return null
  const steps = Number(parts[3])
  return { period: parts[1] as Period, steps: parts[2] === "-" && steps > 0 ? -steps : steps }
}

/** Whether a text is a stretch of days as `relativeDay` writes it, or a date, month or year that exists. */
export function isRelativeDay(text: string): text is RelativeDay {
  const relative = readRelativeDay(text)
  if (relative !== null) return relativeDay(relative.period, relative.steps) === text
  return isCalendarDate(text) || /^\d{4}-(0[1-9]|1[0-2])$/.test(text) || /^[12]\d{3}$/.test(text)
}

/** The days that a stretch means for somebody at a place in the calendar; `null` for a text that is none. */
export function spanOfDay(text: RelativeDay, { today, firstDayOfWeek }: CalendarPlace): DaySpan | null {
  if (!isRelativeDay(text)) return null
  const relative = readRelativeDay(text)
  if (relative === null) return spanOfDate(text)
  const { period, steps } = relative
  switch (period) {
    case "day":
      return oneDay(addDays(today, steps))
    case "week": {
      const first = addDays(today, steps * 7 - ((weekday(today) - firstDayOfWeek + 7) % 7))
      return { first, last: addDays(first, 6) }
    }
    case "month":
      return months(firstOfMonth(today), steps, 1)
    case "quarter":
      return months(firstOfMonth(addMonths(today, -((readDay(today).month - 1) % 3))), steps * 3, 3)
    case "year":
      return months(`${today.slice(0, 4)}-01-01`, steps * 12, 12)
  }
}

function spanOfDate(text: string): DaySpan {
  if (text.length === 4) return months(`${text}-01-01`, 0, 12)
  return text.length === 7 ? months(`${text}-01`, 0, 1) : oneDay(text)
}

function oneDay(day: CalendarDate): DaySpan {
  return { first: day, last: day }
}

function months(from: CalendarDate, after: number, length: number): DaySpan {
  const first = addMonths(from, after)
  return { first, last: addDays(addMonths(first, length), -1) }
}

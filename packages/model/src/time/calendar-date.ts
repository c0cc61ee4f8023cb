/** A day of the calendar as "YYYY-MM-DD". It has no time of day and no zone, so it is the same day everywhere. */
export type CalendarDate = string

/** The numbers of a calendar date; months count from 1. */
export interface DayParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

const MILLISECONDS_PER_DAY = 86_400_000

/** Returns the numbers of a date. Of a string that is no date it returns NaN; `isCalendarDate` tells beforehand. */
export function readDay(date: CalendarDate): DayParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** Tells whether a text is a day that exists: "2026-02-30" is not. */
export function isCalendarDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateOfNumber(dayNumber(text)) === text
}

/** Returns the day's place in the count of days, with 1970-01-01 as 0. Differences are days. */
export function dayNumber(date: CalendarDate): number {
  const { year, month, day } = readDay(date)
  return Date.UTC(year, month - 1, day) / MILLISECONDS_PER_DAY
}

/** Returns the date at a place in the count of days. */
export function dateOfNumber(number: number): CalendarDate {
  if (!Number.isFinite(number)) return ""
  return new Date(number * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)
}

/** Returns the date some days later, or earlier if negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfNumber(dayNumber(date) + days)
}

/** Returns the same day of another month, or that month's last day if it is shorter. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = readDay(date)
  const first = Date.UTC(year, month - 1 + months, 1) / MILLISECONDS_PER_DAY
  const next = Date.UTC(year, month + months, 1) / MILLISECONDS_PER_DAY
  return dateOfNumber(first + Math.min(day, next - first) - 1)
}

/** Returns the day of the week: 1 is Monday, 7 is Sunday. */
export function weekday(date: CalendarDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/** Returns the first day of the date's month. */
export function firstOfMonth(date: CalendarDate): CalendarDate {
  return `${date.slice(0, 8)}01`
}

/** Returns the six weeks that show the date's month, each beginning on `firstDay` (1 is Monday). */
export function monthGrid(date: CalendarDate, firstDay: number): readonly (readonly CalendarDate[])[] {
  const first = firstOfMonth(date)
  const start = dayNumber(first) - ((weekday(first) - firstDay + 7) % 7)
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => dateOfNumber(start + week * 7 + day)),
  )
}

/**
 * Returns the date that a person wrote, or undefined if it cannot be understood.
 *
 * Understood are "2026-11-17", "17.11.", "17.11.2026", "17/11", a day with the beginning of a month's name in the
 * given locale ("17 nov", "Nov 17"), and "+3d" or "+2w" from today (in German also "+3t"). A date without a year is
 * the one nearest to today that is not more than half a year gone. Numbers with slashes follow the locale's order.
 */
export function readTypedDate(text: string, today: CalendarDate, locale: string): CalendarDate | undefined {
  const written = text.trim().toLowerCase()
  if (isCalendarDate(written)) return written
  const relative = /^([+-]\d{1,4})\s*([dtw])?$/.exec(written)
  if (relative) return addDays(today, Number(relative[1]) * (relative[2] === "w" ? 7 : 1))
  const numbers = /^(\d{1,2})([./])(\d{1,2})(?:[./](\d{4})?)?$/.exec(written)
  if (numbers) {
    const monthFirst = numbers[2] === "/" && locale.toLowerCase() === "en-us"
    const [day, month] = monthFirst ? [numbers[3], numbers[1]] : [numbers[1], numbers[3]]
    return nearest(Number(day), Number(month), numbers[4], today)
  }
  const named = /^(\d{1,2})\.?\s*(\p{L}{3,})\.?(?:\s+(\d{4}))?$/u.exec(written)
  if (named) return nearest(Number(named[1]), monthCalled(named[2] ?? "", locale), named[3], today)
  const nameFirst = /^(\p{L}{3,})\.?\s*(\d{1,2})(?:,?\s+(\d{4}))?$/u.exec(written)
  if (nameFirst) return nearest(Number(nameFirst[2]), monthCalled(nameFirst[1] ?? "", locale), nameFirst[3], today)
  return undefined
}

function monthCalled(beginning: string, locale: string): number {
  const names = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" })
  for (let month = 1; month <= 12; month++)
    if (
      names
        .format(Date.UTC(2026, month - 1, 1))
        .toLowerCase()
        .startsWith(beginning)
    )
      return month
  return Number.NaN
}

function nearest(day: number, month: number, year: string | undefined, today: CalendarDate): CalendarDate | undefined {
  const inYear = (chosen: number) =>
    `${String(chosen).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
  const thisYear = readDay(today).year
  if (year !== undefined) return isCalendarDate(inYear(Number(year))) ? inYear(Number(year)) : undefined
  const candidates = [thisYear - 1, thisYear, thisYear + 1].map(inYear).filter(isCalendarDate)
  return candidates.find(date => dayNumber(date) >= dayNumber(today) - 183)
}

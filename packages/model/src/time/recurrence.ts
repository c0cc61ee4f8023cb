import { daysInMonth } from "./moment.ts"
import { dateOfDay, dayOfDate, weekdayOf, type Day } from "./instant.ts"

/** Which day of a month is meant: any day, a working day of the week, a day of the weekend, or a weekday (0 is Sunday). */
export type MonthItem = "day" | "weekday" | "weekend-day" | 0 | 1 | 2 | 3 | 4 | 5 | 6

/** The first to fourth of a month, or the last. */
export type MonthPosition = 1 | 2 | 3 | 4 | "last"

/** Which days between two dates are meant. `every` counts days, weeks or months from the first of them. */
export type Recurrence =
  | { readonly kind: "daily"; readonly every: number }
  /** Weeks begin on Sunday. Bit 0 of `weekdays` is Sunday, bit 6 Saturday. */
  | { readonly kind: "weekly"; readonly every: number; readonly weekdays: number }
  | { readonly kind: "monthly-by-date"; readonly every: number; readonly date: number }
  | {
      readonly kind: "monthly-by-position"
      readonly every: number
      readonly position: MonthPosition
      readonly item: MonthItem
    }
  | { readonly kind: "yearly-by-date"; readonly month: number; readonly date: number }
  | {
      readonly kind: "yearly-by-position"
      readonly month: number
      readonly position: MonthPosition
      readonly item: MonthItem
    }

/** Calls back with each day that a recurrence means from one day to another, both included, in order. */
export function forEachOccurrence(recurrence: Recurrence, from: Day, to: Day, visit: (day: Day) => void): void {
  const visitInside = (day: Day | null) => {
    if (day !== null && day >= from && day <= to) visit(day)
  }
  switch (recurrence.kind) {
    case "daily":
      for (let day = from; day <= to; day += step(recurrence.every)) visit(day)
      return
    case "weekly": {
      const firstWeek = from - weekdayOf(from)
      for (let week = firstWeek; week <= to; week += 7 * step(recurrence.every))
        for (let weekday = 0; weekday < 7; weekday += 1)
          if ((recurrence.weekdays >> weekday) & 1) visitInside(week + weekday)
      return
    }
    case "monthly-by-date":
      forEachMonth(from, to, step(recurrence.every), (year, month) => visitInside(dateIn(year, month, recurrence.date)))
      return
    case "monthly-by-position":
      forEachMonth(from, to, step(recurrence.every), (year, month) =>
        visitInside(positionIn(year, month, recurrence.position, recurrence.item)),
      )
      return
    case "yearly-by-date":
      for (let year = dateOfDay(from).year; year <= dateOfDay(to).year; year += 1)
        visitInside(dateIn(year, recurrence.month, recurrence.date))
      return
    case "yearly-by-position":
      for (let year = dateOfDay(from).year; year <= dateOfDay(to).year; year += 1)
        visitInside(positionIn(year, recurrence.month, recurrence.position, recurrence.item))
  }
}

const step = (every: number) => Math.max(1, Math.floor(every))

function forEachMonth(from: Day, to: Day, every: number, visit: (year: number, month: number) => void): void {
  const first = dateOfDay(from)
  const last = dateOfDay(to)
  const end = last.year * 12 + last.month - 1
  for (let month = first.year * 12 + first.month - 1; month <= end; month += every)
    visit(Math.floor(month / 12), (month % 12) + 1)
}

/** A month that is too short for the date has none. */
function dateIn(year: number, month: number, date: number): Day | null {
  return date <= daysInMonth(year, month) ? dayOfDate(year, month, date) : null
}

function positionIn(year: number, month: number, position: MonthPosition, item: MonthItem): Day | null {
  const first = dayOfDate(year, month, 1)
  const length = daysInMonth(year, month)
  if (position === "last") {
    for (let day = first + length - 1; day >= first; day -= 1) if (isItem(day, item)) return day
    return null
  }
  let left: number = position
  for (let day = first; day < first + length; day += 1) {
    if (isItem(day, item)) left -= 1
    if (left === 0) return day
  }
  return null
}

function isItem(day: Day, item: MonthItem): boolean {
  const weekday = weekdayOf(day)
  if (item === "day") return true
  const isWeekend = weekday === 0 || weekday === 6
  if (item === "weekday") return !isWeekend
  return item === "weekend-day" ? isWeekend : weekday === item
}

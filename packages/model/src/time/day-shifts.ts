import { assert } from "../base/assert.ts"
import type { CalendarDefinition, CalendarException, Shifts, WeekPattern } from "./calendar-definition.ts"
import { weekdayOf, type Day } from "./instant.ts"
import { forEachOccurrence } from "./recurrence.ts"

/**
 * Says what is worked on each day from one to another, the second not included: one entry a day. The same shifts are
 * the same object, so that they can be told apart by identity.
 */
export type DayShifts = (from: Day, to: Day) => Shifts[]

const OFF: Shifts = []

/**
 * What a chain of definitions says of each day; the base first, what is derived from it after.
 *
 * The layers from the ground up are the week patterns of the whole chain, then its dated weeks, then its exceptions,
 * so a holiday of the company's calendar holds for somebody whose own calendar only has other hours.
 */
export function dayShiftsOf(chain: readonly CalendarDefinition[]): DayShifts {
  assert(chain.length > 0, "a calendar is a chain of at least one definition")
  const exceptions = chain.flatMap(({ exceptions }) => byPriority(exceptions))
  return (from, to) => {
    const days: Shifts[] = new Array<Shifts>(to - from).fill(OFF)
    for (const { pattern } of chain) layPattern(days, from, pattern, from, to - 1)
    for (const { weeks } of chain)
      for (const week of weeks)
        layPattern(days, from, week.pattern, Math.max(from, week.from), Math.min(to - 1, week.to))
    for (const exception of exceptions) layException(days, from, to, exception)
    return days
  }
}

function layPattern(days: Shifts[], origin: Day, pattern: WeekPattern, from: Day, to: Day): void {
  if (pattern.every(shifts => shifts === null)) return
  for (let day = from; day <= to; day += 1) {
    const shifts = pattern[weekdayOf(day)]
    if (shifts) days[day - origin] = shifts
  }
}

function layException(days: Shifts[], origin: Day, end: Day, exception: CalendarException): void {
  const last = Math.min(exception.to, end - 1)
  if (exception.recurrence === null) {
    for (let day = Math.max(origin, exception.from); day <= last; day += 1) days[day - origin] = exception.shifts
    return
  }
  // Counting begins at the exception's own first day, however late the asked days begin.
  forEachOccurrence(exception.recurrence, exception.from, last, day => {
    if (day >= origin) days[day - origin] = exception.shifts
  })
}

/** Where exceptions overlap, a single day wins over daily, yearly, monthly and weekly ones, and the first listed over later ones. */
function byPriority(exceptions: readonly CalendarException[]): readonly CalendarException[] {
  return exceptions.toReversed().toSorted((one, other) => priorityOf(one) - priorityOf(other))
}

function priorityOf({ from, to, recurrence }: CalendarException): number {
  if (from === to) return 5
  switch (recurrence?.kind) {
    case undefined:
    case "daily":
      return 4
    case "yearly-by-date":
    case "yearly-by-position":
      return 3
    case "monthly-by-date":
    case "monthly-by-position":
      return 2
    case "weekly":
      return 1
  }
}

/** What both work: for a person's share in a task that has hours of its own. */
export function commonShifts(one: DayShifts, other: DayShifts): DayShifts {
  const met = new Map<Shifts, Map<Shifts, Shifts>>()
  const meet = (left: Shifts, right: Shifts) => {
    const row = met.get(left) ?? new Map<Shifts, Shifts>()
    met.set(left, row)
    const common = row.get(right) ?? overlapOf(left, right)
    row.set(right, common)
    return common
  }
  return (from, to) => {
    const others = other(from, to)
    return one(from, to).map((shifts, index) => meet(shifts, others[index] ?? OFF))
  }
}

function overlapOf(left: Shifts, right: Shifts): Shifts {
  const common = left.flatMap(one =>
    right.map(other => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })),
  )
  return common.filter(({ from, to }) => from < to)
}

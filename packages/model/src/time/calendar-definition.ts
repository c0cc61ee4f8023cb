import type { Day, Tenths } from "./instant.ts"
import type { Recurrence } from "./recurrence.ts"

/** A stretch of working time within a day, in tenths of a minute since midnight; the end is not worked, 14,400 is 24:00. */
export interface Shift {
  readonly from: Tenths
  readonly to: Tenths
}

/** The shifts of one day in order, without overlap; none is a day off. */
export type Shifts = readonly Shift[]

/** Shifts for each weekday from Sunday to Saturday; null says nothing of that weekday. */
export type WeekPattern = readonly [
  Shifts | null,
  Shifts | null,
  Shifts | null,
  Shifts | null,
  Shifts | null,
  Shifts | null,
  Shifts | null,
]

/** A week pattern that holds from one day to another, both included. */
export interface DatedWeek {
  readonly name: string
  readonly from: Day
  readonly to: Day
  readonly pattern: WeekPattern
}

/** Days that differ from the week: a holiday (no shifts), or a Saturday on which work is done. */
export interface CalendarException {
  readonly name: string
  /** The first and the last day that it can touch. */
  readonly from: Day
  readonly to: Day
  /** Which days in between; null is every one. */
  readonly recurrence: Recurrence | null
  readonly shifts: Shifts
}

/**
 * When work is done, as somebody entered it.
 *
 * Exceptions win over dated weeks, and those over the pattern. A calendar with a base has the base's result wherever
 * its own layers are silent.
 */
export interface CalendarDefinition {
  readonly id: string
  readonly name: string
  /** The calendar that this one is derived from. */
  readonly base: string | null
  readonly pattern: WeekPattern
  readonly weeks: readonly DatedWeek[]
  readonly exceptions: readonly CalendarException[]
}

const OFF: Shifts = []
const OFFICE_HOURS: Shifts = [
  { from: 4800, to: 7200 },
  { from: 7800, to: 10_200 },
]
const ALL_DAY: Shifts = [{ from: 0, to: 14_400 }]

/** Monday to Friday, 08:00–12:00 and 13:00–17:00. */
export const STANDARD_WEEK: WeekPattern = [
  OFF,
  OFFICE_HOURS,
  OFFICE_HOURS,
  OFFICE_HOURS,
  OFFICE_HOURS,
  OFFICE_HOURS,
  OFF,
]

/** Every hour of every day. */
export const ROUND_THE_CLOCK: WeekPattern = [ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY]

/** Says nothing of any weekday. */
export const SILENT_WEEK: WeekPattern = [null, null, null, null, null, null, null]

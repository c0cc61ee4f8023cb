import { assert } from "../base/assert.ts"
import { daysInMonth } from "./moment.ts"

/**
 * A point on the wall clock of a plan: whole tenths of a minute since 1984-01-01 00:00, without a zone.
 *
 * Planning programs calculate in this grain. The last day that a plan may reach is 2149-12-31, which fits an Int32.
 */
export type Instant = number

/** A calendar day: whole days since 1984-01-01, which was a Sunday. */
export type Day = number

/** A length of working or elapsed time in whole tenths of a minute. */
export type Tenths = number

export const TENTHS_PER_MINUTE = 10
const TENTHS_PER_HOUR = 600
export const TENTHS_PER_DAY = 14_400

/** The first day after the last on which anything can be planned: 2150-01-01. */
export const DAY_LIMIT: Day = 60_631

/** The instant that ends 2149-12-31. No calculation goes beyond it. */
export const LAST_INSTANT: Instant = DAY_LIMIT * TENTHS_PER_DAY

/** Days from 1970-01-01 to 1984-01-01. */
const EPOCH_OFFSET = 5113
const MILLISECONDS_PER_DAY = 86_400_000

/** The day of a date of the Gregorian calendar; months count from 1. The date must exist. */
export function dayOfDate(year: number, month: number, date: number): Day {
  assert(month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month), `no date ${year}-${month}-${date}`)
  return Date.UTC(year, month - 1, date) / MILLISECONDS_PER_DAY - EPOCH_OFFSET
}

/** The day on which an instant lies; midnight belongs to the day that begins. */
export function dayOf(instant: Instant): Day {
  return Math.floor(instant / TENTHS_PER_DAY)
}

/** The day of the week: 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: Day): number {
  return ((day % 7) + 7) % 7
}

export interface CalendarDate {
  readonly year: number
  /** From 1. */
  readonly month: number
  /** The day of the month, from 1. */
  readonly date: number
}

/** The year, month and day of the month of a day. */
export function dateOfDay(day: Day): CalendarDate {
  const utc = new Date((day + EPOCH_OFFSET) * MILLISECONDS_PER_DAY)
  return { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, date: utc.getUTCDate() }
}

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/

/**
 * Reads `YYYY-MM-DD`, `YYYY-MM-DDTHH:mm` or `YYYY-MM-DDTHH:mm:ss` without a zone; `24:00` ends its day.
 *
 * Returns null for anything else, for a date that does not exist, and for one outside 1984 to 2149. Seconds are
 * rounded to tenths of a minute.
 */
export function readInstant(text: string): Instant | null {
  const parts = WRITTEN.exec(text)
  if (parts === null) return null
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map(part => Number(part ?? 0))
  if (year < 1984 || year > 2149 || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second > 0)) return null
  return (
    dayOfDate(year, month, date) * TENTHS_PER_DAY +
    hour * TENTHS_PER_HOUR +
    minute * TENTHS_PER_MINUTE +
    Math.round(second / 6)
  )
}

const twoDigits = (value: number) => String(value).padStart(2, "0")

/** Writes an instant as `YYYY-MM-DDTHH:mm:ss`. */
export function writeInstant(instant: Instant): string {
  const day = dayOf(instant)
  const tenths = instant - day * TENTHS_PER_DAY
  const hour = Math.floor(tenths / TENTHS_PER_HOUR)
  const minute = Math.floor((tenths % TENTHS_PER_HOUR) / TENTHS_PER_MINUTE)
  const second = (tenths % TENTHS_PER_MINUTE) * 6
  return `${writeDay(day)}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`
}

/** Writes a day as `YYYY-MM-DD`. */
export function writeDay(day: Day): string {
  const { year, month, date } = dateOfDay(day)
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(date)}`
}

import type { Shifts, Shift } from "../time/calendar-definition.ts"
import { LAST_INSTANT, readInstant, TENTHS_PER_DAY, type Instant, type Tenths } from "../time/instant.ts"
import type { MonthItem, MonthPosition, Recurrence } from "../time/recurrence.ts"
import { structured, type Field } from "./fields.ts"

/** The unit that somebody typed a duration or a lag in. */
export const DURATION_UNITS = ["minutes", "hours", "days", "weeks", "months"] as const
export type DurationUnit = (typeof DURATION_UNITS)[number]

export const LAG_KINDS = ["working", "elapsed", "percent", "elapsed-percent"] as const

/** The time between the ends of a link: tenths of working or of clock time, or percent; a lead is negative. */
export interface StoredLag {
  readonly kind: (typeof LAG_KINDS)[number]
  readonly amount: number
  readonly unit: DurationUnit
}

type Loose = Readonly<Record<string, unknown>>

const isRecord = (raw: unknown): raw is Loose => typeof raw === "object" && raw !== null && !Array.isArray(raw)
const isWhole = (raw: unknown): raw is number => Number.isSafeInteger(raw)
const isBetween = (raw: unknown, least: number, most: number): raw is number =>
  isWhole(raw) && raw >= least && raw <= most

export function lag(): Field<StoredLag | null> {
  return structured("lag", raw => {
    if (!isRecord(raw) || typeof raw["amount"] !== "number" || !Number.isFinite(raw["amount"])) return null
    const kind = LAG_KINDS.find(name => name === raw["kind"])
    const unit = DURATION_UNITS.find(name => name === raw["unit"])
    return kind === undefined || unit === undefined ? null : { kind, amount: raw["amount"], unit }
  })
}

/** When something in another space lay, and the day on which that was seen: `2026-11-23`. */
export interface SeenDates {
  readonly start: Instant
  readonly finish: Instant
  readonly duration: Tenths
  readonly on: string
}

export function seenDates(): Field<SeenDates | null> {
  return structured("seen-dates", raw => {
    if (!isRecord(raw)) return null
    const { start, finish, duration, on } = raw
    const isDate = (value: unknown): value is Instant => isBetween(value, 0, LAST_INSTANT)
    if (!isDate(start) || !isDate(finish) || !isBetween(duration, 0, LAST_INSTANT)) return null
    return typeof on === "string" && readInstant(on) !== null ? { start, finish, duration, on } : null
  })
}

/** A stretch of work in working tenths: where it begins, counted from the first one, and how much it is. */
export interface StoredSegment {
  readonly at: Tenths
  readonly length: Tenths
}

export function segments(): Field<readonly StoredSegment[] | null> {
  return structured("segments", raw => {
    if (!Array.isArray(raw) || raw.length === 0 || raw.length > 1000) return null
    const read = (raw as unknown[]).flatMap(entry =>
      isRecord(entry) && isBetween(entry["at"], 0, 2 ** 31) && isBetween(entry["length"], 0, 2 ** 31)
        ? [{ at: entry["at"], length: entry["length"] }]
        : [],
    )
    return read.length === raw.length ? read : null
  })
}

/** The shifts of a day, none for a day off. */
export function shifts(): Field<Shifts | null> {
  return structured("shifts", raw => {
    if (!Array.isArray(raw) || raw.length > 24) return null
    const read: Shift[] = []
    for (const entry of raw as unknown[]) {
      if (!isRecord(entry)) return null
      const { from, to } = entry
      if (!isBetween(from, read.at(-1)?.to ?? 0, TENTHS_PER_DAY) || !isBetween(to, from + 1, TENTHS_PER_DAY))
        return null
      read.push({ from, to })
    }
    return read
  })
}

/** Which days between two dates are meant. */
export function recurrence(): Field<Recurrence | null> {
  return structured("recurrence", raw => (isRecord(raw) ? readRecurrence(raw) : null))
}

function readRecurrence(raw: Loose): Recurrence | null {
  const every = isBetween(raw["every"], 1, 999) ? raw["every"] : null
  const month = isBetween(raw["month"], 1, 12) ? raw["month"] : null
  const date = isBetween(raw["date"], 1, 31) ? raw["date"] : null
  const position = POSITIONS.find(known => known === raw["position"])
  const item = ITEMS.find(known => known === raw["item"])
  switch (raw["kind"]) {
    case "daily":
      return every === null ? null : { kind: "daily", every }
    case "weekly":
      return every === null || !isBetween(raw["weekdays"], 1, 127)
        ? null
        : { kind: "weekly", every, weekdays: raw["weekdays"] }
    case "monthly-by-date":
      return every === null || date === null ? null : { kind: "monthly-by-date", every, date }
    case "monthly-by-position":
      return every === null || position === undefined || item === undefined
        ? null
        : { kind: "monthly-by-position", every, position, item }
    case "yearly-by-date":
      return month === null || date === null ? null : { kind: "yearly-by-date", month, date }
    case "yearly-by-position":
      return month === null || position === undefined || item === undefined
        ? null
        : { kind: "yearly-by-position", month, position, item }
    default:
      return null
  }
}

const POSITIONS: readonly MonthPosition[] = [1, 2, 3, 4, "last"]
const ITEMS: readonly MonthItem[] = ["day", "weekday", "weekend-day", 0, 1, 2, 3, 4, 5, 6]

/** What a baseline says of one item. Dates are instants, duration and work tenths; costs are records of money. */
export interface StoredBaselineRow {
  readonly item: string
  readonly start: number
  readonly finish: number
  readonly duration: number
  readonly work: number
}

/** Rows of a baseline; rows that do not fit are left out. */
export function baselineRows(): Field<readonly StoredBaselineRow[] | null> {
  return structured("baseline-rows", raw =>
    Array.isArray(raw) ? (raw as unknown[]).flatMap(entry => readBaselineRow(entry) ?? []) : null,
  )
}

function readBaselineRow(raw: unknown): StoredBaselineRow | null {
  if (!isRecord(raw)) return null
  const { item, start, finish, duration, work } = raw
  if (typeof item !== "string" || ![start, finish, duration, work].every(isWhole)) return null
  return { item, start, finish, duration, work } as StoredBaselineRow
}

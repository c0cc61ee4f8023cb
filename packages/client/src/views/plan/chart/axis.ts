import {
  dateOfDay,
  dayOf,
  dayOfDate,
  TENTHS_PER_DAY,
  weekdayOf,
  type Day,
  type Instant,
} from "@weft/model/time/instant"
import { instantAt, xOf, type TimeScale } from "./time-scale.ts"

/** Units in which an axis counts, the finest first. */
const UNITS = ["hour", "quarter-day", "day", "week", "month", "quarter", "year", "decade"] as const
export type AxisUnit = (typeof UNITS)[number]

/** The least pixels that a unit of the lower level takes, so that what it is called fits. */
const LEAST_WIDTH: Record<AxisUnit, number> = {
  hour: 30,
  "quarter-day": 34,
  day: 26,
  week: 28,
  month: 40,
  quarter: 36,
  year: 40,
  decade: 0,
}

const DAYS: Record<AxisUnit, number> = {
  hour: 1 / 24,
  "quarter-day": 1 / 4,
  day: 1,
  week: 7,
  month: 28,
  quarter: 90,
  year: 365,
  decade: 3652,
}

/** What stands above: enough to know where one is. */
const ABOVE: Record<AxisUnit, AxisUnit> = {
  hour: "day",
  "quarter-day": "day",
  day: "month",
  week: "month",
  month: "year",
  quarter: "year",
  year: "decade",
  decade: "decade",
}

/** One field of an axis, from one instant to the next. */
export interface AxisField {
  readonly from: Instant
  readonly to: Instant
  readonly x: number
  readonly width: number
}

export interface Axis {
  readonly upper: { readonly unit: AxisUnit; readonly fields: readonly AxisField[] }
  readonly lower: { readonly unit: AxisUnit; readonly fields: readonly AxisField[] }
}

/** The two levels of an axis as wide as a chart; weeks begin on a weekday, 1 for Monday to 7. */
export function axisOf(scale: TimeScale, width: number, firstDayOfWeek: number): Axis {
  const lower = UNITS.find(unit => DAYS[unit] * scale.perDay >= LEAST_WIDTH[unit]) ?? "decade"
  const upper = ABOVE[lower]
  const fields = (unit: AxisUnit) => fieldsOf(scale, width, unit, firstDayOfWeek)
  return { upper: { unit: upper, fields: fields(upper) }, lower: { unit: lower, fields: fields(lower) } }
}

function fieldsOf(scale: TimeScale, width: number, unit: AxisUnit, firstDayOfWeek: number): AxisField[] {
  const fields: AxisField[] = []
  let from = beginOf(unit, instantAt(scale, 0), firstDayOfWeek)
  const end = instantAt(scale, width)
  while (from < end) {
    const to = nextOf(unit, from)
    const x = xOf(scale, from)
    fields.push({ from, to, x, width: xOf(scale, to) - x })
    from = to
  }
  return fields
}

/** The beginning of the unit that an instant lies in. */
export function beginOf(unit: AxisUnit, instant: Instant, firstDayOfWeek: number): Instant {
  if (unit === "hour" || unit === "quarter-day") {
    const length = TENTHS_PER_DAY * DAYS[unit]
    return Math.floor(instant / length) * length
  }
  const day = dayOf(instant)
  if (unit === "day") return day * TENTHS_PER_DAY
  if (unit === "week") return (day - ((weekdayOf(day) - firstDayOfWeek + 7) % 7)) * TENTHS_PER_DAY
  const { year, month } = dateOfDay(day)
  if (unit === "month") return instantOf(year, month)
  if (unit === "quarter") return instantOf(year, 3 * Math.floor((month - 1) / 3) + 1)
  return instantOf(unit === "year" ? year : 10 * Math.floor(year / 10), 1)
}

function nextOf(unit: AxisUnit, from: Instant): Instant {
  if (DAYS[unit] <= 7) return from + DAYS[unit] * TENTHS_PER_DAY
  const { year, month } = dateOfDay(dayOf(from))
  if (unit === "month" || unit === "quarter") {
    const next = month + (unit === "month" ? 1 : 3)
    return next > 12 ? instantOf(year + 1, next - 12) : instantOf(year, next)
  }
  return instantOf(year + (unit === "year" ? 1 : 10), 1)
}

function instantOf(year: number, month: number): Instant {
  return dayOfDate(year, month, 1) * TENTHS_PER_DAY
}

/** The number of a week as ISO 8601 counts: the first one of a year holds its first Thursday. */
export function weekNumber(day: Day): number {
  const thursday = day - ((weekdayOf(day) + 6) % 7) + 3
  const { year } = dateOfDay(thursday)
  return 1 + Math.floor((thursday - dayOfDate(year, 1, 1)) / 7)
}

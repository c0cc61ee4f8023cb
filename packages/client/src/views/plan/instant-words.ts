import { dateOfDay, dayOf, readInstant, TENTHS_PER_DAY, type Instant } from "@weft/model/time/instant"
import { format, locale, t } from "../../text/index.ts"
import { planWords } from "../../text/plan.ts"
import { weekNumber, type AxisUnit } from "./chart/axis.ts"
import type { ChartWords } from "./chart/chart-view.ts"

export { finishDay, lengthWords, startDay } from "../../parts/instant-day.ts"

/** Days from 1970-01-01 to 1984-01-01, where instants count from. */
const EPOCH_OFFSET = 5113
const MILLISECONDS_PER_DAY = 86_400_000
const HOUR = TENTHS_PER_DAY / 24

/** Instants have no zone: they are told in a fixed one, as they stand. */
function milliseconds(instant: Instant): number {
  return Math.round((instant / TENTHS_PER_DAY + EPOCH_OFFSET) * MILLISECONDS_PER_DAY)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function told(instant: Instant, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale()} ${JSON.stringify(options)}`
  const standing = formats.get(key) ?? new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" })
  formats.set(key, standing)
  return standing.format(milliseconds(instant))
}

/** "+3 d" or "−2 d". */
export function shiftWords(days: number): string {
  return `${days < 0 ? "−" : "+"}${format().quantity(Math.abs(days), t().time.dayUnit)}`
}

/** What an axis and a chart say, as language and region write it. */
export function chartWords(today: string): ChartWords {
  return {
    firstDayOfWeek: format().firstDayOfWeek,
    fieldOf: (unit, from, isUpper, width) => fieldWords(unit as AxisUnit, from, isUpper, width),
    today: told(readInstant(today) ?? 0, { weekday: "short", day: "numeric" }),
    shift: shiftWords,
  }
}

function fieldWords(unit: AxisUnit, from: Instant, isUpper: boolean, width: number): string {
  const words = planWords()
  const day = dayOf(from)
  switch (unit) {
    case "hour":
    case "quarter-day":
      return told(Math.round(from / HOUR) * HOUR, { hour: "2-digit", minute: "2-digit" })
    case "day":
      if (isUpper) return told(from, { weekday: "short", day: "numeric", month: "long", year: "numeric" })
      return told(from, width >= 56 ? { weekday: "short", day: "numeric" } : { day: "numeric" })
    case "week":
      return width >= 72 ? `${dateOfDay(day).date}  ${words.week(weekNumber(day))}` : String(dateOfDay(day).date)
    case "month":
      return told(from, isUpper ? { month: "long", year: "numeric" } : { month: "short" })
    case "quarter":
      return words.quarter(1 + Math.floor((dateOfDay(day).month - 1) / 3))
    case "year":
      return told(from, { year: "numeric" })
    case "decade":
      return words.decade(dateOfDay(day).year)
  }
}

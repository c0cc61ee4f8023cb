import { LAST_INSTANT, type Tenths } from "../../time/instant.ts"
import type { Lag } from "../../plan/input.ts"
import type { DurationUnit } from "../plan-file/plan-file.ts"

const DURATION =
  /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/**
 * Reads a duration such as `PT176H30M0S` as tenths of a minute; days, months and years are those of the clock. Null for
 * anything else and for more than an engine can hold.
 */
export function readDuration(text: string): Tenths | null {
  const parts = DURATION.exec(text)
  if (parts === null || /[PT]$/.test(text)) return null
  const [years, months, days, hours, minutes, seconds] = parts.slice(2).map(part => Number(part ?? 0))
  const whole = ((years! * 365 + months! * 30 + days!) * 24 + hours!) * 600 + minutes! * 10 + seconds! / 6
  if (whole > LAST_INSTANT) return null
  const tenths = Math.round(whole)
  return parts[1] === undefined ? tenths : -tenths
}

/** Writes tenths of a minute as `PT8H0M0S`. */
export function writeDuration(tenths: Tenths): string {
  const sign = tenths < 0 ? "-" : ""
  const size = Math.abs(tenths)
  return `${sign}PT${Math.floor(size / 600)}H${Math.floor((size % 600) / 10)}M${(size % 10) * 6}S`
}

/** What a code of `DurationFormat` or `LagFormat` says. */
export interface DurationFormat {
  readonly unit: DurationUnit
  readonly isElapsed: boolean
  readonly isPercent: boolean
  readonly isEstimated: boolean
}

const UNITS: readonly DurationUnit[] = ["minutes", "hours", "days", "weeks", "months"]
const FIRST_UNIT = 3
const PERCENT = 19
const ELAPSED_PERCENT = 20
const ESTIMATED = 32

/** Reads a format code: 3 minutes, 5 hours, 7 days, 9 weeks, 11 months, the next code each by the clock, 32 more a guess. */
export function readFormat(code: number): DurationFormat {
  const isEstimated = code > ESTIMATED
  const plain = isEstimated ? code - ESTIMATED : code
  if (plain === PERCENT || plain === ELAPSED_PERCENT)
    return { unit: "days", isElapsed: plain === ELAPSED_PERCENT, isPercent: true, isEstimated }
  const index = Math.floor((plain - FIRST_UNIT) / 2)
  const unit = plain >= FIRST_UNIT ? UNITS[index] : undefined
  if (unit === undefined) return { unit: "days", isElapsed: false, isPercent: false, isEstimated }
  return { unit, isElapsed: (plain - FIRST_UNIT) % 2 === 1, isPercent: false, isEstimated }
}

/** The code of a duration's unit. */
export function formatCode(unit: DurationUnit, isElapsed: boolean, isEstimated: boolean): number {
  return FIRST_UNIT + 2 * UNITS.indexOf(unit) + (isElapsed ? 1 : 0) + (isEstimated ? ESTIMATED : 0)
}

/** The code of a lag. */
export function lagFormatCode(kind: Lag["kind"], unit: DurationUnit): number {
  if (kind === "percent") return PERCENT
  return kind === "elapsed-percent" ? ELAPSED_PERCENT : formatCode(unit, kind === "elapsed", false)
}

import { LINK_KINDS, type Lag, type LinkKind } from "../../plan/input.ts"
import { LAST_INSTANT, type Tenths } from "../../time/instant.ts"
import type { DurationUnit, FileProject } from "../plan-file/plan-file.ts"

/**
 * How tables write durations and links, as Microsoft Project shows them:
 *
 *     duration    = amount [ "e" ] unit [ "?" ]      3d, 1.5h, 2ew, 5d?
 *     unit        = "m" | "h" | "d" | "w" | "mo"
 *     predecessor = code [ kind ] [ lag ]            3, 1.2SS, 3FS+2d, 3FF-50%, 3FS+1ed
 *     kind        = "FS" | "SS" | "FF" | "SF"
 *     lag         = ( "+" | "-" ) ( duration | amount [ "e" ] "%" )
 *
 * "e" is elapsed: by the clock. A number alone is days. "?" is an estimate.
 */
export interface WrittenDuration {
  readonly tenths: Tenths
  readonly unit: DurationUnit
  readonly isElapsed: boolean
  readonly isEstimated: boolean
}

type Units = Pick<FileProject, "minutesPerDay" | "minutesPerWeek" | "daysPerMonth">

const LETTERS: Readonly<Record<DurationUnit, string>> = {
  minutes: "m",
  hours: "h",
  days: "d",
  weeks: "w",
  months: "mo",
}

/** Longer texts are no durations and no links; the patterns below would take long to say so. */
const MOST_LETTERS = 100

const DURATION = /^(\d+(?:[.,]\d+)?)\s*(e?)\s*([a-z]*)\s*(\?)?$/i

const SPELLINGS: readonly (readonly [spelling: RegExp, unit: DurationUnit])[] = [
  [/^(|d|dy|days?)$/i, "days"],
  [/^(h|hrs?|hours?)$/i, "hours"],
  [/^(m|mins?|minutes?)$/i, "minutes"],
  [/^(w|wks?|weeks?)$/i, "weeks"],
  [/^(mo|mons?|months?)$/i, "months"],
]

/** Reads a duration, or returns null for anything else and for more than a plan can hold. */
export function readDurationText(text: string, units: Units): WrittenDuration | null {
  const parts = text.length > MOST_LETTERS ? null : DURATION.exec(text.trim())
  if (parts === null) return null
  const [, amount = "", elapsed = "", letters = "", estimate] = parts
  const unit = SPELLINGS.find(([spelling]) => spelling.test(letters))?.[1]
  if (unit === undefined) return null
  const isElapsed = elapsed !== ""
  const tenths = Math.round(Number(amount.replace(",", ".")) * unitTenths(unit, isElapsed, units))
  if (!(tenths <= LAST_INSTANT)) return null
  return { tenths, unit, isElapsed, isEstimated: estimate !== undefined }
}

/** Writes a duration in its unit, or in minutes where that would not say it exactly. */
export function writeDurationText({ tenths, unit, isElapsed, isEstimated }: WrittenDuration, units: Units): string {
  const size = unitTenths(unit, isElapsed, units)
  const amount = Number((tenths / size).toFixed(6))
  const isExact = Math.round(amount * size) === tenths
  const written = isExact
    ? `${amount}${isElapsed ? "e" : ""}${LETTERS[unit]}`
    : `${tenths / 10}${isElapsed ? "e" : ""}m`
  return `${written}${isEstimated ? "?" : ""}`
}

function unitTenths(unit: DurationUnit, isElapsed: boolean, units: Units): Tenths {
  const day = (isElapsed ? 1440 : units.minutesPerDay) * 10
  switch (unit) {
    case "minutes":
      return 10
    case "hours":
      return 600
    case "days":
      return day
    case "weeks":
      return isElapsed ? day * 7 : units.minutesPerWeek * 10
    case "months":
      return day * (isElapsed ? 30 : units.daysPerMonth)
  }
}

export interface WrittenLink {
  readonly code: string
  readonly kind: LinkKind
  readonly lag: Lag
  readonly lagUnit: DurationUnit
}

const PREDECESSOR = /^(.+?)\s*(FS|SS|FF|SF)?\s*(?:([+-])\s*(\S.*))?$/i
const PERCENT = /^(\d+(?:[.,]\d+)?)\s*(e?)\s*%$/i

/** Reads one predecessor. A text that is a code as it stands is that code, whatever letters it ends with. */
export function readPredecessor(text: string, isCode: (code: string) => boolean, units: Units): WrittenLink | null {
  const plain: WrittenLink = { code: text.trim(), kind: "FS", lag: { kind: "working", amount: 0 }, lagUnit: "days" }
  if (isCode(plain.code)) return plain
  const parts = text.length > MOST_LETTERS ? null : PREDECESSOR.exec(text.trim())
  if (parts === null) return null
  const [, code = "", kindText = "FS", sign, lagText] = parts
  const kind = LINK_KINDS.find(known => known === kindText.toUpperCase()) ?? "FS"
  if (lagText === undefined) return { ...plain, code, kind }
  const lag = readLag(lagText, sign === "-" ? -1 : 1, units)
  return lag === null ? null : { code, kind, ...lag }
}

function readLag(text: string, sign: 1 | -1, units: Units): Pick<WrittenLink, "lag" | "lagUnit"> | null {
  const percent = PERCENT.exec(text.trim())
  if (percent !== null) {
    const kind = percent[2] === "" ? "percent" : "elapsed-percent"
    return { lag: { kind, amount: sign * Number(percent[1]!.replace(",", ".")) }, lagUnit: "days" }
  }
  const duration = readDurationText(text, units)
  if (duration === null) return null
  return {
    lag: { kind: duration.isElapsed ? "elapsed" : "working", amount: sign * duration.tenths },
    lagUnit: duration.unit,
  }
}

/** Writes one predecessor; a plain link from finish to start is the code alone. */
export function writePredecessor({ code, kind, lag, lagUnit }: WrittenLink, units: Units): string {
  if (lag.amount === 0) return kind === "FS" ? code : `${code}${kind}`
  const size = Math.abs(lag.amount)
  const isPercent = lag.kind === "percent" || lag.kind === "elapsed-percent"
  const written = isPercent
    ? `${size}${lag.kind === "percent" ? "" : "e"}%`
    : writeDurationText({ tenths: size, unit: lagUnit, isElapsed: lag.kind === "elapsed", isEstimated: false }, units)
  return `${code}${kind}${lag.amount < 0 ? "-" : "+"}${written}`
}

/** The parts of a list that semicolons part; a backslash keeps one from parting. */
export function splitList(text: string): string[] {
  return text
    .split(/(?<!\\);/)
    .map(part => part.replaceAll("\\;", ";").trim())
    .filter(part => part !== "")
}

/** Parts as one text that `splitList` reads again. */
export function joinList(parts: readonly string[]): string {
  return parts.map(part => part.replaceAll(";", "\\;")).join("; ")
}

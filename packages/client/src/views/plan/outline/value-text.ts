import type { MemberId, ResourceId } from "@weft/model/base/ids"
import type { Lag, LinkKind } from "@weft/model/plan/input"
import type { DurationUnit, StoredLag } from "@weft/model/schema/plan-values"
import { DEPENDENCY_KINDS } from "@weft/model/schema/planning"
import { readTypedDate } from "@weft/model/time/calendar-date"
import { dayOf, readInstant, writeDay, type Instant, type Tenths } from "@weft/model/time/instant"
import { format, locale } from "../../../text/index.ts"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { readTypedDuration } from "../../../text/typed-duration.ts"

/* Values of a plan as people write them in cells and forms, and what such words mean. */

export interface ReadLength {
  readonly duration: Tenths
  readonly isElapsed: boolean
  readonly unit: DurationUnit
}

/** A bare number is days; "3 ed" (in German "3 ft") runs by the clock. Undefined is no length. */
export function readLength(text: string, minutesPerDay: number): ReadLength | undefined {
  const written = text.trim()
  if (ELAPSED.test(written)) {
    const parts = [...written.matchAll(ELAPSED_PART)]
    const minutes = parts.reduce(
      (sum, [, amount, unit]) => sum + Number(amount!.replace(",", ".")) * clockMinutes(unit!),
      0,
    )
    return { duration: Math.round(minutes) * 10, isElapsed: true, unit: unitIn(parts[0]![2]!) }
  }
  const isBare = /^\d+(?:[.,]\d+)?$/.test(written)
  const minutes = readTypedDuration(isBare ? `${written} d` : written, minutesPerDay)
  return minutes === undefined
    ? undefined
    : { duration: minutes * 10, isElapsed: false, unit: isBare ? "days" : unitIn(written) }
}

const ELAPSED_PART = /(\d+(?:[.,]\d+)?)\s*[ef](min|m|h|std|d|t|w)/gi
const ELAPSED = /^(?:\d+(?:[.,]\d+)?\s*[ef](?:min|m|h|std|d|t|w)\s*)+$/i

function clockMinutes(unit: string): number {
  const minutes = { minutes: 1, hours: 60, days: 24 * 60, weeks: 7 * 24 * 60, months: 0 }
  return minutes[unitIn(unit)]
}

function unitIn(text: string): DurationUnit {
  const letter = /\p{L}/u.exec(text)?.[0].toLowerCase()
  if (letter === "m") return "minutes"
  if (letter === "h" || letter === "s") return "hours"
  return letter === "w" ? "weeks" : "days"
}

/** "3 d", or "3 ed" for one that runs by the clock. */
export function lengthText(duration: Tenths, isElapsed: boolean, minutesPerDay: number): string {
  const text = format().duration(duration / 10, isElapsed ? 24 * 60 : minutesPerDay)
  return isElapsed ? text.replaceAll(/(\p{L}+)/gu, `${sheetWords().elapsedMark}$1`) : text
}

/** The day that somebody wrote, with a time of day where they wrote one; undefined is no date. */
function readDate(text: string, today: string): { readonly day: string; readonly time: string | null } | undefined {
  const parts = /^(.+?)(?:[ T](\d{1,2}:\d{2}))?$/.exec(text.trim())
  const day = parts === null ? undefined : readTypedDate(parts[1]!, today, locale())
  if (day === undefined) return undefined
  return { day, time: parts![2]?.padStart(5, "0") ?? null }
}

/** What was written as the beginning, or as the end, of something; undefined is no date. */
export function readBoundary(text: string, today: string, end: "start" | "finish"): Instant | undefined {
  const read = readDate(text, today)
  if (read === undefined) return undefined
  return readInstant(`${read.day}T${read.time ?? (end === "start" ? "00:00" : "24:00")}`) ?? undefined
}

/** A date as a cell has it when it is copied and edited; the end of something is on the day before midnight. */
export function dateText(instant: Instant, end: "start" | "finish"): string {
  return writeDay(dayOf(end === "finish" ? Math.max(0, instant - 1) : instant))
}

/** "+2d", "-50%" or "+2ed"; empty for none. */
export function lagText({ kind, amount }: Lag, minutesPerDay: number): string {
  if (amount === 0) return ""
  const sign = amount < 0 ? "-" : "+"
  const mark = kind.startsWith("elapsed") ? sheetWords().elapsedMark : ""
  if (kind.endsWith("percent")) return `${sign}${Math.abs(amount)}${mark}%`
  const perDay = mark === "" ? minutesPerDay : 24 * 60
  const told = format().duration(Math.abs(amount) / 10, perDay)
  return sign + told.replaceAll(/\s/g, "").replaceAll(/(\p{L}+)/gu, `${mark}$1`)
}

/** What a lag means; null is none, undefined is no lag. */
export function readLag(text: string, minutesPerDay: number): StoredLag | null | undefined {
  const written = text.trim().replaceAll("−", "-").replaceAll(/\s/g, "")
  if (written === "" || /^[+-]?0$/.test(written)) return null
  const isLead = written.startsWith("-")
  const plain = written.replace(/^[+-]/, "")
  const percent = /^(\d+(?:[.,]\d+)?)([ef]?)%$/i.exec(plain)
  if (percent !== null) {
    const amount = Number(percent[1]!.replace(",", "."))
    return { kind: percent[2] === "" ? "percent" : "elapsed-percent", amount: isLead ? -amount : amount, unit: "days" }
  }
  const length = readLength(plain.replaceAll(/(\d)([ef]?\p{L})/gu, "$1 $2"), minutesPerDay)
  if (length === undefined) return undefined
  const amount = isLead ? -length.duration : length.duration
  return { kind: length.isElapsed ? "elapsed" : "working", amount, unit: length.unit }
}

export interface ReadPredecessor<Task extends string> {
  readonly from: Task
  readonly kind: LinkKind
  readonly lag: StoredLag | null
}

/** What a task waits for as one writes it: "3, 2.1SS, 4FS+2d". */
export function predecessorsText(
  links: readonly { readonly from: string; readonly kind: LinkKind; readonly lag: Lag }[],
  codeOf: (task: string) => string,
  minutesPerDay: number,
): string {
  const kinds = sheetWords().kinds
  return links
    .map(({ from, kind, lag }) => {
      const told = lagText(lag, minutesPerDay)
      return `${codeOf(from)}${kind === "FS" && told === "" ? "" : kinds[kind]}${told}`
    })
    .join(", ")
}

/** What such words mean, or the part of them that means nothing. Kinds are read in every language that they are written in. */
export function readPredecessors<Task extends string>(
  text: string,
  taskOf: (code: string) => Task | undefined,
  minutesPerDay: number,
): readonly ReadPredecessor<Task>[] | { readonly unknown: string } {
  const found: ReadPredecessor<Task>[] = []
  for (const part of text.split(/[,;\n]/).map(one => one.trim())) {
    if (part === "") continue
    const read = readPredecessor(part, taskOf, minutesPerDay)
    if (read === undefined) return { unknown: part }
    found.push(read)
  }
  return found
}

/** Kinds as they are written in English and in German. */
const WRITTEN_KINDS: Readonly<Record<string, LinkKind>> = {
  ...Object.fromEntries(DEPENDENCY_KINDS.map(kind => [kind, kind])),
  EA: "FS",
  AA: "SS",
  EE: "FF",
  AE: "SF",
}

function readPredecessor<Task extends string>(
  part: string,
  taskOf: (code: string) => Task | undefined,
  minutesPerDay: number,
): ReadPredecessor<Task> | undefined {
  const whole = taskOf(part)
  if (whole !== undefined) return { from: whole, kind: "FS", lag: null }
  for (const form of WRITTEN_FORMS) {
    const { code = "", kind = "FS", lag: written = "" } = form.exec(part)?.groups ?? {}
    const from = taskOf(code.trim())
    const lag = readLag(written, minutesPerDay)
    if (from !== undefined && lag !== undefined) return { from, kind: WRITTEN_KINDS[kind.toUpperCase()]!, lag }
  }
  return undefined
}

/** With a kind, and without: the key of an activity of another space may look as if it ended in a lag, "ERP-12+2d". */
const WRITTEN_FORMS = [
  /^(?<code>.+?)\s*(?<kind>FS|SS|FF|SF|EA|AA|EE|AE)\s*(?<lag>[+\-−]\s*\d.*)?$/i,
  /^(?<code>.+)(?<lag>[+\-−]\s*\d.*)$/,
] as const

export interface ReadShare {
  readonly resource: MemberId | ResourceId
  readonly units: number
}

/** Who works on something: "Ben, Dana 50 %". */
export function peopleText(shares: readonly { readonly name: string; readonly units: number }[]): string {
  return shares.map(({ name, units }) => (units === 1 ? name : `${name} ${format().percent(units)}`)).join(", ")
}

/** What such words mean, or the part of them that means nothing. A name may be as short as it is told apart by. */
export function readPeople(
  text: string,
  people: readonly { readonly id: MemberId | ResourceId; readonly name: string }[],
): readonly ReadShare[] | { readonly unknown: string; readonly is: "person" | "units" } {
  const found: ReadShare[] = []
  for (const part of text.split(/[,;\n]/).map(one => one.trim())) {
    if (part === "") continue
    const pieces = /^(.*?)\s*(?:\[?\s*([\d.,]+)\s*%\s*\]?)?$/.exec(part)!
    const wanted = pieces[1]!.trim().toLowerCase()
    const named = people.filter(({ name }) => name.toLowerCase() === wanted)
    const begun = named.length > 0 ? named : people.filter(({ name }) => name.toLowerCase().startsWith(wanted))
    if (wanted === "" || begun.length !== 1) return { unknown: part, is: "person" }
    const units = pieces[2] === undefined ? 1 : Number(pieces[2].replace(",", ".")) / 100
    if (!(units > 0) || units > 100) return { unknown: part, is: "units" }
    found.push({ resource: begun[0]!.id, units })
  }
  return found
}

import { startOfDay } from "../../time/zone.ts"
import { isCalendarDate, type CalendarDate } from "../../time/calendar-date.ts"
import type { Moment } from "../../time/moment.ts"

/** Whether `5/6/2020` is the fifth of June or the sixth of May. */
export const DATE_ORDERS = ["dmy", "mdy"] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** How dates of a file are meant where they do not say it. */
export interface DateReading {
  readonly order: DateOrder
  /** The zone of a time of day without one, an IANA name. */
  readonly zone: string
}

/** A date of a file: a day, perhaps with a wall-clock minute, perhaps with how far its clock is ahead of UTC, minutes. */
interface ReadDate {
  readonly day: CalendarDate
  readonly minute: string | null
  readonly offset: number | null
}

const MONTHS = [
  /^jan|^jän/,
  /^feb/,
  /^mar|^mär|^mrz|^maer/,
  /^apr/,
  /^ma[yi]/,
  /^jun/,
  /^jul/,
  /^aug/,
  /^sep/,
  /^o[ck]t/,
  /^nov/,
  /^de[cz]/,
] as const

const TIME =
  /[T,\s]*(?:um\s*|at\s*)?(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?\s*([ap]\.?m\.?)?\s*(?:uhr\s*)?(?:(z|utc|gmt)?\s*([+-]\d{2}):?(\d{2})?|(z|utc|gmt))?\s*(?:\([^)]*\))?$/i

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/
const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/
const DAY_FIRST = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})\.?(?:st|nd|rd|th)?[\s-]+(\p{L}{3,9})\.?,?[\s-]+(\d{4}|\d{2})(?!\d)/u
const MONTH_FIRST = /^(?:\p{L}+\.?,?\s+)?(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u

/**
 * A date as a person or a program wrote it, in English or German, with a time of day or without: as a moment, or null for
 * what is no date or a day that does not exist. A time with an offset is an instant and is kept in UTC; one without is a
 * wall clock in `zone`, and midnight without an offset is the day.
 */
export function readDate(text: string, { order, zone }: DateReading): Moment | null {
  const read = parseDate(text.trim(), order)
  if (read === null) return null
  const { day, minute, offset } = read
  if (minute === null || (minute === "00:00" && offset === null)) return day
  if (offset === null) return `${day}T${minute}[${zone}]`
  return momentIn("UTC", Date.parse(`${day}T${minute}:00Z`) - offset * 60_000)
}

/** The same as an instant in milliseconds since 1970; a bare day is its noon in UTC, which is that day nearly everywhere. */
export function readInstant(text: string, { order, zone }: DateReading): number | null {
  const read = parseDate(text.trim(), order)
  if (read === null) return null
  const { day, minute, offset } = read
  if (minute === null || (minute === "00:00" && offset === null)) return Date.parse(`${day}T12:00:00Z`)
  if (offset !== null) return Date.parse(`${day}T${minute}:00Z`) - offset * 60_000
  return startOfDay(day, zone) + minutesOf(minute) * 60_000
}

const minutesOf = (minute: string): number => Number(minute.slice(0, 2)) * 60 + Number(minute.slice(3))

/** An instant as a moment on the wall clock of a zone; null for what lies outside of the years that a moment holds. */
export function momentIn(zone: string, instant: number): Moment | null {
  const text = wallClock(zone, instant)
  return /^\d{4}-/.test(text) ? `${text}[${zone}]` : null
}

/** The day that an instant lies on in a zone. */
export function dayIn(zone: string, instant: number): CalendarDate {
  return wallClock(zone, instant).slice(0, 10)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function wallClock(zone: string, instant: number): string {
  if (zone === "UTC") return new Date(instant).toISOString().slice(0, 16)
  let format = formats.get(zone)
  if (format === undefined) {
    const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const
    format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...parts })
    formats.set(zone, format)
  }
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ""
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`
}

/** Whether a text names a zone that this device knows. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z0-9_+\-/]{1,40}$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}

/** No date is longer, and a cell of any length is told in a moment to be none. */
const MOST_LETTERS = 80

function parseDate(text: string, order: DateOrder): ReadDate | null {
  if (text.length > MOST_LETTERS) return null
  const date = dayAtStart(text, order)
  if (date === null) return null
  const rest = text.slice(date.length)
  if (rest.trim() === "") return { day: date.day, minute: null, offset: null }
  const time = TIME.exec(rest)
  if (time === null || time.index !== 0) return null
  const minute = minuteOf(time)
  if (minute === null) return null
  const hours = Number(time[5] ?? "0")
  const ahead = time[5] === undefined ? (time[7] === undefined ? null : 0) : Math.abs(hours) * 60 + Number(time[6] ?? 0)
  return { day: date.day, minute, offset: ahead !== null && time[5]?.startsWith("-") === true ? -ahead : ahead }
}

function minuteOf(time: RegExpExecArray): string | null {
  const half = time[3]?.toLowerCase()
  const said = Number(time[1])
  if (half !== undefined && (said < 1 || said > 12)) return null
  const hour = half === undefined ? said : (said % 12) + (half.startsWith("p") ? 12 : 0)
  const minute = Number(time[2])
  if (hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`
}

function dayAtStart(text: string, order: DateOrder): { readonly day: CalendarDate; readonly length: number } | null {
  // A weekday before a date in figures says nothing more.
  const lead = /^\p{L}{2,10}\.?,?\s+(?=\d)/u.exec(text)?.[0].length ?? 0
  const figures = text.slice(lead)
  const iso = ISO.exec(figures)
  if (iso !== null) return dayOf(iso[1]!, iso[2]!, iso[3]!, lead + iso[0].length)
  const numeric = NUMERIC.exec(figures)
  if (numeric !== null) {
    const isDayFirst = numeric[2] !== "/" || order === "dmy"
    const [day, month] = isDayFirst ? [numeric[1]!, numeric[3]!] : [numeric[3]!, numeric[1]!]
    return dayOf(numeric[4]!, month, day, lead + numeric[0].length)
  }
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst !== null) return dayOf(dayFirst[3]!, monthOf(dayFirst[2]!), dayFirst[1]!, dayFirst[0].length)
  const monthFirst = MONTH_FIRST.exec(text)
  return monthFirst === null
    ? null
    : dayOf(monthFirst[3]!, monthOf(monthFirst[1]!), monthFirst[2]!, monthFirst[0].length)
}

function monthOf(word: string): string {
  const letters = word.toLowerCase()
  return String(MONTHS.findIndex(month => month.test(letters)) + 1)
}

/** A year of two figures is of this century up to 69, as in spreadsheets. */
function dayOf(year: string, month: string, day: string, length: number) {
  const full = year.length === 2 ? `${Number(year) < 70 ? "20" : "19"}${year}` : year
  const date = `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
  return isCalendarDate(date) ? { day: date, length } : null
}

/** What the dates of a file say of the order of day and month. */
export interface OrderGuess {
  /** The order that reads most of them, the given one where both read alike. */
  readonly order: DateOrder
  /** Whether the dates say it themselves, or there is no date of which it could be asked. */
  readonly isSure: boolean
}

/** The order of day and month in which the most of the texts are days that exist. */
export function guessOrder(texts: Iterable<string>, usual: DateOrder): OrderGuess {
  let [dayFirst, monthFirst, open] = [0, 0, 0]
  for (const text of texts) {
    const parts = /^\s*(?:\p{L}+\.?,?\s+)?(\d{1,2})\/(\d{1,2})\/\d/u.exec(text)
    if (parts === null) continue
    const [first, second] = [Number(parts[1]), Number(parts[2])]
    if (first > 12 && second <= 12) dayFirst++
    else if (second > 12 && first <= 12) monthFirst++
    else if (first !== second && first <= 12) open++
  }
  if (dayFirst === monthFirst) return { order: usual, isSure: open === 0 && dayFirst === 0 }
  return { order: dayFirst > monthFirst ? "dmy" : "mdy", isSure: true }
}

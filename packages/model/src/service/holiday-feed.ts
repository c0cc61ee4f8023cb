import { refuse, type Refusal } from "../base/result.ts"
import { isCalendarDate } from "../time/calendar-date.ts"
import { dayOfDate, writeDay, type Day } from "../time/instant.ts"
import { forEachOccurrence, type MonthItem, type MonthPosition, type Recurrence } from "../time/recurrence.ts"
import type { Holiday, HolidayKind } from "./holiday.ts"

/** An entry that does not come along as it stands, with the line at which it begins. */
export interface FeedWarning {
  readonly line: number
  readonly name: string
  readonly warning:
    /** It has a time of day, so it is no holiday; it is left out. */
    | "not-a-whole-day"
    | "no-date"
    /** How it recurs is not understood; only its first day is taken. */
    | "recurrence-not-read"
}

export interface HolidayFeed {
  readonly holidays: readonly Holiday[]
  readonly warnings: readonly FeedWarning[]
}

/** The most days that one entry may last; what is longer is no holiday. */
const MOST_DAYS = 31

/** The most days of a file; no country has so many. */
export const MOST_FEED_DAYS = 20_000

/**
 * Reads the days of an iCalendar file (RFC 5545) from one year to another, both included. An entry that calls itself an
 * observance is one: many feeds list Valentine's Day beside Christmas. Refuses what is no such file (`not-icalendar`), and
 * one of more than {@link MOST_FEED_DAYS} days (`too-many-days`): a few recurring entries can fill any memory.
 */
export function readHolidayFeed(text: string, fromYear: number, toYear: number): HolidayFeed | Refusal {
  const lines = unfolded(text)
  if (!/^BEGIN:VCALENDAR$/i.test(lines[0]?.text ?? "")) return refuse("not-icalendar")
  const holidays: Holiday[] = []
  const warnings: FeedWarning[] = []
  const bounds = { from: dayOfDate(fromYear, 1, 1), to: dayOfDate(toYear, 12, 31) }
  let entry: FeedEntry | null = null
  for (const { text: line, number } of lines) {
    if (/^BEGIN:VEVENT$/i.test(line)) entry = { line: number, fields: new Map() }
    else if (/^END:VEVENT$/i.test(line)) {
      if (entry !== null) addDays(entry, bounds, holidays, warnings)
      if (holidays.length > MOST_FEED_DAYS) return refuse("too-many-days", { most: MOST_FEED_DAYS })
      entry = null
    } else if (entry !== null) readField(line, entry)
  }
  return { holidays: holidays.toSorted((one, other) => (one.date < other.date ? -1 : 1)), warnings }
}

interface FeedEntry {
  readonly line: number
  readonly fields: Map<string, string>
}

/** Lines as they were before they were folded, with their numbers in the file. */
function unfolded(text: string): { text: string; number: number }[] {
  const lines: { text: string; number: number }[] = []
  for (const [place, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (/^[ \t]/.test(line) && lines.length > 0) lines.at(-1)!.text += line.slice(1)
    else if (line !== "") lines.push({ text: line, number: place + 1 })
  }
  return lines
}

function readField(line: string, { fields }: FeedEntry): void {
  const match = /^([A-Za-z-]+)((?:;[^:;="]+=(?:"[^"]*"|[^:;"]*))*):(.*)$/.exec(line)
  if (match === null) return
  const name = match[1]!.toUpperCase()
  if (!fields.has(name)) fields.set(name, match[3]!)
}

const plain = (text: string) => text.replaceAll(/\\n/gi, " ").replaceAll(/\\(.)/g, "$1").trim()

function addDays(
  { line, fields }: FeedEntry,
  bounds: { readonly from: Day; readonly to: Day },
  holidays: Holiday[],
  warnings: FeedWarning[],
): void {
  if (/^CANCELLED$/i.test(fields.get("STATUS") ?? "")) return
  const name = plain(fields.get("SUMMARY") ?? "")
  const warn = (warning: FeedWarning["warning"]) => warnings.push({ line, name, warning })
  const start = fields.get("DTSTART") ?? ""
  const first = dayIn(start)
  if (first === null) return void warn(/^\d{8}T/.test(start) ? "not-a-whole-day" : "no-date")
  const end = dayIn(fields.get("DTEND") ?? "") ?? first + 1
  const length = Math.min(MOST_DAYS, Math.max(1, end - first))
  const add = (day: Day) => {
    for (let place = day; place < day + length; place += 1)
      if (place >= bounds.from && place <= bounds.to)
        holidays.push({ date: writeDay(place), name, kind: kindOf(fields), from: 0 })
  }
  const rule = fields.get("RRULE")
  if (rule === undefined) return add(first)
  const recurrence = recurrenceOf(rule, start)
  if (recurrence === null) {
    warn("recurrence-not-read")
    return add(first)
  }
  let left = recurrence.count
  forEachOccurrence(recurrence.rule, first, Math.min(bounds.to, recurrence.until ?? bounds.to), day => {
    if ((left -= 1) >= 0) add(day)
  })
}

/** A whole day such as `20261225`; nothing for anything else. */
function dayIn(text: string): Day | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (parts === null || !isCalendarDate(`${parts[1]}-${parts[2]}-${parts[3]}`)) return null
  return dayOfDate(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

const OBSERVANCE = /\b(observances?|gedenktag|not a public holiday|kein gesetzlicher feiertag)\b/i
const OPTIONAL = /\b(optional|restricted) holiday\b/i

function kindOf(fields: ReadonlyMap<string, string>): HolidayKind {
  const said = plain(`${fields.get("CATEGORIES") ?? ""} ${fields.get("DESCRIPTION") ?? ""}`)
  return OBSERVANCE.test(said) ? "observance" : OPTIONAL.test(said) ? "optional" : "public"
}

const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]

/** Once a year, by date or as in "fourth Thursday of November". */
function recurrenceOf(rule: string, start: string): { rule: Recurrence; until: Day | null; count: number } | null {
  const parts = new Map(rule.split(";").map(part => part.toUpperCase().split("=") as [string, string]))
  const known = ["FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "UNTIL", "COUNT", "WKST"]
  if (parts.get("FREQ") !== "YEARLY" || (parts.get("INTERVAL") ?? "1") !== "1") return null
  if ([...parts.keys()].some(part => !known.includes(part))) return null
  const month = Number(parts.get("BYMONTH") ?? start.slice(4, 6))
  if (!Number.isInteger(month) || month < 1 || month > 12) return null
  const until = dayIn((parts.get("UNTIL") ?? "").slice(0, 8))
  const count = Number(parts.get("COUNT") ?? Infinity)
  if (Number.isNaN(count)) return null
  const byDay = parts.get("BYDAY")
  if (byDay === undefined) {
    const date = Number(parts.get("BYMONTHDAY") ?? start.slice(6, 8))
    return Number.isInteger(date) && date >= 1 && date <= 31
      ? { rule: { kind: "yearly-by-date", month, date }, until, count }
      : null
  }
  const nth = /^(1|2|3|4|-1)(SU|MO|TU|WE|TH|FR|SA)$/.exec(byDay)
  if (nth === null || !parts.has("BYMONTH")) return null
  const position = (nth[1] === "-1" ? "last" : Number(nth[1])) as MonthPosition
  const item = WEEKDAYS.indexOf(nth[2]!) as MonthItem
  return { rule: { kind: "yearly-by-position", month, position, item }, until, count }
}

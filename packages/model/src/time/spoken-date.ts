import {
  addDays,
  addMonths,
  firstOfMonth,
  isCalendarDate,
  readDay,
  weekday,
  type CalendarDate,
} from "./calendar-date.ts"
import type { Moment } from "./moment.ts"

/** Who says a date, when and where. */
export interface Speaker {
  readonly today: CalendarDate
  /** The wall clock now, `HH:mm`: a time of day that is over is tomorrow's. */
  readonly minute: string
  /** An IANA name; a time of day is said in it. */
  readonly zone: string
  /** The tag of their language and region: `12/24` is the 24th of December only where months are written first. */
  readonly locale: string
  /** 1 is Monday, 7 is Sunday. */
  readonly firstDayOfWeek: number
}

/** A date or a time of day within a text. */
export interface SpokenDate {
  /** How many letters say it, with the words that lead to it ("by", "um"). */
  readonly length: number
  readonly moment: Moment
}

/**
 * The date, time or both that a text says from a place on, in English or in German; `null` where none is said there.
 *
 * A weekday is the next one after today; "next Friday" is the Friday of next week, "kommenden Freitag" the coming one. A
 * date without a year is the next such day, today included. A time of day alone is today's, or tomorrow's once it is over.
 */
export function spokenDateAt(text: string, offset: number, speaker: Speaker): SpokenDate | null {
  const rest = text.slice(offset)
  const date = dateAt(rest, speaker)
  if (date !== null) {
    const time = timeAt(rest.slice(date.length), true)
    if (time === null) return { length: date.length, moment: date.day }
    return { length: date.length + time.length, moment: momentAt(date.day, time.minute, speaker) }
  }
  const time = timeAt(rest, false)
  if (time === null) return null
  const later = dateAt(rest.slice(time.length).trimStart(), speaker)
  if (later !== null) {
    const gap = rest.slice(time.length).length - rest.slice(time.length).trimStart().length
    return { length: time.length + gap + later.length, moment: momentAt(later.day, time.minute, speaker) }
  }
  const day = time.minute > speaker.minute ? speaker.today : addDays(speaker.today, 1)
  return { length: time.length, moment: momentAt(day, time.minute, speaker) }
}

function momentAt(day: CalendarDate, minute: string, { zone }: Speaker): Moment {
  return `${day}T${minute}[${zone}]`
}

interface Said {
  readonly length: number
  readonly day: CalendarDate
}

/** One way to say a date: letters from the beginning of a text, and the day that they mean, or `null` for none. */
type Saying = readonly [pattern: RegExp, dayOf: (parts: readonly string[], speaker: Speaker) => CalendarDate | null]

const LEAD = "(?:(?:on|by|until|till|due|for|am|bis|bis zum|zum|vor)\\s+)?"
const END = "(?![\\p{L}\\p{N}])"

const saying = (source: string, dayOf: Saying[1]): Saying => [new RegExp(`^${LEAD}${source}${END}`, "iu"), dayOf]

/** From Monday: how a weekday is called in full, and in short where something before it says that it is one. */
const WEEKDAYS = [
  ["monday|montag", "mon|mo"],
  ["tuesday|dienstag", "tues?|di"],
  ["wednesday|mittwoch", "wed|mi"],
  ["thursday|donnerstag", "thu(?:rs?)?|do"],
  ["friday|freitag", "fri|fr"],
  ["saturday|samstag|sonnabend", "sat|sa"],
  ["sunday|sonntag", "sun|so"],
] as const
const FULL_DAYS = WEEKDAYS.map(([full]) => full).join("|")
const ANY_DAYS = WEEKDAYS.map(([full, short]) => `${full}|${short}`).join("|")

const MONTHS = [
  "jan(?:uary|uar)?|jän(?:ner)?",
  "feb(?:ruary|ruar)?",
  "mar(?:ch)?|mär(?:z)?|mrz",
  "apr(?:il)?",
  "may|mai",
  "june?|juni",
  "july?|juli",
  "aug(?:ust)?",
  "sep(?:t(?:ember)?)?",
  "oct(?:ober)?|okt(?:ober)?",
  "nov(?:ember)?",
  "dec(?:ember)?|dez(?:ember)?",
] as const
const MONTH = `(${MONTHS.join("|")})\\.?`

const NUMBERS = [
  "one|a|an|einem?|einer|ein",
  "two|zwei",
  "three|drei",
  "four|vier",
  "five|fünf",
  "six|sechs",
  "seven|sieben",
  "eight|acht",
  "nine|neun",
  "ten|zehn",
  "eleven|elf",
  "twelve|zwölf",
] as const
const NUMBER = `(\\d{1,3}|${NUMBERS.join("|")})`
const NEXT = "(?:next|nächste[nrsm]?)"
const COMING = "(?:this|coming|diese[nrsm]?|kommende[nrsm]?)"

const SAYINGS: readonly Saying[] = [
  saying("(?:the day after tomorrow|übermorgen)", (_, { today }) => addDays(today, 2)),
  saying("(?:today|heute)", (_, { today }) => today),
  saying("(?:tomorrow|morgen)", (_, { today }) => addDays(today, 1)),
  saying(`${NEXT}\\s+(?:week|woche)`, (_, speaker) => addDays(firstOfWeek(speaker), 7)),
  saying(`${NEXT}\\s+(?:month|monat)`, (_, { today }) => addMonths(firstOfMonth(today), 1)),
  saying("(?:end of (?:the )?month|eom|monatsende|ende des monats)", (_, { today }) =>
    addDays(addMonths(firstOfMonth(today), 1), -1),
  ),
  saying(`${NEXT}\\s+(${ANY_DAYS})\\.?`, ([name], speaker) => {
    const first = addDays(firstOfWeek(speaker), 7)
    return addDays(first, (weekdayCalled(name!) - speaker.firstDayOfWeek + 7) % 7)
  }),
  saying(`${COMING}\\s+(${ANY_DAYS})\\.?`, ([name], { today }) => nextWeekday(name!, today)),
  saying(`(${FULL_DAYS})`, ([name], { today }) => nextWeekday(name!, today)),
  [
    new RegExp(`^(?:on|by|until|till|due|am|bis|bis zum|zum)\\s+(${ANY_DAYS})\\.?${END}`, "iu"),
    ([name], { today }) => nextWeekday(name!, today),
  ],
  [/^(mon|tues?|thu(?:rs?)?|fri)\.?(?![\p{L}\p{N}])/iu, ([name], { today }) => nextWeekday(name!, today)],
  saying(`in\\s+${NUMBER}\\s+(days?|tag(?:en?)?|weeks?|wochen?|months?|monat(?:en?)?)`, ([count, unit], { today }) =>
    later(today, numberCalled(count!), unit!),
  ),
  saying("(\\d{4}-\\d{2}-\\d{2})", ([date]) => (isCalendarDate(date!) ? date! : null)),
  saying(`(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s*(?:of\\s+)?${MONTH}(?:\\s+(\\d{4}))?`, ([day, month, year], speaker) =>
    nextDate(Number(day), monthCalled(month!), year, speaker),
  ),
  saying(`${MONTH}\\s*(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`, ([month, day, year], speaker) =>
    nextDate(Number(day), monthCalled(month!), year, speaker),
  ),
  saying("(\\d{1,2})\\.\\s?(\\d{1,2})\\.(\\d{4}|\\d{2})?", ([day, month, year], speaker) =>
    nextDate(Number(day), Number(month), year, speaker),
  ),
  saying("(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?(?!/)", ([one, other, year], speaker) => {
    const isMonthFirst = /^en-(us|ph|bz)$/i.test(speaker.locale)
    const [day, month] = isMonthFirst ? [other, one] : [one, other]
    return nextDate(Number(day), Number(month), year, speaker) ?? nextDate(Number(month), Number(day), year, speaker)
  }),
]

function dateAt(rest: string, speaker: Speaker): Said | null {
  for (const [pattern, dayOf] of SAYINGS) {
    const found = pattern.exec(rest)
    const day = found === null ? null : dayOf(found.slice(1), speaker)
    if (found !== null && day !== null) return { length: found[0].length, day }
  }
  return null
}

function firstOfWeek({ today, firstDayOfWeek }: Speaker): CalendarDate {
  return addDays(today, -((weekday(today) - firstDayOfWeek + 7) % 7))
}

/** 1 is Monday. */
function weekdayCalled(name: string): number {
  return WEEKDAYS.findIndex(([full, short]) => new RegExp(`^(?:${full}|${short})$`, "iu").test(name)) + 1
}

function nextWeekday(name: string, today: CalendarDate): CalendarDate {
  return addDays(today, ((weekdayCalled(name) - weekday(today) + 6) % 7) + 1)
}

function monthCalled(name: string): number {
  return MONTHS.findIndex(month => new RegExp(`^(?:${month})$`, "iu").test(name)) + 1
}

function numberCalled(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  return NUMBERS.findIndex(number => new RegExp(`^(?:${number})$`, "iu").test(text)) + 1
}

function later(today: CalendarDate, count: number, unit: string): CalendarDate {
  const first = unit[0]!.toLowerCase()
  if (first === "m") return addMonths(today, count)
  return addDays(today, first === "w" ? count * 7 : count)
}

/** The day of a month in a year, or the next one of that name; `null` where there is no such day. */
function nextDate(day: number, month: number, year: string | undefined, { today }: Speaker): CalendarDate | null {
  const two = (value: number) => String(value).padStart(2, "0")
  const inYear = (value: number) => `${String(value).padStart(4, "0")}-${two(month)}-${two(day)}`
  if (month < 1 || month > 12 || day < 1) return null
  if (year !== undefined) {
    const date = inYear(year.length === 2 ? 2000 + Number(year) : Number(year))
    return isCalendarDate(date) ? date : null
  }
  const thisYear = readDay(today).year
  // A 29th of February may be up to eight years away.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const date = inYear(thisYear + ahead)
    if (isCalendarDate(date) && date >= today) return date
  }
  return null
}

const TIMES: readonly (readonly [RegExp, (parts: readonly string[]) => string | null])[] = [
  [
    /^(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s?(am|pm)(?![\p{L}\p{N}])/iu,
    ([hour, minute, half]) => {
      const twelve = Number(hour) % 12
      return clock(half!.toLowerCase() === "pm" ? twelve + 12 : twelve, minute)
    },
  ],
  [
    /^([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\s?uhr(?:\s([0-5]\d))?(?![\p{L}\p{N}])/iu,
    ([hour, minute, after]) => clock(Number(hour), minute ?? after),
  ],
  [/^([01]?\d|2[0-3]):([0-5]\d)(?![\p{L}\p{N}:])/u, ([hour, minute]) => clock(Number(hour), minute)],
  [/^(?:noon|mittags?)(?![\p{L}\p{N}])/iu, () => "12:00"],
]

const TIME_LEAD = /^(?:,?\s*(?:at|um|gegen|@)\s+)/iu

/** A time of day; behind a date it may stand after a space or a comma, and an hour alone is one after "at". */
function timeAt(rest: string, isAfterDate: boolean): { readonly length: number; readonly minute: string } | null {
  const lead = TIME_LEAD.exec(rest)?.[0] ?? (isAfterDate ? (/^,?\s+/.exec(rest)?.[0] ?? null) : "")
  if (lead === null) return null
  const said = rest.slice(lead.length)
  for (const [pattern, minuteOf] of TIMES) {
    const found = pattern.exec(said)
    const minute = found === null ? null : minuteOf(found.slice(1))
    if (found !== null && minute !== null) return { length: lead.length + found[0].length, minute }
  }
  return null
}

function clock(hour: number, minute: string | undefined): string {
  return `${String(hour).padStart(2, "0")}:${minute ?? "00"}`
}

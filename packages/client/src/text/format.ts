import { dayNumber, readDay, type CalendarDate } from "@weft/model/time/calendar-date"
import type { Catalogue } from "./en.ts"

/** How far a date lies from today, as the words and the colour beside it need it. */
export interface RelativeDay {
  /** "Today", "Tomorrow", "Yesterday", or the short date. */
  readonly text: string
  /** Whole days from today; negative is past. */
  readonly days: number
  /** "2 d late" for a past date, else undefined. */
  readonly lateText: string | undefined
}

/** Dates, numbers and durations as one language and region write them. */
export interface Format {
  /** "17 Nov"; with the year when it is not the year of `today`. */
  readonly shortDate: (date: CalendarDate, today?: CalendarDate) => string
  /** "Tuesday, 17 November 2026". */
  readonly longDate: (date: CalendarDate) => string
  /** "20 – 25 Nov"; one of the two may be missing. */
  readonly dateRange: (
    start: CalendarDate | undefined,
    finish: CalendarDate | undefined,
    today?: CalendarDate,
  ) => string
  /** How a due date reads on a card. */
  readonly relativeDay: (date: CalendarDate, today: CalendarDate) => RelativeDay
  /** "November 2026", the head of a month. */
  readonly month: (date: CalendarDate) => string
  /** The seven names of weekdays, from the first day of the week on. */
  readonly weekdays: (width: "long" | "short" | "narrow") => readonly string[]
  /** 1 is Monday, 7 is Sunday. */
  readonly firstDayOfWeek: number
  /** A moment as a time of day in the given IANA zone: "09:52". */
  readonly timeOfDay: (epochMilliseconds: number, timeZone: string) => string
  /** "10,000". */
  readonly number: (value: number) => string
  /** 0.62 as "62 %", with a thin space wherever the language has one. */
  readonly percent: (share: number) => string
  /** Working minutes as "45 min", "2 h 45 min" or "3 d 4 h"; a day has `minutesPerDay`, eight hours unless told. */
  readonly duration: (minutes: number, minutesPerDay?: number) => string
  /** A number before its unit, with a thin space that does not break: "3 d". */
  readonly quantity: (value: number, unit: string) => string
  /** "Ana, Ben and Chidi". */
  readonly list: (names: readonly string[]) => string
}

/** A narrow space that keeps a number and its unit on one line. */
const THIN_SPACE = "\u202f"

/**
 * Returns the formats of a region, with the words of a catalogue.
 *
 * A calendar date has no time and no zone: its three numbers are given to the formatter as they stand, in a fixed
 * zone, so that nobody west of Greenwich reads the day before.
 */
export function createFormat(locale: string, catalogue: Catalogue, weekStart: number | null = null): Format {
  const inFixedZone = (options: Intl.DateTimeFormatOptions) => {
    let formatter: Intl.DateTimeFormat | undefined
    return (date: CalendarDate) => {
      formatter ??= new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" })
      return formatter.format(dayNumber(date) * MILLISECONDS_PER_DAY)
    }
  }
  const dayAndMonth = inFixedZone({ day: "numeric", month: "short" })
  const dayMonthYear = inFixedZone({ day: "numeric", month: "short", year: "numeric" })
  const longDate = inFixedZone({ weekday: "long", day: "numeric", month: "long", year: "numeric" })
  const month = inFixedZone({ month: "long", year: "numeric" })
  const rangeFormatter = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" })
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const wholeNumbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const names = new Intl.ListFormat(locale, { type: "conjunction", style: "long" })
  const firstDayOfWeek = weekStart ?? firstDayOf(locale)

  const quantity = (value: number, unit: string) => `${numbers.format(value)}${THIN_SPACE}${unit}`

  const shortDate = (date: CalendarDate, today?: CalendarDate) =>
    today === undefined || readDay(today).year === readDay(date).year ? dayAndMonth(date) : dayMonthYear(date)

  const relativeDay = (date: CalendarDate, today: CalendarDate): RelativeDay => {
    const days = dayNumber(date) - dayNumber(today)
    const { time } = catalogue
    const named = days === 0 ? time.today : days === 1 ? time.tomorrow : undefined
    return {
      text: named ?? shortDate(date, today),
      days,
      lateText: days < 0 ? time.late(quantity(-days, time.dayUnit)) : undefined,
    }
  }

  const dateRange: Format["dateRange"] = (start, finish, today) => {
    if (start === undefined && finish === undefined) return catalogue.time.noDate
    if (start === undefined || finish === undefined || start === finish)
      return shortDate((start ?? finish) as CalendarDate, today)
    const sameYear = readDay(start).year === readDay(finish).year
    if (!sameYear || dayNumber(start) > dayNumber(finish))
      return catalogue.time.range(shortDate(start, today), shortDate(finish, today))
    return rangeFormatter.formatRange(dayNumber(start) * MILLISECONDS_PER_DAY, dayNumber(finish) * MILLISECONDS_PER_DAY)
  }

  const duration = (minutes: number, minutesPerDay = 480) => {
    const { dayUnit, hourUnit, minuteUnit } = catalogue.time
    // A day's worth and more is told to the hour, rounded first, so that it never reads "1 d 8 h".
    const isLong = Math.abs(minutes) >= minutesPerDay
    const whole = isLong ? Math.round(minutes / 60) * 60 : Math.round(minutes)
    const size = Math.abs(whole)
    const parts: [number, string][] = isLong
      ? [
          [Math.floor(size / minutesPerDay), dayUnit],
          [Math.floor((size % minutesPerDay) / 60), hourUnit],
        ]
      : [
          [Math.floor(size / 60), hourUnit],
          [size % 60, minuteUnit],
        ]
    const shown = parts.filter(([value]) => value > 0).map(([value, unit]) => quantity(value, unit))
    if (shown.length === 0) return quantity(0, hourUnit)
    return (whole < 0 ? "−" : "") + shown.join(" ")
  }

  const weekdays: Format["weekdays"] = width => {
    const nameOf = inFixedZone({ weekday: width })
    // 5 January 2026 is a Monday.
    return Array.from({ length: 7 }, (_, offset) =>
      nameOf(`2026-01-${String(5 + ((firstDayOfWeek - 1 + offset) % 7)).padStart(2, "0")}`),
    )
  }

  const timeFormatters = new Map<string, Intl.DateTimeFormat>()
  const timeOfDay = (epochMilliseconds: number, timeZone: string) => {
    let formatter = timeFormatters.get(timeZone)
    if (!formatter) {
      formatter = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone })
      timeFormatters.set(timeZone, formatter)
    }
    return formatter.format(epochMilliseconds)
  }

  return {
    shortDate,
    longDate,
    dateRange,
    relativeDay,
    month,
    weekdays,
    firstDayOfWeek,
    timeOfDay,
    number: value => numbers.format(value),
    percent: share => `${wholeNumbers.format(share * 100)}${THIN_SPACE}%`,
    duration,
    quantity,
    list: entries => names.format(entries),
  }
}

const MILLISECONDS_PER_DAY = 86_400_000

/** Returns the first day of the week of a region, 1 for Monday. Where the browser does not know regions, Monday. */
function firstDayOf(locale: string): number {
  const described = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { readonly firstDay: number }
    weekInfo?: { readonly firstDay: number }
  }
  return (described.getWeekInfo?.() ?? described.weekInfo)?.firstDay ?? 1
}

import { SILENT_WEEK, type CalendarException, type DatedWeek } from "../../time/calendar-definition.ts"
import type { Shift, Shifts, WeekPattern } from "../../time/calendar-definition.ts"
import { DAY_LIMIT, TENTHS_PER_DAY, dayOfDate, type Day } from "../../time/instant.ts"
import { daysInMonth } from "../../time/moment.ts"
import type { MonthItem, MonthPosition, Recurrence } from "../../time/recurrence.ts"
import { childOf, leafText, listIn, type XmlElement } from "../xml/element.ts"
import type { FileCalendar } from "../plan-file/plan-file.ts"
import { Fields, type Warn } from "./fields.ts"

/** Reads the calendars of a plan. A base that is not in the file is told and left out. */
export function readCalendars(root: XmlElement, warn: Warn): FileCalendar[] {
  const elements = listIn(root, "Calendars", "Calendar")
  const ids = new Set(elements.map(element => leafText(childOf(element, "UID")) ?? ""))
  return elements.map(element => readCalendar(element, ids, warn))
}

function readCalendar(element: XmlElement, ids: ReadonlySet<string>, warn: Warn): FileCalendar {
  const fields = new Fields(element, warn)
  const id = fields.text("UID")
  const weekDays = listIn(element, "WeekDays", "WeekDay").map(day => new Fields(day, warn))
  const exceptions = listIn(element, "Exceptions", "Exception")
  return {
    id,
    name: fields.text("Name"),
    guid: fields.raw("GUID"),
    base: baseOf(fields, id, ids),
    pattern: readPattern(weekDays),
    weeks: listIn(element, "WorkWeeks", "WorkWeek").flatMap(week => readWeek(new Fields(week, warn), warn)),
    // Newer files say every exception twice; the older form cannot hold what recurs.
    exceptions:
      exceptions.length > 0
        ? exceptions.flatMap(exception => readException(new Fields(exception, warn), warn))
        : weekDays.filter(isDatedDay).flatMap(day => readPlainException(day, warn)),
    source: element,
  }
}

function baseOf(fields: Fields, id: string, ids: ReadonlySet<string>): string | null {
  const base = fields.raw("BaseCalendarUID")
  if (base === null || base === "-1" || base === id) return null
  if (ids.has(base)) return base
  // 0 stands for none in the files of newer versions.
  if (base !== "0" || !fields.flag("IsBaseCalendar", true))
    fields.tell("unknown-calendar", "BaseCalendarUID", base, "standard-week")
  return null
}

const isDatedDay = (day: Fields) => day.text("DayType") === "0"

function readPattern(weekDays: readonly Fields[]): WeekPattern {
  const pattern: (Shifts | null)[] = [...SILENT_WEEK]
  for (const day of weekDays) {
    const type = day.whole("DayType", -1)
    if (type >= 1 && type <= 7) pattern[type - 1] = readShifts(day, "DayWorking")
  }
  return pattern as unknown as WeekPattern
}

/** The working times of a day; a day that does not say that it is worked is off. */
function readShifts(day: Fields, worked: string): Shifts {
  if (!day.flag(worked, true)) return []
  const shifts: Shift[] = []
  for (const time of listIn(day.element, "WorkingTimes", "WorkingTime")) {
    const hours = new Fields(time, () => {})
    const from = readClock(hours.text("FromTime"))
    const to = readClock(hours.text("ToTime"))
    if (from === null || to === null) {
      if (hours.has("FromTime") || hours.has("ToTime"))
        day.tell("impossible-hours", "WorkingTimes", `${hours.text("FromTime")}–${hours.text("ToTime")}`, "left-out")
      continue
    }
    const end = to === 0 ? TENTHS_PER_DAY : to
    if (end > from) shifts.push({ from, to: end })
    else if (end < from)
      day.tell("impossible-hours", "WorkingTimes", `${hours.text("FromTime")}–${hours.text("ToTime")}`, "left-out")
  }
  return joined(shifts, () => day.tell("impossible-hours", "WorkingTimes", "", "joined"))
}

function joined(shifts: readonly Shift[], tell: () => void): Shifts {
  const result: Shift[] = []
  for (const shift of shifts.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last === undefined || shift.from >= last.to) result.push(shift)
    else {
      if (shift.from < last.to) tell()
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, shift.to) }
    }
  }
  return result
}

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/

/** A time of day in tenths of a minute. */
function readClock(text: string): number | null {
  const parts = CLOCK.exec(text.includes("T") ? text.slice(text.indexOf("T") + 1) : text)
  if (parts === null) return null
  const [hour = 0, minute = 0, second = 0] = parts.slice(1).map(part => Number(part ?? 0))
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return null
  return hour * 600 + minute * 10 + Math.round(second / 6)
}

interface Period {
  readonly from: Day
  readonly to: Day
}

/** The days of a `TimePeriod`, whatever the times, as far as plans reach, or nothing where it has none of them. */
function readPeriod(fields: Fields, warn: Warn): Period | null {
  const element = childOf(fields.element, "TimePeriod")
  if (element === undefined) return null
  const period = new Fields(element, warn)
  const from = readDay(period, "FromDate", 0)
  const to = readDay(period, "ToDate", DAY_LIMIT - 1)
  if (from === null || to === null || to < 0 || from >= DAY_LIMIT) return null
  if (to >= from) return { from: Math.max(0, from), to: Math.min(DAY_LIMIT - 1, to) }
  period.tell("impossible-date", "ToDate", period.text("ToDate"), "left-out")
  return null
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/

/** The day of a date of any year; one that a period does not name is where plans begin or end. */
function readDay(period: Fields, name: string, fallback: Day): Day | null {
  const text = period.raw(name)
  if (text === null) return fallback
  const [year = 0, month = 0, date = 0] = (DATE.exec(text) ?? []).slice(1).map(Number)
  if (year > 99 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month))
    return dayOfDate(year, month, date)
  period.tell("impossible-date", name, text, "left-out")
  return null
}

function readWeek(fields: Fields, warn: Warn): DatedWeek[] {
  const period = readPeriod(fields, warn)
  if (period === null) return []
  const days = listIn(fields.element, "WeekDays", "WeekDay").map(day => new Fields(day, warn))
  return [{ name: fields.text("Name"), ...period, pattern: readPattern(days) }]
}

function readPlainException(fields: Fields, warn: Warn): CalendarException[] {
  const period = readPeriod(fields, warn)
  if (period === null) return []
  return [{ name: fields.text("Name"), ...period, recurrence: null, shifts: readShifts(fields, "DayWorking") }]
}

function readException(fields: Fields, warn: Warn): CalendarException[] {
  return readPlainException(fields, warn).map(exception => ({ ...exception, recurrence: readRecurrence(fields) }))
}

/** Codes of `Exception/Type`. */
const DAILY = 1
const YEARLY_BY_DATE = 2
const YEARLY_BY_POSITION = 3
const MONTHLY_BY_DATE = 4
const MONTHLY_BY_POSITION = 5
const WEEKLY = 6
const EVERY_FEW_DAYS = 7

function readRecurrence(fields: Fields): Recurrence | null {
  const type = fields.whole("Type", DAILY)
  const every = () => fields.whole("Period", 1, 1, 9999)
  const month = () => fields.whole("Month", 0, 0, 11) + 1
  const date = () => fields.whole("MonthDay", 1, 1, 31)
  const position = () => POSITIONS[fields.whole("MonthPosition", 0, 0, 4)]!
  const item = () => ITEMS[fields.whole("MonthItem", 0, 0, 9)]!
  switch (type) {
    case DAILY:
      return null
    case YEARLY_BY_DATE:
      return { kind: "yearly-by-date", month: month(), date: date() }
    case YEARLY_BY_POSITION:
      return { kind: "yearly-by-position", month: month(), position: position(), item: item() }
    case MONTHLY_BY_DATE:
      return { kind: "monthly-by-date", every: every(), date: date() }
    case MONTHLY_BY_POSITION:
      return { kind: "monthly-by-position", every: every(), position: position(), item: item() }
    case WEEKLY:
      return { kind: "weekly", every: every(), weekdays: fields.whole("DaysOfWeek", 0, 0, 127) }
    case EVERY_FEW_DAYS:
      return { kind: "daily", every: every() }
    default:
      fields.tell("impossible-value", "Type", String(type), "every day")
      return null
  }
}

const POSITIONS: readonly MonthPosition[] = [1, 2, 3, 4, "last"]
const ITEMS: readonly MonthItem[] = ["day", "weekday", "weekend-day", 0, 1, 2, 3, 4, 5, 6]

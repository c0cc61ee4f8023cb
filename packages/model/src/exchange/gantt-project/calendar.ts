import type { CalendarException, Shifts, WeekPattern } from "../../time/calendar-definition.ts"
import { STANDARD_WEEK } from "../../time/calendar-definition.ts"
import { DAY_LIMIT, dayOfDate } from "../../time/instant.ts"
import { daysInMonth } from "../../time/moment.ts"
import type { FileCalendar } from "../plan-file/plan-file.ts"
import { childOf, elementsIn, leafText, type XmlElement } from "../xml/element.ts"
import { Attributes } from "./attributes.ts"
import type { Warn } from "./read.ts"

/** The calendar that a file has for all of its tasks. */
export const CALENDAR = "1"

/** GanttProject counts in days; a day that is worked has the hours of an office here. */
const WORKED: Shifts = STANDARD_WEEK[1]!
const OFF: Shifts = []

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

/** Reads the week and the holidays. Where weekends are only shown, they are worked. */
export function readCalendar(root: XmlElement, warn: Warn): FileCalendar {
  const calendars = childOf(root, "calendars")
  const types = childOf(calendars, "day-types")
  const week = elementsIn(types).find(({ name }) => name === "default-week")
  const worksWeekends = childOf(types, "only-show-weekends")?.attributes?.["value"] === "true"
  return {
    id: CALENDAR,
    name: "Standard",
    base: null,
    pattern: week === undefined ? STANDARD_WEEK : readWeek(new Attributes(week, warn), worksWeekends),
    weeks: [],
    exceptions: elementsIn(calendars)
      .filter(({ name }) => name === "date")
      .flatMap(date => readException(new Attributes(date, warn))),
    source: null,
  }
}

function readWeek(week: Attributes, worksWeekends: boolean): WeekPattern {
  return WEEKDAYS.map(day => (worksWeekends || week.text(day) !== "1" ? WORKED : OFF)) as unknown as WeekPattern
}

/** A holiday, or a working day among the others. Without a year it comes every year. */
function readException(date: Attributes): CalendarException[] {
  const month = date.number("month", 0, 1, 12)
  const dayOfMonth = date.number("date", 0, 1, 31)
  const yearText = date.text("year")
  if (month === 0 || dayOfMonth === 0 || date.text("type") === "NEUTRAL") return []
  const name = leafText(date.element) ?? ""
  const shifts = date.text("type") === "WORKING_DAY" ? WORKED : OFF
  if (yearText === "") {
    const recurrence = { kind: "yearly-by-date", month, date: dayOfMonth } as const
    return [{ name, from: 0, to: DAY_LIMIT - 1, recurrence, shifts }]
  }
  const year = date.number("year", 0, 1984, 2149)
  if (year === 0) return []
  if (dayOfMonth > daysInMonth(year, month)) {
    date.tell("impossible-date", "date", `${yearText}-${month}-${dayOfMonth}`, "left-out")
    return []
  }
  const day = dayOfDate(year, month, dayOfMonth)
  return [{ name, from: day, to: day, recurrence: null, shifts }]
}

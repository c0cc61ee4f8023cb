import type { CalendarDefinition, CalendarException, Shifts, WeekPattern } from "../../time/calendar-definition.ts"
import { TENTHS_PER_DAY, writeDay } from "../../time/instant.ts"
import type { Recurrence } from "../../time/recurrence.ts"
import type { FileCalendar } from "../plan-file/plan-file.ts"
import { element, type XmlElement } from "../xml/element.ts"
import type { PlanIds } from "./plan-ids.ts"

/** A calendar as it was where nobody changed it, otherwise written from its definition. */
export function writeCalendar(calendar: FileCalendar, ids: PlanIds, before: FileCalendar | null): XmlElement {
  if (before !== null && calendar.source !== null && isSame(calendar, before)) return calendar.source
  const { name, base, pattern, weeks, exceptions } = calendar
  const content = [
    element("UID", ids.calendar(calendar.id)),
    ...(calendar.guid == null ? [] : [element("GUID", calendar.guid)]),
    element("Name", name),
    element("IsBaseCalendar", base === null ? "1" : "0"),
    element("BaseCalendarUID", ids.calendar(base)),
    element("WeekDays", writePattern(pattern)),
  ]
  if (exceptions.length > 0) content.push(element("Exceptions", exceptions.map(writeException)))
  if (weeks.length > 0)
    content.push(
      element(
        "WorkWeeks",
        weeks.map(week =>
          element("WorkWeek", [
            writePeriod(week),
            element("Name", week.name),
            element("WeekDays", writePattern(week.pattern)),
          ]),
        ),
      ),
    )
  return element("Calendar", content)
}

function isSame(one: FileCalendar, other: FileCalendar): boolean {
  const said = ({ name, base, pattern, weeks, exceptions }: CalendarDefinition) =>
    JSON.stringify([name, base, pattern, weeks, exceptions])
  return said(one) === said(other)
}

function writePattern(pattern: WeekPattern): XmlElement[] {
  return pattern.flatMap((shifts, weekday) =>
    shifts === null ? [] : [element("WeekDay", [element("DayType", String(weekday + 1)), ...writeShifts(shifts)])],
  )
}

function writeShifts(shifts: Shifts): XmlElement[] {
  if (shifts.length === 0) return [element("DayWorking", "0")]
  const times = shifts.map(({ from, to }) =>
    element("WorkingTime", [element("FromTime", clock(from)), element("ToTime", clock(to))]),
  )
  return [element("DayWorking", "1"), element("WorkingTimes", times)]
}

/** A time of day; midnight at the end of the day is written as that of its beginning. */
function clock(tenths: number): string {
  const time = tenths % TENTHS_PER_DAY
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0")
  return `${two(time / 600)}:${two((time % 600) / 10)}:${two((time % 10) * 6)}`
}

function writePeriod({ from, to }: { readonly from: number; readonly to: number }): XmlElement {
  return element("TimePeriod", [
    element("FromDate", `${writeDay(from)}T00:00:00`),
    element("ToDate", `${writeDay(to)}T23:59:00`),
  ])
}

function writeException(exception: CalendarException): XmlElement {
  return element("Exception", [
    element("EnteredByOccurrences", "0"),
    writePeriod(exception),
    element("Name", exception.name),
    ...Object.entries(recurrenceFields(exception.recurrence)).map(([name, value]) => element(name, String(value))),
    ...writeShifts(exception.shifts),
  ])
}

const ITEMS: readonly (string | number)[] = ["day", "weekday", "weekend-day", 0, 1, 2, 3, 4, 5, 6]

function recurrenceFields(recurrence: Recurrence | null): Readonly<Record<string, number>> {
  if (recurrence === null) return { Type: 1 }
  switch (recurrence.kind) {
    case "daily":
      return { Type: 7, Period: recurrence.every }
    case "weekly":
      return { Type: 6, Period: recurrence.every, DaysOfWeek: recurrence.weekdays }
    case "monthly-by-date":
      return { Type: 4, Period: recurrence.every, MonthDay: recurrence.date }
    case "monthly-by-position":
      return { Type: 5, Period: recurrence.every, ...positionFields(recurrence) }
    case "yearly-by-date":
      return { Type: 2, Month: recurrence.month - 1, MonthDay: recurrence.date }
    case "yearly-by-position":
      return { Type: 3, Month: recurrence.month - 1, ...positionFields(recurrence) }
  }
}

function positionFields({ item, position }: Extract<Recurrence, { readonly position: unknown }>) {
  return { MonthItem: ITEMS.indexOf(item), MonthPosition: position === "last" ? 4 : position - 1 }
}

import {
  SILENT_WEEK,
  type CalendarDefinition,
  type CalendarException,
  type DatedWeek,
  type Shift,
  type Shifts,
  type WeekPattern,
} from "@weft/model/time/calendar-definition"
import { CalendarSet } from "@weft/model/time/calendar-set"
import { dayOf, readInstant, type Day, type Instant } from "@weft/model/time/instant"
import type { WorkingCalendar } from "@weft/model/time/working-calendar"

const WEEKDAYS = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"]

/** An instant as people write it: `2026-11-23` or `2026-11-23 08:00`. */
export function at(text: string): Instant {
  const instant = readInstant(text.replace(" ", "T"))
  if (instant === null) throw new Error(`no instant: ${text}`)
  return instant
}

const dayAt = (text: string): Day => dayOf(at(text))

function shiftsOf(words: readonly string[]): Shifts {
  return words[0] === "off" ? [] : words.map(shiftOf)
}

function shiftOf(word: string): Shift {
  const [from = "", to = ""] = word.split("-")
  return { from: timeOf(from), to: timeOf(to) }
}

function timeOf(word: string): number {
  const [hour = "", minute = "0"] = word.split(":")
  return Number(hour) * 600 + Number(minute) * 10
}

function patternOf(words: string, shifts: Shifts): WeekPattern {
  const [first = "", last = first] = words.split("-")
  const from = WEEKDAYS.indexOf(first)
  const to = WEEKDAYS.indexOf(last)
  if (from < 0 || to < 0) throw new Error(`no weekdays: ${words}`)
  return laid(SILENT_WEEK, weekday => ((weekday - from + 7) % 7 <= (to - from + 7) % 7 ? shifts : null))
}

function laid(below: WeekPattern, over: (weekday: number) => Shifts | null): WeekPattern {
  return below.map((shifts, weekday) => over(weekday) ?? shifts) as unknown as WeekPattern
}

/**
 * A calendar as a planner would write it, one line each:
 *
 *     Mo-Fr 08:00-12:00 13:00-17:00            the week; days that no line names are silent
 *     2026-12-24..2026-12-26 off               an exception
 *     2026-07-01..2026-07-31 Mo-Fr 07:00-13:00 a dated week
 */
export function calendarDefinition(id: string, text: string, base: string | null = null): CalendarDefinition {
  let pattern = SILENT_WEEK
  const weeks: DatedWeek[] = []
  const exceptions: CalendarException[] = []
  for (const line of linesOf(text)) {
    const [first = "", ...rest] = line.split(/\s+/)
    if (!/^\d/.test(first)) {
      const over = patternOf(first, shiftsOf(rest))
      pattern = laid(pattern, weekday => over[weekday]!)
      continue
    }
    const [from = "", to = from] = first.split("..")
    const days = { name: line, from: dayAt(from), to: dayAt(to) }
    if (/^[A-Z]/.test(rest[0] ?? "")) weeks.push({ ...days, pattern: patternOf(rest[0]!, shiftsOf(rest.slice(1))) })
    else exceptions.push({ ...days, recurrence: null, shifts: shiftsOf(rest) })
  }
  return { id, name: id, base, pattern, weeks, exceptions }
}

export function workingCalendar(text: string): WorkingCalendar {
  return new CalendarSet([calendarDefinition("calendar", text)]).get("calendar")
}

/** The lines of a text that say something. */
function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map(line => line.trim())
    .filter(line => line !== "")
}

export const OFFICE = "Mo-Fr 08:00-12:00 13:00-17:00"

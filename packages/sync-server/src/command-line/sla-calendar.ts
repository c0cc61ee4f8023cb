import type { BusinessCalendarDefinition } from "@weft/model/service/business-calendar"
import { HOLIDAY_KINDS, type Holiday } from "@weft/model/service/holiday"
import type { CalendarException, Shift, Shifts, WeekPattern } from "@weft/model/time/calendar-definition"
import { isCalendarDate } from "@weft/model/time/calendar-date"
import { readInstant, TENTHS_PER_DAY, type Day } from "@weft/model/time/instant"
import { isZone } from "@weft/model/time/zone"
import { SlaReader, type SlaFaults } from "./sla-reader.ts"

/** A calendar of a file, and where holidays are still to be fetched from. */
export interface SlaCalendar extends BusinessCalendarDefinition {
  readonly path: string
  /** As in `DE-BY`, or empty. */
  readonly country: string
  /** The path of an iCalendar file as it is written, or empty. */
  readonly feed: string
}

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const

export function readSlaCalendar(value: unknown, path: string, faults: SlaFaults): SlaCalendar {
  const reader = new SlaReader(value, path, faults, ["id", "name", "zone", "week", "exceptions", "holidays"])
  const zone = reader.text("zone", "")
  if (!isZone(zone) || zone === "")
    faults.note(
      reader.at("zone"),
      `is ${JSON.stringify(zone)}, and there is no such zone; write one such as "Europe/Berlin"`,
    )
  const id = reader.text("id", "calendar")
  return {
    id,
    name: reader.text("name", id),
    path,
    zone,
    pattern: readWeek(reader),
    weeks: [],
    exceptions: reader.list("exceptions").flatMap(([one, where]) => readException(one, where, faults)),
    ...readHolidays(reader),
  }
}

/** `{ "mon-fri": "08:00-12:00 13:00-17:00", "sat": "" }`; a day that is not named is off. */
function readWeek(reader: SlaReader): WeekPattern {
  if (!reader.has("week"))
    reader.faults.note(reader.at("week"), `is missing; write one such as { "mon-fri": "08:00-17:00" }`)
  const week: Shifts[] = DAYS.map(() => [])
  for (const [days, hours, where] of reader.entries("week")) {
    const [from, to] = days
      .toLowerCase()
      .split("-")
      .map(day => (DAYS as readonly string[]).indexOf(day))
    if (from === undefined || from < 0 || (to !== undefined && to < 0)) {
      reader.faults.note(where, `is no day; there are ${DAYS.join(", ")}, and stretches such as mon-fri`)
      continue
    }
    const shifts = readHours(hours, where, reader.faults)
    for (let day = from; ; day = (day + 1) % 7) {
      week[day] = shifts
      if (day === (to ?? from)) break
    }
  }
  return week as unknown as WeekPattern
}

/** `"08:00-12:00 13:00-17:00"`, or a list of spans. */
function readHours(value: unknown, where: string, faults: SlaFaults): Shifts {
  const spans = Array.isArray(value) ? value : typeof value === "string" ? value.split(/[\s,]+/) : null
  if (spans === null) faults.note(where, `has to be hours such as "08:00-12:00 13:00-17:00"`)
  const shifts = (spans ?? []).filter(span => span !== "").map(span => readSpan(span))
  for (const [place, shift] of shifts.entries()) {
    const before = shifts[place - 1]
    if (shift === null || shift.to <= shift.from)
      faults.note(
        where,
        `has ${JSON.stringify(spans![place])} in it; a span ends after it begins and within its day, as in "08:00-17:00"; one over midnight is "22:00-24:00" and, on the next day, "00:00-06:00"`,
      )
    else if (before !== undefined && before !== null && shift.from < before.to)
      faults.note(where, "has spans that overlap or are out of order")
  }
  return shifts.filter(shift => shift !== null)
}

function readSpan(span: unknown): Shift | null {
  const parts = typeof span === "string" ? /^(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)$/.exec(span) : null
  if (parts === null) return null
  const [from, to] = [Number(parts[1]) * 600 + Number(parts[2]) * 10, Number(parts[3]) * 600 + Number(parts[4]) * 10]
  return to <= TENTHS_PER_DAY ? { from, to } : null
}

function readException(value: unknown, path: string, faults: SlaFaults): CalendarException[] {
  const reader = new SlaReader(value, path, faults, ["name", "on", "from", "to", "hours"])
  const from = readDate(reader, reader.has("on") ? "on" : "from")
  const to = reader.has("to") ? readDate(reader, "to") : from
  if (from === null || to === null) return []
  if (to < from) faults.note(reader.at("to"), "lies before the first day")
  const shifts = readHours(reader.text("hours", ""), reader.at("hours"), faults)
  return [{ name: reader.text("name", ""), from, to, recurrence: null, shifts }]
}

function readDate(reader: SlaReader, field: string): Day | null {
  const text = reader.text(field, "")
  const instant = isCalendarDate(text) ? readInstant(text) : null
  if (instant === null) reader.faults.note(reader.at(field), `has to be a day such as "2026-12-24"`)
  return instant === null ? null : instant / TENTHS_PER_DAY
}

type HolidayFields = Pick<SlaCalendar, "holidays" | "holidayChoice" | "country" | "feed">

/** Days in a list, or where they come from and which of them count. */
function readHolidays(calendar: SlaReader): HolidayFields {
  const [value, where] = calendar.raw("holidays")
  const { faults } = calendar
  const whole = Array.isArray(value) ? { days: value } : (value ?? {})
  const reader = new SlaReader(whole, where, faults, ["days", "country", "ics", "kinds", "except", "also"])
  const dates = (field: string) => {
    const texts = reader.has(field) ? reader.texts(field) : []
    if (!texts.every(isCalendarDate)) faults.note(reader.at(field), `has to hold days such as "2026-12-24"`)
    return texts
  }
  const kinds = reader.has("kinds") ? reader.texts("kinds") : ["public"]
  for (const kind of kinds)
    if (!(HOLIDAY_KINDS as readonly string[]).includes(kind))
      faults.note(reader.at("kinds"), `names ${JSON.stringify(kind)}; there are ${HOLIDAY_KINDS.join(", ")}`)
  return {
    holidays: reader.list("days").flatMap(([one, path]) => readHoliday(one, path, faults)),
    holidayChoice: {
      kinds: HOLIDAY_KINDS.filter(kind => kinds.includes(kind)),
      deselected: dates("except"),
      selected: dates("also"),
    },
    country: reader.text("country", ""),
    feed: reader.text("ics", ""),
  }
}

function readHoliday(value: unknown, path: string, faults: SlaFaults): Holiday[] {
  const whole = typeof value === "string" ? { date: value } : value
  const reader = new SlaReader(whole, path, faults, ["date", "name", "kind"])
  const date = reader.text("date", "")
  if (!isCalendarDate(date)) faults.note(reader.at("date"), `has to be a day such as "2026-12-24"`)
  const kind = reader.choice("kind", HOLIDAY_KINDS, "public")
  return isCalendarDate(date) ? [{ date, name: reader.text("name", ""), kind, from: 0 }] : []
}

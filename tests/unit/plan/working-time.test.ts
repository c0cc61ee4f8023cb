import { array, assert, integer, property, record, tuple } from "fast-check"
import { describe, expect, test } from "vitest"
import { ROUND_THE_CLOCK, SILENT_WEEK, STANDARD_WEEK, type Shifts } from "@weft/model/time/calendar-definition"
import { CalendarSet, weeklyCalendar } from "@weft/model/time/calendar-set"
import { DAY_LIMIT, dayOf, LAST_INSTANT, readInstant, writeDay, writeInstant } from "@weft/model/time/instant"
import { forEachOccurrence, type Recurrence } from "@weft/model/time/recurrence"
import type { WorkingCalendar } from "@weft/model/time/working-calendar"
import { at, calendarDefinition, OFFICE, workingCalendar } from "../../support/calendar-notation.ts"

const HOUR = 600
const EIGHT_HOURS = 8 * HOUR

describe("instants", () => {
  test("CALENDAR-1 count tenths of a minute from 1984 and read as they are written", () => {
    expect(readInstant("1984-01-01")).toBe(0)
    expect(readInstant("1984-01-02T00:01:06")).toBe(14_400 + 11)
    for (const text of ["1984-02-29T23:59:54", "2026-11-23T08:00:00", "2100-02-28T12:30:00", "2149-12-31T23:59:00"])
      expect(writeInstant(at(text))).toBe(text)
    expect(writeInstant(LAST_INSTANT)).toBe("2150-01-01T00:00:00")
  })

  test("CALENDAR-1 there is none for a date that does not exist or lies outside 1984 to 2149", () => {
    for (const text of ["2026-02-30", "2026-13-01T08:00", "1983-12-31", "2150-01-01", "2026-01-01T25:00", "NA", ""])
      expect(readInstant(text), text).toBe(null)
  })
})

describe("working time", () => {
  const office = workingCalendar(OFFICE)

  test("CALENDAR-2 going forward ends with a shift, going back begins with one", () => {
    const cases: readonly (readonly [string, number, string])[] = [
      ["2026-11-23 08:00", 8, "2026-11-23 17:00"],
      ["2026-11-23 08:00", 4, "2026-11-23 12:00"],
      ["2026-11-23 08:00", 5, "2026-11-23 14:00"],
      ["2026-11-23 17:00", 8, "2026-11-24 17:00"],
      ["2026-11-27 17:00", 1, "2026-11-30 09:00"],
      ["2026-11-21 10:00", 1, "2026-11-23 09:00"],
      ["2026-11-24 08:00", -8, "2026-11-23 08:00"],
      ["2026-11-23 13:00", -1, "2026-11-23 11:00"],
      ["2026-11-30 08:00", -1, "2026-11-27 16:00"],
      ["2026-11-24 17:00", -8, "2026-11-24 08:00"],
    ]
    for (const [from, hours, to] of cases)
      expect(writeInstant(office.add(at(from), hours * HOUR)), `${from} ${hours} h`).toBe(`${to.replace(" ", "T")}:00`)
    expect(office.add(at("2026-11-22 03:00"), 0)).toBe(at("2026-11-22 03:00"))
  })

  test("CALENDAR-3 the next instant of work begins a shift, the previous ends one", () => {
    expect(office.next(at("2026-11-20 17:00"))).toBe(at("2026-11-23 08:00"))
    expect(office.next(at("2026-11-23 12:30"))).toBe(at("2026-11-23 13:00"))
    expect(office.next(at("2026-11-23 09:15"))).toBe(at("2026-11-23 09:15"))
    expect(office.prev(at("2026-11-23 08:00"))).toBe(at("2026-11-20 17:00"))
    expect(office.prev(at("2026-11-23 12:30"))).toBe(at("2026-11-23 12:00"))
    expect(office.prev(at("2026-11-23 09:15"))).toBe(at("2026-11-23 09:15"))
  })

  test("CALENDAR-4 Friday 17:00 is Monday 08:00", () => {
    expect(office.isEquivalent(at("2026-11-20 17:00"), at("2026-11-23 08:00"))).toBe(true)
    expect(office.isEquivalent(at("2026-11-20 17:00"), at("2026-11-23 08:01"))).toBe(false)
    expect(office.between(at("2026-11-23 17:00"), at("2026-11-20 08:00"))).toBe(-2 * EIGHT_HOURS)
  })

  test("CALENDAR-5 a shift may end its day at midnight and go on the next", () => {
    const night = workingCalendar("Mo 22:00-24:00\nTu-Fr 00:00-06:00 22:00-24:00\nSa 00:00-06:00")
    expect(night.add(at("2026-11-23 22:00"), 8 * HOUR)).toBe(at("2026-11-24 06:00"))
    expect(night.add(at("2026-11-24 06:00"), -8 * HOUR)).toBe(at("2026-11-23 22:00"))
    expect(night.next(at("2026-11-24 06:00"))).toBe(at("2026-11-24 22:00"))
    const always = new CalendarSet([weeklyCalendar("24", ROUND_THE_CLOCK)]).get("24")
    expect(always.add(at("2026-11-21 10:00"), 24 * HOUR)).toBe(at("2026-11-22 10:00"))
  })

  test("CALENDAR-6 nothing reaches beyond 1984 or 2149", () => {
    expect(office.add(at("2149-12-01"), 1e9)).toBe(LAST_INSTANT)
    expect(office.add(at("1984-01-04"), -1e9)).toBe(0)
    const friday = at("2149-12-31 17:00")
    expect(office.next(friday)).toBe(friday)
    expect(office.prev(at("1984-01-01 12:00"))).toBe(at("1984-01-01 12:00"))
    expect(office.workBefore(LAST_INSTANT + 5)).toBe(office.workBefore(LAST_INSTANT))
    expect(dayOf(LAST_INSTANT)).toBe(DAY_LIMIT)
  })
})

describe("layers of a calendar", () => {
  const worked = (calendar: WorkingCalendar, date: string) => calendar.between(at(date), at(date) + 14_400) / HOUR

  test("CALENDAR-7 exceptions win over dated weeks, and those over the week", () => {
    const calendar = workingCalendar(`
      ${OFFICE}
      2026-12-01..2026-12-31 Mo-Fr 08:00-12:00
      2026-12-19 09:00-12:00
      2026-12-24..2026-12-25 off
    `)
    const dates = ["2026-11-30", "2026-12-01", "2026-12-19", "2026-12-24", "2026-12-28", "2027-01-04"]
    expect(dates.map(date => worked(calendar, date))).toEqual([8, 4, 3, 0, 4, 8])
  })

  test("CALENDAR-8 a derived calendar has its base's days wherever it says nothing", () => {
    const set = new CalendarSet([
      calendarDefinition("office", `${OFFICE}\n2026-12-24 off`),
      calendarDefinition("ana", "We off\n2026-11-21 08:00-12:00", "office"),
      calendarDefinition("same", "", "office"),
    ])
    const ana = set.get("ana")
    const dates = ["2026-11-21", "2026-11-23", "2026-11-25", "2026-12-24"]
    expect(dates.map(date => worked(ana, date))).toEqual([4, 8, 0, 0])
    expect(set.get("same")).toBe(set.get("office"))
  })

  test("CALENDAR-9 of overlapping exceptions the single day wins, then daily, yearly, monthly and weekly ones", () => {
    const day = dayOf(at("2026-11-25"))
    const hours = (count: number): Shifts => [{ from: 0, to: count * HOUR }]
    const weekly = { kind: "weekly", every: 1, weekdays: 127 } as const
    const monthly = { kind: "monthly-by-date", every: 1, date: 25 } as const
    const yearly = { kind: "yearly-by-date", month: 11, date: 25 } as const
    const layers: readonly (readonly [Recurrence | null, number, number])[] = [
      [null, 0, 5],
      [{ kind: "daily", every: 1 }, 30, 4],
      [yearly, 30, 3],
      [monthly, 30, 2],
      [weekly, 30, 1],
    ]
    for (let left = layers.length; left > 0; left -= 1) {
      const exceptions = layers.slice(layers.length - left).map(([recurrence, spread, count]) => ({
        name: "",
        from: day - spread,
        to: day + spread,
        recurrence,
        shifts: hours(count),
      }))
      const set = new CalendarSet([{ ...weeklyCalendar("a", STANDARD_WEEK), exceptions }])
      expect(worked(set.get("a"), "2026-11-25")).toBe(left)
    }
  })

  test("CALENDAR-10 a calendar that cannot be used is stood in for and named", () => {
    const set = new CalendarSet([
      calendarDefinition("never", "Mo-Su off"),
      calendarDefinition("ring", "Mo 08:00-12:00", "ring"),
      calendarDefinition("orphan", "Mo 08:00-12:00", "nobody"),
    ])
    expect(worked(set.get("nowhere"), "2026-11-23")).toBe(8)
    expect(worked(set.get("never"), "2026-11-22")).toBe(24)
    expect(worked(set.get("ring"), "2026-11-23")).toBe(4)
    expect(worked(set.get("orphan"), "2026-11-23")).toBe(4)
    expect(Object.fromEntries(set.faults)).toEqual({
      nowhere: "unknown",
      never: "no-working-time",
      ring: "derived-from-itself",
      orphan: "unknown-base",
    })
    expect(worked(new CalendarSet([weeklyCalendar("silent", SILENT_WEEK)]).get("silent"), "2026-11-23")).toBe(8)
  })

  test("CALENDAR-11 two calendars together have the time that both work", () => {
    const set = new CalendarSet([
      calendarDefinition("task", "Mo-Su 10:00-20:00"),
      calendarDefinition("person", OFFICE),
      calendarDefinition("night", "Mo-Su 00:00-05:00"),
    ])
    const common = set.common("task", "person")
    expect(common.add(at("2026-11-20 16:00"), 2 * HOUR)).toBe(at("2026-11-23 11:00"))
    expect(set.common("task", "person")).toBe(common)
    expect(set.common("night", "person")).toBe(set.get("night"))
    expect([...set.faults.values()]).toEqual(["no-working-time"])
  })
})

describe("recurrence", () => {
  const occurrences = (recurrence: Recurrence, from: string, to: string) => {
    const days: string[] = []
    forEachOccurrence(recurrence, dayOf(at(from)), dayOf(at(to)), day => days.push(writeDay(day)))
    return days
  }

  test("CALENDAR-12 every kind of recurrence gives the days that people mean", () => {
    const cases: readonly (readonly [Recurrence, string, string, string])[] = [
      [{ kind: "daily", every: 3 }, "2000-02-01", "2000-02-10", "2000-02-01 2000-02-04 2000-02-07 2000-02-10"],
      [
        { kind: "weekly", every: 2, weekdays: 0b100 },
        "2001-01-01",
        "2001-02-13",
        "2001-01-02 2001-01-16 2001-01-30 2001-02-13",
      ],
      [{ kind: "weekly", every: 7, weekdays: 1 }, "2001-01-01", "2001-04-30", "2001-02-18 2001-04-08"],
      [{ kind: "monthly-by-date", every: 1, date: 31 }, "2026-01-01", "2026-05-31", "2026-01-31 2026-03-31 2026-05-31"],
      [
        { kind: "monthly-by-position", every: 2, position: 1, item: 1 },
        "2002-01-01",
        "2002-05-06",
        "2002-01-07 2002-03-04 2002-05-06",
      ],
      [
        { kind: "monthly-by-position", every: 6, position: "last", item: 5 },
        "2002-01-01",
        "2003-01-31",
        "2002-01-25 2002-07-26 2003-01-31",
      ],
      [
        { kind: "monthly-by-position", every: 1, position: 1, item: "weekday" },
        "2026-08-01",
        "2026-09-30",
        "2026-08-03 2026-09-01",
      ],
      [
        { kind: "monthly-by-position", every: 1, position: "last", item: "weekend-day" },
        "2026-08-01",
        "2026-08-31",
        "2026-08-30",
      ],
      [{ kind: "yearly-by-date", month: 2, date: 29 }, "2023-01-01", "2028-12-31", "2024-02-29 2028-02-29"],
      [
        { kind: "yearly-by-position", month: 3, position: 1, item: 2 },
        "2004-01-01",
        "2005-12-31",
        "2004-03-02 2005-03-01",
      ],
    ]
    for (const [recurrence, from, to, days] of cases)
      expect(occurrences(recurrence, from, to).join(" "), JSON.stringify(recurrence)).toBe(days)
  })
})

/** Calendars of all kinds, with odd shifts, holidays and long gaps. */
const anyCalendar = record({
  week: array(array(integer({ min: 0, max: 24 }), { maxLength: 6 }), { minLength: 7, maxLength: 7 }),
  holidays: array(tuple(integer({ min: 0, max: 400 }), integer({ min: 1, max: 60 })), { maxLength: 3 }),
}).map(({ week, holidays }) => {
  const pattern = week.map(hours => {
    const ends = [...new Set(hours)].toSorted((one, other) => one - other)
    return ends.flatMap((from, index) =>
      index % 2 === 0 && ends[index + 1] !== undefined ? [{ from: from * HOUR, to: ends[index + 1]! * HOUR }] : [],
    )
  })
  const start = dayOf(at("2026-01-01"))
  const exceptions = holidays.map(([from, length]) => ({
    name: "",
    from: start + from,
    to: start + from + length,
    recurrence: null,
    shifts: [],
  }))
  return new CalendarSet([{ id: "any", name: "", base: null, pattern: pattern as never, weeks: [], exceptions }]).get(
    "any",
  )
})

const anyInstant = integer({ min: at("2026-01-01"), max: at("2027-06-01") })
const anyWork = integer({ min: 1, max: 400 * HOUR })

test("CALENDAR-2 what was added can be taken away again, and lies as far away as it should", () => {
  assert(
    property(anyCalendar, anyInstant, anyWork, (calendar, instant, work) => {
      const later = calendar.add(instant, work)
      const earlier = calendar.add(instant, -work)
      expect(calendar.between(instant, later)).toBe(work)
      expect(calendar.between(earlier, instant)).toBe(work)
      expect(calendar.isEquivalent(calendar.add(later, -work), instant)).toBe(true)
      expect(calendar.isEquivalent(calendar.add(earlier, work), instant)).toBe(true)
      // The last moment before the end was worked, and so was the first after the start.
      expect(calendar.between(later - 1, later)).toBe(1)
      expect(calendar.between(earlier, earlier + 1)).toBe(1)
    }),
  )
})

test("CALENDAR-3 next and previous are the farthest equivalent instants, and work goes on there", () => {
  assert(
    property(anyCalendar, anyInstant, (calendar, instant) => {
      const next = calendar.next(instant)
      const prev = calendar.prev(instant)
      expect(prev <= instant && instant <= next).toBe(true)
      expect([calendar.between(prev, instant), calendar.between(instant, next)]).toEqual([0, 0])
      expect(calendar.between(next, next + 1)).toBe(1)
      expect(calendar.next(prev)).toBe(calendar.between(prev, prev + 1) === 1 ? prev : next)
    }),
  )
})

test("CALENDAR-13 compiling in whatever order gives the same sums", () => {
  assert(
    property(array(integer({ min: 0, max: LAST_INSTANT }), { minLength: 1, maxLength: 5 }), instants => {
      const calendar = workingCalendar(OFFICE)
      const piecemeal = instants.map(instant => calendar.workBefore(instant))
      const whole = workingCalendar(OFFICE)
      whole.workBefore(LAST_INSTANT)
      expect(instants.map(instant => whole.workBefore(instant))).toEqual(piecemeal)
      expect(whole.bytes).toBeLessThan(400_000)
    }),
    { numRuns: 30 },
  )
})

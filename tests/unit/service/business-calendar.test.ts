import { expect, test } from "vitest"
import { isRefusal } from "@weft/model/base/result"
import { below, seededRandom } from "@weft/model/base/random"
import { createBusinessCalendar, LAST_MOMENT } from "@weft/model/service/business-calendar"
import { holidaysThatCount, PUBLIC_HOLIDAYS, type Holiday } from "@weft/model/service/holiday"
import { readHolidayFeed } from "@weft/model/service/holiday-feed"
import { ROUND_THE_CLOCK } from "@weft/model/time/calendar-definition"
import { dayOfDate } from "@weft/model/time/instant"
import {
  at,
  bookOf,
  business,
  calendarOf,
  clockOf,
  clocksOf,
  days,
  event,
  everyDay,
  HOUR,
  MINUTE,
  policyOf,
  shifts,
  target,
  time,
  workWeek,
  written,
} from "./service-notation.ts"

test("SLA-2 GLPI: four hours from 16:00, where a day lasts from 8 to 18, end at 10:00 the next day", () => {
  expect(written(business(calendarOf(workWeek("08:00-18:00"))).addWork(at("2026-11-23 16:00"), 4 * HOUR))).toBe(
    "2026-11-24 10:00",
  )
})

test("SLA-2 Chatwoot: an hour from Friday 16:30, where a day lasts from 9 to 17, ends on Monday at 9:30", () => {
  expect(written(business(calendarOf(workWeek("09:00-17:00"))).addWork(at("2026-11-20 16:30"), HOUR))).toBe(
    "2026-11-23 09:30",
  )
})

test("SLA-2 Zammad: sixteen hours of eight a day are two working days", () => {
  const calendar = business(calendarOf(workWeek("08:00-12:00 13:00-17:00")))
  expect(written(calendar.addWork(at("2026-11-26 10:00"), 16 * HOUR))).toBe("2026-11-30 10:00")
})

test("SLA-3 a day may have several spans (Chatwoot 14009, frappe 2212), a period its own week, and a day its own hours", () => {
  const day = (date: number) => dayOfDate(2026, 11, date)
  const calendar = business(
    calendarOf(workWeek("08:00-12:00 13:00-17:00"), {
      weeks: [{ name: "short", from: day(23), to: day(27), pattern: workWeek("08:00-10:00 15:00-16:00 20:00-24:00") }],
      exceptions: [{ name: "late", from: day(25), to: day(25), recurrence: null, shifts: shifts("11:00-12:00") }],
    }),
  )
  expect(calendar.workBetween(at("2026-11-24 00:00"), at("2026-11-25 00:00"))).toBe(7 * HOUR)
  expect(calendar.workBetween(at("2026-11-25 00:00"), at("2026-11-26 00:00"))).toBe(HOUR)
  expect(written(calendar.addWork(at("2026-11-24 23:00"), 2 * HOUR))).toBe("2026-11-25 12:00")
  expect(written(calendar.addWork(at("2026-11-20 16:00"), 2 * HOUR))).toBe("2026-11-23 09:00")
})

test("SLA-3 a day that somebody opened is open although a feed says that it is a holiday", () => {
  const christmas: Holiday = { date: "2026-12-25", name: "Christmas", kind: "public", from: 0 }
  const day = dayOfDate(2026, 12, 25)
  const week = workWeek("08:00-16:00")
  const opened = [{ name: "open", from: day - 1, to: day + 1, recurrence: null, shifts: shifts("10:00-12:00") }]
  const work = (more: object) =>
    business(calendarOf(week, { holidays: [christmas], ...more })).workBetween(
      at("2026-12-25 00:00"),
      at("2026-12-26 00:00"),
    )
  expect([work({}), work({ exceptions: opened })]).toEqual([0, 2 * HOUR])
})

const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "America/Sao_Paulo",
  "Asia/Kathmandu",
]
/** Days around which clocks are changed, in one zone or another. */
const CHANGES = [
  "2026-03-08",
  "2026-03-29",
  "2026-04-05",
  "2026-10-04",
  "2026-10-25",
  "2026-11-01",
  "2026-02-15",
  "2026-03-22",
  "2018-11-04",
]

/** Minutes worked, counted one by one by the wall clock that the platform shows. */
function minutesOnTheWall(zone: string, hours: string, from: number, to: number): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  })
  const spans = shifts(hours)
  let minutes = 0
  for (let minute = from; minute < to; minute += MINUTE) {
    const [hour, rest] = format.format(minute).split(":").map(Number)
    const tenths = hour! * 600 + rest! * 10
    if (spans.some(span => tenths >= span.from && tenths < span.to)) minutes += 1
  }
  return minutes
}

test("SLA-4 across every change of the clocks what is worked is what the clock on the wall shows, minute by minute", () => {
  for (const zone of ZONES)
    for (const hours of ["08:00-17:00", "00:00-02:30 22:00-24:00", "01:30-03:30"]) {
      const calendar = business(calendarOf(everyDay(hours), { zone }))
      for (const day of CHANGES) {
        const from = at(`${day} 00:00`) - 12 * HOUR
        const to = from + 48 * HOUR
        expect(calendar.workBetween(from, to) / MINUTE, `${zone} ${hours} ${day}`).toBe(
          minutesOnTheWall(zone, hours, from, to),
        )
      }
    }
})

test("SLA-4 an hour that is skipped is not worked, one that comes twice is worked twice, and a day that is left out is none", () => {
  const berlin = business(calendarOf(ROUND_THE_CLOCK, { zone: "Europe/Berlin" }))
  const apia = business(calendarOf(everyDay("08:00-12:00"), { zone: "Pacific/Apia" }))
  const hours = (from: string, to: string) => berlin.workBetween(Date.parse(from), Date.parse(to)) / HOUR
  expect(hours("2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00")).toBe(23)
  expect(hours("2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00")).toBe(25)
  expect(written(berlin.addWork(Date.parse("2026-03-28T20:00+01:00"), 24 * HOUR))).toBe("2026-03-29 19:00")
  // Samoa went from 29 December 2011 straight to the 31st.
  expect(apia.workBetween(Date.parse("2011-12-29T00:00-10:00"), Date.parse("2012-01-01T00:00+14:00"))).toBe(8 * HOUR)
})

test("SLA-4 working time is the same in whatever order it is asked, and adding undoes what lies between", () => {
  const random = seededRandom(4)
  for (const zone of ZONES) {
    const definition = calendarOf(workWeek("06:00-11:30 12:15-19:00"), { zone })
    const calendar = business(definition)
    for (let round = 0; round < 50; round += 1) {
      const from = at("2001-01-01 00:00") + below(50 * 365 * 24 * 60, random) * MINUTE
      const work = (1 + below(6_000, random)) * MINUTE
      const end = calendar.addWork(from, work)!
      expect(calendar.workBetween(from, end)).toBe(work)
      expect(calendar.workBetween(from, end - 1)).toBe(work - 1)
      expect(business(definition).addWork(from, work)).toBe(end)
      const back = calendar.takeWork(end, work)!
      expect(calendar.workBetween(back, end)).toBe(work)
      expect(calendar.workBetween(back + 1, end)).toBe(work - 1)
    }
  }
})

const HOLIDAYS: readonly Holiday[] = [
  { date: "2026-12-24", name: "Christmas Eve", kind: "bank", from: 14 * 600 },
  { date: "2026-12-25", name: "Christmas", kind: "public", from: 0 },
  { date: "2026-12-28", name: "Holy Innocents", kind: "observance", from: 0 },
]

test("SLA-6 observances are no holidays unless somebody takes them in (Zammad 390), and single holidays can be taken out", () => {
  const work = (choice: Partial<typeof PUBLIC_HOLIDAYS>) =>
    business(
      calendarOf(workWeek("08:00-16:00"), { holidays: HOLIDAYS, holidayChoice: { ...PUBLIC_HOLIDAYS, ...choice } }),
    ).workBetween(at("2026-12-24 00:00"), at("2026-12-29 00:00")) / HOUR
  expect(work({})).toBe(16)
  expect(work({ deselected: ["2026-12-25"] })).toBe(24)
  expect(work({ selected: ["2026-12-28"] })).toBe(8)
  expect(work({ kinds: ["public", "bank"] })).toBe(14)
  expect(holidaysThatCount(HOLIDAYS, { ...PUBLIC_HOLIDAYS, kinds: [] })).toEqual([])
})

test("SLA-6 a feed is read with days that recur, last or fall on the fourth Thursday, and tells what it cannot read", () => {
  const entry = (...lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"]
  const feed = readHolidayFeed(
    [
      "BEGIN:VCALENDAR",
      ...entry("DTSTART;VALUE=DATE:20200101", "SUMMARY:New Year\\, again", "RRULE:FREQ=YEARLY"),
      ...entry("DTSTART;VALUE=DATE:20201126", "SUMMARY:Thanksgiving", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"),
      ...entry("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227", "SUMMARY:Closed"),
      ...entry("DTSTART;VALUE=DATE:20260214", "SUMMARY:Valentine", "CATEGORIES:Observance"),
      ...entry("DTSTART;VALUE=DATE:20260105", "SUMMARY:Mondays", "RRULE:FREQ=WEEKLY"),
      ...entry("DTSTART;VALUE=DATE:20260301", "SUMMARY:Moved away", "STATUS:CANCELLED"),
      ...entry("DTSTART;VALUE=DATE:20260231", "SUMMARY:No day"),
      "END:VCALENDAR",
    ].join("\r\n"),
    2026,
    2026,
  )
  if (isRefusal(feed)) throw new Error(feed.reason)
  expect(feed.holidays.map(({ date, name, kind }) => `${date} ${name} ${kind}`)).toEqual([
    "2026-01-01 New Year, again public",
    "2026-01-05 Mondays public",
    "2026-02-14 Valentine observance",
    "2026-11-26 Thanksgiving public",
    "2026-12-24 Closed public",
    "2026-12-25 Closed public",
    "2026-12-26 Closed public",
  ])
  expect(feed.warnings).toEqual([
    { line: 22, name: "Mondays", warning: "recurrence-not-read" },
    { line: 32, name: "No day", warning: "no-date" },
  ])
  expect(readHolidayFeed("Christmas,2026-12-25", 2026, 2026)).toMatchObject({ reason: "not-icalendar" })
})

test("SLA-6 a feed that would recur into millions of days is refused", () => {
  const entry = "BEGIN:VEVENT\nDTSTART:19000101\nDTEND:21000101\nRRULE:FREQ=YEARLY\nEND:VEVENT\n"
  const feed = readHolidayFeed(`BEGIN:VCALENDAR\n${entry.repeat(20_000)}END:VCALENDAR`, 1984, 2149)
  expect(feed).toMatchObject({ reason: "too-many-days", detail: { most: 20_000 } })
})

test("SLA-7 GLPI: so many days end with the so-manieth working day after the one on which the clock began", () => {
  const holiday: Holiday = { date: "2026-11-25", name: "", kind: "public", from: 0 }
  const book = bookOf(
    [policyOf([target("resolution", days(2), { pausesIn: ["paused"] })])],
    [calendarOf(workWeek("08:00-12:00 13:00-18:00"), { holidays: [holiday] })],
  )
  const due = (opened: string, ...more: Parameters<typeof event>[]) =>
    written(
      clockOf(
        clocksOf(book, [event("opened", opened), ...more.map(one => event(...one))], "2026-12-10 00:00"),
        "resolution",
      ).due,
    )
  expect(due("2026-11-23 10:00")).toBe("2026-11-26 18:00")
  expect(due("2026-11-23 06:00")).toBe("2026-11-26 18:00")
  expect(due("2026-11-23 20:00")).toBe("2026-11-26 18:00")
  expect(due("2026-11-28 10:00")).toBe("2026-12-01 18:00")
  // A day at whose end the clock rests does not count.
  const pause = (from: string, to: string) =>
    [
      ["changed", from, { state: "paused" }],
      ["changed", to, { state: "active" }],
    ] as Parameters<typeof event>[]
  expect(due("2026-11-23 10:00", ...pause("2026-11-24 17:00", "2026-11-26 08:00"))).toBe("2026-11-27 18:00")
  expect(due("2026-11-23 10:00", ...pause("2026-11-24 09:00", "2026-11-24 17:00"))).toBe("2026-11-26 18:00")
})

test("SLA-8 a calendar without working time, of no zone or with impossible spans is refused", () => {
  const why = (definition: Parameters<typeof createBusinessCalendar>[0]) => {
    const calendar = createBusinessCalendar(definition)
    return isRefusal(calendar) ? calendar.reason : null
  }
  const week = workWeek("08:00-17:00")
  const everyDayOff = [{ name: "", from: 0, to: dayOfDate(2149, 12, 31), recurrence: null, shifts: [] }]
  expect(why(calendarOf(workWeek("")))).toBe("no-working-time")
  expect(why(calendarOf(week, { exceptions: everyDayOff }))).toBe("no-working-time")
  expect(why(calendarOf(week, { zone: "Mars/Olympus" }))).toBe("unknown-zone")
  expect(why(calendarOf(workWeek("17:00-08:00")))).toBe("bad-span")
  expect(why(calendarOf(workWeek("08:00-12:00 11:00-13:00")))).toBe("bad-span")
  expect(why(calendarOf(week))).toBe(null)
})

test("SLA-8 a promise on a calendar that cannot be used has no clock, and one that ends has no due time", () => {
  const once = { name: "", from: dayOfDate(2026, 11, 23), to: dayOfDate(2026, 11, 23), recurrence: null }
  const ends = calendarOf(workWeek(""), { exceptions: [{ ...once, shifts: shifts("08:00-10:00") }] })
  const events = [event("opened", "2026-11-23 09:00")]
  const policies = [policyOf([target("resolution", time(4))])]
  expect(clocksOf(bookOf(policies, []), events, "2026-11-24 00:00").clocks).toEqual([])
  expect(clocksOf(bookOf(policies, [calendarOf(workWeek(""))]), events, "2026-11-24 00:00").clocks).toEqual([])
  const clock = clockOf(clocksOf(bookOf(policies, [ends]), events, "2026-11-24 00:00"), "resolution")
  expect(clock).toMatchObject({ state: "running", due: null, elapsed: HOUR, breachedAt: null })
  expect(business(ends).addWork(LAST_MOMENT - HOUR, HOUR)).toBe(null)
})

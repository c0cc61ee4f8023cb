import { expect, test } from "vitest"
import {
  endOutage,
  makeServicePromise,
  removeOutage,
  tellOutage,
  withdrawServicePromise,
} from "@weft/model/actions/service-promise"
import { createServiceCalendar } from "@weft/model/actions/service-terms"
import type { OutageId, ServiceCalendarId, ServiceId, ServicePromiseId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import type { StoredOutage } from "@weft/model/schema/service-promise"
import { living } from "@weft/model/schema/snapshot"
import { createBusinessCalendar, type BusinessCalendar } from "@weft/model/service/business-calendar"
import { budgetSpentAt, periodAt, readPromise } from "@weft/model/service/promise-reading"
import { serviceTermsOf } from "@weft/model/service/space-terms"
import { STANDARD_WEEK, type Shifts, type WeekPattern } from "@weft/model/time/calendar-definition"
import { foundSpace, MORNING, Person } from "../../support/person.ts"

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ALL_DAY: Shifts = [{ from: 0, to: 14_400 }]
const ALWAYS: WeekPattern = [ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY]

function atDesk(pattern: WeekPattern = ALWAYS, zone = "UTC") {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const hours = ana.newId<ServiceCalendarId>()
  ana.do(createServiceCalendar, { id: hours, name: "Hours", zone, hours: { pattern, holidays: [] } })
  const calendar = createBusinessCalendar(serviceTermsOf(ana.snapshot).calendars[0]!) as BusinessCalendar
  return { ana, hours, calendar }
}

const reasonOf = (answer: unknown) => (isRefusal(answer) ? answer.reason : null)
const day = (text: string) => Date.parse(`${text}Z`)

test("SLA-29 a promise is a share over months, quarters or years of its calendar's zone, and is made and withdrawn", () => {
  const { ana, hours, calendar } = atDesk(STANDARD_WEEK, "Europe/Berlin")
  const promise = { service: null, measure: "availability", period: "month", calendar: hours } as const
  const id = ana.newId<ServicePromiseId>()
  expect(reasonOf(ana.try(makeServicePromise, { id, ...promise, promised: 0 }))).toBe("not-a-share")
  expect(reasonOf(ana.try(makeServicePromise, { id, ...promise, promised: 1_000_001 }))).toBe("not-a-share")
  expect(reasonOf(ana.try(makeServicePromise, { id, ...promise, promised: 1, calendar: "x" as never }))).toBe(
    "not-found",
  )
  ana.do(makeServicePromise, { id, ...promise, promised: 995_000 })
  expect(living(ana.snapshot.servicePromises)).toMatchObject([{ promised: 995_000, period: "month" }])
  ana.do(withdrawServicePromise, { promise: id })
  expect(living(ana.snapshot.servicePromises)).toEqual([])
  const of = (kind: "month" | "quarter" | "year", before = 0) => periodAt(calendar, kind, MORNING, before)
  expect(of("month")).toEqual({ from: day("2026-10-31T23:00"), to: day("2026-11-30T23:00") })
  expect(of("month", 1)).toEqual({ from: day("2026-09-30T22:00"), to: day("2026-10-31T23:00") })
  expect(of("quarter")).toEqual({ from: day("2026-09-30T22:00"), to: day("2026-12-31T23:00") })
  expect(of("year", 1)).toEqual({ from: day("2024-12-31T23:00"), to: day("2025-12-31T23:00") })
})

test("SLA-29 outages of a service and of everything take from its promise, those of others and deleted ones do not", () => {
  const { ana, calendar } = atDesk()
  const [mail, erp] = ["mail" as ServiceId, "erp" as ServiceId]
  const period = periodAt(calendar, "month", MORNING)
  const outage = (service: ServiceId | null, hour: number, planned = false) =>
    ({
      service,
      from: period.from + hour * HOUR,
      to: period.from + (hour + 1) * HOUR,
      planned,
      deleted: null,
    }) as StoredOutage
  const outages = [outage(mail, 1), outage(erp, 3), outage(null, 5), outage(null, 7, true)]
  const read = (service: ServiceId | null) =>
    readPromise(
      { measure: "availability", promised: 990_000, service },
      { calendar, outages, tickets: () => [] },
      period,
      MORNING,
    )
  expect(read(mail)).toMatchObject({ bad: 2 * HOUR, total: 30 * DAY - HOUR })
  expect(read(erp).bad).toBe(2 * HOUR)
  expect(read(null).bad).toBe(3 * HOUR)
  const told = { service: null, from: 2_000, to: null, planned: false, note: " No mail ", item: null }
  const id = ana.newId<OutageId>()
  expect(reasonOf(ana.try(tellOutage, { id, ...told, to: 2_000 }))).toBe("ends-before-it-begins")
  for (const from of [NaN, -1, 0.5]) expect(reasonOf(ana.try(tellOutage, { id, ...told, from }))).toBe("date-missing")
  ana.do(tellOutage, { id, ...told })
  expect(reasonOf(ana.try(endOutage, { outage: id, to: 1_000 }))).toBe("ends-before-it-begins")
  ana.do(endOutage, { outage: id, to: 3_000 })
  expect(reasonOf(ana.try(endOutage, { outage: id, to: 4_000 }))).toBe("outage-over")
  ana.do(removeOutage, { outage: id })
  expect(living(ana.snapshot.outages)).toEqual([])
})

test("SLA-37 a budget that is spent before its period ends at the rate so far says when", () => {
  const { calendar } = atDesk()
  const period = periodAt(calendar, "month", MORNING)
  const now = period.from + 10 * DAY
  // 99 % of 30 days leave 7.2 h; 3.6 h went in ten days, so the rest goes in ten more.
  const read = (hours: number, at = now) =>
    readPromise(
      { measure: "availability", promised: 990_000, service: null },
      {
        calendar,
        outages: [
          {
            service: null,
            from: period.from,
            to: period.from + hours * HOUR,
            planned: false,
            deleted: null,
          } as StoredOutage,
        ],
        tickets: () => [],
      },
      period,
      at,
    )
  expect(budgetSpentAt(read(3.6), true, calendar, period, now)).toBe(period.from + 20 * DAY)
  expect(budgetSpentAt(read(1), true, calendar, period, now)).toBe(null)
  expect(budgetSpentAt(read(0), true, calendar, period, now)).toBe(null)
  expect(budgetSpentAt(read(8), true, calendar, period, now)).toBe(null)
  expect(budgetSpentAt(read(3.6, period.to), true, calendar, period, period.to)).toBe(null)
  const quality = {
    state: "running",
    promised: 900_000,
    achieved: 950_000,
    total: 20,
    bad: 1,
    budget: 2,
    remaining: 1,
    breachedAt: null,
  } as const
  expect(budgetSpentAt(quality, false, calendar, period, now)).toBe(period.from + 20 * DAY)
})

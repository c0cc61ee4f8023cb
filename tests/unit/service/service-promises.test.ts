import { expect, test } from "vitest"
import {
  countContent,
  countFirstContact,
  countStayedDone,
  monthOf,
  readAvailability,
  readQuality,
  type Outage,
} from "@weft/model/service/service-promises"
import { ROUND_THE_CLOCK } from "@weft/model/time/calendar-definition"
import {
  at,
  bookOf,
  business,
  calendarOf,
  clocksOf,
  event,
  HOUR,
  MINUTE,
  policyOf,
  target,
  time,
  workWeek,
  written,
} from "./service-notation.ts"

const ROUND = business(calendarOf(ROUND_THE_CLOCK))
const OFFICE = business(calendarOf(workWeek("08:00-18:00")))
const NOVEMBER = { from: at("2026-11-01 00:00"), to: at("2026-12-01 00:00") }
const outage = (from: string, to: string | null, isPlanned = false): Outage => ({
  from: at(from),
  to: to === null ? null : at(to),
  isPlanned,
})

test("SLA-29 availability is agreed time less outages, and its error budget what may be lost", () => {
  // 99.9 % of 720 hours leave 43.2 minutes.
  const reading = readAvailability(
    ROUND,
    [outage("2026-11-10 10:00", "2026-11-10 10:30")],
    999_000,
    NOVEMBER,
    at("2026-12-01 00:00"),
  )
  expect(reading).toEqual({
    state: "met",
    promised: 999_000,
    achieved: 999_305,
    total: 720 * HOUR,
    bad: 30 * MINUTE,
    budget: 43.2 * MINUTE,
    remaining: 13.2 * MINUTE,
    breachedAt: null,
  })
})

test("SLA-29 outages that overlap count once, those outside the agreed hours not at all, and the budget is spent at an instant", () => {
  const outages = [
    outage("2026-11-09 16:00", "2026-11-10 09:00"),
    outage("2026-11-09 17:00", "2026-11-09 20:00"),
    outage("2026-11-14 08:00", "2026-11-15 18:00"),
    outage("2026-10-30 08:00", "2026-11-02 08:30"),
  ]
  // 21 working days of ten hours; one per cent is 2.1 hours.
  const reading = readAvailability(OFFICE, outages, 990_000, NOVEMBER, at("2026-11-20 18:00"))
  expect(reading).toMatchObject({
    state: "breached",
    total: 210 * HOUR,
    bad: 3.5 * HOUR,
    budget: 2.1 * HOUR,
    remaining: -1.4 * HOUR,
  })
  expect(written(reading.breachedAt)).toBe("2026-11-09 17:36")
})

test("SLA-29 an outage that lasts runs on, and maintenance that was announced is no agreed time", () => {
  const outages = [outage("2026-11-10 10:00", null), outage("2026-11-10 10:10", "2026-11-10 10:20", true)]
  const reading = readAvailability(ROUND, outages, 999_000, NOVEMBER, at("2026-11-10 10:40"))
  expect(reading).toMatchObject({
    state: "running",
    total: 720 * HOUR - 10 * MINUTE,
    bad: 30 * MINUTE,
    breachedAt: null,
  })
  expect(readAvailability(ROUND, outages, 999_000, NOVEMBER, at("2026-11-10 12:00")).state).toBe("breached")
})

test("SLA-29 a month is one of the calendar's zone, and one without agreed time measures nothing", () => {
  const berlin = business(calendarOf(ROUND_THE_CLOCK, { zone: "Europe/Berlin" }))
  const march = monthOf(berlin, 2026, 3)
  expect([march.from, march.to]).toEqual([Date.parse("2026-03-01T00:00+01:00"), Date.parse("2026-04-01T00:00+02:00")])
  expect(readAvailability(berlin, [], WHOLE_PROMISE, march, march.to)).toMatchObject({
    state: "met",
    total: 743 * HOUR,
    budget: 0,
  })
  expect(monthOf(berlin, 2026, 12).to).toBe(Date.parse("2027-01-01T00:00+01:00"))
  const weekend = { from: at("2026-11-21 00:00"), to: at("2026-11-23 00:00") }
  expect(readAvailability(OFFICE, [], 999_000, weekend, at("2026-11-24 00:00"))).toMatchObject({
    state: "unmeasured",
    achieved: null,
    breachedAt: null,
  })
})

const WHOLE_PROMISE = 1_000_000

const BOOK = bookOf([policyOf([target("resolution", time(8))])], [calendarOf(workWeek("08:00-18:00"))])
const ticket = (replies: number, reopens: boolean, day: string) => {
  const done = [
    event("opened", `${day} 09:00`),
    ...Array.from({ length: replies }, () => event("agent-reply", `${day} 10:00`)),
    event("changed", `${day} 11:00`, { state: "done" }),
  ]
  return clocksOf(
    BOOK,
    reopens ? [...done, event("changed", `${day} 12:00`, { state: "active" })] : done,
    "2026-12-02 00:00",
  )
}

test("SLA-29 quality counts what stays solved, what was solved at the first contact, and who is content", () => {
  const tickets = [
    ticket(1, false, "2026-11-10"),
    ticket(2, false, "2026-11-11"),
    ticket(1, true, "2026-11-12"),
    ticket(1, false, "2026-12-01"),
    clocksOf(BOOK, [event("opened", "2026-11-10 09:00")], "2026-12-02 00:00"),
  ]
  expect(countStayedDone(tickets, NOVEMBER)).toEqual({ good: 2, total: 3 })
  expect(countFirstContact(tickets, NOVEMBER)).toEqual({ good: 1, total: 3 })
  const ratings = [5, 4, 3, 1].map(score => ({ at: at("2026-11-10 12:00"), score, of: 5 }))
  expect(countContent([...ratings, { at: at("2026-12-01 12:00"), score: 1, of: 5 }], NOVEMBER)).toEqual({
    good: 2,
    total: 4,
  })
})

test("SLA-29 quality is judged when its period is over, and not where there was nothing", () => {
  const reading = (good: number, total: number, now: string) => readQuality({ good, total }, 900_000, NOVEMBER, at(now))
  expect(reading(85, 100, "2026-11-20 00:00")).toMatchObject({
    state: "running",
    achieved: 850_000,
    budget: 10,
    remaining: -5,
    breachedAt: null,
  })
  expect(reading(85, 100, "2026-12-01 00:00")).toMatchObject({ state: "breached", breachedAt: NOVEMBER.to })
  expect(reading(90, 100, "2026-12-01 00:00")).toMatchObject({ state: "met", bad: 10, remaining: 0 })
  expect(reading(0, 0, "2026-12-01 00:00")).toMatchObject({ state: "unmeasured", achieved: null })
})

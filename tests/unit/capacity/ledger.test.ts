import { array, assert, constantFrom, integer, oneof, property, record } from "fast-check"
import { expect, test } from "vitest"
import { CapacityLedger, isOverbooked, type CapacitySource, type Claim } from "@weft/model/capacity/ledger"
import type { WorkingHours } from "@weft/model/capacity/working-hours"
import { dayOf, TENTHS_PER_DAY, type Day } from "@weft/model/time/instant"
import { at, workingCalendar } from "../../support/calendar-notation.ts"

const OFFICE = workingCalendar("Mo-Fr 08:00-12:00 13:00-17:00")
const SHIFTS = workingCalendar("Mo-Sa 06:00-10:30\n2026-11-25 off\n2026-11-28 12:00-14:15")
const FIRST = dayOf(at("2026-11-21"))
const COUNT = 12

const source = (id: string): CapacitySource => ({ kind: "ticket", space: "desk", id })
const hours = (calendar = OFFICE, units = 1): WorkingHours => ({ calendar, units })
const ledgerOf = (claims: readonly Claim[], own = hours()) => {
  const ledger = new CapacityLedger({ first: FIRST, count: COUNT }, new Map([["ben", own]]))
  for (const claim of claims) ledger.add(claim)
  return ledger
}
const spread = (minutes: number, from: string, to: string, how: "flat" | "front" | "back" = "flat"): Claim => ({
  claim: "spread",
  who: "ben",
  source: source(`${minutes} ${how}`),
  minutes,
  from: dayOf(at(from)),
  to: dayOf(at(to)),
  spread: how,
})
const booked = (from: string, to: string, units = 1): Claim => ({
  claim: "booked",
  who: "ben",
  source: source(from),
  from: at(from),
  to: at(to),
  units,
  calendar: OFFICE,
})

/** What claims take of each day, counted a minute at a time. */
function countedByMinute(claims: readonly Claim[], { calendar, units }: WorkingHours): number[] {
  const demand = new Array<number>(COUNT).fill(0)
  const take = (instant: number, minutes: number) => {
    const day = dayOf(instant) - FIRST
    if (day >= 0 && day < COUNT) demand[day]! += minutes
  }
  for (const claim of claims) {
    if (claim.claim === "unscheduled") continue
    if (claim.claim === "booked") {
      for (let minute = claim.from; minute < claim.to; minute += 10)
        take(minute, (claim.calendar.between(minute, minute + 10) / 10) * claim.units)
      continue
    }
    const worked: number[] = []
    for (let minute = claim.from * TENTHS_PER_DAY; minute < (claim.to + 1) * TENTHS_PER_DAY; minute += 10)
      if (calendar.between(minute, minute + 10) === 10) worked.push(minute)
    if (claim.spread === "back") worked.reverse()
    const most = worked.length * units
    if (most === 0) take(claim.to * TENTHS_PER_DAY, claim.minutes)
    else if (claim.spread === "flat" || claim.minutes >= most)
      for (const minute of worked) take(minute, claim.minutes / worked.length)
    else for (const minute of worked.slice(0, claim.minutes / units)) take(minute, units)
  }
  return demand
}

const aDay = integer({ min: FIRST - 4, max: FIRST + COUNT + 3 })
const aClaim = oneof(
  record({ from: aDay, length: integer({ min: 1, max: 8 * 1440 }), units: constantFrom(0.25, 0.5, 1, 2) }).map(
    ({ from, length, units }): Claim => ({
      claim: "booked",
      who: "ben",
      source: source(`booked ${from}`),
      from: from * TENTHS_PER_DAY + 4900,
      to: from * TENTHS_PER_DAY + 4900 + length * 10,
      units,
      calendar: length % 2 === 0 ? OFFICE : SHIFTS,
    }),
  ),
  record({
    from: aDay,
    days: integer({ min: 0, max: 6 }),
    minutes: integer({ min: 1, max: 4000 }),
    how: constantFrom("flat" as const, "front" as const, "back" as const),
  }).map(({ from, days, minutes, how }): Claim => ({
    claim: "spread",
    who: "ben",
    source: source(`spread ${from}`),
    minutes,
    from,
    to: from + days,
    spread: how,
  })),
)

test("CAPACITY-10 every day of a ledger holds what a count of single minutes finds", () => {
  assert(
    property(
      array(aClaim, { minLength: 1, maxLength: 6 }),
      constantFrom(hours(), hours(SHIFTS), hours(OFFICE, 0.5)),
      (claims, own) => {
        const counted = countedByMinute(claims, own)
        const demand = ledgerOf(claims, own).demand("ben")
        for (const [day, minutes] of counted.entries()) expect(demand[day], `day ${day}`).toBeCloseTo(minutes, 5)
      },
    ),
    { numRuns: 150 },
  )
})

test("CAPACITY-10 what takes somebody's time sums to what is wanted of them, whichever days are asked for", () => {
  assert(
    property(
      array(aClaim, { minLength: 1, maxLength: 6 }),
      integer({ min: 0, max: COUNT - 1 }),
      integer({ min: 0, max: COUNT - 1 }),
      (claims, one, other) => {
        const [from, to]: [Day, Day] = [Math.min(one, other), Math.max(one, other)]
        const ledger = ledgerOf(claims)
        const whole = ledger
          .demand("ben")
          .slice(from, to + 1)
          .reduce((sum, minutes) => sum + minutes, 0)
        const parts = ledger.sources("ben", FIRST + from, FIRST + to).reduce((sum, { minutes }) => sum + minutes, 0)
        expect(parts).toBeCloseTo(whole, 5)
      },
    ),
    { numRuns: 80 },
  )
})

test("CAPACITY-10 supply is the hours of a person by how much of them can be planned", () => {
  expect([...ledgerOf([], hours(OFFICE, 0.5)).supply("ben")].slice(0, 4)).toEqual([0, 0, 240, 240])
})

const around = (claims: readonly Claim[]) => [...ledgerOf(claims).demand("ben")].slice(2, 7).map(Math.round)

test("CAPACITY-11 work with an estimate goes evenly over the hours until it is due, or as early or late as it can", () => {
  expect(around([spread(600, "2026-11-23", "2026-11-27")])).toEqual([120, 120, 120, 120, 120])
  expect(around([spread(600, "2026-11-23", "2026-11-27", "front")])).toEqual([480, 120, 0, 0, 0])
  expect(around([spread(600, "2026-11-23", "2026-11-27", "back")])).toEqual([0, 0, 0, 120, 480])
})

test("CAPACITY-11 work that is due on a day without hours, or is more than there is, shows as too much there", () => {
  const ledger = ledgerOf([spread(60, "2026-11-21", "2026-11-22"), spread(2400, "2026-11-23", "2026-11-24", "front")])
  const [demand, supply] = [ledger.demand("ben"), ledger.supply("ben")]
  expect([...demand].slice(0, 4)).toEqual([0, 60, 1200, 1200])
  expect([0, 1, 2, 3, 4].map(day => isOverbooked(demand[day]!, supply[day]!))).toEqual([false, true, true, true, false])
})

test("CAPACITY-11 work without a time is counted beside the days", () => {
  const ledger = ledgerOf([{ claim: "unscheduled", who: "ben", source: source("some day"), minutes: 90 }])
  expect(ledger.unscheduled("ben")).toBe(90)
  expect(Math.max(...ledger.demand("ben"))).toBe(0)
})

test("CAPACITY-10 what somebody does is told by what takes the most", () => {
  const ledger = ledgerOf([
    booked("2026-11-23T08:00", "2026-11-23T10:00", 0.5),
    booked("2026-11-23T10:00", "2026-11-24T10:00"),
  ])
  expect(ledger.sources("ben", FIRST + 2, FIRST + 2).map(({ source, minutes }) => [source.id, minutes])).toEqual([
    ["2026-11-23T10:00", 360],
    ["2026-11-23T08:00", 60],
  ])
})

test("CAPACITY-10 nobody is charged for claims of nothing, and others' claims are left out", () => {
  const ledger = ledgerOf([
    spread(0, "2026-11-23", "2026-11-24"),
    { ...spread(60, "2026-11-23", "2026-11-24"), who: "kim" },
    { ...booked("2026-11-23T08:00", "2026-11-23T08:00") },
  ])
  expect(Math.max(...ledger.demand("ben"))).toBe(0)
  expect(ledger.has("kim")).toBe(false)
})

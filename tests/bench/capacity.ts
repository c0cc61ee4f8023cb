import { below, seededRandom } from "@weft/model/base/random"
import { CapacityLedger, isOverbooked, type Claim } from "@weft/model/capacity/ledger"
import type { WorkingHours } from "@weft/model/capacity/working-hours"
import { STANDARD_WEEK } from "@weft/model/time/calendar-definition"
import { CalendarSet, weeklyCalendar } from "@weft/model/time/calendar-set"
import { dayOfDate, TENTHS_PER_DAY } from "@weft/model/time/instant"
import { figure, report } from "./report.ts"

const PEOPLE = 50
const DAYS = 400
const SOURCES = 10_000
const RUNS = 15
const FIRST = dayOfDate(2026, 11, 23)

/** Half activities of up to four weeks, half tickets that are due within a month, of people with hours of their own. */
function claimsOf(random: () => number, people: readonly [string, WorkingHours][]): Claim[] {
  return Array.from({ length: SOURCES }, (_, place): Claim => {
    const [who, { calendar }] = people[below(PEOPLE, random)]!
    const source = { kind: place % 2 === 0 ? "activity" : "ticket", space: "s", id: `i${place}` } as const
    const from = FIRST + below(DAYS, random)
    if (place % 2 === 0) {
      const start = from * TENTHS_PER_DAY + 4800
      const to = start + (1 + below(28, random)) * TENTHS_PER_DAY
      return { claim: "booked", who, source, from: start, to, units: 0.5, calendar }
    }
    const minutes = 15 + below(600, random)
    return { claim: "spread", who, source, minutes, from, to: from + below(30, random), spread: "flat" }
  })
}

/** The ledger of a firm, from the claims to every day of everybody. */
export function benchCapacity(): void {
  const random = seededRandom(23)
  const calendars = new CalendarSet(
    Array.from({ length: PEOPLE }, (_, place) => weeklyCalendar(`p${place}`, STANDARD_WEEK)),
  )
  const people = Array.from({ length: PEOPLE }, (_, place): [string, WorkingHours] => [
    `p${place}`,
    { calendar: calendars.get(`p${place}`), units: 1 },
  ])
  const claims = claimsOf(random, people)
  const hours = new Map(people)
  const build = () => {
    const start = performance.now()
    const ledger = new CapacityLedger({ first: FIRST, count: DAYS }, hours)
    for (const claim of claims) ledger.add(claim)
    let overbooked = 0
    for (const [who] of people) {
      const [demand, supply] = [ledger.demand(who), ledger.supply(who)]
      for (let day = 0; day < DAYS; day += 1) if (isOverbooked(demand[day]!, supply[day]!)) overbooked += 1
    }
    if (overbooked === 0) throw new Error("nobody is overbooked")
    return performance.now() - start
  }
  for (let run = 0; run < 3; run += 1) build()
  report(
    figure(
      {
        bench: "capacity",
        figure: "50 people, 400 days, 10,000 sources: every day of everybody",
        unit: "ms",
        target: 20,
      },
      Array.from({ length: RUNS }, build),
    ),
  )
}

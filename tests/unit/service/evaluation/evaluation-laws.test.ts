import { expect, test } from "vitest"
import { below, seededRandom } from "@weft/model/base/random"
import type { TicketEventKind } from "@weft/model/schema/service"
import { AGES, REASONS, SPLITS, VERDICTS } from "@weft/model/service/evaluation/counted"
import { evaluate, openAt } from "@weft/model/service/evaluation/evaluate"
import {
  endingWith,
  partsOf,
  stretchOf,
  usualStep,
  whyNoPeriod,
  type Period,
} from "@weft/model/service/evaluation/period"
import { selected, type Selection } from "@weft/model/service/evaluation/selection"
import { reportOf, type Figures } from "@weft/model/service/evaluation/tables"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { at, event, HOUR, MINUTE } from "../service-notation.ts"
import { BOOK, evaluated, FORTNIGHT, NOW, TICKETS, viewOf } from "./dozen-tickets.ts"

const KINDS: readonly TicketEventKind[] = [
  "changed",
  "changed",
  "changed",
  "agent-reply",
  "customer-message",
  "exempted",
  "exemption-withdrawn",
]
const FACTS = {
  state: ["waiting", "active", "paused", "done", "done", "cancelled"],
  owner: ["", "kim", "ben"],
  priority: ["none", "low", "high"],
  queue: ["", "desk", "field"],
  merged: ["", "", "other"],
} as const

/** Tickets to which anything happened, in any order. */
function anyTickets(seed: number): Map<string, readonly TicketEvent[]> {
  const random = seededRandom(seed)
  const tickets = new Map<string, readonly TicketEvent[]>()
  for (let count = 0; count < 60; count += 1) {
    const ticket = `t${count}`
    let when = at("2026-10-20 00:00") + below(30 * 24 * 60, random) * MINUTE
    const told = [event("opened", when, {}, { ticket })]
    for (let more = below(9, random); more > 0; more -= 1) {
      when += below(72 * 60, random) * MINUTE
      const [fact, values] = Object.entries(FACTS)[below(5, random)]!
      const kind = KINDS[below(KINDS.length, random)]!
      told.push(
        event(kind, when, kind === "changed" ? { [fact]: values[below(values.length, random)]! } : {}, { ticket }),
      )
    }
    tickets.set(ticket, told)
  }
  return tickets
}

const ZONES = ["UTC", "Pacific/Auckland", "America/St_Johns", "Asia/Kathmandu"]
const SEEDS = [1, 2, 3, 4, 5, 6]

const fortnightIn = (zone: string): Period => ({ ...FORTNIGHT, zone })

/** Every number that figures hold, by where it stands. */
function numbersOf({ promises, flow, ages, solved, reopened, firstContact, firstResponse, resolution }: Figures) {
  const numbers = new Map<string, number>()
  for (const { key, verdicts, reasons } of promises) {
    for (const verdict of VERDICTS) numbers.set(`${key} ${verdict}`, verdicts[verdict])
    for (const reason of REASONS) numbers.set(`${key} ${reason}`, reasons[reason] ?? 0)
  }
  for (const age of AGES) numbers.set(`age ${age}`, ages[age] ?? 0)
  const counts = { ...flow, solved, reopenedLater: reopened, firstContact }
  for (const [name, number] of Object.entries(counts)) numbers.set(name, number)
  numbers.set("measured", firstResponse.count + resolution.count)
  return numbers
}

for (const seed of SEEDS)
  for (const zone of ZONES)
    test(`EVALUATION-8 the values of every split add up to the whole, seed ${seed} in ${zone}`, () => {
      const period = fortnightIn(zone)
      const evaluation = evaluated(period, { book: BOOK, tickets: anyTickets(seed), now: NOW })
      for (const split of SPLITS) {
        const { whole, values } = reportOf(evaluation, viewOf(period, { split }))
        const sums = new Map<string, number>()
        for (const value of values)
          for (const [name, number] of numbersOf(value)) sums.set(name, (sums.get(name) ?? 0) + number)
        for (const [name, number] of numbersOf(whole)) expect(sums.get(name) ?? 0, `${split}: ${name}`).toBe(number)
      }
    })

for (const seed of SEEDS)
  test(`EVALUATION-8 what waited before, came and came back, less what left, is what waits after, seed ${seed}`, () => {
    for (const zone of ZONES) {
      const period = fortnightIn(zone)
      const evaluation = evaluated(period, { book: BOOK, tickets: anyTickets(seed), now: NOW })
      let open = openAt(evaluation, evaluation.start).length
      for (const part of reportOf(evaluation, viewOf(period)).parts) {
        open += part.opened + part.reopened - part.closed
        expect(part.open, `${zone} ${part.part.from}`).toBe(open)
      }
    }
  })

for (const seed of SEEDS)
  test(`EVALUATION-9 what stands behind a figure is as much as the figure says, seed ${seed}`, () => {
    const view = viewOf(FORTNIGHT, { split: "owner" })
    const evaluation = evaluated(FORTNIGHT, { book: BOOK, tickets: anyTickets(seed), now: NOW })
    const listed = (selection: Selection) => selected(evaluation, view, selection).length
    const { whole, values, parts } = reportOf(evaluation, view)
    for (const figures of [whole, ...values]) {
      const value = figures.value ?? undefined
      for (const { key, verdicts, reasons } of figures.promises) {
        for (const verdict of VERDICTS)
          expect(listed({ of: "promise", promise: key, verdict, value })).toBe(verdicts[verdict])
        for (const reason of REASONS)
          expect(listed({ of: "promise", promise: key, reason, value })).toBe(reasons[reason] ?? 0)
      }
      for (const of of ["opened", "reopened", "closed", "open"] as const)
        expect(listed({ of, value })).toBe(figures.flow[of])
      for (const age of AGES) expect(listed({ of: "open", age, value })).toBe(figures.ages[age] ?? 0)
      expect(listed({ of: "solved", value })).toBe(figures.solved)
      const times = { measured: figures.resolution.count, unmeasured: figures.resolution.unmeasured } as const
      for (const only of ["measured", "unmeasured"] as const)
        expect(listed({ of: "solved", only, value })).toBe(times[only])
      expect(listed({ of: "answered", only: "measured", value })).toBe(figures.firstResponse.count)
      expect(listed({ of: "solved", only: "reopened", value })).toBe(figures.reopened)
      expect(listed({ of: "solved", only: "first-contact", value })).toBe(figures.firstContact)
    }
    for (const { part, opened, closed, open } of parts) {
      const { start, end } = part
      expect(listed({ of: "opened", start, end })).toBe(opened)
      expect(listed({ of: "closed", start, end })).toBe(closed)
      expect(listed({ of: "open", end })).toBe(open)
    }
  })

for (const seed of SEEDS)
  test(`EVALUATION-1 a cycle is decided in one period alone, and in none before it is, seed ${seed}`, () => {
    const tickets = anyTickets(seed)
    const world = { book: BOOK, tickets, now: NOW }
    const decided = (period: Period) =>
      evaluated(period, world).counted.flatMap(one =>
        one.of === "promise" && one.verdict !== "open" ? [`${one.ticket} ${one.kind} ${one.cycle} ${one.verdict}`] : [],
      )
    const whole = decided({ zone: "UTC", from: "2026-10-19", to: "2026-11-22" })
    const weeks = partsOf({ zone: "UTC", from: "2026-10-19", to: "2026-11-22" }, "week")
    expect(weeks).toHaveLength(5)
    expect(weeks.flatMap(({ from, to }) => decided({ zone: "UTC", from, to })).sort()).toEqual(whole.sort())
  })

test("EVALUATION-10 a day begins and ends where the zone says, also where the clocks change", () => {
  const { start, end } = stretchOf({ zone: "Europe/Berlin", from: "2026-10-25", to: "2026-10-25" })
  expect(end - start).toBe(25 * HOUR)
  const report = (zone: string) => reportOf(evaluated(fortnightIn(zone)), viewOf(fortnightIn(zone)))
  // Nothing of the dozen lies near the ends, so that the whole is the same; F comes on Friday here and on Saturday there.
  for (const zone of ["Pacific/Auckland", "America/Los_Angeles"])
    expect(report(zone).whole).toEqual(report("UTC").whole)
  expect(report("Pacific/Auckland").parts.map(({ opened }) => opened)).toEqual([
    2, 1, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0,
  ])
})

test("EVALUATION-10 a period is cut without a gap; what is no period says why", () => {
  const period: Period = { zone: "UTC", from: "2026-10-30", to: "2026-12-02" }
  expect(partsOf(period, "week").map(({ from, to }) => `${from} ${to}`)).toEqual([
    "2026-10-30 2026-11-01",
    "2026-11-02 2026-11-08",
    "2026-11-09 2026-11-15",
    "2026-11-16 2026-11-22",
    "2026-11-23 2026-11-29",
    "2026-11-30 2026-12-02",
  ])
  expect(partsOf(period, "month").map(({ from }) => from)).toEqual(["2026-10-30", "2026-11-01", "2026-12-01"])
  expect(partsOf(period, "day")).toHaveLength(34)
  expect(endingWith(period, "2027-01-31")).toEqual({ zone: "UTC", from: "2026-12-29", to: "2027-01-31" })
  expect(usualStep(period)).toBe("day")
  expect(usualStep({ ...period, to: "2027-10-01" })).toBe("month")
  expect(whyNoPeriod({ ...period, zone: "Mars/Olympus" })?.reason).toBe("unknown-zone")
  expect(whyNoPeriod({ ...period, to: "2026-02-30" })?.reason).toBe("not-a-day")
  expect(whyNoPeriod({ ...period, to: "2026-10-29" })?.reason).toBe("period-backwards")
  expect(whyNoPeriod({ ...period, to: "2046-10-29" })?.reason).toBe("period-too-long")
  expect(whyNoPeriod(period)).toBeNull()
})

test("EVALUATION-11 an evaluation says how far it is, and whoever asks no more has cancelled it", () => {
  const tickets = new Map(
    Array.from({ length: 1200 }, (_, place) => [`t${place}`, [...TICKETS.values()][place % TICKETS.size]!] as const),
  )
  const reading = evaluate(BOOK, tickets, stretchOf(FORTNIGHT), NOW)
  expect([reading.next(), reading.next()]).toEqual([
    { done: false, value: 500 },
    { done: false, value: 1000 },
  ])
  expect(reading.next()).toMatchObject({ done: true, value: { now: NOW } })
})

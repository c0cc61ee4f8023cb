import { expect, test } from "vitest"
import { selected } from "@weft/model/service/evaluation/selection"
import { keptShare, reportOf, type View } from "@weft/model/service/evaluation/tables"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { measuredIn } from "@weft/model/service/evaluation/measure"
import { HOUR } from "../service-notation.ts"
import { BOOK, evaluated, FORTNIGHT, NOW, reported, TICKETS, viewOf } from "./dozen-tickets.ts"

const hours = (count: number) => count * HOUR
const { whole, parts } = reported(FORTNIGHT)
const promise = (kind: string) => whole.promises.find(one => one.kind === kind)!

test("EVALUATION-1 each cycle of a promise counts where it was decided, as it came out", () => {
  expect(promise("first-response").verdicts).toEqual({ met: 4, breached: 2, exempt: 1, open: 1, ended: 2 })
  expect(promise("resolution").verdicts).toEqual({ met: 4, breached: 3, exempt: 1, open: 2, ended: 2 })
  expect(keptShare(promise("first-response").verdicts)).toBe(4 / 6)
  expect(keptShare(promise("resolution").verdicts)).toBe(4 / 7)
})

test("EVALUATION-1 a cycle that is open at the end of a period is decided in the one in which it is", () => {
  const next = reported({ zone: "UTC", from: "2026-11-16", to: "2026-11-22" }).whole
  const verdicts = (kind: string) => next.promises.find(one => one.kind === kind)?.verdicts
  // H answers nobody: its response is due on Monday at 10:00, its resolution at 16:00. G goes on pausing.
  expect(verdicts("first-response")).toEqual({ met: 0, breached: 1, exempt: 0, open: 0, ended: 0 })
  expect(verdicts("resolution")).toEqual({ met: 0, breached: 1, exempt: 0, open: 1, ended: 0 })
  const october = reported({ zone: "UTC", from: "2026-10-26", to: "2026-11-01" }).whole
  expect(october.promises.map(({ verdicts }) => verdicts)).toEqual([
    { met: 2, breached: 0, exempt: 0, open: 0, ended: 0 },
    { met: 1, breached: 1, exempt: 0, open: 0, ended: 0 },
  ])
})

test("EVALUATION-2 what was breached says how it ended and what was so meanwhile", () => {
  expect(promise("first-response").reasons).toEqual({ late: 2, unowned: 1, reassigned: 1 })
  expect(promise("resolution").reasons).toEqual({ late: 1, "still-owed": 2, reassigned: 1, unowned: 1, again: 1 })
})

test("EVALUATION-3 what came, came back, left and waits is told of the whole and of each day", () => {
  expect(whole.flow).toEqual({ opened: 10, reopened: 2, closed: 9, open: 4 })
  // By day from the 2nd: A B; C; D; E; F; -; -; -; G; K; L; H.
  expect(parts.map(({ opened }) => opened)).toEqual([2, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 0])
  // The 2nd: A and I; then B; C and D; D and E; K on the 11th, L on the 12th.
  expect(parts.map(({ closed }) => closed)).toEqual([2, 1, 2, 2, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0])
  expect(parts.map(({ open }) => open)).toEqual([1, 1, 0, 0, 1, 1, 1, 1, 2, 2, 3, 4, 4, 4])
})

test("EVALUATION-4 what waits at the end of a day has an age, which goes on from the first opening", () => {
  expect(whole.ages).toEqual({ 7: 1, 3: 1, 1: 1, 14: 1 })
  const onThe3rd = selected(
    evaluated(FORTNIGHT),
    { split: null, filter: [] },
    { of: "open", end: Date.UTC(2026, 10, 4) },
  )
  expect(onThe3rd.map(({ ticket }) => ticket)).toEqual(["C"])
})

test("EVALUATION-5 a ticket is solved once in a period, with whether it came back and whether one reply was enough", () => {
  expect([whole.solved, whole.reopened, whole.firstContact]).toEqual([6, 1, 3])
  const listed = (only: "reopened" | "first-contact") =>
    selected(evaluated(FORTNIGHT), { split: null, filter: [] }, { of: "solved", only }).map(({ ticket }) => ticket)
  expect(listed("reopened")).toEqual(["D"])
  expect(listed("first-contact")).toEqual(["I", "A", "B"])
  // J was solved in October with one reply, and came back in November.
  expect(reported({ zone: "UTC", from: "2026-10-26", to: "2026-11-01" }).whole).toMatchObject({
    solved: 1,
    reopened: 1,
    firstContact: 0,
  })
})

test("EVALUATION-6 percentiles are times that some ticket took, in working time without pauses", () => {
  // 0.25 0.5 1 1 3 3: the third, and the sixth for 85 and 95 of a hundred.
  expect(whole.firstResponse).toEqual({ count: 6, unmeasured: 0, median: hours(1), p85: hours(3), p95: hours(3) })
  // 3 3 4 6.5 9 25
  expect(whole.resolution).toEqual({ count: 6, unmeasured: 0, median: hours(4), p85: hours(25), p95: hours(25) })
})

test("EVALUATION-7 a split goes by what a ticket was when what is counted happened", () => {
  const { values } = reported(FORTNIGHT, { split: "priority" })
  const of = (value: string) => values.find(one => one.value === value)!
  // F was urgent when it came and when its promises broke, and is not any more while it waits.
  expect(of("high").flow).toEqual({ opened: 2, reopened: 0, closed: 1, open: 0 })
  expect(of("high").promises.map(({ verdicts }) => verdicts.breached)).toEqual([2, 2])
  expect(of("low").flow).toEqual({ opened: 1, reopened: 0, closed: 1, open: 1 })
  expect(of("").flow).toEqual({ opened: 7, reopened: 2, closed: 7, open: 3 })
})

test("EVALUATION-7 a filter counts what fits when it happened, and a measure is one figure of it", () => {
  const filter = [{ fact: "owner", values: ["kim"], isNegated: false }]
  // Of A, C, D and I, D twice; F was opened for kim and is ben's now.
  expect(reported(FORTNIGHT, { filter }).whole.flow).toEqual({ opened: 4, reopened: 1, closed: 5, open: 0 })
  const base = { target: "first-response", percentile: "p85", split: "owner", value: "kim" } as const
  const measured = (measure: Parameters<typeof measuredIn>[1]["measure"]) =>
    measuredIn(evaluated(FORTNIGHT), { ...base, measure })
  expect(measured("kept")).toBe(1)
  expect(measured("opened")).toBe(4)
  expect(measured("reopened")).toBe(1 / 4)
  expect(measured("first-contact")).toBe(2 / 4)
  expect(measured("first-response")).toBe(hours(1))
  expect(measured("resolution")).toBe(hours(25))
  expect(measuredIn(evaluated(FORTNIGHT), { ...base, value: "nobody-ever", measure: "kept" })).toBeNull()
})

test("EVALUATION-7 a category is split by itself, and as a filter takes in those under it", () => {
  const under = (category: string) => (events: readonly TicketEvent[]) => [
    { ...events[0]!, facts: { ...events[0]!.facts, category } },
    ...events.slice(1),
  ]
  const tickets = new Map([
    ["A", under("vpn network")(TICKETS.get("A")!)],
    ["B", under("network")(TICKETS.get("B")!)],
    ["C", TICKETS.get("C")!],
  ])
  const evaluation = evaluated(FORTNIGHT, { book: BOOK, tickets, now: NOW })
  const opened = (view: Partial<View>) => reportOf(evaluation, viewOf(FORTNIGHT, view))
  expect(opened({ split: "category" }).values.map(({ value, flow }) => [value, flow.opened])).toEqual([
    ["", 1],
    ["network", 1],
    ["vpn", 1],
  ])
  const only = (value: string) => [{ fact: "category", values: [value], isNegated: false }]
  expect(opened({ filter: only("network") }).whole.flow.opened).toBe(2)
  expect(opened({ filter: only("vpn") }).whole.flow.opened).toBe(1)
})

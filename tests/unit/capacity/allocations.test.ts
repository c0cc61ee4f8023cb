import { assert, integer, property } from "fast-check"
import { expect, test } from "vitest"
import { isTooMuch, loadsOf, planAllocations, type Allocation } from "@weft/model/capacity/allocations"
import { LivePlan } from "@weft/model/plan/live-plan"
import { CalendarSet } from "@weft/model/time/calendar-set"
import { STANDARD } from "../../support/plan-notation.ts"
import { at } from "../../support/planned-space.ts"
import { staffedPlan } from "../../support/staffed-plan.ts"

const HOUR = 600
const DAY = 14_400
/** Eight to twelve and one to five, from Monday to Friday. */
const OFFICE = new CalendarSet([STANDARD]).get(STANDARD.id)

const takes = (id: string, from: string, to: string, units = 1): Allocation => ({
  who: "ben",
  source: { kind: "task", id },
  from: at(from),
  to: at(to),
  units,
})

test("CAPACITY-1 a day holds the hours of it that fall into each allocation, by how much of the person it takes", () => {
  const own = [
    takes("dig", "2026-11-23T08:00", "2026-11-24T12:00"),
    takes("build", "2026-11-24T08:00", "2026-11-24T17:00", 0.5),
  ]
  const edges = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"].map(day => at(day))
  expect(loadsOf(own, OFFICE, 1, edges).map(({ booked, available }) => [booked / HOUR, available / HOUR])).toEqual([
    [8, 8],
    [8, 8],
    [0, 8],
  ])
  expect(loadsOf(own, OFFICE, 1, edges)[1]!.by).toEqual([
    { source: { kind: "task", id: "dig" }, booked: 4 * HOUR },
    { source: { kind: "task", id: "build" }, booked: 4 * HOUR },
  ])
})

test("CAPACITY-1 two stretches of one task are one taker, and time off takes nothing", () => {
  const own = [
    takes("dig", "2026-11-23T08:00", "2026-11-23T10:00"),
    takes("dig", "2026-11-23T15:00", "2026-11-23T20:00"),
  ]
  const [load] = loadsOf(own, OFFICE, 1, [at("2026-11-23"), at("2026-11-24")])
  expect(load!.by).toEqual([{ source: { kind: "task", id: "dig" }, booked: 4 * HOUR }])
})

test("CAPACITY-2 more than there is by more than five minutes is too much", () => {
  for (const [booked, isOver] of [
    [8 * HOUR, false],
    [8 * HOUR + 50, false],
    [8 * HOUR + 51, true],
  ] as const)
    expect(isTooMuch({ booked, available: 8 * HOUR }), `${booked}`).toBe(isOver)
  expect(isTooMuch({ booked: HOUR, available: 0 })).toBe(true)
})

test("CAPACITY-1 however time is cut, what is booked is the same in all", () => {
  assert(
    property(integer({ min: 1, max: 400 }), integer({ min: 1, max: 30 }), (seed, days) => {
      const plan = new LivePlan(staffedPlan(seed, 25, {}))
      const { net, dates } = plan.computed
      const calendars = new CalendarSet(net.input.calendars)
      const all = planAllocations(net, dates, () => 1)
      const [from, to] = [
        Math.min(...all.map(allocation => allocation.from)) - DAY,
        Math.max(...all.map(allocation => allocation.to)) + DAY,
      ]
      const edges = [from]
      while (edges.at(-1)! < to) edges.push(Math.min(to, edges.at(-1)! + days * 1234))
      for (const { id, calendar } of net.input.resources) {
        const own = all.filter(({ who }) => who === id)
        const hours = calendars.get(calendar ?? net.input.project.calendar)
        const whole = own.reduce((sum, one) => sum + hours.between(one.from, one.to) * one.units, 0)
        const cut = loadsOf(own, hours, 1, edges).reduce((sum, { booked }) => sum + booked, 0)
        expect(cut, `${id} in plan ${seed}`).toBeCloseTo(whole, 3)
      }
    }),
    { numRuns: 60 },
  )
})

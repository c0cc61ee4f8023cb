import { expect } from "vitest"
import { assign } from "@weft/model/actions/assignment"
import { applyLevelling, moveBar } from "@weft/model/actions/schedule-items"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import { levelledPlan, type LevelledPlan } from "@weft/model/levelling/level-plan"
import { spaceLevelling } from "@weft/model/levelling/space-levelling"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { Person } from "../support/person.ts"
import { at, datesOf, makePlan } from "../support/planned-space.ts"
import { scenario } from "../support/two-replicas.ts"

/** What somebody who levels a space is proposed. */
function proposalOf(snapshot: Snapshot): LevelledPlan {
  const { input, units, priorities, sum } = spaceLevelling(snapshot)
  return levelledPlan(input, {
    units,
    priorities,
    projectPriorities: new Map(),
    order: "standard",
    withinSlack: false,
    frozenUntil: null,
    only: null,
    schedules: 50,
    seed: sum,
  })
}

function level(person: Person): void {
  const delays = new Map(proposalOf(person.snapshot).tasks.map(({ task, delay }) => [task as ItemId, delay]))
  person.do(applyLevelling, { delays })
}

/** Two activities of two days by one person, at once. */
function crowd(ana: Person) {
  const items = makePlan(ana, { Paint: 2, Furnish: 2 })
  for (const item of Object.values(items)) ana.do(assign, { item, resource: "eve" as MemberId })
  return items
}

scenario("S40 a plan is levelled while somebody moves an activity: both count, and levelling again ends what is over", {
  given: crowd,
  ana: level,
  ben: (ben, { Paint }) => ben.do(moveBar, { item: Paint, start: at("2026-12-02T08:00") }),
  outcome: ({ snapshot }) => {
    expect(datesOf(snapshot)).toEqual({ Paint: "12-02T08 – 12-03T17", Furnish: "12-02T08 – 12-03T17" })
    expect(proposalOf(snapshot).overAllocationsBefore).toMatchObject([{ resource: "eve", units: 2 }])
  },
  afterwards: ({ ana, ben, eve, share }) => {
    level(ben)
    share()
    for (const { snapshot } of [ana, ben, eve]) expect(proposalOf(snapshot).overAllocationsBefore).toEqual([])
  },
})

scenario("S41 two people level the same plan: both are proposed the same, which counts once", {
  given: crowd,
  ana: level,
  ben: level,
  outcome: ({ snapshot }) => {
    expect(datesOf(snapshot)).toEqual({ Paint: "11-30T08 – 12-01T17", Furnish: "12-02T08 – 12-03T17" })
    expect(proposalOf(snapshot).tasks).toEqual([])
  },
})

scenario("S41 two people take other parts of a levelling: each delay is as it was set last", {
  given: crowd,
  ana: (ana, { Paint, Furnish }) =>
    ana.do(applyLevelling, {
      delays: new Map([
        [Paint, 14_400],
        [Furnish, 14_400],
      ]),
    }),
  ben: (ben, { Furnish }) => ben.do(applyLevelling, { delays: new Map([[Furnish, 28_800]]) }),
  outcome: ({ snapshot, later }) =>
    expect(datesOf(snapshot)).toEqual({
      Paint: "12-01T08 – 12-02T17",
      Furnish: later === "ana" ? "12-01T08 – 12-02T17" : "12-02T08 – 12-03T17",
    }),
})

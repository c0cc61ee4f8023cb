import { describe, expect, test } from "vitest"
import { assign } from "@weft/model/actions/assignment"
import { patchItems, reparentItem } from "@weft/model/actions/item"
import { applyLevelling, moveBar, patchPlanning } from "@weft/model/actions/schedule-items"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import { below, seededRandom } from "@weft/model/base/random"
import { levelledPlan, withDelays } from "@weft/model/levelling/level-plan"
import { overAllocationsOf } from "@weft/model/levelling/over-allocation"
import { spaceLevelling } from "@weft/model/levelling/space-levelling"
import { LivePlan } from "@weft/model/plan/live-plan"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { GhostPlan } from "../../../packages/client/src/views/plan/chart/ghost.ts"
import { levelInTurns, type SearchProgress } from "../../../packages/client/src/views/plan/levelling/level-in-turns.ts"
import {
  levelQuestion,
  usualChoice,
  type LevelQuestion,
} from "../../../packages/client/src/views/plan/levelling/level-question.ts"
import { clearedProposal, review, type Proposal } from "../../../packages/client/src/views/plan/levelling/proposal.ts"
import { foundSpace, MORNING, Person } from "../../support/person.ts"
import { at, datesOf, makePlan, MONDAY } from "../../support/planned-space.ts"
import { staffedPlan } from "../../support/staffed-plan.ts"

const EVE = "eve" as MemberId
const CHOICE = { ...usualChoice(null, 0, null), schedules: 200 } as const
const ONE_OF_EACH = () => 1

function questionOf(person: Person): LevelQuestion & { readonly sum: number } {
  const space = spaceLevelling(person.snapshot)
  return { ...levelQuestion(space, CHOICE, { today: null, selected: [] }), sum: space.sum }
}

function proposalOf(person: Person): Proposal {
  const { input, options, sum } = questionOf(person)
  const { tasks: moves, overAllocations: unavoidable } = levelledPlan(input, options)
  return { options, moves, unavoidable, sum }
}

/** Two activities of two days by one person, at once. */
function crowd(): { ana: Person; items: Readonly<Record<"Paint" | "Furnish", ItemId>> } {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "eve"])
  const items = makePlan(ana, { Paint: 2, Furnish: 2 })
  for (const item of Object.values(items)) ana.do(assign, { item, resource: EVE })
  return { ana, items }
}

describe("GANTT-30 a proposal with some delays left out is what the engine makes of the others", () => {
  test("for any plan, whatever is left out and taken again", () => {
    for (let seed = 0; seed < 12; seed += 1) {
      const input = staffedPlan(seed, 30, {})
      const random = seededRandom(seed)
      const options = { ...questionOf(crowd().ana).options, units: new Map(), seed }
      const { tasks: moves, overAllocations: unavoidable } = levelledPlan(input, options)
      const proposal: Proposal = { options, moves, unavoidable, sum: 0 }
      const plan = new LivePlan(input)
      const trials = new GhostPlan(plan)
      for (let turn = 0; turn < 4; turn += 1) {
        const leftOut = new Set(proposal.moves.filter(() => below(2, random) === 0).map(({ task }) => task))
        const taken = proposal.moves.filter(({ task }) => !leftOut.has(task))
        const levelled = withDelays(input, { tasks: taken })
        const told = review(plan, trials, proposal, leftOut, ONE_OF_EACH)
        const schedule = schedulePlan(levelled)
        for (const { id, start } of schedule.tasks) expect(told.startOf(id), `seed ${seed}, ${id}`).toBe(start)
        expect(told.ghost.finishAfter).toBe(schedule.finish)
        expect(told.left).toMatchObject(overAllocationsOf(new LivePlan(levelled).computed, ONE_OF_EACH))
        expect(told.left.every(({ why }) => why !== null)).toBe(true)
        const { moved } = told.ghost
        const before = new Map(schedulePlan(input).tasks.map(row => [row.id, row] as const))
        for (const { id, start, finish } of schedule.tasks)
          expect(moved.has(id)).toBe(start !== before.get(id)!.start || finish !== before.get(id)!.finish)
      }
    }
  })

  test("what is left out is the reason of what is left over-allocated", () => {
    const { ana, items } = crowd()
    const plan = new LivePlan(spaceLevelling(ana.snapshot).input)
    const proposal = proposalOf(ana)
    const told = (leftOut: readonly ItemId[]) =>
      review(plan, new GhostPlan(plan), proposal, new Set(leftOut), ONE_OF_EACH)
    expect(told([]).left).toEqual([])
    expect(told([items.Furnish]).left).toMatchObject([
      { resource: "eve", why: { because: "left-out", tasks: [items.Furnish] } },
    ])
  })

  test("what is no longer in the plan is left out", () => {
    const { ana } = crowd()
    const plan = new LivePlan(spaceLevelling(ana.snapshot).input)
    const gone = { ...proposalOf(ana).moves[0]!, task: "gone" }
    const told = review(plan, new GhostPlan(plan), { ...proposalOf(ana), moves: [gone] }, new Set(), ONE_OF_EACH)
    expect(told.ghost.moved.size).toBe(0)
  })

  test("taking all delays out is proposed like any other levelling", () => {
    const { ana, items } = crowd()
    ana.do(applyLevelling, { delays: new Map([[items.Furnish, 28_800]]) })
    const plan = new LivePlan(spaceLevelling(ana.snapshot).input)
    const proposal = clearedProposal(plan, 0)
    expect(proposal.moves).toEqual([
      {
        task: items.Furnish,
        delay: 0,
        delayBefore: 28_800,
        start: MONDAY,
        startBefore: at("2026-12-02T08:00"),
        reason: null,
      },
    ])
    expect(review(plan, new GhostPlan(plan), proposal, new Set(), ONE_OF_EACH).left).toMatchObject([{ why: null }])
  })
})

describe("GANTT-31 a proposal knows the plan that it is for", () => {
  test("what levelling reads changes it, and nothing else does", () => {
    const { ana, items } = crowd()
    const { sum } = proposalOf(ana)
    const isStale = () => spaceLevelling(ana.snapshot).sum !== sum
    ana.do(patchItems, { items: [items.Paint], fields: { title: "Paint it", priority: "high" } })
    expect(isStale()).toBe(false)
    const moved = ana.do(moveBar, { item: items.Paint, start: at("2026-12-01T08:00") })
    expect(isStale()).toBe(true)
    ana.undo(moved)
    expect(isStale()).toBe(false)
    ana.do(patchPlanning, { items: [items.Paint], fields: { levellingPriority: 900 } })
    expect(isStale()).toBe(true)
  })

  test("applied to a plan that has moved on, it sets the delays that it says", () => {
    const { ana, items } = crowd()
    const { moves } = proposalOf(ana)
    ana.do(moveBar, { item: items.Furnish, start: at("2026-12-03T08:00") })
    ana.do(applyLevelling, { delays: new Map(moves.map(({ task, delay }) => [task as ItemId, delay])) })
    expect(ana.snapshot.items.get(items.Furnish)!.levellingDelay).toBe(moves[0]!.delay)
    expect(datesOf(ana.snapshot)["Furnish"]).toBe("12-07T08 – 12-08T17")
  })
})

describe("GANTT-32 a search goes on in turns, and keeps the best so far when it is stopped", () => {
  const question = (): LevelQuestion => {
    const { options } = questionOf(crowd().ana)
    return { input: staffedPlan(4, 40, {}), options: { ...options, units: new Map(), schedules: 2_000 } }
  }

  test("each turn tells of a schedule no worse than the one before, and the last is proposed", async () => {
    const told: SearchProgress[] = []
    const answer = await levelInTurns(question(), {
      onProgress: progress => void told.push(progress),
      pause: () => Promise.resolve(),
      isStopped: () => false,
    })
    const costs = told.map(({ crowded, finish }) => crowded * 2 ** 32 + finish)
    expect(costs).toEqual(costs.toSorted((one, other) => other - one))
    expect(told.length).toBeGreaterThan(3)
    expect(answer).toMatchObject({ schedules: told.at(-1)!.schedules, plan: { finish: told.at(-1)!.finish } })
  })

  test("stopped after the second turn, that one is proposed", async () => {
    const told: SearchProgress[] = []
    const answer = await levelInTurns(question(), {
      onProgress: progress => void told.push(progress),
      pause: () => Promise.resolve(),
      isStopped: () => told.length === 2,
    })
    expect(told).toHaveLength(2)
    expect(answer).toMatchObject({ schedules: told[1]!.schedules, plan: { finish: told[1]!.finish } })
  })
})

describe("GANTT-33 somebody says what may be delayed, and what stays", () => {
  test("only what is selected, with all that lies below it", () => {
    const { ana, items } = crowd()
    ana.do(reparentItem, { item: items.Furnish, parent: items.Paint })
    const asked = { today: null, selected: [items.Paint] }
    const { options } = levelQuestion(spaceLevelling(ana.snapshot), { ...CHOICE, scope: "selected" }, asked)
    expect(options.only).toEqual(new Set([items.Paint, items.Furnish]))
  })

  test("what begins before today or by the status date stays, the latter where there is one", () => {
    const { ana } = crowd()
    const today = at("2026-12-01")
    const space = spaceLevelling(ana.snapshot)
    const frozen = (keeps: "nothing" | "today" | "status-date") =>
      levelQuestion(space, { ...CHOICE, keeps }, { today, selected: [] }).options.frozenUntil
    expect([frozen("nothing"), frozen("today"), frozen("status-date")]).toEqual([null, today, null])
    expect(usualChoice(null, today + 1, today).keeps).toBe("today")
    expect(usualChoice(null, today - 1, today).keeps, "a plan that is over").toBe("nothing")
    expect(usualChoice(today, today + 1, today).keeps).toBe("status-date")
  })
})

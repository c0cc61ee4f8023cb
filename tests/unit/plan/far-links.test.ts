import { describe, expect, test } from "vitest"
import { changeLink, linkFar, linkItems, setPredecessors } from "@weft/model/actions/dependency"
import { noteFarDates } from "@weft/model/actions/far-dates"
import { createItem, reparentItem } from "@weft/model/actions/item"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { setDuration } from "@weft/model/actions/schedule-items"
import type { ItemId } from "@weft/model/base/ids"
import { Explained } from "@weft/model/plan/explain"
import { farDatesFor, farSpacesOf } from "@weft/model/plan/far-dates"
import type { FarLink, PlanInput } from "@weft/model/plan/input"
import { scheduleSpace } from "@weft/model/plan/link-health"
import { LivePlan } from "@weft/model/plan/live-plan"
import { planOf } from "@weft/model/plan/plan-of-space"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { living } from "@weft/model/schema/snapshot"
import { foundSpace, SPACE } from "../../support/person.ts"
import { instantOf, PlanReading, planInput } from "../../support/plan-notation.ts"
import { at, DAY, datesOf, makePlan, MONDAY } from "../../support/planned-space.ts"
import { foundGarden, GARDEN, Mover } from "../../support/two-spaces.ts"

const SEEN = {
  id: "far",
  space: "S1",
  start: instantOf("Thu 8 Jan", 8),
  finish: instantOf("Fri 9 Jan", 17),
  duration: 2 * DAY,
  seenOn: "2026-01-05",
}

function withFar(input: PlanInput, task: string, link: Pick<FarLink, "kind" | "lag">): PlanInput {
  const farLinks = [{ ...SEEN, ...link }]
  return { ...input, tasks: input.tasks.map(row => (row.id === task ? { ...row, farLinks } : row)) }
}

describe("links from other plans", () => {
  const NONE = { kind: "working", amount: 0 } as const
  const cases: readonly (readonly [kind: FarLink["kind"], lag: FarLink["lag"], when: string])[] = [
    ["FS", NONE, "Mon 12 Jan – Tue 13 Jan"],
    ["SS", NONE, "Thu 8 Jan – Fri 9 Jan"],
    ["FF", NONE, "Thu 8 Jan – Fri 9 Jan"],
    ["SF", NONE, "Tue 6 Jan – Wed 7 Jan"],
    ["FS", { kind: "working", amount: DAY }, "Tue 13 Jan – Wed 14 Jan"],
    ["FS", { kind: "elapsed", amount: -14_400 }, "Fri 9 Jan – Mon 12 Jan"],
    ["SS", { kind: "percent", amount: 50 }, "Fri 9 Jan – Mon 12 Jan"],
  ]

  test.each(cases)("SCHEDULE-85 %s %o drives by the dates that were last seen", (kind, lag, when) => {
    const it = new PlanReading(withFar(planInput("Build 2d\nShip 1d after Build"), "Build", { kind, lag }))
    expect(it.when("Build")).toBe(when)
  })

  test("SCHEDULE-85 it pulls nothing earlier, holds nothing that has begun, and is a reason of its own", () => {
    const link = { kind: "FS", lag: NONE } as const
    const late = withFar(planInput("Build 2d no earlier than Mon 19 Jan"), "Build", link)
    expect(new PlanReading(late).when("Build")).toBe("Mon 19 Jan – Tue 20 Jan")
    const begun = withFar(planInput("Build 2d started Mon 5 Jan"), "Build", link)
    expect(new PlanReading(begun).when("Build")).toBe("Mon 5 Jan – Tue 6 Jan")
    const reasons = Explained.of(withFar(planInput("Build 2d"), "Build", link)).reasons("Build")!.start
    expect(reasons.map(({ because }) => because)).toEqual(["far-link", "calendar"])
  })

  test("SCHEDULE-40 a link from another plan that comes, moves and goes has the dates of a full pass", () => {
    const input = planInput("Build 2d\nShip 1d after Build")
    const live = new LivePlan(input)
    for (const farLinks of [[{ ...SEEN, kind: "FS", lag: NONE }], [{ ...SEEN, kind: "SS", lag: NONE }], []] as const) {
      live.apply({ edit: "task", task: { ...input.tasks[0]!, farLinks } })
      expect(live.schedule()).toEqual(schedulePlan(live.input))
    }
  })
})

describe("links between spaces", () => {
  /** A house whose second half was moved to the garden; the link between the halves went along. */
  function halves() {
    const ana = new Mover("ana", 1)
    foundSpace(ana, ["ana", "ben"])
    ana.doIn(GARDEN, patchPlan, { start: MONDAY })
    ana.do(patchPlan, { start: MONDAY })
    const [dig, plant] = [ana.newId<ItemId>(), ana.newId<ItemId>()]
    for (const [id, title] of [
      [dig, "Dig"],
      [plant, "Plant"],
    ] as const) {
      ana.do(createItem, { id, title })
      ana.do(setDuration, { items: [id], duration: 2 * DAY })
    }
    ana.do(linkItems, { links: [{ from: dig, to: plant }] })
    ana.move([plant], GARDEN)
    return { ana, dig, plant }
  }

  const note = (ana: Mover) => {
    const dates = farDatesFor(ana.in(GARDEN), ana.in(SPACE), new LivePlan(planOf(ana.in(SPACE))))
    ana.doIn(GARDEN, noteFarDates, { dates })
  }

  test("PLAN-6 nothing is known of a predecessor in another space until somebody who has both has noted it", () => {
    const { ana } = halves()
    expect(datesOf(ana.in(GARDEN))).toEqual({ Plant: "11-30T08 – 12-01T17" })
    expect([...scheduleSpace(ana.in(GARDEN)).links.values()]).toEqual([{ state: "dormant" }])
    note(ana)
    expect(datesOf(ana.in(GARDEN))).toEqual({ Plant: "12-02T08 – 12-03T17" })
    expect([...scheduleSpace(ana.in(GARDEN)).links.values()]).toEqual([{ state: "far", seenOn: "2026-11-23" }])
    const [task] = planOf(ana.in(GARDEN)).tasks
    expect(task!.farLinks).toMatchObject([{ space: SPACE, finish: at("2026-12-01T17:00") }])
  })

  test("PLAN-6 what was noted stands until it is noted anew; the same is not written twice", () => {
    const { ana, dig } = halves()
    note(ana)
    ana.do(setDuration, { items: [dig], duration: 4 * DAY })
    expect(datesOf(ana.in(GARDEN))).toEqual({ Plant: "12-02T08 – 12-03T17" })
    note(ana)
    expect(datesOf(ana.in(GARDEN))).toEqual({ Plant: "12-04T08 – 12-07T17" })
    const before = living(ana.in(GARDEN).dependencies)[0]
    ana.now += 5 * 86_400_000
    note(ana)
    expect(living(ana.in(GARDEN).dependencies)[0]).toBe(before)
  })

  test("PLAN-6 a predecessor that goes to another space is waited for there", () => {
    const { ana, dig } = halves()
    ana.move([living(ana.in(GARDEN).items)[0]!.id], SPACE, GARDEN)
    ana.move([dig], GARDEN)
    const dates = farDatesFor(ana.in(SPACE), ana.in(GARDEN), new LivePlan(planOf(ana.in(GARDEN))))
    ana.doIn(SPACE, noteFarDates, { dates })
    expect(farSpacesOf(ana.in(SPACE))).toEqual(new Set([GARDEN]))
    expect(datesOf(ana.in(SPACE))).toEqual({ Plant: "12-02T08 – 12-03T17" })
  })

  test("PLAN-6 once both are in one space again the link is as any other", () => {
    const { ana, dig } = halves()
    note(ana)
    ana.move([dig], GARDEN)
    expect(datesOf(ana.in(GARDEN))).toEqual({ Dig: "11-30T08 – 12-01T17", Plant: "12-02T08 – 12-03T17" })
    expect([...scheduleSpace(ana.in(GARDEN)).links.values()]).toEqual([{ state: "kept" }])
  })

  /** A hut in the first space and a garden in the second. */
  function neighbours() {
    const ana = new Mover("ana", 1)
    foundSpace(ana, ["ana", "ben"])
    foundGarden(ana)
    ana.doIn(GARDEN, patchPlan, { start: MONDAY })
    const { Dig, Roof } = makePlan(ana, { Dig: 2, Roof: 3 })
    const [plant, water] = [ana.newId<ItemId>(), ana.newId<ItemId>()]
    ana.doIn(GARDEN, createItem, { id: plant, title: "Plant" })
    ana.doIn(GARDEN, createItem, { id: water, title: "Water" })
    return { ana, Dig, Roof, plant, water }
  }
  const linked = (ana: Mover) =>
    living(ana.in(GARDEN).dependencies).map(({ from, kind, lag }) => [from, kind, lag?.amount])

  test("PLAN-32 an activity waits for one of another space; its link gets kinds and lags, and goes, as any other", () => {
    const { ana, Dig, plant, water } = neighbours()
    const drawn = ana.doIn(GARDEN, linkFar, { from: Dig, fromSpace: SPACE, to: plant, other: ana.snapshot })
    note(ana)
    expect(datesOf(ana.in(GARDEN))["Plant"]).toBe("12-02T08 – 12-02T17")
    const [link] = living(ana.in(GARDEN).dependencies)
    ana.doIn(GARDEN, changeLink, { link: link!.id, kind: "SS" })
    expect(datesOf(ana.in(GARDEN))["Plant"], "what was seen goes along").toBe("11-30T08 – 11-30T17")
    const lag = { kind: "working", amount: DAY, unit: "days" } as const
    ana.doIn(GARDEN, setPredecessors, { of: [{ item: plant, links: [{ from: Dig, lag }] }] })
    expect(linked(ana)).toEqual([[Dig, "FS", DAY]])
    expect(datesOf(ana.in(GARDEN))["Plant"]).toBe("12-03T08 – 12-03T17")
    ana.doIn(GARDEN, setPredecessors, { of: [{ item: water, links: [{ from: Dig }, { from: plant }] }] })
    expect(linked(ana)).toHaveLength(3)
    ana.doIn(GARDEN, setPredecessors, { of: [{ item: plant, links: [] }] })
    expect(linked(ana)).toHaveLength(2)
    ana.undo(drawn)
    expect(linked(ana), "taken back, nothing else goes").toHaveLength(2)
  })

  test("PLAN-32 what lies beside an activity in a summary is not held by its links, what lies below and above is", () => {
    const { ana, Dig, Roof, plant, water } = neighbours()
    const house = ana.newId<ItemId>()
    ana.do(createItem, { id: house, title: "House" })
    for (const item of [Dig, Roof]) ana.do(reparentItem, { item, parent: house })
    ana.doIn(GARDEN, linkFar, { from: Dig, fromSpace: SPACE, to: plant, other: ana.snapshot })
    const back = { fromSpace: GARDEN, other: ana.in(GARDEN) }
    expect(ana.try(linkFar, { ...back, from: plant, to: house })).toMatchObject({ reason: "link-closes-ring" })
    expect(ana.try(linkFar, { ...back, from: plant, to: Roof }), "the roof is beside").not.toHaveProperty("reason")
    ana.doIn(GARDEN, linkFar, { from: house, fromSpace: SPACE, to: water, other: ana.snapshot })
    expect(ana.try(linkFar, { from: water, fromSpace: GARDEN, other: ana.in(GARDEN), to: Roof })).toMatchObject({
      reason: "link-closes-ring",
    })
  })

  test("PLAN-32 what waits for this already is refused, also over summaries and links, and no note is taken of it", () => {
    const { ana, Dig, Roof, plant, water } = neighbours()
    ana.doIn(GARDEN, linkItems, { links: [{ from: plant, to: water }] })
    ana.doIn(GARDEN, linkFar, { from: Dig, fromSpace: SPACE, to: plant, other: ana.snapshot })
    const back = { from: water, fromSpace: GARDEN, other: ana.in(GARDEN) }
    expect(ana.try(linkFar, { ...back, to: Dig })).toMatchObject({ reason: "link-closes-ring" })
    expect(ana.try(linkFar, { ...back, to: Roof }), "nobody waits for the roof").not.toHaveProperty("reason")
    expect(ana.try(linkItems, { links: [{ from: Roof, to: Dig }] })).not.toHaveProperty("reason")
    expect(farDatesFor(ana.in(SPACE), ana.in(GARDEN), new LivePlan(planOf(ana.in(GARDEN)))).size).toBe(0)
  })
})

import { describe, expect, test } from "vitest"
import { changeLink, setPredecessors } from "@weft/model/actions/dependency"
import { editPlan } from "@weft/model/actions/edit-plan"
import { reparentItem } from "@weft/model/actions/item"
import { moveBars, pullStart } from "@weft/model/actions/move-bars"
import { reportProgress } from "@weft/model/actions/progress"
import { setConstraint, setSchedulingMode } from "@weft/model/actions/schedule-items"
import type { DependencyId, ItemId, MemberId } from "@weft/model/base/ids"
import { scheduleSpace } from "@weft/model/plan/link-health"
import { planOf } from "@weft/model/plan/plan-of-space"
import { living } from "@weft/model/schema/snapshot"
import { TENTHS_PER_DAY } from "@weft/model/time/instant"
import { foundSpace, itemOf, MORNING, Person } from "../../support/person.ts"
import { at, datesOf, DAY, days, link, linksOf, makePlan } from "../../support/planned-space.ts"

function planner(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

const NEW_DAYS = { duration: 2 * DAY, isElapsed: false, unit: "days" } as const

describe("PLAN-17 activities are moved together, summaries with all that lies below them, as one step", () => {
  function house(ana: Person) {
    const items = makePlan(ana, { House: 1, Dig: 2, Build: 3, Paint: 1, Party: 1 })
    for (const item of [items.Dig, items.Build, items.Paint]) ana.do(reparentItem, { item, parent: items.House })
    link(ana, items.Dig, items.Build)
    return items
  }

  test("what waits for one that moves follows it, and the rest gets pins", () => {
    const ana = planner()
    const { House, Dig, Build, Paint } = house(ana)
    const step = ana.do(moveBars, { items: [House], by: 2 * TENTHS_PER_DAY })
    expect(datesOf(ana.snapshot)).toEqual({
      House: "12-02T08 – 12-08T17",
      Dig: "12-02T08 – 12-03T17",
      Build: "12-04T08 – 12-08T17",
      Paint: "12-02T08 – 12-02T17",
      Party: "11-30T08 – 11-30T17",
    })
    expect([Dig, Build, Paint].map(id => itemOf(ana.snapshot, id).constraint)).toEqual(["snet", "asap", "snet"])
    ana.undo(step)
    expect(datesOf(ana.snapshot)["House"]).toBe("11-30T08 – 12-04T17")
  })

  test("the date of a constraint moves along, a manual one keeps its working time, and what has begun stays", () => {
    const ana = planner()
    const { House, Dig, Build, Paint } = house(ana)
    ana.do(setConstraint, { items: [Paint], kind: "mso", date: at("2026-12-03T08:00") })
    ana.do(setSchedulingMode, { items: [Build], mode: "manual" })
    ana.do(reportProgress, { items: [Dig], percent: 50 })
    ana.do(moveBars, { items: [House], by: TENTHS_PER_DAY })
    expect(itemOf(ana.snapshot, Paint)).toMatchObject({ constraint: "mso", constraintAt: at("2026-12-04T08:00") })
    expect(datesOf(ana.snapshot)).toMatchObject({ Dig: "11-30T08 – 12-01T17", Build: "12-03T08 – 12-07T17" })
  })

  test("going back, what waits for something that stays gets no pin", () => {
    const ana = planner()
    const { Dig, Build, Paint } = house(ana)
    ana.do(moveBars, { items: [Dig, Paint], by: 3 * TENTHS_PER_DAY })
    ana.do(moveBars, { items: [Build], by: -TENTHS_PER_DAY * 7 })
    expect(itemOf(ana.snapshot, Build).constraint).toBe("asap")
  })

  test("pulling the left edge changes the start and leaves the end", () => {
    const ana = planner()
    const { Build } = makePlan(ana, { Build: 5 })
    ana.do(pullStart, { item: Build, start: at("2026-12-02T08:00") })
    expect(datesOf(ana.snapshot)).toEqual({ Build: "12-02T08 – 12-04T17" })
    expect(itemOf(ana.snapshot, Build).durationTenths).toBe(3 * DAY)
    expect(ana.try(pullStart, { item: Build, start: at("2026-12-07T08:00") })).toMatchObject({
      reason: "finish-before-start",
    })
  })
})

describe("PLAN-10 links are set as a whole, and put on other bars", () => {
  test("what an item waits for is said at once: others go, those named stay with their lag", () => {
    const ana = planner()
    const { Dig, Build, Paint } = makePlan(ana, { Dig: 1, Build: 1, Paint: 1 })
    link(ana, Dig, Paint, "FS", days(1))
    ana.do(setPredecessors, { of: [{ item: Paint, links: [{ from: Build, kind: "SS", lag: days(2) }] }] })
    expect(linksOf(ana.snapshot)).toEqual(["Build→Paint: kept"])
    expect(living(ana.snapshot.dependencies)[0]).toMatchObject({ kind: "SS", lag: days(2) })
    ana.do(setPredecessors, { of: [{ item: Paint, links: [] }] })
    expect(linksOf(ana.snapshot)).toEqual([])
    expect(ana.try(setPredecessors, { of: [{ item: Paint, links: [{ from: Paint }] }] })).toMatchObject({
      reason: "same-item",
    })
  })

  test("links are turned round in one step: what goes closes no ring with what takes its place", () => {
    const ana = planner()
    const { Dig, Build, Paint } = makePlan(ana, { Dig: 1, Build: 1, Paint: 1 })
    link(ana, Dig, Build)
    link(ana, Build, Paint)
    const turned = [
      { item: Paint, links: [] },
      { item: Build, links: [{ from: Paint }] },
      { item: Dig, links: [{ from: Build }] },
    ]
    ana.do(setPredecessors, { of: turned })
    expect(linksOf(ana.snapshot)).toEqual(["Build→Dig: kept", "Paint→Build: kept"])
    expect(ana.try(setPredecessors, { of: [{ item: Paint, links: [{ from: Dig }] }] })).toMatchObject({
      reason: "link-closes-ring",
    })
  })

  test("an end that is put on another bar keeps kind and lag, and is refused where it closes a ring", () => {
    const ana = planner()
    const { Dig, Build, Paint } = makePlan(ana, { Dig: 1, Build: 1, Paint: 1 })
    link(ana, Build, Paint)
    const id = link(ana, Dig, Build, "SS", days(1)) as DependencyId
    ana.do(changeLink, { link: id, to: Paint })
    const moved = living(ana.snapshot.dependencies).find(({ from }) => from === Dig)
    expect(moved).toMatchObject({ to: Paint, kind: "SS", lag: days(1) })
    expect(ana.try(changeLink, { link: moved!.id, from: Paint, to: Build })).toMatchObject({
      reason: "link-closes-ring",
    })
  })
})

describe("PLAN-18 many values of many activities are one step, each written on what those before have", () => {
  test("activities are made with length, place, links and people, and taken back together", () => {
    const ana = planner()
    const { Dig } = makePlan(ana, { Dig: 1, Party: 1 })
    const [phase, build, paint] = [ana.newId<ItemId>(), ana.newId<ItemId>(), ana.newId<ItemId>()] as const
    const step = ana.do(editPlan, {
      edits: [{ item: Dig, write: { set: "duration", ...NEW_DAYS } }],
      made: [
        { id: phase, title: "Phase", parent: null, writes: [] },
        { id: build, title: "Build", parent: phase, writes: [{ set: "duration", ...NEW_DAYS }] },
        {
          id: paint,
          title: "Paint",
          parent: phase,
          writes: [
            { set: "predecessors", links: [{ from: build, kind: "FS", lag: days(1) }] },
            { set: "people", people: [{ resource: "ben" as MemberId, units: 0.5 }] },
          ],
        },
      ],
      place: { after: Dig },
    })
    expect(planOf(ana.snapshot).tasks.map(({ id }) => itemOf(ana.snapshot, id as ItemId).title)).toEqual([
      "Dig",
      "Phase",
      "Build",
      "Paint",
      "Party",
    ])
    expect(datesOf(ana.snapshot)).toMatchObject({ Dig: "11-30T08 – 12-01T17", Paint: "12-03T08 – 12-03T17" })
    expect(planOf(ana.snapshot).assignments).toMatchObject([{ task: paint, resource: "ben", units: 0.5 }])
    ana.undo(step)
    expect(Object.keys(datesOf(ana.snapshot))).toEqual(["Dig", "Party"])
  })

  test("a start is a pin, a finish is a length, and people who are not named are taken off", () => {
    const ana = planner()
    const { Build } = makePlan(ana, { Build: 1 })
    const write = (edit: Parameters<typeof editPlan.decide>[1]["edits"][number]["write"]) =>
      ana.do(editPlan, { edits: [{ item: Build, write: edit }] })
    write({ set: "people", people: [{ resource: "ana" as MemberId, units: 1 }] })
    write({ set: "start", start: at("2026-12-01") })
    write({ set: "finish", finish: at("2026-12-03T24:00") })
    expect(datesOf(ana.snapshot)).toEqual({ Build: "12-01T08 – 12-03T17" })
    write({ set: "people", people: [{ resource: "ben" as MemberId, units: 1 }] })
    expect(itemOf(ana.snapshot, Build).assignees).toEqual(["ben"])
    expect(scheduleSpace(ana.snapshot).rows.get(Build)!.finish).toBe(at("2026-12-03T17:00"))
  })

  test("where one value is refused nothing is written", () => {
    const ana = planner()
    const { Dig, Build } = makePlan(ana, { Dig: 1, Build: 1 })
    const answer = ana.try(editPlan, {
      edits: [
        { item: Dig, write: { set: "duration", ...NEW_DAYS } },
        { item: Build, write: { set: "percent", percent: 140 } },
      ],
    })
    expect(answer).toMatchObject({ reason: "percent-out-of-range" })
    expect(itemOf(ana.snapshot, Dig).durationTenths).toBe(DAY)
  })
})

import { expect } from "vitest"
import { assign } from "@weft/model/actions/assignment"
import { linkFar, linkItems } from "@weft/model/actions/dependency"
import { noteFarDates } from "@weft/model/actions/far-dates"
import { createItem } from "@weft/model/actions/item"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { setDuration } from "@weft/model/actions/schedule-items"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import { farDatesFor } from "@weft/model/plan/far-dates"
import { LivePlan } from "@weft/model/plan/live-plan"
import { planOf } from "@weft/model/plan/plan-of-space"
import { living } from "@weft/model/schema/snapshot"
import { SPACE } from "../support/person.ts"
import { DAY, datesOf, linksOf, makePlan, MONDAY } from "../support/planned-space.ts"
import { GARDEN, movingScenario, type Mover } from "../support/two-spaces.ts"

movingScenario(
  "S4 one end of a link is moved to another space while the link is made: it sleeps, and wakes where both are",
  {
    given: ana => makePlan(ana, { Paint: 2, Furnish: 3 }),
    ana: (ana, { Paint }) => {
      ana.move([Paint], GARDEN)
    },
    ben: (ben, { Paint, Furnish }) => {
      ben.do(linkItems, { links: [{ from: Paint, to: Furnish }] })
      ben.do(assign, { item: Paint, resource: "eve" as MemberId })
    },
    outcome: ({ person }, { Paint, Furnish }) => {
      expect(linksOf(person.snapshot)).toEqual(["Paint→Furnish: dormant"])
      expect(datesOf(person.snapshot)).toEqual({ Furnish: "11-30T08 – 12-02T17" })
      expect(living(person.in(GARDEN).assignments), "who is assigned goes along").toMatchObject([{ item: Paint }])
      person.move([Furnish], GARDEN)
      expect(linksOf(person.in(GARDEN))).toEqual(["Paint→Furnish: kept"])
    },
  },
)

/** Notes in the garden when what it waits for lies in the first space, as this person sees it. */
function note(person: Mover): void {
  const dates = farDatesFor(person.in(GARDEN), person.snapshot, new LivePlan(planOf(person.snapshot)))
  person.doIn(GARDEN, noteFarDates, { dates })
}

movingScenario("S9 two people note when a predecessor in another space lies, of whom one has changed it", {
  given: ana => {
    const items = makePlan(ana, { Dig: 2, Plant: 1 })
    ana.doIn(GARDEN, patchPlan, { start: MONDAY })
    ana.do(linkItems, { links: [{ from: items.Dig, to: items.Plant }] })
    ana.move([items.Plant], GARDEN)
    return items
  },
  ana: ana => note(ana),
  ben: (ben, { Dig }) => {
    ben.do(setDuration, { items: [Dig], duration: 4 * DAY })
    note(ben)
  },
  outcome: ({ person, later }) => {
    expect(datesOf(person.snapshot)).toEqual({ Dig: "11-30T08 – 12-03T17" })
    expect(datesOf(person.in(GARDEN)), "as it was noted last").toEqual({
      Plant: later === "ben" ? "12-04T08 – 12-04T17" : "12-02T08 – 12-02T17",
    })
    note(person)
    expect(datesOf(person.in(GARDEN)), "as whoever has both notes it next").toEqual({ Plant: "12-04T08 – 12-04T17" })
  },
})

movingScenario("S42 an activity is linked to one of another space, while somebody links the two the other way round", {
  given: ana => {
    const { Dig } = makePlan(ana, { Dig: 2 })
    const plant = ana.newId<ItemId>()
    ana.doIn(GARDEN, patchPlan, { start: MONDAY })
    ana.doIn(GARDEN, createItem, { id: plant, title: "Plant" })
    return { Dig, plant }
  },
  ana: (ana, { Dig, plant }) => {
    ana.doIn(GARDEN, linkFar, { from: Dig, fromSpace: SPACE, to: plant, other: ana.snapshot })
    note(ana)
  },
  ben: (ben, { Dig, plant }) =>
    void ben.do(linkFar, { from: plant, fromSpace: GARDEN, to: Dig, other: ben.in(GARDEN) }),
  outcome: ({ person }) => {
    for (const space of [SPACE, GARDEN]) expect(living(person.in(space).dependencies)).toHaveLength(1)
    const before = datesOf(person.in(GARDEN))
    for (let round = 0; round < 3; round++) note(person)
    expect(datesOf(person.in(GARDEN)), "neither goes by the other any more").toEqual(before)
    const dates = farDatesFor(person.snapshot, person.in(GARDEN), new LivePlan(planOf(person.in(GARDEN))))
    expect(dates.size).toBe(0)
  },
})

movingScenario("S43 two people link the same activities of two spaces, with other lags", {
  given: ana => {
    const { Dig } = makePlan(ana, { Dig: 2 })
    const plant = ana.newId<ItemId>()
    ana.doIn(GARDEN, patchPlan, { start: MONDAY })
    ana.doIn(GARDEN, createItem, { id: plant, title: "Plant" })
    return { Dig, plant }
  },
  ana: (ana, { Dig, plant }) =>
    void ana.doIn(GARDEN, linkFar, { from: Dig, fromSpace: SPACE, to: plant, other: ana.snapshot, lag: days(1) }),
  ben: (ben, { Dig, plant }) =>
    void ben.doIn(GARDEN, linkFar, { from: Dig, fromSpace: SPACE, to: plant, other: ben.snapshot, lag: days(2) }),
  outcome: ({ person, later }) => {
    note(person)
    const [link] = living(person.in(GARDEN).dependencies)
    expect(living(person.in(GARDEN).dependencies)).toHaveLength(1)
    expect(link).toMatchObject({ fromSpace: SPACE, lag: days(later === "ana" ? 1 : 2) })
  },
})

const days = (amount: number) => ({ kind: "working", amount: amount * DAY, unit: "days" }) as const

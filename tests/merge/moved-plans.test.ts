import { expect } from "vitest"
import { assign } from "@weft/model/actions/assignment"
import { linkItems } from "@weft/model/actions/dependency"
import { noteFarDates } from "@weft/model/actions/far-dates"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { setDuration } from "@weft/model/actions/schedule-items"
import type { MemberId } from "@weft/model/base/ids"
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
  const dates = farDatesFor(person.in(GARDEN), SPACE, new LivePlan(planOf(person.snapshot)))
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

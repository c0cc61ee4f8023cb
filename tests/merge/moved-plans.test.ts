import { expect } from "vitest"
import { assign } from "@weft/model/actions/assignment"
import { linkItems } from "@weft/model/actions/dependency"
import type { MemberId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { datesOf, linksOf, makePlan } from "../support/planned-space.ts"
import { GARDEN, movingScenario } from "../support/two-spaces.ts"

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

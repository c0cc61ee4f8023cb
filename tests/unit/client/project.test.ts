import { expect, test } from "vitest"
import { saveBaseline } from "@weft/model/actions/baseline"
import { createItem, trashItems } from "@weft/model/actions/item"
import { setDuration } from "@weft/model/actions/schedule-items"
import type { BaselineId, ItemId } from "@weft/model/base/ids"
import { takeBaseline } from "@weft/model/plan/baseline"
import { baselineOf } from "@weft/model/plan/baselines-of-space"
import { planOf } from "@weft/model/plan/plan-of-space"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import type { CurvePoint } from "@weft/model/plan/value-of-space"
import { niceSteps } from "../../../packages/client/src/parts/chart/lines.ts"
import { endLabels, linePath } from "../../../packages/client/src/views/project/curve-shape.ts"
import { differencesOf } from "../../../packages/client/src/views/project/differences.ts"
import { foundSpace, MORNING, Person } from "../../support/person.ts"
import { DAY, makePlan } from "../../support/planned-space.ts"

test("STEER-13 a baseline is compared with another or with the plan as it is, and what was deleted since is told", () => {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const { Paint, Roof, Move } = makePlan(ana, { Paint: 2, Roof: 1, Move: 1 })
  const [offer, contract] = ["offer", "contract"] as BaselineId[]
  ana.do(saveBaseline, { id: offer!, name: "Offer" })
  ana.do(setDuration, { items: [Paint], duration: 5 * DAY })
  ana.do(trashItems, { items: [Roof] })
  ana.do(createItem, { id: "Sweep" as ItemId, title: "Sweep" })
  ana.do(saveBaseline, { id: contract!, name: "Contract" })
  ana.do(trashItems, { items: [Move] })
  const input = planOf(ana.snapshot)
  const told = (before: BaselineId, after: BaselineId | null) => {
    const later = after === null ? takeBaseline(input, schedulePlan(input)) : baselineOf(ana.snapshot, after)
    const all = differencesOf(input, baselineOf(ana.snapshot, before), later)
    return Object.fromEntries(all.map(({ id, change, variance }) => [id, `${change} ${(variance?.finish ?? 0) / DAY}`]))
  }
  expect(told(offer!, contract!)).toEqual({
    [Paint]: "moved 3",
    [Move]: "same 0",
    Sweep: "added 0",
    [Roof]: "removed 0",
  })
  expect(told(offer!, null)).toEqual({ [Paint]: "moved 3", Sweep: "added 0", [Roof]: "removed 0", [Move]: "removed 0" })
  expect(told(contract!, contract!)).toEqual({ [Paint]: "same 0", [Move]: "same 0", Sweep: "same 0" })
})

const CURVE: readonly CurvePoint[] = [
  { at: 0, planned: 0, earned: 0, actual: 0 },
  { at: 10, planned: 40, earned: 30, actual: 31 },
  { at: 20, planned: 100, earned: null, actual: null },
]
const SCALE = { x: (at: number) => 10 * at, y: (amount: number) => 200 - amount }

test("STEER-12 a curve ends where it is known no further, under round amounts", () => {
  expect(linePath(CURVE, "planned", SCALE)).toBe("M0.0 200.0L100.0 160.0L200.0 100.0")
  expect(linePath(CURVE, "earned", SCALE)).toBe("M0.0 200.0L100.0 170.0")
  expect(niceSteps(861)).toEqual([0, 250, 500, 750, 1000])
  for (const greatest of [0.3, 1, 7, 12, 99, 100, 101, 1234567]) {
    const steps = niceSteps(greatest)
    expect(steps.at(-1)).toBeGreaterThanOrEqual(greatest)
    expect(steps.length).toBeGreaterThanOrEqual(3)
    expect(steps.length).toBeLessThanOrEqual(6)
  }
})

test("STEER-12 the names of curves that end together stand one below the other", () => {
  const labels = endLabels(CURVE, SCALE)
  expect(labels.map(({ name }) => name)).toEqual(["planned", "actual", "earned"])
  const [, actual, earned] = labels
  expect(earned!.y - actual!.y).toBeGreaterThanOrEqual(14)
})

import { describe, expect, test } from "vitest"
import { assign, createResource } from "@weft/model/actions/assignment"
import { saveBaseline } from "@weft/model/actions/baseline"
import { setCurrency, setItemCost, setRate, setRiskCost, trashRate } from "@weft/model/actions/cost"
import type { Action } from "@weft/model/actions/define"
import { createItem, reparentItem, trashItems } from "@weft/model/actions/item"
import { reportProgress } from "@weft/model/actions/progress"
import { createRisk } from "@weft/model/actions/risk"
import { setConstraint } from "@weft/model/actions/schedule-items"
import type { BaselineId, ItemId, MemberId, ResourceId, RiskId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { baselineCostsOf, baselineOf } from "@weft/model/plan/baselines-of-space"
import { costsOf } from "@weft/model/plan/costs-of-space"
import { planOf } from "@weft/model/plan/plan-of-space"
import { contingencyOf } from "@weft/model/plan/risks-of-space"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { valueOf, type Valuing } from "@weft/model/plan/value-of-space"
import { rateId } from "@weft/model/schema/money"
import { foundSpace, MORNING, Person } from "../../support/person.ts"
import { at, makePlan, MONDAY } from "../../support/planned-space.ts"

const [ana, ben] = ["ana" as MemberId, "ben" as MemberId]
const OFFER = "offer" as BaselineId

function treasurer(): Person {
  const person = new Person("ana", 1, MORNING)
  foundSpace(person, ["ana", "ben"])
  return person
}

function costs(person: Person) {
  const input = planOf(person.snapshot)
  return costsOf(person.snapshot, input, schedulePlan(input))
}

function value(person: Person, valuing: Partial<Valuing> = {}) {
  const input = planOf(person.snapshot)
  return valueOf(person.snapshot, input, schedulePlan(input), {
    baseline: OFFER,
    rule: { rule: "percent" },
    at: at("2026-12-02T17:00"),
    inMoney: true,
    ...valuing,
  })
}

const refusalOf = <Args>(person: Person, action: Action<Args>, args: NoInfer<Args>) => {
  const answer = person.try(action, args)
  return isRefusal(answer) ? answer.reason : "done"
}

describe("costs", () => {
  test("STEER-9 rates, costs and budgets lie in the money document alone, also those of a baseline", () => {
    const person = treasurer()
    const { Paint } = makePlan(person, { Paint: 2 })
    person.do(assign, { item: Paint, resource: ana })
    person.do(createRisk, { id: "rain" as RiskId, title: "Rain" })
    person.outbox = []
    person.do(setCurrency, { currency: "CHF" })
    person.do(setRate, { resource: ana, from: null, perHour: 8_000 })
    person.do(setItemCost, { item: Paint, budget: 200_000, fixed: 30_000 })
    person.do(setRiskCost, { risk: "rain" as RiskId, contingency: 50_000 })
    expect(new Set(person.outbox.map(({ path }) => path))).toEqual(new Set(["money/S0"]))
    person.do(saveBaseline, { id: OFFER, name: "Offer", withCosts: true })
    expect(baselineCostsOf(person.snapshot, OFFER)).toEqual(new Map([[Paint, 158_000]]))
    expect(contingencyOf(person.snapshot).money).toBe(50_000)

    const colleague = new Person("ben", 2, MORNING)
    for (const update of person.stored()) if (!update.path.startsWith("money/")) colleague.receive(update)
    expect(baselineOf(colleague.snapshot, OFFER)).toMatchObject([{ cost: 0, work: 9600 }])
    expect(baselineCostsOf(colleague.snapshot, OFFER).size).toBe(0)
    expect(costs(colleague)).toMatchObject({ total: { planned: 0, budget: null }, unrated: [ana] })
    expect(contingencyOf(colleague.snapshot).money).toBe(0)
    expect(value(colleague)?.unit).toBe("work")
  })

  test("STEER-10 work costs what it does on its day: what lies behind a new rate keeps the old one", () => {
    const person = treasurer()
    const { Paint } = makePlan(person, { Paint: 4 })
    person.do(assign, { item: Paint, resource: ana })
    person.do(setRate, { resource: ana, from: null, perHour: 8_000 })
    expect(costs(person).total.planned).toBe(32 * 8_000)
    person.do(setRate, { resource: ana, from: "2026-12-02", perHour: 10_000 })
    expect(costs(person).total.planned).toBe(16 * 8_000 + 16 * 10_000)
    person.do(reportProgress, { items: [Paint], percent: 50 })
    expect(costs(person).total).toMatchObject({ actual: 16 * 8_000, forecast: 16 * 8_000 + 16 * 10_000 })
    person.do(setRate, { resource: ana, from: "2026-12-02", perHour: 20_000 })
    expect(costs(person).total).toMatchObject({ actual: 16 * 8_000, forecast: 16 * 8_000 + 16 * 20_000 })
    person.do(trashRate, { id: rateId(ana, "2026-12-02") })
    expect(costs(person).total.forecast).toBe(32 * 8_000)
  })

  test("STEER-10 planned, spent and expected costs and budgets add up to the summaries, fixed costs with them", () => {
    const person = treasurer()
    const { House, Paint, Roof } = makePlan(person, { House: 1, Paint: 1, Roof: 1 })
    for (const item of [Paint, Roof]) person.do(reparentItem, { item, parent: House })
    person.do(assign, { item: Paint, resource: ana })
    person.do(assign, { item: Roof, resource: ben })
    person.do(setRate, { resource: ana, from: null, perHour: 100 })
    person.do(setItemCost, { item: Paint, budget: 1_000, fixed: 300, actualFixed: 500 })
    person.do(setItemCost, { item: Roof, budget: 2_000 })
    person.do(reportProgress, { items: [Paint], percent: 100 })
    const { rows, total, unrated } = costs(person)
    expect(rows.get(Paint)).toMatchObject({ planned: 1_100, actual: 1_300, forecast: 1_300, budget: 1_000 })
    expect(rows.get(House)).toMatchObject({ planned: 1_100, actual: 1_300, forecast: 1_300, budget: 3_000 })
    expect(unrated).toEqual([ben])
    expect(total).toEqual({ planned: 1_100, actual: 1_300, forecast: 1_300, budget: 3_000, isBudgetWhole: true })
    person.do(setItemCost, { item: House, budget: 2_500 })
    expect(costs(person).total.budget).toBe(2_500)
    person.do(setItemCost, { item: House, budget: null })
    person.do(setItemCost, { item: Paint, budget: null })
    // What Paint costs has no budget, so what is left of the others' says nothing of the whole.
    expect(costs(person).total).toMatchObject({ budget: 2_000, isBudgetWhole: false })
    person.do(setItemCost, { item: Paint, budget: 1_000 })
    expect(costs(person).total.budget).toBe(3_000)
  })

  test("STEER-10 a role has a rate as well, and what is no amount, no person and no currency is refused", () => {
    const person = treasurer()
    const { Paint } = makePlan(person, { Paint: 1 })
    const painter = "painter" as ResourceId
    person.do(createResource, { id: painter, name: "Painter" })
    person.do(assign, { item: Paint, resource: painter })
    person.do(setRate, { resource: painter, from: null, perHour: 5_000 })
    expect(costs(person).total.planned).toBe(40_000)
    expect([
      refusalOf(person, setRate, { resource: painter, from: null, perHour: -1 }),
      refusalOf(person, setRate, { resource: "nobody" as ResourceId, from: null, perHour: 1 }),
      refusalOf(person, setItemCost, { item: Paint, fixed: 0.5 }),
      refusalOf(person, setItemCost, { item: "none" as ItemId, fixed: 5 }),
      refusalOf(person, setCurrency, { currency: "Euro" }),
      refusalOf(person, setRiskCost, { risk: "none" as RiskId, contingency: 5 }),
    ]).toEqual([
      "amount-not-possible",
      "not-found",
      "amount-not-possible",
      "not-found",
      "currency-unknown",
      "not-found",
    ])
  })
})

describe("the value of a space", () => {
  /** Two activities of four and two days that cost 100 an hour, planned one beside the other from the Monday on. */
  function offered() {
    const person = treasurer()
    const items = makePlan(person, { Paint: 4, Roof: 2 })
    for (const item of [items.Paint, items.Roof]) person.do(assign, { item: item, resource: ana })
    person.do(setRate, { resource: ana, from: null, perHour: 100 })
    person.do(saveBaseline, { id: OFFER, name: "Offer", withCosts: true })
    return { person, ...items }
  }

  test("STEER-11 it is earned against a baseline by the rule that was chosen, in the money of its day", () => {
    const { person, Paint, Roof } = offered()
    person.do(reportProgress, { items: [Paint], percent: 50 })
    person.do(reportProgress, { items: [Roof], percent: 100 })
    person.do(setRate, { resource: ana, from: null, perHour: 200 })
    const percent = value(person)
    expect(percent).toMatchObject({ unit: "money" })
    expect(percent?.value).toMatchObject({
      plannedValue: 2_400 + 1_600,
      earnedValue: 1_600 + 1_600,
      budgetAtCompletion: 4_800,
      actualCost: 6_400,
      costIndex: 0.5,
      scheduleIndex: 0.8,
      estimateAtCompletion: 9_600,
    })
    expect(value(person, { rule: { rule: "start-finish", atStart: 0 } })?.value.earnedValue).toBe(1_600)
    expect(value(person, { rule: { rule: "start-finish", atStart: 0.5 } })?.value.earnedValue).toBe(3_200)
    expect(value(person, { inMoney: false })).toMatchObject({
      unit: "work",
      value: { budgetAtCompletion: 48, earnedValue: 32, actualCost: 32 },
    })
  })

  test("STEER-11 what was deleted since keeps its budget, and what came since costs without one", () => {
    const { person, Paint, Roof } = offered()
    person.do(trashItems, { items: [Roof] })
    const added = person.newId<ItemId>()
    person.do(createItem, { id: added, title: "Gutter", fields: { durationTenths: 4800 } })
    person.do(assign, { item: added, resource: ana })
    person.do(reportProgress, { items: [Paint, added], percent: 100 })
    expect(value(person)?.value).toMatchObject({ budgetAtCompletion: 4_800, earnedValue: 3_200, actualCost: 4_000 })
    expect(value(person, { at: at("2026-12-03T17:00") })?.value.plannedValue).toBe(4_800)
    expect(value(person, { baseline: "none" as BaselineId })).toBeNull()
  })

  test("STEER-12 the curves begin at nothing, meet the figures at the data date, and plan to the whole budget", () => {
    const { person, Paint, Roof } = offered()
    person.do(reportProgress, { items: [Paint], percent: 50 })
    person.do(reportProgress, { items: [Roof], percent: 50 })
    const date = at("2026-12-02T12:00")
    const told = value(person, { at: date })!
    expect(told.curve[0]).toEqual({ at: MONDAY, planned: 0, earned: 0, actual: 0 })
    const { plannedValue, earnedValue, actualCost } = told.value
    expect(told.curve.find(point => point.at === date)).toEqual({
      at: date,
      planned: plannedValue,
      earned: earnedValue,
      actual: actualCost,
    })
    expect(told.curve.at(-1)).toMatchObject({ planned: 4_800, earned: null, actual: null })
    for (const [index, point] of told.curve.entries())
      expect(point.planned).toBeGreaterThanOrEqual(told.curve[index - 1]?.planned ?? 0)
  })

  test("STEER-12 over a century the curves have no more points than a screen", () => {
    const { person, Roof } = offered()
    person.do(setConstraint, { items: [Roof], kind: "snet", date: at("2126-12-02T08:00") })
    const { curve } = value(person)!
    expect(curve.length).toBeGreaterThan(400)
    expect(curve.length).toBeLessThan(530)
    expect(curve.at(-1)).toMatchObject({ planned: 4_800 })
  })

  test("STEER-11 a plan without people is valued in hours of duration, and nothing is told where nothing was spent", () => {
    const person = treasurer()
    makePlan(person, { Paint: 2 })
    person.do(saveBaseline, { id: OFFER, name: "Offer" })
    expect(value(person)).toMatchObject({
      unit: "duration",
      value: { budgetAtCompletion: 16, earnedValue: 0, actualCost: 0, costIndex: null, estimateAtCompletion: null },
    })
  })
})

import { expect, test } from "vitest"
import {
  createImprovement,
  linkImprovement,
  patchImprovement,
  restoreImprovement,
  reviewImprovement,
  trashImprovement,
  type CreateImprovement,
} from "@weft/model/actions/improvement"
import { createItem } from "@weft/model/actions/item"
import type { ItemId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import type { ImprovementId, Measured, StoredMeasure } from "@weft/model/schema/improvement"
import { comparison, isReviewDue, registerOf } from "@weft/model/service/evaluation/register"
import { foundSpace, MORNING, Person } from "../../../support/person.ts"

const KEPT: StoredMeasure = {
  measure: "kept",
  target: "first-response",
  percentile: "median",
  split: "category",
  value: "vpn",
}
const THEN: Measured = { value: 0.4, zone: "Europe/Berlin", from: "2026-10-01", to: "2026-10-31" }
const NOW: Measured = { ...THEN, value: 0.7, from: "2026-11-01", to: "2026-11-30" }

function register() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  const put = (title: string, more: Partial<CreateImprovement> = {}) => {
    const id = ana.newId<ImprovementId>()
    ana.do(createImprovement, { id, title, measure: KEPT, baseline: THEN, ...more })
    return id
  }
  return { ana, put, of: (id: ImprovementId) => ana.snapshot.improvements.get(id)! }
}

test("IMPROVE-1 an improvement keeps what it is measured by and what that was when it was put down", () => {
  const { ana, put, of } = register()
  const id = put(" Answer in the morning ", { hypothesis: "Mail waits over night", goal: 0.8, reviewOn: "2026-11-30" })
  ana.do(patchImprovement, { id, title: "Answer first", state: "trying", goal: null })
  expect(of(id)).toMatchObject({
    ...{ title: "Answer first", state: "trying", goal: null, measure: KEPT, baseline: THEN },
    ...{ owner: "ana", createdBy: "ana", hypothesis: "Mail waits over night", reviewOn: "2026-11-30" },
  })
})

test("IMPROVE-1 what cannot be is refused with why", () => {
  const { ana, put } = register()
  const id = put("Answer first")
  const create = (more: Partial<CreateImprovement>) =>
    ana.try(createImprovement, {
      ...{ id: ana.newId<ImprovementId>(), title: "More", measure: KEPT, baseline: THEN },
      ...more,
    })
  expect(create({ title: "  " })).toMatchObject({ reason: "title-missing" })
  expect(create({ id })).toMatchObject({ reason: "exists" })
  expect(create({ measure: { ...KEPT, measure: "mood" } })).toMatchObject({ reason: "measure-unknown" })
  expect(create({ measure: { ...KEPT, split: "weather" } })).toMatchObject({ reason: "measure-unknown" })
  expect(create({ baseline: { ...THEN, to: "2026-09-30" } })).toMatchObject({ reason: "period-backwards" })
  expect(create({ baseline: { ...THEN, zone: "Mars/Olympus" } })).toMatchObject({ reason: "unknown-zone" })
  expect(create({ goal: 1.2 })).toMatchObject({ reason: "goal-not-possible" })
  expect(create({ goal: Number.NaN })).toMatchObject({ reason: "goal-not-possible" })
  expect(isRefusal(create({ measure: { ...KEPT, measure: "opened" }, goal: 40 }))).toBe(false)
  expect(create({ reviewOn: "next week" })).toMatchObject({ reason: "not-a-day" })
  expect(ana.try(patchImprovement, { id: "none" as ImprovementId, title: "x" })).toMatchObject({ reason: "not-found" })
})

test("IMPROVE-2 a review says what came of it, with the measure of then; what is decided needs a note", () => {
  const { ana, put, of } = register()
  const id = put("Answer first", { goal: 0.6, reviewOn: "2026-11-30" })
  const review = { id, outcome: "", result: NOW, reviewOn: null }
  expect(ana.try(reviewImprovement, { ...review, state: "kept" })).toMatchObject({ reason: "outcome-missing" })
  expect(ana.try(reviewImprovement, { ...review, state: "trying" })).toMatchObject({ reason: "review-day-missing" })
  const tried = ana.do(reviewImprovement, { ...review, state: "trying", reviewOn: "2026-12-31" })
  expect(of(id)).toMatchObject({ state: "trying", result: NOW, reviewOn: "2026-12-31" })
  ana.undo(tried)
  expect(of(id)).toMatchObject({ state: "idea", result: null, reviewOn: "2026-11-30" })
  ana.do(reviewImprovement, { ...review, state: "kept", outcome: "It holds", reviewOn: "2026-12-31" })
  expect(of(id)).toMatchObject({ state: "kept", outcome: "It holds", reviewOn: null, baseline: THEN })
  expect(comparison(of(id), NOW.value)).toEqual({ trend: "better", reachesGoal: true })
})

test("IMPROVE-2 then and now are compared by what is better for the measure", () => {
  const of = (measure: string, then: number | null, goal: number | null, now: number | null) =>
    comparison({ measure: { ...KEPT, measure }, baseline: { ...THEN, value: then }, goal }, now)
  expect(of("kept", 0.4, 0.8, 0.5)).toEqual({ trend: "better", reachesGoal: false })
  expect(of("resolution", 9, 5, 4)).toEqual({ trend: "better", reachesGoal: true })
  expect(of("resolution", 9, null, 12)).toEqual({ trend: "worse", reachesGoal: false })
  expect(of("opened", 9, 9, 9)).toEqual({ trend: "same", reachesGoal: true })
  expect(of("opened", null, 9, 9)).toBeNull()
  expect(of("opened", 9, 9, null)).toBeNull()
})

test("IMPROVE-3 the register stands by what is tried and looked at next, and says what is due", () => {
  const { ana, put, of } = register()
  const [idea, later, sooner, done] = [put("Idea"), put("Later"), put("Sooner"), put("Done")]
  ana.do(patchImprovement, { id: later, state: "trying", reviewOn: "2026-12-20" })
  ana.do(patchImprovement, { id: sooner, state: "trying", reviewOn: "2026-11-20" })
  ana.do(patchImprovement, { id: idea, reviewOn: "2026-11-23" })
  ana.do(reviewImprovement, { id: done, state: "dropped", outcome: "No use", result: NOW, reviewOn: null })
  expect(registerOf(ana.snapshot).map(({ id }) => id)).toEqual([sooner, later, idea, done])
  const due = (today: string) => [sooner, later, idea, done].filter(id => isReviewDue(of(id), today))
  expect(due("2026-11-22")).toEqual([sooner])
  expect(due("2026-11-23")).toEqual([sooner, idea])
})

test("IMPROVE-4 it names the items that carry it out, and comes back whole from the trash", () => {
  const { ana, put, of } = register()
  const id = put("Answer first")
  const item = ana.newId<ItemId>()
  ana.do(createItem, { id: item, title: "Change the rota" })
  ana.do(linkImprovement, { id, item, linked: true })
  expect(ana.try(linkImprovement, { id, item: "none" as ItemId, linked: true })).toMatchObject({ reason: "not-found" })
  ana.do(trashImprovement, { id })
  expect(registerOf(ana.snapshot)).toEqual([])
  expect(ana.try(patchImprovement, { id, title: "x" })).toMatchObject({ reason: "not-found" })
  ana.do(restoreImprovement, { id })
  expect(of(id)).toMatchObject({ title: "Answer first", items: [item], baseline: THEN })
  ana.do(linkImprovement, { id, item, linked: false })
  expect(of(id).items).toEqual([])
})

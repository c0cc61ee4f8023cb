import { describe, expect, test } from "vitest"
import { attachFile, noteStored, renameAttachment } from "@weft/model/actions/attachment"
import { restoreBaseline, saveBaseline, trashBaseline } from "@weft/model/actions/baseline"
import {
  closeProject,
  dismissLate,
  leaveOpen,
  moveProject,
  patchCharter,
  reopenProject,
} from "@weft/model/actions/charter"
import { refuseIfClosed } from "@weft/model/actions/closed-project"
import { askApproval, judgeGate, makeGate, patchGate, setApprover } from "@weft/model/actions/gate"
import { createItem, patchItems, reparentItem, setStatus } from "@weft/model/actions/item"
import { patchSpace } from "@weft/model/actions/space"
import { reportProgress } from "@weft/model/actions/progress"
import { createRisk, linkRisk, patchRisk, restoreRisk, trashRisk } from "@weft/model/actions/risk"
import type { Action } from "@weft/model/actions/define"
import type { AttachmentId, BaselineId, ItemId, MemberId, RiskId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { baselineOf } from "@weft/model/plan/baselines-of-space"
import { charterOf, isClosedProject } from "@weft/model/plan/charter-of-space"
import { CLOSING_CHECKS, closingFindings, lateEdits } from "@weft/model/plan/closing"
import { forecastPlan } from "@weft/model/plan/forecast"
import { gatesOf } from "@weft/model/plan/gates-of-space"
import { planOf } from "@weft/model/plan/plan-of-space"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { troublesOf } from "@weft/model/plan/troubles"
import { contingencyOf, forecastRisks, heatMap, registerOf, scoreOf } from "@weft/model/plan/risks-of-space"
import type { Undoable } from "@weft/model/replica/workspace-replica"
import { living } from "@weft/model/schema/snapshot"
import { foundSpace, itemOf, MORNING, Person, SPACE, statusNamed } from "../../support/person.ts"
import { at, DAY, link, makePlan } from "../../support/planned-space.ts"

function manager(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben", "eve"])
  return ana
}

const refusalOf = <Args>(person: Person, action: Action<Args>, args: NoInfer<Args>) => {
  const answer = person.try(action, args)
  return isRefusal(answer) ? answer.reason : "done"
}

const WHOLE = { goal: "A dry house", start: "2026-12-01", end: "2027-03-31", sponsor: "eve" as MemberId }

describe("gates in the health of a plan", () => {
  test("STEER-15 what began although a gate before it is not approved does not hold, and its approvers can be asked", () => {
    const ana = manager()
    const { Review, Build, Ship } = makePlan(ana, { Review: 1, Build: 2, Ship: 1 })
    ana.do(makeGate, { item: Review, isGate: true })
    for (const item of [Build, Ship]) link(ana, Review, item)
    expect(refusalOf(ana, askApproval, { item: Review })).toBe("gate-without-approvers")
    expect(refusalOf(ana, askApproval, { item: Build })).toBe("not-found")
    ana.do(setApprover, { item: Review, member: "eve" as MemberId, approves: true })
    ana.do(askApproval, { item: Review })
    expect(gatesOf(ana.snapshot)[0]!.gate).toMatchObject({ askedAt: MORNING, askedBy: "ana" })
    const passed = () => {
      const input = planOf(ana.snapshot)
      const troubles = troublesOf(input, schedulePlan(input), gatesOf(ana.snapshot))
      return troubles.find(({ kind }) => kind === "passed-gate")!.found.map(({ task, link: own }) => [task, own?.from])
    }
    expect(passed()).toEqual([])
    ana.do(reportProgress, { items: [Build], percent: 10 })
    expect(passed()).toEqual([[Build, Review]])
    const eve = new Person("eve", 3, MORNING)
    for (const update of ana.stored()) eve.receive(update)
    eve.do(judgeGate, { item: Review, verdict: "approved" })
    for (const update of eve.outbox) ana.receive(update)
    expect(passed()).toEqual([])
  })
})

describe("the life of a project", () => {
  test("STEER-1 it is chartered with a goal, dates and a sponsor, and goes on one step at a time", () => {
    const ana = manager()
    expect(charterOf(ana.snapshot)).toBeUndefined()
    ana.do(moveProject, { to: "request" })
    expect(refusalOf(ana, moveProject, { to: "active" })).toBe("step-not-possible")
    ana.do(patchCharter, { ...WHOLE, sponsor: null })
    expect(refusalOf(ana, moveProject, { to: "chartered" })).toBe("charter-incomplete")
    ana.do(patchCharter, { sponsor: "eve" as MemberId })
    ana.do(moveProject, { to: "chartered" })
    const begun = ana.do(moveProject, { to: "active" })
    ana.undo(begun)
    expect(charterOf(ana.snapshot)).toMatchObject({ ...WHOLE, state: "chartered" })
    expect(refusalOf(ana, patchCharter, { end: "2026-11-30" })).toBe("finish-before-start")
    expect(refusalOf(ana, moveProject, { to: "archived" })).toBe("step-not-possible")
  })

  test("STEER-2 what is open is listed, and closes nothing until it is settled or knowingly left", () => {
    const ana = manager()
    const { Paint, Move } = makePlan(ana, { Paint: 2, Move: 1 })
    ana.do(createRisk, { id: "rain" as RiskId, title: "Rain" })
    ana.do(makeGate, { item: Move, isGate: true })
    ana.do(reportProgress, { items: [Paint], percent: 50 })
    ana.do(setStatus, { items: [Paint], status: statusNamed(ana.snapshot, "Done") })
    const found = () => Object.fromEntries(closingFindings(ana.snapshot).map(one => [one.check, one.found.length]))
    expect(found()).toEqual({ "open-items": 1, "time-left": 1, "open-risks": 1, "open-gates": 1, "no-lessons": 1 })
    expect(refusalOf(ana, closeProject, {})).toBe("closing-unsettled")
    ana.do(reportProgress, { items: [Paint], percent: 100 })
    ana.do(patchRisk, { id: "rain" as RiskId, state: "closed" })
    ana.do(patchCharter, { lessons: "Ask for the weather" })
    expect(found()).toEqual({ "open-items": 1, "open-gates": 1 })
    ana.do(leaveOpen, { check: "open-items", note: " goes to the next house " })
    ana.do(leaveOpen, { check: "open-gates", note: "" })
    expect(closingFindings(ana.snapshot).map(({ left }) => left)).toEqual(["goes to the next house", ""])
    ana.do(leaveOpen, { check: "open-gates", note: null })
    expect(refusalOf(ana, closeProject, {})).toBe("closing-unsettled")
  })

  test("STEER-3 a closed project refuses every edit with one sentence, until it is opened again", () => {
    const ana = manager()
    const { Paint } = makePlan(ana, { Paint: 2 })
    for (const check of CLOSING_CHECKS) ana.do(leaveOpen, { check, note: "" })
    const painted = ana.do(patchItems, { items: [Paint], fields: { priority: "high" } })
    const closed = ana.do(closeProject, {})
    const restores = (done: Undoable) => done.inverses.map(({ restore }) => restore)
    expect(refuseIfClosed(ana.snapshot, restores(painted))).toMatchObject({ reason: "project-closed" })
    expect(refuseIfClosed(ana.snapshot, restores(closed))).toBeNull()
    ana.reload()
    expect(isClosedProject(charterOf(ana.snapshot))).toBe(true)
    const said = [
      refusalOf(ana, createItem, { id: ana.newId<ItemId>(), title: "Sweep" }),
      refusalOf(ana, patchItems, { items: [Paint], fields: { title: "Paint twice" } }),
      refusalOf(ana, reportProgress, { items: [Paint], percent: 50 }),
      refusalOf(ana, patchSpace, { name: "Another" }),
      refusalOf(ana, patchCharter, { goal: "Another" }),
      refusalOf(ana, closeProject, {}),
    ]
    expect(new Set(said)).toEqual(new Set(["project-closed"]))
    ana.do(moveProject, { to: "archived" })
    expect(refusalOf(ana, patchSpace, { name: "Another" })).toBe("project-closed")
    ana.do(moveProject, { to: "closed" })
    ana.do(reopenProject, {})
    expect(refusalOf(ana, reopenProject, {})).toBe("not-closed")
    ana.do(patchItems, { items: [Paint], fields: { title: "Paint twice" } })
  })

  test("STEER-3 that the bytes of a file have arrived is said in a closed project too", () => {
    const ana = manager()
    const { Paint } = makePlan(ana, { Paint: 2 })
    const [id, hash] = ["plan" as AttachmentId, "0".repeat(64)]
    ana.do(attachFile, { id, item: Paint, name: "plan.pdf", hash, size: 1, type: "application/pdf" })
    for (const check of CLOSING_CHECKS) ana.do(leaveOpen, { check, note: "" })
    ana.do(closeProject, {})
    expect(refusalOf(ana, renameAttachment, { attachment: id, name: "old.pdf" })).toBe("project-closed")
    ana.do(noteStored, { hash })
    expect(ana.snapshot.attachments.get(id)).toMatchObject({ name: "plan.pdf", stored: true })
    expect(lateEdits(ana.snapshot)).toEqual([])
  })

  test("STEER-3 undoing a closing opens the project again", () => {
    const ana = manager()
    const { Paint } = makePlan(ana, { Paint: 2 })
    for (const check of CLOSING_CHECKS) ana.do(leaveOpen, { check, note: "" })
    ana.undo(ana.do(closeProject, {}))
    expect(charterOf(ana.snapshot)).toMatchObject({ state: "active", closing: null })
    ana.do(patchItems, { items: [Paint], fields: { title: "Paint twice" } })
  })

  test("STEER-4 what was edited beside the closing is kept on reopening, until somebody has seen it", () => {
    const ana = manager()
    const ben = new Person("ben", 2, MORNING)
    const { Paint, Move } = makePlan(ana, { Paint: 2, Move: 1 })
    for (const check of CLOSING_CHECKS) ana.do(leaveOpen, { check, note: "" })
    for (const update of ana.outbox) ben.receive(update)
    // Before the closing by his watch, and not seen by her.
    ben.do(patchItems, { items: [Paint], fields: { title: "Paint twice" } })
    ana.now += 60_000
    ana.do(closeProject, {})
    expect(lateEdits(ana.snapshot)).toEqual([])
    for (const update of ben.outbox) ana.receive(update)
    expect(lateEdits(ana.snapshot)).toEqual([{ kind: "items", id: Paint }])
    ana.do(reopenProject, {})
    ana.do(patchItems, { items: [Move], fields: { title: "Move out" } })
    expect(charterOf(ana.snapshot)?.late).toEqual([{ kind: "items", id: Paint }])
    ana.do(dismissLate, {})
    expect(charterOf(ana.snapshot)?.late).toBeNull()
  })
})

test("STEER-4 who wrote a value beside another may be told after the closing: that is no late edit", () => {
  const [ana, ben] = [manager(), new Person("ben", 2, MORNING)]
  const { Paint } = makePlan(ana, { Paint: 2 })
  for (const check of CLOSING_CHECKS) ana.do(leaveOpen, { check, note: "" })
  for (const update of ana.outbox) ben.receive(update)
  ben.do(patchItems, { items: [Paint], fields: { title: "Paint twice" } })
  ana.do(patchItems, { items: [Paint], fields: { title: "Paint white" } })
  for (const update of ben.outbox) ana.receive(update)
  ana.do(closeProject, {})
  const row = itemOf(ana.snapshot, Paint)
  expect(row.conflicts).toHaveLength(1)
  const conflicts = row.conflicts.map(one => ({ ...one, values: one.values.map(value => ({ ...value, by: "eve" })) }))
  const items = ana.snapshot.items.withAll([[Paint, { ...row, conflicts }]])
  expect(lateEdits({ ...ana.snapshot, items })).toEqual([])
})

describe("gates", () => {
  test("STEER-5 a gate is a milestone that so many of its approvers approve; other criteria void what was said", () => {
    const ana = manager()
    const { Review, House, Roof } = makePlan(ana, { Review: 1, House: 1, Roof: 1 })
    ana.do(reparentItem, { item: Roof, parent: House })
    expect(refusalOf(ana, makeGate, { item: House, isGate: true })).toBe("dates-from-below")
    ana.do(makeGate, { item: Review, isGate: true })
    expect(itemOf(ana.snapshot, Review)).toMatchObject({ milestone: true, durationTenths: 0 })
    ana.do(patchGate, { item: Review, criteria: "The walls are dry", needed: 1 })
    const state = () => gatesOf(ana.snapshot)[0]!
    expect(state()).toMatchObject({ needed: 1, isApproved: false })
    expect(refusalOf(ana, judgeGate, { item: Review, verdict: "approved" })).toBe("no-approver")
    for (const member of ["ana", "ben"] as MemberId[]) ana.do(setApprover, { item: Review, member, approves: true })
    ana.do(judgeGate, { item: Review, verdict: "approved", note: "I touched them" })
    expect(state()).toMatchObject({ approved: ["ana"], isApproved: true })
    ana.do(patchGate, { item: Review, needed: 0 })
    expect(state()).toMatchObject({ needed: 2, isApproved: false })
    ana.do(patchGate, { item: Review, needed: 1, criteria: "The walls are white" })
    expect(state()).toMatchObject({ approved: [], isApproved: false, void: [{ by: "ana", note: "I touched them" }] })
    ana.do(judgeGate, { item: Review, verdict: "rejected" })
    expect(state()).toMatchObject({ rejected: ["ana"], void: [] })
    ana.do(setApprover, { item: Review, member: "ana" as MemberId, approves: false })
    expect(state()).toMatchObject({ rejected: [], void: [{ by: "ana" }] })
    ana.undo(ana.do(makeGate, { item: Review, isGate: false }))
    expect(state().gate.criteria).toBe("The walls are white")
    expect(refusalOf(ana, patchGate, { item: Review, needed: -1 })).toBe("limit-not-positive")
    expect(refusalOf(ana, patchGate, { item: House, criteria: "?" })).toBe("not-found")
  })

  test("STEER-5 whatever a document holds, nobody approves a gate twice", () => {
    const ana = manager()
    const { Review } = makePlan(ana, { Review: 1 })
    ana.do(makeGate, { item: Review, isGate: true })
    for (const member of ["ana", "ben"] as MemberId[]) ana.do(setApprover, { item: Review, member, approves: true })
    ana.do(judgeGate, { item: Review, verdict: "approved" })
    const { gate } = gatesOf(ana.snapshot)[0]!
    const again = { gate: gate.id, by: "ana", verdict: "approved", criteria: "" }
    const made = { do: "create", document: `space/${SPACE}`, kind: "approvals", id: "again", seed: again } as const
    ana.replica.write([made], ana.me)
    expect(gatesOf(ana.snapshot)[0]).toMatchObject({ approved: ["ana"], needed: 2, isApproved: false })
  })

  test("STEER-6 a gate that is not approved names what waits for it, and what has begun all the same", () => {
    const ana = manager()
    const { Review, Paint, Furnish, Done } = makePlan(ana, { Review: 1, Paint: 2, Furnish: 1, Done: 1 })
    ana.do(makeGate, { item: Review, isGate: true })
    ana.do(setApprover, { item: Review, member: "ana" as MemberId, approves: true })
    for (const item of [Paint, Furnish, Done]) link(ana, Review, item)
    ana.do(reportProgress, { items: [Paint], percent: 10 })
    ana.do(reportProgress, { items: [Done], percent: 100 })
    const [held] = gatesOf(ana.snapshot)
    expect(held).toMatchObject({ holds: [Furnish, Paint].sort(), passed: [Paint, Done].sort() })
    ana.do(judgeGate, { item: Review, verdict: "approved" })
    expect(gatesOf(ana.snapshot)[0]).toMatchObject({ holds: [], passed: [] })
  })
})

describe("risks", () => {
  test("STEER-7 the register goes by probability times impact, and by what remains once a response is in place", () => {
    const ana = manager()
    const make = (id: string, probability: number, impact: number) =>
      ana.do(createRisk, { id: id as RiskId, title: ` ${id} `, probability, impact })
    make("rain", 2, 5)
    make("strike", 4, 4)
    make("fire", 1, 5)
    const order = () => registerOf(ana.snapshot).map(({ id }) => id)
    expect(order()).toEqual(["strike", "rain", "fire"])
    expect(registerOf(ana.snapshot).map(scoreOf)).toEqual([16, 10, 5])
    ana.do(patchRisk, { id: "strike" as RiskId, residualProbability: 1, residualImpact: 2 })
    expect(order()).toEqual(["strike", "rain", "fire"])
    ana.do(patchRisk, { id: "strike" as RiskId, state: "treated", response: "transfer" })
    expect(order()).toEqual(["rain", "fire", "strike"])
    ana.do(patchRisk, { id: "rain" as RiskId, state: "closed" })
    expect(order()).toEqual(["fire", "strike", "rain"])
    const map = heatMap(registerOf(ana.snapshot))
    expect(map.map(row => row.map(cell => cell.length).join(" "))).toEqual([
      "0 0 0 0 0",
      "0 0 0 0 0",
      "0 0 0 0 0",
      "0 0 0 0 0",
      "0 1 0 0 1",
    ])
    ana.do(trashRisk, { id: "fire" as RiskId })
    expect(living(ana.snapshot.risks)).toHaveLength(2)
    ana.do(restoreRisk, { id: "fire" as RiskId })
    expect(living(ana.snapshot.risks)).toHaveLength(3)
    const refusals = [
      refusalOf(ana, patchRisk, { id: "fire" as RiskId, probability: 6 }),
      refusalOf(ana, patchRisk, { id: "fire" as RiskId, residualImpact: -1 }),
      refusalOf(ana, patchRisk, { id: "fire" as RiskId, title: " " }),
      refusalOf(ana, patchRisk, { id: "fire" as RiskId, contingencyTenths: -1 }),
      refusalOf(ana, patchRisk, { id: "flood" as RiskId, title: "Flood" }),
      refusalOf(ana, linkRisk, { id: "fire" as RiskId, item: "none" as ItemId, linked: true }),
    ]
    expect(refusals).toEqual([
      "grade-out-of-range",
      "grade-out-of-range",
      "title-missing",
      "duration-negative",
      "not-found",
      "not-found",
    ])
  })

  test("STEER-8 what is set aside adds up, and delays the items of a risk in as many forecasts as it is likely", () => {
    const ana = manager()
    const { Paint, Move } = makePlan(ana, { Paint: 2, Move: 1 })
    link(ana, Paint, Move)
    const rain = "rain" as RiskId
    ana.do(createRisk, { id: rain, title: "Rain", probability: 2, contingencyTenths: 3 * DAY })
    ana.do(linkRisk, { id: rain, item: Paint, linked: true })
    ana.do(createRisk, { id: "strike" as RiskId, title: "Strike", contingencyTenths: DAY })
    expect(contingencyOf(ana.snapshot)).toEqual({ time: 4 * DAY, money: 0 })
    const risks = forecastRisks(ana.snapshot)
    expect(risks).toEqual([{ id: rain, task: Paint, probability: 0.3, impact: 3 * DAY }])
    const drawn = forecastPlan(planOf(ana.snapshot), {
      runs: 2000,
      seed: 1,
      uncertainties: [],
      risks,
      correlations: {},
    })
    expect(drawn.by(50)).toBe(at("2026-12-02T17:00"))
    expect(drawn.by(90)).toBe(at("2026-12-07T17:00"))
    expect(drawn.chanceBy(at("2026-12-02T17:00"))).toBeCloseTo(0.7, 1)
    ana.do(patchRisk, { id: rain, state: "occurred" })
    expect(forecastRisks(ana.snapshot)).toEqual([])
  })
})

test("STEER-14 a deleted baseline can be restored, whole", () => {
  const ana = manager()
  makePlan(ana, { Paint: 2 })
  const id = "offer" as BaselineId
  ana.do(saveBaseline, { id, name: "Offer" })
  const rows = baselineOf(ana.snapshot, id)
  ana.do(trashBaseline, { id })
  expect(living(ana.snapshot.baselines)).toEqual([])
  ana.do(restoreBaseline, { id })
  expect(living(ana.snapshot.baselines)).toMatchObject([{ name: "Offer" }])
  expect(baselineOf(ana.snapshot, id)).toEqual(rows)
  expect(refusalOf(ana, restoreBaseline, { id: "none" as BaselineId })).toBe("not-found")
})

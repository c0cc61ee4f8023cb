import { expect } from "vitest"
import { restoreBaseline, renameBaseline, saveBaseline, trashBaseline } from "@weft/model/actions/baseline"
import { closeProject, leaveOpen, reopenProject } from "@weft/model/actions/charter"
import { setRate } from "@weft/model/actions/cost"
import { createItem, patchItems } from "@weft/model/actions/item"
import { askApproval, judgeGate, makeGate, patchGate, setApprover } from "@weft/model/actions/gate"
import { createRisk, linkRisk, patchRisk } from "@weft/model/actions/risk"
import { chooseStanding } from "@weft/model/actions/standing-value"
import type { BaselineId, ItemId, MemberId, RiskId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { baselineOf } from "@weft/model/plan/baselines-of-space"
import { charterOf, isClosedProject } from "@weft/model/plan/charter-of-space"
import { CLOSING_CHECKS, lateEdits } from "@weft/model/plan/closing"
import { gatesOf } from "@weft/model/plan/gates-of-space"
import { rateId } from "@weft/model/schema/money"
import { living } from "@weft/model/schema/snapshot"
import { itemOf, MORNING, SPACE, type Person } from "../support/person.ts"
import { makePlan } from "../support/planned-space.ts"
import { scenario } from "../support/two-replicas.ts"

const [ana, ben] = ["ana" as MemberId, "ben" as MemberId]

function close(person: Person): void {
  for (const check of CLOSING_CHECKS) person.do(leaveOpen, { check, note: "as agreed" })
  person.do(closeProject, {})
}

scenario("S10 a project is closed while somebody edits offline: the edits stand and are listed on reopening", {
  given: person => makePlan(person, { Paint: 2, Furnish: 1, Move: 1 }),
  ana: close,
  ben: (person, { Paint }) => {
    person.do(patchItems, { items: [Paint], fields: { title: "Paint twice" } })
    person.do(createItem, { id: "Late" as ItemId, title: "Sweep" })
  },
  outcome: ({ snapshot }, { Paint }) => {
    expect(isClosedProject(charterOf(snapshot))).toBe(true)
    expect(itemOf(snapshot, Paint).title).toBe("Paint twice")
    expect(lateEdits(snapshot).map(({ id }) => id)).toEqual(["Late", Paint].sort())
  },
  afterwards: ({ ana: first, ben: second, share }, { Paint, Move }) => {
    expect(second.try(patchItems, { items: [Move], fields: { title: "No more" } })).toMatchObject({
      reason: "project-closed",
    })
    first.do(reopenProject, {})
    share()
    expect(charterOf(second.snapshot)?.late?.map(({ id }) => id)).toEqual(["Late", Paint].sort())
    second.do(patchItems, { items: [Move], fields: { title: "Once more" } })
    share()
    expect(charterOf(first.snapshot)?.late).toHaveLength(2)
  },
})

scenario("S30 two close a project: it is closed once, with the notes of both, and nothing of theirs is late", {
  given: person => makePlan(person, { Paint: 2 }),
  ana: close,
  ben: person => {
    for (const check of CLOSING_CHECKS) person.do(leaveOpen, { check, note: "for the next project" })
    person.do(closeProject, {})
  },
  outcome: ({ snapshot, later }) => {
    const charter = charterOf(snapshot)
    expect(charter?.closedBy).toBe(later)
    expect(charter?.left["open-items"]).toBe(later === "ana" ? "as agreed" : "for the next project")
    expect(charter?.conflicts.map(({ field }) => field)).toContain("left-open-items")
    expect(lateEdits(snapshot)).toEqual([])
  },
})

function makeReview(person: Person) {
  const { Review } = makePlan(person, { Review: 1 })
  person.do(makeGate, { item: Review, isGate: true })
  person.do(patchGate, { item: Review, criteria: "The walls are dry", needed: 2 })
  for (const member of [ana, ben]) person.do(setApprover, { item: Review, member, approves: true })
  return { Review }
}

scenario("S31 a gate is approved while its criteria change: the approval was for other words and counts no more", {
  given: makeReview,
  ana: (person, { Review }) => person.do(patchGate, { item: Review, criteria: "The walls are dry and white" }),
  ben: (person, { Review }) => person.do(judgeGate, { item: Review, verdict: "approved" }),
  outcome: ({ snapshot }) => {
    const [state] = gatesOf(snapshot)
    expect(state).toMatchObject({ approved: [], isApproved: false, void: [{ by: "ben" }] })
  },
})

scenario("S32 two approve a gate: both approvals count", {
  given: makeReview,
  ana: (person, { Review }) => person.do(judgeGate, { item: Review, verdict: "approved" }),
  ben: (person, { Review }) => person.do(judgeGate, { item: Review, verdict: "approved" }),
  outcome: ({ snapshot }) => expect(gatesOf(snapshot)[0]).toMatchObject({ approved: [ana, ben], isApproved: true }),
})

scenario("S44 two people ask for the approval of a gate: the later one did, whatever was asked before", {
  given: person => {
    const made = makeReview(person)
    person.do(askApproval, { item: made.Review })
    return made
  },
  ana: (person, { Review }) => person.do(askApproval, { item: Review }),
  ben: (person, { Review }) => person.do(askApproval, { item: Review }),
  outcome: ({ snapshot, later }) => {
    const { askedBy, askedAt } = gatesOf(snapshot)[0]!.gate
    expect(askedBy).toBe(later)
    expect(askedAt).toBeGreaterThan(MORNING)
  },
})

scenario("S37 one person judges a gate on two devices whose criteria differ: no verdict is read with other criteria", {
  given: person => {
    const made = makeReview(person)
    person.do(judgeGate, { item: made.Review, verdict: "rejected" })
    return made
  },
  ana: (person, { Review }) => person.do(judgeGate, { item: Review, verdict: "approved" }),
  ben: (person, { Review }) => {
    person.do(patchGate, { item: Review, criteria: "The walls are dry and white" })
    const said = { item: Review, verdict: "rejected" } as const
    expect(isRefusal(person.replica.perform(judgeGate, SPACE, said, ana))).toBe(false)
  },
  outcome: ({ snapshot, later }) => {
    const [state] = gatesOf(snapshot)
    expect(state).toMatchObject(
      later === "ana" ? { approved: [], void: [{ verdict: "approved" }] } : { approved: [], rejected: [ana], void: [] },
    )
  },
})

scenario("S33 a milestone is made a gate twice, and approvers are named on both: it is one gate with all of them", {
  given: person => makePlan(person, { Review: 1 }),
  ana: (person, { Review }) => {
    person.do(makeGate, { item: Review, isGate: true })
    person.do(setApprover, { item: Review, member: ana, approves: true })
  },
  ben: (person, { Review }) => {
    person.do(makeGate, { item: Review, isGate: true })
    person.do(setApprover, { item: Review, member: ben, approves: true })
  },
  outcome: ({ snapshot }) => {
    expect(gatesOf(snapshot)).toMatchObject([{ gate: { approvers: [ana, ben] }, needed: 2 }])
  },
})

scenario("S34 a risk is graded, and linked to items, by two people: all of it stands", {
  given: person => {
    const items = makePlan(person, { Paint: 2, Move: 1 })
    person.do(createRisk, { id: "rain" as RiskId, title: "Rain" })
    return items
  },
  ana: (person, { Paint }) => {
    person.do(patchRisk, { id: "rain" as RiskId, probability: 5 })
    person.do(linkRisk, { id: "rain" as RiskId, item: Paint, linked: true })
  },
  ben: (person, { Move }) => {
    person.do(patchRisk, { id: "rain" as RiskId, impact: 4 })
    person.do(linkRisk, { id: "rain" as RiskId, item: Move, linked: true })
  },
  outcome: ({ snapshot }, { Paint, Move }) => {
    const [risk] = living(snapshot.risks)
    expect(risk).toMatchObject({ probability: 5, impact: 4, items: [Paint, Move].sort() })
  },
})

scenario(
  "S35 one person's rate from one day is set twice: it is one rate, and both amounts stand until it is set again",
  {
    given: person => makePlan(person, { Paint: 2 }),
    ana: person => person.do(setRate, { resource: ana, from: "2026-12-01", perHour: 8000 }),
    ben: person => person.do(setRate, { resource: ana, from: "2026-12-01", perHour: 9000 }),
    outcome: ({ snapshot, later }) => {
      const [rate, ...others] = living(snapshot.rates)
      expect(others).toEqual([])
      expect(rate).toMatchObject({ perHour: later === "ana" ? 8000 : 9000, conflicts: [{ field: "perHour" }] })
    },
    afterwards: ({ eve, ana: first, share }) => {
      const id = rateId(ana, "2026-12-01")
      const choice = { kind: "rates", id, field: "perHour", value: 8000 } as const
      expect(eve.try(chooseStanding, { ...choice, value: 7000 })).toMatchObject({ reason: "not-found" })
      eve.do(chooseStanding, choice)
      share()
      expect(first.snapshot.rates.get(id)).toMatchObject({ perHour: 8000, conflicts: [] })
    },
  },
)

scenario(
  "S36 a baseline is deleted while it is renamed: it is in the trash with its new name, and whole once restored",
  {
    given: person => {
      makePlan(person, { Paint: 2 })
      person.do(saveBaseline, { id: "offer" as BaselineId, name: "Offer" })
      return baselineOf(person.snapshot, "offer" as BaselineId)
    },
    ana: person => person.do(trashBaseline, { id: "offer" as BaselineId }),
    ben: person => person.do(renameBaseline, { id: "offer" as BaselineId, name: "Contract" }),
    outcome: ({ snapshot }) => {
      expect(living(snapshot.baselines)).toEqual([])
      expect(snapshot.baselines.get("offer")).toMatchObject({ name: "Contract", deleted: { by: "ana" } })
    },
    afterwards: ({ ben: person, share }, rows) => {
      person.do(restoreBaseline, { id: "offer" as BaselineId })
      share()
      expect(baselineOf(person.snapshot, "offer" as BaselineId)).toEqual(rows)
    },
  },
)

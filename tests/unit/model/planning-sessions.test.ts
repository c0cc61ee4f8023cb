import { expect, test } from "vitest"
import { createItem } from "@weft/model/actions/item"
import {
  agreeEstimate,
  callVote,
  castVote,
  decide,
  endSession,
  joinSession,
  layDownVotes,
  leadSession,
  reviseDecision,
  revealVotes,
  setTimer,
  startSession,
  trashDecision,
} from "@weft/model/actions/planning-session"
import type { DecisionId, ItemId, PlanningSessionId } from "@weft/model/base/ids"
import type { EstimateUnit } from "@weft/model/schema/planning-session"
import { ballotResult, decisionsOf, sessionsHeld } from "@weft/model/tasks/planning-session"
import { foundSpace, itemOf, MINUTE, MORNING, Person, SPACE } from "../../support/person.ts"

function planning(unit: EstimateUnit = "time") {
  const ana = new Person("ana", 1, MORNING)
  const ben = new Person("ben", 2, MORNING)
  foundSpace(ana, ["ana", "ben"])
  const [session, item] = [ana.newId<PlanningSessionId>(), ana.newId<ItemId>()]
  ana.do(createItem, { id: item, title: "Dig" })
  ana.do(startSession, { id: session, name: "Sprint 12", unit })
  /** Brings what one of them wrote to the other, but for what is theirs alone, as a relay does. */
  const share = () => {
    for (const [from, to] of [[ana, ben] as const, [ben, ana] as const])
      for (const update of from.outbox.splice(0)) if (!update.path.startsWith("personal/")) to.receive(update)
  }
  share()
  return { ana, ben, session, item, share }
}

test("SESSION-2 a vote is nobody else's until the votes are put on the table, and then everybody's", () => {
  const { ana, ben, session, item, share } = planning()
  ana.do(callVote, { session, item })
  share()
  ben.do(castVote, { session, value: 480 })
  expect(ben.outbox.map(({ path }) => path)).toEqual(["personal/ben"])
  ben.do(layDownVotes, { session })
  expect(ben.snapshot.votes.size, "nothing is laid down before").toBe(0)
  ana.do(revealVotes, { session })
  share()
  ben.do(layDownVotes, { session })
  share()
  expect(ballotResult(ana.snapshot, session, { item, round: 1 }).votes).toMatchObject([{ by: "ben", value: 480 }])
  ben.do(castVote, { session, value: 960 })
  share()
  expect(ballotResult(ana.snapshot, session, { item, round: 1 }).votes).toMatchObject([{ by: "ben", value: 960 }])
})

test("SESSION-1 votes are told from the least to the most, and whoever cannot say stands last and counts for no middle", () => {
  const { ana, ben, session, item, share } = planning()
  ana.do(callVote, { session, item })
  ana.do(revealVotes, { session })
  share()
  const result = () => ballotResult(ana.snapshot, session, { item, round: 1 })
  expect(result()).toEqual({ votes: [], least: null, most: null, middle: null })
  ana.do(castVote, { session, value: null })
  expect(result()).toMatchObject({ least: null, most: null, middle: null })
  ben.do(castVote, { session, value: 480 })
  share()
  expect(result()).toMatchObject({ votes: [{ by: "ben" }, { by: "ana" }], least: 480, most: 480, middle: 480 })
  ana.do(castVote, { session, value: 60 })
  expect(result()).toMatchObject({ votes: [{ by: "ana" }, { by: "ben" }], least: 60, most: 480, middle: 480 })
})

test("SESSION-1 whatever a document holds, nobody votes twice", () => {
  const { ana, session, item } = planning()
  ana.do(callVote, { session, item })
  ana.do(revealVotes, { session })
  ana.do(castVote, { session, value: 60 })
  const seed = { session, item, round: 1, by: "ana", value: 600 }
  ana.replica.write([{ do: "create", document: `space/${SPACE}`, kind: "votes", id: "again", seed }], ana.me)
  expect(ballotResult(ana.snapshot, session, { item, round: 1 }).votes).toMatchObject([{ by: "ana", value: 60 }])
})

test("SESSION-3 an item that is asked for again has a further round, and the votes before stay", () => {
  const { ana, session, item } = planning()
  ana.do(callVote, { session, item })
  ana.do(castVote, { session, value: 60 })
  ana.do(revealVotes, { session })
  ana.do(layDownVotes, { session })
  ana.do(callVote, { session, item })
  expect(ana.snapshot.planningSessions.get(session)?.ballot).toEqual({ item, round: 2, isRevealed: false })
  ana.do(castVote, { session, value: 120 })
  expect(ballotResult(ana.snapshot, session, { item, round: 1 }).middle).toBe(60)
  expect(ballotResult(ana.snapshot, session, { item, round: 2 }).votes).toEqual([])
})

test.each([
  ["time", { estimateMinutes: 480, points: null }],
  ["points", { estimateMinutes: null, points: 480 }],
] as const)(
  "SESSION-4 what is agreed on in %s is the item's estimate and a decision, taken back as one",
  (unit, fields) => {
    const { ana, session, item } = planning(unit)
    ana.do(callVote, { session, item })
    const step = ana.do(agreeEstimate, { session, decision: ana.newId<DecisionId>(), value: 480 })
    expect(itemOf(ana.snapshot, item)).toMatchObject(fields)
    expect(decisionsOf(ana.snapshot, session)).toMatchObject([{ item, estimate: 480, unit, by: "ana", at: MORNING }])
    ana.undo(step)
    expect(itemOf(ana.snapshot, item)).toMatchObject({ estimateMinutes: null, points: null })
    expect(decisionsOf(ana.snapshot, session)).toEqual([])
  },
)

test("SESSION-5 a session that is over refuses all but what was decided", () => {
  const { ana, session, item } = planning()
  ana.do(callVote, { session, item })
  ana.do(setTimer, { session, minutes: 5 })
  expect(ana.snapshot.planningSessions.get(session)?.timeUpAt).toBe(MORNING + 5 * MINUTE)
  ana.do(endSession, { session })
  expect(ana.snapshot.planningSessions.get(session)).toMatchObject({ endedAt: MORNING, timeUpAt: null })
  for (const action of [joinSession, leadSession, endSession, revealVotes])
    expect(ana.try(action, { session })).toMatchObject({ reason: "session-over" })
  expect(ana.try(callVote, { session, item })).toMatchObject({ reason: "session-over" })
  expect(ana.try(castVote, { session, value: 1 })).toMatchObject({ reason: "session-over" })
  ana.do(decide, { session, decision: ana.newId<DecisionId>(), item: null, text: " We begin on Monday " })
  expect(decisionsOf(ana.snapshot, session)).toMatchObject([{ text: "We begin on Monday" }])
})

test("SESSION-6 sessions stay with the project, the latest first, and what was decided can be changed and let go", () => {
  const { ana, session } = planning()
  const decision = ana.newId<DecisionId>()
  ana.do(decide, { session, decision, item: null, text: "We begin on Monday" })
  ana.do(endSession, { session })
  ana.now += MINUTE
  const next = ana.newId<PlanningSessionId>()
  ana.do(startSession, { id: next, name: "Sprint 13", unit: "time" })
  expect(sessionsHeld(ana.snapshot).map(({ name }) => name)).toEqual(["Sprint 13", "Sprint 12"])
  ana.do(reviseDecision, { decision, text: "We begin on Tuesday" })
  expect(decisionsOf(ana.snapshot, session)).toMatchObject([{ text: "We begin on Tuesday" }])
  const step = ana.do(trashDecision, { decision })
  expect(decisionsOf(ana.snapshot, session)).toEqual([])
  ana.undo(step)
  expect(decisionsOf(ana.snapshot, session)).toHaveLength(1)
})

test("SESSION-5 what makes no sense is refused with what to do", () => {
  const { ana, session, item } = planning()
  expect(ana.try(castVote, { session, value: 60 })).toMatchObject({ reason: "no-ballot" })
  expect(ana.try(revealVotes, { session })).toMatchObject({ reason: "no-ballot" })
  ana.do(callVote, { session, item })
  expect(ana.try(castVote, { session, value: -1 })).toMatchObject({ reason: "estimate-negative" })
  for (const minutes of [0, -5, Number.NaN, 1000])
    expect(ana.try(setTimer, { session, minutes })).toMatchObject({ reason: "timer-out-of-range" })
})

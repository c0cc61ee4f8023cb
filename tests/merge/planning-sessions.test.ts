import { expect } from "vitest"
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
  revealVotes,
  startSession,
} from "@weft/model/actions/planning-session"
import type { DecisionId, ItemId, MemberId, PlanningSessionId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { ballotResult, decisionsOf, sessionGoingOn } from "@weft/model/tasks/planning-session"
import { itemOf, MINUTE, SPACE, type Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

interface Planning {
  readonly session: PlanningSessionId
  readonly dig: ItemId
  readonly build: ItemId
}

function start(person: Person, name: string): PlanningSessionId {
  const id = person.newId<PlanningSessionId>()
  person.do(startSession, { id, name, unit: "time" })
  return id
}

/** A session that ana leads and ben takes part in, about two items. */
function startTogether(ana: Person): Planning {
  const session = start(ana, "Sprint 12")
  const [dig, build] = ["Dig", "Build"].map(title => {
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title })
    return id
  })
  return { session, dig: dig!, build: build! }
}

const sessionOf = (snapshot: Snapshot, { session }: Planning) => snapshot.planningSessions.get(session)!

/** Who voted what, as it lies on the table. */
const onTable = (snapshot: Snapshot, { session }: Planning, item: ItemId, round = 1) =>
  ballotResult(snapshot, session, { item, round }).votes.map(({ by, value }) => `${by} ${value}`)

scenario("J1 a session is begun twice: both are there, and everybody is in the one that began first", {
  given: () => ({}),
  ana: ana => void start(ana, "by ana"),
  ben: ben => void start(ben, "by ben"),
  outcome: ({ snapshot, later }) => {
    expect(snapshot.planningSessions.size).toBe(2)
    expect(sessionGoingOn(snapshot)?.name).toBe(later === "ana" ? "by ben" : "by ana")
  },
  afterwards: ({ ana, ben, eve, later, share }) => {
    ana.do(endSession, { session: sessionGoingOn(ana.snapshot)!.id })
    share()
    for (const person of [ana, ben, eve])
      expect(sessionGoingOn(person.snapshot)?.name).toBe(later === "ana" ? "by ana" : "by ben")
  },
})

scenario(
  "J2 one votes, the other puts the votes on the table: nobody else has a vote before, and all lie there after",
  {
    given: ana => {
      const planning = startTogether(ana)
      ana.do(callVote, { session: planning.session, item: planning.dig })
      ana.do(castVote, { session: planning.session, value: 480 })
      return planning
    },
    ana: (ana, { session }) => {
      ana.do(revealVotes, { session })
      ana.do(layDownVotes, { session })
    },
    ben: (ben, { session }) => {
      expect(ben.snapshot.votes.size).toBe(0)
      ben.do(joinSession, { session })
      ben.do(castVote, { session, value: 960 })
    },
    outcome: ({ snapshot }, planning) => {
      expect(sessionOf(snapshot, planning).ballot).toMatchObject({ isRevealed: true })
      expect(onTable(snapshot, planning, planning.dig)).toEqual(["ana 480"])
    },
    afterwards: ({ ana, ben, eve, share }, planning) => {
      ben.do(layDownVotes, { session: planning.session })
      ben.do(layDownVotes, { session: planning.session })
      share()
      for (const person of [ana, ben, eve])
        expect(onTable(person.snapshot, planning, planning.dig)).toEqual(["ana 480", "ben 960"])
    },
  },
)

scenario("J3 votes are asked for on two items: one is asked for everywhere, and votes stay where they were given", {
  given: startTogether,
  ana: (ana, { session, dig }) => {
    ana.do(callVote, { session, item: dig })
    ana.do(castVote, { session, value: 60 })
  },
  ben: (ben, { session, build }) => {
    ben.do(callVote, { session, item: build })
    ben.do(castVote, { session, value: 120 })
  },
  outcome: ({ snapshot, later }, planning) =>
    expect(sessionOf(snapshot, planning).ballot).toEqual({
      item: later === "ana" ? planning.dig : planning.build,
      round: 1,
      isRevealed: false,
    }),
  afterwards: ({ ana, ben, eve, later, share }, planning) => {
    const { session, dig, build } = planning
    ana.do(revealVotes, { session })
    ana.do(layDownVotes, { session })
    share()
    ben.do(layDownVotes, { session })
    share()
    for (const person of [ana, ben, eve]) {
      expect(onTable(person.snapshot, planning, dig)).toEqual(["ana 60"])
      expect(onTable(person.snapshot, planning, build)).toEqual(["ben 120"])
    }
    const again = later === "ana" ? dig : build
    ana.do(callVote, { session, item: again })
    expect(sessionOf(ana.snapshot, planning).ballot).toMatchObject({ item: again, round: 2, isRevealed: false })
  },
})

scenario("J4 one decides, the other ends the session: it is over, and the decision is kept with it", {
  given: ana => {
    const planning = startTogether(ana)
    ana.do(callVote, { session: planning.session, item: planning.dig })
    return planning
  },
  ana: (ana, { session, dig }) => {
    ana.do(decide, { session, decision: ana.newId<DecisionId>(), item: dig, text: "We rent an excavator" })
    ana.now += MINUTE
    ana.do(agreeEstimate, { session, decision: ana.newId<DecisionId>(), value: 480 })
  },
  ben: (ben, { session }) => ben.do(endSession, { session }),
  outcome: ({ snapshot }, planning) => {
    expect(sessionGoingOn(snapshot)).toBeNull()
    expect(decisionsOf(snapshot, planning.session)).toMatchObject([
      { text: "We rent an excavator", estimate: null },
      { text: "", estimate: 480, unit: "time", item: planning.dig },
    ])
    expect(itemOf(snapshot, planning.dig).estimateMinutes).toBe(480)
  },
})

scenario("J5 two take the lead: the later leads, and both take part", {
  given: ana => {
    const planning = startTogether(ana)
    const led = ana.replica.perform(leadSession, SPACE, { session: planning.session }, "eve" as MemberId)
    expect(isRefusal(led)).toBe(false)
    return planning
  },
  ana: (ana, { session }) => ana.do(leadSession, { session }),
  ben: (ben, { session }) => ben.do(leadSession, { session }),
  outcome: ({ snapshot, later }, planning) =>
    expect(sessionOf(snapshot, planning)).toMatchObject({ people: ["ana", "ben", "eve"], facilitator: later }),
})

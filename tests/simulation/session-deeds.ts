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
  reviseDecision,
  setTimer,
  startSession,
  trashDecision,
} from "@weft/model/actions/planning-session"
import type { DecisionId, PlanningSessionId } from "@weft/model/base/ids"
import { below } from "@weft/model/base/random"
import { living } from "@weft/model/schema/snapshot"
import { sessionGoingOn } from "@weft/model/tasks/planning-session"
import { deed, type Deed } from "./deed.ts"
import type { Drawing } from "./drawing.ts"
import { chance, pick, weighted } from "./draw.ts"

/** How often each step of a planning session is drawn. */
const WEIGHTS = {
  call: 2,
  vote: 12,
  reveal: 6,
  layDown: 8,
  agree: 3,
  decide: 3,
  revise: 1,
  join: 2,
  lead: 1,
  timer: 1,
  end: 1,
} as const satisfies Record<string, number>

/** Draws something that people do who plan together: in the session that goes on, else they begin one. */
export function drawSessionDeed({ person, snapshot, random, hasOwn = false }: Drawing): Deed | null {
  const goingOn = sessionGoingOn(snapshot)
  const session = goingOn?.id
  if (session === undefined || chance(0.03, random))
    return deed(startSession, {
      id: person.newId<PlanningSessionId>(),
      name: "Sprint",
      unit: pick(["time", "points"] as const, random)!,
    })
  // The same few items for everybody, or rounds would never meet.
  const items = living(snapshot.items)
    .map(({ id }) => id)
    .sort()
  const item = pick(items.slice(0, 2), random)
  if (goingOn?.ballot === null && item !== undefined) return deed(callVote, { session, item })
  switch (weighted(WEIGHTS, random)) {
    case "call":
      return item === undefined ? null : deed(callVote, { session, item })
    case "vote":
      return hasOwn ? deed(castVote, { session, value: chance(0.1, random) ? null : below(13, random) }) : null
    case "reveal":
      return deed(revealVotes, { session })
    case "layDown":
      return hasOwn ? deed(layDownVotes, { session }) : null
    case "agree":
      return deed(agreeEstimate, { session, decision: person.newId<DecisionId>(), value: below(13, random) })
    case "decide":
      return deed(decide, { session, decision: person.newId<DecisionId>(), item: item ?? null, text: "We rent it" })
    case "revise": {
      const decision = pick([...snapshot.decisions.keys()].sort(), random) as DecisionId | undefined
      if (decision === undefined) return null
      return chance(0.5, random)
        ? deed(reviseDecision, { decision, text: "We buy it" })
        : deed(trashDecision, { decision })
    }
    case "join":
      return deed(joinSession, { session })
    case "lead":
      return deed(leadSession, { session })
    case "timer":
      return deed(setTimer, { session, minutes: chance(0.3, random) ? null : 5 })
    case "end":
      return deed(endSession, { session })
  }
}

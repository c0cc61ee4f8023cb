import type { DecisionId, ItemId, PlanningSessionId } from "../base/ids.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import {
  heldVoteId,
  voteId,
  type Ballot,
  type EstimateUnit,
  type PlanningSession,
  type Vote,
} from "../schema/planning-session.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { defineAction, type ActionContext } from "./define.ts"

const MINUTE = 60_000
/** The longest that is talked about one thing, in minutes. */
const MOST_MINUTES = 240

export interface StartSession {
  readonly id: PlanningSessionId
  readonly name: string
  readonly unit: EstimateUnit
}

/** Begins a planning session, which whoever begins it leads. */
export const startSession = defineAction<StartSession>("session.start", ({ write, me, now }, { id, name, unit }) => {
  if (name.trim() === "") return refuse("name-missing")
  write.create("planningSessions", id, {
    name: name.trim(),
    unit,
    startedAt: now,
    startedBy: me,
    facilitator: me,
    people: [me],
  })
})

export interface OneSession {
  readonly session: PlanningSessionId
}

/** The session, if it still goes on. */
function goingOn({ planningSessions }: Snapshot, id: PlanningSessionId): PlanningSession | Refusal {
  const session = planningSessions.get(id)
  if (session === undefined || session.deleted !== null) return refuse("not-found")
  return session.endedAt === null ? session : refuse("session-over")
}

/** Takes part in a session. */
export const joinSession = defineAction<OneSession>("session.join", ({ snapshot, write, me }, { session }) => {
  const row = goingOn(snapshot, session)
  if (isRefusal(row)) return row
  write.add("planningSessions", session, "people", me)
})

/** Takes over the lead; of two who do at the same time the later leads. */
export const leadSession = defineAction<OneSession>("session.lead", ({ snapshot, write, me }, { session }) => {
  const row = goingOn(snapshot, session)
  if (isRefusal(row)) return row
  write.add("planningSessions", session, "people", me)
  write.patch("planningSessions", session, { facilitator: me })
})

/** Ends a session. What was decided stays; what somebody who is out of touch still decides comes to it (MERGE J4). */
export const endSession = defineAction<OneSession>("session.end", ({ snapshot, write, now }, { session }) => {
  const row = goingOn(snapshot, session)
  if (isRefusal(row)) return row
  write.patch("planningSessions", session, { endedAt: now, timeUpAt: null })
})

export interface CallVote extends OneSession {
  readonly item: ItemId
}

/** Asks everybody how much an item takes. Asked again, it is a further round, and the votes before stay as they were. */
export const callVote = defineAction<CallVote>("session.call-vote", ({ snapshot, write }, { session, item }) => {
  const row = goingOn(snapshot, session)
  if (isRefusal(row)) return row
  if (snapshot.items.get(item)?.deleted !== null) return refuse("not-found", { item })
  write.always("planningSessions", session, "ballot", {
    item,
    round: lastRound(snapshot, row, item) + 1,
    isRevealed: false,
  })
})

function lastRound({ votes }: Snapshot, { id, ballot }: PlanningSession, item: ItemId): number {
  const rounds = [...votes.values()].filter(vote => vote.session === id && vote.item === item).map(({ round }) => round)
  return Math.max(0, ballot?.item === item ? ballot.round : 0, ...rounds)
}

export interface CastVote extends OneSession {
  /** Minutes or points; nothing is that one cannot say. */
  readonly value: number | null
}

/**
 * Says how much one thinks that it takes. Until the votes are on the table only oneself can read it; after, it comes to the
 * others at once.
 */
export const castVote = defineAction<CastVote>("session.vote", (context, { session, value }) => {
  const row = goingOn(context.snapshot, session)
  if (isRefusal(row)) return row
  if (row.ballot === null) return refuse("no-ballot")
  if (value !== null && !(Number.isSafeInteger(value) && value >= 0)) return refuse("estimate-negative")
  hold(context, row, row.ballot, value)
  if (row.ballot.isRevealed) layDown(context, session, row.ballot, value)
})

function hold(
  { snapshot, write, me }: ActionContext,
  { id }: PlanningSession,
  { item, round }: Ballot,
  value: number | null,
): void {
  const held = heldVoteId(id, { item, round })
  const where = { member: me }
  if (!snapshot.heldVotes.has(held))
    write.create("heldVotes", held, { space: snapshot.space, session: id, item, round, by: me, value }, where)
  else write.set("heldVotes", held, "value", value, where)
}

function layDown(
  { snapshot, write, me }: ActionContext,
  session: PlanningSessionId,
  { item, round }: Pick<Ballot, "item" | "round">,
  value: Vote["value"],
): void {
  const id = voteId(session, { item, round }, me)
  if (!snapshot.votes.has(id)) write.create("votes", id, { session, item, round, by: me, value })
  else write.patch("votes", id, { value })
}

/** Puts the votes on the table: everybody's device lays down what its person voted. */
export const revealVotes = defineAction<OneSession>("session.reveal", (context, { session }) => {
  const row = goingOn(context.snapshot, session)
  if (isRefusal(row)) return row
  if (row.ballot === null) return refuse("no-ballot")
  context.write.set("planningSessions", session, "ballot", { ...row.ballot, isRevealed: true })
})

/**
 * Lays down what one voted in ballots that are revealed, or over, and whose votes are not on the table yet: what the
 * device of whoever voted does by itself. Nothing where there is none. Done on two devices it is done once.
 */
export const layDownVotes = defineAction<OneSession>("session.lay-down", (context, { session }) => {
  const { snapshot, me } = context
  const row = snapshot.planningSessions.get(session)
  if (row === undefined) return refuse("not-found")
  for (const vote of living(snapshot.heldVotes)) {
    const { item, round, value } = vote
    if (vote.session !== session || vote.by !== me || item === null) continue
    const isHidden = row.ballot?.item === item && row.ballot.round === round && !row.ballot.isRevealed
    if (!isHidden && !snapshot.votes.has(voteId(session, { item, round }, me)))
      layDown(context, session, { item, round }, value)
  }
})

export interface AgreeEstimate extends OneSession {
  readonly decision: DecisionId
  readonly value: number
}

/** Gives the item of the ballot what was agreed on, and keeps it among what was decided. */
export const agreeEstimate = defineAction<AgreeEstimate>(
  "session.agree",
  ({ snapshot, write, me, now }, { session, decision, value }) => {
    const row = goingOn(snapshot, session)
    if (isRefusal(row)) return row
    if (row.ballot === null) return refuse("no-ballot")
    const { item } = row.ballot
    if (!snapshot.items.has(item)) return refuse("not-found", { item })
    if (!(Number.isSafeInteger(value) && value >= 0)) return refuse("estimate-negative")
    write.patch("items", item, row.unit === "points" ? { points: value } : { estimateMinutes: value })
    write.create("decisions", decision, { session, item, estimate: value, unit: row.unit, by: me, at: now })
  },
)

export interface Decide extends OneSession {
  readonly decision: DecisionId
  readonly item: ItemId | null
  readonly text: string
}

/** Keeps what was decided, also after the session. */
export const decide = defineAction<Decide>("session.decide", ({ snapshot, write, me, now }, { decision, ...said }) => {
  if (!snapshot.planningSessions.has(said.session)) return refuse("not-found")
  if (said.text.trim() === "") return refuse("text-missing")
  write.create("decisions", decision, { ...said, text: said.text.trim(), by: me, at: now })
})

export interface OneDecision {
  readonly decision: DecisionId
}

export const reviseDecision = defineAction<OneDecision & { readonly text: string }>(
  "session.revise",
  ({ snapshot, write }, { decision, text }) => {
    if (!snapshot.decisions.has(decision)) return refuse("not-found")
    if (text.trim() === "") return refuse("text-missing")
    write.patch("decisions", decision, { text: text.trim() })
  },
)

export const trashDecision = defineAction<OneDecision>("session.undecide", ({ snapshot, write, me }, { decision }) => {
  if (!snapshot.decisions.has(decision)) return refuse("not-found")
  write.trash("decisions", decision, me)
})

export interface SetTimer extends OneSession {
  /** `null` stops it. */
  readonly minutes: number | null
}

/** Gives what is talked about so many minutes from now. */
export const setTimer = defineAction<SetTimer>("session.timer", ({ snapshot, write, now }, { session, minutes }) => {
  const row = goingOn(snapshot, session)
  if (isRefusal(row)) return row
  if (minutes !== null && !(minutes > 0 && minutes <= MOST_MINUTES))
    return refuse("timer-out-of-range", { most: MOST_MINUTES })
  write.patch("planningSessions", session, { timeUpAt: minutes === null ? null : now + Math.round(minutes * MINUTE) })
})

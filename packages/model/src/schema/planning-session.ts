import {
  computedId,
  type DecisionId,
  type HeldVoteId,
  type ItemId,
  type MemberId,
  type PlanningSessionId,
  type SpaceId,
  type VoteId,
} from "../base/ids.ts"
import { count, maybe, oneOf, ref, setOf, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/** What people estimate in. */
export const ESTIMATE_UNITS = ["time", "points"] as const
export type EstimateUnit = (typeof ESTIMATE_UNITS)[number]

/**
 * What is voted on: an item, in its how manyth round, and whether the votes are on the table. One value, so that two who
 * lead at the same time never make a mix of it.
 */
export interface Ballot {
  readonly item: ItemId
  readonly round: number
  readonly isRevealed: boolean
}

function ballot() {
  return structured<Ballot>("ballot", raw => {
    const { item, round, isRevealed } = (typeof raw === "object" && raw !== null ? raw : {}) as Record<string, unknown>
    const isSound = typeof item === "string" && typeof round === "number" && Number.isSafeInteger(round) && round >= 1
    return isSound ? { item: item as ItemId, round, isRevealed: isRevealed === true } : null
  })
}

/** People of a space who plan together for a while, and one who leads them. It is kept with what was decided. */
const planningSessionFields = {
  name: text(),
  unit: oneOf(ESTIMATE_UNITS, "time"),
  /** Milliseconds since 1970. */
  startedAt: count(),
  startedBy: ref<MemberId>(),
  /** Nothing while it goes on. */
  endedAt: maybe(count()),
  /** Who leads: where they go, the others go along. */
  facilitator: ref<MemberId>(),
  /** Everybody who took part. */
  people: setOf<MemberId>(),
  ballot: ballot(),
  /** When the time for what is talked about is up, in milliseconds since 1970; nothing where no clock runs. */
  timeUpAt: maybe(count()),
}
export const planningSessions = defineRecord<PlanningSessionId, typeof planningSessionFields>(
  "planningSessions",
  "space",
  planningSessionFields,
)
export type PlanningSession = Row<PlanningSessionId, typeof planningSessionFields>

/** What somebody thinks an item takes: minutes or points, by the unit of the session; nothing is that they cannot say. */
const voteFields = {
  session: ref<PlanningSessionId>(),
  item: ref<ItemId>(),
  round: count(),
  by: ref<MemberId>(),
  value: maybe(count()),
}

/** A vote on the table: it lies in the space only once the ballot is revealed. */
export const votes = defineRecord<VoteId, typeof voteFields>("votes", "space", voteFields)
export type Vote = Row<VoteId, typeof voteFields>

/** The id of a vote: given on two devices of a person it is one. */
export function voteId(
  session: PlanningSessionId,
  { item, round }: Pick<Ballot, "item" | "round">,
  by: MemberId,
): VoteId {
  return computedId<VoteId>("vote", session, item, String(round), by)
}

/** A vote in its member's own hand, where nobody else reads it. */
const heldVoteFields = { ...voteFields, space: ref<SpaceId>() }
export const heldVotes = defineRecord<HeldVoteId, typeof heldVoteFields>("heldVotes", "personal", heldVoteFields)
export type HeldVote = Row<HeldVoteId, typeof heldVoteFields>

export function heldVoteId(session: PlanningSessionId, { item, round }: Pick<Ballot, "item" | "round">): HeldVoteId {
  return computedId<HeldVoteId>("held-vote", session, item, String(round))
}

/** Something that people agreed on; it stays with the project. */
const decisionFields = {
  session: ref<PlanningSessionId>(),
  /** What it is about, if about one item. */
  item: ref<ItemId>(),
  text: text(),
  /** That the item takes so much, in the unit beside it; nothing for what is said in words. */
  estimate: maybe(count()),
  unit: oneOf(ESTIMATE_UNITS, "time"),
  by: ref<MemberId>(),
  /** Milliseconds since 1970. */
  at: count(),
}
export const decisions = defineRecord<DecisionId, typeof decisionFields>("decisions", "space", decisionFields)
export type Decision = Row<DecisionId, typeof decisionFields>

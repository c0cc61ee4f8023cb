import type { MemberId, PlanningSessionId } from "../base/ids.ts"
import { compareText } from "../base/rank.ts"
import { voteId, type Ballot, type Decision, type PlanningSession, type Vote } from "../schema/planning-session.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"

/** The session that goes on in a space: of several, the one that began first (MERGE J1). */
export function sessionGoingOn({ planningSessions }: Pick<Snapshot, "planningSessions">): PlanningSession | null {
  const open = living(planningSessions).filter(({ endedAt }) => endedAt === null)
  return open.sort((left, right) => left.startedAt - right.startedAt || compareText(left.id, right.id))[0] ?? null
}

/** What a vote came to, once it is on the table. */
export interface BallotResult {
  /** One for each person, the least first; who could not say stands last. */
  readonly votes: readonly Vote[]
  /** Of those who could say; nothing where nobody could. */
  readonly least: number | null
  readonly most: number | null
  /** The middle one, of an even number the greater of the two in the middle: estimates are rather too low. */
  readonly middle: number | null
}

/** The votes of a ballot that are on the table. */
export function ballotResult(
  { votes }: Pick<Snapshot, "votes">,
  session: PlanningSessionId,
  { item, round }: Pick<Ballot, "item" | "round">,
): BallotResult {
  const cast = living(votes)
    .filter(vote => vote.session === session && vote.item === item && vote.round === round)
    // Whatever a document holds, nobody votes twice.
    .filter(({ id, by }) => by !== null && id === voteId(session, { item, round }, by))
    .sort((left, right) => (left.value ?? Infinity) - (right.value ?? Infinity) || compareText(left.id, right.id))
  const said = cast.flatMap(({ value }) => (value === null ? [] : [value]))
  return {
    votes: cast,
    least: said[0] ?? null,
    most: said.at(-1) ?? null,
    middle: said[Math.floor(said.length / 2)] ?? null,
  }
}

/** The sessions of a space, the one that began last first. */
export function sessionsHeld({ planningSessions }: Pick<Snapshot, "planningSessions">): PlanningSession[] {
  return living(planningSessions).sort(
    (left, right) => right.startedAt - left.startedAt || compareText(left.id, right.id),
  )
}

/** What was decided in a session, in the order in which it was. */
export function decisionsOf({ decisions }: Pick<Snapshot, "decisions">, session: PlanningSessionId): Decision[] {
  return living(decisions)
    .filter(decision => decision.session === session)
    .sort((left, right) => left.at - right.at || compareText(left.id, right.id))
}

/** Whether somebody takes part in a session, so that they are led and vote. */
export function takesPart({ people }: Pick<PlanningSession, "people">, member: MemberId): boolean {
  return people.includes(member)
}

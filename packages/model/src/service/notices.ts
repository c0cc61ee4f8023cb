import type { Escalation, PutAwayNotice } from "../schema/escalation.ts"
import { living, type Snapshot, type Table } from "../schema/snapshot.ts"
import { isClosedState } from "./space-tickets.ts"

/** Whose notices are asked for. */
export interface Reader {
  readonly me: string
  /** The teams that they are in. */
  readonly teams: ReadonlySet<string>
  /** The notices that they have put away, see {@link putAwayIn}. */
  readonly putAway: ReadonlySet<string>
}

/** Whether a member is told of what was escalated, be it as one of a team or as one of all. */
export function isTold({ isNotice, told, deleted }: Escalation, { me, teams }: Pick<Reader, "me" | "teams">): boolean {
  return isNotice && deleted === null && (told.length === 0 || told.includes(me) || told.some(one => teams.has(one)))
}

/** The notices that a member has put away. */
export function putAwayIn(table: Table<PutAwayNotice>): ReadonlySet<string> {
  return new Set(living(table).flatMap(({ notice }) => (notice === null ? [] : [notice])))
}

/** Of each clock's cycle the last notice: that something is late says more than that it soon would be. */
export function lastOfEach(notices: Iterable<Escalation>): readonly Escalation[] {
  const last = new Map<string, Escalation>()
  for (const notice of notices) {
    const clock = `${notice.item} ${notice.audience} ${notice.target} ${notice.cycle}`
    const known = last.get(clock)
    if (known === undefined || notice.at > known.at || (notice.at === known.at && notice.id > known.id))
      last.set(clock, notice)
  }
  return [...last.values()]
}

/** What a member is told of in a space and has not put away, the latest first: of tickets that are open. */
export function noticesFor(
  { escalations, items, statuses }: Pick<Snapshot, "escalations" | "items" | "statuses">,
  reader: Reader,
): readonly Escalation[] {
  const notices: Escalation[] = []
  for (const notice of lastOfEach(escalations.values().filter(one => isTold(one, reader)))) {
    if (reader.putAway.has(notice.id)) continue
    const item = items.get(notice.item ?? "")
    if (item === undefined || item.deleted !== null || item.archived) continue
    if (!isClosedState(statuses.get(item.status ?? "")?.category ?? "")) notices.push(notice)
  }
  return notices.sort((one, other) => other.doneAt - one.doneAt || (one.id < other.id ? -1 : 1))
}

import type { MemberId } from "../base/ids.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { assigneeFor, assignmentTermsOf, isAutomaticFor, type Assignment } from "../service/assignment.ts"
import type { UnassignedTicket } from "../service/unassigned.ts"
import { assignablePeople, USUAL_MINUTES } from "./assignable-people.ts"
import { remainingMinutes } from "./claims-of-space.ts"

/** Whether any rule of a space gives tickets by itself. */
export function hasAutomaticRules({ assignmentRules }: Pick<Snapshot, "assignmentRules">): boolean {
  return living(assignmentRules).some(({ automaticFrom }) => automaticFrom > 0)
}

/**
 * Whom rules give tickets that were just opened, of those that a rule gives by itself; one after another, so that of many
 * who come at once each counts for the next.
 *
 * @param now milliseconds since 1970
 */
export function* automaticAssignments(
  snapshot: Snapshot,
  tickets: readonly UnassignedTicket[],
  now: number,
): Generator<Assignment & { readonly ticket: UnassignedTicket }> {
  const terms = assignmentTermsOf(snapshot)
  const known = assignablePeople(snapshot, now)
  const given = new Map<string, number>()
  const loadOf = (member: MemberId) => {
    const { wanted, available } = known.loadOf(member)
    return { wanted: wanted + (given.get(member) ?? 0), available }
  }
  for (const ticket of tickets) {
    const assignment = assigneeFor(ticket, terms, { ...known, loadOf }, ticket.openedAt)
    const { rule, member } = assignment
    if (rule === null || !isAutomaticFor(rule, ticket.openedAt)) continue
    const item = snapshot.items.get(ticket.id)
    const minutes = (item === undefined ? null : remainingMinutes(item)) ?? USUAL_MINUTES
    if (member !== null) given.set(member, (given.get(member) ?? 0) + minutes)
    yield { ...assignment, ticket }
  }
}

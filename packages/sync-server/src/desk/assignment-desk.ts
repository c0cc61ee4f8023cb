import { stampAt } from "@weft/model/base/hybrid-clock"
import type { ItemId } from "@weft/model/base/ids"
import { automaticAssignments } from "@weft/model/capacity/automatic-assignment"
import { cellKey, memberKey } from "@weft/model/replica/entry"
import type { Change } from "@weft/model/schema/change"
import { BY_ITSELF } from "@weft/model/schema/escalation"
import { ticketEventId } from "@weft/model/schema/service"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { StoredEntry } from "@weft/model/schema/stored"
import type { UnassignedTicket } from "@weft/model/service/unassigned"

/** Whom a ticket is given by a rule: what is written of its item, and the event that tells it. */
export interface GivenTicket {
  readonly entries: readonly StoredEntry[]
  readonly event: Change
}

/**
 * What rules give to people that nobody else has given to anybody.
 *
 * The owner is written with the stamp of the ticket's opening: whatever a person says meanwhile about who has it is later,
 * and stands. So does its event, which comes right after the opening. Both are the same however often this is asked. What
 * calls itself opened later than now is written as of now, so that people can still take it, and what a rule has given
 * before is given by none again, whatever became of its event.
 *
 * @param replica under whose name it is written
 */
export function givenTickets(
  snapshot: Snapshot,
  tickets: readonly UnassignedTicket[],
  { now, replica }: { readonly now: number; readonly replica: string },
): GivenTicket[] {
  const eventOf = (ticket: UnassignedTicket) => ticketEventId(ticket.id as ItemId, "given by a rule")
  const lacking = tickets.filter(ticket => !snapshot.ticketEvents.has(eventOf(ticket)))
  return Array.from(automaticAssignments(snapshot, lacking, now), ({ ticket, member, team }) => {
    const id = ticket.id as ItemId
    const stamp = stampAt(Math.min(ticket.openedAt, now))
    const cell = (field: string, value: string): StoredEntry => ({
      kind: "items",
      key: cellKey(id, field, replica),
      stored: [value, stamp],
    })
    const seed = { item: id, kind: "changed", at: ticket.openedAt, by: BY_ITSELF }
    const event = (fact: string, value: string): Change => ({
      do: "create",
      document: `space/${snapshot.space}`,
      kind: "ticketEvents",
      id: eventOf(ticket),
      seed: { ...seed, [`facts-${fact}`]: value },
    })
    if (member === null) return { entries: [cell("team", team!)], event: event("queue", team!) }
    const assignee = { kind: "items", key: memberKey(id, "assignees", member, replica), stored: stamp }
    return { entries: [cell("owner", member), assignee], event: event("owner", member) }
  })
}

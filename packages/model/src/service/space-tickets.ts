import { CONVERTED, type TicketEventKind, type TicketEventRow } from "../schema/service.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { mergedTickets } from "./merged-tickets.ts"
import type { TicketEvent } from "./ticket-event.ts"

/** What was said with a requester. It counts for the ticket that survives, whichever it was said on. */
const SPOKEN: ReadonlySet<TicketEventKind> = new Set(["customer-message", "agent-reply", "automatic-reply"])

/** An event as clocks read it. */
export function ticketEventOf({ id, item, kind, at, by, message, facts, target, reason }: TicketEventRow): TicketEvent {
  return { id, ticket: item ?? "", kind, at, by: by ?? "", message, facts, target, reason }
}

/**
 * The living events of a space by ticket, in no order. A ticket that others were merged into has their conversations
 * beside its own events, from its own opening on.
 */
export function eventsByTicket(
  snapshot: Pick<Snapshot, "ticketEvents" | "items">,
): ReadonlyMap<string, readonly TicketEvent[]> {
  const events = new Map<string, TicketEvent[]>()
  for (const row of snapshot.ticketEvents.values()) {
    if (row.deleted !== null || row.item === null) continue
    const own = events.get(row.item)
    if (own === undefined) events.set(row.item, [ticketEventOf(row)])
    else own.push(ticketEventOf(row))
  }
  for (const [survivor, others] of mergedTickets(snapshot.items)) {
    const own = events.get(survivor) ?? []
    const merged = others.map(other => events.get(other) ?? [])
    events.set(survivor, withConversationsOf(own, merged) as TicketEvent[])
  }
  return events
}

/** The same for one ticket alone. */
export function eventsOfTicket(
  { ticketEvents, items }: Pick<Snapshot, "ticketEvents" | "items">,
  ticket: string,
): readonly TicketEvent[] {
  const others = mergedTickets(items).get(ticket) ?? []
  const told = new Map<string, TicketEvent[]>([ticket, ...others].map(id => [id, []]))
  for (const row of ticketEvents.values())
    if (row.deleted === null && row.item !== null) told.get(row.item)?.push(ticketEventOf(row))
  return withConversationsOf(
    told.get(ticket)!,
    others.map(other => told.get(other)!),
  )
}

/**
 * A ticket's own events with what was said on those that were merged into it, from its own opening on; nothing of theirs
 * where it was never opened. What a requester wrote on one that is closed, and whoever closed it had seen, asks nothing any
 * more.
 */
export function withConversationsOf(
  own: readonly TicketEvent[],
  merged: readonly (readonly TicketEvent[])[],
): readonly TicketEvent[] {
  const opening = own.find(({ kind }) => kind === "opened")
  if (opening === undefined || merged.length === 0) return own
  const said = merged.flatMap(unanswered).filter(({ kind, at }) => SPOKEN.has(kind) && at >= opening.at)
  return [...own, ...said.map(event => ({ ...event, ticket: opening.ticket }))]
}

/** The events of a ticket without the messages that whoever closed it had seen. */
function unanswered(events: readonly TicketEvent[]): readonly TicketEvent[] {
  const closing = latest(events.filter(({ facts }) => facts["state"] !== undefined))
  if (closing === null || !isClosedState(closing.facts["state"]!)) return events
  const messages = events.filter(({ kind }) => kind === "customer-message")
  const seen = messages.find(({ message }) => message === closing.message)
  if (seen === undefined) return events
  return events.filter(event => event.kind !== "customer-message" || isLater(event, seen))
}

/**
 * The requester's last message, where it came while somebody closed the ticket who had not seen it: such a ticket is open
 * again (MERGE T6). Closing tells of the last message that it had seen; one after that has not been answered. Nothing
 * opens what was turned into something else (MERGE T9).
 */
export function messageUnseenAtClosing(events: readonly TicketEvent[]): TicketEvent | null {
  const closing = latest(events.filter(({ facts }) => facts["state"] !== undefined))
  if (closing === null || !isClosedState(closing.facts["state"]!)) return null
  const typed = latest(events.filter(({ facts }) => facts["type"] !== undefined))
  if (typed?.reason === CONVERTED) return null
  const last = latest(events.filter(({ kind }) => kind === "customer-message"))
  if (last === null || last.message === closing.message) return null
  const seen = events.find(({ kind, message }) => kind === "customer-message" && message === closing.message)
  return seen === undefined || isLater(last, seen) ? last : null
}

/** Whether a ticket in a status of this category is closed. */
export function isClosedState(state: string): boolean {
  return state === "done" || state === "cancelled"
}

function latest(events: readonly TicketEvent[]): TicketEvent | null {
  return events.reduce<TicketEvent | null>(
    (last, event) => (last === null || isLater(event, last) ? event : last),
    null,
  )
}

function isLater(one: TicketEvent, other: TicketEvent): boolean {
  return one.at > other.at || (one.at === other.at && one.id > other.id)
}

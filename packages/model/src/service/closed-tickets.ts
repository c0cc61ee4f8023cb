import type { Item } from "../schema/item.ts"
import type { Table } from "../schema/snapshot.ts"
import { quarterOf, type Quarter } from "../time/quarter.ts"
import { isClosedState } from "./space-tickets.ts"
import type { TicketEvent } from "./ticket-event.ts"

/** Tickets to be replayed: with what happened to each, and how many closed ones nothing is known of here. */
export interface ClosedTickets {
  readonly tickets: ReadonlyMap<string, readonly TicketEvent[]>
  readonly leftOut: number
}

/** The tickets of a space that were closed from one instant to another and still are, in milliseconds since 1970. */
export function ticketsClosedBetween(
  events: ReadonlyMap<string, readonly TicketEvent[]>,
  from: number,
  to: number,
): ReadonlyMap<string, readonly TicketEvent[]> {
  const closed = new Map<string, readonly TicketEvent[]>()
  for (const [ticket, told] of events) {
    const at = closedAt(told)
    if (at !== null && at >= from && at <= to) closed.set(ticket, told)
  }
  return closed
}

/** When a ticket was closed last; nothing where it is open, or was turned into something else or merged into another. */
function closedAt(events: readonly TicketEvent[]): number | null {
  let last: TicketEvent | null = null
  let merged = ""
  let mergedAt = -Infinity
  for (const event of events) {
    const { facts, at } = event
    if (facts["state"] !== undefined && (last === null || at > last.at || (at === last.at && event.id > last.id)))
      last = event
    if (facts["merged"] !== undefined && at >= mergedAt) [merged, mergedAt] = [facts["merged"], at]
  }
  if (last === null || merged !== "" || last.reason !== "") return null
  return isClosedState(last.facts["state"]!) ? last.at : null
}

/** The archived tickets of a space that were put away since an instant, by the quarter in whose document their past lies. */
export function archivedSince(
  items: Table<Item>,
  isTicket: (item: Item) => boolean,
  from: number,
): ReadonlyMap<Quarter, readonly string[]> {
  const first = quarterOf(from)
  const found = new Map<Quarter, string[]>()
  for (const item of items.values()) {
    const { archivedIn } = item
    if (!item.archived || archivedIn === null || archivedIn < first) continue
    if (item.deleted !== null || item.mergedInto !== null || !isTicket(item)) continue
    const known = found.get(archivedIn)
    if (known === undefined) found.set(archivedIn, [item.id])
    else known.push(item.id)
  }
  return found
}

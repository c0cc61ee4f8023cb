import type { Item } from "../schema/item.ts"
import { LAST_MOMENT } from "./business-calendar.ts"
import type { UnownedTicket } from "./assignment.ts"
import { orderEvents, type TicketEvent } from "./ticket-event.ts"
import { momentsOf } from "./timeline.ts"

/** A ticket that nobody has had a say in: neither a person nor a rule has given it to anybody. */
export interface UnassignedTicket extends UnownedTicket {
  /** Milliseconds since 1970. */
  readonly openedAt: number
}

/**
 * A ticket as rules see it that may give it to somebody; nothing where it is closed or gone, where somebody has it or has
 * had it, or where a person left it to nobody: that was meant.
 *
 * @param events what happened to it, in any order; also what a device tells whose clock is ahead
 */
export function unassignedTicket(item: Item, events: readonly TicketEvent[]): UnassignedTicket | null {
  if (item.deleted !== null || item.archived || item.movedTo !== null || item.mergedInto !== null) return null
  if (item.owner !== null || item.team !== null) return null
  const moments = momentsOf(orderEvents(events, LAST_MOMENT).events)
  const [opening, last] = [moments[0], moments.at(-1)]
  if (opening === undefined || last === undefined || last.isClosed) return null
  if (moments.some(({ event }) => (event.facts["owner"] ?? event.facts["queue"]) !== undefined)) return null
  return { id: item.id, facts: last.facts, openedAt: opening.at }
}

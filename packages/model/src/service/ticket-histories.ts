import type { Snapshot } from "../schema/snapshot.ts"
import { mergedTickets } from "./merged-tickets.ts"
import { ticketEventOf, withConversationsOf } from "./space-tickets.ts"
import type { TicketEvent } from "./ticket-event.ts"

type Kept = Pick<Snapshot, "ticketEvents" | "items">

/**
 * What happened to each ticket of a space, kept in step with its rows: the same as `eventsByTicket`, without reading every
 * event to know those of one ticket. Rows come as a function, since they are others after each change.
 */
export class TicketHistories {
  readonly #rows: () => Kept
  /** The ids of the events of each ticket, and the ticket of each event. */
  readonly #told = new Map<string, Set<string>>()
  readonly #ticketOf = new Map<string, string>()
  /** What was read of each ticket since it changed last. */
  readonly #read = new Map<string, readonly TicketEvent[]>()
  #merged: ReadonlyMap<string, readonly string[]>

  constructor(rows: () => Kept) {
    this.#rows = rows
    const { ticketEvents, items } = rows()
    for (const { id, item } of ticketEvents.values()) this.#note(id, item)
    this.#merged = mergedTickets(items)
  }

  /** All tickets of which something was told. */
  get tickets(): Iterable<string> {
    return this.#told.keys()
  }

  /** What happened to a ticket, in no order, with what was said on those that were merged into it. */
  of(ticket: string): readonly TicketEvent[] {
    const known = this.#read.get(ticket)
    if (known !== undefined) return known
    const others = (this.#merged.get(ticket) ?? []).map(other => this.#own(other))
    const events = withConversationsOf(this.#own(ticket), others)
    this.#read.set(ticket, events)
    return events
  }

  /** Takes in that rows of events changed; answers the tickets of which something else is told now. */
  eventsChanged(ids: Iterable<string>): ReadonlySet<string> {
    const { ticketEvents } = this.#rows()
    const changed = new Set<string>()
    for (const id of ids) {
      const row = ticketEvents.get(id)
      if (row !== undefined) this.#note(id, row.item)
      const ticket = this.#ticketOf.get(id)
      if (ticket !== undefined) changed.add(ticket)
    }
    for (const [survivor, others] of this.#merged) if (others.some(other => changed.has(other))) changed.add(survivor)
    for (const ticket of changed) this.#read.delete(ticket)
    return changed
  }

  /** Takes in that rows of items changed; answers the tickets of which something else is told since some were merged. */
  itemsChanged(ids: Iterable<string>): ReadonlySet<string> {
    const { items } = this.#rows()
    const before = this.#merged
    const within = new Set([...before].flatMap(([survivor, others]) => [survivor, ...others]))
    const concerns = [...ids].some(id => within.has(id) || items.get(id)?.mergedInto != null)
    if (!concerns) return NOBODY
    this.#merged = mergedTickets(items)
    const changed = new Set<string>()
    for (const [survivor, others] of [...before, ...this.#merged])
      if (!sameTickets(before.get(survivor), this.#merged.get(survivor)))
        for (const ticket of [survivor, ...others]) changed.add(ticket)
    for (const ticket of changed) this.#read.delete(ticket)
    return changed
  }

  #own(ticket: string): readonly TicketEvent[] {
    const { ticketEvents } = this.#rows()
    const events: TicketEvent[] = []
    for (const id of this.#told.get(ticket) ?? []) {
      const row = ticketEvents.get(id)
      if (row !== undefined && row.deleted === null) events.push(ticketEventOf(row))
    }
    return events
  }

  #note(event: string, ticket: string | null): void {
    if (ticket === null) return
    this.#ticketOf.set(event, ticket)
    const told = this.#told.get(ticket)
    if (told === undefined) this.#told.set(ticket, new Set([event]))
    else told.add(event)
  }
}

const NOBODY: ReadonlySet<string> = new Set()

function sameTickets(one: readonly string[] = [], other: readonly string[] = []): boolean {
  return one.length === other.length && one.every((ticket, place) => ticket === other[place])
}

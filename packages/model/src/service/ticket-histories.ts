import type { TicketEventRow } from "../schema/service.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { mergedTickets } from "./merged-tickets.ts"
import { isClosedState, messageUnseenAtClosing, ticketEventOf, withConversationsOf } from "./space-tickets.ts"
import type { TicketEvent } from "./ticket-event.ts"

type Kept = Pick<Snapshot, "ticketEvents" | "items">

/** How a ticket came to be closed. */
export interface Closing {
  /** When it was closed last, in milliseconds since 1970; 0 where nothing tells. */
  readonly at: number
  /** Its requester wrote while it was closed by somebody who had not seen that. */
  readonly isAskedAgain: boolean
}

/** Tickets of which all is to be read at once: those named, and those of which something was told lately. */
export interface Pressing {
  readonly tickets: ReadonlySet<string>
  /** Milliseconds since 1970. */
  readonly since: number
}

/**
 * What happened to each ticket of a space, kept in step with its rows: the same as `eventsByTicket`, without reading every
 * event to know those of one ticket. Rows come as a function, since they are others after each change.
 */
export class TicketHistories {
  readonly #rows: () => Kept
  readonly #isWhole: boolean
  /** The living events of each ticket, its own ones. */
  readonly #told = new Map<string, TicketEventRow[]>()
  readonly #closings = new Map<string, Closing>()
  /** What was read of each ticket since it changed last. */
  readonly #read = new Map<string, readonly TicketEvent[]>()
  #merged: ReadonlyMap<string, readonly string[]>

  /** @param pressing what is read at once; of all others each ticket when it is asked for */
  constructor(rows: () => Kept, pressing: Pressing | null = null) {
    this.#rows = rows
    this.#isWhole = pressing === null
    const { ticketEvents, items } = rows()
    const told = ticketEvents.values()
    const wanted = pressing === null ? null : ticketsOf(pressing, told)
    for (const row of told) if (wanted === null || wanted.has(row.item ?? "")) this.#add(row)
    this.#merged = mergedTickets(items)
  }

  /** Whether something that was told of a ticket was read: of each pressing one, and of others that were asked for. */
  hasRead(ticket: string): boolean {
    return this.#told.has(ticket)
  }

  /** All tickets of which something was told, where all were read at once. */
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

  /** How a ticket was closed, of one that is. */
  closing(ticket: string): Closing {
    const known = this.#closings.get(ticket)
    if (known !== undefined) return known
    const isMerged = this.#merged.has(ticket)
    const closing = isMerged ? closingOf(this.of(ticket)) : closingOf(this.#ownRows(ticket))
    this.#closings.set(ticket, closing)
    return closing
  }

  /** Takes in that rows of events changed; answers the tickets of which something else is told now. */
  eventsChanged(ids: Iterable<string>): ReadonlySet<string> {
    const { ticketEvents } = this.#rows()
    const changed = new Set<string>()
    for (const id of ids) {
      const row = ticketEvents.get(id)
      const ticket = row?.item ?? this.#ticketWith(id)
      if (ticket === undefined) continue
      changed.add(ticket)
      const before = this.#told.get(ticket)
      if (before === undefined && !this.#isWhole) {
        this.#ownRows(ticket)
        continue
      }
      if (before !== undefined)
        this.#told.set(
          ticket,
          before.filter(other => other.id !== id),
        )
      if (row !== undefined) this.#add(row)
    }
    for (const [survivor, others] of this.#merged) if (others.some(other => changed.has(other))) changed.add(survivor)
    this.#forget(changed)
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
    this.#forget(changed)
    return changed
  }

  #forget(tickets: Iterable<string>): void {
    for (const ticket of tickets) {
      this.#read.delete(ticket)
      this.#closings.delete(ticket)
    }
  }

  #own(ticket: string): readonly TicketEvent[] {
    return this.#ownRows(ticket).map(ticketEventOf)
  }

  #ownRows(ticket: string): readonly TicketEventRow[] {
    const known = this.#told.get(ticket)
    if (known !== undefined) return known
    const all = this.#isWhole ? [] : this.#rows().ticketEvents.values()
    const rows = all.filter(row => row.item === ticket && row.deleted === null)
    this.#told.set(ticket, rows)
    return rows
  }

  /** The ticket of an event that is gone, which hardly ever happens: what was just done is taken back. */
  #ticketWith(event: string): string | undefined {
    for (const [ticket, rows] of this.#told) if (rows.some(({ id }) => id === event)) return ticket
    return undefined
  }

  #add(row: TicketEventRow): void {
    if (row.item === null || row.deleted !== null) return
    const told = this.#told.get(row.item)
    if (told === undefined) this.#told.set(row.item, [row])
    else told.push(row)
  }
}

function ticketsOf({ tickets, since }: Pressing, told: readonly TicketEventRow[]): ReadonlySet<string> {
  const wanted = new Set(tickets)
  for (const { at, item } of told) if (at >= since && item !== null) wanted.add(item)
  return wanted
}

/** Either as it is kept or as clocks read it: both say the same of this. */
type Told = TicketEventRow | TicketEvent

function closingOf(rows: readonly Told[]): Closing {
  let at = 0
  let spoken: Told | null = null
  let closed: Told | null = null
  for (const row of rows) {
    if (row.kind === "customer-message" && (spoken === null || row.at > spoken.at)) spoken = row
    const { state } = row.facts
    if (state === undefined || !isClosedState(state)) continue
    at = Math.max(at, row.at)
    if (closed === null || row.at > closed.at) closed = row
  }
  // Nearly all were closed by somebody who had seen what was said last; only the others are looked at in full.
  const mayBeUnseen = closed !== null && spoken !== null && spoken.message !== closed.message
  return { at, isAskedAgain: mayBeUnseen && messageUnseenAtClosing(rows.map(asEvent)) !== null }
}

const asEvent = (told: Told): TicketEvent => ("ticket" in told ? told : ticketEventOf(told))

const NOBODY: ReadonlySet<string> = new Set()

function sameTickets(one: readonly string[] = [], other: readonly string[] = []): boolean {
  return one.length === other.length && one.every((ticket, place) => ticket === other[place])
}

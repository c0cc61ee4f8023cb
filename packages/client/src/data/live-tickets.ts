import { mergedTickets } from "@weft/model/service/merged-tickets"
import { ClockBoard } from "@weft/model/service/clock-board"
import { PolicyBook } from "@weft/model/service/policy-book"
import { withConversationsOf, ticketEventOf } from "@weft/model/service/space-tickets"
import { serviceTermsOf } from "@weft/model/service/space-terms"
import { ticketClocks, type TicketClocks } from "@weft/model/service/ticket-clocks"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { createSignal, onCleanup, type Accessor } from "solid-js"
import type { SpaceData } from "./workspace.ts"

/** How often time goes on for clocks, in milliseconds. */
const TICK_MILLIS = 15_000

const TERMS = ["serviceCalendars", "servicePolicies", "policyVersions"] as const

/** The tickets of a space with their clocks, kept in step with what happens to them and with time. */
export class LiveTickets {
  /** The present as clocks see it. Followed. */
  readonly now: Accessor<number>
  readonly #space: SpaceData
  readonly #setNow: (now: number) => void
  readonly #version = createSignal(0)
  readonly #stops: (() => void)[]
  /** The ids of the events of each ticket, and the ticket of each event. */
  readonly #told = new Map<string, Set<string>>()
  readonly #ticketOf = new Map<string, string>()
  readonly #events = new Map<string, readonly TicketEvent[]>()
  #merged: ReadonlyMap<string, readonly string[]>
  #book: PolicyBook
  #board: ClockBoard

  constructor(space: SpaceData, time: () => number) {
    const [now, setNow] = createSignal(time())
    this.now = now
    this.#setNow = setNow
    this.#space = space
    const { live } = space
    for (const row of live.plain.ticketEvents.values()) this.#note(row.id, row.item)
    this.#merged = mergedTickets(live.plain.items)
    this.#book = new PolicyBook(serviceTermsOf(live.plain))
    this.#board = this.#createBoard()
    this.#stops = [
      live.observe("ticketEvents", changed => this.#toldAnew(changed.keys())),
      live.observe("items", changed => this.#itemsChanged(changed.keys())),
      ...TERMS.map(kind => live.observe(kind, () => this.#termsChanged())),
    ]
    const timer = setInterval(() => this.#tick(time()), TICK_MILLIS)
    this.#stops.push(() => clearInterval(timer))
  }

  stop(): void {
    for (const stop of this.#stops) stop()
  }

  /** What happened to a ticket, with what was said on those that were merged into it. Followed. */
  events(ticket: string): readonly TicketEvent[] {
    this.#version[0]()
    return this.#eventsOf(ticket)
  }

  /** The clocks of a ticket at the present. Followed. */
  clocks(ticket: string): TicketClocks {
    return ticketClocks(this.#book, ticket, this.events(ticket), this.now())
  }

  /** When the first of a ticket's open clocks is or was due; nothing where all of them rest. Followed. */
  due(ticket: string): number | null {
    this.#version[0]()
    this.#eventsOf(ticket)
    return this.#board.dueOf(ticket)
  }

  #eventsOf(ticket: string): readonly TicketEvent[] {
    const known = this.#events.get(ticket)
    if (known !== undefined) return known
    const own = this.#own(ticket)
    const events = withConversationsOf(
      own,
      (this.#merged.get(ticket) ?? []).map(other => this.#own(other)),
    )
    this.#events.set(ticket, events)
    this.#board.put(ticket, events)
    return events
  }

  #own(ticket: string): readonly TicketEvent[] {
    const table = this.#space.live.plain.ticketEvents
    return [...(this.#told.get(ticket) ?? [])].flatMap(id => {
      const row = table.get(id)
      return row === undefined || row.deleted !== null ? [] : [ticketEventOf(row)]
    })
  }

  #note(event: string, ticket: string | null): void {
    if (ticket === null) return
    this.#ticketOf.set(event, ticket)
    const told = this.#told.get(ticket)
    if (told === undefined) this.#told.set(ticket, new Set([event]))
    else told.add(event)
  }

  #toldAnew(ids: Iterable<string>): void {
    const table = this.#space.live.plain.ticketEvents
    const tickets = new Set<string>()
    for (const id of ids) {
      const row = table.get(id)
      if (row !== undefined) this.#note(id, row.item)
      const ticket = this.#ticketOf.get(id)
      if (ticket !== undefined) tickets.add(ticket)
    }
    this.#forget(tickets)
  }

  /** Where nothing was merged or taken apart, no ticket has other events than before. */
  #itemsChanged(ids: Iterable<string>): void {
    const { items } = this.#space.live.plain
    const within = new Set([...this.#merged.values()].flat())
    if (![...ids].some(id => items.get(id)?.mergedInto != null || within.has(id) || this.#merged.has(id))) return
    this.#merged = mergedTickets(items)
    this.#termsChanged()
  }

  /** The events and clocks of tickets that somebody asked for are read anew. */
  #forget(tickets: Iterable<string>): void {
    const all = new Set(tickets)
    for (const [survivor, others] of this.#merged) if (others.some(other => all.has(other))) all.add(survivor)
    for (const ticket of all) if (this.#events.delete(ticket)) this.#eventsOf(ticket)
    this.#version[1](version => version + 1)
  }

  #termsChanged(): void {
    this.#book = new PolicyBook(serviceTermsOf(this.#space.live.plain))
    this.#events.clear()
    this.#board = this.#createBoard()
    this.#version[1](version => version + 1)
  }

  #createBoard(): ClockBoard {
    return new ClockBoard(this.#book, this.now())
  }

  #tick(now: number): void {
    this.#setNow(now)
    if (this.#board.advance(now).length > 0) this.#version[1](version => version + 1)
  }
}

/** The tickets of a space for as long as the surrounding computation stands. */
export function createLiveTickets(space: SpaceData, time: () => number): LiveTickets {
  const tickets = new LiveTickets(space, time)
  onCleanup(() => tickets.stop())
  return tickets
}

import { ClockBoard } from "@weft/model/service/clock-board"
import type { Audience } from "@weft/model/schema/service"
import type { Facts } from "@weft/model/service/policy"
import { PolicyBook, type Choice } from "@weft/model/service/policy-book"
import { policyByHand } from "@weft/model/service/policy-spans"
import { isClosedState } from "@weft/model/service/space-tickets"
import { serviceTermsOf } from "@weft/model/service/space-terms"
import { ticketClocks, type TicketClocks } from "@weft/model/service/ticket-clocks"
import { TicketHistories, type Closing, type Pressing } from "@weft/model/service/ticket-histories"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { placeAt } from "@weft/model/service/timeline"
import { createSignal, onCleanup, type Accessor } from "solid-js"
import type { LiveTables } from "./tables.ts"
import type { SpaceData } from "./workspace.ts"

/** How often time goes on for clocks, in milliseconds. */
const TICK_MILLIS = 15_000

const TERMS = ["serviceCalendars", "servicePolicies", "policyVersions"] as const

/** A policy that was chosen, with why, and the facts that it was chosen by. */
export interface PolicyChoice extends Choice {
  readonly facts: Facts
}

/** The tickets of a space with their clocks, kept in step with what happens to them and with time. */
export class LiveTickets {
  /** The present as clocks see it. Followed. */
  readonly now: Accessor<number>
  readonly #space: SpaceData
  readonly #setNow: (now: number) => void
  readonly #version = createSignal(0)
  readonly #stops: (() => void)[]
  readonly #histories: TicketHistories
  /** Tickets that somebody asked for. */
  readonly #known = new Set<string>()
  #book: PolicyBook
  #board: ClockBoard

  constructor(space: SpaceData, time: () => number) {
    const [now, setNow] = createSignal(time())
    this.now = now
    this.#setNow = setNow
    this.#space = space
    const { live } = space
    this.#histories = new TicketHistories(() => live.plain, pressingIn(live, time()))
    this.#book = new PolicyBook(serviceTermsOf(live.plain))
    this.#board = this.#createBoard()
    this.#stops = [
      live.observe("ticketEvents", changed => {
        // What was done this moment has happened, and does not wait for time to go on by itself.
        this.#setNow(time())
        this.#board.advance(time())
        this.#reread(this.#histories.eventsChanged(changed.keys()))
      }),
      live.observe("items", changed => {
        const others = this.#histories.itemsChanged(changed.keys())
        if (others.size > 0) this.#reread(others)
      }),
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

  /** Which policy a ticket has, and why that and not those before it; nothing where none was ever asked. Followed. */
  policyChoice(ticket: string, audience: Audience): PolicyChoice | null {
    const { policies, moments } = this.clocks(ticket)
    const span = policies[audience]?.at(-1)
    if (span === undefined) return null
    const told = moments.slice(0, placeAt(moments, span.from) + 1)
    const { facts } = told.at(-1)!
    return { ...this.#book.explain(audience, facts, span.from, policyByHand(told, audience)), facts }
  }

  /** When the first of a ticket's open clocks is or was due; nothing where all of them rest. Followed. */
  due(ticket: string): number | null {
    this.#version[0]()
    this.#eventsOf(ticket)
    return this.#board.dueOf(ticket)
  }

  /** Whether a ticket that is closed may matter still: something was told of it lately. Followed. */
  isFresh(ticket: string): boolean {
    this.#version[0]()
    return this.#histories.hasRead(ticket)
  }

  /** How a ticket was closed, of one that is. Followed. */
  closing(ticket: string): Closing {
    this.#version[0]()
    return this.#histories.closing(ticket)
  }

  #eventsOf(ticket: string): readonly TicketEvent[] {
    const events = this.#histories.of(ticket)
    if (!this.#known.has(ticket)) {
      this.#known.add(ticket)
      this.#board.put(ticket, events)
    }
    return events
  }

  /** The clocks of tickets that somebody asked for are read anew. */
  #reread(tickets: Iterable<string>): void {
    for (const ticket of tickets) if (this.#known.has(ticket)) this.#board.put(ticket, this.#histories.of(ticket))
    this.#version[1](version => version + 1)
  }

  #termsChanged(): void {
    this.#book = new PolicyBook(serviceTermsOf(this.#space.live.plain))
    this.#known.clear()
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

/** What was told longer ago of a ticket that is closed presses nobody; in milliseconds. */
const FRESH_MILLIS = 7 * 24 * 3_600_000

/** The open tickets of a space, and those of which something was told in the last days. */
function pressingIn({ plain }: LiveTables, now: number): Pressing {
  const closed = new Set<string>()
  for (const { id, category } of plain.statuses.values()) if (isClosedState(category)) closed.add(id)
  const tickets = new Set<string>()
  for (const { id, status, deleted } of plain.items.values())
    if (deleted === null && !closed.has(status ?? "")) tickets.add(id)
  return { tickets, since: now - FRESH_MILLIS }
}

/** The tickets of a space for as long as the surrounding computation stands. */
export function createLiveTickets(space: SpaceData, time: () => number): LiveTickets {
  const tickets = new LiveTickets(space, time)
  onCleanup(() => tickets.stop())
  return tickets
}

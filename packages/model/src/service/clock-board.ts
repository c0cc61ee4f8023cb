import { nextStepAt } from "./escalation.ts"
import type { PolicyBook } from "./policy-book.ts"
import { AUDIENCES } from "../schema/service.ts"
import { ticketClocks, type TicketClocks } from "./ticket-clocks.ts"
import type { TicketEvent } from "./ticket-event.ts"

interface Entry {
  readonly events: readonly TicketEvent[]
  /** When something changes without a further event. */
  next: number
  due: number | null
}

/**
 * The clocks of many open tickets, kept as time goes by.
 *
 * Only what changes by itself is read again: a clock that becomes late, a step or an event whose time comes, a version
 * that becomes valid. Of each ticket no more is kept than when that is and what it is sorted by, as reading one anew
 * takes microseconds; so what it elapsed is always as of now.
 */
export class ClockBoard {
  readonly #book: PolicyBook
  readonly #entries = new Map<string, Entry>()
  /** Tickets by when they change, the next first; whoever has changed since stands in it twice and is passed over. */
  readonly #heap: { readonly at: number; readonly ticket: string }[] = []
  #now: number

  constructor(book: PolicyBook, now: number) {
    this.#book = book
    this.#now = now
  }

  get size(): number {
    return this.#entries.size
  }

  /** Takes a ticket's events as they are now, in place of those it had, and answers its clocks. */
  put(ticket: string, events: readonly TicketEvent[]): TicketClocks {
    const entry = { events, next: Infinity, due: null }
    this.#entries.set(ticket, entry)
    return this.#reread(ticket, entry)
  }

  remove(ticket: string): void {
    this.#entries.delete(ticket)
  }

  /** The clocks of a ticket as they stand at this very moment; nothing of one that is not here. */
  read(ticket: string): TicketClocks | null {
    const entry = this.#entries.get(ticket)
    return entry === undefined ? null : ticketClocks(this.#book, ticket, entry.events, this.#now)
  }

  /** When the first of a ticket's open clocks is or was due, by which queues are sorted; nothing where all of them rest. */
  dueOf(ticket: string): number | null {
    return this.#entries.get(ticket)?.due ?? null
  }

  /** When the next ticket changes by itself; nothing where none does. */
  get nextChange(): number | null {
    this.#dropStale()
    return this.#heap[0]?.at ?? null
  }

  /** Lets time go on, and answers the tickets that changed with it, in order of their change. It never goes back. */
  advance(now: number): TicketClocks[] {
    if (now <= this.#now) return []
    this.#now = now
    const changed: TicketClocks[] = []
    for (;;) {
      this.#dropStale()
      const first = this.#heap[0]
      if (first === undefined || first.at > now) return changed
      this.#pop()
      changed.push(this.#reread(first.ticket, this.#entries.get(first.ticket)!))
    }
  }

  #reread(ticket: string, entry: Entry): TicketClocks {
    const clocks = ticketClocks(this.#book, ticket, entry.events, this.#now)
    entry.next = nextChangeOf(this.#book, clocks, this.#now)
    entry.due = firstDueOf(clocks)
    if (entry.next !== Infinity) this.#push({ at: entry.next, ticket })
    return clocks
  }

  #dropStale(): void {
    while (this.#heap.length > 0 && this.#entries.get(this.#heap[0]!.ticket)?.next !== this.#heap[0]!.at) this.#pop()
  }

  #push(entry: { readonly at: number; readonly ticket: string }): void {
    const heap = this.#heap
    let place = heap.length
    heap.push(entry)
    while (place > 0) {
      const above = (place - 1) >> 1
      if (heap[above]!.at <= entry.at) break
      heap[place] = heap[above]!
      place = above
    }
    heap[place] = entry
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()!
    if (heap.length === 0) return
    let place = 0
    for (;;) {
      let below = 2 * place + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && heap[below + 1]!.at < heap[below]!.at) below += 1
      if (heap[below]!.at >= last.at) break
      heap[place] = heap[below]!
      place = below
    }
    heap[place] = last
  }
}

function firstDueOf({ clocks }: TicketClocks): number | null {
  let first: number | null = null
  for (const { stoppedAt, due } of clocks)
    if (stoppedAt === null && due !== null && (first === null || due < first)) first = due
  return first
}

/** When clocks change next if nothing else happens: infinity where they never do. */
function nextChangeOf(book: PolicyBook, { clocks, nextEvent, moments }: TicketClocks, now: number): number {
  let next = nextEvent ?? Infinity
  for (const clock of clocks) {
    if (clock.stoppedAt !== null) continue
    // Late is what is not done by its due time, so it is late a moment after.
    if (clock.due !== null && clock.due >= now && clock.due + 1 < next) next = clock.due + 1
    const step = nextStepAt(clock)
    if (step !== null && step < next) next = step
  }
  if (moments.length > 0 && !moments.at(-1)!.isClosed)
    for (const audience of AUDIENCES) for (const at of book.publications(audience)) if (at > now && at < next) next = at
  return next
}

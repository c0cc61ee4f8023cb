import type { Snapshot } from "../schema/snapshot.ts"
import { ClockBoard } from "./clock-board.ts"
import { stepsToDo, type DueStep } from "./escalation.ts"
import { survivorOf } from "./merged-tickets.ts"
import { PolicyBook } from "./policy-book.ts"
import { serviceTermsOf } from "./space-terms.ts"
import { isClosedState } from "./space-tickets.ts"
import type { TicketHistories } from "./ticket-histories.ts"
import type { TicketClocks } from "./ticket-clocks.ts"

/** What a watch reads of a space. */
export type WatchedRows = Pick<
  Snapshot,
  "items" | "ticketEvents" | "statuses" | "escalations" | "serviceCalendars" | "servicePolicies" | "policyVersions"
>

/**
 * Knows of all open tickets of a space which steps of their ladders are to be done, and when the next one comes: for
 * whoever does them, so that nobody reads every ticket each minute. Of several watches none knows of another; what is done
 * is told by the rows.
 */
export class LadderWatch {
  readonly #rows: () => WatchedRows
  readonly #histories: TicketHistories
  #board: ClockBoard
  /** Tickets to look at: those that changed, and those of which something was left to do. */
  readonly #waiting = new Set<string>()

  constructor(rows: () => WatchedRows, histories: TicketHistories, now: number) {
    this.#rows = rows
    this.#histories = histories
    this.#board = this.#newBoard(now)
  }

  /** When something may be to do without anybody writing; nothing where never. */
  get nextChange(): number | null {
    return this.#waiting.size > 0 ? 0 : this.#board.nextChange
  }

  /** Takes in that something happened to tickets, or that their items changed. */
  changed(tickets: Iterable<string>): void {
    for (const ticket of tickets) this.#waiting.add(ticket)
  }

  /** Takes in that other terms hold. */
  termsChanged(now: number): void {
    this.#board = this.#newBoard(now)
  }

  /**
   * The steps to do by now, by their time, of as many as are asked for; the rest comes when it is asked again. Whoever does
   * them writes them down before that.
   */
  take(now: number, most: number): readonly DueStep[] {
    const { escalations } = this.#rows()
    const isDone = (fact: string) => escalations.has(fact)
    const due: DueStep[] = []
    const look = ({ clocks }: TicketClocks) => void due.push(...stepsToDo(clocks, isDone))
    for (const clocks of this.#board.advance(now)) look(clocks)
    for (const ticket of this.#waiting) {
      if (this.#isOpen(ticket)) look(this.#board.put(ticket, this.#histories.of(ticket)))
      else this.#board.remove(ticket)
    }
    this.#waiting.clear()
    due.sort((one, other) => one.at - other.at)
    this.changed(due.slice(most).map(({ ticket }) => ticket))
    return due.slice(0, most)
  }

  #newBoard(now: number): ClockBoard {
    this.changed(this.#histories.tickets)
    return new ClockBoard(new PolicyBook(serviceTermsOf(this.#rows())), now)
  }

  /** What is closed, gone or stands under another has no clock that runs. */
  #isOpen(ticket: string): boolean {
    const { items, statuses } = this.#rows()
    const item = items.get(ticket)
    if (item === undefined || item.deleted !== null || item.archived || survivorOf(items, ticket) !== ticket)
      return false
    return !isClosedState(statuses.get(item.status ?? "")?.category ?? "")
  }
}

import type { RowPatch } from "../schema/patch.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { ClockBoard } from "./clock-board.ts"
import { stepsToDo, type DueStep } from "./escalation.ts"
import { survivorOf } from "./merged-tickets.ts"
import { PolicyBook } from "./policy-book.ts"
import { serviceTermsOf } from "./space-terms.ts"
import { isClosedState } from "./space-tickets.ts"
import { TicketHistories } from "./ticket-histories.ts"
import type { TicketClocks } from "./ticket-clocks.ts"

/** What a watch reads of a space. */
export type WatchedRows = Pick<
  Snapshot,
  "items" | "ticketEvents" | "statuses" | "escalations" | "serviceCalendars" | "servicePolicies" | "policyVersions"
>

/** The kinds of records that say what is promised, and in which states. */
const TERMS: ReadonlySet<string> = new Set(["serviceCalendars", "servicePolicies", "policyVersions", "statuses"])

/** The kinds of records that say what a ticket is. */
const OF_TICKETS: ReadonlySet<string> = new Set(["items", "ticketEvents"])

/**
 * Knows of all open tickets of a space which steps of their ladders are to be done, and when the next one comes: for
 * whoever does them, so that nobody reads every ticket each minute. Of several watches none knows of another; what is done
 * is told by the rows.
 */
export class LadderWatch {
  /** What happened to each ticket. */
  readonly histories: TicketHistories
  readonly #rows: WatchedRows
  #board: ClockBoard
  /** Tickets to look at: those that changed, and those of which something was left to do. */
  readonly #waiting = new Set<string>()

  /** @param rows answers at any time with what stands then */
  constructor(rows: WatchedRows, now: number) {
    this.#rows = rows
    this.histories = new TicketHistories(() => rows)
    this.#board = this.#newBoard(now)
  }

  /** When something may be to do without anybody writing; nothing where never. */
  get nextChange(): number | null {
    return this.#waiting.size > 0 ? 0 : this.#board.nextChange
  }

  /** Takes in what became of rows of the space and its set-up; answers the tickets that it may concern. */
  follow(patches: readonly RowPatch[], now: number): readonly string[] {
    if (!patches.some(({ kind }) => OF_TICKETS.has(kind) || TERMS.has(kind))) return []
    const idsOf = (kind: string) => patches.filter(patch => patch.kind === kind).map(({ id }) => id)
    const items = idsOf("items")
    const told = this.histories.eventsChanged(idsOf("ticketEvents"))
    const changed = [...told, ...this.histories.itemsChanged(items), ...items]
    this.#wait(changed)
    if (patches.some(({ kind }) => TERMS.has(kind))) this.#board = this.#newBoard(now)
    return changed
  }

  #wait(tickets: Iterable<string>): void {
    for (const ticket of tickets) this.#waiting.add(ticket)
  }

  /**
   * The steps to do by now, by their time, of as many as are asked for; the rest comes when it is asked again. Whoever does
   * them writes them down before that.
   */
  take(now: number, most: number): readonly DueStep[] {
    const { escalations } = this.#rows
    const isDone = (fact: string) => escalations.has(fact)
    const due: DueStep[] = []
    const look = ({ clocks }: TicketClocks) => void due.push(...stepsToDo(clocks, isDone))
    for (const clocks of this.#board.advance(now)) look(clocks)
    for (const ticket of this.#waiting) {
      if (this.#isOpen(ticket)) look(this.#board.put(ticket, this.histories.of(ticket)))
      else this.#board.remove(ticket)
    }
    this.#waiting.clear()
    due.sort((one, other) => one.at - other.at)
    this.#wait(due.slice(most).map(({ ticket }) => ticket))
    return due.slice(0, most)
  }

  #newBoard(now: number): ClockBoard {
    this.#wait(this.histories.tickets)
    return new ClockBoard(new PolicyBook(serviceTermsOf(this.#rows)), now)
  }

  /** What is closed, gone or stands under another has no clock that runs. */
  #isOpen(ticket: string): boolean {
    const { items, statuses } = this.#rows
    const item = items.get(ticket)
    if (item === undefined || item.deleted !== null || item.archived || survivorOf(items, ticket) !== ticket)
      return false
    return !isClosedState(statuses.get(item.status ?? "")?.category ?? "")
  }
}

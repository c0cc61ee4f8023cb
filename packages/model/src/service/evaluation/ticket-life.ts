import { placeAt, type Moment } from "../timeline.ts"

/** A moment at which a ticket came, left or came back. */
export interface Turn {
  readonly turn: "opened" | "closed" | "reopened"
  readonly at: number
  readonly moment: Moment
  /** Of what closed it: whether it was solved, not dropped, merged or turned into something else. */
  readonly isSolved: boolean
}

/** What a ticket was through all its time, up to the present. */
export interface TicketLife {
  readonly ticket: string
  readonly openedAt: number
  readonly moments: readonly Moment[]
  readonly turns: readonly Turn[]
}

/**
 * Whether work waits at a ticket. One that was merged into another waits there; which tickets really were is for whoever
 * gives the events to say, see `evaluatedTickets`.
 */
function isOpen({ isClosed, facts }: Moment): boolean {
  return !isClosed && (facts["merged"] ?? "") === ""
}

/** The life that a ticket's moments tell, which are in order and begin with the opening. */
export function lifeOf(ticket: string, moments: readonly Moment[]): TicketLife {
  const turns: Turn[] = []
  let wasOpen = false
  for (const moment of moments) {
    const { at } = moment
    const isFirst = turns.length === 0
    if (isFirst) turns.push({ turn: "opened", at, moment, isSolved: false })
    const open = isOpen(moment)
    if (open && !wasOpen && !isFirst) turns.push({ turn: "reopened", at, moment, isSolved: false })
    // What is brought here closed was opened and closed at once.
    if (!open && (wasOpen || isFirst)) turns.push({ turn: "closed", at, moment, isSolved: moment.state === "done" })
    wasOpen = open
  }
  return { ticket, openedAt: moments[0]!.at, moments, turns }
}

/** Whether a ticket waited right before an instant, so that the end of a day still belongs to it. */
export function wasOpenBefore({ turns }: TicketLife, instant: number): boolean {
  let open = false
  for (const { turn, at } of turns) {
    if (at >= instant) break
    open = turn !== "closed"
  }
  return open
}

/** The moment that a ticket was in right before an instant after its opening. */
export function momentBefore({ moments }: TicketLife, instant: number): Moment {
  return moments[placeAt(moments, instant - 1)]!
}

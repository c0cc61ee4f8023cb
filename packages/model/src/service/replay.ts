import type { Clock } from "./clock.ts"
import type { PolicyBook } from "./policy-book.ts"
import { ticketClocks } from "./ticket-clocks.ts"
import type { TicketEvent } from "./ticket-event.ts"

/** Which of a ticket's promises were kept under some terms; of several cycles the worst counts. */
export type Verdict = "met" | "breached" | "exempt" | "open" | "ended" | "not-promised"

/** One promise to one ticket under the terms of then and of now. */
export interface ReplayedPromise {
  readonly ticket: string
  readonly audience: Clock["audience"]
  readonly target: string
  readonly before: Verdict
  readonly after: Verdict
}

/** How far a replay is, and what it found since it last said so. */
export interface ReplayProgress {
  readonly done: number
  readonly total: number
  /** Promises whose verdict differs, since the last progress. */
  readonly changed: readonly ReplayedPromise[]
  /** Promises by target and verdict so far, all tickets. */
  readonly before: VerdictCounts
  readonly after: VerdictCounts
}

export type VerdictCounts = Readonly<Record<string, Readonly<Partial<Record<Verdict, number>>>>>

/** Tickets that are replayed before the replay says how far it is. */
const STEP = 500

/**
 * Replays other terms over tickets that were, and says what would have come of their promises. Each ticket is read as
 * of `now` under both. It goes on only when it is asked to, so whoever asks no more has cancelled it; asking with a
 * pause in between leaves the thread to others.
 */
export function* replay(
  before: PolicyBook,
  after: PolicyBook,
  tickets: ReadonlyMap<string, readonly TicketEvent[]>,
  now: number,
): Generator<ReplayProgress, void> {
  const counts = { before: new Counter(), after: new Counter() }
  let changed: ReplayedPromise[] = []
  let done = 0
  for (const [ticket, events] of tickets) {
    const [were, are] = [verdictsOf(before, ticket, events, now), verdictsOf(after, ticket, events, now)]
    counts.before.add(were)
    counts.after.add(are)
    for (const key of new Set([...were.keys(), ...are.keys()])) {
      const [then, thus] = [were.get(key)?.verdict ?? "not-promised", are.get(key)?.verdict ?? "not-promised"]
      if (then === thus) continue
      const { audience, target } = (are.get(key) ?? were.get(key))!
      changed.push({ ticket, audience, target, before: then, after: thus })
    }
    done += 1
    if (done % STEP !== 0 && done !== tickets.size) continue
    yield { done, total: tickets.size, changed, before: counts.before.counts(), after: counts.after.counts() }
    changed = []
  }
}

interface ReadVerdict {
  readonly audience: Clock["audience"]
  readonly target: string
  readonly verdict: Verdict
}

function verdictsOf(book: PolicyBook, ticket: string, events: readonly TicketEvent[], now: number) {
  const verdicts = new Map<string, ReadVerdict>()
  for (const clock of ticketClocks(book, ticket, events, now).clocks) {
    const { audience, target } = clock
    const key = audience === "customer" ? target : `${audience} ${target}`
    const verdict = verdictOf(clock)
    const known = verdicts.get(key)
    if (known === undefined || SEVERITY[verdict] > SEVERITY[known.verdict])
      verdicts.set(key, { audience, target, verdict })
  }
  return verdicts
}

const SEVERITY: Readonly<Record<Verdict, number>> = {
  "not-promised": 0,
  ended: 1,
  exempt: 2,
  met: 3,
  open: 4,
  breached: 5,
}

function verdictOf({ state }: Clock): Verdict {
  return state === "running" || state === "paused" ? "open" : state
}

class Counter {
  readonly #counts = new Map<string, Map<Verdict, number>>()

  add(verdicts: ReadonlyMap<string, ReadVerdict>): void {
    for (const [key, { verdict }] of verdicts) {
      let row = this.#counts.get(key)
      if (row === undefined) this.#counts.set(key, (row = new Map()))
      row.set(verdict, (row.get(verdict) ?? 0) + 1)
    }
  }

  counts(): VerdictCounts {
    return Object.fromEntries([...this.#counts].map(([key, row]) => [key, Object.fromEntries(row)]))
  }
}

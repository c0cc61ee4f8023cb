import type { PolicyBook } from "../policy-book.ts"
import type { PolicySpan } from "../policy-spans.ts"
import { ticketClocks, type TicketClocks } from "../ticket-clocks.ts"
import type { TicketEvent } from "../ticket-event.ts"
import type { Counted, CountedOpen } from "./counted.ts"
import { countedPromise } from "./counted-promises.ts"
import type { Stretch } from "./period.ts"
import { lifeOf, momentBefore, wasOpenBefore, type TicketLife } from "./ticket-life.ts"
import { workUntil } from "./work-until.ts"

/** All that a report counts of some tickets in a stretch of time, as it is known at the present. */
export interface Evaluation extends Stretch {
  readonly now: number
  /** What happened in it, and the promises that were decided or open in it. */
  readonly counted: readonly Counted[]
  /** Tickets that waited at some time in it, with the policies that they were under. */
  readonly lives: readonly EvaluatedLife[]
}

export interface EvaluatedLife extends TicketLife {
  readonly policies: readonly PolicySpan[]
}

/** Tickets that are read before an evaluation says how far it is. */
const STEP = 500

/**
 * Reads what happened to tickets in a stretch of time. Each ticket is read as of `now`, so that what was learned later, such
 * as an exemption, counts; nothing of after `now` does. It yields how many tickets are read, and goes on only when asked
 * to: whoever asks no more has cancelled it, and a pause in between leaves the thread to others.
 */
export function* evaluate(
  book: PolicyBook,
  tickets: ReadonlyMap<string, readonly TicketEvent[]>,
  { start, end }: Stretch,
  now: number,
): Generator<number, Evaluation> {
  const counted: Counted[] = []
  const lives: EvaluatedLife[] = []
  let done = 0
  for (const [ticket, events] of tickets) {
    const life = evaluatedLife(book, ticket, events, now)
    if (life !== null && life.openedAt < end && !isOverBefore(life, start)) {
      lives.push(life)
      addTurns(counted, life, { start, end })
      addSolving(counted, life, { start, end })
      addAnswer(counted, life, { start, end })
      addPromises(counted, life, { start, end })
    }
    done += 1
    if (done % STEP === 0) yield done
  }
  return { start, end, now, counted, lives }
}

interface Reading extends EvaluatedLife {
  readonly clocks: TicketClocks["clocks"]
  readonly mergedAt: number | null
}

function evaluatedLife(book: PolicyBook, ticket: string, events: readonly TicketEvent[], now: number): Reading | null {
  const read = ticketClocks(book, ticket, events, now)
  if (read.moments.length === 0) return null
  const life = lifeOf(ticket, read.moments)
  const mergedAt = mergedSince(life)
  // What is owed on a ticket that was merged ended there; its clocks are not read further.
  const { clocks } = mergedAt === null ? read : ticketClocks(book, ticket, events, mergedAt)
  return { ...life, policies: read.policies.customer ?? [], clocks, mergedAt }
}

/** Since when a ticket has been merged into another; nothing where it is not. */
function mergedSince({ moments }: TicketLife): number | null {
  if ((moments.at(-1)!.facts["merged"] ?? "") === "") return null
  const apart = moments.findLastIndex(({ facts }) => (facts["merged"] ?? "") === "")
  return moments[apart + 1]!.at
}

/** Whether nothing of a ticket's life lies in a stretch that begins then. */
function isOverBefore(life: TicketLife, start: number): boolean {
  const last = life.turns.at(-1)!
  return last.turn === "closed" && last.at < start && life.moments.at(-1)!.at < start
}

const isWithin = (at: number, { start, end }: Stretch) => at >= start && at < end

function spanAt(policies: readonly PolicySpan[], at: number): PolicySpan | undefined {
  return policies.findLast(({ from }) => from <= at)
}

function policyAt(policies: readonly PolicySpan[], at: number): string {
  return spanAt(policies, at)?.bound?.policy.id ?? ""
}

function addTurns(counted: Counted[], life: EvaluatedLife, stretch: Stretch): void {
  for (const { turn, at, moment } of life.turns)
    if (isWithin(at, stretch))
      counted.push({ of: turn, ticket: life.ticket, at, facts: moment.facts, policy: policyAt(life.policies, at) })
}

function addSolving(counted: Counted[], life: EvaluatedLife, stretch: Stretch): void {
  const solvings = life.turns.filter(({ isSolved, at }) => isSolved && isWithin(at, stretch))
  const [first, last] = [solvings[0], solvings.at(-1)]
  if (first === undefined || last === undefined) return
  const isOpenedAgain = (since: number) => life.turns.some(({ turn, at }) => turn === "reopened" && at >= since)
  const replies = life.moments.filter(({ event, at }) => event.kind === "agent-reply" && at <= last.at).length
  counted.push({
    of: "solved",
    ticket: life.ticket,
    at: last.at,
    facts: last.moment.facts,
    policy: policyAt(life.policies, last.at),
    isReopened: isOpenedAgain(first.at),
    isFirstContact: replies === 1 && !isOpenedAgain(life.openedAt),
    replies,
    work: measured(life, "resolution", last.at),
  })
}

/** What was said after a ticket was merged is the answer to the one that survives. */
function addAnswer(counted: Counted[], life: Reading, stretch: Stretch): void {
  const answer = life.moments.find(({ event }) => event.kind === "agent-reply")
  if (answer === undefined || !isWithin(answer.at, stretch)) return
  if (life.mergedAt !== null && answer.at >= life.mergedAt) return
  const { at, facts } = answer
  const policy = policyAt(life.policies, at)
  counted.push({ of: "answered", ticket: life.ticket, at, facts, policy, work: measured(life, "first-response", at) })
}

/** Working time until an instant, on the calendar of the policy in force then, with the rests of its promise of a kind. */
function measured(life: EvaluatedLife, kind: "first-response" | "resolution", at: number): number | null {
  const bound = spanAt(life.policies, at)?.bound
  if (bound == null || bound.calendar === null) return null
  const rests = bound.targets.find(({ target }) => target.kind === kind)?.pausesIn ?? NONE
  return workUntil(life, bound.calendar, rests, at)
}

const NONE: ReadonlySet<string> = new Set<string>()

function addPromises(counted: Counted[], { clocks, mergedAt, policies }: Reading, stretch: Stretch): void {
  for (const clock of clocks) {
    const promise = countedPromise({ clock, mergedAt }, stretch, at => policyAt(policies, at))
    if (promise !== null) counted.push(promise)
  }
}

/** The tickets that waited at the end of the day that ends at an instant; at the present where that has not come yet. */
export function openAt({ lives, now }: Evaluation, instant: number): CountedOpen[] {
  const until = Math.min(instant, now + 1)
  return lives
    .filter(life => life.openedAt < until && wasOpenBefore(life, until))
    .map(life => {
      const at = until - 1
      const { facts } = momentBefore(life, until)
      return {
        of: "open",
        ticket: life.ticket,
        at,
        facts,
        policy: policyAt(life.policies, at),
        age: at - life.openedAt,
      }
    })
}

import type { Clock, ClockState, EarlierBreach, Exemption } from "./clock.ts"
import { cyclesOf, keepsPromise, type Cycle, type StopCause } from "./cycles.ts"
import { readClock } from "./measure.ts"
import type { BoundTarget, BoundVersion, PolicyBook } from "./policy-book.ts"
import { concerns, policySpansOf, type PolicySpan } from "./policy-spans.ts"
import { AUDIENCES, type Audience } from "../schema/service.ts"
import type { Target } from "./policy.ts"
import { orderEvents, type EventFault, type TicketEvent } from "./ticket-event.ts"
import { momentsOf, type Moment } from "./timeline.ts"

/** All that follows from a ticket's events at an instant. */
export interface TicketClocks {
  readonly ticket: string
  readonly clocks: readonly Clock[]
  /** The policies that it was under, by audience. */
  readonly policies: Readonly<Partial<Record<Audience, readonly PolicySpan[]>>>
  readonly moments: readonly Moment[]
  readonly faults: readonly EventFault[]
  /** When the next event counts that is told for the future. */
  readonly nextEvent: number | null
}

/**
 * The clocks of one ticket: a pure function of its events, whatever order they arrived in, of the terms and of `now`, in
 * whole milliseconds since 1970. Clocks stand in the order of audiences, targets and cycles.
 */
export function ticketClocks(
  book: PolicyBook,
  ticket: string,
  told: readonly TicketEvent[],
  now: number,
): TicketClocks {
  const { events, faults, next: nextEvent } = orderEvents(told, now)
  if (events.length === 0) return { ticket, clocks: [], policies: {}, moments: [], faults, nextEvent }
  const moments = momentsOf(events)
  const clocks: Clock[] = []
  const policies: Partial<Record<Audience, readonly PolicySpan[]>> = {}
  for (const audience of AUDIENCES) {
    if (!book.has(audience)) continue
    const spans = policySpansOf(book, audience, moments, now)
    policies[audience] = spans
    addClocks(clocks, { ticket, audience, moments, spans, now })
  }
  return { ticket, clocks, policies, moments, faults, nextEvent }
}

interface Line {
  readonly ticket: string
  readonly audience: Audience
  readonly moments: readonly Moment[]
  readonly spans: readonly PolicySpan[]
  readonly now: number
}

function addClocks(clocks: Clock[], line: Line): void {
  for (const [place, { bound }] of line.spans.entries())
    for (const target of bound?.targets ?? [])
      if (!isPromisedBefore(line.spans, place, target.identity)) addClocksOf(clocks, line, target)
}

function isPromisedBefore(spans: readonly PolicySpan[], end: number, identity: string): boolean {
  for (let place = 0; place < end; place += 1) if (targetIn(spans[place]!.bound, identity) !== null) return true
  return false
}

function targetIn(bound: BoundVersion | null, identity: string): BoundTarget | null {
  if (bound === null || bound.calendar === null) return null
  for (const target of bound.targets) if (target.identity === identity) return target
  return null
}

/** All cycles of what is one target through all versions that the ticket was under. */
function addClocksOf(clocks: Clock[], line: Line, any: BoundTarget): void {
  const first = clocks.length
  for (const cycle of cyclesOf(any.target, line.moments))
    for (const part of splitAtRestarts(cycle, line.spans)) {
      const clock = judged(line, any.identity, part, clocks, first)
      if (clock !== null) clocks.push(clock)
    }
  exempt(clocks, first, line, keysOf(line, any.identity))
}

/** A cycle ends where a policy came into force under which everything begins anew. */
function splitAtRestarts(cycle: Cycle, spans: readonly PolicySpan[]): readonly Cycle[] {
  if (spans.length === 1) return [cycle]
  const parts: Cycle[] = []
  let { start } = cycle
  for (const { from, isRestart } of spans) {
    if (!isRestart || from <= start || (cycle.stop !== null && from >= cycle.stop)) continue
    parts.push({ start, stop: from, stopCause: "restarted" })
    start = from
  }
  return [...parts, { ...cycle, start }]
}

/** One cycle as the policy sees it that was in force when it stopped or is now; nothing where none promised it. */
function judged(
  { ticket, audience, moments, spans, now }: Line,
  identity: string,
  { start, stop, stopCause }: Cycle,
  clocks: readonly Clock[],
  first: number,
): Clock | null {
  const place = spanInForce(spans, start, stop ?? now, identity)
  if (place < 0) return null
  const bound = spans[place]!.bound!
  const target = targetIn(bound, identity)!
  // What the policy in force at the end does not promise ended with the one that did.
  const dropped = spans[place + 1]
  const isDropped = dropped !== undefined && dropped.from < (stop ?? now)
  const end = isDropped ? dropped.from : stop
  const cause = isDropped ? "no-longer-promised" : stopCause
  const before = clocks.length > first ? clocks.at(-1)! : null
  const goesOn = before !== null && continues(before, bound)
  const since = place === 0 ? start : Math.max(start, spans[place]!.from)
  const basis = {
    moments,
    spans,
    bound: target,
    calendar: bound.calendar!,
    start: goesOn ? before.basis.start : start,
    since,
    now,
  }
  const { promise } = target.target
  const reading = readClock(basis, end, target.pausesIn, promise)
  const isLate = reading.due !== null && reading.due < (end ?? now)
  return {
    ticket,
    audience,
    target: target.target.key,
    kind: target.target.kind,
    cycle: clocks.length - first + 1,
    policy: bound.policy.id,
    version: bound.version.version,
    state: stateOf(target.target, { isLate, cause, isPaused: reading.isPaused }),
    promise,
    elapsed: reading.elapsed,
    paused: reading.paused,
    remaining: promise.amount - reading.elapsed,
    start,
    stoppedAt: end,
    stopCause: cause,
    isPaused: end === null && reading.isPaused,
    due: reading.due,
    breachedAt: isLate ? Math.max(reading.due!, since) : null,
    earlierBreaches: spans.length === 1 ? NONE : earlierBreaches(spans, place, identity, basis, start),
    exemption: null,
    basis,
  }
}

const NONE: readonly EarlierBreach[] = []

/** Whether a resolution that is owed again goes on where it was when the ticket was closed. */
function continues({ kind, stopCause }: Clock, { version }: BoundVersion): boolean {
  return kind === "resolution" && version.onReopen === "continue" && (stopCause === "done" || stopCause === "cancelled")
}

/** The last span before the end of a cycle whose version makes the promise, if any reaches into the cycle. */
function spanInForce(spans: readonly PolicySpan[], start: number, end: number, identity: string): number {
  for (let place = spans.length - 1; place >= 0; place -= 1) {
    const { from, bound } = spans[place]!
    if (from >= end && from > start) continue
    if (targetIn(bound, identity) !== null) return isOver(spans, place, start) ? -1 : place
  }
  return -1
}

const isOver = (spans: readonly PolicySpan[], place: number, start: number) => {
  const next = spans[place + 1]
  return next !== undefined && next.from <= start
}

/** What versions that were in force earlier in this cycle had seen broken when they were replaced. */
function earlierBreaches(
  spans: readonly PolicySpan[],
  place: number,
  identity: string,
  basis: Clock["basis"],
  start: number,
): readonly EarlierBreach[] {
  const breaches: EarlierBreach[] = []
  for (let earlier = 0; earlier < place; earlier += 1) {
    const { from, bound } = spans[earlier]!
    const until = spans[earlier + 1]!.from
    const target = targetIn(bound, identity)
    if (target === null || until <= start) continue
    const then = { ...basis, calendar: bound!.calendar! }
    const { due } = readClock(then, until, target.pausesIn, target.target.promise)
    if (due !== null && due < until)
      breaches.push({ at: Math.max(due, from), policy: bound!.policy.id, version: bound!.version.version })
  }
  return breaches
}

/** What the versions that a ticket was under call one promise. */
function keysOf({ spans }: Line, identity: string): ReadonlySet<string> {
  return new Set(spans.flatMap(({ bound }) => targetIn(bound, identity)?.target.key ?? []))
}

/**
 * The exemption that was given last counts, for the cycle that it was given in; what was withdrawn is none. It stands where
 * a later policy calls the promise by another of its `keys`.
 */
function exempt(clocks: Clock[], first: number, { moments, audience }: Line, keys: ReadonlySet<string>): void {
  for (const { event } of moments) {
    if (event.kind !== "exempted" && event.kind !== "exemption-withdrawn") continue
    if (!concerns(event, audience)) continue
    let place = clocks.length - 1
    while (place >= first && clocks[place]!.start > event.at) place -= 1
    const clock = clocks[place]
    if (place < first || clock === undefined || (event.target !== "" && !keys.has(event.target))) continue
    if (event.kind === "exempted") clocks[place] = { ...clock, state: "exempt", exemption: exemptionOf(event) }
    else if (clock.exemption !== null) clocks[place] = { ...clock, state: stateWithout(clock), exemption: null }
  }
}

function exemptionOf({ at, by, reason, id }: TicketEvent): Exemption {
  return { at, by, reason, event: id }
}

function stateWithout({ breachedAt, stopCause, isPaused, basis }: Clock): ClockState {
  return stateOf(basis.bound.target, { isLate: breachedAt !== null, cause: stopCause, isPaused })
}

interface Outcome {
  readonly isLate: boolean
  readonly cause: StopCause | null
  readonly isPaused: boolean
}

function stateOf(target: Target, { isLate, cause, isPaused }: Outcome): ClockState {
  if (isLate) return "breached"
  if (cause !== null) return keepsPromise(target, cause) ? "met" : "ended"
  return isPaused ? "paused" : "running"
}

import { CONVERTED, REPLY } from "../schema/service.ts"
import type { Facts } from "./policy.ts"
import { isState, type TicketEvent } from "./ticket-event.ts"

/** A ticket right after an event, until the next one. There are many, so that each says nothing twice. */
export class Moment {
  readonly event: TicketEvent
  /** All its facts as they are now; the same object where nothing changed. */
  readonly facts: Facts
  readonly state: string
  /** Nobody owes anything: it is done or cancelled. */
  readonly isClosed: boolean

  constructor(event: TicketEvent, facts: Facts, state: string) {
    this.event = event
    this.facts = facts
    this.state = state
    this.isClosed = state === "done" || state === "cancelled"
  }

  get at(): number {
    return this.event.at
  }
}

const DEFAULT_STATE = "waiting"

/**
 * What a ticket was after each of its events, which are in order and begin with the opening. One that was turned into
 * something else stays closed until it has another type: who moves it on meanwhile has not seen that (MERGE T9).
 */
export function momentsOf(events: readonly TicketEvent[]): Moment[] {
  const moments: Moment[] = []
  let facts: Facts = { state: DEFAULT_STATE }
  let isConverted = false
  for (const event of whenHeard(events)) {
    const isUnaware = isConverted && event.facts["type"] === undefined && event.facts["state"] !== undefined
    facts = withChanges(facts, isUnaware ? { ...event.facts, state: facts["state"]! } : event.facts)
    if (event.facts["type"] !== undefined) isConverted = event.reason === CONVERTED
    moments.push(new Moment(event, facts, facts["state"]!))
  }
  return moments
}

/**
 * The events with what a reply solves, or lets wait, as of when the reply was received: until then it has told nobody
 * anything and stops no clock. Where the ticket went on meanwhile that is what stands.
 */
function whenHeard(events: readonly TicketEvent[]): readonly TicketEvent[] {
  if (!events.some(tellsWithReply)) return events
  const heard: TicketEvent[] = []
  const received = new Set<string>()
  let waiting: TicketEvent | null = null
  for (const event of events) {
    const isUnheard = tellsWithReply(event) && !received.has(event.facts[REPLY]!)
    heard.push(isUnheard ? withoutState(event) : event)
    if (event.facts["state"] !== undefined) waiting = isUnheard ? event : null
    if (event.kind !== "agent-reply") continue
    received.add(event.message)
    if (waiting === null || waiting.facts[REPLY] !== event.message) continue
    heard.push({ ...waiting, at: event.at })
    waiting = null
  }
  return heard
}

const tellsWithReply = ({ facts }: TicketEvent) => facts[REPLY] !== undefined && facts["state"] !== undefined

function withoutState(event: TicketEvent): TicketEvent {
  const { state: _state, status: _status, ...facts } = event.facts
  return { ...event, facts }
}

/** The most facts of a ticket: each of its moments has them all. Of more names than anybody uses those told first count. */
const MOST_FACTS = 200

function withChanges(facts: Facts, changes: Facts): Facts {
  let [isOther, isMore] = [false, false]
  for (const fact in changes) {
    if ((facts[fact] ?? "") === changes[fact]) continue
    isOther = true
    if (facts[fact] === undefined) isMore = true
  }
  if (!isOther) return facts
  const state = changes["state"]
  const next: Record<string, string> = { ...facts, ...changes }
  if (state !== undefined && !isState(state)) next["state"] = facts["state"]!
  return isMore ? withoutTooMany(next) : next
}

function withoutTooMany(facts: Facts): Facts {
  const names = Object.keys(facts)
  return names.length <= MOST_FACTS
    ? facts
    : Object.fromEntries(names.slice(0, MOST_FACTS).map(name => [name, facts[name]!]))
}

/** The place of the last moment that is not after an instant; the first where all are. */
export function placeAt(moments: readonly Moment[], instant: number): number {
  let [low, high] = [0, moments.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (moments[middle]!.at > instant) high = middle - 1
    else low = middle
  }
  return low
}

/** Whether a clock that rests in some states and statuses rests here. */
export function rests({ state, facts }: Moment, pausesIn: ReadonlySet<string>): boolean {
  if (pausesIn.size === 0) return false
  const status = facts["status"]
  return pausesIn.has(state) || (status !== undefined && pausesIn.has(status))
}

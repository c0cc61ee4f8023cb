import { TICKET_EVENT_KINDS, type TicketEventKind } from "../schema/service.ts"
import { CATEGORIES } from "../schema/workflow.ts"
import { FIRST_MOMENT, LAST_MOMENT } from "./business-calendar.ts"

/**
 * One thing that happened to a ticket: a fact that is only ever added. It says nothing of what was written.
 *
 * `at` is when it counts, in milliseconds since 1970: for what a requester sees or sent, when the relay received it;
 * for everything else, and without a relay, the stamp's milliseconds. A message that is not sent yet has no event.
 */
export interface TicketEvent {
  /** Told twice it is one. */
  readonly id: string
  readonly ticket: string
  readonly kind: TicketEventKind
  readonly at: number
  /** The member who did it, or empty. */
  readonly by: string
  /** The message that it tells of, or empty. */
  readonly message: string
  /**
   * Facts of the ticket that changed with it, ids and words of the schema only; an empty one is none. Known to the clocks
   * are `state` (the category of its status, one of `CATEGORIES`), `status`, `owner` and `queue`; conditions may name
   * any. An opened ticket without a state is waiting.
   */
  readonly facts: Readonly<Record<string, string>>
  readonly target: string
  readonly reason: string
}

/** An event that does not count as it was told, and what is made of it. */
export interface EventFault {
  readonly fault:
    /** Its time is no instant of 1984 to 2149; it is left out. */
    | "no-time"
    /** It lies after the present; it counts when its time has come. */
    | "in-the-future"
    /** It lies before the ticket was opened; it counts as at the opening. */
    | "before-opening"
    /** The ticket is open already; it counts as a change of its facts. */
    | "opened-again"
    /** The id was told with another time or kind; the earliest counts. */
    | "told-differently"
    /** It names a state that there is none of; the state stays as it was. */
    | "unknown-state"
    /** The ticket was never opened, so that no clock runs. */
    | "never-opened"
  /** The event, or empty. */
  readonly event: string
}

/** Events as clocks read them: told once, in order, up to the present; the first is the opening. */
export interface OrderedEvents {
  readonly events: readonly TicketEvent[]
  readonly faults: readonly EventFault[]
  /** When the next event that lies in the future counts; nothing where none does. */
  readonly next: number | null
}

const RANK = Object.fromEntries(TICKET_EVENT_KINDS.map((kind, place) => [kind, place])) as Readonly<
  Record<TicketEventKind, number>
>

function byTime(one: TicketEvent, other: TicketEvent): number {
  return one.at - other.at || RANK[one.kind] - RANK[other.kind] || inByteOrder(one.id, other.id)
}

/** Also tells apart what one id was told with, so that the order never depends on which arrived first. */
function byTimeAndContent(one: TicketEvent, other: TicketEvent): number {
  return byTime(one, other) || inByteOrder(contentOf(one), contentOf(other))
}

const inByteOrder = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function contentOf({ by, message, facts, target, reason }: TicketEvent): string {
  return JSON.stringify([by, message, Object.entries(facts).toSorted(), target, reason])
}

const isMomentOfTime = (at: number) => Number.isSafeInteger(at) && at >= FIRST_MOMENT && at <= LAST_MOMENT

const NO_FAULTS: readonly EventFault[] = []

/** Brings events of one ticket into the order in which they count, in whatever order they arrived. */
export function orderEvents(told: readonly TicketEvent[], now: number): OrderedEvents {
  if (isInOrder(told, now)) return { events: told, faults: NO_FAULTS, next: null }
  const faults: EventFault[] = []
  const timed = told.filter(event => {
    if (!isMomentOfTime(event.at)) faults.push({ fault: "no-time", event: event.id })
    return isMomentOfTime(event.at)
  })
  const once = eachOnce(timed.toSorted(byTimeAndContent), faults)
  const future = once.filter(({ at }) => at > now)
  faults.push(...future.map(({ id }): EventFault => ({ fault: "in-the-future", event: id })))
  const past = future.length === 0 ? once : once.slice(0, once.length - future.length)
  const opening = past.find(({ kind }) => kind === "opened")
  if (opening === undefined) faults.push({ fault: "never-opened", event: "" })
  return {
    events: opening === undefined ? [] : [opening, ...afterOpening(past, opening, faults)],
    faults,
    next: future[0]?.at ?? null,
  }
}

/** Up to how many events ids are compared one by one, which is quicker than a set of them. */
const FEW = 24

function hasTwice(told: readonly TicketEvent[]): boolean {
  if (told.length > FEW) return new Set(told.map(({ id }) => id)).size < told.length
  for (let place = 1; place < told.length; place += 1)
    for (let other = 0; other < place; other += 1) if (told[other]!.id === told[place]!.id) return true
  return false
}

/** Whether there is nothing to do, which is the usual case. */
function isInOrder(told: readonly TicketEvent[], now: number): boolean {
  if (told[0]?.kind !== "opened" || !isMomentOfTime(told[0].at) || told[0].at > now) return false
  for (let place = 1; place < told.length; place += 1) {
    const [before, event] = [told[place - 1]!, told[place]!]
    if (event.kind === "opened" || !isMomentOfTime(event.at) || event.at > now || byTime(before, event) >= 0)
      return false
    if (event.facts["state"] !== undefined && !isState(event.facts["state"])) return false
  }
  return (told[0].facts["state"] === undefined || isState(told[0].facts["state"])) && !hasTwice(told)
}

function eachOnce(sorted: readonly TicketEvent[], faults: EventFault[]): TicketEvent[] {
  const known = new Map<string, TicketEvent>()
  return sorted.filter(event => {
    const earlier = known.get(event.id)
    if (earlier === undefined) known.set(event.id, event)
    else if (earlier.at !== event.at || earlier.kind !== event.kind)
      faults.push({ fault: "told-differently", event: event.id })
    return earlier === undefined
  })
}

function afterOpening(past: readonly TicketEvent[], opening: TicketEvent, faults: EventFault[]): TicketEvent[] {
  const rest = past.filter(event => event !== opening)
  for (const event of [opening, ...rest]) {
    if (event.at < opening.at) faults.push({ fault: "before-opening", event: event.id })
    if (event !== opening && event.kind === "opened") faults.push({ fault: "opened-again", event: event.id })
    const state = event.facts["state"]
    if (state !== undefined && !isState(state)) faults.push({ fault: "unknown-state", event: event.id })
  }
  return rest.map(event => (event.at < opening.at ? { ...event, at: opening.at } : event))
}

export function isState(state: string): boolean {
  return (CATEGORIES as readonly string[]).includes(state)
}

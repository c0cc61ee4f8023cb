import type { Audience } from "../schema/service.ts"
import type { BoundVersion, PolicyBook } from "./policy-book.ts"
import type { TicketEvent } from "./ticket-event.ts"
import { placeAt, type Moment } from "./timeline.ts"

/** From when on a ticket is under a version; until the next span. */
export interface PolicySpan {
  readonly from: number
  /** Nothing where no policy matches. */
  readonly bound: BoundVersion | null
  /** Running clocks begin anew here. */
  readonly isRestart: boolean
  readonly cause: "opened" | "changed" | "by-hand" | "published" | "reopened"
  /** The event that it follows from, or empty. */
  readonly event: string
}

/** Whether what somebody decided by hand is about the clocks of an audience; where it names none, of every one. */
export function concerns({ facts }: TicketEvent, audience: Audience): boolean {
  return (facts["audience"] ?? audience) === audience
}

/** The policy that somebody chose by hand for a ticket's clocks of an audience; empty where the first that matches is its. */
export function policyByHand(moments: readonly Moment[], audience: Audience): string {
  const chosen = moments.findLast(({ event }) => event.kind === "policy-chosen" && concerns(event, audience))
  return chosen?.event.facts["policy"] ?? ""
}

/** The fact that never makes a clock begin anew: handing a ticket on is no news to whoever waits. */
const QUEUE = "queue"

/**
 * The versions that a ticket was under. A version is chosen by what is valid then: at the opening, when a fact changes
 * that conditions name, when one is chosen by hand, at the reopening, and when a version for open tickets becomes valid.
 * While the ticket is closed nothing is chosen, so that what was done is never judged again.
 */
export function policySpansOf(
  book: PolicyBook,
  audience: Audience,
  moments: readonly Moment[],
  now: number,
): PolicySpan[] {
  const opening = moments[0]!
  let byHand = ""
  const spans: PolicySpan[] = []
  const choose = (moment: Moment, from: number, cause: PolicySpan["cause"], event: string, mayRestart: boolean) => {
    const bound = book.choose(audience, moment.facts, from, byHand)
    const before = spans.at(-1)
    if (before !== undefined && before.bound === bound) return
    const isRestart = before !== undefined && mayRestart && bound !== null && bound.version.onChange === "restart"
    spans.push({ from, bound, isRestart, cause, event })
  }
  choose(opening, opening.at, "opened", opening.event.id, false)
  const publications = book.publications(audience)
  let published = publications.findIndex(at => at > opening.at)
  const publishUntil = (instant: number) => {
    for (; published >= 0 && published < publications.length && publications[published]! <= instant; published += 1) {
      const at = publications[published]!
      const moment = moments[placeAt(moments, at)]!
      if (!moment.isClosed) choose(moment, at, "published", "", true)
    }
  }
  for (let place = 1; place < moments.length; place += 1) {
    const [before, moment] = [moments[place - 1]!, moments[place]!]
    if (published >= 0) publishUntil(moment.at - 1)
    const { event } = moment
    const isByHand = event.kind === "policy-chosen" && concerns(event, audience)
    if (isByHand) byHand = event.facts["policy"] ?? ""
    if (moment.isClosed) continue
    if (before.isClosed) choose(moment, moment.at, "reopened", event.id, false)
    else if (isByHand) choose(moment, moment.at, "by-hand", event.id, true)
    else {
      const change = changeThatCounts(book, audience, before, moment)
      if (change !== null) choose(moment, moment.at, "changed", event.id, change === "fact")
    }
  }
  if (published >= 0) publishUntil(now)
  return spans
}

/** Whether a fact changed that conditions name, and whether one beside the queue. */
function changeThatCounts(
  book: PolicyBook,
  audience: Audience,
  before: Moment,
  after: Moment,
): "fact" | "queue" | null {
  if (before.facts === after.facts) return null
  let change: "queue" | null = null
  for (const fact in after.event.facts) {
    if (!book.dependsOn(audience, fact) || before.facts[fact] === after.facts[fact]) continue
    if (fact !== QUEUE) return "fact"
    change = "queue"
  }
  return change
}

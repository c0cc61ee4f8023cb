import { unreachable } from "../base/assert.ts"
import { allHold, type Target } from "./policy.ts"
import type { Moment } from "./timeline.ts"

/** Why a clock stopped; see {@link keepsPromise}. */
export type StopCause = "reply" | "owner" | "done" | "cancelled" | "left" | "restarted" | "no-longer-promised"

/** One run of a clock over a ticket's moments, whatever was promised. */
export interface Cycle {
  readonly start: number
  readonly stop: number | null
  readonly stopCause: StopCause | null
}

/**
 * Whether what stopped a clock is what was promised. A ticket that is closed without an answer owes none any more, but
 * nobody has answered.
 */
export function keepsPromise({ kind }: Target, cause: StopCause): boolean {
  if (cause === "done") return kind === "resolution" || kind === "held"
  return cause === "reply" || cause === "owner" || cause === "left"
}

/** Whether a promise is open after a moment: it begins, goes on, or ends for a cause. */
type Turn = "begin" | "end" | "begin-again" | "stay"

/**
 * The runs of a target's clock, in order. Whatever is open when a ticket is closed ends there, and nothing begins while
 * it is closed.
 */
export function cyclesOf(target: Target, moments: readonly Moment[]): Cycle[] {
  const cycles: Cycle[] = []
  const turns = turnsOf(target)
  let start: number | null = null
  for (let place = 0; place < moments.length; place += 1) {
    const moment = moments[place]!
    const isReopening = place > 0 && moments[place - 1]!.isClosed && !moment.isClosed
    // What is said while closing or reopening is heard before the door moves.
    const turn = turns(moment, isReopening)
    const cause = stopCauseOf(target)
    if (start !== null && (turn === "end" || turn === "begin-again")) {
      cycles.push({ start, stop: moment.at, stopCause: cause })
      start = null
    }
    if (moment.isClosed) {
      if (start !== null)
        cycles.push({ start, stop: moment.at, stopCause: moment.state === "done" ? "done" : "cancelled" })
      start = null
    } else if (start === null && (turn === "begin" || turn === "begin-again")) start = moment.at
  }
  if (start !== null) cycles.push({ start, stop: null, stopCause: null })
  return cycles
}

function stopCauseOf({ kind }: Target): StopCause {
  return kind === "assignment" ? "owner" : kind === "held" ? "left" : "reply"
}

/** Reads the moments one after another and says what each means for a target. */
function turnsOf(target: Target): (moment: Moment, isReopening: boolean) => Turn {
  switch (target.kind) {
    case "first-response":
      return firstResponse()
    case "next-response":
      return nextResponse()
    case "update":
      return update()
    case "assignment":
      return ({ facts }) => ((facts["owner"] ?? "") === "" ? "begin" : "end")
    case "resolution":
      return ({ event }, isReopening) => (isReopening || event.kind === "opened" ? "begin" : "stay")
    case "held":
      return ({ facts }) => (allHold(target.while, facts) ? "begin" : "end")
    default:
      return unreachable(target.kind)
  }
}

/** Until somebody has answered, a response is owed; also again after a ticket was closed without one. */
function firstResponse() {
  let isAnswered = false
  return ({ event }: Moment): Turn => {
    isAnswered ||= event.kind === "agent-reply"
    return isAnswered ? "end" : "begin"
  }
}

/**
 * From the first message that is not answered. Before the first response that one's clock runs alone. A message that
 * comes while the ticket is closed counts from the reopening.
 */
function nextResponse() {
  let [isAnswered, isOwed, wasClosed] = [false, false, false]
  return ({ event, isClosed }: Moment): Turn => {
    const isClosing = isClosed && !wasClosed
    wasClosed = isClosed
    if (event.kind === "agent-reply") {
      isAnswered = true
      isOwed = false
      return "end"
    }
    if (event.kind === "customer-message" && isAnswered) isOwed = true
    // Whoever closes a ticket has answered what was asked until then.
    else if (isClosing) isOwed = false
    return isOwed ? "begin" : "stay"
  }
}

/** From each reply to the next, so that it never runs before the first response. */
function update() {
  let isAnswered = false
  return ({ event }: Moment, isReopening: boolean): Turn => {
    if (event.kind === "agent-reply") {
      isAnswered = true
      return "begin-again"
    }
    return isAnswered && isReopening ? "begin" : "stay"
  }
}

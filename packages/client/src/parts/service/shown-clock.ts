import type { Clock } from "@weft/model/service/clock"
import { format } from "../../text/index.ts"
import { serviceWords } from "../../text/service.ts"

export type ClockLook = "late" | "soon" | "running" | "paused" | "met" | "quiet"

/** A clock as it is shown, wherever it is. */
export interface ShownClock {
  readonly clock: Clock
  readonly look: ClockLook
  /** How much of the promise is left, 0 to 1. */
  readonly leftShare: number
  /** What is left or over, in working time: "24 min", "12 min late". */
  readonly words: string
}

const MINUTE = 60_000

/** Less than this share of the promise left is shown as pressing. */
const SOON_SHARE = 0.25

export function shownClock(clock: Clock): ShownClock {
  const { promise, remaining } = clock
  const leftShare = promise.amount === 0 ? 0 : Math.max(0, remaining / promise.amount)
  return { clock, look: lookOf(clock, leftShare), leftShare, words: wordsOf(clock) }
}

function lookOf({ state, stoppedAt, isPaused }: Clock, leftShare: number): ClockLook {
  if (state === "breached") return "late"
  if (state === "met") return "met"
  if (stoppedAt !== null || state === "exempt" || state === "ended") return "quiet"
  if (isPaused || state === "paused") return "paused"
  return leftShare < SOON_SHARE ? "soon" : "running"
}

/** From so many minutes on, the minutes of an amount are left out. */
const LONG_MINUTES = 600

/**
 * An amount of a promise in words: working days, or working time in hours. What was promised in hours is never told in days,
 * since a day has as many as the hours of the service say.
 */
export function amountWords(unit: Clock["promise"]["unit"], amount: number): string {
  if (unit === "days") return serviceWords().days(amount)
  const minutes = Math.floor(amount / MINUTE)
  return format().duration(minutes < LONG_MINUTES ? minutes : minutes - (minutes % 60), Infinity)
}

function wordsOf({ promise, remaining, state }: Clock): string {
  const amount = amountWords(promise.unit, Math.abs(remaining))
  return state === "breached" ? serviceWords().late(amount) : amount
}

/** How a clock stands, where it stands by itself: how much is left or over, or how it ended. */
export function clockStateWords({ clock, words, look }: ShownClock): string {
  const { unit, amount } = clock.promise
  if (clock.exemption !== null) return serviceWords().states.exempt
  if (look === "met") return serviceWords().usedOf(amountWords(unit, clock.elapsed), amountWords(unit, amount))
  if (look === "late") return words
  if (clock.stoppedAt !== null) return serviceWords().states[clock.state]
  return serviceWords().left(words)
}

/**
 * The clock that a queue shows of a ticket: that which is due first; where all rest, the first of those. Nothing where
 * none is open.
 */
export function pressingClock(clocks: readonly Clock[]): Clock | null {
  let first: Clock | null = null
  for (const clock of clocks) {
    if (clock.stoppedAt !== null || clock.state === "exempt") continue
    if (first === null || (clock.due ?? Infinity) < (first.due ?? Infinity)) first = clock
  }
  return first
}

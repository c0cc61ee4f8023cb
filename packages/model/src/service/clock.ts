import type { StopCause } from "./cycles.ts"
import type { PolicySpan } from "./policy-spans.ts"
import type { BoundTarget } from "./policy-book.ts"
import type { Audience } from "../schema/service.ts"
import type { Amount, TargetKind } from "./policy.ts"
import type { BusinessCalendar } from "./business-calendar.ts"
import type { Moment } from "./timeline.ts"

/**
 * - `running`, `paused`: open and in time.
 * - `met`: what was promised came in time.
 * - `breached`: it did not, whether it came late or is still open.
 * - `exempt`: not held against anybody, for a reason that somebody gave.
 * - `ended`: nothing is owed any more, and nothing was kept or broken: the ticket was closed without an answer, or the
 *   clock began anew.
 */
export type ClockState = "running" | "paused" | "met" | "breached" | "exempt" | "ended"

/** One cycle of one promise to one ticket. Instants are ms since 1970, amounts are of the promise's unit. */
export interface Clock {
  readonly ticket: string
  readonly audience: Audience
  /** The target's key. */
  readonly target: string
  readonly kind: TargetKind
  /** From 1; a new one where the promise is owed again. */
  readonly cycle: number
  /** The policy that judges it: the one that was in force when it stopped, or is now. */
  readonly policy: string
  readonly version: number
  readonly state: ClockState
  readonly promise: Amount
  readonly elapsed: number
  readonly paused: number
  /** What is left; less than nothing once it is breached. */
  readonly remaining: number
  readonly start: number
  readonly stoppedAt: number | null
  readonly stopCause: StopCause | null
  readonly isPaused: boolean
  /** See `Reading`. */
  readonly due: number | null
  /** When the promise was broken: at its due time, or when the policy came into force that sees it so. */
  readonly breachedAt: number | null
  /** What earlier policies of this cycle saw broken before they were replaced. */
  readonly earlierBreaches: readonly EarlierBreach[]
  readonly exemption: Exemption | null
  readonly basis: ClockBasis
}

export interface EarlierBreach {
  readonly at: number
  readonly policy: string
  readonly version: number
}

export interface Exemption {
  readonly at: number
  readonly by: string
  readonly reason: string
  readonly event: string
}

/** What a clock was read from; its ledger and its ladder are read from the same. */
export interface ClockBasis {
  readonly moments: readonly Moment[]
  readonly spans: readonly PolicySpan[]
  readonly bound: BoundTarget
  readonly calendar: BusinessCalendar
  /** Where counting begins: the clock's start, or that of the first cycle where a reopening goes on with it. */
  readonly start: number
  /** Since when the policy that judges it is in force. */
  readonly since: number
  readonly now: number
}

/** Names a clock the same on every device. */
export function clockKey({ ticket, audience, target, cycle }: Clock): string {
  return `${ticket}/${audience}/${target}/${cycle}`
}

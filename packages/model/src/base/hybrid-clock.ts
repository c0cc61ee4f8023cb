import { assert } from "./assert.ts"

/**
 * When a change was made, as one integer: milliseconds × 1024 + counter. Greater is later; ties go by replica id.
 * Source: Kulkarni et al., "Logical Physical Clocks" (2014), packed so that it stays an exact double until 2248.
 */
export type Stamp = number

const COUNTERS = 1024

/** How far ahead of this device's time a remote stamp may pull the clock: five minutes. */
export const MAX_PULL_MS = 5 * 60 * 1000

/** The wall-clock part of a stamp, in milliseconds since 1970. */
export function stampTime(stamp: Stamp): number {
  return Math.floor(stamp / COUNTERS)
}

/** The first stamp of a millisecond. */
export function stampAt(milliseconds: number): Stamp {
  return milliseconds * COUNTERS
}

export function isStamp(value: unknown): value is Stamp {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
}

/** A hybrid logical clock: never behind what this device wrote or saw, never far ahead of what its watch says. */
export class HybridClock {
  readonly #now: () => number
  #last: Stamp

  /**
   * @param now corrected wall time in milliseconds
   * @param last the greatest stamp that this device wrote before, so that a clock set back does not repeat it
   */
  constructor(now: () => number, last: Stamp = 0) {
    this.#now = now
    this.#last = last
  }

  /** The greatest stamp given out or seen. */
  get last(): Stamp {
    return this.#last
  }

  /** A stamp later than everything this clock gave out or saw. */
  next(): Stamp {
    this.#last = Math.max(stampAt(Math.floor(this.#now())), this.#last + 1)
    assert(isStamp(this.#last), "a stamp stays a safe integer")
    return this.#last
  }

  /** Moves past a remote stamp, unless that lies more than five minutes ahead of this device's time. */
  observe(remote: Stamp): void {
    if (remote > this.#last && stampTime(remote) <= this.#now() + MAX_PULL_MS) this.#last = remote
  }
}

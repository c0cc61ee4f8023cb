import type { Timers } from "../ports.ts"

/** In how many turns everybody is asked, so that thousands are not asked in one moment. */
const TURNS = 30

/** The time between two turns, in milliseconds. */
const TURN_MILLIS = 1_000

/** Somebody who is asked now and then. */
export interface Beating {
  beat(): void
}

/**
 * Calls everybody back every 30 s. One timer serves them all: timers of their
 * own would be a large part of what idle sockets cost.
 */
export class Heartbeat {
  readonly #timers: Timers
  readonly #turns = Array.from({ length: TURNS }, () => new Set<Beating>())
  #size = 0
  #turn = 0
  #isTimed = false

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** Calls back from now on, for the first time within 30 s; returns what ends it. */
  add(beating: Beating): () => void {
    const turn = this.#turns[this.#turn]
    turn?.add(beating)
    this.#size += 1
    this.#wait()
    return () => {
      if (turn?.delete(beating) === true) this.#size -= 1
    }
  }

  #wait(): void {
    if (this.#isTimed || this.#size === 0) return
    this.#isTimed = true
    this.#timers.after(TURN_MILLIS, () => {
      this.#isTimed = false
      this.#turn = (this.#turn + 1) % TURNS
      for (const beating of this.#turns[this.#turn] ?? []) beating.beat()
      this.#wait()
    })
  }
}

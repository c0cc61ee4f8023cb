/** Allows a steady rate with bursts: it fills at `perSecond` up to `burst`, and may be overdrawn once. */
export class TokenBucket {
  readonly #perSecond: number
  readonly #burst: number
  #level: number
  #filledAt: number

  constructor(perSecond: number, burst: number, now: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#level = burst
    this.#filledAt = now
  }

  /** Takes tokens and returns how many milliseconds to wait until it is not overdrawn; 0 while it is not. */
  take(tokens: number, now: number): number {
    // A clock that steps back fills nothing.
    const millis = Math.max(0, now - this.#filledAt)
    this.#filledAt = now
    this.#level = Math.min(this.#burst, this.#level + (millis * this.#perSecond) / 1000) - tokens
    return this.#level >= 0 ? 0 : Math.ceil((-this.#level * 1000) / this.#perSecond)
  }
}

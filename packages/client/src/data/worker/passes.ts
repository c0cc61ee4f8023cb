import type { Pass } from "@weft/model/wire/api"
import type { Random } from "@weft/model/base/random"
import type { Timers } from "./world.ts"

/** What comes of asking a relay for a pass. */
export type PassAnswer =
  | Pass
  /** The relay asks nobody who they are. */
  | "open"
  /** Whoever uses this device has to sign in there first. */
  | "signed-out"
  | "unreachable"

/** How much of a pass's life goes by before it is renewed, give or take a tenth of that. */
const RENEWED_AFTER = 0.6

const RETRY_MILLIS = 5_000

/** The longest that a timer can wait everywhere. */
const LONGEST_MILLIS = 2 ** 31 - 1

export interface PassesOptions {
  readonly fetchPass: () => Promise<PassAnswer>
  readonly timers: Timers
  readonly random: Random
  /** Whether the relay has taken it and is there: otherwise a new one is had when one is needed. */
  readonly isInUse: () => boolean
  /** There is a new pass before the one in use ends. */
  readonly renewed: (pass: string) => void
  readonly signedOut: () => void
}

/**
 * The pass that this device shows at one relay. It is kept over reconnections and renewed in time.
 *
 * A pass says when it ends by the relay's time, and only that is counted with: from each welcome on, and by how long the
 * timers took. What this device believes the time to be does not matter.
 */
export class Passes {
  readonly #options: PassesOptions
  #kept: Pass | "open" | null = null
  #asking: Promise<PassAnswer> | null = null
  #cancel = () => {}
  #isEnded = false

  constructor(options: PassesOptions) {
    this.#options = options
  }

  /** The pass to go with now; one that was had before and still holds, or a new one. */
  async get(): Promise<PassAnswer> {
    return this.#kept ?? this.#ask()
  }

  /** The relay has taken the pass; its time is this. */
  welcomed(relayTime: number): void {
    this.#renewLater(relayTime)
  }

  /** Asks for a new one before any other use: whoever signed in may be somebody else. */
  renewNow(): void {
    this.discard()
    this.#asking = null
    void this.#renew(null)
  }

  /** The relay did not take the pass, or it may have ended. */
  discard(): void {
    this.#cancel()
    this.#kept = null
  }

  stop(): void {
    this.#isEnded = true
    this.#cancel()
  }

  #renewLater(relayTime: number): void {
    this.#cancel()
    const pass = this.#kept
    if (pass === null || pass === "open") return
    const life = Math.max(0, pass.endsAt - relayTime)
    // Everybody who got a pass in the same moment should not come back in the same moment.
    const wait = Math.min(life * RENEWED_AFTER * (0.9 + this.#options.random() / 5), LONGEST_MILLIS)
    this.#cancel = this.#options.timers.after(wait, () => void this.#renew(relayTime + wait))
  }

  async #renew(relayTime: number | null): Promise<void> {
    if (!this.#options.isInUse()) return this.discard()
    const answer = await this.#ask()
    if (this.#isEnded || answer === "open") return
    if (answer === "signed-out") return this.#options.signedOut()
    if (answer === "unreachable") {
      const later = relayTime === null ? null : relayTime + RETRY_MILLIS
      this.#cancel = this.#options.timers.after(RETRY_MILLIS, () => void this.#renew(later))
      return
    }
    this.#options.renewed(answer.pass)
    if (relayTime !== null) this.#renewLater(relayTime)
  }

  #ask(): Promise<PassAnswer> {
    if (this.#asking !== null) return this.#asking
    const asking = this.#options.fetchPass().then(answer => {
      if (this.#asking !== asking) return answer
      this.#asking = null
      if (typeof answer === "object" || answer === "open") this.#kept = answer
      return answer
    })
    this.#asking = asking
    return asking
  }
}

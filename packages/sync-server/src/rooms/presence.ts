import type { Timers } from "../ports.ts"
import { PRESENCE_MILLIS } from "./limits.ts"

/**
 * What each session is doing in one document: only the latest counts, and a
 * round of news goes out at most every {@link PRESENCE_MILLIS}.
 */
export class Presence {
  readonly #timers: Timers
  readonly #tell: (news: ReadonlyMap<string, string>) => void
  readonly #states = new Map<string, string>()
  #news = new Map<string, string>()
  #isResting = false

  /** `tell` gets the news of a round by session; the empty text means gone. */
  constructor(timers: Timers, tell: (news: ReadonlyMap<string, string>) => void) {
    this.#timers = timers
    this.#tell = tell
  }

  /** Everyone's state, by session. */
  get states(): ReadonlyMap<string, string> {
    return this.#states
  }

  /** Sets what a session is doing; the empty text takes it away. */
  set(session: string, state: string): void {
    if ((this.#states.get(session) ?? "") === state) return
    if (state === "") this.#states.delete(session)
    else this.#states.set(session, state)
    this.#news.set(session, state)
    if (this.#isResting) return
    this.#isResting = true
    // Never at once: of several who lose a right together, those yet to be told must not hear how the first one leaves.
    this.#timers.soon(() => this.#round())
  }

  #round(): void {
    if (this.#news.size === 0) {
      this.#isResting = false
      return
    }
    const news = this.#news
    this.#news = new Map()
    this.#timers.after(PRESENCE_MILLIS, () => this.#round())
    this.#tell(news)
  }
}

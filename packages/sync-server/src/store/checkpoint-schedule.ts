import type { Timers } from "../ports.ts"

/** How long after a write the write-ahead log is looked at, in milliseconds. */
const LOOK_MILLIS = 50

/** How long nobody must have written before all of it is brought over, so that a start has little to recover. */
const SETTLE_MILLIS = 5_000

/** Both return how many pages are left, and do not reject. */
export interface Checkpoints {
  /** Checkpoints if that is due. */
  look(): Promise<number>
  /** Checkpoints however little there is. */
  settle(): Promise<number>
}

/** Says when to checkpoint: soon after writes, and once more when writing has stopped. Where nobody writes, nothing runs. */
export class CheckpointSchedule {
  readonly #timers: Timers
  readonly #checkpoints: Checkpoints
  #isLookDue = false
  #isRunning = false
  #hasEnded = false
  #cancel = () => {}

  constructor(timers: Timers, checkpoints: Checkpoints) {
    this.#timers = timers
    this.#checkpoints = checkpoints
  }

  wrote(): void {
    if (this.#isLookDue || this.#hasEnded) return
    this.#isLookDue = true
    if (!this.#isRunning) this.#lookSoon()
  }

  /** Lets no further checkpoint begin. */
  end(): void {
    this.#cancel()
    this.#hasEnded = true
  }

  #lookSoon(): void {
    this.#cancel()
    this.#cancel = this.#timers.after(LOOK_MILLIS, () => {
      this.#isLookDue = false
      void this.#run(() => this.#checkpoints.look())
    })
  }

  async #run(checkpoint: () => Promise<number>): Promise<void> {
    this.#isRunning = true
    const left = await checkpoint()
    this.#isRunning = false
    if (this.#hasEnded) return
    if (this.#isLookDue) this.#lookSoon()
    else if (left > 0)
      this.#cancel = this.#timers.after(SETTLE_MILLIS, () => void this.#run(() => this.#checkpoints.settle()))
  }
}

import type { Timers } from "../ports.ts"
import { DiskLost } from "./log-store.ts"
import type { Calls, ThreadCaller } from "./thread-calls.ts"

/** How long a thread stays that nobody asks anything, in milliseconds. */
const REST_MILLIS = 60_000

/**
 * A thread that is there while it has something to do, and a while longer: an
 * idle one would hold on to the memory of the largest document that it packed.
 * One that died is started anew with the next question.
 */
export class RestingThread<Thread extends Calls<Thread> & { close(): void }> {
  readonly #start: () => ThreadCaller<Thread>
  readonly #timers: Timers
  #thread: ThreadCaller<Thread> | null = null
  #waiting = 0
  #cancelRest = () => {}

  constructor(start: () => ThreadCaller<Thread>, timers: Timers) {
    this.#start = start
    this.#timers = timers
  }

  /** Whether there is a thread now. */
  get isAwake(): boolean {
    return this.#thread !== null
  }

  /** Asks the thread; see {@link ThreadCaller}. */
  async call<Name extends keyof Thread & string>(
    name: Name,
    args: Parameters<Thread[Name]>,
  ): Promise<Awaited<ReturnType<Thread[Name]>>> {
    this.#cancelRest()
    if (this.#thread === null || this.#thread.hasDied) this.#thread = this.#start()
    this.#waiting += 1
    try {
      return await this.#thread.call(name, args)
    } finally {
      this.#waiting -= 1
      if (this.#waiting === 0) this.#cancelRest = this.#timers.after(REST_MILLIS, () => void this.end())
    }
  }

  /**
   * Asks the thread for what it only computes. One that dies of that, since a document was too much for its memory, has
   * written nothing: the disk is as good as it was, and the relay goes on without an answer.
   */
  async compute<Name extends keyof Thread & string>(
    name: Name,
    args: Parameters<Thread[Name]>,
  ): Promise<Awaited<ReturnType<Thread[Name]>>> {
    try {
      return await this.call(name, args)
    } catch (error) {
      throw error instanceof DiskLost ? new Error(error.message, { cause: error }) : error
    }
  }

  /** Lets what was asked be answered, then ends the thread. */
  async end(): Promise<void> {
    this.#cancelRest()
    const ending = this.#thread
    this.#thread = null
    await ending?.end()
  }
}

import type { DatabaseSync } from "node:sqlite"
import { DiskLost } from "./log-store.ts"
import { isFlushFailure } from "./sqlite-errors.ts"

/** So many pages of 4 KB in the write-ahead log are worth a checkpoint. */
const DUE_PAGES = 1_000

/** With so many the log begins anew, for which writing waits a moment: only what the passive pass left is to be done. */
const FULL_PAGES = 16_000

/** A log that has not grown for so many looks is brought over as well, so that a start has little to recover. */
const QUIET_LOOKS = 100

interface Counts {
  readonly busy: number
  /** Pages in the log. */
  readonly log: number
  /** How many of them are in the file. */
  readonly checkpointed: number
}

/**
 * Decides when the write-ahead log is brought into the file. A passive
 * checkpoint goes on beside commits; what comes meanwhile stays in the log.
 */
export class Checkpointer {
  readonly #database: DatabaseSync
  #lastLog = 0
  #quietLooks = 0

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Checkpoints if that is due. Throws {@link DiskLost} where the disk did not confirm it: the log must stand then. */
  look(): void {
    const { log, checkpointed } = this.#run("NOOP")
    this.#quietLooks = log === this.#lastLog ? this.#quietLooks + 1 : 0
    this.#lastLog = log
    const left = log - checkpointed
    if (left < DUE_PAGES && (left <= 0 || this.#quietLooks < QUIET_LOOKS)) return
    if (this.#run("PASSIVE").log > FULL_PAGES) this.#run("RESTART")
  }

  /** Brings everything over and empties the log, so that nothing erased lingers there. */
  empty(): void {
    this.#run("TRUNCATE")
  }

  #run(mode: "NOOP" | "PASSIVE" | "RESTART" | "TRUNCATE"): Counts {
    try {
      return this.#database.prepare(`PRAGMA wal_checkpoint(${mode})`).get() as unknown as Counts
    } catch (error) {
      throw isFlushFailure(error) ? new DiskLost("the disk did not confirm a checkpoint", { cause: error }) : error
    }
  }
}

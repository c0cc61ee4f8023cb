import type { DatabaseSync } from "node:sqlite"
import { DiskLost } from "./log-store.ts"
import { isFlushFailure } from "./sqlite-errors.ts"

/** So many pages of 4 KB in the write-ahead log are worth a checkpoint. */
const DUE_PAGES = 1_000

/**
 * With so many pages the log begins anew. Writing waits meanwhile, so passes go
 * ahead of it until few are left; a longer log would make each of them longer.
 */
const FULL_PAGES = 4_000
const FEW_PAGES = 200
const MOST_PASSES = 10

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
  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /**
   * Checkpoints if that is due and returns how many pages are not in the file
   * yet. Throws {@link DiskLost} where the disk did not confirm it: the log
   * must stand then.
   */
  look(): number {
    const { log, checkpointed } = this.#run("NOOP")
    return log - checkpointed < DUE_PAGES ? log - checkpointed : this.settle()
  }

  /** Brings over what has been committed by now, however little it is, and returns how many pages came meanwhile. */
  settle(): number {
    let last = this.#run("PASSIVE")
    for (let pass = 1; pass < MOST_PASSES && last.log - last.checkpointed > FEW_PAGES; pass += 1)
      last = this.#run("PASSIVE")
    if (last.log > FULL_PAGES) last = this.#run("RESTART")
    return last.log - last.checkpointed
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

import type { DocumentPath } from "@weft/model/schema/change"
import type { Database } from "./database.ts"
import type { Documents } from "./documents.ts"
import type { Timers } from "./world.ts"

/** How long after a change its rows are cached and a long log is folded, in milliseconds. */
const UPKEEP_MILLIS = 4_000

/** Keeps the database quick to open: caches the rows of what has changed, and folds long logs into snapshots. */
export class Upkeep {
  readonly #database: Database
  readonly #documents: Documents
  readonly #timers: Timers
  readonly #isOurs: () => boolean
  readonly #changed = new Set<DocumentPath>()
  readonly #toFold = new Set<DocumentPath>()
  #isTimed = false

  /** @param isOurs whether this worker writes the database; what changes before waits until it does */
  constructor(database: Database, documents: Documents, timers: Timers, isOurs: () => boolean) {
    this.#database = database
    this.#documents = documents
    this.#timers = timers
    this.#isOurs = isOurs
  }

  /** Notes that a document has changed. */
  changed(path: DocumentPath): void {
    this.#changed.add(path)
    if (this.#isTimed) return
    this.#isTimed = true
    this.#timers.after(UPKEEP_MILLIS, () => {
      this.#isTimed = false
      if (this.#isOurs()) this.run()
    })
  }

  /** The log of a document is to be made anew, without what could not be read. */
  foldSoon(path: DocumentPath): void {
    this.#toFold.add(path)
    this.changed(path)
  }

  /** Does what is due now. */
  run(): void {
    for (const path of this.#changed) if (this.#documents.isOpen(path)) this.#keepUp(path)
    this.#changed.clear()
    this.#toFold.clear()
  }

  #keepUp(path: DocumentPath): void {
    const rows = this.#documents.rows(path)
    if (rows.kinds.length > 0) this.#database.cacheRows(path, rows)
    const isDue = this.#database.isFoldDue(path) || this.#toFold.has(path)
    if (isDue && !this.#documents.isGapped(path)) this.#database.fold(path, this.#documents.encode(path))
  }
}

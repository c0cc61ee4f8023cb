import { stampAt, type Stamp } from "@weft/model/base/hybrid-clock"
import type { RowPatch } from "@weft/model/schema/patch"
import type { DocumentPath } from "@weft/model/schema/change"
import type { Database } from "./database.ts"
import type { Documents } from "./documents.ts"
import type { Outbox } from "./outbox.ts"

/** From how far on the difference between this device's clock and the relay's is told, in milliseconds. */
const CLOCK_OFFSET_MILLIS = 2 * 60_000

export interface ClockCorrectionOptions {
  readonly documents: Documents
  readonly database: Database
  readonly outbox: Outbox
  readonly restamped: (path: DocumentPath, patches: readonly RowPatch[]) => void
}

/** How far this device's clock is behind the relay's, and what follows from it for stamps that were not sent yet. */
export class ClockCorrection {
  readonly #options: ClockCorrectionOptions
  #skew = 0

  constructor(options: ClockCorrectionOptions) {
    this.#options = options
  }

  /** In milliseconds. */
  get skew(): number {
    return this.#skew
  }

  /** The same where it is so much that people should know; else null. */
  get told(): number | null {
    return Math.abs(this.#skew) > CLOCK_OFFSET_MILLIS ? this.#skew : null
  }

  /** Takes over how far this device's clock is behind the relay's, in milliseconds. */
  learn(offset: number): void {
    const isMuch = Math.abs(offset - this.#skew) > CLOCK_OFFSET_MILLIS
    this.#skew = offset
    if (isMuch) this.#options.documents.correctClock()
  }

  /** Overwrites unsent entries of a document that were stamped by a clock that was off, before any of them is sent. */
  correct(path: DocumentPath): void {
    const { documents, database, outbox, restamped } = this.#options
    const corrected = new Map<Stamp, Stamp>()
    for (const unsent of outbox.entries(path)) {
      const { beside, clockOffset } = unsent
      const shift = Math.round(this.#skew - (clockOffset ?? this.#skew))
      if (beside === undefined || beside.stamp === 0 || Math.abs(shift) <= CLOCK_OFFSET_MILLIS) continue
      const stamp = Math.max(1, beside.stamp + stampAt(shift))
      corrected.set(beside.stamp, stamp)
      const right = { ...unsent, beside: { ...beside, stamp }, clockOffset: this.#skew }
      outbox.replace(right)
      database.addUnsent(right)
    }
    if (corrected.size === 0) return
    for (const place of this.#placesOf(path)) restamped(place, documents.restamp(place, corrected))
  }

  /** A document, and those to which something of it may have been brought since: what is corrected in one only, the other undoes. */
  #placesOf(path: DocumentPath): DocumentPath[] {
    const { documents, outbox } = this.#options
    const isBroughtTo = (other: DocumentPath) =>
      documents.isOpen(other) && outbox.entries(other).some(({ beside }) => beside?.stamp === 0)
    return [path, ...[...outbox.documents].filter(other => other !== path && isBroughtTo(other))]
  }
}

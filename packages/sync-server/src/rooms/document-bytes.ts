import * as Y from "yjs"
import type { LogRow, Snapshot } from "../store/log-store.ts"
import type { CheckedUpdate } from "./check-update.ts"
import { advance, encodeStateVector, type StateVector } from "./state-vector.ts"

/** A tail longer than this, in rows or in bytes, is worth a snapshot. */
const TAIL_ROWS = 200
const TAIL_BYTES = 256 * 1024

interface TailRow {
  readonly seq: number
  readonly bytes: Uint8Array
}

/**
 * What is on disk of one document, encoded: a base, the rows after it, and the
 * state vector. A relay with a thousand open documents cannot afford a Y.Doc
 * for each, and needs none to serve them.
 */
export class DocumentBytes {
  #base: Snapshot = { seq: 0, bytes: new Uint8Array() }
  #tail: TailRow[] = []
  #tailBytes = 0
  #stored: number
  readonly #vector: Map<number, number>

  /** Takes what was read from the store. Throws where the bytes are no updates, which the store has ruled out by checksum. */
  constructor(snapshot: Snapshot | null, rows: readonly LogRow[]) {
    if (snapshot !== null) this.#base = snapshot
    this.#stored = this.#base.seq
    for (const { seq, bytes } of rows) this.#push({ seq, bytes })
    this.#vector = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(orEmptyUpdate(this.everything())))
  }

  /** The greatest sequence on disk; 0 for a document never written. */
  get seq(): number {
    return this.#tail.at(-1)?.seq ?? this.#base.seq
  }

  get vector(): StateVector {
    return this.#vector
  }

  get encodedVector(): Uint8Array {
    return encodeStateVector(this.#vector)
  }

  /** Adds an update that is on disk now. */
  append(seq: number, update: CheckedUpdate): void {
    this.#push({ seq, bytes: update.bytes })
    advance(this.#vector, update)
  }

  /** The whole document as one update, empty if never written. */
  everything(): Uint8Array {
    if (this.#tail.length === 0) return this.#base.bytes
    return mergeUpdates([
      ...(this.#base.bytes.length === 0 ? [] : [this.#base.bytes]),
      ...this.#tail.map(row => row.bytes),
    ])
  }

  /** What came after a sequence as one update, or null where the rows that far back are folded, or the sequence is not ours. */
  since(seq: number): Uint8Array | null {
    if (seq < this.#base.seq || seq > this.seq) return null
    const rows = this.#tail.filter(row => row.seq > seq)
    return rows.length === 0 ? new Uint8Array() : mergeUpdates(rows.map(row => row.bytes))
  }

  /**
   * What a replica lacks: after its last sequence if we have the rows, else
   * by its state vector. The base is replaced by the merged whole on the way
   * where the tail has grown long, so that the next one is answered quickly.
   */
  lackedBy(lastSeq: number, vector: Uint8Array): Uint8Array {
    const tail = lastSeq >= 0 ? this.since(lastSeq) : null
    if (tail !== null) return tail
    if (this.isTailLong) this.#fold({ seq: this.seq, bytes: this.everything() })
    const whole = this.everything()
    return whole.length === 0 ? whole : Y.diffUpdate(whole, vector)
  }

  /** Whether so much stands after the base that merging it takes long. */
  get isTailLong(): boolean {
    return this.#tail.length > TAIL_ROWS || this.#tailBytes > TAIL_BYTES
  }

  /** Whether the store has many rows after its snapshot. */
  get isSnapshotDue(): boolean {
    return this.isTailLong || this.#base.seq - this.#stored > TAIL_ROWS
  }

  /**
   * Returns the document packed by Yjs, or null where it cannot be packed
   * without losing what waits for structs that never came.
   */
  pack(): Snapshot | null {
    const document = new Y.Doc()
    Y.applyUpdate(document, orEmptyUpdate(this.everything()))
    const { pendingStructs, pendingDs } = document.store
    const bytes = pendingStructs === null && pendingDs === null ? Y.encodeStateAsUpdate(document) : null
    document.destroy()
    return bytes && { seq: this.seq, bytes }
  }

  /** Takes a snapshot of `pack` that the store has by now as the new base; rows written since stay. */
  settle(snapshot: Snapshot): void {
    if (snapshot.seq >= this.#base.seq) this.#fold(snapshot)
    this.#stored = snapshot.seq
  }

  #push(row: TailRow): void {
    this.#tail.push(row)
    this.#tailBytes += row.bytes.length
  }

  #fold(base: Snapshot): void {
    this.#base = base
    this.#tail = this.#tail.filter(row => row.seq > base.seq)
    this.#tailBytes = this.#tail.reduce((sum, row) => sum + row.bytes.length, 0)
  }
}

/** Returns the updates as one. Updates that have been checked do merge; what throws is a fault of ours or of Yjs. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates
  return updates.length === 1 && only !== undefined ? only : Y.mergeUpdates([...updates])
}

/** Yjs reads no empty bytes; an update with nothing in it has two. */
function orEmptyUpdate(bytes: Uint8Array): Uint8Array {
  return bytes.length === 0 ? new Uint8Array([0, 0]) : bytes
}

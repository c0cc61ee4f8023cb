import * as Y from "yjs"
import type { LogRow, Snapshot } from "../store/log-store.ts"
import type { CheckedUpdate } from "./check-update.ts"
import { advance, encodeStateVector, type StateVector } from "./state-vector.ts"

/** How many rows after the stored snapshot, or bytes in them, are worth a new one. */
const DUE_ROWS = 200
const DUE_BYTES = 256 * 1024

/** So many more than that make a snapshot overdue. */
const OVERDUE = 10

/** How many rows are kept for those who come back, when they are merged into the whole already. */
const RECENT_ROWS = 200

interface Row {
  readonly seq: number
  readonly bytes: Uint8Array
}

/**
 * What is on disk of one document, encoded: everything up to some sequence as
 * one update, the rows after it, and the state vector. A relay with a thousand
 * open documents cannot afford a Y.Doc for each, and needs none to serve them.
 */
export class DocumentBytes {
  #whole: Snapshot = { seq: 0, bytes: new Uint8Array() }
  /** The latest rows without a gap: all after the whole, and some before. */
  #rows: Row[] = []
  /** What came since the store's snapshot. */
  #sinceSnapshot = { rows: 0, bytes: 0 }
  readonly #vector: Map<number, number>

  /** Takes what was read from the store. Throws where the bytes are no updates, which the store has ruled out by checksum. */
  constructor(snapshot: Snapshot | null, rows: readonly LogRow[]) {
    if (snapshot !== null) this.#whole = snapshot
    for (const { seq, bytes } of rows) this.#push({ seq, bytes })
    this.#vector = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(orEmptyUpdate(this.everything())))
  }

  /** The greatest sequence on disk; 0 for a document never written. */
  get seq(): number {
    return this.#rows.at(-1)?.seq ?? this.#whole.seq
  }

  /** About how many bytes it has. */
  get size(): number {
    return this.#rows.reduce(
      (sum, row) => (row.seq > this.#whole.seq ? sum + row.bytes.length : sum),
      this.#whole.bytes.length,
    )
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

  /** The whole document as one update, empty if never written. Merged when it is asked for, and kept for the next one. */
  everything(): Uint8Array {
    const { seq, bytes } = this.#whole
    const after = this.#rows.filter(row => row.seq > seq).map(row => row.bytes)
    if (after.length > 0)
      this.#fold({ seq: this.seq, bytes: mergeUpdates(bytes.length === 0 ? after : [bytes, ...after]) })
    return this.#whole.bytes
  }

  /** What came after a sequence as one update, or null where we have not the rows that far back, or the sequence is not ours. */
  since(seq: number): Uint8Array | null {
    if (seq === this.seq) return new Uint8Array()
    const oldest = this.#rows[0]?.seq ?? Infinity
    if (seq < oldest - 1 || seq > this.seq) return null
    return mergeUpdates(this.#rows.filter(row => row.seq > seq).map(row => row.bytes))
  }

  /** What a replica lacks: after its last sequence if we have the rows, else by its state vector. */
  lackedBy(lastSeq: number, vector: Uint8Array): Uint8Array {
    const tail = lastSeq >= 0 ? this.since(lastSeq) : null
    if (tail !== null) return tail
    const whole = this.everything()
    return whole.length === 0 ? whole : Y.diffUpdate(whole, vector)
  }

  /** Whether so much came since the store's snapshot that a load takes long. */
  get isSnapshotDue(): boolean {
    return this.#sinceSnapshot.rows > DUE_ROWS || this.#sinceSnapshot.bytes > DUE_BYTES
  }

  /** Whether a snapshot can wait no longer for a quiet moment. */
  get isSnapshotOverdue(): boolean {
    return this.#sinceSnapshot.rows > DUE_ROWS * OVERDUE || this.#sinceSnapshot.bytes > DUE_BYTES * OVERDUE
  }

  /** All that is on disk by now, in parts that a packer makes one snapshot of. */
  get unpacked(): { readonly seq: number; readonly updates: readonly Uint8Array[] } {
    const after = this.#rows.filter(row => row.seq > this.#whole.seq)
    return { seq: this.seq, updates: [this.#whole.bytes, ...after.map(row => row.bytes)] }
  }

  /** Takes a snapshot of `unpacked` that the store has by now; rows written since stay. */
  settle(snapshot: Snapshot): void {
    if (snapshot.seq >= this.#whole.seq) this.#fold(snapshot)
    const after = this.#rows.filter(row => row.seq > snapshot.seq)
    this.#sinceSnapshot = { rows: after.length, bytes: after.reduce((sum, row) => sum + row.bytes.length, 0) }
  }

  #push(row: Row): void {
    this.#rows.push(row)
    this.#sinceSnapshot.rows += 1
    this.#sinceSnapshot.bytes += row.bytes.length
  }

  #fold(whole: Snapshot): void {
    this.#whole = whole
    const recentFrom = this.seq - RECENT_ROWS
    this.#rows = this.#rows.filter(row => row.seq > whole.seq || row.seq > recentFrom)
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

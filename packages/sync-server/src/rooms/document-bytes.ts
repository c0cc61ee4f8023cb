import * as Y from "yjs"
import { assert } from "@weft/model/base/assert"
import type { LogRow, Snapshot } from "../store/log-store.ts"
import { checkUpdate, type CheckedUpdate } from "./check-update.ts"
import { RecentRows } from "./recent-rows.ts"
import { advance, encodeStateVector, type StateVector } from "./state-vector.ts"

/** How many rows after the stored snapshot, or bytes in them, are worth a new one. */
export interface PackingPolicy {
  readonly dueRows: number
  readonly dueBytes: number
}

export const PACKING_POLICY: PackingPolicy = { dueRows: 200, dueBytes: 256 * 1024 }

/** So many more than that make a snapshot overdue. */
const OVERDUE = 10

/** How many rows are kept for those who come back, when they are merged into the whole already. */
const RECENT_ROWS = 200

/** How many updates are merged in one go. */
const MERGED_AT_ONCE = 32

/**
 * What is on disk of one document, encoded: everything up to some sequence as
 * one update, the rows after it, and the state vector. A relay with a thousand
 * open documents cannot afford a Y.Doc for each, and needs none to serve them.
 */
export class DocumentBytes {
  #whole: Snapshot = { seq: 0, bytes: new Uint8Array() }
  /** The latest rows: all after the whole, and some before. */
  readonly #rows: RecentRows
  /** What came since the store's snapshot. */
  #sinceSnapshot = { rows: 0, bytes: 0 }
  readonly #vector: Map<number, number>
  readonly #packing: PackingPolicy

  /** Takes what was read from the store. Throws where the bytes are no updates, which the store has ruled out by checksum. */
  constructor(snapshot: Snapshot | null, rows: readonly LogRow[], packing: PackingPolicy = PACKING_POLICY) {
    this.#packing = packing
    if (snapshot !== null) this.#whole = snapshot
    this.#rows = new RecentRows(this.#whole.seq)
    for (const { bytes } of rows) this.#push(bytes)
    this.#vector = vectorFrom(snapshot, rows) ?? vectorOf(this.everything())
  }

  /** The greatest sequence on disk; 0 for a document never written. */
  get seq(): number {
    return this.#rows.last
  }

  /** About how many bytes it has. */
  get size(): number {
    return this.#whole.bytes.length + this.#rows.bytesAfter(this.#whole.seq)
  }

  get vector(): StateVector {
    return this.#vector
  }

  get encodedVector(): Uint8Array {
    return encodeStateVector(this.#vector)
  }

  /** Adds an update that is on disk now. */
  append(seq: number, update: CheckedUpdate): void {
    assert(seq === this.seq + 1, "rows come without a gap")
    this.#push(update.bytes)
    advance(this.#vector, update)
  }

  /** The whole document as one update, empty if never written. Merged when it is asked for, and kept for the next one. */
  everything(): Uint8Array {
    const { seq, bytes } = this.#whole
    const after = this.#rows.after(seq)
    const [first] = after
    if (first !== undefined) {
      // A view of a single row would hold on to the buffer of all of them.
      const merged =
        bytes.length > 0 ? mergeUpdates([bytes, ...after]) : after.length > 1 ? mergeUpdates(after) : first.slice()
      this.#fold({ seq: this.seq, bytes: merged })
    }
    return this.#whole.bytes
  }

  /** What came after a sequence as one update, or null where we have not the rows that far back, or the sequence is not ours. */
  since(seq: number): Uint8Array | null {
    if (seq === this.seq) return new Uint8Array()
    if (seq < this.#rows.before || seq > this.seq) return null
    return mergeUpdates(this.#rows.after(seq))
  }

  /** What a replica lacks: after its last sequence if we have the rows, else by its state vector. */
  lackedBy(lastSeq: number, vector: Uint8Array): Uint8Array {
    const tail = lastSeq >= 0 ? this.since(lastSeq) : null
    if (tail !== null) return tail
    const whole = this.everything()
    return whole.length === 0 || isNothing(vector) ? whole : Y.diffUpdate(whole, vector)
  }

  /** Whether so much came since the store's snapshot that a load takes long. */
  get isSnapshotDue(): boolean {
    return this.#exceeds(1)
  }

  /** Whether a snapshot can wait no longer for a quiet moment. */
  get isSnapshotOverdue(): boolean {
    return this.#exceeds(OVERDUE)
  }

  /** All that is on disk by now, in parts that a packer makes one snapshot of. */
  get unpacked(): { readonly seq: number; readonly updates: readonly Uint8Array[] } {
    return { seq: this.seq, updates: [this.#whole.bytes, ...this.#rows.after(this.#whole.seq)] }
  }

  /** Takes a snapshot of `unpacked` that the store has by now; rows written since stay. */
  settle(snapshot: Snapshot): void {
    if (snapshot.seq >= this.#whole.seq) this.#fold(snapshot)
    this.#sinceSnapshot = { rows: this.seq - snapshot.seq, bytes: this.#rows.bytesAfter(snapshot.seq) }
  }

  #exceeds(times: number): boolean {
    const { rows, bytes } = this.#sinceSnapshot
    return rows > this.#packing.dueRows * times || bytes > this.#packing.dueBytes * times
  }

  #push(row: Uint8Array): void {
    this.#rows.push(row)
    this.#sinceSnapshot.rows += 1
    this.#sinceSnapshot.bytes += row.length
  }

  #fold(whole: Snapshot): void {
    this.#whole = whole
    this.#rows.drop(Math.min(whole.seq, this.seq - RECENT_ROWS))
  }
}

/**
 * Returns the updates as one, in groups: for each struct that it writes, Yjs
 * sorts all updates that are left, so that the time of thousands would grow
 * with the square of their number. Updates that have been checked do merge;
 * what throws is a fault of ours or of Yjs.
 */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates
  if (updates.length === 1 && only !== undefined) return only
  if (updates.length <= MERGED_AT_ONCE) return Y.mergeUpdates([...updates])
  const groups: Uint8Array[] = []
  for (let from = 0; from < updates.length; from += MERGED_AT_ONCE)
    groups.push(Y.mergeUpdates(updates.slice(from, from + MERGED_AT_ONCE)))
  return mergeUpdates(groups)
}

/** Whether a state vector, in Yjs's encoding, knows no replica. */
function isNothing(vector: Uint8Array): boolean {
  return vector.length === 1 && vector[0] === 0
}

/** The state vector that a snapshot brings, with the rows after it; null where it brings none, or a row cannot be read. */
function vectorFrom(snapshot: Snapshot | null, rows: readonly LogRow[]): Map<number, number> | null {
  if (snapshot?.vector === undefined) return null
  const vector = Y.decodeStateVector(snapshot.vector)
  for (const { bytes } of rows) {
    const update = checkUpdate(bytes)
    if ("refused" in update) return null
    advance(vector, update)
  }
  return vector
}

function vectorOf(update: Uint8Array): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVectorFromUpdate(orEmptyUpdate(update)))
}

/** Yjs reads no empty bytes; an update with nothing in it has two. */
function orEmptyUpdate(bytes: Uint8Array): Uint8Array {
  return bytes.length === 0 ? new Uint8Array([0, 0]) : bytes
}

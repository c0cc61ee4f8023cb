/**
 * Where documents are kept: per document a log of updates and at most one
 * snapshot. The store knows bytes and sequences, nothing of what they mean.
 * Every store passes the one acceptance suite in `tests/relay`.
 */
export interface LogStore {
  /**
   * Names this log. Sequences are only comparable within one history, so a
   * store that starts empty has a new one.
   */
  readonly history: string
  /**
   * Puts all rows on disk, or none. Resolved means durable: a crash of the
   * process or of the machine right after keeps them. The rows of a document
   * come in order and follow what it has. Throws {@link DiskLost} where
   * neither is certain.
   */
  append(rows: readonly LogRow[]): Promise<void>
  /** Everything that is kept of a document; one never written is sound and empty. Throws when the disk cannot be read. */
  read(document: string): Promise<StoredDocument>
  /**
   * Replaces the snapshot and takes the rows up to and including its sequence
   * out of the log, in one transaction. The rows are kept aside as history.
   */
  compact(document: string, snapshot: Snapshot): Promise<void>
  /** Lets go of the files. Nothing else may be called afterwards. */
  close(): Promise<void>
}

/**
 * The disk did not confirm a write, so nobody knows what is on it. Asking again
 * may be answered with a yes that is not true: the relay has to stop, and
 * starts again from what is there.
 */
export class DiskLost extends Error {}

/** One update as it was stored. */
export interface LogRow {
  readonly document: string
  /** From 1 on, without a gap, per document. */
  readonly seq: number
  readonly bytes: Uint8Array
  /** The session that wrote it. */
  readonly session: string
  /** When the relay received it, in milliseconds since the epoch. */
  readonly at: number
}

/** All that the log held up to and including `seq`, as one update. */
export interface Snapshot {
  readonly seq: number
  readonly bytes: Uint8Array
}

/**
 * A stored document. One that does not verify is quarantined: nothing of it is
 * served or changed, so that what can be saved is not made worse.
 */
export type StoredDocument =
  | { readonly state: "sound"; readonly snapshot: Snapshot | null; readonly rows: readonly LogRow[] }
  | { readonly state: "quarantined"; readonly detail: string }

/**
 * Returns the document if its rows follow the snapshot and each other without
 * a gap, otherwise quarantines it: a missing row is as bad as a broken one.
 */
export function verifySequence(snapshot: Snapshot | null, rows: readonly LogRow[]): StoredDocument {
  let seq = snapshot?.seq ?? 0
  for (const row of rows) {
    if (row.seq !== seq + 1) return { state: "quarantined", detail: `row ${seq + 1} is missing` }
    seq = row.seq
  }
  return { state: "sound", snapshot, rows }
}

/**
 * Where documents are kept: per document a log of updates, at most one
 * snapshot, and a history. The store knows bytes, sequences and the ids of
 * people, nothing of what they mean. Every store passes the one acceptance
 * suite in `tests/relay`.
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
  /** Writes something that means nothing, and waits for the disk. Throws as `append` does where nothing can be written. */
  tryWriting(): Promise<void>
  /** Everything that is kept of a document; one never written is sound and empty. Throws when the disk cannot be read. */
  read(document: string): Promise<StoredDocument>
  /** The names that begin so of all documents that were ever written, in order. */
  documents(prefix: string): Promise<readonly string[]>
  /**
   * Replaces the snapshot and takes the rows up to and including its sequence
   * out of the log, in one transaction. The rows are kept aside as history. A
   * snapshot that is not newer than the one there changes nothing.
   */
  compact(document: string, snapshot: Snapshot): Promise<void>
  /**
   * Begins the next epoch of a document with the packed state in place of all
   * there was, in one transaction. What was there is kept as history. The
   * state counts as a row of its own: its sequence is the next one, and
   * `epoch` is the next epoch; refused otherwise.
   */
  renew(document: string, epoch: number, snapshot: Snapshot, at: number): Promise<void>
  /**
   * Does away with every byte of a document, history included, and begins an
   * empty epoch, so that nobody brings back what they still have. That it was
   * there, who wrote it when, and that it was erased stays in the chain.
   */
  erase(document: string, at: number): Promise<void>
  /**
   * What was written after a sequence, oldest first and at most so many rows,
   * over all epochs. Throws where a row does not verify.
   */
  readHistory(document: string, afterSeq: number, most: number): Promise<readonly HistoryRow[]>
  /** Merges the history that is old enough, as the policy in `thinning.ts` says, and returns how many rows went. */
  thin(now: number): Promise<number>
  /** Whether the record of who wrote what when is still as it was written. */
  verifyChain(document: string): Promise<ChainState>
  /**
   * Copies everything into a file that must not be there yet, while writing
   * goes on. The copy has what was durable when this was called, and verifies.
   */
  backup(toFile: string): Promise<void>
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
  /** The id of the person who wrote it; empty where none is known. */
  readonly author: string
  /** The session that wrote it. */
  readonly session: string
  /** The replicas (Yjs client ids) that it is the first to write as in the document. They are its author's from then on. */
  readonly claims: readonly number[]
  /** When the relay received it, in milliseconds since 1970. */
  readonly at: number
}

/** What was written from one sequence to another. A row that has not been thinned covers only its own. */
export interface HistoryRow {
  readonly epoch: number
  readonly fromSeq: number
  readonly seq: number
  /** All of it as one update; none where it has been erased. */
  readonly bytes: Uint8Array
  /** Empty where several wrote it, or nobody known did. */
  readonly author: string
  /** When the relay received the last of it, in milliseconds since 1970. */
  readonly at: number
}

/** All that the log held up to and including `seq`, as one update; no bytes where nothing is left of it. */
export interface Snapshot {
  readonly seq: number
  readonly bytes: Uint8Array
  /** The state vector of the bytes, from whoever had it at hand: finding it takes about as long as reading them all. */
  readonly vector?: Uint8Array
}

/** A stored document that verifies. */
export interface SoundDocument {
  readonly state: "sound"
  /** From 1 on. States of different epochs have nothing in common. */
  readonly epoch: number
  readonly snapshot: Snapshot | null
  readonly rows: readonly LogRow[]
  /** Whose each replica is that has written in this epoch. */
  readonly owners: ReadonlyMap<number, string>
  /** The replicas that wrote in earlier epochs, from which nothing more can be taken. */
  readonly retired: ReadonlySet<number>
}

/**
 * A stored document. One that does not verify is quarantined: nothing of it is
 * served or changed, so that what can be saved is not made worse.
 */
export type StoredDocument = SoundDocument | { readonly state: "quarantined"; readonly detail: string }

/** What the chain of a document says of it. */
export type ChainState =
  | {
      readonly state: "whole"
      /** How many rows were ever written. */
      readonly entries: number
      /** Of how many the bytes are still there one by one; the others have been thinned or erased. */
      readonly withBytes: number
      /** The last link. Noted down elsewhere, it shows a chain that was made anew from its beginning. */
      readonly link: string
    }
  | { readonly state: "broken"; readonly seq: number; readonly detail: string }

/**
 * Returns the document if its rows follow the snapshot and each other without
 * a gap, otherwise quarantines it: a missing row is as bad as a broken one.
 */
export function verifySequence(document: SoundDocument): StoredDocument {
  let seq = document.snapshot?.seq ?? 0
  for (const row of document.rows) {
    if (row.seq !== seq + 1) return { state: "quarantined", detail: `row ${seq + 1} is missing` }
    seq = row.seq
  }
  return document
}

/** Throws where a new epoch would not be the next one, or would leave a sequence out or use it again. */
export function assertNext(epoch: number, seq: number, lastEpoch: number, lastSeq: number): void {
  if (epoch !== lastEpoch + 1) throw new Error(`epoch ${epoch} does not follow ${lastEpoch}`)
  if (seq !== lastSeq + 1) throw new Error(`sequence ${seq} does not follow ${lastSeq}`)
}

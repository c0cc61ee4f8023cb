import type { DatabaseSync } from "node:sqlite"
import { chainEntry, NO_ENTRIES, type ChainHead } from "./chain.ts"
import { rowChecksum, snapshotChecksum } from "./checksum.ts"
import { assertNext, DiskLost, type HistoryRow, type LogRow } from "./log-store.ts"
import { isFlushFailure } from "./sqlite-errors.ts"
import { documentChecksum, ownerChecksum } from "./tables.ts"

/** A snapshot as it is stored: the bytes in the encoding of `packBytes`. */
export interface PackedSnapshot {
  readonly seq: number
  readonly packed: Uint8Array
}

/** How much is written to see whether the disk takes anything, in bytes. */
const TRIAL_BYTES = 64 * 1024

/** A document that is being written to, with the end of its chain. */
interface Writing {
  readonly id: number
  readonly epoch: number
  readonly head: ChainHead
  /** How many replicas have owners, so that one that is missing is missed. */
  readonly owners: number
}

/** Of how many documents the end of the chain is remembered. */
const MOST_REMEMBERED = 4_096

/** Somebody else has written to a document since its end was remembered. Thrown inside a transaction, to begin it anew. */
class Outdated extends Error {}

/**
 * All writing to the log, each call one transaction that has reached the disk
 * when it returns. It may stand in a thread of its own, or in the one that asks.
 */
export class LogWriter {
  readonly #database: DatabaseSync
  readonly #statements: ReturnType<typeof prepareStatements>
  /**
   * The ends of documents as they were last written here: looking them up is a
   * large part of a small commit. Another connection may have written since,
   * so no end is moved on that is not still the remembered one.
   */
  readonly #remembered = new Map<string, Writing>()

  /** Takes a connection that nothing else writes through, with its tables prepared. */
  constructor(database: DatabaseSync) {
    // What is deleted is overwritten: erased bytes must not linger in free pages.
    database.exec("PRAGMA secure_delete = ON")
    this.#database = database
    this.#statements = prepareStatements(database)
  }

  append(rows: readonly LogRow[]): void {
    try {
      this.#appendAfter(this.#remembered, rows)
    } catch (error) {
      this.#remembered.clear()
      if (!(error instanceof Outdated)) throw error
      this.#appendAfter(this.#remembered, rows)
    }
  }

  #appendAfter(remembered: ReadonlyMap<string, Writing>, rows: readonly LogRow[]): void {
    const written = new Map<string, Writing>()
    this.#inTransaction(() => {
      const before = new Map<string, Writing>()
      for (const row of rows) {
        const last = written.get(row.document) ?? remembered.get(row.document) ?? this.#findOrAdd(row.document)
        if (!before.has(row.document)) before.set(row.document, last)
        written.set(row.document, this.#addRow(last, row))
      }
      for (const [document, { head }] of before) this.#moveHead(head, written.get(document)!)
    })
    if (this.#remembered.size + written.size > MOST_REMEMBERED) this.#remembered.clear()
    for (const [document, target] of written) this.#remembered.set(document, target)
  }

  /** As much as a long edit: a disk that has room for a page only is full. */
  tryWriting(): void {
    this.#inTransaction(() => this.#statements.putTrial.run("x".repeat(TRIAL_BYTES)))
  }

  compact(document: string, { seq, packed }: PackedSnapshot): void {
    const found = this.#find(document)
    if (found === null || seq <= this.#snapshotSeq(found.id)) return
    const { id, epoch } = found
    this.#inTransaction(() => {
      this.#statements.putSnapshot.run(id, seq, snapshotChecksum(document, epoch, seq, packed), packed)
      this.#archive(id, epoch, seq)
    })
  }

  /** The bytes come twice, as the row that history begins the epoch with and as the snapshot. */
  renew(document: string, epoch: number, bytes: Uint8Array, snapshot: PackedSnapshot, at: number): void {
    this.#inTransaction(() => {
      const target = this.#findOrAdd(document)
      assertNext(epoch, snapshot.seq, target.epoch, this.#lastSeq(target.id))
      this.#archive(target.id, target.epoch, snapshot.seq)
      this.#begin(document, target, epoch, bytes, snapshot, at)
    })
  }

  erase(document: string, packedNothing: Uint8Array, at: number): void {
    const found = this.#find(document)
    if (found === null) return
    const { id, epoch } = found
    this.#inTransaction(() => {
      const seq = this.#lastSeq(id) + 1
      this.#statements.cutRows.run(id, seq)
      this.#statements.eraseArchive.run(id)
      this.#begin(document, found, epoch + 1, new Uint8Array(), { seq, packed: packedNothing }, at)
    })
  }

  /** Puts one row of history in the place of those that it covers. */
  replaceHistory(document: string, row: HistoryRow): void {
    const found = this.#find(document)
    if (found === null) return
    this.#inTransaction(() => {
      this.#statements.cutArchive.run(found.id, row.fromSeq, row.seq)
      this.#addHistory(document, found.id, row)
    })
  }

  #begin(
    document: string,
    target: Writing,
    epoch: number,
    bytes: Uint8Array,
    { seq, packed }: PackedSnapshot,
    at: number,
  ): void {
    const { id } = target
    this.#addHistory(document, id, { epoch, fromSeq: seq, seq, bytes, author: "", at })
    const head = this.#addEntry(document, id, target.head, { seq, bytes, author: "", at })
    this.#moveHead(target.head, { ...target, head })
    this.#statements.putSnapshot.run(id, seq, snapshotChecksum(document, epoch, seq, packed), packed)
    this.#statements.setEpoch.run(epoch, documentChecksum(id, document, epoch), id)
  }

  /** Adds a row and returns the document with its end moved on. */
  #addRow(target: Writing, { document, seq, bytes, author, session, at, claims }: LogRow): Writing {
    const { id, epoch } = target
    let { owners } = target
    const place = { document, epoch, fromSeq: seq, seq, author, session, at }
    this.#statements.addRow.run(id, seq, author, session, at, rowChecksum(place, bytes), bytes)
    for (const client of claims) {
      const crc = ownerChecksum(document, client, author, epoch, seq)
      owners += Number(this.#statements.addOwner.run(id, client, author, epoch, seq, crc).changes)
    }
    return { id, epoch, owners, head: this.#addEntry(document, id, target.head, { seq, bytes, author, at }) }
  }

  #addEntry(
    document: string,
    id: number,
    head: ChainHead,
    row: { readonly seq: number; readonly bytes: Uint8Array; readonly author: string; readonly at: number },
  ): ChainHead {
    const { seq, author, at, hash, link } = chainEntry(head, document, row)
    this.#statements.addEntry.run(id, seq, author, at, hash, link)
    return { entries: head.entries + 1, link }
  }

  /** Moves a document's end on from where it was; throws {@link Outdated} where it is not there any more. */
  #moveHead(before: ChainHead, { id, head, owners }: Writing): void {
    const { entries, link } = head
    if (before.entries === 0) this.#statements.putHead.run(id, entries, link, owners)
    else if (this.#statements.moveHead.run(entries, link, owners, id, before.entries).changes === 0)
      throw new Outdated("its end was moved by another connection")
  }

  #addHistory(document: string, id: number, { epoch, fromSeq, seq, bytes, author, at }: HistoryRow): void {
    const crc = rowChecksum({ document, epoch, fromSeq, seq, author, session: "", at }, bytes)
    this.#statements.addHistory.run(id, seq, fromSeq, epoch, author, at, crc, bytes)
  }

  #archive(id: number, epoch: number, seq: number): void {
    this.#statements.archiveRows.run(epoch, id, seq)
    this.#statements.cutRows.run(id, seq)
  }

  #find(document: string): Writing | null {
    const found = this.#statements.findDocument.get(document) as { id: number; epoch: number } | undefined
    if (found === undefined) return null
    const stored = this.#statements.findHead.get(found.id) as unknown as (ChainHead & { owners: number }) | undefined
    const { owners, ...head } = stored ?? { ...NO_ENTRIES, owners: 0 }
    return { ...found, head, owners }
  }

  #findOrAdd(document: string): Writing {
    const found = this.#find(document)
    if (found !== null) return found
    const { id } = this.#statements.nextDocument.get() as { id: number }
    this.#statements.addDocument.run(id, document, 1, documentChecksum(id, document, 1))
    return { id, epoch: 1, head: NO_ENTRIES, owners: 0 }
  }

  #snapshotSeq(id: number): number {
    return (this.#statements.findSnapshot.get(id) as { seq: number } | undefined)?.seq ?? 0
  }

  #lastSeq(id: number): number {
    const { seq } = this.#statements.findLastRow.get(id) as { seq: number | null }
    return seq ?? this.#snapshotSeq(id)
  }

  #inTransaction(write: () => void): void {
    this.#statements.begin.run()
    try {
      write()
      this.#statements.commit.run()
    } catch (error) {
      this.#rollBack(error)
      throw isFlushFailure(error) ? new DiskLost("the disk did not confirm a write", { cause: error }) : error
    }
  }

  #rollBack(cause: unknown): void {
    try {
      // A full disk may have rolled back by itself already.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK")
    } catch {
      throw new DiskLost("a write that failed could not be taken back", { cause })
    }
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    begin: database.prepare("BEGIN IMMEDIATE"),
    commit: database.prepare("COMMIT"),
    putTrial: database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('trial', ?)"),
    findDocument: database.prepare("SELECT id, epoch FROM document WHERE name = ?"),
    nextDocument: database.prepare("SELECT coalesce(max(id), 0) + 1 AS id FROM document"),
    addDocument: database.prepare("INSERT INTO document (id, name, epoch, crc) VALUES (?, ?, ?, ?)"),
    setEpoch: database.prepare("UPDATE document SET epoch = ?, crc = ? WHERE id = ?"),
    findHead: database.prepare("SELECT entries, link, owners FROM chain_head WHERE document = ?"),
    putHead: database.prepare(
      "INSERT OR REPLACE INTO chain_head (document, entries, link, owners) VALUES (?, ?, ?, ?)",
    ),
    moveHead: database.prepare(
      "UPDATE chain_head SET entries = ?, link = ?, owners = ? WHERE document = ? AND entries = ?",
    ),
    addEntry: database.prepare("INSERT INTO chain (document, seq, author, at, hash, link) VALUES (?, ?, ?, ?, ?, ?)"),
    addRow: database.prepare(
      "INSERT INTO log (document, seq, author, session, at, crc, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
    ),
    // A replica stays with whoever claimed it first.
    addOwner: database.prepare(
      "INSERT INTO owner (document, client, author, epoch, seq, crc) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    findSnapshot: database.prepare("SELECT seq FROM snapshot WHERE document = ?"),
    putSnapshot: database.prepare("INSERT OR REPLACE INTO snapshot (document, seq, crc, bytes) VALUES (?, ?, ?, ?)"),
    findLastRow: database.prepare("SELECT max(seq) AS seq FROM log WHERE document = ?"),
    archiveRows: database.prepare(
      `INSERT INTO log_archive (document, seq, from_seq, epoch, author, session, at, crc, bytes)
       SELECT document, seq, seq, ?, author, session, at, crc, bytes FROM log WHERE document = ? AND seq <= ?`,
    ),
    cutRows: database.prepare("DELETE FROM log WHERE document = ? AND seq <= ?"),
    addHistory: database.prepare(
      `INSERT INTO log_archive (document, seq, from_seq, epoch, author, session, at, crc, bytes)
       VALUES (?, ?, ?, ?, ?, '', ?, ?, ?)`,
    ),
    cutArchive: database.prepare("DELETE FROM log_archive WHERE document = ? AND seq BETWEEN ? AND ?"),
    eraseArchive: database.prepare("DELETE FROM log_archive WHERE document = ?"),
  }
}

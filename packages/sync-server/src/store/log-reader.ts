import type { DatabaseSync } from "node:sqlite"
import { NO_ENTRIES, verifyLinks, type ChainEntry, type ChainHead } from "./chain.ts"
import { rowChecksum, snapshotChecksum, type RowPlace } from "./checksum.ts"
import {
  verifySequence,
  type ChainState,
  type HistoryRow,
  type LogRow,
  type Snapshot,
  type StoredDocument,
} from "./log-store.ts"
import { unpackBytes } from "./packed-bytes.ts"
import { isCorrupt } from "./sqlite-errors.ts"
import type { ThinnedRow } from "./thinning.ts"
import { documentChecksum, ownerChecksum } from "./tables.ts"

interface DocumentRow {
  readonly id: number
  readonly name: string
  readonly epoch: number
  readonly crc: number
}

interface StoredRow {
  readonly epoch: number
  readonly fromSeq: number
  readonly seq: number
  readonly author: string
  readonly session: string
  readonly at: number
  readonly crc: number
  readonly bytes: Uint8Array
}

interface OwnerRow {
  readonly client: number
  readonly author: string
  readonly epoch: number
  readonly seq: number
  readonly crc: number
}

/** Why a document is not served. Thrown inside, since it may show anywhere in it; outside it is a state. */
export class Unsound extends Error {}

/** All reading from the log. Nothing that it returns has not been verified. */
export class LogReader {
  readonly #database: DatabaseSync
  readonly #statements: ReturnType<typeof prepareStatements>
  /** Whether every name in the list of documents verifies. If not, a name that is not found may be the damaged one. */
  readonly #isListSound: boolean

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#statements = prepareStatements(database)
    this.#isListSound = isListSound(
      this.#statements.allDocuments.iterate() as Iterable<unknown> as Iterable<DocumentRow>,
    )
  }

  read(document: string): StoredDocument {
    try {
      return this.#atOnce(() => this.#readVerified(document))
    } catch (error) {
      if (error instanceof Unsound) return { state: "quarantined", detail: error.message }
      if (isCorrupt(error)) return { state: "quarantined", detail: "the file is damaged where the document lies" }
      throw error
    }
  }

  documents(prefix: string): string[] {
    const rows = this.#statements.documentsFrom.all(prefix, `${prefix}\u{10ffff}`) as { name: string }[]
    return rows.map(({ name }) => name)
  }

  readHistory(document: string, afterSeq: number, most: number): HistoryRow[] {
    return this.#atOnce(() => {
      const found = this.#find(document)
      if (found === null) return []
      const rows = this.#statements.historyAfter.all(found.epoch, found.id, afterSeq, most) as unknown as StoredRow[]
      return rows.map(row => historyRow(document, row))
    })
  }

  /** What thinning looks at of a document's history, without its bytes. */
  *thinnedRows(document: string): Generator<ThinnedRow> {
    const found = this.#find(document)
    if (found !== null) yield* this.#statements.archived.iterate(found.id) as Iterable<unknown> as Iterable<ThinnedRow>
  }

  verifyChain(document: string): ChainState {
    return this.#atOnce(() => {
      const id = this.#find(document)?.id ?? null
      if (id === null) return verifyLinks(document, [], NO_ENTRIES, () => null)
      const head = this.#statements.chainHead.get(id) as unknown as ChainHead | undefined
      const entries = this.#statements.chain.iterate(id) as Iterable<unknown> as Iterable<ChainEntry>
      const unlinked = this.#statements.rowWithoutEntry.get(id) as { seq: number } | undefined
      if (unlinked !== undefined)
        return { state: "broken", seq: unlinked.seq, detail: `row ${unlinked.seq} has no entry` }
      return verifyLinks(document, entries, head ?? NO_ENTRIES, seq => {
        const found = this.#statements.bytesOf.get(id, seq) as { bytes: Uint8Array } | undefined
        return found?.bytes ?? null
      })
    })
  }

  #readVerified(document: string): StoredDocument {
    const found = this.#find(document)
    if (found === null)
      return { state: "sound", epoch: 1, snapshot: null, rows: [], owners: new Map(), retired: new Set() }
    const { id, epoch } = found
    const owners = this.#statements.owners.all(id) as unknown as OwnerRow[]
    for (const owner of owners) verifyOwner(document, owner)
    const claims = Map.groupBy(owners, owner => owner.seq)
    const rows = (this.#statements.rows.all(epoch, id) as unknown as StoredRow[]).map(row =>
      logRow(document, row, claims.get(row.seq) ?? []),
    )
    return verifySequence({
      state: "sound",
      epoch,
      snapshot: this.#snapshotOf(document, found),
      rows,
      owners: new Map(owners.filter(owner => owner.epoch === epoch).map(({ client, author }) => [client, author])),
      retired: new Set(owners.filter(owner => owner.epoch < epoch).map(({ client }) => client)),
    })
  }

  #snapshotOf(document: string, { id, epoch }: DocumentRow): Snapshot | null {
    const stored = this.#statements.snapshot.get(id) as unknown as (Snapshot & { crc: number }) | undefined
    if (stored === undefined) return null
    if (snapshotChecksum(document, epoch, stored.seq, stored.bytes) !== stored.crc)
      throw new Unsound(`snapshot ${stored.seq} does not verify`)
    return { seq: stored.seq, bytes: unpackBytes(stored.bytes) }
  }

  #find(document: string): DocumentRow | null {
    const found = this.#statements.find.get(document) as unknown as DocumentRow | undefined
    if (found === undefined && !this.#isListSound)
      throw new Unsound("the list of documents is damaged, so this one may be among the damaged")
    if (found !== undefined && documentChecksum(found.id, document, found.epoch) !== found.crc)
      throw new Unsound("its entry in the list of documents does not verify")
    return found ?? null
  }

  /** Several statements see one state, whatever another connection writes meanwhile. */
  #atOnce<Result>(look: () => Result): Result {
    if (this.#database.isTransaction) return look()
    this.#database.exec("BEGIN")
    try {
      return look()
    } finally {
      if (this.#database.isTransaction) this.#database.exec("COMMIT")
    }
  }
}

function isListSound(rows: Iterable<DocumentRow>): boolean {
  try {
    for (const { id, name, epoch, crc } of rows) if (documentChecksum(id, name, epoch) !== crc) return false
    return true
  } catch (error) {
    if (isCorrupt(error)) return false
    throw error
  }
}

function verifyRow(document: string, row: StoredRow): void {
  const { epoch, fromSeq, seq, author, session, at } = row
  const place: RowPlace = { document, epoch, fromSeq, seq, author, session, at }
  if (rowChecksum(place, row.bytes) !== row.crc) throw new Unsound(`row ${seq} does not verify`)
}

function verifyOwner(document: string, { client, author, epoch, seq, crc }: OwnerRow): void {
  if (ownerChecksum(document, client, author, epoch, seq) !== crc)
    throw new Unsound(`the owner of replica ${client} does not verify`)
}

function logRow(document: string, row: StoredRow, claims: readonly OwnerRow[]): LogRow {
  verifyRow(document, row)
  const { seq, bytes, author, session, at } = row
  return { document, seq, bytes, author, session, claims: claims.map(({ client }) => client), at }
}

function historyRow(document: string, row: StoredRow): HistoryRow {
  verifyRow(document, row)
  const { epoch, fromSeq, seq, bytes, author, at } = row
  return { epoch, fromSeq, seq, bytes, author, at }
}

function prepareStatements(database: DatabaseSync) {
  return {
    find: database.prepare("SELECT id, name, epoch, crc FROM document WHERE name = ?"),
    allDocuments: database.prepare("SELECT id, name, epoch, crc FROM document"),
    documentsFrom: database.prepare("SELECT name FROM document WHERE name >= ? AND name < ? ORDER BY name"),
    rows: database.prepare(
      `SELECT ? AS epoch, seq AS fromSeq, seq, author, session, at, crc, bytes FROM log
       WHERE document = ? ORDER BY seq`,
    ),
    snapshot: database.prepare("SELECT seq, crc, bytes FROM snapshot WHERE document = ?"),
    owners: database.prepare("SELECT client, author, epoch, seq, crc FROM owner WHERE document = ? ORDER BY client"),
    historyAfter: database.prepare(
      `SELECT epoch, from_seq AS fromSeq, seq, author, session, at, crc, bytes FROM log_archive
       WHERE document = ?2 AND seq > ?3
       UNION ALL SELECT ?1, seq, seq, author, session, at, crc, bytes FROM log WHERE document = ?2 AND seq > ?3
       ORDER BY seq LIMIT ?4`,
    ),
    archived: database.prepare("SELECT epoch, seq, author, at FROM log_archive WHERE document = ? ORDER BY seq"),
    chain: database.prepare("SELECT seq, author, at, hash, link FROM chain WHERE document = ? ORDER BY seq"),
    chainHead: database.prepare("SELECT entries, link FROM chain_head WHERE document = ?"),
    rowWithoutEntry: database.prepare(
      `SELECT seq FROM (
         SELECT seq FROM log WHERE document = ?1 UNION ALL SELECT seq FROM log_archive WHERE document = ?1
       ) WHERE seq NOT IN (SELECT seq FROM chain WHERE document = ?1) ORDER BY seq LIMIT 1`,
    ),
    bytesOf: database.prepare(
      `SELECT bytes FROM log WHERE document = ?1 AND seq = ?2
       UNION ALL SELECT bytes FROM log_archive WHERE document = ?1 AND seq = ?2 AND from_seq = seq`,
    ),
  }
}

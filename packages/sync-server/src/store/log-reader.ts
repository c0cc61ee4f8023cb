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
  /** Whether the list of documents verified at the start. If not, a name that is not found may be one that is damaged. */
  readonly isListSound: boolean

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#statements = prepareStatements(database)
    this.isListSound = this.#verifyList()
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

  /** What there is of a document, damaged or not, one line of JSON for each row: for whoever tries to save it. */
  *remains(document: string): Generator<string> {
    for (const table of ["log_archive", "log", "snapshot", "owner"]) {
      try {
        const found = this.#statements.find.get(document) as unknown as DocumentRow | undefined
        const rows = this.#database.prepare(`SELECT * FROM ${table} WHERE document = ?`).iterate(found?.id ?? null)
        for (const row of rows as Iterable<Record<string, unknown>>) yield JSON.stringify({ table, ...row }, base64)
      } catch (error) {
        if (!isCorrupt(error)) throw error
        yield JSON.stringify({ table, damaged: true })
      }
    }
  }

  verifyChain(document: string): ChainState {
    try {
      return this.#atOnce(() => this.#walkChain(document))
    } catch (error) {
      if (error instanceof Unsound) return { state: "broken", seq: 0, detail: error.message }
      if (isCorrupt(error)) return { state: "broken", seq: 0, detail: "the file is damaged where the chain lies" }
      throw error
    }
  }

  #walkChain(document: string): ChainState {
    const id = this.#find(document)?.id ?? null
    if (id === null) return verifyLinks(document, [], NO_ENTRIES, () => null)
    const head = this.#statements.chainHead.get(id) as unknown as ChainHead | undefined
    const entries = this.#statements.chain.iterate(id) as Iterable<unknown> as Iterable<ChainEntry>
    const unlinked = this.#statements.rowWithoutEntry.get(id) as { seq: number } | undefined
    if (unlinked !== undefined)
      return { state: "broken", seq: unlinked.seq, detail: `row ${unlinked.seq} has no entry` }
    return verifyLinks(document, entries, head ?? NO_ENTRIES, seq => {
      const found = this.#statements.bytesOf.get(id, seq) as { bytes: Uint8Array } | undefined
      if (found === undefined) return null
      return isBytes(found.bytes) ? found.bytes : new Uint8Array()
    })
  }

  #readVerified(document: string): StoredDocument {
    const found = this.#find(document)
    if (found === null)
      return { state: "sound", epoch: 1, snapshot: null, rows: [], owners: new Map(), retired: new Set() }
    const { id, epoch } = found
    const owners = this.#statements.owners.all(id) as unknown as OwnerRow[]
    verifyOwners(document, owners)
    const claims = Map.groupBy(owners, owner => owner.seq)
    const rows = (this.#statements.rows.all(epoch, id) as unknown as StoredRow[]).map(row =>
      logRow(document, row, claims.get(row.seq) ?? []),
    )
    const snapshot = this.#snapshotOf(document, found)
    const sequence = verifySequence({
      state: "sound",
      epoch,
      snapshot,
      rows,
      owners: new Map(owners.filter(owner => owner.epoch === epoch).map(({ client, author }) => [client, author])),
      retired: new Set(owners.filter(owner => owner.epoch < epoch).map(({ client }) => client)),
    })
    if (sequence.state === "sound") this.#verifyCounts(id, rows.at(-1)?.seq ?? snapshot?.seq ?? 0, owners.length)
    return sequence
  }

  /** What is counted beside the chain's end says what has to be there; else, what is missing would not be missed. */
  #verifyCounts(id: number, last: number, owners: number): void {
    const head = this.#statements.chainHead.get(id) as { entries: number; owners: number } | undefined
    if (last < (head?.entries ?? 0)) throw new Unsound(`it ends at row ${last}, and ${head?.entries} were written`)
    if (owners !== (head?.owners ?? 0)) throw new Unsound(`${owners} of ${head?.owners} owners of replicas are there`)
  }

  #snapshotOf(document: string, { id, epoch }: DocumentRow): Snapshot | null {
    const stored = this.#statements.snapshot.get(id) as unknown as (Snapshot & { crc: number }) | undefined
    if (stored === undefined) return null
    if (!isBytes(stored.bytes) || snapshotChecksum(document, epoch, stored.seq, stored.bytes) !== stored.crc)
      throw new Unsound(`snapshot ${stored.seq} does not verify`)
    return { seq: stored.seq, ...unpackBytes(stored.bytes) }
  }

  #find(document: string): DocumentRow | null {
    const found = this.#statements.find.get(document) as unknown as DocumentRow | undefined
    if (found === undefined && !this.isListSound)
      throw new Unsound("the list of documents is damaged, so this one may be among the damaged")
    if (found !== undefined && documentChecksum(found.id, document, found.epoch) !== found.crc)
      throw new Unsound("its entry in the list of documents does not verify")
    return found ?? null
  }

  /** Whether every document that was ever written is in the list, verifies and is found by its name. */
  #verifyList(): boolean {
    try {
      const documents = this.#statements.allDocuments.all() as unknown as DocumentRow[]
      return documents.every(
        ({ id, name, epoch, crc }, index) =>
          id === index + 1 &&
          documentChecksum(id, name, epoch) === crc &&
          (this.#statements.find.get(name) as unknown as DocumentRow | undefined)?.id === id,
      )
    } catch (error) {
      if (isCorrupt(error)) return false
      throw error
    }
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

function base64(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value
}

/** A damaged file may give anything in the place of bytes. */
function isBytes(value: unknown): boolean {
  return value instanceof Uint8Array
}

function verifyRow(document: string, row: StoredRow): void {
  const { epoch, fromSeq, seq, author, session, at } = row
  const place: RowPlace = { document, epoch, fromSeq, seq, author, session, at }
  if (!isBytes(row.bytes) || rowChecksum(place, row.bytes) !== row.crc) throw new Unsound(`row ${seq} does not verify`)
}

function verifyOwners(document: string, owners: readonly OwnerRow[]): void {
  let last = -1
  for (const { client, author, epoch, seq, crc } of owners) {
    if (ownerChecksum(document, client, author, epoch, seq) !== crc)
      throw new Unsound(`the owner of replica ${client} does not verify`)
    // A damaged page may show one row twice in place of another.
    if (client <= last) throw new Unsound("the owners of replicas are out of order")
    last = client
  }
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
    allDocuments: database.prepare("SELECT id, name, epoch, crc FROM document ORDER BY id"),
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
    chainHead: database.prepare("SELECT entries, link, owners FROM chain_head WHERE document = ?"),
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

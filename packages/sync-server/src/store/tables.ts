import type { DatabaseSync } from "node:sqlite"
import { chainEntry, NO_ENTRIES } from "./chain.ts"
import { checkRowOfFirstShape, rowChecksum, snapshotChecksum, textChecksum } from "./checksum.ts"
import { packBytes } from "./packed-bytes.ts"

/** Below this, two connections to one file can corrupt it when the write-ahead log is reset. */
const OLDEST_SQLITE = [3, 51, 3] as const

/** The shape of the tables, counted in the file's `user_version`. The first had none of authors, epochs and chain. */
const SHAPE = 2

const TABLES = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE document (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, epoch INTEGER NOT NULL, crc INTEGER NOT NULL
  );
  CREATE TABLE log (
    document INTEGER NOT NULL, seq INTEGER NOT NULL, author TEXT NOT NULL, session TEXT NOT NULL,
    at INTEGER NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (document, seq)
  ) WITHOUT ROWID;
  CREATE TABLE log_archive (
    document INTEGER NOT NULL, seq INTEGER NOT NULL, from_seq INTEGER NOT NULL, epoch INTEGER NOT NULL,
    author TEXT NOT NULL, session TEXT NOT NULL, at INTEGER NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (document, seq)
  ) WITHOUT ROWID;
  CREATE TABLE snapshot (
    document INTEGER PRIMARY KEY, seq INTEGER NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL
  );
  CREATE TABLE owner (
    document INTEGER NOT NULL, client INTEGER NOT NULL, author TEXT NOT NULL, epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (document, client)
  ) WITHOUT ROWID;
  CREATE TABLE chain (
    document INTEGER NOT NULL, seq INTEGER NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL,
    hash BLOB NOT NULL, link BLOB NOT NULL, PRIMARY KEY (document, seq)
  ) WITHOUT ROWID;
  CREATE TABLE chain_head (
    document INTEGER PRIMARY KEY, entries INTEGER NOT NULL, link BLOB NOT NULL, owners INTEGER NOT NULL
  );
`

/** A write-ahead log that has grown is cut back to this when it begins anew, in bytes. */
export const WAL_LIMIT_BYTES = 16 * 1024 * 1024

/** How long one connection waits for another's transaction, in milliseconds. */
export const BUSY_MILLIS = 5_000

/** Sets a connection up so that whatever it commits has reached the disk. */
export function commitDurably(database: DatabaseSync): void {
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${WAL_LIMIT_BYTES}`)
}

/** Makes the tables of a new file, and brings those of an older one into shape. Throws for a file of a newer Weft. */
export function prepareTables(database: DatabaseSync): void {
  refuseOldSqlite(database)
  const shape = shapeOf(database)
  if (shape === SHAPE) return
  if (shape > SHAPE) throw new Error("the log was written by a newer Weft; start that one, or restore a backup")
  const isNew = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'document'").get() === undefined
  database.exec("BEGIN IMMEDIATE")
  try {
    if (isNew) database.exec(TABLES)
    else reshapeFirst(database)
    database.exec(`PRAGMA user_version = ${SHAPE}; COMMIT`)
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK")
    throw error
  }
}

/** Whether a file has the tables of this build. */
export function isOfThisShape(database: DatabaseSync): boolean {
  return shapeOf(database) === SHAPE
}

function shapeOf(database: DatabaseSync): number {
  return (database.prepare("PRAGMA user_version").get() as { user_version: number }).user_version
}

/** The name of the log in a file, and a fresh one in a new file. */
export function historyOf(database: DatabaseSync, createHistory: () => string): string {
  const find = database.prepare("SELECT value FROM meta WHERE name = 'history'")
  const known = find.get() as { value: string } | undefined
  if (known !== undefined) return known.value
  const history = createHistory()
  database.prepare("INSERT INTO meta (name, value) VALUES ('history', ?)").run(history)
  return history
}

/** Begins a new history in a log, as if it were another one: sequences that anybody knows of the old one mean nothing then. */
export function renameHistory(database: DatabaseSync, history: string): void {
  database.prepare("UPDATE meta SET value = ? WHERE name = 'history'").run(history)
}

function refuseOldSqlite(database: DatabaseSync): void {
  const { version } = database.prepare("SELECT sqlite_version() AS version").get() as { version: string }
  if (!isAtLeast(version.split(".").map(Number), OLDEST_SQLITE))
    throw new Error(`SQLite ${OLDEST_SQLITE.join(".")} or newer is needed, and this Node carries ${version}`)
}

/** Whether a version is at least the other one, number by number. */
export function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  for (const [position, wanted] of least.entries()) {
    const had = version[position] ?? 0
    if (had !== wanted) return had > wanted
  }
  return true
}

interface FirstRow {
  readonly document: number
  readonly seq: number
  readonly bytes: Uint8Array
  readonly session: string
  readonly at: number
  readonly crc: number
}

/** No bytes have this checksum, so what was damaged before stays so. */
const DAMAGED = -1

/** Brings the tables of the first shape over. Nobody knows who wrote what then; the chain begins with what is there. */
function reshapeFirst(database: DatabaseSync): void {
  const names = ["document", "log", "log_archive", "snapshot"]
  for (const name of names) database.exec(`ALTER TABLE ${name} RENAME TO first_${name}`)
  database.exec(TABLES)
  const addDocument = database.prepare("INSERT INTO document (id, name, epoch, crc) VALUES (?, ?, 1, ?)")
  const addHead = database.prepare("INSERT INTO chain_head (document, entries, link, owners) VALUES (?, ?, ?, 0)")
  const addEntry = database.prepare(
    "INSERT INTO chain (document, seq, author, at, hash, link) VALUES (?, ?, ?, ?, ?, ?)",
  )
  const addLive = database.prepare("INSERT INTO log VALUES (?, ?, '', ?, ?, ?, ?)")
  const addOld = database.prepare("INSERT INTO log_archive VALUES (?, ?, ?, 1, '', ?, ?, ?, ?)")
  const addSnapshot = database.prepare("INSERT INTO snapshot VALUES (?, ?, ?, ?)")
  const rowsOf = database.prepare(
    `SELECT *, 1 AS isOld FROM first_log_archive WHERE document = ?1
     UNION ALL SELECT *, 0 FROM first_log WHERE document = ?1 ORDER BY seq`,
  )
  const snapshotOf = database.prepare("SELECT seq, bytes, crc FROM first_snapshot WHERE document = ?")
  const documents = database.prepare("SELECT id, name FROM first_document").all() as { id: number; name: string }[]
  for (const { id, name } of documents) {
    addDocument.run(id, name, documentChecksum(id, name, 1))
    let head = NO_ENTRIES
    for (const row of rowsOf.iterate(id) as Iterable<unknown> as Iterable<FirstRow & { isOld: number }>) {
      const { seq, bytes, session, at } = row
      const place = { document: name, epoch: 1, fromSeq: seq, seq, author: "", session, at }
      const crc = checkRowOfFirstShape(name, seq, bytes) === row.crc ? rowChecksum(place, bytes) : DAMAGED
      const entry = chainEntry(head, name, { seq, author: "", at, bytes })
      head = { entries: head.entries + 1, link: entry.link }
      addEntry.run(id, seq, "", at, entry.hash, entry.link)
      if (row.isOld === 1) addOld.run(id, seq, seq, session, at, crc, bytes)
      else addLive.run(id, seq, session, at, crc, bytes)
    }
    addHead.run(id, head.entries, head.link)
    const snapshot = snapshotOf.get(id) as unknown as { seq: number; bytes: Uint8Array; crc: number } | undefined
    if (snapshot === undefined) continue
    const packed = packBytes(snapshot)
    const isSound = checkRowOfFirstShape(name, snapshot.seq, snapshot.bytes) === snapshot.crc
    addSnapshot.run(id, snapshot.seq, isSound ? snapshotChecksum(name, 1, snapshot.seq, packed) : DAMAGED, packed)
  }
  for (const name of names.toReversed()) database.exec(`DROP TABLE first_${name}`)
}

/** The checksum of a document's own row: a name that reads as another one must not make an empty document of it. */
export function documentChecksum(id: number, name: string, epoch: number): number {
  return textChecksum([id, name, epoch])
}

/** The checksum of the row that says whose a replica is. */
export function ownerChecksum(document: string, client: number, author: string, epoch: number, seq: number): number {
  return textChecksum([document, client, author, epoch, seq])
}

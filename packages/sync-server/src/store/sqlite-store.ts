import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { checksum } from "./checksum.ts"
import { lockFolder } from "./folder-lock.ts"
import {
  DiskLost,
  verifySequence,
  type LogRow,
  type LogStore,
  type Snapshot,
  type StoredDocument,
} from "./log-store.ts"
import { isCorrupt, isFlushFailure } from "./sqlite-errors.ts"

/** Below this, two connections to one file can corrupt it when the write-ahead log is reset. */
const OLDEST_SQLITE = [3, 51, 3] as const

/** A write-ahead log that has grown is cut back to this after a checkpoint, in bytes. */
const WAL_LIMIT_BYTES = 16 * 1024 * 1024

const TABLES = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS log (
    document INTEGER NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL,
    session TEXT NOT NULL, at INTEGER NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (document, seq)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS log_archive (
    document INTEGER NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL,
    session TEXT NOT NULL, at INTEGER NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (document, seq)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS snapshot (
    document INTEGER PRIMARY KEY, seq INTEGER NOT NULL, bytes BLOB NOT NULL, crc INTEGER NOT NULL
  );
`

interface StoredRow {
  readonly seq: number
  readonly bytes: Uint8Array
  readonly session: string
  readonly at: number
  readonly crc: number
}

/**
 * Keeps documents in one SQLite file, `log.sqlite`, in the folder, which is
 * made if it is missing. Every transaction reaches the disk before it counts.
 *
 * Throws where another relay has the folder, and where the SQLite that Node
 * carries is older than 3.51.3. `createHistory` names the log of a new file.
 */
export function openSqliteStore(folder: string, createHistory: () => string): LogStore {
  mkdirSync(folder, { recursive: true })
  const unlock = lockFolder(folder)
  try {
    const database = new DatabaseSync(join(folder, "log.sqlite"))
    return createStore(database, unlock, createHistory)
  } catch (error) {
    unlock()
    throw error
  }
}

function createStore(database: DatabaseSync, unlock: () => void, createHistory: () => string): LogStore {
  refuseOldSqlite(database)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${WAL_LIMIT_BYTES}`)
  database.exec(TABLES)

  const addDocument = database.prepare("INSERT INTO document (name) VALUES (?) ON CONFLICT DO NOTHING")
  const findDocument = database.prepare("SELECT id FROM document WHERE name = ?")
  const addRow = database.prepare("INSERT INTO log (document, seq, bytes, session, at, crc) VALUES (?, ?, ?, ?, ?, ?)")
  const readRows = database.prepare("SELECT seq, bytes, session, at, crc FROM log WHERE document = ? ORDER BY seq")
  const readSnapshot = database.prepare("SELECT seq, bytes, crc FROM snapshot WHERE document = ?")
  const putSnapshot = database.prepare(
    "INSERT OR REPLACE INTO snapshot (document, seq, bytes, crc) VALUES (?, ?, ?, ?)",
  )
  const archiveRows = database.prepare("INSERT INTO log_archive SELECT * FROM log WHERE document = ? AND seq <= ?")
  const cutRows = database.prepare("DELETE FROM log WHERE document = ? AND seq <= ?")

  const idOf = (document: string) => (findDocument.get(document) as { id: number } | undefined)?.id ?? null
  const idOrNew = (document: string) => idOf(document) ?? Number(addDocument.run(document).lastInsertRowid)

  function inTransaction(write: () => void): void {
    database.exec("BEGIN IMMEDIATE")
    try {
      write()
      database.exec("COMMIT")
    } catch (error) {
      // A full disk may have rolled back by itself already.
      if (database.isTransaction) database.exec("ROLLBACK")
      throw isFlushFailure(error) ? new DiskLost("the disk did not confirm a write", { cause: error }) : error
    }
  }

  function readVerified(document: string): StoredDocument {
    const id = idOf(document)
    if (id === null) return { state: "sound", snapshot: null, rows: [] }
    const snapshot = (readSnapshot.get(id) as unknown as (Snapshot & { crc: number }) | undefined) ?? null
    const rows = readRows.all(id) as unknown as StoredRow[]
    if (snapshot !== null && checksum(document, snapshot.seq, snapshot.bytes) !== snapshot.crc)
      return { state: "quarantined", detail: `snapshot ${snapshot.seq} does not verify` }
    for (const row of rows) {
      if (checksum(document, row.seq, row.bytes) !== row.crc)
        return { state: "quarantined", detail: `row ${row.seq} does not verify` }
    }
    return verifySequence(
      snapshot && { seq: snapshot.seq, bytes: snapshot.bytes },
      rows.map(({ seq, bytes, session, at }): LogRow => ({ document, seq, bytes, session, at })),
    )
  }

  return {
    history: historyOf(database, createHistory),

    async append(rows) {
      inTransaction(() => {
        for (const { document, seq, bytes, session, at } of rows)
          addRow.run(idOrNew(document), seq, bytes, session, at, checksum(document, seq, bytes))
      })
    },

    async read(document) {
      try {
        return readVerified(document)
      } catch (error) {
        if (isCorrupt(error)) return { state: "quarantined", detail: "the file is damaged where the document lies" }
        throw error
      }
    },

    async compact(document, { seq, bytes }) {
      const id = idOf(document)
      if (id === null) return
      inTransaction(() => {
        putSnapshot.run(id, seq, bytes, checksum(document, seq, bytes))
        archiveRows.run(id, seq)
        cutRows.run(id, seq)
      })
    },

    async close() {
      database.close()
      unlock()
    },
  }
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

function historyOf(database: DatabaseSync, createHistory: () => string): string {
  database.prepare("INSERT INTO meta (name, value) VALUES ('history', ?) ON CONFLICT DO NOTHING").run(createHistory())
  return (database.prepare("SELECT value FROM meta WHERE name = 'history'").get() as { value: string }).value
}

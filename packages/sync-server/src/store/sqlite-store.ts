import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { lockFolder } from "./folder-lock.ts"
import { LogReader } from "./log-reader.ts"
import type { LogStore } from "./log-store.ts"
import { LogWriter } from "./log-writer.ts"
import { packBytes } from "./packed-bytes.ts"
import { readOrKeepCopy } from "./quarantine.ts"
import { commitDurably, historyOf, prepareTables } from "./tables.ts"
import { thinHistory } from "./thin-history.ts"

/** The file of the log in the data folder. */
export const LOG_FILE = "log.sqlite"

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
    const database = new DatabaseSync(join(folder, LOG_FILE))
    const store = createSqliteStore(database, createHistory)
    const reader = new LogReader(database)
    return {
      ...store,
      async read(document) {
        return readOrKeepCopy(folder, reader, document)
      },
      async close() {
        await store.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Keeps documents through one connection, all in this thread. The connection is the store's from then on. */
export function createSqliteStore(database: DatabaseSync, createHistory: () => string): LogStore {
  commitDurably(database)
  prepareTables(database)
  const writer = new LogWriter(database)
  const reader = new LogReader(database)

  return {
    history: historyOf(database, createHistory),

    async append(rows) {
      writer.append(rows)
    },

    async tryWriting() {
      writer.tryWriting()
    },

    async read(document) {
      return reader.read(document)
    },

    async documents(prefix) {
      return reader.documents(prefix)
    },

    async compact(document, snapshot) {
      writer.compact(document, { seq: snapshot.seq, packed: packBytes(snapshot) })
    },

    async renew(document, epoch, snapshot, at) {
      writer.renew(document, epoch, snapshot.bytes, { seq: snapshot.seq, packed: packBytes(snapshot) }, at)
    },

    async erase(document, at) {
      writer.erase(document, packBytes({ bytes: new Uint8Array() }), at)
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)")
    },

    async readHistory(document, afterSeq, most) {
      return reader.readHistory(document, afterSeq, most)
    },

    async thin(now) {
      return thinHistory(reader, writer, now)
    },

    async verifyChain(document) {
      return reader.verifyChain(document)
    },

    async backup(toFile) {
      database.prepare("VACUUM INTO ?").run(toFile)
    },

    async close() {
      database.close()
    },
  }
}

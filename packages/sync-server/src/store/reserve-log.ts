import type { DatabaseSync } from "node:sqlite"
import { isDiskUnwilling } from "./sqlite-errors.ts"
import { WAL_LIMIT_BYTES } from "./tables.ts"

/** So few pages in memory make SQLite write what is not committed into the log at once. */
const FEW_PAGES = 10

/**
 * Makes the file of the write-ahead log about as long as it may become, while
 * nothing is in it. A sync of a file that grows waits for the file system's
 * own books as well; one of bytes that are there already does not, and takes a
 * third less.
 *
 * SQLite does it itself, by a transaction that is taken back: what it wrote
 * into the log belongs to no commit, and the next ones are written over it. On
 * a disk that has no room the log stays as it is.
 */
export function reserveLog(database: DatabaseSync, bytes = WAL_LIMIT_BYTES): void {
  const { cache_size: pages } = database.prepare("PRAGMA cache_size").get() as { cache_size: number }
  database.exec(`PRAGMA cache_size = ${FEW_PAGES}; BEGIN IMMEDIATE`)
  try {
    database.exec("CREATE TABLE reserve (bytes BLOB)")
    database.prepare("INSERT INTO reserve VALUES (zeroblob(?))").run(bytes)
  } catch (error) {
    if (!isDiskUnwilling(error)) throw error
  } finally {
    if (database.isTransaction) database.exec("ROLLBACK")
    database.exec(`PRAGMA cache_size = ${pages}`)
  }
}

import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { LogReader } from "./log-reader.ts"
import { LOG_FILE } from "./sqlite-store.ts"
import { BUSY_MILLIS, isOfThisShape } from "./tables.ts"
import { writeAll } from "./tar.ts"

/** A data folder that is only read, also while a relay runs on it. */
export interface OpenedFolder {
  readonly log: LogReader
  /** The rows of a table in one of the databases as plain values, bytes in base64; none where there is no such table. */
  rows(database: string, table: string, columns: readonly string[] | "all"): Iterable<Readonly<Record<string, unknown>>>
  /** The tables of one of the databases; none where there is no such database. */
  tables(database: string): string[]
  close(): void
}

/** Opens a data folder for reading, or returns null where it is none. Throws for one that another version wrote. */
export function openFolder(folder: string): OpenedFolder | null {
  if (!existsSync(join(folder, LOG_FILE))) return null
  const opened = new Map<string, DatabaseSync>()
  const databaseOf = (name: string) => {
    const database = opened.get(name) ?? new DatabaseSync(join(folder, name), { readOnly: true, timeout: BUSY_MILLIS })
    opened.set(name, database)
    return database
  }
  const tables = (name: string) => {
    if (!existsSync(join(folder, name))) return []
    const found = databaseOf(name).prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
    return (found as { name: string }[]).map(row => row.name).filter(table => !table.startsWith("sqlite_"))
  }
  if (!isOfThisShape(databaseOf(LOG_FILE)))
    throw new Error("another version of Weft wrote it; start the relay of this version on it once")
  return {
    log: new LogReader(databaseOf(LOG_FILE)),
    tables,
    *rows(name, table, columns) {
      if (!tables(name).includes(table)) return
      const named = columns === "all" ? "*" : columns.map(column => `"${column}"`).join(", ")
      const rows = databaseOf(name).prepare(`SELECT ${named} FROM "${table}"`).iterate()
      for (const row of rows as Iterable<Record<string, unknown>>) {
        const plain = Object.entries(row).map(([key, value]) => [
          key,
          value instanceof Uint8Array ? textOf(value) : value,
        ])
        yield Object.fromEntries(plain) as Record<string, unknown>
      }
    },
    close() {
      for (const database of opened.values()) database.close()
    },
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64")
}

/** Whether a folder has nothing in it, or is not there. */
export function isEmptyFolder(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0
}

/** Writes lines that bring their line breaks into a new file, with its folders. */
export function writeLines(path: string, lines: Iterable<string>): void {
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(path, "wx", 0o600)
  try {
    for (const line of lines) writeAll(file, Buffer.from(line))
  } finally {
    closeSync(file)
  }
}

/** Copies a file into a new place, with its folders, and returns whether it is there to be copied. */
export function copyInto(from: string, to: string): boolean {
  if (!existsSync(from)) return false
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
  return true
}

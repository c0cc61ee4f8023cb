import { createHash } from "node:crypto"
import { closeSync, existsSync, fstatSync, openSync } from "node:fs"
import { basename, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { databasesOf, filesOf } from "./data-folder.ts"
import { LogReader, Unsound } from "./log-reader.ts"
import { LOG_FILE } from "./sqlite-store.ts"
import { isCorrupt } from "./sqlite-errors.ts"
import { chunksOf } from "./tar.ts"
import { BUSY_MILLIS, isOfThisShape } from "./tables.ts"

/** Something that does not verify. */
export interface Fault {
  /** A file of the folder, or the name of a document. */
  readonly where: string
  readonly kind: "database" | "shape" | "document" | "history" | "chain" | "file"
  readonly detail: string
}

/** How many rows of history are read at a time. */
const PAGE_ROWS = 1_000

/** A file that was stored by the hash of its content has it for its name. */
const HASH_NAME = /^[0-9a-f]{64}$/

/**
 * Looks at everything in a data folder, also while a relay runs on it, and
 * returns what does not verify: pages of the databases, checksums and sequences
 * of documents and their history, chains, and files against their names. Null
 * where the folder is none.
 */
export function verifyFolder(folder: string, progress: (name: string) => void): Fault[] | null {
  if (!existsSync(join(folder, LOG_FILE))) return null
  const faults: Fault[] = []
  for (const name of databasesOf(folder)) {
    progress(name)
    faults.push(...faultsOfDatabase(folder, name, progress))
  }
  for (const name of filesOf(folder)) {
    if (!HASH_NAME.test(basename(name))) continue
    progress(name)
    if (hashOfFile(join(folder, name)) !== basename(name))
      faults.push({ where: name, kind: "file", detail: "its content has another hash than its name" })
  }
  return faults
}

function faultsOfDatabase(folder: string, name: string, progress: (name: string) => void): Fault[] {
  const database = new DatabaseSync(join(folder, name), { readOnly: true, timeout: BUSY_MILLIS })
  try {
    const lines = database.prepare("PRAGMA integrity_check").all() as { integrity_check: string }[]
    const faults = lines
      .filter(({ integrity_check: line }) => line !== "ok")
      .map(({ integrity_check: line }): Fault => ({ where: name, kind: "database", detail: line }))
    if (name !== LOG_FILE) return faults
    if (!isOfThisShape(database)) return [...faults, { where: name, kind: "shape", detail: "another version wrote it" }]
    return [...faults, ...faultsOfLog(new LogReader(database), progress)]
  } catch (error) {
    if (!isCorrupt(error)) throw error
    return [{ where: name, kind: "database", detail: error instanceof Error ? error.message : String(error) }]
  } finally {
    database.close()
  }
}

function faultsOfLog(reader: LogReader, progress: (name: string) => void): Fault[] {
  const documents = reader.documents("")
  const faults = reader.isListSound
    ? []
    : [{ where: LOG_FILE, kind: "database", detail: "the list of documents does not verify" } satisfies Fault]
  return [
    ...faults,
    ...documents.flatMap(document => {
      progress(document)
      return faultsOfDocument(reader, document)
    }),
  ]
}

function faultsOfDocument(reader: LogReader, document: string): Fault[] {
  const faults: Fault[] = []
  const stored = reader.read(document)
  if (stored.state === "quarantined") faults.push({ where: document, kind: "document", detail: stored.detail })
  try {
    for (let seq = 0; ;) {
      const rows = reader.readHistory(document, seq, PAGE_ROWS)
      if (rows.length === 0) break
      seq = rows.at(-1)!.seq
    }
  } catch (error) {
    if (!(error instanceof Unsound) && !isCorrupt(error)) throw error
    faults.push({ where: document, kind: "history", detail: error instanceof Error ? error.message : String(error) })
  }
  const chain = reader.verifyChain(document)
  if (chain.state === "broken") faults.push({ where: document, kind: "chain", detail: chain.detail })
  return faults
}

function hashOfFile(path: string): string {
  const file = openSync(path, "r")
  try {
    const hash = createHash("sha256")
    for (const chunk of chunksOf(file, fstatSync(file).size)) hash.update(chunk)
    return hash.digest("hex")
  } finally {
    closeSync(file)
  }
}

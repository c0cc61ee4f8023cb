import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { crc32 } from "node:zlib"
import type { LogReader } from "./log-reader.ts"
import type { StoredDocument } from "./log-store.ts"

/** The folder beside the log with copies of what did not verify. */
const QUARANTINE_FOLDER = "quarantine"

/**
 * Reads a document, and keeps a copy of what there is of one that does not
 * verify, as lines of JSON: whatever is tried on the log later, nothing is made
 * worse. The same remains are copied once.
 */
export function readOrKeepCopy(folder: string, reader: LogReader, document: string): StoredDocument {
  const stored = reader.read(document)
  if (stored.state !== "quarantined") return stored
  const header = JSON.stringify({ document, detail: stored.detail })
  const lines = [header, ...reader.remains(document), ""].join("\n")
  const name = `${document.replaceAll("/", "+")}-${crc32(lines).toString(16)}.jsonl`
  try {
    mkdirSync(join(folder, QUARANTINE_FOLDER), { recursive: true })
    writeFileSync(join(folder, QUARANTINE_FOLDER, name), lines, { flag: "wx" })
  } catch {
    // There already, or no room for it. The log itself is not touched either way.
  }
  return stored
}

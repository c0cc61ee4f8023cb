import { createHash } from "node:crypto"
import { DatabaseSync } from "node:sqlite"
import type { LogRow } from "@weft/sync-server/store/log-store"
import { LogReader } from "@weft/sync-server/store/log-reader"

/* Rows whose bytes follow from their place, so that whoever reads them knows what they must be. */

export const KNOWN_DOCUMENTS = ["acme/space/one", "acme/space/two", "acme/people", "other/space/three"]

/** How far each document was acknowledged. */
export type Heads = Readonly<Record<string, number>>

function knownBytes(document: string, seq: number): Uint8Array {
  const seed = createHash("sha256").update(`${document}#${seq}`).digest()
  return new Uint8Array(Buffer.concat(Array.from({ length: 1 + (seed[0]! % 40) }, () => seed)))
}

/** What a snapshot of the document up to a sequence holds, for the store's purposes. */
export function knownSnapshot(document: string, seq: number): Uint8Array {
  return knownBytes(`${document} packed`, seq)
}

export function knownRow(document: string, seq: number): LogRow {
  const author = seq % 2 === 0 ? "anna" : "ben"
  return { document, seq, bytes: knownBytes(document, seq), author, session: "s", claims: [seq], at: seq }
}

/** Returns what is wrong with a log that must hold everything up to the heads: in words, or nothing. */
export function faultsIn(file: string, heads: Heads): string[] {
  const database = new DatabaseSync(file)
  try {
    const { integrity_check: integrity } = database.prepare("PRAGMA integrity_check").get() as {
      integrity_check: string
    }
    if (integrity !== "ok") return [integrity]
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'chain_head'").get() === undefined)
      return Object.keys(heads).map(document => `${document} is not there`)
    const reader = new LogReader(database)
    return KNOWN_DOCUMENTS.flatMap(document => faultsOf(reader, document, heads[document] ?? 0))
  } finally {
    database.close()
  }
}

function faultsOf(reader: LogReader, document: string, head: number): string[] {
  const stored = reader.read(document)
  if (stored.state !== "sound") return [`${document}: ${stored.detail}`]
  const faults: string[] = []
  const { snapshot, rows } = stored
  const last = rows.at(-1)?.seq ?? snapshot?.seq ?? 0
  if (last < head) faults.push(`${document}: ${head} were acknowledged and ${last} are there`)
  if (snapshot !== null && !isSame(snapshot.bytes, knownSnapshot(document, snapshot.seq)))
    faults.push(`${document}: snapshot ${snapshot.seq} is another`)
  for (const row of rows)
    if (!isSame(row.bytes, knownBytes(document, row.seq))) faults.push(`${document}: row ${row.seq} is another`)
  const history = reader.readHistory(document, 0, last + 1)
  if (history.length !== last) faults.push(`${document}: ${history.length} of ${last} are in the history`)
  const chain = reader.verifyChain(document)
  if (chain.state === "broken") faults.push(`${document}: ${chain.detail}`)
  else if (chain.entries !== last) faults.push(`${document}: the chain has ${chain.entries} of ${last}`)
  return faults
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0
}

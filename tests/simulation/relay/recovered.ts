import type { DatabaseSync } from "node:sqlite"
import { LogReader } from "@weft/sync-server/store/log-reader"
import { contentsOf, Coverage, nameOf } from "./contents.ts"

/** What a relay would have of a document if it started on the disk as it is. */
export type Recovered =
  | {
      readonly state: "sound"
      readonly epoch: number
      readonly coverage: Coverage
      /** Snapshot and rows, oldest first. */
      readonly updates: readonly Uint8Array[]
      readonly lastSeq: number
      /** The rows after the snapshot, by sequence. */
      readonly rows: ReadonlyMap<number, string>
    }
  | { readonly state: "quarantined" }

/** Reads everything with the store's own reader. */
export function readRecovered(database: DatabaseSync): Map<string, Recovered> {
  const names = database.prepare("SELECT name FROM document ORDER BY id").all() as { name: string }[]
  return new Map(names.map(({ name }) => [name, readOne(database, name)]))
}

/** Reads one document so. */
export function readOne(database: DatabaseSync, name: string): Recovered {
  const stored = new LogReader(database).read(name)
  if (stored.state === "quarantined") return { state: "quarantined" }
  const coverage = new Coverage()
  const rows = new Map<number, string>()
  const updates: Uint8Array[] = []
  if (stored.snapshot !== null) updates.push(stored.snapshot.bytes)
  for (const { seq, bytes } of stored.rows) {
    updates.push(bytes)
    rows.set(seq, nameOf(bytes))
  }
  for (const bytes of updates) coverage.add(contentsOf(bytes))
  const lastSeq = stored.rows.at(-1)?.seq ?? stored.snapshot?.seq ?? 0
  return { state: "sound", epoch: stored.epoch, coverage, updates, lastSeq, rows }
}

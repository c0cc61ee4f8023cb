import { openSync, writeSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { seededRandom } from "@weft/model/base/random"
import { systemClock, systemTimers } from "@weft/sync-server/ports"
import type { LogStore } from "@weft/sync-server/store/log-store"
import { reserveLog } from "@weft/sync-server/store/reserve-log"
import { createSqliteStore } from "@weft/sync-server/store/sqlite-store"
import { openThreadedStore } from "@weft/sync-server/store/threaded-store"
import { KNOWN_DOCUMENTS, knownRow, knownSnapshot } from "./known-rows.ts"

/*
 * A process that writes known rows into a folder, with snapshots and
 * checkpoints in between, and notes in `log.sqlite.marks` how far each document
 * was acknowledged by then. Arguments: the folder, a seed, how many commits,
 * which store.
 */
const [folder = "", seed = "1", commits = "40", kind = "here"] = process.argv.slice(2)

/** Some of what a run writes, so that it goes on beyond. */
const RESERVED_BYTES = 30_000

const random = seededRandom(Number(seed))
const store = open()
const marks = openSync(join(folder, "log.sqlite.marks"), "a")
const heads: Record<string, number> = {}
for (const document of KNOWN_DOCUMENTS) heads[document] = await headOf(document)

for (let commit = 0; commit < Number(commits); commit += 1) {
  const rows = Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
    const document = KNOWN_DOCUMENTS[Math.floor(random() * KNOWN_DOCUMENTS.length)]!
    heads[document] = (heads[document] ?? 0) + 1
    return knownRow(document, heads[document])
  })
  await store.append(rows)
  writeSync(marks, `${JSON.stringify(heads)}\n`)
  if (random() < 0.3) {
    const document = rows[0]!.document
    const seq = Math.ceil(random() * heads[document]!)
    await store.compact(document, { seq, bytes: knownSnapshot(document, seq) })
  }
}
// Without closing: it ends like a machine that lost its power.
process.exit(0)

function open(): LogStore {
  if (kind === "threads") return openThreadedStore(folder, () => "history", systemTimers, systemClock)
  const database = new DatabaseSync(join(folder, "log.sqlite"))
  const here = createSqliteStore(database, () => "history")
  // Beginning anew it overwrites what it has reserved, and grows beyond it.
  reserveLog(database, RESERVED_BYTES)
  // Checkpoints as often as a small run can have them.
  database.exec("PRAGMA wal_autocheckpoint = 25")
  return here
}

async function headOf(document: string): Promise<number> {
  const stored = await store.read(document)
  if (stored.state !== "sound") throw new Error(`${document}: ${stored.detail}`)
  return stored.rows.at(-1)?.seq ?? stored.snapshot?.seq ?? 0
}

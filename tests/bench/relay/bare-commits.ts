import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Latencies } from "./latencies.ts"

const COMMITS = 300

/** How long this disk takes at the moment to bring one row of SQLite down, with nothing around it: no relay can acknowledge sooner. */
export async function bareCommits(): Promise<Latencies> {
  const folder = mkdtempSync(join(tmpdir(), "weft-bench-"))
  const database = new DatabaseSync(join(folder, "bare.sqlite"))
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (bytes BLOB NOT NULL)")
  const insert = database.prepare("INSERT INTO row VALUES (?)")
  const latencies = new Latencies()
  for (let count = 0; count < COMMITS; count += 1) {
    const start = performance.now()
    insert.run(new Uint8Array(60))
    latencies.add((performance.now() - start) * 1000)
    await new Promise(resolve => setTimeout(resolve, 2))
  }
  database.close()
  rmSync(folder, { recursive: true, force: true })
  return latencies
}

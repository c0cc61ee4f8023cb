import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { systemClock, systemTimers } from "@weft/sync-server/ports"
import { DiskLost, type LogStore } from "@weft/sync-server/store/log-store"
import { openSqliteStore } from "@weft/sync-server/store/sqlite-store"
import { openThreadedStore } from "@weft/sync-server/store/threaded-store"
import { NO_LIMIT, setDisk } from "./faulty-disk.ts"
import { faultsIn, KNOWN_DOCUMENTS, knownRow, knownSnapshot } from "./known-rows.ts"

/*
 * A process whose disk fills up again and again, each time after some more
 * bytes, and prints a line of JSON for each. Arguments: a folder, the disk's
 * control file, which store, how many times, how many bytes more each time,
 * and whether the disk is full or its syncs fail.
 */
const [folder = "", control = "", kind = "", times = "1", step = "1", fault = ""] = process.argv.slice(2)

/** What came of one round. */
export interface FullDiskRound {
  readonly acknowledged: number
  readonly refusal: string
  readonly isLost: boolean
  /** What could not be read while the disk was full. */
  readonly unread: readonly string[]
  /** How long the first write took when there was room again, in milliseconds; null where it was refused. */
  readonly resumedMillis: number | null
  readonly faults: readonly string[]
}

for (let round = 0; round < Number(times); round += 1) {
  const data = join(folder, `${kind}-${fault}-${round}`)
  mkdirSync(data)
  setDisk(control, NO_LIMIT, 0)
  const store = open(data)
  const heads: Record<string, number> = {}
  await writeNext(store, heads, 0)
  setDisk(control, fault === "full" ? round * Number(step) : NO_LIMIT, fault === "full" ? 0 : 1)
  console.log(JSON.stringify(await fill(data, store, heads)))
}
process.exit(0)

function open(data: string): LogStore {
  const createName = () => "history"
  return kind === "threads"
    ? openThreadedStore(data, createName, systemTimers, systemClock)
    : openSqliteStore(data, createName)
}

async function fill(data: string, store: LogStore, heads: Record<string, number>): Promise<FullDiskRound> {
  let error: unknown = null
  let turn = 1
  for (; error === null; turn += 1) {
    error = await writeNext(store, heads, turn).then(
      () => null,
      (thrown: unknown) => thrown,
    )
  }
  const unread: string[] = []
  for (const [document, head] of Object.entries(heads)) {
    const stored = await store.read(document)
    const last = stored.state === "sound" ? (stored.rows.at(-1)?.seq ?? stored.snapshot?.seq) : stored.detail
    if (last !== head) unread.push(`${document} ends at ${last} in place of ${head}`)
  }
  setDisk(control, NO_LIMIT, 0)
  const resumedAt = performance.now()
  const hasResumed = await writeNext(store, heads, turn).then(
    () => true,
    () => false,
  )
  const resumedMillis = hasResumed ? performance.now() - resumedAt : null
  await store.close()
  return {
    acknowledged: Object.values(heads).reduce((sum, head) => sum + head, 0),
    refusal: error instanceof Error ? error.message : String(error),
    isLost: error instanceof DiskLost,
    unread,
    resumedMillis,
    faults: faultsIn(join(data, "log.sqlite"), heads),
  }
}

async function writeNext(store: LogStore, heads: Record<string, number>, turn: number): Promise<void> {
  const documents = [KNOWN_DOCUMENTS[turn % 2]!, KNOWN_DOCUMENTS[2 + (turn % 2)]!]
  await store.append(documents.map(document => knownRow(document, (heads[document] ?? 0) + 1)))
  for (const document of documents) heads[document] = (heads[document] ?? 0) + 1
  const document = documents[0]!
  const seq = heads[document]! - 1
  if (turn % 4 === 3 && seq > 0) await store.compact(document, { seq, bytes: knownSnapshot(document, seq) })
}

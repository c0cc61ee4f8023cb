import { DatabaseSync } from "node:sqlite"
import { workerData } from "node:worker_threads"
import { LogReader } from "./log-reader.ts"
import { LogWriter } from "./log-writer.ts"
import { packUpdates } from "./pack-updates.ts"
import { renewUpdate } from "./renew-updates.ts"
import { answerCalls } from "./thread-calls.ts"
import { BUSY_MILLIS, commitDurably } from "./tables.ts"
import { thinHistory } from "./thin-history.ts"

/* The thread for what may take long and nobody waits for: packing, thinning, walking chains, copying everything. */
const database = new DatabaseSync((workerData as { readonly file: string }).file, { timeout: BUSY_MILLIS })
commitDurably(database)
database.exec("PRAGMA wal_autocheckpoint = 0")
const reader = new LogReader(database)
const writer = new LogWriter(database)

const CALLS = {
  pack: packUpdates,
  rewrite: renewUpdate,
  thin: (now: number) => thinHistory(reader, writer, now),
  verifyChain: (document: string) => reader.verifyChain(document),
  backup: (toFile: string) => void database.prepare("VACUUM INTO ?").run(toFile),
  close: () => database.close(),
}
export type BackgroundThread = typeof CALLS

answerCalls(CALLS)

import { DatabaseSync } from "node:sqlite"
import { workerData } from "node:worker_threads"
import { Checkpointer } from "./checkpointer.ts"
import { answerCalls } from "./thread-calls.ts"
import { BUSY_MILLIS, commitDurably } from "./tables.ts"

/* The thread that moves what was committed from the write-ahead log into the file, on a connection of its own. */
const database = new DatabaseSync((workerData as { readonly file: string }).file, { timeout: BUSY_MILLIS })
commitDurably(database)
const checkpointer = new Checkpointer(database)

const CALLS = {
  look: () => checkpointer.look(),
  settle: () => checkpointer.settle(),
  empty: () => checkpointer.empty(),
  close: () => database.close(),
}
export type CheckpointThread = typeof CALLS

answerCalls(CALLS)

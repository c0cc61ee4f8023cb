import { DatabaseSync } from "node:sqlite"
import { workerData } from "node:worker_threads"
import { LogWriter, type PackedSnapshot } from "./log-writer.ts"
import { reserveLog } from "./reserve-log.ts"
import { unpackRows, type RowBatch } from "./row-batch.ts"
import { answerCalls } from "./thread-calls.ts"
import { BUSY_MILLIS, commitDurably } from "./tables.ts"

/*
 * The thread that writes. The disk is waited for here, so that the relay goes
 * on reading sockets meanwhile. It leaves checkpoints to a thread of their own.
 */
const database = new DatabaseSync((workerData as { readonly file: string }).file, { timeout: BUSY_MILLIS })
commitDurably(database)
database.exec("PRAGMA wal_autocheckpoint = 0")
const writer = new LogWriter(database)
reserveLog(database)

const CALLS = {
  append: (batch: RowBatch) => writer.append(unpackRows(batch)),
  tryWriting: () => writer.tryWriting(),
  compact: (document: string, snapshot: PackedSnapshot) => writer.compact(document, snapshot),
  renew: (document: string, epoch: number, bytes: Uint8Array, snapshot: PackedSnapshot, at: number) =>
    writer.renew(document, epoch, bytes, snapshot, at),
  erase: (document: string, packedNothing: Uint8Array, at: number) => writer.erase(document, packedNothing, at),
  reserveLog: () => reserveLog(database),
  close: () => database.close(),
}
export type WriterThread = typeof CALLS

answerCalls(CALLS)

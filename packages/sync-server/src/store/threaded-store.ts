import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import type { Clock, Timers } from "../ports.ts"
import type { BackgroundThread } from "./background-thread.ts"
import { CheckpointSchedule } from "./checkpoint-schedule.ts"
import type { CheckpointThread } from "./checkpoint-thread.ts"
import { CommitPlace } from "./commit-place.ts"
import { lockFolder } from "./folder-lock.ts"
import { LogReader } from "./log-reader.ts"
import { DiskLost, type LogRow, type LogStore } from "./log-store.ts"
import { LogWriter } from "./log-writer.ts"
import type { Packer } from "./pack-updates.ts"
import { packBytes, packBytesApart } from "./packed-bytes.ts"
import { readOrKeepCopy } from "./quarantine.ts"
import { packRows } from "./row-batch.ts"
import { isBusy } from "./sqlite-errors.ts"
import { LOG_FILE } from "./sqlite-store.ts"
import { BUSY_MILLIS, commitDurably, historyOf, prepareTables } from "./tables.ts"
import { RestingThread } from "./resting-thread.ts"
import { ownBytes, ThreadCaller } from "./thread-calls.ts"
import type { WriterThread } from "./writer-thread.ts"

/** A store that packs as well, since it has a thread for that. */
export type ThreadedStore = LogStore & Packer

/**
 * Keeps documents in `log.sqlite` in the folder like `openSqliteStore`, over
 * the same code, with threads of its own for writing, for checkpoints and for
 * what takes long. Reading is done here, through a connection that cannot
 * write, and so are small commits, see {@link CommitPlace}.
 */
export function openThreadedStore(
  folder: string,
  createHistory: () => string,
  timers: Timers,
  clock: Clock,
): ThreadedStore {
  mkdirSync(folder, { recursive: true })
  const unlock = lockFolder(folder)
  try {
    return startThreads(folder, createHistory, timers, clock, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

function startThreads(
  folder: string,
  createHistory: () => string,
  timers: Timers,
  clock: Clock,
  unlock: () => void,
): ThreadedStore {
  const file = join(folder, LOG_FILE)
  const history = prepareFile(file, createHistory)
  const reading = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MILLIS })
  const reader = new LogReader(reading)
  const here = openHere(file)
  const place = new CommitPlace()
  const writer = new ThreadCaller<WriterThread>(new URL("./writer-thread.ts", import.meta.url), { file })
  const checkpoints = new ThreadCaller<CheckpointThread>(new URL("./checkpoint-thread.ts", import.meta.url), { file })
  const startBackground = () =>
    new ThreadCaller<BackgroundThread>(new URL("./background-thread.ts", import.meta.url), { file })
  const background = new RestingThread(startBackground, timers)
  let lost: DiskLost | null = null

  async function whileNotLost<Result>(run: () => Promise<Result>): Promise<Result> {
    if (lost !== null) throw lost
    try {
      return await run()
    } catch (error) {
      if (error instanceof DiskLost) lost ??= error
      throw error
    }
  }

  // A checkpoint that failed, but did not lose the disk, is tried again with the next write.
  const checkpoint = (call: "look" | "settle") => whileNotLost(() => checkpoints.call(call, [])).catch(() => 0)
  const schedule = new CheckpointSchedule(timers, {
    look: () => checkpoint("look"),
    settle: () => checkpoint("settle"),
  })

  return {
    history,

    append(rows) {
      schedule.wrote()
      return whileNotLost(async () => {
        const startedAt = clock.now()
        const bytes = rows.reduce((sum, row) => sum + row.bytes.length, 0)
        if (!place.isHere(rows.length, bytes) || !here.append(rows)) await appendInThread(writer, rows)
        place.took(clock.now() - startedAt)
      })
    },

    tryWriting() {
      schedule.wrote()
      return whileNotLost(() => writer.call("tryWriting", []))
    },

    async read(document) {
      return readOrKeepCopy(folder, reader, document)
    },

    async documents(prefix) {
      return reader.documents(prefix)
    },

    async compact(document, snapshot) {
      const packed = ownBytes(await packBytesApart(snapshot))
      await whileNotLost(() => writer.call("compact", [document, { seq: snapshot.seq, packed }], [packed.buffer]))
    },

    async renew(document, epoch, snapshot, at) {
      const { seq } = snapshot
      const packed = ownBytes(await packBytesApart(snapshot))
      const own = ownBytes(snapshot.bytes)
      const transfer = [packed.buffer, own.buffer]
      await whileNotLost(() => writer.call("renew", [document, epoch, own, { seq, packed }, at], transfer))
    },

    async erase(document, at) {
      await whileNotLost(() => writer.call("erase", [document, ownBytes(packBytes({ bytes: new Uint8Array() })), at]))
      await whileNotLost(() => checkpoints.call("empty", []))
      await whileNotLost(() => writer.call("reserveLog", []))
    },

    async readHistory(document, afterSeq, most) {
      return reader.readHistory(document, afterSeq, most)
    },

    thin: now => whileNotLost(() => background.call("thin", [now])),
    verifyChain: document => background.call("verifyChain", [document]),
    backup: toFile => background.call("backup", [toFile]),
    pack: updates => background.compute("pack", [updates.map(ownBytes)]),
    rewrite: (update, client, policy) => background.compute("rewrite", [ownBytes(update), client, policy]),

    async close() {
      schedule.end()
      reading.close()
      here.close()
      // The writer last: the connection that closes last brings everything into the file.
      await background.end()
      await checkpoints.end()
      await writer.end()
      unlock()
    },
  }
}

/** A connection that commits in this thread. */
function openHere(file: string) {
  const database = new DatabaseSync(file, { timeout: BUSY_MILLIS })
  commitDurably(database)
  database.exec("PRAGMA wal_autocheckpoint = 0")
  const writer = new LogWriter(database)
  // From here on nobody is waited for: what another connection writes may be long.
  database.exec("PRAGMA busy_timeout = 0")
  return {
    /** Whether the rows are on disk. If not, another connection is writing, and nothing has been done. */
    append(rows: readonly LogRow[]): boolean {
      try {
        writer.append(rows)
        return true
      } catch (error) {
        if (isBusy(error)) return false
        throw error
      }
    },
    close: () => database.close(),
  }
}

function appendInThread(writer: ThreadCaller<WriterThread>, rows: readonly LogRow[]): Promise<void> {
  const batch = packRows(rows)
  return writer.call("append", [batch], [batch.bytes.buffer])
}

function prepareFile(file: string, createHistory: () => string): string {
  const database = new DatabaseSync(file, { timeout: BUSY_MILLIS })
  try {
    commitDurably(database)
    prepareTables(database)
    return historyOf(database, createHistory)
  } finally {
    database.close()
  }
}

import type { DocumentPath } from "@weft/model/schema/change"
import type { ColumnarRows, SyncReport } from "../messages.ts"
import {
  LEVEL,
  type Disk,
  type DiskConnection,
  type SetAside,
  type StoredDocument,
  type StoredWorkspace,
  type Unsent,
  type Write,
} from "./disk.ts"
import type { Level } from "./documents.ts"
import type { Timers } from "./world.ts"

/** How long changes are gathered before they are written together, in milliseconds. */
const BATCH_MILLIS = 4

/** How long until a write that failed, or a database that went away, is tried again, in milliseconds. */
const RETRY_MILLIS = 5_000

/** A document's log is folded into a snapshot when it is longer or heavier than this. */
const MOST_LOG_RECORDS = 200
const MOST_LOG_BYTES = 256 * 1024

type Storage = SyncReport["storage"]
type Problem = Extract<Storage, object>["memory"]

/** All that is to be stored again in a database that was lost. */
export interface Refill {
  readonly documents: readonly (readonly [DocumentPath, Uint8Array])[]
  readonly unsent: readonly Unsent[]
  readonly setAside: readonly SetAside[]
  readonly meta: readonly (readonly [key: string, value: unknown])[]
}

export interface DatabaseOptions {
  /** Where it lies, or nothing where there is no place for it. */
  readonly disk: Disk | null
  readonly name: string
  readonly timers: Timers
  /** Called when what `storage` says has changed. */
  readonly changed: () => void
  /** What must be written again when the database was lost and is there again, empty perhaps. */
  readonly refill: () => Refill
}

/**
 * The local database of one workspace.
 *
 * What is written shows at once to whoever reads here, is put on disk in batches, and is called saved only after its
 * transaction has completed. Where the disk is full, or there is no database, everything goes on in memory and says
 * so; nothing is dropped, and the disk is tried again.
 */
export class Database {
  readonly #options: DatabaseOptions
  #connection: DiskConnection | null = null
  /** Not handed to a transaction yet. */
  #waiting: Write[] = []
  /** In a transaction that has not completed. */
  #writing: Write[] = []
  /** The flush that was begun last. */
  #underWay: Promise<void> = Promise.resolve()
  #cancelTimer: (() => void) | null = null
  #problem: Problem | null = null
  #wasLost = false
  #isClosed = false
  readonly #logs = new Map<DocumentPath, { records: number; bytes: number }>()
  #whenSaved: (() => void)[] = []

  private constructor(options: DatabaseOptions) {
    this.#options = options
  }

  /** Opens the database, or goes on in memory where that fails. Never rejects. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const database = new Database(options)
    await database.#connect()
    return database
  }

  get storage(): Storage {
    if (this.#problem !== null) return { memory: this.#problem }
    return this.#waiting.length + this.#writing.length > 0 ? "saving" : "saved"
  }

  /** Calls back when everything written so far is on disk. */
  afterSaved(run: () => void): void {
    if (this.storage === "saved") run()
    else this.#whenSaved.push(run)
  }

  /** The same where there is a disk; at once where there is none any more. */
  afterKept(run: () => void): void {
    if (typeof this.storage === "string") this.afterSaved(run)
    else run()
  }

  append(document: DocumentPath, bytes: Uint8Array): void {
    this.#add({ write: "append", document, bytes })
    const log = this.#logs.get(document) ?? { records: 0, bytes: 0 }
    this.#logs.set(document, { records: log.records + 1, bytes: log.bytes + bytes.length })
  }

  /** Whether a document's log should be folded into a snapshot. */
  isFoldDue(document: DocumentPath): boolean {
    const log = this.#logs.get(document)
    return log !== undefined && (log.records > MOST_LOG_RECORDS || log.bytes > MOST_LOG_BYTES)
  }

  /** Replaces all that is stored of a document by one update that contains all of it. */
  fold(document: DocumentPath, bytes: Uint8Array): void {
    this.#logs.delete(document)
    this.#add({ write: "fold", document, bytes })
  }

  /** Removes everything that is kept of a document from this device. */
  drop(document: DocumentPath): void {
    this.#logs.delete(document)
    this.#add({ write: "drop", document })
  }

  addUnsent(unsent: Unsent): void {
    this.#add({ write: "unsent", unsent })
  }

  removeUnsent(ids: readonly number[]): void {
    if (ids.length > 0) this.#add({ write: "sent", ids })
  }

  /** Keeps rows for the next start. Only a convenience, so it is left out where the disk is in trouble. */
  cacheRows(document: DocumentPath, rows: ColumnarRows): void {
    if (this.#problem !== null) return
    this.#add({ write: "rows", document, rows })
  }

  setAside(setAside: SetAside): void {
    this.#add({ write: "set-aside", setAside })
  }

  /** Does away with all that was set aside but this. */
  keepAside(kept: readonly SetAside[]): void {
    this.#add({ write: "keep-aside", kept })
  }

  setMeta(key: string, value: unknown): void {
    this.#add({ write: "meta", key, value })
  }

  /** Notes up to where a document is level with the relay; in the same transaction as what came with it. */
  setLevel(document: DocumentPath, level: Level): void {
    this.setMeta(`${LEVEL}${document}`, level)
  }

  /** Everything that is small and known from the start. */
  async readWorkspace(): Promise<StoredWorkspace> {
    const meta = new Map<string, unknown>()
    const documents = new Set<DocumentPath>()
    const unsent = new Map<number, Unsent>()
    const setAside: SetAside[] = []
    await this.#reading(async connection => {
      const stored = await connection.readWorkspace()
      for (const [key, value] of stored.meta) meta.set(key, value)
      for (const path of stored.documents) documents.add(path)
      for (const entry of stored.unsent) unsent.set(entry.id, entry)
      setAside.push(...stored.setAside)
    })
    for (const write of this.#unwritten()) {
      if (write.write === "meta") meta.set(write.key, write.value)
      else if (write.write === "append" || write.write === "fold") documents.add(write.document)
      else if (write.write === "drop") documents.delete(write.document)
      else if (write.write === "unsent") unsent.set(write.unsent.id, write.unsent)
      else if (write.write === "sent") for (const id of write.ids) unsent.delete(id)
      else if (write.write === "set-aside") setAside.push(write.setAside)
      else if (write.write === "keep-aside") setAside.splice(0, Infinity, ...write.kept)
    }
    return { meta, documents, unsent: [...unsent.values()].sort((left, right) => left.id - right.id), setAside }
  }

  /** What is kept of documents, in one transaction. */
  async readDocuments(paths: readonly DocumentPath[]): Promise<Map<DocumentPath, StoredDocument>> {
    const read = new Map<DocumentPath, { updates: Uint8Array[]; level: Level | null }>()
    for (const path of paths) read.set(path, { updates: [], level: null })
    // What is under way now may complete before or after the reading: taking it in twice is harmless.
    const unwritten = this.#unwritten()
    await this.#reading(async connection => {
      for (const [path, { updates, logged, level }] of await connection.readDocuments(paths)) {
        this.#logs.set(path, logged)
        read.set(path, { updates: [...updates], level })
      }
    })
    for (const write of unwritten) {
      if (write.write === "meta") {
        const entry = write.key.startsWith(LEVEL) ? read.get(write.key.slice(LEVEL.length)) : undefined
        if (entry !== undefined) entry.level = write.value as Level
      } else if (write.write === "append") read.get(write.document)?.updates.push(write.bytes)
      else if (write.write === "fold") replace(read.get(write.document), [write.bytes])
      else if (write.write === "drop") read.set(write.document, { updates: [], level: null })
    }
    return read
  }

  /** The rows of documents as they were last seen, where they are kept. */
  async readRows(paths: readonly DocumentPath[]): Promise<Map<DocumentPath, ColumnarRows>> {
    let cached = new Map<DocumentPath, ColumnarRows>()
    await this.#reading(async connection => {
      cached = await connection.readRows(paths)
    })
    return cached
  }

  /** Writes what waits and closes. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    // What came after the batch that is under way can only be written after it.
    await this.#underWay
    await this.#flush()
    this.abandon()
  }

  /** Closes at once and writes nothing more: the workspace is being removed, or the browser wants the database. */
  abandon(): void {
    this.#isClosed = true
    this.#cancelTimer?.()
    this.#connection?.close()
    this.#connection = null
  }

  #add(write: Write): void {
    this.#waiting.push(write)
    this.#schedule(BATCH_MILLIS)
    this.#options.changed()
  }

  #schedule(millis: number): void {
    if (this.#isClosed || this.#cancelTimer !== null || this.#writing.length > 0) return
    if (this.#options.disk === null) return
    const wait = this.#problem === null ? millis : RETRY_MILLIS
    this.#cancelTimer = this.#options.timers.after(wait, () => {
      this.#cancelTimer = null
      this.#underWay = this.#flush()
    })
  }

  async #flush(): Promise<void> {
    if (this.#isClosed || this.#writing.length > 0) return
    if (this.#connection === null) await this.#connect()
    const connection = this.#connection
    if (connection === null) return this.#schedule(RETRY_MILLIS)
    if (this.#waiting.length === 0) return
    this.#writing = this.#waiting
    this.#waiting = []
    try {
      await connection.write(this.#writing)
      this.#written(null)
    } catch (error) {
      this.#waiting = [...this.#writing, ...this.#waiting]
      this.#written(this.#connection === null ? "database-lost" : problemOf(error))
    }
  }

  #written(problem: Problem | null): void {
    this.#writing = []
    this.#problem = problem
    if (this.#waiting.length > 0) this.#schedule(BATCH_MILLIS)
    else if (problem === null) {
      const run = this.#whenSaved
      this.#whenSaved = []
      for (const told of run) told()
    }
    this.#options.changed()
  }

  async #connect(): Promise<void> {
    const { disk, name } = this.#options
    if (disk === null || this.#isClosed) {
      this.#problem = "no-database"
      return
    }
    try {
      const connection = await disk.open(name, () => this.#lost(connection))
      if (this.#isClosed) return connection.close()
      this.#connection = connection
      this.#problem = null
      if (this.#wasLost) this.#refill()
      this.#wasLost = false
    } catch {
      this.#problem = this.#wasLost ? "database-lost" : "no-database"
      this.#schedule(RETRY_MILLIS)
    }
    this.#options.changed()
  }

  #lost(connection: DiskConnection): void {
    if (this.#connection !== connection || this.#isClosed) return
    this.#connection = null
    this.#wasLost = true
    this.#problem = "database-lost"
    this.#options.changed()
    this.#schedule(RETRY_MILLIS)
  }

  /** What was on disk may be gone with the database; what is in memory goes there again, before what waits. */
  #refill(): void {
    const { documents, unsent, setAside, meta } = this.#options.refill()
    this.#waiting.unshift(
      ...documents.map(([document, bytes]): Write => ({ write: "append", document, bytes })),
      ...unsent.map((entry): Write => ({ write: "unsent", unsent: entry })),
      ...setAside.map((aside): Write => ({ write: "set-aside", setAside: aside })),
      ...meta.map(([key, value]): Write => ({ write: "meta", key, value })),
    )
  }

  #unwritten(): readonly Write[] {
    return [...this.#writing, ...this.#waiting]
  }

  async #reading(read: (connection: DiskConnection) => Promise<void>): Promise<void> {
    if (this.#connection === null) return
    try {
      await read(this.#connection)
    } catch {
      // A database that cannot be read is as good as lost; what is in memory stays in use.
      if (this.#connection !== null) {
        const connection = this.#connection
        connection.close()
        this.#lost(connection)
      }
    }
  }
}

/** What was folded is all that counts: a document that began anew must not meet what it held before. */
function replace(document: { updates: Uint8Array[] } | undefined, updates: Uint8Array[]): void {
  if (document !== undefined) document.updates = updates
}

function problemOf(error: unknown): "disk-full" | "database-lost" {
  return error instanceof Error && error.name === "QuotaExceededError" ? "disk-full" : "database-lost"
}

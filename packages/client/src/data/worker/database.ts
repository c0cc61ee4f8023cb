import type { DocumentPath } from "@weft/model/schema/change"
import { wrap, type IDBPDatabase, type IDBPTransaction } from "idb"
import type { ColumnarRows, SyncReport } from "../messages.ts"
import type { Level } from "./documents.ts"
import type { Timers } from "./world.ts"

/** How long changes are gathered before they are written together, in milliseconds. */
const BATCH_MILLIS = 4

/** How long until a write that failed, or a database that went away, is tried again, in milliseconds. */
const RETRY_MILLIS = 5_000

/** A document's log is folded into a snapshot when it is longer or heavier than this. */
const MOST_LOG_RECORDS = 200
const MOST_LOG_BYTES = 256 * 1024

/** What the key of a document's level in `meta` starts with. */
const LEVEL = "level "

const STORES = ["log", "snapshots", "outbox", "rowCache", "setAside", "meta"] as const
type StoreName = (typeof STORES)[number]

type Storage = SyncReport["storage"]
type Problem = Extract<Storage, object>["memory"]

/** What is kept of a document: a snapshot and what came after it, oldest first. */
export interface StoredDocument {
  readonly updates: readonly Uint8Array[]
  /** Up to where these contain what a relay has. */
  readonly level: Level | null
}

/** An update that the relay has not acknowledged. Without bytes it stands for all that the document holds. */
export interface Unsent {
  readonly id: number
  readonly document: DocumentPath
  readonly bytes: Uint8Array
}

/** Bytes that are not in use, kept for whoever can make something of them. */
export interface SetAside {
  readonly document: DocumentPath
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly bytes: Uint8Array
}

/** What a worker needs to know before it opens a document. */
export interface StoredWorkspace {
  readonly meta: ReadonlyMap<string, unknown>
  readonly documents: ReadonlySet<DocumentPath>
  readonly unsent: readonly Unsent[]
  readonly setAside: readonly SetAside[]
}

/** One thing to write. All of a batch are written in one transaction, in order. */
type Write =
  | { readonly write: "append"; readonly document: DocumentPath; readonly bytes: Uint8Array }
  | { readonly write: "fold"; readonly document: DocumentPath; readonly bytes: Uint8Array }
  | { readonly write: "unsent"; readonly unsent: Unsent }
  | { readonly write: "sent"; readonly ids: readonly number[] }
  | { readonly write: "rows"; readonly document: DocumentPath; readonly rows: ColumnarRows }
  | { readonly write: "set-aside"; readonly setAside: SetAside }
  | { readonly write: "meta"; readonly key: string; readonly value: unknown }

type Transaction = IDBPTransaction<unknown, StoreName[], "readwrite">

/** All that is to be stored again in a database that was lost. */
export interface Refill {
  readonly documents: readonly (readonly [DocumentPath, Uint8Array])[]
  readonly unsent: readonly Unsent[]
  readonly setAside: readonly SetAside[]
  readonly meta: readonly (readonly [key: string, value: unknown])[]
}

export interface DatabaseOptions {
  readonly factory: IDBFactory | null
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
  #connection: IDBPDatabase | null = null
  /** Not handed to a transaction yet. */
  #waiting: Write[] = []
  /** In a transaction that has not completed. */
  #writing: Write[] = []
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
      const transaction = connection.transaction([...STORES])
      const [keys, values, snapshots, logged, outbox, aside] = await Promise.all([
        transaction.objectStore("meta").getAllKeys(),
        transaction.objectStore("meta").getAll(),
        transaction.objectStore("snapshots").getAllKeys(),
        transaction.objectStore("log").index("document").getAllKeys(),
        transaction.objectStore("outbox").getAll(),
        transaction.objectStore("setAside").getAll(),
      ])
      keys.forEach((key, index) => meta.set(String(key), values[index]))
      for (const path of snapshots) documents.add(String(path))
      if (logged.length > 0) for (const path of await this.#loggedDocuments(connection)) documents.add(path)
      for (const entry of outbox as Unsent[]) unsent.set(entry.id, entry)
      setAside.push(...(aside as SetAside[]))
    })
    for (const write of this.#unwritten()) {
      if (write.write === "meta") meta.set(write.key, write.value)
      else if (write.write === "append" || write.write === "fold") documents.add(write.document)
      else if (write.write === "unsent") unsent.set(write.unsent.id, write.unsent)
      else if (write.write === "sent") for (const id of write.ids) unsent.delete(id)
      else if (write.write === "set-aside") setAside.push(write.setAside)
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
      const transaction = connection.transaction(["snapshots", "log", "meta"])
      await Promise.all(
        paths.map(async path => {
          const [snapshot, log, level] = await Promise.all([
            transaction.objectStore("snapshots").get(path) as Promise<{ bytes: Uint8Array } | undefined>,
            transaction.objectStore("log").index("document").getAll(path) as Promise<{ updates: Uint8Array[] }[]>,
            transaction.objectStore("meta").get(`${LEVEL}${path}`) as Promise<Level | undefined>,
          ])
          const updates = log.flatMap(record => record.updates)
          this.#logs.set(path, { records: log.length, bytes: weightOf(updates) })
          if (snapshot !== undefined) updates.unshift(snapshot.bytes)
          read.set(path, { updates, level: level ?? null })
        }),
      )
    })
    for (const write of unwritten) {
      if (write.write === "meta") {
        const entry = write.key.startsWith(LEVEL) ? read.get(write.key.slice(LEVEL.length)) : undefined
        if (entry !== undefined) entry.level = write.value as Level
      } else if (write.write === "append" || write.write === "fold") read.get(write.document)?.updates.push(write.bytes)
    }
    return read
  }

  /** The rows of documents as they were last seen, where they are kept. */
  async readRows(paths: readonly DocumentPath[]): Promise<Map<DocumentPath, ColumnarRows>> {
    const cached = new Map<DocumentPath, ColumnarRows>()
    await this.#reading(async connection => {
      const store = connection.transaction("rowCache").store
      await Promise.all(
        paths.map(async path => {
          const rows = (await store.get(path)) as ColumnarRows | undefined
          if (rows !== undefined) cached.set(path, rows)
        }),
      )
    })
    return cached
  }

  /** Writes what waits and closes. */
  async close(): Promise<void> {
    if (this.#isClosed) return
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
    if (this.#options.factory === null) return
    const wait = this.#problem === null ? millis : RETRY_MILLIS
    this.#cancelTimer = this.#options.timers.after(wait, () => {
      this.#cancelTimer = null
      void this.#flush()
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
      const transaction = connection.transaction([...STORES], "readwrite", { durability: "strict" })
      await Promise.all([writeAll(transaction, this.#writing), transaction.done])
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
    const { factory, name } = this.#options
    if (factory === null || this.#isClosed) {
      this.#problem = "no-database"
      return
    }
    try {
      const connection = await openConnection(factory, name)
      if (this.#isClosed) return connection.close()
      this.#connection = connection
      this.#problem = null
      const lost = () => this.#lost(connection)
      connection.addEventListener("close", lost)
      connection.addEventListener("versionchange", () => {
        connection.close()
        lost()
      })
      if (this.#wasLost) this.#refill()
      this.#wasLost = false
    } catch {
      this.#problem = this.#wasLost ? "database-lost" : "no-database"
      this.#schedule(RETRY_MILLIS)
    }
    this.#options.changed()
  }

  #lost(connection: IDBPDatabase): void {
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

  async #reading(read: (connection: IDBPDatabase) => Promise<void>): Promise<void> {
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

  async #loggedDocuments(connection: IDBPDatabase): Promise<DocumentPath[]> {
    const paths: DocumentPath[] = []
    let cursor = await connection.transaction("log").store.index("document").openKeyCursor(null, "nextunique")
    while (cursor !== null) {
      paths.push(String(cursor.key))
      cursor = await cursor.continue()
    }
    return paths
  }
}

async function openConnection(factory: IDBFactory, name: string): Promise<IDBPDatabase> {
  const request = factory.open(name, 1)
  request.addEventListener("upgradeneeded", () => {
    const made = request.result
    made.createObjectStore("log", { autoIncrement: true }).createIndex("document", "document")
    made.createObjectStore("snapshots", { keyPath: "document" })
    made.createObjectStore("outbox", { keyPath: "id" })
    made.createObjectStore("rowCache")
    made.createObjectStore("setAside", { autoIncrement: true })
    made.createObjectStore("meta")
  })
  return (await wrap(request)) as IDBPDatabase
}

/** Removes the database of a workspace from this device. */
export async function deleteDatabase(factory: IDBFactory | null, name: string): Promise<void> {
  if (factory !== null) await wrap(factory.deleteDatabase(name))
}

/** Puts a batch into a transaction. Appends to one document become one record; those that a fold contains are left out. */
async function writeAll(transaction: Transaction, batch: readonly Write[]): Promise<void> {
  const appended = new Map<DocumentPath, Uint8Array[]>()
  const requests: Promise<unknown>[] = []
  for (const write of batch) {
    switch (write.write) {
      case "append":
        pushTo(appended, write.document, write.bytes)
        break
      case "fold":
        appended.delete(write.document)
        requests.push(foldIn(transaction, write.document, write.bytes))
        break
      case "unsent":
        requests.push(transaction.objectStore("outbox").put(write.unsent))
        break
      case "sent":
        for (const id of write.ids) requests.push(transaction.objectStore("outbox").delete(id))
        break
      case "rows":
        requests.push(transaction.objectStore("rowCache").put(write.rows, write.document))
        break
      case "set-aside":
        requests.push(transaction.objectStore("setAside").add(write.setAside))
        break
      case "meta":
        requests.push(transaction.objectStore("meta").put(write.value, write.key))
        break
    }
  }
  await Promise.all(requests)
  for (const [document, updates] of appended) void transaction.objectStore("log").add({ document, updates })
}

async function foldIn(transaction: Transaction, document: DocumentPath, bytes: Uint8Array): Promise<void> {
  const log = transaction.objectStore("log")
  const [keys] = await Promise.all([
    log.index("document").getAllKeys(document),
    transaction.objectStore("snapshots").put({ document, bytes }),
  ])
  await Promise.all(keys.map(key => log.delete(key)))
}

function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function weightOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((bytes, update) => bytes + update.length, 0)
}

function problemOf(error: unknown): "disk-full" | "database-lost" {
  return error instanceof Error && error.name === "QuotaExceededError" ? "disk-full" : "database-lost"
}

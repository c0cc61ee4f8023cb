import type { DocumentPath } from "@weft/model/schema/change"
import { wrap, type IDBPDatabase, type IDBPTransaction } from "idb"
import type { ColumnarRows } from "../messages.ts"
import {
  LEVEL,
  type Disk,
  type DiskConnection,
  type SetAside,
  type StoredLog,
  type Unsent,
  type Write,
} from "./disk.ts"
import type { Level } from "./documents.ts"

const STORES = ["log", "snapshots", "outbox", "rowCache", "setAside", "meta"] as const
type StoreName = (typeof STORES)[number]

type Transaction = IDBPTransaction<unknown, StoreName[], "readwrite">

/** Keeps databases in IndexedDB. */
export function indexedDisk(factory: IDBFactory): Disk {
  return {
    async open(name, lost) {
      const connection = await openConnection(factory, name)
      connection.addEventListener("close", lost)
      connection.addEventListener("versionchange", () => {
        connection.close()
        lost()
      })
      return new IndexedConnection(connection)
    },
    async remove(name) {
      await wrap(factory.deleteDatabase(name))
    },
  }
}

class IndexedConnection implements DiskConnection {
  readonly #connection: IDBPDatabase

  constructor(connection: IDBPDatabase) {
    this.#connection = connection
  }

  async write(batch: readonly Write[]): Promise<void> {
    const transaction = this.#connection.transaction([...STORES], "readwrite", { durability: "strict" })
    await Promise.all([writeAll(transaction, batch), transaction.done])
  }

  async readWorkspace() {
    const transaction = this.#connection.transaction([...STORES])
    const [keys, values, snapshots, logged, outbox, setAside] = await Promise.all([
      transaction.objectStore("meta").getAllKeys(),
      transaction.objectStore("meta").getAll(),
      transaction.objectStore("snapshots").getAllKeys(),
      transaction.objectStore("log").index("document").getAllKeys(),
      transaction.objectStore("outbox").getAll(),
      transaction.objectStore("setAside").getAll(),
    ])
    const meta = new Map(keys.map((key, index) => [String(key), values[index] as unknown] as const))
    const documents = new Set<DocumentPath>(snapshots.map(String))
    if (logged.length > 0) for (const path of await this.#loggedDocuments()) documents.add(path)
    return { meta, documents, unsent: outbox as Unsent[], setAside: setAside as SetAside[] }
  }

  async readDocuments(paths: readonly DocumentPath[]) {
    const read = new Map<DocumentPath, StoredLog>()
    const transaction = this.#connection.transaction(["snapshots", "log", "meta"])
    await Promise.all(
      paths.map(async path => {
        const [snapshot, log, level] = await Promise.all([
          transaction.objectStore("snapshots").get(path) as Promise<{ bytes: Uint8Array } | undefined>,
          transaction.objectStore("log").index("document").getAll(path) as Promise<{ updates: Uint8Array[] }[]>,
          transaction.objectStore("meta").get(`${LEVEL}${path}`) as Promise<Level | undefined>,
        ])
        const appended = log.flatMap(record => record.updates)
        const updates = snapshot === undefined ? appended : [snapshot.bytes, ...appended]
        const logged = { records: log.length, bytes: weightOf(appended) }
        read.set(path, { updates, logged, level: level ?? null })
      }),
    )
    return read
  }

  async readRows(paths: readonly DocumentPath[]) {
    const cached = new Map<DocumentPath, ColumnarRows>()
    const store = this.#connection.transaction("rowCache").store
    await Promise.all(
      paths.map(async path => {
        const rows = (await store.get(path)) as ColumnarRows | undefined
        if (rows !== undefined) cached.set(path, rows)
      }),
    )
    return cached
  }

  close(): void {
    this.#connection.close()
  }

  async #loggedDocuments(): Promise<DocumentPath[]> {
    const paths: DocumentPath[] = []
    let cursor = await this.#connection.transaction("log").store.index("document").openKeyCursor(null, "nextunique")
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
      case "drop":
        appended.delete(write.document)
        requests.push(drop(transaction, write.document))
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
      case "keep-aside":
        requests.push(keepAside(transaction, write.kept))
        break
      case "meta":
        requests.push(transaction.objectStore("meta").put(write.value, write.key))
        break
    }
  }
  await Promise.all(requests)
  for (const [document, updates] of appended) void transaction.objectStore("log").add({ document, updates })
}

async function keepAside(transaction: Transaction, kept: readonly SetAside[]): Promise<void> {
  const aside = transaction.objectStore("setAside")
  await Promise.all([aside.clear(), ...kept.map(piece => aside.add(piece))])
}

async function foldIn(transaction: Transaction, document: DocumentPath, bytes: Uint8Array): Promise<void> {
  const log = transaction.objectStore("log")
  const [keys] = await Promise.all([
    log.index("document").getAllKeys(document),
    transaction.objectStore("snapshots").put({ document, bytes }),
  ])
  await Promise.all(keys.map(key => log.delete(key)))
}

async function drop(transaction: Transaction, document: DocumentPath): Promise<void> {
  const log = transaction.objectStore("log")
  const [keys] = await Promise.all([
    log.index("document").getAllKeys(document),
    transaction.objectStore("snapshots").delete(document),
    transaction.objectStore("rowCache").delete(document),
    transaction.objectStore("meta").delete(`${LEVEL}${document}`),
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

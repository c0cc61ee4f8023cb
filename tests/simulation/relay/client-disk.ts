import type { Random } from "@weft/model/base/random"
import type { DocumentPath } from "@weft/model/schema/change"
import type { ColumnarRows } from "../../../packages/client/src/data/messages.ts"
import {
  LEVEL,
  type Disk,
  type DiskConnection,
  type SetAside,
  type StoredLog,
  type Unsent,
  type Write,
} from "../../../packages/client/src/data/worker/disk.ts"
import type { Level } from "../../../packages/client/src/data/worker/documents.ts"
import { chance } from "../draw.ts"
import { between } from "./streams.ts"
import type { VirtualTime } from "./virtual-time.ts"

interface Stored {
  readonly logs: Map<DocumentPath, { snapshot: Uint8Array | null; records: Uint8Array[][] }>
  readonly outbox: Map<number, Unsent>
  readonly rows: Map<DocumentPath, ColumnarRows>
  readonly setAside: SetAside[]
  readonly meta: Map<string, unknown>
}

function nothing(): Stored {
  return { logs: new Map(), outbox: new Map(), rows: new Map(), setAside: [], meta: new Map() }
}

interface UnderWay {
  readonly batch: readonly Write[]
  readonly owner: object
}

/** Who is told what lies on a device's disk now. */
export interface DiskListener {
  stored(document: DocumentPath, bytes: Uint8Array): void
  /** All that lay there of a document is gone. */
  dropped(document: DocumentPath): void
  /** Work was set aside, which nobody sends any more. */
  setAside(aside: SetAside): void
  lost(): void
}

/**
 * The disk of a device, with one database on it. As IndexedDB does it, a transaction is kept whole or not at all: one
 * that has not completed when its worker ends may go either way.
 */
export class ClientDisk {
  /** Transactions fail because no room is left. */
  isFull = false
  /** How long a transaction takes at most, in milliseconds. */
  writeMillis = 10
  readonly #time: VirtualTime
  readonly #random: Random
  readonly #listener: DiskListener
  #stored = nothing()
  #underWay: UnderWay[] = []
  readonly #open = new Map<Connection, () => void>()

  constructor(time: VirtualTime, random: Random, listener: DiskListener) {
    this.#time = time
    this.#random = random
    this.#listener = listener
  }

  /** The disk as one worker sees it. */
  for(worker: { readonly isAlive: boolean }): Disk {
    return {
      open: async (_name, lost) => {
        await this.#pass(worker, 1)
        const connection = new Connection(this, worker)
        this.#open.set(connection, () => worker.isAlive && lost())
        return connection
      },
      remove: async () => this.lose(),
    }
  }

  /** A worker ends without a word: its transactions have gone through, or not. */
  crash(worker: object): void {
    const own = this.#underWay.filter(({ owner }) => owner === worker)
    this.#underWay = this.#underWay.filter(({ owner }) => owner !== worker)
    for (const { batch } of own) {
      if (!chance(0.5, this.#random)) break
      this.#apply(batch)
    }
  }

  /** The browser throws the database away, from under whoever has it open. */
  lose(): void {
    this.#stored = nothing()
    this.#underWay = []
    this.#listener.lost()
    const open = [...this.#open.values()]
    this.#open.clear()
    for (const tell of open) tell()
  }

  /** Up to where a document is level with the relay, as it is stored. */
  levelOf(path: DocumentPath): Level | undefined {
    return this.#stored.meta.get(`${LEVEL}${path}`) as Level | undefined
  }

  /** What is stored of a document, oldest first. */
  updatesOf(path: DocumentPath): readonly Uint8Array[] {
    const log = this.#stored.logs.get(path)
    if (log === undefined) return []
    return log.snapshot === null ? log.records.flat() : [log.snapshot, ...log.records.flat()]
  }

  close(connection: Connection): void {
    this.#open.delete(connection)
  }

  async write(worker: { readonly isAlive: boolean }, batch: readonly Write[]): Promise<void> {
    const entry = { batch, owner: worker }
    this.#underWay.push(entry)
    await this.#pass(worker, this.writeMillis)
    // One that is closed meanwhile completes all the same.
    if (!this.#underWay.includes(entry)) throw new Error("the database is gone")
    this.#underWay = this.#underWay.filter(other => other !== entry)
    if (this.isFull) throw new DOMException("no room is left", "QuotaExceededError")
    this.#apply(batch)
  }

  async read<T>(worker: { readonly isAlive: boolean }, look: (stored: Stored) => T): Promise<T> {
    await this.#pass(worker, 1)
    return look(this.#stored)
  }

  #pass(worker: { readonly isAlive: boolean }, most: number): Promise<void> {
    const millis = between(0, most, this.#random)
    return new Promise(resolve => void this.#time.after(millis, () => worker.isAlive && resolve()))
  }

  #apply(batch: readonly Write[]): void {
    const stored = this.#stored
    const appended = new Map<DocumentPath, Uint8Array[]>()
    for (const write of batch) {
      switch (write.write) {
        case "append":
          appended.set(write.document, [...(appended.get(write.document) ?? []), write.bytes])
          break
        case "fold":
          appended.delete(write.document)
          stored.logs.set(write.document, { snapshot: write.bytes, records: [] })
          this.#listener.dropped(write.document)
          this.#listener.stored(write.document, write.bytes)
          break
        case "drop":
          appended.delete(write.document)
          stored.logs.delete(write.document)
          stored.rows.delete(write.document)
          stored.meta.delete(`${LEVEL}${write.document}`)
          this.#listener.dropped(write.document)
          break
        case "unsent":
          stored.outbox.set(write.unsent.id, write.unsent)
          break
        case "sent":
          for (const id of write.ids) stored.outbox.delete(id)
          break
        case "rows":
          stored.rows.set(write.document, write.rows)
          break
        case "set-aside":
          stored.setAside.push(write.setAside)
          this.#listener.setAside(write.setAside)
          break
        case "meta":
          stored.meta.set(write.key, write.value)
      }
    }
    for (const [document, updates] of appended) {
      const log = stored.logs.get(document) ?? { snapshot: null, records: [] }
      stored.logs.set(document, log)
      log.records.push(updates)
      for (const bytes of updates) this.#listener.stored(document, bytes)
    }
  }
}

class Connection implements DiskConnection {
  readonly #disk: ClientDisk
  readonly #worker: { readonly isAlive: boolean }

  constructor(disk: ClientDisk, worker: { readonly isAlive: boolean }) {
    this.#disk = disk
    this.#worker = worker
  }

  write(batch: readonly Write[]): Promise<void> {
    return this.#disk.write(this.#worker, batch)
  }

  readWorkspace() {
    return this.#disk.read(this.#worker, ({ meta, logs, outbox, setAside }) => ({
      meta: new Map(meta),
      documents: new Set(logs.keys()),
      unsent: [...outbox.values()],
      setAside: [...setAside],
    }))
  }

  readDocuments(paths: readonly DocumentPath[]): Promise<ReadonlyMap<DocumentPath, StoredLog>> {
    return this.#disk.read(this.#worker, ({ logs, meta }) => {
      const read = new Map<DocumentPath, StoredLog>()
      for (const path of paths) {
        const log = logs.get(path) ?? { snapshot: null, records: [] }
        const appended = log.records.flat()
        const logged = { records: log.records.length, bytes: appended.reduce((sum, bytes) => sum + bytes.length, 0) }
        const updates = log.snapshot === null ? appended : [log.snapshot, ...appended]
        read.set(path, { updates, logged, level: (meta.get(`${LEVEL}${path}`) as Level | undefined) ?? null })
      }
      return read
    })
  }

  readRows(paths: readonly DocumentPath[]) {
    return this.#disk.read(this.#worker, ({ rows }) => {
      const kept = paths.flatMap(path => {
        const own = rows.get(path)
        return own === undefined ? [] : [[path, own] as const]
      })
      return new Map(kept)
    })
  }

  close(): void {
    this.#disk.close(this)
  }
}

import { DatabaseSync, type StatementSync } from "node:sqlite"
import { below, type Random } from "@weft/model/base/random"
import { pick } from "../draw.ts"

const FULL = 13
const FSYNC_FAILED = 1034

/** What happens at the next commit. */
export type CommitFault = "full" | "crash-before" | "crash-after" | "flush-failed-kept" | "flush-failed-lost"

export interface DiskEvents {
  /** A transaction is on disk that added rows to the logs of these documents, or began a new epoch of them. */
  readonly committed: (documents: ReadonlySet<number>) => void
  /** A transaction is on disk that put one snapshot of each of these documents in the place of the rows before it. */
  readonly packed: (documents: ReadonlySet<number>) => void
  /** The machine stops in this very moment. */
  readonly crashed: () => void
}

/** How the statements begin that change what there is of a document, and which of their values names it. */
const CHANGES = [
  { begins: "INSERT INTO log (document,", does: "adds", place: 0 },
  { begins: "UPDATE document SET epoch", does: "adds", place: 2 },
  { begins: "INSERT OR REPLACE INTO snapshot", does: "packs", place: 0 },
] as const

/** SQLite's own errors look like this. */
class DiskError extends Error {
  readonly errcode: number
  constructor(message: string, errcode: number) {
    super(message)
    this.errcode = errcode
  }
}

/** The disk of the relay: a database that outlives the processes that use it, and fails when told. */
export class RelayDisk {
  /** What is on the disk, for whoever looks at it from outside. */
  readonly raw = new DatabaseSync(":memory:")
  /** Whether anything was damaged. */
  wasFlipped = false
  /** No transaction fits any more. */
  isFull = false
  /** Faults for the next commits, in order. */
  readonly armed: CommitFault[] = []
  readonly #events: DiskEvents
  readonly #random: Random
  #mount = 0
  #isWriting = false
  /** Documents whose log the open transaction has changed. */
  #touched = new Set<number>()
  /** Documents that have a new snapshot in the open transaction. */
  #packed = new Set<number>()

  constructor(random: Random, events: DiskEvents) {
    this.#random = random
    this.#events = events
    this.raw.exec("PRAGMA journal_mode = MEMORY")
  }

  /** The connection of one process, dead as soon as the next one is made: what it had not committed is undone. */
  mount(): DatabaseSync {
    this.unmount()
    const mount = this.#mount
    const guard = () => {
      if (mount !== this.#mount) throw new Error("the process that asks is no more")
    }
    const execute = (sql: string) => {
      guard()
      this.#exec(sql)
      return { changes: 0, lastInsertRowid: 0 }
    }
    const connection = {
      exec: execute,
      prepare: (sql: string): StatementSync => {
        guard()
        // What begins and ends transactions may be prepared as well.
        return /^(BEGIN|COMMIT)/.test(sql) ? doing(this.raw.prepare(sql), () => execute(sql)) : this.#prepare(sql)
      },
      get isTransaction() {
        guard()
        return raw.isTransaction
      },
      close() {},
    }
    const { raw } = this
    // The store uses no more of a connection than this.
    return connection as unknown as DatabaseSync
  }

  /** The process that used the disk is no more. */
  unmount(): void {
    this.#mount += 1
    if (this.raw.isTransaction) this.raw.exec("ROLLBACK")
  }

  /** Turns one bit of a stored update or snapshot; returns whether there was one. */
  flipBit(): boolean {
    const table = pick(["log", "snapshot"], this.#random)!
    const rows = this.raw.prepare(`SELECT document, seq, bytes FROM ${table}`).all() as {
      document: number
      seq: number
      bytes: Uint8Array
    }[]
    const row = pick(rows, this.#random)
    if (row === undefined) return false
    const bytes = row.bytes.slice()
    const bit = below(bytes.length * 8, this.#random)
    this.wasFlipped = true
    bytes[bit >> 3]! ^= 1 << (bit & 7)
    this.raw.prepare(`UPDATE ${table} SET bytes = ? WHERE document = ? AND seq = ?`).run(bytes, row.document, row.seq)
    return true
  }

  #prepare(sql: string): StatementSync {
    const statement = this.raw.prepare(sql)
    const change = CHANGES.find(({ begins }) => sql.startsWith(begins))
    if (change === undefined) return statement
    const run: StatementSync["run"] = (...values) => {
      const documents = change.does === "packs" ? this.#packed : this.#touched
      documents.add(Number(values[change.place]))
      return statement.run(...(values as Parameters<StatementSync["run"]>))
    }
    return doing(statement, run)
  }

  #exec(sql: string): void {
    if (sql.startsWith("BEGIN")) {
      this.#isWriting = sql === "BEGIN IMMEDIATE"
      this.#touched = new Set()
      this.#packed = new Set()
    }
    // What only reads needs nothing of the disk at its end.
    if (sql !== "COMMIT" || !this.#isWriting) return this.raw.exec(sql)
    if (this.isFull) return this.#refuse()
    switch (this.armed.shift()) {
      case "full":
        return this.#refuse()
      case "crash-before":
        this.#events.crashed()
        throw new Error("crashed before the commit")
      case "crash-after":
        this.#commit(sql)
        this.#events.crashed()
        throw new Error("crashed after the commit")
      case "flush-failed-kept":
        this.#commit(sql)
        throw new DiskError("disk I/O error", FSYNC_FAILED)
      case "flush-failed-lost":
        this.raw.exec("ROLLBACK")
        throw new DiskError("disk I/O error", FSYNC_FAILED)
      case undefined:
        return this.#commit(sql)
    }
  }

  #refuse(): never {
    // SQLite takes some of these back itself and leaves others to whoever asked.
    if (below(2, this.#random) === 0) this.raw.exec("ROLLBACK")
    throw new DiskError("database or disk is full", FULL)
  }

  #commit(sql: string): void {
    this.raw.exec(sql)
    this.#events.committed(this.#touched)
    this.#events.packed(this.#packed)
  }
}

/** A statement that runs otherwise. */
function doing(statement: StatementSync, run: StatementSync["run"]): StatementSync {
  return Object.assign(Object.create(statement) as StatementSync, { run })
}

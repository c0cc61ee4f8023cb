import type { Clock, Meter, Timers } from "../ports.ts"
import { DiskLost, type LogRow, type LogStore } from "../store/log-store.ts"
import type { CheckedUpdate } from "./check-update.ts"
import type { Peer } from "./peer.ts"

/** How often at most a disk that took nothing is tried again, in milliseconds. */
const TRY_MILLIS = 1_000

/** An update that waits for the disk. One without bytes waits for its turn only: its ack may not overtake those before it. */
export interface Waiting {
  readonly peer: Peer
  readonly clientSeq: number
  readonly update: CheckedUpdate | null
  /** The replicas that this update is the first to write as. */
  readonly claims: readonly number[]
  readonly at: number
}

/** An update that the disk has. */
export interface Committed extends Waiting {
  /** Null for what had nothing to store. */
  readonly seq: number | null
}

/** The room side of a commit. */
export interface Committing {
  readonly document: string
  /** The greatest sequence on disk. */
  readonly seq: number
  committed(entries: readonly Committed[]): void
  /** Nothing that waited was stored, including what came after. */
  notCommitted(entries: readonly Waiting[], error: unknown): void
}

/** Handing out what was committed in less than this, in milliseconds, is nothing to rest after. */
const LEAST_REST_MILLIS = 2

/** The longest rest, in milliseconds. Nobody at work notices it, and what comes meanwhile is merged. */
const LONGEST_REST_MILLIS = 20

export interface CommitQueueOptions {
  readonly store: LogStore
  readonly clock: Clock
  readonly timers: Timers
  readonly meter: Meter
  /** Called once when the store does not know any more what it has; nothing is acknowledged from then on. */
  readonly diskLost: (error: DiskLost) => void
}

/**
 * Brings the updates of all rooms to disk, as many as have come in by then in
 * one transaction: the disk is waited for once, not once per update.
 *
 * Where handing them out takes long, it rests for as long before it goes on. A
 * message to each socket is what costs most, however much is in it, so the
 * fuller the rooms are, the more goes into one.
 */
export class CommitQueue {
  readonly #options: CommitQueueOptions
  #waiting: { readonly room: Committing; readonly entry: Waiting }[] = []
  #running: Promise<void> | null = null
  #isSettling = false
  #endRest = () => {}
  #isLost = false
  #lastFailed = false
  #trying: Promise<void> | null = null
  #triedAt = -Infinity

  constructor(options: CommitQueueOptions) {
    this.#options = options
  }

  add(room: Committing, entry: Waiting): void {
    this.#waiting.push({ room, entry })
    this.#running ??= this.#run()
  }

  /**
   * Hears of a write that failed elsewhere, a snapshot or a new epoch. One that the disk did not confirm may be there
   * or not, so that no row can be known to follow it: nothing is acknowledged from then on.
   */
  heardOf(error: unknown): void {
    if (error instanceof DiskLost) this.#lose(error)
  }

  /** How many updates have not reached the disk yet. */
  get waiting(): number {
    return this.#waiting.length
  }

  /**
   * Whether the disk takes writes. After one that failed this tries again, at
   * most once a second: where nobody writes, nothing else would show that
   * there is room again.
   */
  async canWrite(): Promise<boolean> {
    if (this.#lastFailed && !this.#isLost)
      await (this.#trying ??= this.#try().finally(() => {
        this.#trying = null
      }))
    return !this.#isLost && !this.#lastFailed
  }

  /** Resolves when everything added so far is on disk or has been refused. */
  async settled(): Promise<void> {
    this.#isSettling = true
    this.#endRest()
    while (this.#running !== null) await this.#running
    this.#isSettling = false
  }

  async #try(): Promise<void> {
    const { store, clock } = this.#options
    if (clock.now() < this.#triedAt + TRY_MILLIS) return
    this.#triedAt = clock.now()
    try {
      await store.tryWriting()
      this.#lastFailed = false
    } catch (error) {
      if (error instanceof DiskLost) this.#lose(error)
    }
  }

  async #run(): Promise<void> {
    await new Promise<void>(resolve => this.#options.timers.soon(resolve))
    while (this.#waiting.length > 0 && !this.#isLost) await this.#commitOnce()
    this.#running = null
  }

  async #rest(millis: number): Promise<void> {
    await new Promise<void>(resolve => {
      const cancel = this.#options.timers.after(millis, resolve)
      this.#endRest = () => {
        cancel()
        resolve()
      }
    })
    this.#endRest = () => {}
  }

  async #commitOnce(): Promise<void> {
    const batches = this.#takeAll()
    const numbered = [...batches].map(([room, entries]) => ({ room, entries: number(room.seq, entries) }))
    try {
      const rows = numbered.flatMap(({ room, entries }) => rowsOf(room.document, entries))
      if (rows.length > 0) await this.#append(rows)
    } catch (error) {
      this.#fail(batches, error)
      return
    }
    const startedAt = this.#options.clock.now()
    for (const { room, entries } of numbered) room.committed(entries)
    const millis = this.#options.clock.now() - startedAt
    if (millis >= LEAST_REST_MILLIS && !this.#isSettling) await this.#rest(Math.min(millis, LONGEST_REST_MILLIS))
  }

  async #append(rows: readonly LogRow[]): Promise<void> {
    const { store, clock, meter } = this.#options
    const startedAt = clock.now()
    await store.append(rows)
    this.#lastFailed = false
    meter.committed(rows.length, clock.now() - startedAt)
  }

  #fail(batches: Map<Committing, Waiting[]>, error: unknown): void {
    this.#lastFailed = true
    this.#options.meter.notCommitted()
    if (error instanceof DiskLost) return this.#lose(error)
    // What came meanwhile was checked against a state that now never comes about.
    for (const [room, entries] of this.#takeAll()) batches.set(room, [...(batches.get(room) ?? []), ...entries])
    for (const [room, entries] of batches) room.notCommitted(entries, error)
  }

  #lose(error: DiskLost): void {
    if (this.#isLost) return
    this.#isLost = true
    this.#options.diskLost(error)
  }

  #takeAll(): Map<Committing, Waiting[]> {
    const batches = new Map<Committing, Waiting[]>()
    for (const { room, entry } of this.#waiting) {
      const entries = batches.get(room)
      if (entries === undefined) batches.set(room, [entry])
      else entries.push(entry)
    }
    this.#waiting = []
    return batches
  }
}

function number(last: number, entries: readonly Waiting[]): Committed[] {
  let seq = last
  return entries.map(entry => ({ ...entry, seq: entry.update === null ? null : ++seq }))
}

function rowsOf(document: string, entries: readonly Committed[]): LogRow[] {
  return entries.flatMap(({ peer, update, claims, seq, at }) => {
    if (update === null || seq === null) return []
    return [{ document, seq, bytes: update.bytes, session: peer.session, author: peer.author, claims, at }]
  })
}

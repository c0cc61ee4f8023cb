import { crc32 } from "node:zlib"
import { isProseKind, parseDocumentName } from "@weft/model/wire/document-name"
import { MAX_PUSH_BYTES } from "@weft/model/wire/limits"
import type { Clock, Report, Timers } from "../ports.ts"
import type { LogStore } from "../store/log-store.ts"
import type { RenewalPolicy } from "../store/renew-updates.ts"
import type { Packer } from "../store/pack-updates.ts"
import { checkNews } from "./check-news.ts"
import type { CommitQueue, Committed, Committing, Waiting } from "./commit-queue.ts"
import { DocumentBytes, mergeUpdates, type PackingPolicy } from "./document-bytes.ts"
import { DRAINED_BYTES, QUIET_MILLIS, STALE_BYTES, STALE_CHECK_MILLIS, STALLED_MILLIS } from "./limits.ts"
import type { Peer } from "./peer.ts"
import { Presence } from "./presence.ts"
import { ReplicaOwners } from "./replica-owners.ts"
import { advance, encodeStateVector, follows, isKnown } from "./state-vector.ts"

/** With more writers than this in one commit, they get the others' updates with their own among them, merged once for all. */
const WRITERS_MERGED_APART = 4

/** What was not worth a new epoch is looked at again when it has grown by so much. */
const REGROWN = 1.25

export interface RoomOptions {
  readonly store: LogStore
  readonly packer: Packer
  readonly commits: CommitQueue
  readonly clock: Clock
  readonly timers: Timers
  readonly report: Report
  /** How long the room stays when nobody is in it, in milliseconds. */
  readonly idleMillis: number
  /** When the document is worth a new epoch. */
  readonly renewal: RenewalPolicy
  /** When the document is worth a new snapshot. */
  readonly packing: PackingPolicy
}

/**
 * Where a room stands. It answers nobody before it is live; a load that fails
 * leads to `gone` and never to an empty document. A join while draining leads
 * back to live.
 */
export type RoomState = "loading" | "live" | "draining" | "gone"

/** What a peer has of the document when it comes. */
export interface Holding {
  /** The epoch that it holds it of; 0 where it has had nothing from a relay. */
  readonly epoch: number
  /** The greatest sequence that it has had, or -1. */
  readonly lastSeq: number
  readonly stateVector: Uint8Array
}

/** What a peer gets when it enters. */
export interface Entry {
  readonly epoch: number
  readonly seq: number
  readonly bytes: Uint8Array
  readonly stateVector: Uint8Array
}

/** The stored document does not verify. */
export class Quarantined extends Error {}

/** A peer's place in the room: what it has been sent, and whether it keeps up. */
interface Seat {
  sentSeq: number
  lag: { leastBacklog: number; since: number } | null
}

/** One document with the peers that have it open. Knows nothing of sockets. */
export class Room implements Committing {
  readonly document: string
  /** Resolves when the room is live. Rejects with {@link Quarantined}, or with what the store threw. */
  readonly loaded: Promise<void>
  readonly #options: RoomOptions
  readonly #ended: (room: Room) => void
  readonly #stored: (receivedAt: number) => void
  readonly #seats = new Map<Peer, Seat>()
  readonly #presence: Presence
  #state: RoomState = "loading"
  #bytes = new DocumentBytes(null, [])
  /** The state with what waits for the disk; what comes next is held against it. */
  #accepted = new Map<number, number>()
  #owners = new ReplicaOwners(new Map(), new Set())
  #epoch = 1
  #waiting = 0
  #isPacking = false
  #isPackTimed = false
  /** Writes nothing down while the document is written anew. */
  #isRenewing = false
  /** How large it was when it was last found not worth a new epoch. */
  #notWorthIt = 0
  #isWatchingLag = false
  #cancelIdle = () => {}
  #cancelQuiet = () => {}
  #cancelRenew = () => {}

  /**
   * Begins to load. `ended` is called once, when the room is gone; `stored` whenever something new is on disk, with when
   * the first of it was received.
   */
  constructor(
    document: string,
    options: RoomOptions,
    ended: (room: Room) => void,
    stored: (receivedAt: number) => void = () => {},
  ) {
    this.document = document
    this.#options = options
    this.#ended = ended
    this.#stored = stored
    this.#presence = new Presence(options.timers, news => this.#tellPresence(news))
    this.loaded = this.#load()
  }

  get state(): RoomState {
    return this.#state
  }

  get seq(): number {
    return this.#bytes.seq
  }

  get peers(): number {
    return this.#seats.size
  }

  /**
   * Takes a peer in and returns what it lacks. Only when live or draining.
   * Somebody of another epoch gets the whole: what they hold is of no use.
   */
  enter(peer: Peer, { epoch, lastSeq, stateVector }: Holding): Entry {
    if (this.#state !== "live" && this.#state !== "draining")
      throw new Error(`a room cannot be entered while ${this.#state}`)
    this.#cancelIdle()
    this.#state = "live"
    const isOfOurs = epoch === 0 || epoch === this.#epoch
    const bytes = isOfOurs ? this.#bytes.lackedBy(lastSeq, stateVector) : this.#bytes.everything()
    this.#seats.set(peer, { sentSeq: this.seq, lag: null })
    return { epoch: this.#epoch, seq: this.seq, bytes, stateVector: this.#bytes.encodedVector }
  }

  /** What a holder of the state vector lacks, as one update; empty if the document was never written. */
  lackedBy(stateVector: Uint8Array): Uint8Array {
    return this.#bytes.lackedBy(-1, stateVector)
  }

  /** Tells a peer that has just entered what the others are doing. */
  greet(peer: Peer): void {
    for (const [session, state] of this.#presence.states) {
      if (session !== peer.session) peer.present(session, state)
    }
  }

  leave(peer: Peer): void {
    if (!this.#seats.delete(peer)) return
    const isElsewhere = [...this.#seats.keys()].some(other => other.session === peer.session)
    if (!isElsewhere) this.#presence.set(peer.session, "")
    this.#waitForIdle()
  }

  /** Sets what a peer is doing; the empty text means nothing any more. */
  present(peer: Peer, state: string): void {
    if (this.#seats.has(peer)) this.#presence.set(peer.session, state)
  }

  /**
   * Takes an update of a peer. It is answered, once, with `acknowledged` when
   * it is on disk, with `refused`, or with `missing`. The bytes are kept, so
   * they must be the room's own.
   */
  write(peer: Peer, clientSeq: number, bytes: Uint8Array): void {
    if (this.#isRenewing) return peer.refused(clientSeq, "read-only", "the document is being written anew")
    if (bytes.length > MAX_PUSH_BYTES) return peer.refused(clientSeq, "too-large", `${bytes.length} bytes`)
    const update = checkNews(this.#accepted, bytes)
    if ("refused" in update) return peer.refused(clientSeq, "malformed", update.refused)
    if (!follows(this.#accepted, update)) return peer.missing(clientSeq, encodeStateVector(this.#accepted))
    const isNew = !isKnown(this.#accepted, update)
    const claims = isNew ? this.#owners.claim(peer.author, update, this.#accepted) : []
    if (claims === null) return peer.refused(clientSeq, "foreign-replica", "")
    advance(this.#accepted, update)
    this.#waiting += 1
    const at = this.#options.clock.now()
    this.#options.commits.add(this, { peer, clientSeq, update: isNew ? update : null, claims, at })
  }

  committed(entries: readonly Committed[]): void {
    this.#waiting -= entries.length
    for (const { seq, update } of entries) {
      if (seq !== null && update !== null) this.#bytes.append(seq, update)
    }
    for (const [peer, clientSeq] of lastByPeer(entries)) peer.acknowledged(clientSeq)
    this.#fanOut(entries)
    const first = entries.find(({ seq }) => seq !== null)
    if (first !== undefined) this.#stored(first.at)
    this.#packWhenQuiet()
    this.#renewWhenLongQuiet()
    this.#waitForIdle()
  }

  notCommitted(entries: readonly Waiting[], error: unknown): void {
    this.#waiting -= entries.length
    this.#accepted = new Map(this.#bytes.vector)
    for (const { claims } of entries) this.#owners.release(claims)
    const detail = error instanceof Error ? error.message : String(error)
    this.#options.report(`${this.document}: cannot write: ${detail}`)
    for (const { peer, clientSeq } of entries) peer.refused(clientSeq, "read-only", detail)
    this.#waitForIdle()
  }

  /** Packs if that is due, and ends the room. Nobody may be in it and nothing waiting. */
  async end(): Promise<void> {
    await this.loaded.catch(() => {})
    await this.#pack()
    this.#go()
  }

  async #load(): Promise<void> {
    try {
      await this.#read()
    } catch (error) {
      this.#options.report(`${this.document}: not loaded: ${error instanceof Error ? error.message : String(error)}`)
      this.#go()
      throw error
    }
    this.#state = "live"
    this.#packWhenQuiet()
    this.#renewWhenLongQuiet()
    this.#waitForIdle()
  }

  async #read(): Promise<void> {
    const stored = await this.#options.store.read(this.document)
    if (stored.state === "quarantined") throw new Quarantined(stored.detail)
    this.#bytes = new DocumentBytes(stored.snapshot, stored.rows, this.#options.packing)
    this.#owners = new ReplicaOwners(stored.owners, stored.retired)
    this.#epoch = stored.epoch
    this.#accepted = new Map(this.#bytes.vector)
  }

  #fanOut(entries: readonly Committed[]): void {
    const stored = entries.filter(entry => entry.update !== null)
    if (stored.length === 0) return
    const writers = new Set(stored.map(entry => entry.peer))
    const forAll = mergeOrSingle(stored)
    for (const [peer, seat] of this.#seats) {
      if (this.#isBehind(peer, seat)) continue
      const isApart = writers.has(peer) && writers.size <= WRITERS_MERGED_APART
      for (const bytes of isApart ? mergeOrSingle(stored.filter(entry => entry.peer !== peer)) : forAll)
        peer.updated(this.seq, bytes)
      seat.sentSeq = this.seq
    }
  }

  /** Whether a peer has too much waiting to be sent more; it is caught up when it has read. */
  #isBehind(peer: Peer, seat: Seat): boolean {
    if (seat.lag !== null) return true
    const backlog = peer.backlogBytes()
    if (backlog <= STALE_BYTES) return false
    seat.lag = { leastBacklog: backlog, since: this.#options.clock.now() }
    this.#watchLag()
    return true
  }

  #watchLag(): void {
    if (this.#isWatchingLag) return
    this.#isWatchingLag = true
    this.#options.timers.after(STALE_CHECK_MILLIS, () => {
      this.#isWatchingLag = false
      for (const [peer, seat] of this.#seats) this.#catchUp(peer, seat)
      if ([...this.#seats.values()].some(seat => seat.lag !== null)) this.#watchLag()
    })
  }

  #catchUp(peer: Peer, seat: Seat): void {
    if (seat.lag === null) return
    const backlog = peer.backlogBytes()
    const now = this.#options.clock.now()
    if (backlog <= DRAINED_BYTES) {
      seat.lag = null
      this.#sendSince(peer, seat)
    } else if (backlog <= seat.lag.leastBacklog - DRAINED_BYTES) {
      seat.lag = { leastBacklog: backlog, since: now }
    } else if (now - seat.lag.since > STALLED_MILLIS) {
      peer.close("too-slow")
    }
  }

  #sendSince(peer: Peer, seat: Seat): void {
    try {
      const bytes = this.#bytes.since(seat.sentSeq) ?? this.#bytes.everything()
      if (bytes.length > 0) peer.updated(this.seq, bytes)
      seat.sentSeq = this.seq
    } catch (error) {
      this.#options.report(`${this.document}: not merged: ${String(error)}`)
      peer.close("load-failed")
    }
  }

  /** Presence is the first to go when somebody is slow: it is stale by the time it would be read. */
  #tellPresence(news: ReadonlyMap<string, string>): void {
    for (const [peer, seat] of this.#seats) {
      if (seat.lag !== null || peer.backlogBytes() > DRAINED_BYTES) continue
      for (const [session, state] of news) {
        if (session !== peer.session) peer.present(session, state)
      }
    }
  }

  #packWhenQuiet(): void {
    if (!this.#bytes.isSnapshotDue) return
    // Where nobody ever pauses, the running timer is the moment.
    if (this.#bytes.isSnapshotOverdue && this.#isPackTimed) return
    this.#cancelQuiet()
    this.#isPackTimed = true
    this.#cancelQuiet = this.#options.timers.after(QUIET_MILLIS, () => {
      this.#isPackTimed = false
      void this.#pack()
    })
  }

  async #pack(): Promise<void> {
    if (!this.#bytes.isSnapshotDue || this.#isPacking || this.#state === "gone") return
    this.#isPacking = true
    try {
      const { seq, updates } = this.#bytes.unpacked
      const packed = await this.#options.packer.pack(updates)
      // What waits for structs that never came cannot be packed without losing it.
      if (packed === null) return
      const snapshot = { seq, ...packed }
      await this.#options.store.compact(this.document, snapshot)
      this.#bytes.settle(snapshot)
    } catch (error) {
      // The log stays as it is, and as good as it was; the next quiet moment tries again.
      this.#options.report(`${this.document}: not packed: ${error instanceof Error ? error.message : String(error)}`)
      this.#options.commits.heardOf(error)
    } finally {
      this.#isPacking = false
      this.#waitForIdle()
    }
  }

  #renewWhenLongQuiet(): void {
    this.#cancelRenew()
    const { timers, renewal } = this.#options
    if (this.#mayBeRenewed) this.#cancelRenew = timers.after(renewal.quietMillis, () => void this.#renew())
  }

  /** Whether a new epoch may be worth it: only records can be written anew, and what was found not worth it must have grown. */
  get #mayBeRenewed(): boolean {
    const kind = parseDocumentName(this.document)?.kind
    const { size } = this.#bytes
    return (
      kind !== undefined &&
      !isProseKind(kind) &&
      size >= this.#options.renewal.leastBytes &&
      size > this.#notWorthIt * REGROWN
    )
  }

  /**
   * Begins a new epoch if that is worth it. Whoever is in the room has to join
   * again; what they write meanwhile is answered with "try again".
   */
  async #renew(): Promise<void> {
    if (!this.#mayBeRenewed || this.#waiting > 0 || this.#isPacking || this.#isRenewing) return
    this.#isRenewing = true
    try {
      const whole = this.#bytes.everything()
      const bytes = await this.#options.packer.rewrite(whole, this.#unknownReplica(), this.#options.renewal)
      if (bytes === null) this.#notWorthIt = whole.length
      else await this.#beginEpoch(bytes)
    } catch (error) {
      this.#options.report(`${this.document}: not renewed: ${error instanceof Error ? error.message : String(error)}`)
      this.#options.commits.heardOf(error)
    } finally {
      this.#isRenewing = false
      this.#waitForIdle()
    }
  }

  async #beginEpoch(bytes: Uint8Array): Promise<void> {
    const { store, clock } = this.#options
    await store.renew(this.document, this.#epoch + 1, { seq: this.seq + 1, bytes }, clock.now())
    try {
      await this.#read()
    } catch (error) {
      // What is here is of an epoch that is no more: nothing may follow it.
      for (const peer of this.#seats.keys()) peer.close("load-failed")
      this.#go()
      throw error
    }
    const peers = [...this.#seats.keys()]
    this.#seats.clear()
    for (const peer of peers) {
      this.#presence.set(peer.session, "")
      peer.renewed(this.#epoch)
    }
  }

  /** A client id that nobody has ever written as here. */
  #unknownReplica(): number {
    let client = crc32(`${this.document}#${this.#epoch}`)
    while (this.#bytes.vector.has(client) || this.#owners.knows(client)) client = (client + 1) % 2 ** 32
    return client
  }

  #waitForIdle(): void {
    this.#cancelIdle()
    if (!this.#isUnused || this.#state === "gone") return
    // Of a document that was never written there is nothing to keep, and anybody can name any number of them.
    const millis = this.seq === 0 ? 0 : this.#options.idleMillis
    this.#cancelIdle = this.#options.timers.after(millis, () => void this.#drain())
  }

  async #drain(): Promise<void> {
    if (!this.#isUnused || this.#state !== "live") return
    this.#state = "draining"
    await this.#pack()
    if (this.#state === "draining") await this.#renew()
    // Somebody may have entered meanwhile, and made the room live again.
    if (this.#state === "draining") this.#go()
  }

  get #isUnused(): boolean {
    return this.#seats.size === 0 && this.#waiting === 0 && !this.#isPacking && !this.#isRenewing
  }

  #go(): void {
    if (this.#state === "gone") return
    this.#state = "gone"
    this.#cancelIdle()
    this.#cancelQuiet()
    this.#cancelRenew()
    this.#ended(this)
  }
}

function lastByPeer(entries: readonly Committed[]): Map<Peer, number> {
  return new Map(entries.map(entry => [entry.peer, entry.clientSeq]))
}

/** Returns the updates as one, or one by one where Yjs cannot merge them: whoever reads must not miss them for that. */
function mergeOrSingle(entries: readonly Committed[]): Uint8Array[] {
  const updates = entries.flatMap(entry => (entry.update === null ? [] : [entry.update.bytes]))
  if (updates.length < 2) return updates
  try {
    return [mergeUpdates(updates)]
  } catch {
    return updates
  }
}

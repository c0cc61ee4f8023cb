import type { DocumentPath } from "@weft/model/schema/change"
import type { ClientFrame, FrameOf } from "@weft/model/wire/frames"
import { MAX_PUSH_BYTES, MAX_UPDATE_BYTES } from "@weft/model/wire/limits"
import type { JoinRefusal, NackReason } from "@weft/model/wire/reasons"
import { mergeUpdates } from "yjs"
import { cutUpdate } from "./cut-update.ts"

/** How much of a document may be under way without an answer. What comes on top waits, and goes merged. */
const MOST_IN_FLIGHT = 32
const MOST_BYTES_IN_FLIGHT = 1024 * 1024

/** How often in a row the relay may say that it lacks something before the channel pauses. */
const MOST_ANSWERS = 5

/** A document as its channel to the relay sees it. */
export interface SyncedDocument {
  /** The greatest sequence that it has had from the relay; -1 for none, or where something is missing. */
  readonly seq: number
  stateVector(): Uint8Array
  /** All that a holder of this state vector lacks, as one update without gaps. */
  changesSince(stateVector: Uint8Array): Uint8Array
  /** Whether the document holds structs that a holder of this state vector lacks. */
  isAheadOf(stateVector: Uint8Array): boolean
}

/** Who keeps the documents that go through a connection. */
export interface DocumentKeeper {
  /** Paths to be joined, the most important first: what somebody looks at, then what has unsent updates. */
  wanted(most: number): readonly DocumentPath[]
  open(path: DocumentPath): Promise<SyncedDocument>
  /** Ids of the updates of a document that are not acknowledged, in order. */
  unsent(path: DocumentPath): readonly number[]
  /** Whether the relay refused an update of this document, so that nothing that follows it can go there. */
  isStopped(path: DocumentPath): boolean
  /** Takes in what the relay has; `bytes` may be empty, and are the keeper's own. */
  received(path: DocumentPath, bytes: Uint8Array, seq: number): void
  acknowledged(path: DocumentPath, ids: readonly number[]): void
  refused(path: DocumentPath, ids: readonly number[], bytes: Uint8Array, reason: NackReason): void
  notServed(path: DocumentPath, reason: JoinRefusal): void
  /** What this device shows of itself there, as JSON; empty for nothing. */
  presence(path: DocumentPath): string
  peer(path: DocumentPath, peer: string, state: string): void
}

interface InFlight {
  readonly clientSeq: number
  readonly ids: readonly number[]
  readonly bytes: Uint8Array
}

interface Queued {
  readonly id: number
  readonly bytes: Uint8Array
}

export interface RelayChannelOptions {
  readonly number: number
  readonly path: DocumentPath
  readonly keeper: DocumentKeeper
  readonly send: (frame: ClientFrame) => void
  /** Asks to be joined anew after a while: the relay cannot write now, or the two ends do not agree. */
  readonly rejoinLater: () => void
  /** Called when something was acknowledged. */
  readonly progressed: () => void
}

/**
 * One document over one socket, from its join on.
 *
 * What the relay lacks on joining goes as one update computed from its state vector; from then on each local update goes
 * as it is made. Whatever has no answer when the channel ends is still unsent, and is computed anew at the next join.
 */
export class RelayChannel {
  readonly number: number
  readonly path: DocumentPath
  readonly #options: RelayChannelOptions
  #document: SyncedDocument | null = null
  #state: "joining" | "joined" | "paused" = "joining"
  #clientSeq = 0
  #inFlight: InFlight[] = []
  #bytesInFlight = 0
  #queue: Queued[] = []
  /** From this number on, updates were computed from what the relay says it has. */
  #answeredFrom = 0
  #answers = 0

  constructor(options: RelayChannelOptions) {
    this.number = options.number
    this.path = options.path
    this.#options = options
  }

  /** Whether nothing is under way. */
  get isIdle(): boolean {
    return this.#inFlight.length === 0 && this.#queue.length === 0
  }

  join(document: SyncedDocument, name: string): void {
    this.#document = document
    const stateVector = document.stateVector()
    const epoch = document.seq < 0 ? 0 : 1
    this.#options.send({
      kind: "join",
      channel: this.number,
      document: name,
      epoch,
      lastSeq: document.seq,
      stateVector,
    })
  }

  joined({ seq, bytes, stateVector }: FrameOf<"joined">): void {
    if (this.#state !== "joining" || this.#document === null) return
    this.#state = "joined"
    // Frames are views into what the socket received.
    this.#options.keeper.received(this.path, bytes.slice(), seq)
    const unsent = this.#options.keeper.unsent(this.path)
    if (unsent.length > 0 || this.#document.isAheadOf(stateVector)) this.#sendSince(stateVector)
    this.present()
  }

  /** Sends a local update now, or when there is room; before the join it goes with the rest then. */
  push(id: number, bytes: Uint8Array): void {
    if (this.#state !== "joined" || this.#options.keeper.isStopped(this.path)) return
    this.#queue.push({ id, bytes })
    this.#sendQueued()
  }

  present(): void {
    if (this.#state !== "joined") return
    const state = this.#options.keeper.presence(this.path)
    if (state !== "" || this.#hasPresence) this.#options.send({ kind: "aware", channel: this.number, state })
    this.#hasPresence = state !== ""
  }
  #hasPresence = false

  updated({ seq, bytes }: FrameOf<"updated">): void {
    if (this.#state === "joined") this.#options.keeper.received(this.path, bytes.slice(), seq)
  }

  acknowledged({ clientSeq }: FrameOf<"ack">): void {
    const done = this.#inFlight.filter(update => update.clientSeq <= clientSeq)
    this.#forget(update => update.clientSeq <= clientSeq)
    this.#answers = 0
    this.#options.keeper.acknowledged(
      this.path,
      done.flatMap(update => update.ids),
    )
    this.#sendQueued()
    this.#options.progressed()
  }

  /** The relay lacks what came before. One answer, computed from what it has, stands for all that was under way. */
  missing({ clientSeq, stateVector }: FrameOf<"missing">): void {
    this.#forget(update => update.clientSeq === clientSeq)
    if (clientSeq < this.#answeredFrom || this.#state !== "joined") return
    this.#answers += 1
    if (this.#answers > MOST_ANSWERS) this.#pause()
    else this.#sendSince(stateVector.slice())
  }

  notAcknowledged({ clientSeq, reason }: FrameOf<"nack">): void {
    const update = this.#inFlight.find(other => other.clientSeq === clientSeq)
    this.#forget(other => other.clientSeq === clientSeq)
    if (reason === "read-only" || reason === "not-joined") return this.#pause()
    this.#queue = []
    if (update !== undefined) this.#options.keeper.refused(this.path, update.ids, update.bytes, reason)
  }

  /** Ends for now. What has no answer stays unsent. */
  #pause(): void {
    if (this.#state === "paused") return
    this.#state = "paused"
    this.#queue = []
    this.#forget(() => true)
    this.#options.rejoinLater()
  }

  #sendSince(stateVector: Uint8Array): void {
    const { keeper } = this.#options
    if (this.#document === null || keeper.isStopped(this.path)) return
    const ids = [...keeper.unsent(this.path)]
    this.#queue = []
    this.#answeredFrom = this.#clientSeq + 1
    this.#sendCut(ids, this.#document.changesSince(stateVector))
  }

  /** Sends an update in as many parts as its size takes; the last one stands for all. */
  #sendCut(ids: readonly number[], update: Uint8Array): void {
    const parts = cutUpdate(update, MAX_PUSH_BYTES)
    const tooLarge = parts.find(part => part.length > MAX_PUSH_BYTES)
    // One struct that no frame can hold: the relay would say the same.
    if (tooLarge !== undefined) return this.#options.keeper.refused(this.path, ids, tooLarge, "too-large")
    parts.forEach((bytes, index) => this.#send(index === parts.length - 1 ? ids : [], bytes))
  }

  #sendQueued(): void {
    while (this.#queue.length > 0 && this.#hasRoom) {
      const [ids, parts] = [[] as number[], [] as Uint8Array[]]
      let weight = 0
      while (
        this.#queue.length > 0 &&
        (parts.length === 0 || weight + this.#queue[0]!.bytes.length < MAX_UPDATE_BYTES)
      ) {
        const { id, bytes } = this.#queue.shift()!
        ids.push(id)
        parts.push(bytes)
        weight += bytes.length
      }
      this.#sendCut(ids, parts.length === 1 ? parts[0]! : mergeUpdates(parts))
    }
  }

  get #hasRoom(): boolean {
    return this.#inFlight.length < MOST_IN_FLIGHT && this.#bytesInFlight < MOST_BYTES_IN_FLIGHT
  }

  #send(ids: readonly number[], bytes: Uint8Array): void {
    const clientSeq = ++this.#clientSeq
    this.#inFlight.push({ clientSeq, ids, bytes })
    this.#bytesInFlight += bytes.length
    this.#options.send({ kind: "update", channel: this.number, clientSeq, bytes })
  }

  #forget(isDone: (update: InFlight) => boolean): void {
    this.#inFlight = this.#inFlight.filter(update => !isDone(update))
    this.#bytesInFlight = this.#inFlight.reduce((bytes, update) => bytes + update.bytes.length, 0)
  }
}

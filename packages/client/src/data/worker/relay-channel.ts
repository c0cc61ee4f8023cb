import type { DocumentPath } from "@weft/model/schema/change"
import type { ClientFrame, FrameOf } from "@weft/model/wire/frames"
import { MAX_PUSH_BYTES, MAX_UPDATE_BYTES } from "@weft/model/wire/limits"
import type { JoinRefusal, NackReason } from "@weft/model/wire/reasons"
import type { DocumentRight } from "@weft/model/wire/rights"
import { mergeUpdates } from "yjs"
import { cutUpdate } from "./cut-update.ts"

/** How much of a document may be under way without an answer. What comes on top waits, and goes merged. */
const MOST_IN_FLIGHT = 32
const MOST_BYTES_IN_FLIGHT = 1024 * 1024

/** One frame that the relay would not have. */
export interface RefusedFrame {
  /** The relay's reason, or that it was not shown to the relay: somebody else is signed in. */
  readonly reason: NackReason | "of-another"
  /** The updates that went in it; none where it held what was in no update of the outbox. */
  readonly ids: readonly number[]
}

/** The state vector of who holds nothing. */
const EMPTY_VECTOR = new Uint8Array([0])

/** How often in a row the relay may say that it lacks something before the channel pauses. */
const MOST_ANSWERS = 5

/** A document as its channel to the relay sees it. */
export interface SyncedDocument {
  /** The greatest sequence that it has had from the relay; -1 for none, or where something is missing. */
  readonly seq: number
  /** The epoch of the relay's log that it is of; 0 where it has had nothing from there. */
  readonly epoch: number
  /** Nothing of what it holds may be sent: it asks for the whole and begins anew from that. */
  readonly beginsAnew: boolean
  stateVector(): Uint8Array
  /** All that a holder of this state vector lacks, as one update without gaps. */
  changesSince(stateVector: Uint8Array): Uint8Array
  /** Whether the document holds structs that a holder of this state vector lacks. */
  isAheadOf(stateVector: Uint8Array): boolean
  /** Whether it holds under an id what a holder of this state vector has under another, so that it may not go there as it is. */
  isForkedFrom(stateVector: Uint8Array): boolean
}

/** Who keeps the documents that go through a connection. */
export interface DocumentKeeper {
  /** Paths to be joined, the most important first: what somebody looks at, then what has unsent updates. */
  wanted(most: number): readonly DocumentPath[]
  open(path: DocumentPath): Promise<SyncedDocument>
  /** Ids of the updates of a document that are not acknowledged, in order. */
  unsent(path: DocumentPath): readonly number[]
  /** All that is unsent, where some of it has to go unmerged: one of several was refused, and it is not known which. */
  queued(path: DocumentPath): readonly Queued[] | null
  /** Whether nothing of this document may be sent now: an update was refused, or the right to write is lacking. */
  isStopped(path: DocumentPath): boolean
  /** Takes in what the relay has; `bytes` may be empty, and are the keeper's own. */
  received(path: DocumentPath, bytes: Uint8Array, at: RelayLevel): void
  /** Begins anew from the whole of what the relay has; what was not sent goes after that. */
  beganAnew(path: DocumentPath, bytes: Uint8Array, at: RelayLevel): void
  /** What may be done with the document from now on. */
  allowed(path: DocumentPath, right: DocumentRight): void
  /** These updates are on their way. */
  sent(path: DocumentPath, ids: readonly number[]): void
  /** Nothing is on its way any more. */
  notSent(path: DocumentPath): void
  acknowledged(path: DocumentPath, ids: readonly number[]): void
  /** The relay will not have these. */
  refused(path: DocumentPath, refusals: readonly RefusedFrame[]): void
  notServed(path: DocumentPath, reason: JoinRefusal): void
  /** What this device shows of itself there, as JSON; empty for nothing. */
  presence(path: DocumentPath): string
  peer(path: DocumentPath, peer: string, state: string): void
}

/** Up to where a document contains what the relay has. */
export interface RelayLevel {
  readonly epoch: number
  readonly seq: number
}

interface InFlight {
  readonly clientSeq: number
  /** What is safe once it is acknowledged. */
  readonly ids: readonly number[]
  /** Of what it is a part. */
  readonly partOf: readonly number[]
  readonly weight: number
}

export interface Queued {
  readonly id: number
  readonly bytes: Uint8Array
  /** Whether it goes in a frame of its own, so that it is known what becomes of it. */
  readonly isAlone: boolean
}

export interface RelayChannelOptions {
  readonly number: number
  readonly path: DocumentPath
  readonly keeper: DocumentKeeper
  readonly send: (frame: ClientFrame) => void
  /** Asks to be joined anew after a while: the relay cannot write now, or the two ends do not agree. */
  readonly rejoinLater: () => void
  /** Asks to be joined anew at once. */
  readonly rejoin: () => void
  /** The relay says that the pass has ended. */
  readonly passEnded: () => void
  /** The relay cannot write at the moment. */
  readonly tookNothing: () => void
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
  #state: "joining" | "joined" | "ended" = "joining"
  #isAnew = false
  #epoch = 0
  #clientSeq = 0
  #inFlight: InFlight[] = []
  #bytesInFlight = 0
  #queue: Queued[] = []
  /** From this number on, updates were computed from what the relay says it has. */
  #answeredFrom = 0
  #answers = 0
  /** Refusals that wait until everything under way has its answer, so that it is known what the relay has. */
  #refusals: RefusedFrame[] = []
  #right: DocumentRight = "write"

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
    this.#isAnew = document.beginsAnew
    this.#epoch = document.beginsAnew ? 0 : document.epoch
    this.#options.send({
      kind: "join",
      channel: this.number,
      document: name,
      epoch: this.#epoch,
      lastSeq: document.beginsAnew ? -1 : document.seq,
      stateVector: document.beginsAnew ? EMPTY_VECTOR : document.stateVector(),
    })
  }

  joined({ epoch, seq, bytes, stateVector, right }: FrameOf<"joined">): void {
    if (this.#state !== "joining" || this.#document === null) return
    this.#state = "joined"
    const { keeper } = this.#options
    keeper.allowed(this.path, right)
    const isAnew = this.#isAnew || (this.#epoch !== 0 && epoch !== this.#epoch)
    // Frames are views into what the socket received.
    if (isAnew) keeper.beganAnew(this.path, bytes.slice(), { epoch, seq })
    else keeper.received(this.path, bytes.slice(), { epoch, seq })
    this.#epoch = epoch
    this.#right = right
    if (right === "write" && this.#document.isForkedFrom(stateVector)) return this.#refuse([])
    if (keeper.unsent(this.path).length > 0 || this.#document.isAheadOf(stateVector)) this.#sendFirst(stateVector)
    if (this.#state === "joined") this.present()
  }

  /** What may be done with the document has changed. */
  allowed(right: DocumentRight): void {
    const before = this.#right
    this.#right = right
    if (right === "none") this.#end()
    this.#options.keeper.allowed(this.path, right)
    if (this.#state !== "joined") return
    if (right === "write" && before !== "write" && this.#refusals.length === 0) this.#rejoin()
    else this.#settle()
  }

  /** Sends a local update now, or when there is room; before the join it goes with the rest then. */
  push(id: number, bytes: Uint8Array): void {
    if (this.#state !== "joined" || this.#refusals.length > 0 || this.#options.keeper.isStopped(this.path)) return
    this.#queue.push({ id, bytes, isAlone: false })
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
    if (this.#state === "joined") this.#options.keeper.received(this.path, bytes.slice(), { epoch: this.#epoch, seq })
  }

  acknowledged({ clientSeq }: FrameOf<"ack">): void {
    const done = this.#inFlight.filter(update => update.clientSeq <= clientSeq)
    this.#forget(update => update.clientSeq <= clientSeq)
    this.#answers = 0
    this.#options.keeper.acknowledged(
      this.path,
      done.flatMap(update => update.ids),
    )
    if (!this.#settle()) this.#sendQueued()
    this.#options.progressed()
  }

  /** The relay lacks what came before. One answer, computed from what it has, stands for all that was under way. */
  missing({ clientSeq, stateVector }: FrameOf<"missing">): void {
    this.#forget(update => update.clientSeq === clientSeq)
    if (this.#settle()) return
    if (clientSeq < this.#answeredFrom || this.#state !== "joined") return
    this.#answers += 1
    if (this.#answers > MOST_ANSWERS) this.#pause()
    else this.#sendSince(stateVector.slice())
  }

  notAcknowledged({ clientSeq, reason }: FrameOf<"nack">): void {
    const update = this.#inFlight.find(other => other.clientSeq === clientSeq)
    if (reason === "signed-out") this.#options.passEnded()
    if (reason === "read-only") this.#options.tookNothing()
    if (reason === "read-only" || reason === "not-joined" || reason === "signed-out") return this.#pause()
    if (update === undefined || this.#state !== "joined") return
    this.#forget(other => other === update)
    this.#queue = []
    this.#refusals.push({ reason, ids: update.partOf })
    this.#settle()
  }

  /** Whether there is a refusal. It is told once nothing is under way any more. */
  #settle(): boolean {
    const { keeper } = this.#options
    if (this.#state !== "joined") return false
    if (this.#refusals.length === 0 && this.#right !== "write" && keeper.unsent(this.path).length > 0)
      this.#refusals.push({ reason: "forbidden", ids: keeper.unsent(this.path) })
    if (this.#refusals.length === 0) return false
    if (this.#inFlight.length === 0) this.#refuse(this.#refusals)
    return true
  }

  /** Ends for now. What has no answer stays unsent. */
  #pause(): void {
    if (this.#state === "ended") return
    this.#end()
    this.#options.rejoinLater()
  }

  /** Ends, and begins anew from what the relay has: whatever follows a refused update can never go there. */
  #refuse(refusals: readonly RefusedFrame[]): void {
    this.#end()
    this.#options.keeper.refused(this.path, refusals)
    this.#options.rejoin()
  }

  #rejoin(): void {
    this.#end()
    this.#options.rejoin()
  }

  #end(): void {
    this.#state = "ended"
    this.#queue = []
    this.#forget(() => true)
    this.#options.keeper.notSent(this.path)
  }

  /** Sends what the relay lacks, or says that it may not go. */
  #sendFirst(stateVector: Uint8Array): void {
    const { keeper } = this.#options
    if (this.#right !== "write") return this.#refuse([{ reason: "forbidden", ids: keeper.unsent(this.path) }])
    if (keeper.isStopped(this.path)) return
    const queued = keeper.queued(this.path)
    if (queued === null) return this.#sendSince(stateVector)
    this.#queue = [...queued]
    this.#sendQueued()
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
    const isTooLarge = parts.some(part => part.length > MAX_PUSH_BYTES)
    // One struct that no frame can hold: the relay would say the same.
    if (isTooLarge) return this.#refuse([{ reason: "too-large", ids }])
    this.#options.keeper.sent(this.path, ids)
    parts.forEach((bytes, index) => this.#send(index === parts.length - 1 ? ids : [], ids, bytes))
  }

  #sendQueued(): void {
    while (this.#queue.length > 0 && this.#hasRoom) {
      const group = this.#queue.splice(0, this.#groupLength())
      const parts = group.map(({ bytes }) => bytes)
      const ids = group.map(({ id }) => id)
      this.#sendCut(ids, parts.length === 1 ? parts[0]! : mergeUpdates(parts))
    }
  }

  /** How many of the first that wait go in one frame. */
  #groupLength(): number {
    let weight = 0
    const end = this.#queue.findIndex(({ bytes, isAlone }, index) => {
      weight += bytes.length
      return index > 0 && (isAlone || this.#queue[0]!.isAlone || weight >= MAX_UPDATE_BYTES)
    })
    return end < 0 ? this.#queue.length : end
  }

  get #hasRoom(): boolean {
    return this.#inFlight.length < MOST_IN_FLIGHT && this.#bytesInFlight < MOST_BYTES_IN_FLIGHT
  }

  #send(ids: readonly number[], partOf: readonly number[], bytes: Uint8Array): void {
    const clientSeq = ++this.#clientSeq
    this.#inFlight.push({ clientSeq, ids, partOf, weight: bytes.length })
    this.#bytesInFlight += bytes.length
    this.#options.send({ kind: "update", channel: this.number, clientSeq, bytes })
  }

  #forget(isDone: (update: InFlight) => boolean): void {
    this.#inFlight = this.#inFlight.filter(update => !isDone(update))
    this.#bytesInFlight = this.#inFlight.reduce((bytes, { weight }) => bytes + weight, 0)
  }
}

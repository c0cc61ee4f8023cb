import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { formatDocumentName, type DocumentAddress } from "@weft/model/wire/document-name"
import type { CloseReason, NackReason } from "@weft/model/wire/reasons"
import type { Access, Identity } from "../access/access.ts"
import type { Clock, Meter, Timers } from "../ports.ts"
import type { Peer } from "../rooms/peer.ts"
import type { Room } from "../rooms/room.ts"
import type { Rooms } from "../rooms/rooms.ts"
import { isStateVector } from "../rooms/state-vector.ts"
import { Credentials } from "./credentials.ts"
import { Flow } from "./flow.ts"
import type { PlainAwareness } from "./plain-awareness.ts"
import type { SocketSeat, SocketSeats } from "./socket-seats.ts"
import type { Connection, Socket } from "./socket.ts"

/*
 * y-websocket's protocol, so that any Yjs program can join:
 *
 *     message   = 0 sync | 1 awareness | 3 query-awareness
 *     sync      = 0 step-1 state-vector | 1 step-2 update | 2 update
 */
const SYNC = 0
const AWARENESS = 1
const QUERY_AWARENESS = 3
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

/** More messages than this while the document loads is more than any provider sends. */
const MAX_MESSAGES_BEFORE_LOADED = 1_000

/** What it starts with: an empty state vector. */
const HOLDING_NOTHING = { epoch: 0, lastSeq: -1, stateVector: new Uint8Array([0]) }

export interface PlainOptions {
  readonly rooms: Rooms
  readonly access: Access
  readonly seats: SocketSeats
  readonly awareness: PlainAwareness
  readonly clock: Clock
  readonly timers: Timers
  readonly meter: Meter
  /** Names this connection. */
  readonly session: string
  /** Who comes. */
  readonly identity: Identity
  /** The epoch that the client holds the document of, as its room's name says; null where that says nothing. */
  readonly epoch: number | null
}

/**
 * A client of the plain door, which has one document per socket and no acks: an
 * update that cannot be stored can only be answered by closing, since a client
 * that goes on would believe that everybody has it.
 */
export class PlainConnection implements Connection {
  readonly #address: DocumentAddress
  readonly #document: string
  readonly #options: PlainOptions
  readonly #flow: Flow
  readonly #seat: SocketSeat | null
  readonly #credentials: Credentials
  readonly #peer: Peer
  #room: Room | null = null
  #early: Uint8Array[] | null = []

  /** Begins to load the document; what the client sends meanwhile waits. */
  constructor(socket: Socket, address: DocumentAddress, options: PlainOptions) {
    this.#address = address
    this.#document = formatDocumentName(address)
    this.#options = options
    this.#flow = new Flow(socket, options)
    this.#seat = options.seats.stranger()
    this.#credentials = new Credentials(options.identity, {
      ...options,
      ended: () => this.#close("signed-out"),
      changed: () => this.#closeIfForbidden(),
    })
    this.#peer = this.#createPeer()
    if (this.#seat?.become(options.identity.person) !== true) this.#close("too-many-sockets")
    else if (!this.#closeIfForbidden()) void this.#enter()
  }

  receive(bytes: Uint8Array): void {
    if (this.#flow.isClosed) return
    this.#flow.received(bytes.length)
    if (this.#early === null) return this.#read(bytes)
    if (this.#early.length >= MAX_MESSAGES_BEFORE_LOADED) return this.#close("bad-frame")
    this.#early.push(bytes.slice())
  }

  closed(): void {
    this.#flow.ended()
    this.#leave()
  }

  goAway(): void {
    this.#close("going-away")
  }

  #closeIfForbidden(): boolean {
    if (this.#credentials.rightTo(this.#address) !== "none") return false
    this.#close("forbidden")
    return true
  }

  async #enter(): Promise<void> {
    const { rooms } = this.#options
    const joined = await rooms.join(this.#document, this.#peer, HOLDING_NOTHING, () => !this.#flow.isClosed)
    if (joined.state === "left") return
    if (joined.state !== "joined") return this.#close("load-failed")
    this.#room = joined.room
    const { epoch } = this.#options
    if (epoch !== null && epoch !== joined.entry.epoch) return this.#close("stale-epoch")
    this.#sendSync(STEP_1, joined.entry.stateVector)
    this.#options.awareness.enter(this.#document, this.#peer, update => this.#sendAwareness(update))
    const early = this.#early ?? []
    this.#early = null
    for (const message of early) {
      if (!this.#flow.isClosed) this.#read(message)
    }
  }

  #read(bytes: Uint8Array): void {
    try {
      this.#handle(decoding.createDecoder(bytes))
    } catch {
      this.#close("bad-frame")
    }
  }

  #handle(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder)
    if (kind === SYNC) this.#sync(decoding.readVarUint(decoder), readWhole(decoder))
    else if (kind === AWARENESS) this.#options.awareness.update(this.#document, this.#peer, readWhole(decoder))
    else if (kind === QUERY_AWARENESS) this.#sendAwareness(this.#options.awareness.everyone(this.#document))
    else throw new Error("unknown message")
  }

  #sync(step: number, bytes: Uint8Array): void {
    const room = this.#room
    if (room === null) return
    if (step === STEP_1) {
      if (!isStateVector(bytes)) return this.#close("bad-frame")
      this.#sendSync(STEP_2, orEmptyUpdate(room.lackedBy(bytes)))
    } else if (step === STEP_2 || step === UPDATE) {
      this.#flow.receivedUpdate(true)
      if (isNothing(bytes)) return
      const reason = this.#credentials.whyNotWrite(this.#address)
      if (reason === null) room.write(this.#peer, 0, bytes)
      else this.#close(closeReasonFor(reason))
    } else throw new Error("unknown message")
  }

  #createPeer(): Peer {
    return {
      session: this.#options.session,
      author: this.#options.identity.person,
      updated: (_seq, bytes) => this.#sendSync(UPDATE, bytes),
      acknowledged: () => {},
      refused: (_clientSeq, reason) => this.#close(closeReasonFor(reason)),
      missing: (_clientSeq, stateVector) => this.#sendSync(STEP_1, stateVector),
      // Presence on `/sync` is another world, with other shapes.
      present: () => {},
      renewed: () => this.#close("stale-epoch"),
      backlogBytes: () => this.#flow.backlogBytes(),
      close: reason => this.#close(reason),
    }
  }

  #sendSync(step: number, bytes: Uint8Array): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, SYNC)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
    this.#flow.send(encoding.toUint8Array(encoder))
  }

  #sendAwareness(update: Uint8Array): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, AWARENESS)
    encoding.writeVarUint8Array(encoder, update)
    this.#flow.send(encoding.toUint8Array(encoder))
  }

  #close(reason: CloseReason): void {
    this.#flow.close(reason)
    this.#leave()
  }

  #leave(): void {
    this.#credentials.close()
    this.#seat?.leave()
    this.#room?.leave(this.#peer)
    this.#options.awareness.leave(this.#document, this.#peer)
  }
}

/** Copies, since what is read would otherwise hold on to the socket's buffer. */
function readWhole(decoder: decoding.Decoder): Uint8Array {
  const length = decoding.readVarUint(decoder)
  if (length !== decoder.arr.length - decoder.pos) throw new Error("cut short or left over")
  return decoding.readUint8Array(decoder, length).slice()
}

/** Providers read an update in step 2 even if there is nothing to say. */
function orEmptyUpdate(bytes: Uint8Array): Uint8Array {
  return bytes.length === 0 ? new Uint8Array([0, 0]) : bytes
}

/** Whether an update says nothing: a provider that only reads sends one as its step 2. */
function isNothing(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}

function closeReasonFor(reason: NackReason): CloseReason {
  return reason === "read-only" || reason === "signed-out" || reason === "forbidden" ? reason : "refused-update"
}

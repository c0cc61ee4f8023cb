import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import type { CloseReason } from "@weft/model/wire/reasons"
import type { Clock, Timers } from "../ports.ts"
import type { Peer } from "../rooms/peer.ts"
import type { Room } from "../rooms/room.ts"
import type { Rooms } from "../rooms/rooms.ts"
import { isStateVector } from "../rooms/state-vector.ts"
import { Flow } from "./flow.ts"
import type { PlainAwareness } from "./plain-awareness.ts"
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

/** What it starts with on a document that has nothing: an empty state vector. */
const NOTHING = new Uint8Array([0])

export interface PlainOptions {
  readonly rooms: Rooms
  readonly awareness: PlainAwareness
  readonly clock: Clock
  readonly timers: Timers
  /** Names this connection. */
  readonly session: string
}

/**
 * A client of the plain door, which has one document per socket and no acks: an
 * update that cannot be stored can only be answered by closing, since a client
 * that goes on would believe that everybody has it.
 */
export class PlainConnection implements Connection {
  readonly #document: string
  readonly #options: PlainOptions
  readonly #flow: Flow
  readonly #peer: Peer
  #room: Room | null = null
  #early: Uint8Array[] | null = []

  /** Begins to load the document; what the client sends meanwhile waits. */
  constructor(socket: Socket, document: string, options: PlainOptions) {
    this.#document = document
    this.#options = options
    this.#flow = new Flow(socket, options.clock, options.timers)
    this.#peer = this.#createPeer()
    void this.#enter()
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

  async #enter(): Promise<void> {
    const joined = await this.#options.rooms.join(this.#document, this.#peer, -1, NOTHING, () => !this.#flow.isClosed)
    if (joined.state === "left") return
    if (joined.state !== "joined") return this.#close("load-failed")
    this.#room = joined.room
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
      this.#flow.receivedUpdate()
      room.write(this.#peer, 0, bytes)
    } else throw new Error("unknown message")
  }

  #createPeer(): Peer {
    return {
      session: this.#options.session,
      updated: (_seq, bytes) => this.#sendSync(UPDATE, bytes),
      acknowledged: () => {},
      refused: (_clientSeq, reason) => this.#close(reason === "read-only" ? "read-only" : "refused-update"),
      missing: (_clientSeq, stateVector) => this.#sendSync(STEP_1, stateVector),
      // Presence on `/sync` is another world, with other shapes.
      present: () => {},
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

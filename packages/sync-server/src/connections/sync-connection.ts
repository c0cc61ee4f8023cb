import { unreachable } from "@weft/model/base/assert"
import { isDocumentName } from "@weft/model/wire/document-name"
import {
  decodeFrame,
  encodeFrame,
  isClientFrame,
  isRefused,
  type ClientFrame,
  type FrameOf,
  type RelayFrame,
} from "@weft/model/wire/frames"
import { MAX_JOINED_DOCUMENTS, PROTOCOL_VERSION } from "@weft/model/wire/limits"
import type { CloseReason, JoinRefusal, NackReason } from "@weft/model/wire/reasons"
import type { Clock, Timers } from "../ports.ts"
import type { Peer } from "../rooms/peer.ts"
import type { Room } from "../rooms/room.ts"
import type { Rooms } from "../rooms/rooms.ts"
import { isStateVector } from "../rooms/state-vector.ts"
import { Flow } from "./flow.ts"
import type { Connection, Socket } from "./socket.ts"

/** How long a client may take to say hello, in milliseconds. */
const HELLO_MILLIS = 5_000

/** The largest frame before hello was answered, in bytes. */
const MAX_BYTES_BEFORE_HELLO = 64 * 1024

export interface SyncOptions {
  readonly rooms: Rooms
  readonly clock: Clock
  readonly timers: Timers
  /** Names the log, see `welcome`. */
  readonly history: string
}

/** A channel from its join on: nothing is answered on it until the room has loaded. */
type Channel =
  | { readonly state: "joining"; readonly peer: Peer }
  | { readonly state: "joined"; readonly peer: Peer; readonly room: Room }

/** A client that speaks our frames: many documents over one socket. */
export class SyncConnection implements Connection {
  readonly #options: SyncOptions
  readonly #flow: Flow
  readonly #channels = new Map<number, Channel>()
  readonly #cancelHello: () => void
  #session: string | null = null

  constructor(socket: Socket, options: SyncOptions) {
    this.#options = options
    this.#flow = new Flow(socket, options.clock, options.timers)
    this.#cancelHello = options.timers.after(HELLO_MILLIS, () => this.#close("hello-late"))
  }

  receive(bytes: Uint8Array): void {
    if (this.#flow.isClosed) return
    this.#flow.received(bytes.length)
    if (this.#session === null && bytes.length > MAX_BYTES_BEFORE_HELLO) return this.#close("bad-frame")
    const frame = decodeFrame(bytes)
    if (isRefused(frame) || !isClientFrame(frame)) return this.#close("bad-frame")
    this.#handle(frame)
  }

  closed(): void {
    this.#flow.ended()
    this.#leaveAll()
  }

  goAway(): void {
    this.#close("going-away")
  }

  #handle(frame: ClientFrame): void {
    if (frame.kind === "hello") return this.#hello(frame)
    if (this.#session === null) return this.#close("bad-frame")
    switch (frame.kind) {
      case "join":
        return this.#join(frame, this.#session)
      case "update":
        return this.#update(frame)
      case "aware":
        return this.#aware(frame)
      case "leave":
        return this.#leave(frame.channel)
      case "ping":
        return this.#send({ kind: "pong", nonce: frame.nonce, now: this.#options.clock.now() })
      default:
        return unreachable(frame)
    }
  }

  #hello({ protocol, session }: FrameOf<"hello">): void {
    if (this.#session !== null) return this.#close("bad-frame")
    if (protocol !== PROTOCOL_VERSION) return this.#close("protocol-too-old")
    this.#cancelHello()
    this.#session = session
    const { history, clock } = this.#options
    this.#send({ kind: "welcome", protocol: PROTOCOL_VERSION, history, now: clock.now() })
  }

  #join(frame: FrameOf<"join">, session: string): void {
    const { channel, document } = frame
    if (!isStateVector(frame.stateVector)) return this.#close("bad-frame")
    if (this.#channels.has(channel)) return this.#refuseJoin(channel, "channel-in-use", "")
    if (!isDocumentName(document)) return this.#refuseJoin(channel, "bad-name", "")
    if (this.#channels.size >= MAX_JOINED_DOCUMENTS) return this.#refuseJoin(channel, "too-many-documents", "")
    const peer = this.#peerOn(channel, session)
    this.#channels.set(channel, { state: "joining", peer })
    // The frame's bytes belong to the socket, and loading takes a while.
    void this.#enter({ ...frame, stateVector: frame.stateVector.slice() }, peer)
  }

  async #enter({ channel, document, lastSeq, stateVector }: FrameOf<"join">, peer: Peer): Promise<void> {
    const isWanted = () => this.#channels.get(channel)?.peer === peer
    const joined = await this.#options.rooms.join(document, peer, lastSeq, stateVector, isWanted)
    switch (joined.state) {
      case "joined":
        this.#channels.set(channel, { state: "joined", peer, room: joined.room })
        this.#send({ kind: "joined", channel, ...joined.entry })
        return joined.room.greet(peer)
      case "left":
        return
      case "quarantined":
        if (!isWanted()) return
        this.#channels.delete(channel)
        return this.#refuseJoin(channel, "quarantined", joined.detail)
      case "load-failed":
        return isWanted() ? this.#close("load-failed") : undefined
      default:
        return unreachable(joined)
    }
  }

  #update({ channel, clientSeq, bytes }: FrameOf<"update">): void {
    this.#flow.receivedUpdate()
    const joined = this.#channels.get(channel)
    if (joined?.state !== "joined")
      return this.#send({ kind: "nack", channel, clientSeq, reason: "not-joined", detail: "" })
    // A view would keep the socket's whole buffer alive for as long as the document.
    joined.room.write(joined.peer, clientSeq, bytes.slice())
  }

  #aware({ channel, state }: FrameOf<"aware">): void {
    const joined = this.#channels.get(channel)
    if (joined?.state === "joined") joined.room.present(joined.peer, state)
  }

  #leave(number: number): void {
    const channel = this.#channels.get(number)
    this.#channels.delete(number)
    if (channel?.state === "joined") channel.room.leave(channel.peer)
  }

  #leaveAll(): void {
    this.#cancelHello()
    for (const number of [...this.#channels.keys()]) this.#leave(number)
  }

  #refuseJoin(channel: number, reason: JoinRefusal, detail: string): void {
    this.#send({ kind: "failed", channel, reason, detail })
  }

  #peerOn(channel: number, session: string): Peer {
    return {
      session,
      updated: (seq, bytes) => this.#send({ kind: "updated", channel, seq, bytes }),
      acknowledged: clientSeq => this.#send({ kind: "ack", channel, clientSeq }),
      refused: (clientSeq: number, reason: NackReason, detail: string) =>
        this.#send({ kind: "nack", channel, clientSeq, reason, detail }),
      missing: (clientSeq, stateVector) => this.#send({ kind: "missing", channel, clientSeq, stateVector }),
      present: (peer, state) => this.#send({ kind: "peer", channel, peer, state }),
      backlogBytes: () => this.#flow.backlogBytes(),
      close: reason => this.#close(reason),
    }
  }

  #send(frame: RelayFrame): void {
    this.#flow.send(encodeFrame(frame))
  }

  #close(reason: CloseReason): void {
    this.#flow.close(reason)
    this.#leaveAll()
  }
}

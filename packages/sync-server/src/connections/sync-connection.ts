import { unreachable } from "@weft/model/base/assert"
import { parseDocumentName, type DocumentAddress } from "@weft/model/wire/document-name"
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
import type { DocumentRight } from "@weft/model/wire/rights"
import type { Access } from "../access/access.ts"
import type { Clock, Meter, Timers } from "../ports.ts"
import type { Peer } from "../rooms/peer.ts"
import type { Room } from "../rooms/room.ts"
import type { Rooms } from "../rooms/rooms.ts"
import { isStateVector } from "../rooms/state-vector.ts"
import { Credentials } from "./credentials.ts"
import { Flow } from "./flow.ts"
import { SharedFrames } from "./shared-frames.ts"
import type { SocketSeat, SocketSeats } from "./socket-seats.ts"
import type { Connection, Socket } from "./socket.ts"

/** How long a client may take to say hello, in milliseconds. */
const HELLO_MILLIS = 5_000

/** The largest frame before hello was answered, in bytes. */
const MAX_BYTES_BEFORE_HELLO = 64 * 1024

/** Updates on their way to everybody in a room, whichever connection is theirs. */
const sharedFrames = new SharedFrames()

export interface SyncOptions {
  readonly rooms: Rooms
  readonly access: Access
  readonly seats: SocketSeats
  readonly clock: Clock
  readonly timers: Timers
  readonly meter: Meter
  /** Names the log, see `welcome`. */
  readonly history: string
}

/** A channel from its join on: nothing is answered on it until the room has loaded. */
interface Channel {
  readonly address: DocumentAddress
  readonly peer: Peer
  /** Null until the room has loaded. */
  room: Room | null
  /** What the client was told that it may do. */
  right: DocumentRight
}

/** What is known of a client from its hello on. */
interface Guest {
  readonly session: string
  readonly credentials: Credentials
  readonly isTooOld: boolean
  /** The standings that it was told, by workspace. */
  readonly standings: Map<string, string>
}

/** A client that speaks our frames: many documents over one socket. */
export class SyncConnection implements Connection {
  readonly #options: SyncOptions
  readonly #flow: Flow
  readonly #channels = new Map<number, Channel>()
  readonly #seat: SocketSeat | null
  readonly #cancelHello: () => void
  #guest: Guest | null = null

  constructor(socket: Socket, options: SyncOptions) {
    this.#options = options
    this.#flow = new Flow(socket, options)
    this.#seat = options.seats.stranger()
    this.#cancelHello = options.timers.after(HELLO_MILLIS, () => this.#close("hello-late"))
    if (this.#seat === null) this.#close("too-many-sockets")
  }

  receive(bytes: Uint8Array): void {
    if (this.#flow.isClosed) return
    this.#flow.received(bytes.length)
    if (this.#guest === null && bytes.length > MAX_BYTES_BEFORE_HELLO) return this.#close("bad-frame")
    const frame = decodeFrame(bytes)
    if (isRefused(frame) || !isClientFrame(frame)) return this.#close("bad-frame")
    this.#options.meter.frame("in", frame.kind, bytes.length)
    this.#handle(frame)
  }

  closed(): void {
    this.#flow.ended()
    this.#end()
  }

  goAway(): void {
    this.#close("going-away")
  }

  #handle(frame: ClientFrame): void {
    if (frame.kind === "hello") return this.#hello(frame)
    const guest = this.#guest
    if (guest === null) return this.#close("bad-frame")
    switch (frame.kind) {
      case "join":
        return this.#join(frame, guest)
      case "update":
        return this.#update(frame, guest)
      case "token":
        return guest.credentials.renew(frame.pass)
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

  #hello({ protocol, session, schema, pass }: FrameOf<"hello">): void {
    if (this.#guest !== null) return this.#close("bad-frame")
    if (protocol !== PROTOCOL_VERSION) return this.#close("protocol-too-old")
    const { access, history, clock, timers } = this.#options
    const identity = access.identify(pass)
    if (identity === null) return this.#close("signed-out")
    if (this.#seat?.become(identity.person) !== true) return this.#close("too-many-sockets")
    this.#cancelHello()
    const credentials = new Credentials(identity, {
      access,
      clock,
      timers,
      ended: () => this.#close("signed-out"),
      changed: () => this.#rightsChanged(),
    })
    const leastSchema = access.leastSchema()
    this.#guest = { session, credentials, isTooOld: schema < leastSchema, standings: new Map() }
    this.#send({ kind: "welcome", protocol: PROTOCOL_VERSION, history, now: clock.now(), leastSchema })
  }

  #join(frame: FrameOf<"join">, guest: Guest): void {
    const { channel, document } = frame
    if (!isStateVector(frame.stateVector)) return this.#close("bad-frame")
    if (this.#channels.has(channel)) return this.#refuseJoin(channel, "channel-in-use", "")
    const address = parseDocumentName(document)
    if (address === null) return this.#refuseJoin(channel, "bad-name", "")
    if (this.#channels.size >= MAX_JOINED_DOCUMENTS) return this.#refuseJoin(channel, "too-many-documents", "")
    this.#tellStanding(guest, address.workspace)
    const right = guest.credentials.rightTo(address)
    if (right === "none") return this.#refuseJoin(channel, "forbidden", "")
    const peer = this.#peerOn(channel, guest)
    this.#channels.set(channel, { address, peer, room: null, right })
    // The frame's bytes belong to the socket, and loading takes a while.
    void this.#enter({ ...frame, stateVector: frame.stateVector.slice() }, peer)
  }

  async #enter(frame: FrameOf<"join">, peer: Peer): Promise<void> {
    const { channel: number, document } = frame
    const current = () => {
      const channel = this.#channels.get(number)
      return channel?.peer === peer ? channel : null
    }
    const joined = await this.#options.rooms.join(document, peer, frame, () => current() !== null)
    const channel = current()
    switch (joined.state) {
      case "joined":
        if (channel === null) return joined.room.leave(peer)
        channel.room = joined.room
        this.#send({ kind: "joined", channel: number, ...joined.entry, right: channel.right })
        return joined.room.greet(peer)
      case "left":
        return
      case "quarantined":
        if (channel === null) return
        this.#channels.delete(number)
        return this.#refuseJoin(number, "quarantined", joined.detail)
      case "load-failed":
        return channel === null ? undefined : this.#close("load-failed")
      default:
        return unreachable(joined)
    }
  }

  #update({ channel: number, clientSeq, bytes }: FrameOf<"update">, guest: Guest): void {
    const channel = this.#channels.get(number)
    const isUnheard = channel?.room?.peers === 1
    this.#flow.receivedUpdate(!isUnheard)
    const refuse = (reason: NackReason) => this.#send({ kind: "nack", channel: number, clientSeq, reason, detail: "" })
    if (channel === undefined || channel.room === null) return refuse("not-joined")
    const reason = guest.isTooOld ? "too-old" : guest.credentials.whyNotWrite(channel.address)
    if (reason !== null) return refuse(reason)
    // A view would keep the socket's whole buffer alive for as long as the document.
    channel.room.write(channel.peer, clientSeq, bytes.slice())
  }

  /** Brings every channel in line with what is allowed now, before anything else can be sent on it. */
  #rightsChanged(): void {
    const guest = this.#guest
    if (guest === null) return
    for (const workspace of guest.standings.keys()) this.#tellStanding(guest, workspace)
    for (const [number, channel] of this.#channels) {
      const right = guest.credentials.rightTo(channel.address)
      if (right === channel.right) continue
      channel.right = right
      const isJoining = channel.room === null
      if (right === "none") this.#leave(number)
      if (!isJoining) this.#send({ kind: "right", channel: number, right })
      else if (right === "none") this.#refuseJoin(number, "forbidden", "")
    }
  }

  #tellStanding(guest: Guest, workspace: string): void {
    const standing = JSON.stringify(this.#options.access.standing(guest.credentials.identity, workspace))
    if (guest.standings.get(workspace) === standing) return
    guest.standings.set(workspace, standing)
    this.#send({ kind: "standing", workspace, standing })
  }

  #aware({ channel, state }: FrameOf<"aware">): void {
    const joined = this.#channels.get(channel)
    joined?.room?.present(joined.peer, state)
  }

  #leave(number: number): void {
    const channel = this.#channels.get(number)
    this.#channels.delete(number)
    channel?.room?.leave(channel.peer)
  }

  #end(): void {
    this.#cancelHello()
    this.#seat?.leave()
    this.#guest?.credentials.close()
    for (const number of [...this.#channels.keys()]) this.#leave(number)
  }

  #refuseJoin(channel: number, reason: JoinRefusal, detail: string): void {
    this.#send({ kind: "failed", channel, reason, detail })
  }

  #peerOn(channel: number, { session, credentials }: Guest): Peer {
    return {
      session,
      author: credentials.identity.person,
      updated: (seq, bytes) => this.#sendUpdated(channel, seq, bytes),
      acknowledged: clientSeq => this.#send({ kind: "ack", channel, clientSeq }),
      refused: (clientSeq: number, reason: NackReason, detail: string) =>
        this.#send({ kind: "nack", channel, clientSeq, reason, detail }),
      missing: (clientSeq, stateVector) => this.#send({ kind: "missing", channel, clientSeq, stateVector }),
      present: (peer, state) => this.#send({ kind: "peer", channel, peer, state }),
      renewed: epoch => {
        this.#channels.delete(channel)
        this.#send({ kind: "renewed", channel, epoch })
      },
      backlogBytes: () => this.#flow.backlogBytes(),
      close: reason => this.#close(reason),
    }
  }

  #send(frame: RelayFrame): void {
    const { meter } = this.#options
    const bytes = encodeFrame(frame)
    meter.frame("out", frame.kind, bytes.length)
    if (frame.kind === "nack" || frame.kind === "failed") meter.refused(frame.reason)
    this.#flow.send(bytes)
  }

  #sendUpdated(channel: number, seq: number, bytes: Uint8Array): void {
    const make = () => encodeFrame({ kind: "updated", channel, seq, bytes })
    const frame = sharedFrames.frame(bytes, seq, channel, make)
    this.#options.meter.frame("out", "updated", frame.length)
    this.#flow.send(frame)
  }

  #close(reason: CloseReason): void {
    this.#flow.close(reason)
    this.#end()
  }
}

import { below, type Random } from "@weft/model/base/random"
import type { ClientSocket, SocketEvents } from "../../../packages/client/src/data/worker/world.ts"
import type { Connection, Socket } from "@weft/sync-server/connections/socket"
import { chance } from "../draw.ts"
import { between } from "./streams.ts"
import type { VirtualTime } from "./virtual-time.ts"

/** A socket that ended without a word has this code. */
const ABNORMAL = 1006

/** How long the relay's end waits for the answer to a close, and until a heartbeat finds out that nobody is there, in milliseconds. */
const CLOSE_MILLIS = 2_000
const HEARTBEAT_MILLIS = 30_000

/** What the operating system takes without calling it backlog, in bytes. */
const KERNEL_BYTES = 64 * 1024

type Packet = { readonly bytes: Uint8Array } | { readonly close: number }

/** One direction of a connection as TCP gives it: in order and whole, until it breaks and loses what was under way. */
class Pipe {
  readonly #time: VirtualTime
  readonly #random: Random
  readonly #arrive: (packet: Packet) => void
  #queue: { readonly packet: Packet; readonly due: number }[] = []
  #heldUntil = 0
  #isPaused = false
  #isDead = false
  #isPumping = false
  /** Bytes that pass in a millisecond. */
  rate = Infinity

  constructor(time: VirtualTime, random: Random, arrive: (packet: Packet) => void) {
    this.#time = time
    this.#random = random
    this.#arrive = arrive
  }

  get bytesUnderWay(): number {
    return this.#queue.reduce((sum, { packet }) => sum + weightOf(packet), 0)
  }

  send(packet: Packet): void {
    if (this.#isDead) return
    const before = this.#queue.at(-1)?.due ?? 0
    const passing = weightOf(packet) / this.rate
    const due = Math.max(before, this.#time.now() + between(0.2, 12, this.#random)) + passing
    this.#queue.push({ packet, due })
    this.#pump()
  }

  /** Lets nothing arrive before a time; nothing is lost by it. */
  hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until)
  }

  release(): void {
    this.#heldUntil = 0
    const now = this.#time.now()
    this.#queue = this.#queue.map(({ packet, due }) => ({ packet, due: Math.min(due, now) }))
    this.#isPumping = false
    this.#pump()
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#pump()
  }

  /** Breaks: some of what was under way has arrived already, the rest never does, and nothing else either. */
  cut(): void {
    this.#queue.length = below(this.#queue.length + 1, this.#random)
    this.#isDead = true
  }

  /** Breaks, and says so to the end that listens. */
  reset(): void {
    this.cut()
    this.#heldUntil = 0
    this.#queue.push({ packet: { close: ABNORMAL }, due: this.#time.now() + between(0, 50, this.#random) })
    this.#pump()
  }

  #pump(): void {
    const [head] = this.#queue
    if (head === undefined || this.#isPumping || this.#isPaused) return
    this.#isPumping = true
    this.#time.at(Math.max(head.due, this.#heldUntil), () => {
      this.#isPumping = false
      const [first] = this.#queue
      if (first === undefined || this.#isPaused) return
      if (this.#heldUntil <= this.#time.now() && first.due <= this.#time.now()) {
        this.#queue.shift()
        this.#arrive(first.packet)
      }
      this.#pump()
    })
  }
}

function weightOf(packet: Packet): number {
  return "bytes" in packet ? packet.bytes.length : 0
}

/** Whoever is told of each frame as it is handed to a socket. */
export interface Listener {
  fromClient(wire: Wire, bytes: Uint8Array): void
  fromRelay(wire: Wire, bytes: Uint8Array): void
  /** A frame has come to the relay, which handles it now. */
  atRelay(wire: Wire, bytes: Uint8Array): void
}

/** One connection between a device and the relay. */
export class Wire {
  readonly device: number
  /** The document that the plain door was asked for; null at the door for our frames. */
  readonly plain: string | null
  readonly #network: Network
  readonly #events: SocketEvents
  readonly #toRelay: Pipe
  readonly #toClient: Pipe
  #connection: Connection | null = null
  #isClientThere = true
  /** How much heavier frames weigh for the relay than they are, so that small documents can fill its buffers. */
  magnified = 1

  constructor(network: Network, device: number, random: Random, events: SocketEvents, plain: string | null) {
    this.#network = network
    this.device = device
    this.plain = plain
    this.#events = events
    this.#toRelay = new Pipe(network.time, random, packet => this.#reachRelay(packet))
    this.#toClient = new Pipe(network.time, random, packet => this.#reachClient(packet))
  }

  /** The client's end. */
  get socket(): ClientSocket {
    return {
      send: bytes => {
        if (!this.#isClientThere || this.#connection === null) return
        this.#network.listener.fromClient(this, bytes)
        this.#toRelay.send({ bytes })
      },
      close: () => {
        if (!this.#isClientThere) return
        this.#isClientThere = false
        this.#toRelay.send({ close: 1005 })
        if (this.#connection === null) this.#network.forget(this)
      },
    }
  }

  /** The first packets have gone both ways: there is a connection now, unless it was given up meanwhile. */
  open(accept: (socket: Socket) => Connection): void {
    if (!this.#isClientThere) return this.#network.forget(this)
    this.#connection = accept(this.#relaySocket())
    this.#network.time.after(2, () => this.#isClientThere && this.#events.opened())
  }

  /** Nobody answered, or somebody said no. */
  refuse(): void {
    this.#network.forget(this)
    this.#endClient(ABNORMAL)
  }

  /** Breaks, and both ends hear of it. */
  reset(): void {
    this.#toRelay.reset()
    this.#toClient.reset()
  }

  /** Breaks without a word: each end finds out by the silence. */
  vanish(): void {
    this.#toRelay.cut()
    this.#toClient.cut()
    this.#network.time.after(HEARTBEAT_MILLIS * 1.5, () => this.#endRelay())
  }

  /** The relay is no more. Whether the client hears of that depends on who is left to say it. */
  lose(isTold: boolean): void {
    this.#toRelay.cut()
    this.#connection = null
    this.#network.forget(this)
    if (isTold) this.#toClient.reset()
    else this.#toClient.cut()
  }

  /** The device is no more; its operating system may still say so. */
  abandon(isTold: boolean): void {
    this.#isClientThere = false
    if (isTold) this.#toRelay.reset()
    else this.vanish()
  }

  /** Lets what is held go on its way. */
  mend(): void {
    this.#toRelay.release()
    this.#toClient.release()
  }

  hold(direction: "to-relay" | "to-client", until: number): void {
    if (direction === "to-relay") this.#toRelay.hold(until)
    else this.#toClient.hold(until)
  }

  slowDown(bytesPerMillisecond: number): void {
    this.#toClient.rate = bytesPerMillisecond
  }

  #relaySocket(): Socket {
    const { time, listener } = this.#network
    return {
      send: bytes => {
        if (this.#connection === null) return
        listener.fromRelay(this, bytes)
        this.#toClient.send({ bytes })
      },
      backlogBytes: () => Math.max(0, this.#toClient.bytesUnderWay * this.magnified - KERNEL_BYTES),
      pause: () => this.#toRelay.pause(),
      resume: () => this.#toRelay.resume(),
      close: code => {
        this.#toRelay.resume()
        this.#toClient.send({ close: code })
        time.after(CLOSE_MILLIS, () => this.#endRelay())
      },
    }
  }

  #reachRelay(packet: Packet): void {
    if ("close" in packet) return this.#endRelay()
    if (this.#connection === null) return
    this.#network.listener.atRelay(this, packet.bytes)
    this.#connection.receive(packet.bytes)
  }

  #reachClient(packet: Packet): void {
    if (!("close" in packet)) {
      if (this.#isClientThere) this.#events.received(packet.bytes)
      return
    }
    this.#toRelay.send({ close: packet.close })
    this.#endClient(packet.close)
  }

  #endClient(code: number): void {
    if (!this.#isClientThere) return
    this.#isClientThere = false
    this.#events.closed(code)
  }

  #endRelay(): void {
    const connection = this.#connection
    if (connection === null) return
    this.#connection = null
    this.#network.forget(this)
    connection.closed()
  }
}

/** What the network needs of the relay: to open a connection, where it is up. */
export type Accept = (socket: Socket, device: number, plain: string | null) => Connection

/** The network between the devices and the relay. */
export class Network {
  readonly time: VirtualTime
  readonly listener: Listener
  readonly #random: Random
  readonly #wires = new Set<Wire>()
  readonly #offline = new Set<number>()
  /** Opens a connection at the relay; null while there is none. */
  accept: Accept | null = null

  constructor(time: VirtualTime, random: Random, listener: Listener) {
    this.time = time
    this.#random = random
    this.listener = listener
  }

  /** Connects a device; with the name of a document at the plain door. */
  connect(device: number, events: SocketEvents, plain: string | null = null): ClientSocket {
    const wire = new Wire(this, device, this.#random, events, plain)
    this.#wires.add(wire)
    this.time.after(between(1, 30, this.#random), () => {
      if (this.accept !== null && !this.#offline.has(device)) return this.#open(wire, this.accept)
      // Some places refuse, others answer nothing at all.
      if (chance(0.8, this.#random)) wire.refuse()
      else this.forget(wire)
    })
    return wire.socket
  }

  #open(wire: Wire, accept: Accept): void {
    wire.open(socket => accept(socket, wire.device, wire.plain))
  }

  of(device: number): Wire[] {
    return [...this.#wires].filter(wire => wire.device === device)
  }

  get all(): Wire[] {
    return [...this.#wires]
  }

  forget(wire: Wire): void {
    this.#wires.delete(wire)
  }

  setOffline(device: number, isOffline: boolean): void {
    if (isOffline) this.#offline.add(device)
    else this.#offline.delete(device)
  }
}

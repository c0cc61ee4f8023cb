import type { Duplex } from "node:stream"
import { WebSocket, type RawData } from "ws"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import type { Report, Timers } from "../ports.ts"
import { Heartbeat, type Beating } from "./heartbeat.ts"
import type { Connection, Socket } from "./socket.ts"

/** How long a client may take to answer a close, in milliseconds. */
const CLOSE_MILLIS = 2_000

/** Up to here a message is copied behind its head, in bytes. */
const MOST_BYTES_IN_ONE_PIECE = 4 * 1024

/** The first byte of a message that is whole and binary, and the length that says that two bytes of length follow. */
const FINAL_AND_BINARY = 0x82
const LENGTH_IN_TWO_BYTES = 126

/**
 * Ties WebSockets to connections. A socket whose client is gone without a word
 * is found out by heartbeat.
 */
export class WebSockets {
  readonly #timers: Timers
  readonly #report: Report
  readonly #heartbeat: Heartbeat

  constructor(timers: Timers, report: Report) {
    this.#timers = timers
    this.#report = report
    this.#heartbeat = new Heartbeat(timers)
  }

  /** Ties a socket that has just opened, over its stream, to the connection that `open` makes over it. */
  tie(raw: WebSocket, stream: Duplex, open: (socket: Socket) => Connection): void {
    const tied = new TiedSocket(raw, stream, this.#timers)
    const connection = open(tied)
    const stopHeartbeat = this.#heartbeat.add(tied)
    raw.on("message", (data: RawData, isBinary: boolean) => {
      tied.isAlive = true
      if (isBinary) this.#receive(raw, connection, bytesOf(data))
      else raw.close(CLOSE_REASONS["bad-frame"].code, "Only binary messages are frames.")
    })
    raw.on("pong", () => {
      tied.isAlive = true
    })
    raw.on("close", () => {
      stopHeartbeat()
      connection.closed()
    })
    // ws closes by itself after an error: a frame too large, a broken mask. There is nothing to add.
    raw.on("error", ignore)
  }

  /** Whatever one client's message brings to light, the others do not go down with it. */
  #receive(raw: WebSocket, connection: Connection, bytes: Uint8Array): void {
    try {
      connection.receive(bytes)
    } catch (error) {
      this.#report(`A message could not be handled: ${error instanceof Error ? error.stack : String(error)}`)
      raw.close(CLOSE_REASONS.fault.code, CLOSE_REASONS.fault.meaning)
    }
  }
}

class TiedSocket implements Socket, Beating {
  readonly #raw: WebSocket
  readonly #stream: Duplex
  readonly #timers: Timers
  /** Whether anything came since the last beat, if only an answer to it. */
  isAlive = true

  constructor(raw: WebSocket, stream: Duplex, timers: Timers) {
    this.#raw = raw
    this.#stream = stream
    this.#timers = timers
  }

  /**
   * Most messages are small, and there are many: ws writes a head and a body
   * for each, which costs the operating system more than their bytes. These go
   * out in one piece; nothing is compressed, so ws has no queue to overtake.
   */
  send(bytes: Uint8Array): void {
    if (bytes.length > MOST_BYTES_IN_ONE_PIECE) this.#raw.send(bytes)
    else if (this.#raw.readyState === WebSocket.OPEN) this.#stream.write(sharedMessage(bytes))
  }

  backlogBytes(): number {
    return this.#raw.bufferedAmount
  }

  pause(): void {
    this.#raw.pause()
  }

  resume(): void {
    this.#raw.resume()
  }

  close(code: number, reason: string): void {
    // A paused socket would never read the answer to its close.
    this.#raw.resume()
    this.#raw.close(code, reason)
    this.#timers.after(CLOSE_MILLIS, () => this.#raw.terminate())
  }

  /** Ends the socket if a beat went by in which nothing came. One that is not read from cannot be heard. */
  beat(): void {
    if (!this.isAlive && !this.#raw.isPaused) return this.#raw.terminate()
    this.isAlive = false
    this.#raw.ping()
  }
}

let lastSent: { readonly bytes: Uint8Array; readonly message: Buffer } | null = null

/** The message of some bytes: the last one again where it is the same bytes that many sockets are sent. */
function sharedMessage(bytes: Uint8Array): Buffer {
  if (lastSent?.bytes !== bytes) lastSent = { bytes, message: binaryMessage(bytes) }
  return lastSent.message
}

/** A whole message of binary data as RFC 6455 frames it, from the relay to a client and hence without a mask. */
function binaryMessage(bytes: Uint8Array): Buffer {
  const isShort = bytes.length < LENGTH_IN_TWO_BYTES
  const message = Buffer.allocUnsafe(bytes.length + (isShort ? 2 : 4))
  message[0] = FINAL_AND_BINARY
  if (isShort) message[1] = bytes.length
  else {
    message[1] = LENGTH_IN_TWO_BYTES
    message.writeUInt16BE(bytes.length, 2)
  }
  message.set(bytes, isShort ? 2 : 4)
  return message
}

function ignore(): void {}

function bytesOf(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return Array.isArray(data) ? Buffer.concat(data) : data
}

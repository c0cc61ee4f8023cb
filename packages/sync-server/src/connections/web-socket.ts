import type { RawData, WebSocket } from "ws"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import type { Report, Timers } from "../ports.ts"
import { Heartbeat, type Beating } from "./heartbeat.ts"
import type { Connection, Socket } from "./socket.ts"

/** How long a client may take to answer a close, in milliseconds. */
const CLOSE_MILLIS = 2_000

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

  /** Ties a socket that has just opened to the connection that `open` makes over it. */
  tie(raw: WebSocket, open: (socket: Socket) => Connection): void {
    const tied = new TiedSocket(raw, this.#timers)
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
  readonly #timers: Timers
  /** Whether anything came since the last beat, if only an answer to it. */
  isAlive = true

  constructor(raw: WebSocket, timers: Timers) {
    this.#raw = raw
    this.#timers = timers
  }

  send(bytes: Uint8Array): void {
    this.#raw.send(bytes)
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

function ignore(): void {}

function bytesOf(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return Array.isArray(data) ? Buffer.concat(data) : data
}

import type { WSEvents } from "hono/ws"
import { WebSocket, type RawData } from "ws"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import type { Report, Timers } from "../ports.ts"
import type { Connection, Socket } from "./socket.ts"

/** How often a silent socket is asked whether it is still there, in milliseconds. */
const HEARTBEAT_MILLIS = 30_000

/** How long a client may take to answer a close, in milliseconds. */
const CLOSE_MILLIS = 2_000

/**
 * Returns the events that tie a WebSocket to a connection, for
 * `upgradeWebSocket`. `open` is called with each socket that opens. A socket
 * whose client is gone without a word is found out by heartbeat.
 */
export function tieTo(open: (socket: Socket) => Connection, timers: Timers, report: Report): WSEvents<unknown> {
  return {
    onOpen(_event, context) {
      // Its wrapper hides what backpressure needs: how much waits, and how to stop reading.
      const raw = context.raw
      if (!(raw instanceof WebSocket)) throw new Error("the server handed over something else than a ws socket")
      tie(raw, open, timers, report)
    },
  }
}

function tie(raw: WebSocket, open: (socket: Socket) => Connection, timers: Timers, report: Report): void {
  const connection = open(socketOver(raw, timers))
  raw.on("message", (data: RawData, isBinary: boolean) => {
    if (isBinary) receive(raw, connection, bytesOf(data), report)
    else raw.close(CLOSE_REASONS["bad-frame"].code, "Only binary messages are frames.")
  })
  const stopHeartbeat = keepAlive(raw, timers)
  raw.on("close", () => {
    stopHeartbeat()
    connection.closed()
  })
  // ws closes by itself after an error: a frame too large, a broken mask. There is nothing to add.
  raw.on("error", () => {})
}

/** Whatever one client's message brings to light, the others do not go down with it. */
function receive(raw: WebSocket, connection: Connection, bytes: Uint8Array, report: Report): void {
  try {
    connection.receive(bytes)
  } catch (error) {
    report(`A message could not be handled: ${error instanceof Error ? error.stack : String(error)}`)
    raw.close(CLOSE_REASONS.fault.code, CLOSE_REASONS.fault.meaning)
  }
}

function socketOver(raw: WebSocket, timers: Timers): Socket {
  return {
    send: bytes => raw.send(bytes),
    backlogBytes: () => raw.bufferedAmount,
    pause: () => raw.pause(),
    resume: () => raw.resume(),
    close(code, reason) {
      // A paused socket would never read the answer to its close.
      raw.resume()
      raw.close(code, reason)
      timers.after(CLOSE_MILLIS, () => raw.terminate())
    },
  }
}

/** Ends the socket if a heartbeat goes by in which nothing came, not even an answer to ours. */
function keepAlive(raw: WebSocket, timers: Timers): () => void {
  let isAlive = true
  let cancel = () => {}
  const heard = () => {
    isAlive = true
  }
  raw.on("message", heard)
  raw.on("pong", heard)
  const beat = () => {
    if (!isAlive && !raw.isPaused) return raw.terminate()
    isAlive = false
    raw.ping()
    cancel = timers.after(HEARTBEAT_MILLIS, beat)
  }
  cancel = timers.after(HEARTBEAT_MILLIS, beat)
  return () => cancel()
}

function bytesOf(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return Array.isArray(data) ? Buffer.concat(data) : data
}

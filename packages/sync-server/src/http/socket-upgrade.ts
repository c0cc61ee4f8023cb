import type { Context, MiddlewareHandler } from "hono"
import { STATUS_CODES, type IncomingMessage, type Server } from "node:http"
import type { Duplex } from "node:stream"
import type { WebSocket, WebSocketServer } from "ws"

/** Takes a socket that has been opened, and the stream that carries it. */
export type Opened = (raw: WebSocket, stream: Duplex) => void

/** What the app is given with a request to open a socket, beside what every request has. */
interface UpgradeBindings {
  readonly incoming: IncomingMessage
  /** Lets the socket be opened once the app has answered. */
  readonly accept: (opened: Opened) => void
}

/** What a host may look like in a header; anything else is no request that we answer. */
const HOST = /^[\w.:[\]-]+$/

/**
 * How many sockets are opened at a time before everybody else has a turn:
 * after a restart thousands come back in one moment, and those who are there
 * already go on working.
 */
const OPENED_IN_A_TURN = 8

/**
 * Lets requests to open a socket go through the app like all others, so that
 * the same middlewares stand before them. The app answers with
 * {@link openSocket}; whatever else it answers is the refusal.
 *
 * Nothing of the request outlives it: ten thousand sockets that are idle would
 * hold ten thousand requests with all their headers.
 */
export function takeUpgrades(
  server: Server,
  sockets: WebSocketServer,
  fetch: (request: Request, bindings: object) => Response | Promise<Response>,
): void {
  const answer = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const asked = requestOf(request)
    if (asked === null) return refuse(socket, 400)
    let opened: Opened | null = null as Opened | null
    const bindings: UpgradeBindings = { incoming: request, accept: take => (opened = take) }
    const response = await fetch(asked, bindings)
    if (socket.destroyed) return
    const take = opened
    if (take === null) return refuse(socket, response.status)
    socket.off("error", ignore)
    sockets.handleUpgrade(request, socket, head, raw => take(raw, socket))
  }
  const waiting: (() => void)[] = []
  const takeTurn = () => {
    for (const take of waiting.splice(0, OPENED_IN_A_TURN)) take()
    if (waiting.length > 0) setImmediate(takeTurn)
  }
  server.on("upgrade", (request, socket, head) => {
    // Nobody else listens to it by now.
    socket.on("error", ignore)
    waiting.push(() => void answer(request, socket, head).catch(() => refuse(socket, 500)))
    if (waiting.length === 1) setImmediate(takeTurn)
  })
}

/** Opens the socket that was asked for, and hands it to what `decide` returns; a request for anything else goes on to the next. */
export function openSocket(decide: (context: Context) => Opened | Promise<Opened>): MiddlewareHandler {
  return async (context, next) => {
    const { accept } = (context.env ?? {}) as Partial<UpgradeBindings>
    if (accept === undefined) return next()
    accept(await decide(context))
    return context.body(null)
  }
}

function requestOf({ url = "/", headers, method = "GET" }: IncomingMessage): Request | null {
  const host = headers.host ?? ""
  if (headers.upgrade?.toLowerCase() !== "websocket" || !url.startsWith("/") || !HOST.test(host)) return null
  const address = `http://${host}${url}`
  if (!URL.canParse(address)) return null
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  )
  return new Request(address, { method, headers: entries })
}

function ignore(): void {}

function refuse(socket: Duplex, status: number): void {
  if (socket.destroyed) return
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

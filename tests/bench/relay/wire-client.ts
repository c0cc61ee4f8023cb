import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { WebSocket } from "ws"
import { decodeFrame, encodeFrame, isRefused, type ClientFrame } from "@weft/model/wire/frames"
import { PROTOCOL_VERSION, SYNC_PATH } from "@weft/model/wire/limits"
import type { Dialect } from "./contestants.ts"

/** What a client tells whoever drives it. */
export interface Heard {
  /** An update of others, or several; with Hocuspocus and y-websocket one's own as well. */
  updated(message: Buffer): void
  /** The server has taken so many more updates of this client. */
  acknowledged(updates: number): void
}

/** A client on the wire of one server: no document, no provider, only messages. */
export interface WireClient {
  readonly socket: WebSocket
  /** Resolves with the bytes of content that came when the documents were opened; rejects when the socket fails before. */
  readonly ready: Promise<number>
  /** Sends an update to the document at a place in the list it was opened with. */
  write(document: number, update: Uint8Array): void
}

/** Connects and opens the documents. y-websocket has one document for each socket. */
export function connect(dialect: Dialect, url: string, documents: readonly string[], heard: Heard): WireClient {
  switch (dialect) {
    case "weft":
      return connectWeft(url, documents, heard)
    case "hocuspocus":
      return connectHocuspocus(url, documents, heard)
    case "y-websocket":
      return connectPlain(url, documents, heard)
  }
}

const NOTHING = new Uint8Array([0])

function connectWeft(url: string, documents: readonly string[], heard: Heard): WireClient {
  const socket = open(url + SYNC_PATH)
  const opening = openingOf(socket, documents.length)
  const sequences = documents.map(() => 0)
  const acknowledged = documents.map(() => 0)
  const send = (frame: ClientFrame) => socket.send(encodeFrame(frame))
  socket.on("open", () => {
    const session = Math.random().toString(36).slice(2)
    send({ kind: "hello", protocol: PROTOCOL_VERSION, build: "bench", schema: 0, session, pass: "" })
    for (const [channel, document] of documents.entries())
      send({ kind: "join", channel, document, epoch: 0, lastSeq: -1, stateVector: NOTHING })
  })
  socket.on("message", (message: Buffer) => {
    const frame = decodeFrame(message)
    if (isRefused(frame)) return opening.failed(new Error(frame.refused))
    if (frame.kind === "updated") heard.updated(message)
    else if (frame.kind === "joined") opening.opened(frame.bytes.length)
    else if (frame.kind === "ack") {
      heard.acknowledged(frame.clientSeq - (acknowledged[frame.channel] ?? 0))
      acknowledged[frame.channel] = frame.clientSeq
    } else if (frame.kind === "nack" || frame.kind === "failed" || frame.kind === "missing")
      opening.failed(new Error(`${frame.kind} ${JSON.stringify(frame)}`))
  })
  return {
    socket,
    ready: opening.ready,
    write(channel, bytes) {
      const clientSeq = (sequences[channel] ?? 0) + 1
      sequences[channel] = clientSeq
      send({ kind: "update", channel, clientSeq, bytes })
    },
  }
}

/** y-protocols: a kind of message, and within `sync` a step. */
const SYNC = 0
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2
/** Hocuspocus's own kinds. */
const AUTH = 2
const SYNC_STATUS = 8

function connectHocuspocus(url: string, documents: readonly string[], heard: Heard): WireClient {
  const socket = open(url)
  const opening = openingOf(socket, documents.length)
  const send = (document: string, kind: number, write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, document)
    encoding.writeVarUint(encoder, kind)
    write(encoder)
    socket.send(encoding.toUint8Array(encoder))
  }
  socket.on("open", () => {
    for (const document of documents) {
      send(document, AUTH, encoder => {
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, "")
      })
      send(document, SYNC, encoder => {
        encoding.writeVarUint(encoder, STEP_1)
        encoding.writeVarUint8Array(encoder, NOTHING)
      })
    }
  })
  socket.on("message", (message: Buffer) => {
    const decoder = decoding.createDecoder(message)
    decoding.readVarString(decoder)
    const kind = decoding.readVarUint(decoder)
    if (kind === SYNC_STATUS) heard.acknowledged(1)
    else if (kind === SYNC || kind === 4) {
      const step = decoding.readVarUint(decoder)
      if (step === UPDATE) heard.updated(message)
      else if (step === STEP_2) opening.opened(message.length)
    }
  })
  return {
    socket,
    ready: opening.ready,
    write: (document, update) =>
      send(documents[document] ?? "", SYNC, encoder => {
        encoding.writeVarUint(encoder, UPDATE)
        encoding.writeVarUint8Array(encoder, update)
      }),
  }
}

function connectPlain(url: string, [document = ""]: readonly string[], heard: Heard): WireClient {
  const socket = open(`${url}/${document}`)
  const opening = openingOf(socket, 1)
  const send = (step: number, bytes: Uint8Array) => {
    const encoder = encoding.createEncoder()
    for (const number of [SYNC, step]) encoding.writeVarUint(encoder, number)
    encoding.writeVarUint8Array(encoder, bytes)
    socket.send(encoding.toUint8Array(encoder))
  }
  socket.on("open", () => send(STEP_1, NOTHING))
  socket.on("message", (message: Buffer) => {
    if (message[0] !== SYNC) return
    if (message[1] === UPDATE) heard.updated(message)
    else if (message[1] === STEP_2) opening.opened(message.length)
  })
  return { socket, ready: opening.ready, write: (_document, update) => send(UPDATE, update) }
}

function open(url: string): WebSocket {
  return new WebSocket(url, { perMessageDeflate: false, maxPayload: 0 })
}

function openingOf(socket: WebSocket, documents: number) {
  let bytes = 0
  let left = documents
  const { promise: ready, resolve, reject: failed } = Promise.withResolvers<number>()
  socket.on("error", failed)
  socket.on("close", code => failed(new Error(`closed with ${code}`)))
  ready.catch(() => {})
  if (left === 0) socket.on("open", () => resolve(0))
  return {
    ready,
    failed,
    opened(content: number) {
      bytes += content
      if (--left === 0) resolve(bytes)
    },
  }
}

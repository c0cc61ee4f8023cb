import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import * as Y from "yjs"
import { stampAt } from "@weft/model/base/hybrid-clock"
import { below, type Random } from "@weft/model/base/random"
import { recordOf } from "@weft/model/replica/entry"
import { closeReasonOf, type CloseReason } from "@weft/model/wire/reasons"
import type { ClientSocket } from "../../../packages/client/src/data/worker/world.ts"
import { pick } from "../draw.ts"
import type { Network } from "./network.ts"

const SYNC = 0
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

export interface PlainVisitOptions {
  readonly index: number
  readonly network: Network
  readonly random: Random
  /** The document that it has come for. */
  readonly document: string
  /** What its clock says, in milliseconds. */
  readonly now: () => number
  /** Is told why the door was closed, where the relay closed it. */
  readonly sentAway: (reason: CloseReason) => void
  /** How many edits it makes as soon as it has the document. */
  readonly edits: number
}

/** Any Yjs program at the plain door: it joins one document, edits titles in it, and goes when the door closes. */
export function visitPlain({ index, network, random, document, now, edits, sentAway }: PlainVisitOptions): void {
  const doc = new Y.Doc()
  doc.clientID = below(2 ** 32, random)
  const events = {
    opened: () => socket.send(message(STEP_1, Y.encodeStateVector(doc))),
    received: (bytes: Uint8Array) => {
      const said = readMessage(bytes)
      if (said === null) return
      if (said.step === STEP_1) return socket.send(message(STEP_2, Y.encodeStateAsUpdate(doc, said.bytes)))
      Y.applyUpdate(doc, said.bytes, "relay")
      if (said.step === STEP_2) editTitles(doc, edits, random, now())
    },
    closed: (code: number) => {
      const reason = closeReasonOf(code)
      if (reason !== null) sentAway(reason)
    },
  }
  const socket: ClientSocket = network.connect(index, events, document)
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "relay") socket.send(message(UPDATE, update))
  })
}

/** Writes titles as our own clients would, entry beside entry. */
function editTitles(doc: Y.Doc, count: number, random: Random, now: number): void {
  const items = doc.getMap<unknown>("items")
  const ids = [...items.keys()].filter(key => recordOf(key) === key && key !== "").sort()
  for (let step = 0; step < count; step++) {
    const id = pick(ids, random)
    if (id !== undefined) items.set(`${id}.title.${doc.clientID.toString(36)}`, [`plain ${step}`, stampAt(now) + step])
  }
}

function message(step: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SYNC)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

/** What a message of the plain door says; null for what is not about the document. */
function readMessage(bytes: Uint8Array): { readonly step: number; readonly bytes: Uint8Array } | null {
  const decoder = decoding.createDecoder(bytes)
  if (decoding.readVarUint(decoder) !== SYNC) return null
  return { step: decoding.readVarUint(decoder), bytes: decoding.readVarUint8Array(decoder).slice() }
}

/** The update that a message brings; null where it brings none. */
export function updateIn(bytes: Uint8Array): Uint8Array | null {
  const said = readMessage(bytes)
  return said === null || said.step === STEP_1 ? null : said.bytes
}

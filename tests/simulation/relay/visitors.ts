import * as Y from "yjs"
import { newId } from "@weft/model/base/ids"
import { below, type Random } from "@weft/model/base/random"
import {
  decodeFrame,
  encodeFrame,
  isRefused,
  type ClientFrame,
  type Frame,
  type FrameOf,
} from "@weft/model/wire/frames"
import { PROTOCOL_VERSION } from "@weft/model/wire/limits"
import { closeReasonOf, type CloseReason } from "@weft/model/wire/reasons"
import type { ClientSocket } from "../../../packages/client/src/data/worker/world.ts"
import type { Ledger } from "./ledger.ts"
import type { Network } from "./network.ts"
import type { Verdict } from "./verdict.ts"

/** What somebody tries who keeps to no rule, or to those of another build; and what they have to be told. */
export const VISITS = {
  /** A frame that is torn. */
  torn: "closed bad-frame",
  /** More than a stranger may send. */
  "too-much": "closed bad-frame",
  /** A pass that nobody gave out. */
  "false-pass": "closed signed-out",
  "older-protocol": "closed protocol-too-old",
  "newer-protocol": "closed protocol-too-old",
  /** Writes in a shape of data that the workspace asks for no more. */
  "older-schema": "nack too-old",
  /** Writes fields, kinds and types of values that nobody knows here. */
  "newer-schema": "ack",
  /** Goes on as somebody else's replica. */
  forged: "nack foreign-replica",
  /** Says something else under clocks that it has used. */
  "said-otherwise": "ack",
  gap: "missing",
  malformed: "nack malformed",
  /** Far more at a time than anybody may write. */
  flood: "ack",
  /** Asks for what it may not read. */
  unread: "failed forbidden",
  /** Writes on a channel that it never joined. */
  "not-joined": "nack not-joined",
  /** Writes what it may only read. */
  "read-only": "nack forbidden",
} as const

export type VisitKind = keyof typeof VISITS

/** What only a relay refuses that asks who comes. */
export const GUARDED_VISITS: readonly VisitKind[] = ["false-pass", "older-schema", "forged", "unread", "read-only"]

/** What anybody may be told at any time: the relay goes, cannot write, or its clock was set past a pass. */
const ALWAYS_TOLD = [
  "closed",
  "closed going-away",
  "closed load-failed",
  "closed too-slow",
  "closed signed-out",
  "nack signed-out",
  "nack read-only",
  "failed quarantined",
]

export interface VisitOptions {
  readonly kind: VisitKind
  readonly index: number
  readonly document: string
  readonly pass: string
  readonly network: Network
  readonly ledger: Ledger
  readonly random: Random
  readonly verdict: Verdict
}

type Heard = Frame | { readonly kind: "closed"; readonly reason: CloseReason | null }

/** Comes, tries one thing, and is told what comes of it. */
export async function visit(options: VisitOptions): Promise<void> {
  const { kind, verdict } = options
  const line = await Line.open(options)
  const told = await attempt(line, options)
  line.close()
  if (told === null) return
  const expected = VISITS[kind]
  verdict.tell(() => `the visitor ${kind} is told ${told}`)
  if (told === expected) verdict.met(`visitor ${kind}`)
  // Somebody may have written that clock meanwhile: then it is known, and says nothing. What was taken O3 would notice.
  else if (kind === "forged" && told === "ack") verdict.met("forged what was known")
  else if (!ALWAYS_TOLD.includes(told)) verdict.fail("told", `${kind}: told ${told} instead of ${expected}`)
}

/** What the visitor was told; nothing where it did not come to that. */
async function attempt(line: Line, options: VisitOptions): Promise<string | null> {
  const { kind, document, pass, random } = options
  const hello = helloOf(kind, pass, random)
  if (kind === "torn") line.sendBytes(encodeFrame(hello).subarray(0, 3))
  else if (kind === "too-much") line.sendBytes(new Uint8Array(64 * 1024 + 1))
  else line.send(hello)
  const welcome = await line.answer("welcome")
  if (welcome !== "welcome") return welcome
  if (kind === "not-joined") {
    line.send({ kind: "update", channel: 9, clientSeq: 1, bytes: writing(random, 1)[0]! })
    return line.answer("nack", "ack")
  }
  line.send({ kind: "join", channel: 1, document, epoch: 0, lastSeq: -1, stateVector: new Uint8Array([0]) })
  const joined = await line.joined()
  if (joined === null) return line.last
  const updates = updatesOf(joined, options)
  if (updates === null) return null
  updates.forEach((bytes, index) => line.send({ kind: "update", channel: 1, clientSeq: index + 1, bytes }))
  return line.answerTo(updates.length)
}

function helloOf(kind: VisitKind, pass: string, random: Random): FrameOf<"hello"> {
  const protocol = PROTOCOL_VERSION + (kind === "newer-protocol" ? 1 : kind === "older-protocol" ? -1 : 0)
  const schema = kind === "older-schema" ? 0 : kind === "newer-schema" ? 99 : 1
  const shown = kind === "false-pass" ? "0.99999999999999x" : pass
  return { kind: "hello", protocol, build: "visitor", schema, session: newId(random), pass: shown }
}

function updatesOf(
  { bytes }: FrameOf<"joined">,
  { kind, document, index, ledger, random }: VisitOptions,
): Uint8Array[] | null {
  switch (kind) {
    case "forged": {
      const victim = ledger.replicaOfAnother(index, document)
      return victim === null ? null : [continuing(bytes, victim)]
    }
    case "said-otherwise": {
      const replica = below(2 ** 32, random)
      return [written(replica, "one", 1)[0]!, written(replica, "other", 1)[0]!]
    }
    case "gap":
      return [writing(random, 3)[2]!]
    case "malformed":
      return [Uint8Array.from({ length: 40 }, () => 128 + below(128, random))]
    case "flood":
      return writing(random, 600)
    case "newer-schema":
      return [fromTheFuture(random)]
    default:
      return writing(random, 1)
  }
}

/** Edits of a fresh replica, one update each. */
function writing(random: Random, count: number): Uint8Array[] {
  return written(below(2 ** 32, random), newId(random), count)
}

function written(replica: number, name: string, count: number): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = replica
  const updates: Uint8Array[] = []
  doc.on("update", (update: Uint8Array) => updates.push(update))
  for (let step = 0; step < count; step++) doc.getMap("visits").set(`${name}-${step}`, step)
  return updates
}

/** Goes on where a replica has ended, as whoever has its document could. */
function continuing(bytes: Uint8Array, replica: number): Uint8Array {
  const doc = new Y.Doc()
  if (bytes.length > 0) Y.applyUpdate(doc, bytes)
  doc.clientID = replica
  const before = Y.encodeStateVector(doc)
  doc.getMap("visits").set("forged", true)
  return Y.encodeStateAsUpdate(doc, before)
}

/** What no build of today would write: unknown kinds and fields, values that are no values, types within types. */
function fromTheFuture(random: Random): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = below(2 ** 32, random)
  const [id, replica] = [newId(random), doc.clientID.toString(36)]
  doc.transact(() => {
    doc.getMap("holograms").set(id, { depth: 3 })
    const items = doc.getMap<unknown>("items")
    items.set(`${id}.aura.${replica}`, [{ hue: 3 }, 1_800_000_000_000])
    items.set(`${id}.title.${replica}.more.of.it`, 7)
    items.set(`${id}.title`, new Y.Map([["nested", new Y.Text("within")]]))
    items.set("", null)
  })
  return Y.encodeStateAsUpdate(doc)
}

/** One connection of a visitor. What comes is kept until it is asked for. */
class Line {
  readonly #socket: ClientSocket
  readonly #heard: Heard[] = []
  #wake = () => {}
  /** What was heard last, in a few words. */
  last: string | null = null

  static open({ network, index }: VisitOptions): Promise<Line> {
    return new Promise(resolve => {
      const events = {
        opened: () => resolve(line),
        received: (bytes: Uint8Array) => line.#hear(decodeRelay(bytes)),
        closed: (code: number) => line.#hear({ kind: "closed", reason: closeReasonOf(code) }),
      }
      const line: Line = new Line(network.connect(index, events))
    })
  }

  constructor(socket: ClientSocket) {
    this.#socket = socket
  }

  send(frame: ClientFrame): void {
    this.sendBytes(encodeFrame(frame))
  }

  sendBytes(bytes: Uint8Array): void {
    this.#socket.send(bytes)
  }

  close(): void {
    this.#socket.close()
  }

  /** Waits for a frame of one of these kinds, or the end, and says what it was. */
  async answer(...kinds: readonly Frame["kind"][]): Promise<string> {
    return describe(await this.#next(kinds))
  }

  async joined(): Promise<FrameOf<"joined"> | null> {
    const frame = await this.#next(["joined", "failed"])
    this.last = describe(frame)
    return frame.kind === "joined" ? frame : null
  }

  /** What is said to so many updates: the last answer, or the first refusal. */
  async answerTo(count: number): Promise<string | null> {
    for (;;) {
      const frame = await this.#next(["ack", "nack", "missing", "renewed", "right"])
      // The document began anew, or the right to it went, while this was under way.
      if (frame.kind === "renewed" || frame.kind === "right") return null
      if (frame.kind !== "ack" || frame.clientSeq >= count) return describe(frame)
    }
  }

  async #next(kinds: readonly Frame["kind"][]): Promise<Heard> {
    for (;;) {
      const heard = this.#heard.shift()
      if (heard === undefined) await new Promise<void>(resolve => (this.#wake = resolve))
      else if (heard.kind === "closed" || kinds.includes(heard.kind)) return heard
    }
  }

  #hear(heard: Heard): void {
    this.#heard.push(heard)
    this.#wake()
  }
}

function decodeRelay(bytes: Uint8Array): Frame {
  const frame = decodeFrame(bytes.slice())
  if (isRefused(frame)) throw new Error(frame.refused)
  return frame
}

function describe(heard: Heard): string {
  if (heard.kind === "closed") return heard.reason === null ? "closed" : `closed ${heard.reason}`
  return "reason" in heard ? `${heard.kind} ${heard.reason}` : heard.kind
}

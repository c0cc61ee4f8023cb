import * as Y from "yjs"
import { storedIn } from "@weft/model/replica/stored"
import { decodeFrame, encodeFrame, isRefused, type FrameOf, type RelayFrame } from "@weft/model/wire/frames"
import type { Connect, SocketEvents } from "../../../../packages/client/src/data/worker/world.ts"

interface Document {
  doc: Y.Doc
  epoch: number
  seq: number
}

interface Line {
  readonly events: SocketEvents
  readonly channels: Map<number, string>
}

/** A relay in this thread that takes everything, answers when it is told to, and can begin a new epoch. */
export class ScriptedRelay {
  /** Whether updates are answered; what comes meanwhile is stored and not acknowledged. */
  answers = true
  /** Its clock, in milliseconds since 1970. */
  now: () => number = () => Date.now()
  leastSchema = 0
  readonly passes: string[] = []
  readonly #documents = new Map<string, Document>()
  readonly #lines = new Set<Line>()
  #unanswered: (() => void)[] = []
  #replicas = 0

  readonly connect: Connect = (_url, events) => {
    const line: Line = { events, channels: new Map() }
    this.#lines.add(line)
    setImmediate(() => this.#lines.has(line) && events.opened())
    return {
      send: bytes => void setImmediate(() => this.#lines.has(line) && this.#take(line, bytes)),
      close: () => void this.#lines.delete(line),
    }
  }

  /** Answers everything that was left without an answer, and whatever comes. */
  answerAll(): void {
    this.answers = true
    for (const answer of this.#unanswered.splice(0)) answer()
  }

  /** Ends every socket with a code. */
  cut(code = 1006): void {
    for (const line of [...this.#lines]) {
      this.#lines.delete(line)
      line.events.closed(code)
    }
    this.#unanswered = []
  }

  /** Rewrites a document as a new epoch: what stands, with its keys and stamps, under clocks of its own. */
  rollOver(name: string): void {
    const before = this.#open(name)
    const doc = new Y.Doc()
    doc.clientID = 1_000 + ++this.#replicas
    doc.transact(() => {
      for (const { kind, key, stored } of storedIn(before.doc)) doc.getMap(kind).set(key, stored)
    })
    this.#documents.set(name, { doc, epoch: before.epoch + 1, seq: before.seq + 1 })
    this.cut()
  }

  #open(name: string): Document {
    const standing = this.#documents.get(name) ?? { doc: new Y.Doc(), epoch: 1, seq: 0 }
    this.#documents.set(name, standing)
    return standing
  }

  #take(line: Line, bytes: Uint8Array): void {
    const frame = decodeFrame(bytes)
    if (isRefused(frame)) throw new Error(frame.refused)
    const say = (answer: RelayFrame): void => line.events.received(encodeFrame(answer))
    switch (frame.kind) {
      case "hello":
        this.passes.push(frame.pass)
        return say({ kind: "welcome", protocol: 2, history: "h", now: this.now(), leastSchema: this.leastSchema })
      case "token":
        return void this.passes.push(frame.pass)
      case "join":
        return this.#join(line, frame, say)
      case "update":
        return this.#update(line, frame, say)
      case "leave":
        return void line.channels.delete(frame.channel)
      case "ping":
        return say({ kind: "pong", nonce: frame.nonce, now: this.now() })
    }
  }

  #join(line: Line, frame: FrameOf<"join">, say: (answer: RelayFrame) => void): void {
    const { doc, epoch, seq } = this.#open(frame.document)
    line.channels.set(frame.channel, frame.document)
    const isOfOurs = frame.epoch === 0 || frame.epoch === epoch
    const bytes = isOfOurs ? Y.encodeStateAsUpdate(doc, frame.stateVector) : Y.encodeStateAsUpdate(doc)
    say({
      kind: "joined",
      channel: frame.channel,
      epoch,
      seq,
      bytes,
      stateVector: Y.encodeStateVector(doc),
      right: "write",
    })
  }

  #update(line: Line, { channel, clientSeq, bytes }: FrameOf<"update">, say: (answer: RelayFrame) => void): void {
    const name = line.channels.get(channel)
    if (name === undefined) return say({ kind: "nack", channel, clientSeq, reason: "not-joined", detail: "" })
    const document = this.#open(name)
    const [own, seq] = [bytes.slice(), ++document.seq]
    Y.applyUpdate(document.doc, own)
    const answer = (): void => {
      say({ kind: "ack", channel, clientSeq })
      for (const other of this.#lines)
        for (const [number, joined] of other.channels)
          if (other !== line && joined === name)
            other.events.received(encodeFrame({ kind: "updated", channel: number, seq, bytes: own }))
    }
    if (this.answers) answer()
    else this.#unanswered.push(answer)
  }
}

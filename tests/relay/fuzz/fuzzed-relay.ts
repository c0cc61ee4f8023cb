import { getHeapStatistics } from "node:v8"
import * as decoding from "lib0/decoding"
import * as Y from "yjs"
import { decodeFrame, encodeFrame, isClientFrame, isRefused, type RelayFrame } from "@weft/model/wire/frames"
import { parseDocumentName } from "@weft/model/wire/document-name"
import { closeReasonOf } from "@weft/model/wire/reasons"
import { openAccess } from "@weft/sync-server/access/open-access"
import type { Connection, Socket } from "@weft/sync-server/connections/socket"
import { createRelay, type Relay } from "@weft/sync-server/relay"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { canonicalValue } from "../../support/canonical.ts"
import { TestTime } from "../test-world.ts"
import { DOCUMENT, HELLO, JOIN } from "./corpus.ts"

/** What one frame may cost at most: milliseconds, and bytes of memory. */
const MOST_MILLIS = 5
const MOST_BYTES = 1024 * 1024

export type Door = "sync" | "plain"

/** A rule that a frame broke. */
export class Broken extends Error {}

/** A socket that exists only here, and the connection behind it. */
class FuzzedSocket implements Socket {
  readonly sent: Uint8Array[] = []
  closedWith: number | null = null
  connection: Connection = { receive() {}, closed() {}, goAway() {} }

  send(bytes: Uint8Array): void {
    this.sent.push(bytes)
  }
  backlogBytes(): number {
    return 0
  }
  pause(): void {}
  resume(): void {}
  close(code: number): void {
    this.closedWith ??= code
  }
}

/** A relay with one document, a reader of it, and strangers at both doors. */
export class FuzzedRelay {
  readonly #time = new TestTime()
  readonly #reports: string[] = []
  readonly #relay: Relay
  readonly #reader: FuzzedSocket
  readonly #replica = new Y.Doc()
  readonly #strangers: Record<Door, FuzzedSocket>

  private constructor() {
    this.#relay = createRelay({
      store: createMemoryStore("fuzz"),
      access: openAccess,
      clock: this.#time,
      timers: this.#time,
      createName: () => "plain",
      report: line => this.#reports.push(line),
      diskLost: () => {},
      clientFolder: null,
      hosts: null,
    })
    this.#reader = this.#open("sync")
    this.#strangers = { sync: this.#open("sync"), plain: this.#open("plain") }
  }

  static async start(): Promise<FuzzedRelay> {
    const relay = new FuzzedRelay()
    relay.#greet(relay.#reader)
    relay.#greet(relay.#strangers.sync)
    await relay.settled()
    return relay
  }

  /** Hands over what a stranger sent. Throws {@link Broken} where the relay did not keep to what it promises of any bytes. */
  receive(door: Door, bytes: Uint8Array): void {
    const cost = this.#receive(door, bytes)
    if (cost.millis <= MOST_MILLIS && cost.bytes <= MOST_BYTES) return
    // A collection does not come four times at the same place.
    const again = [cost, this.#receive(door, bytes), this.#receive(door, bytes), this.#receive(door, bytes)]
    const millis = Math.min(...again.map(one => one.millis))
    const most = Math.min(...again.map(one => one.bytes))
    if (millis > MOST_MILLIS) throw new Broken(`took ${millis.toFixed(1)} ms`)
    if (most > MOST_BYTES) throw new Broken(`took ${most} bytes`)
  }

  /** Lets a second pass, and looks at what has been answered. */
  async settled(): Promise<void> {
    await this.#time.pass(1_000)
    for (const socket of [this.#reader, this.#strangers.sync]) this.#readAnswers(socket)
    this.#checkPlain(this.#strangers.plain)
    if (this.#reader.closedWith !== null) throw new Broken(`the reader was closed with ${this.#reader.closedWith}`)
    if (this.#reports.length > 0) throw new Broken(`reported: ${this.#reports.join("; ")}`)
  }

  /** Throws {@link Broken} unless what was accepted is a sound document to whoever followed it, and to whoever comes now. */
  async checkDocument(): Promise<void> {
    await this.settled()
    const fresh = this.#open("sync")
    this.#greet(fresh)
    await this.#time.pass(1_000)
    const joined = fresh.sent.map(bytes => decodeFrame(bytes)).find(frame => "kind" in frame && frame.kind === "joined")
    if (joined === undefined || isRefused(joined) || joined.kind !== "joined")
      throw new Broken("a reader is not let in")
    const document = new Y.Doc()
    apply(document, joined.bytes)
    for (const replica of [document, this.#replica]) {
      if (replica.store.pendingStructs !== null || replica.store.pendingDs !== null)
        throw new Broken("something waits for ever")
    }
    const [followed, came] = [pictureOf(this.#replica), pictureOf(document)]
    if (followed !== came) throw new Broken(`who followed has ${followed}, and who comes now ${came}`)
    fresh.connection.closed()
  }

  #receive(door: Door, bytes: Uint8Array): { readonly millis: number; readonly bytes: number } {
    const socket = this.#strangerAt(door)
    const heapBefore = allocated()
    const startedAt = processorMillis()
    try {
      socket.connection.receive(bytes)
    } catch (error) {
      throw new Broken(`threw ${error instanceof Error ? error.stack : String(error)}`)
    }
    return { millis: processorMillis() - startedAt, bytes: allocated() - heapBefore }
  }

  /** The stranger at a door; when the last one was closed, the next one comes. */
  #strangerAt(door: Door): FuzzedSocket {
    const socket = this.#strangers[door]
    if (socket.closedWith === null) return socket
    if (closeReasonOf(socket.closedWith) === null) throw new Broken(`closed with ${socket.closedWith}`)
    socket.connection.closed()
    this.#strangers[door] = this.#open(door)
    if (door === "sync") this.#greet(this.#strangers.sync)
    return this.#strangers[door]
  }

  #open(door: Door): FuzzedSocket {
    const socket = new FuzzedSocket()
    const address = parseDocumentName(DOCUMENT)
    const identity = openAccess.identify("")
    if (address === null || identity === null) throw new Error("the document or the person has no name")
    socket.connection =
      door === "sync" ? this.#relay.openSync(socket) : this.#relay.openPlain(socket, address, identity)
    return socket
  }

  #greet(socket: FuzzedSocket): void {
    socket.connection.receive(encodeFrame(HELLO))
    socket.connection.receive(encodeFrame(JOIN))
  }

  /** Whatever the relay says is a frame of its own, and what it passes on is applied. */
  #readAnswers(socket: FuzzedSocket): void {
    for (const bytes of socket.sent.splice(0)) {
      const frame = decodeFrame(bytes)
      if (isRefused(frame) || isClientFrame(frame)) throw new Broken("the relay sent what is no frame of its own")
      if (socket === this.#reader) this.#follow(frame)
    }
  }

  #follow(frame: RelayFrame): void {
    if (frame.kind === "updated" || frame.kind === "joined") apply(this.#replica, frame.bytes)
  }

  #checkPlain(socket: FuzzedSocket): void {
    for (const bytes of socket.sent.splice(0)) {
      const kind = decoding.readVarUint(decoding.createDecoder(bytes))
      if (kind !== 0 && kind !== 1) throw new Broken(`the plain door sent a message of kind ${kind}`)
    }
  }
}

function apply(document: Y.Doc, bytes: Uint8Array): void {
  try {
    if (bytes.length > 0) Y.applyUpdate(document, bytes)
  } catch (error) {
    throw new Broken(
      `a replica could not apply what was accepted: ${error instanceof Error ? error.stack : String(error)}`,
    )
  }
}

/**
 * What a person would see of a document, and which clocks are known, as text.
 *
 * Of prose only the letters count: where an author names neighbours that
 * contradict each other, Yjs's order depends on who came first. Who may write
 * a text can tangle it so; seeing it would take the text itself, which the
 * relay does not have.
 */
function pictureOf(document: Y.Doc): string {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(document))].sort(([left], [right]) => left - right)
  return canonicalValue([vector, document.getMap("items").toJSON(), [...document.getText("text").toString()].sort()])
}

/** What this thread has had of the processor: a busy machine makes nobody slow. */
function processorMillis(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Bytes in use here and outside of the heap; a difference is what was taken, unless a collection came between. */
function allocated(): number {
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}

import * as Y from "yjs"
import { BareClient } from "./relay.ts"
import { startRelayProcess, type RelayProcess } from "./relay-process.ts"

const DOCUMENTS = ["acme/space/one", "acme/space/two"]
const WRITERS_PER_DOCUMENT = 2

/** How often each writer writes, in milliseconds. */
const WRITE_MILLIS = 4

/** How long a relay may take to meet the point at which it dies, in milliseconds. */
const PATIENCE_MILLIS = 3_000

/** How a relay ends: after a while, or at the so-manieth operation on a file of the log, before or after it. */
export type Death =
  | { readonly at: "any time"; readonly millis: number }
  | {
      readonly at: "point"
      readonly operation: "write" | "sync"
      /** The end of the file's name. */
      readonly file: "log.sqlite" | "-wal"
      readonly count: number
      readonly when: "before" | "after"
    }

/** What a loop of kills came to. */
export interface Losses {
  readonly acknowledged: number
  readonly seen: number
  /** Keys that were promised and are not there. */
  readonly lost: readonly string[]
}

/** A death at a random place of all those that matter: between writes, between write and sync, between sync and acknowledgement, in a checkpoint. */
export function randomDeath(random: () => number, hasPoints: boolean): Death {
  const upTo = (most: number) => 1 + Math.floor(random() * most)
  const when = random() < 0.5 ? "before" : "after"
  const choice = hasPoints ? upTo(6) : 1
  if (choice <= 2) return { at: "any time", millis: 200 + random() * 600 }
  if (choice === 3) return { at: "point", operation: "write", file: "-wal", count: upTo(4_000), when }
  if (choice === 4) return { at: "point", operation: "sync", file: "-wal", count: upTo(150), when }
  if (choice === 5) return { at: "point", operation: "write", file: "log.sqlite", count: upTo(200), when }
  return { at: "point", operation: "sync", file: "log.sqlite", count: upTo(4), when }
}

/** A client that writes numbered keys until its relay is gone, and knows which were acknowledged or seen. */
class Writer {
  readonly acknowledged = new Set<string>()
  readonly seen: Uint8Array[] = []
  readonly #document = new Y.Doc()
  readonly #keys: string[] = []
  readonly #client: BareClient
  readonly #name: string

  constructor(client: BareClient, name: string) {
    this.#client = client
    this.#name = name
  }

  write(): void {
    const before = Y.encodeStateVector(this.#document)
    const key = `${this.#name}-${this.#keys.length}`
    this.#document.getMap("items").set(key, true)
    this.#keys.push(key)
    const bytes = Y.encodeStateAsUpdate(this.#document, before)
    this.#client.send({ kind: "update", channel: 1, clientSeq: this.#keys.length, bytes })
    this.#note()
  }

  /** Counts what has come in, up to what was on the way when the relay died. */
  async end(): Promise<void> {
    await this.#client.closed
    this.#note()
  }

  #note(): void {
    for (const frame of this.#client.waiting) {
      if (frame.kind === "ack") for (const key of this.#keys.slice(0, frame.clientSeq)) this.acknowledged.add(key)
      if (frame.kind === "updated") this.seen.push(frame.bytes)
    }
  }
}

/** A relay that is killed again and again on one folder, while several people write, and what it has promised them. */
export class KillLoop {
  readonly #folder: string
  readonly #library: string | null
  readonly #promised = new Map(DOCUMENTS.map(document => [document, new Set<string>()]))
  #rounds = 0
  #acknowledged = 0
  #seen = 0

  /** Deaths at a point need the library of `buildFaultyDisk`. */
  constructor(folder: string, library: string | null) {
    this.#folder = folder
    this.#library = library
  }

  /** Starts the relay, lets people write, and sees it die. */
  async round(death: Death): Promise<void> {
    this.#rounds += 1
    const relay = await startRelayProcess(this.#folder, this.#environment(death)).catch(() => null)
    // It may have met its point before anybody came.
    if (relay === null) return
    const writers = await this.#startWriters(relay).catch(() => null)
    const all = [...(writers?.values() ?? [])].flat()
    const writing = setInterval(() => all.forEach(writer => writer.write()), WRITE_MILLIS)
    await Promise.race([relay.exited, after(death.at === "point" ? PATIENCE_MILLIS : death.millis)])
    await relay.kill()
    clearInterval(writing)
    for (const [document, group] of writers ?? []) for (const writer of group) await this.#count(document, writer)
  }

  /** Starts the relay once more and asks, as somebody who has nothing, for everything that was promised. */
  async losses(): Promise<Losses> {
    const relay = await startRelayProcess(this.#folder)
    const reader = await BareClient.connect(relay.url)
    const lost: string[] = []
    for (const [channel, [document, keys]] of [...this.#promised].entries()) {
      const copy = new Y.Doc()
      const { bytes } = await reader.join(channel, document)
      if (bytes.length > 0) Y.applyUpdate(copy, bytes)
      const items = copy.getMap("items")
      lost.push(...[...keys].filter(key => !items.has(key)))
      if (copy.store.pendingStructs !== null) lost.push(`${document} waits for what never comes`)
    }
    await relay.stop()
    return { acknowledged: this.#acknowledged, seen: this.#seen, lost }
  }

  #environment(death: Death): Readonly<Record<string, string>> {
    if (death.at === "any time") return {}
    if (this.#library === null) throw new Error("a death at a point needs the faulty disk")
    const { operation, file, count, when } = death
    return { LD_PRELOAD: this.#library, DISK_KILL: [operation, file, count, when].join(",") }
  }

  async #startWriters(relay: RelayProcess): Promise<Map<string, Writer[]>> {
    const writers = new Map<string, Writer[]>()
    for (const document of DOCUMENTS) {
      const group: Writer[] = []
      for (let number = 0; number < WRITERS_PER_DOCUMENT; number += 1) {
        const client = await BareClient.connect(relay.url)
        await client.join(1, document)
        group.push(new Writer(client, `round-${this.#rounds}-writer-${number}`))
      }
      writers.set(document, group)
    }
    return writers
  }

  async #count(document: string, writer: Writer): Promise<void> {
    await writer.end()
    const promised = this.#promised.get(document)!
    for (const key of writer.acknowledged) promised.add(key)
    this.#acknowledged += writer.acknowledged.size
    const copy = new Y.Doc()
    for (const bytes of writer.seen) Y.applyUpdate(copy, bytes)
    for (const key of copy.getMap("items").keys()) promised.add(key)
    this.#seen += copy.getMap("items").size
  }
}

function after(millis: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, millis))
}

import { rmSync } from "node:fs"
import { afterEach, beforeEach, expect, test } from "vitest"
import * as Y from "yjs"
import { seededRandom } from "@weft/model/base/random"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { BareClient, temporaryFolder } from "../support/relay.ts"
import { runRelayProcess, startRelayProcess } from "../support/relay-process.ts"

const DOCUMENTS = ["acme/space/one", "acme/space/two"]
const ROUNDS = 6
const WRITERS_PER_DOCUMENT = 2

let folder = ""
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

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

async function startWriters(url: string, round: number): Promise<Map<string, Writer[]>> {
  const writers = new Map<string, Writer[]>()
  for (const document of DOCUMENTS) {
    const group: Writer[] = []
    for (let number = 0; number < WRITERS_PER_DOCUMENT; number += 1) {
      const client = await BareClient.connect(url)
      await client.join(1, document)
      group.push(new Writer(client, `round-${round}-writer-${number}`))
    }
    writers.set(document, group)
  }
  return writers
}

test("RELAY-3 what was acknowledged or seen by another is there after every kill", async () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 32)
  console.log(`seed ${seed}`)
  const random = seededRandom(seed)
  const promised = new Map(DOCUMENTS.map(document => [document, new Set<string>()]))

  for (let round = 0; round < ROUNDS; round += 1) {
    const relay = await startRelayProcess(folder)
    const writers = await startWriters(relay.url, round)
    const all = [...writers.values()].flat()
    const writing = setInterval(() => all.forEach(writer => writer.write()), 4)
    await new Promise(resolve => setTimeout(resolve, 200 + random() * 600))
    await relay.kill()
    clearInterval(writing)
    for (const [document, group] of writers) {
      for (const writer of group) {
        await writer.end()
        for (const key of writer.acknowledged) promised.get(document)?.add(key)
        const copy = new Y.Doc()
        for (const bytes of writer.seen) Y.applyUpdate(copy, bytes)
        for (const key of copy.getMap("items").keys()) promised.get(document)?.add(key)
      }
    }
  }

  const relay = await startRelayProcess(folder)
  const reader = await BareClient.connect(relay.url)
  for (const [channel, [document, keys]] of [...promised].entries()) {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, (await reader.join(channel, document)).bytes)
    const items = copy.getMap("items")
    expect(keys.size).toBeGreaterThan(100)
    expect([...keys].filter(key => !items.has(key))).toEqual([])
    expect(copy.store.pendingStructs).toBeNull()
  }
  expect(await relay.stop()).toBe(0)
})

test("asked to end, it brings everything to disk, says goodbye and exits with zero", async () => {
  const relay = await startRelayProcess(folder)
  const client = await BareClient.connect(relay.url)
  await client.join(1, "acme/space/one")
  const document = new Y.Doc()
  document.getMap("items").set("last", "word")
  client.send({ kind: "update", channel: 1, clientSeq: 1, bytes: Y.encodeStateAsUpdate(document) })
  await client.settled()
  expect(await relay.stop()).toBe(0)
  expect(await client.closed).toBe(CLOSE_REASONS["going-away"].code)

  const again = await startRelayProcess(folder)
  const joined = await (await BareClient.connect(again.url)).join(1, "acme/space/one")
  const copy = new Y.Doc()
  Y.applyUpdate(copy, joined.bytes)
  expect(copy.getMap("items").get("last")).toBe("word")
  await again.stop()
})

test("RELAY-9 a second relay on the same folder, and one on a port in use, say so and end", async () => {
  const first = await startRelayProcess(folder)
  const sameFolder = await runRelayProcess({ WEFT_DATA: folder, PORT: "0" })
  expect(sameFolder.code).toBe(1)
  expect(sameFolder.output).toMatch(/^Another Weft is running on .*\n$/)

  const other = temporaryFolder()
  const { port } = new URL(first.url)
  const samePort = await runRelayProcess({ WEFT_DATA: other, PORT: port })
  expect(samePort.code).toBe(1)
  expect(samePort.output).toBe(`Port ${port} on 127.0.0.1 is in use. Stop what uses it, or set PORT to another one.\n`)
  await first.stop()
  rmSync(other, { recursive: true })
})

test("a port that is no number is said to be none", async () => {
  const ended = await runRelayProcess({ WEFT_DATA: folder, PORT: "http" })
  expect(ended).toEqual({ code: 1, output: 'PORT must be a number from 0 to 65535, not "http".\n' })
})

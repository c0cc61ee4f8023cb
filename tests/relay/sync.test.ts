import { afterEach, expect, test } from "vitest"
import { DatabaseSync } from "node:sqlite"
import { rmSync } from "node:fs"
import { join } from "node:path"
import * as Y from "yjs"
import { MAX_JOINED_DOCUMENTS, PROTOCOL_VERSION } from "@weft/model/wire/limits"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import {
  BareClient,
  NOTHING,
  startRelay,
  temporaryFolder,
  type StartedRelay,
  type StartOptions,
} from "../support/relay.ts"

const DOCUMENT = "acme/space/one"

const relays: StartedRelay[] = []
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.close()
})

async function start(options?: StartOptions): Promise<StartedRelay> {
  const relay = await startRelay(options)
  relays.push(relay)
  return relay
}

function edit(document: Y.Doc, key: string, value: unknown): Uint8Array {
  const before = Y.encodeStateVector(document)
  document.getMap("items").set(key, value)
  return Y.encodeStateAsUpdate(document, before)
}

test("what one client writes another one gets, now and when it joins later", async () => {
  const { url } = await start()
  const [anna, ben] = [await BareClient.connect(url), await BareClient.connect(url)]
  await anna.join(1, DOCUMENT)
  await ben.join(9, DOCUMENT)
  const document = new Y.Doc()
  await anna.write(1, 1, edit(document, "a", 1))
  const updated = await ben.next("updated")
  expect(updated).toMatchObject({ channel: 9, seq: 1 })
  const cleo = await BareClient.connect(url)
  const joined = await cleo.join(3, DOCUMENT)
  expect(joined.seq).toBe(1)
  expect(Y.decodeStateVector(joined.stateVector)).toEqual(new Map([[document.clientID, 1]]))
  for (const bytes of [updated.bytes, joined.bytes]) {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, bytes)
    expect(copy.getMap("items").toJSON()).toEqual({ a: 1 })
  }
})

test("a socket carries many documents apart from each other, and leaving one ends it alone", async () => {
  const { url } = await start()
  const [anna, ben] = [await BareClient.connect(url), await BareClient.connect(url)]
  for (const [channel, name] of [
    [1, DOCUMENT],
    [2, "acme/settings"],
  ] as const) {
    await anna.join(channel, name)
    await ben.join(channel, name)
  }
  ben.send({ kind: "leave", channel: 1 })
  await ben.settled()
  await anna.write(1, 1, edit(new Y.Doc(), "a", 1))
  await anna.write(2, 1, edit(new Y.Doc(), "b", 2))
  expect(await ben.next("updated")).toMatchObject({ channel: 2 })
  expect(ben.waiting).toEqual([])
})

test("everything is there again after the relay was closed and started anew", async () => {
  const dataFolder = temporaryFolder()
  const first = await startRelay({ dataFolder })
  const anna = await BareClient.connect(first.url)
  await anna.join(1, DOCUMENT)
  const document = new Y.Doc()
  for (let count = 1; count <= 20; count += 1)
    anna.send({ kind: "update", channel: 1, clientSeq: count, bytes: edit(document, `key-${count}`, count) })
  while ((await anna.next("ack")).clientSeq < 20);
  await first.close()
  expect(await anna.closed).toBe(CLOSE_REASONS["going-away"].code)

  const second = await start({ dataFolder })
  const joined = await (await BareClient.connect(second.url)).join(1, DOCUMENT)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, joined.bytes)
  expect(copy.getMap("items").toJSON()).toEqual(document.getMap("items").toJSON())
  rmSync(dataFolder, { recursive: true })
})

test("RELAY-8 presence reaches the others by session and ends with the socket", async () => {
  const { url } = await start()
  const [anna, ben] = [await BareClient.connect(url), await BareClient.connect(url)]
  await anna.join(1, DOCUMENT)
  await ben.join(2, DOCUMENT)
  const state = JSON.stringify({ at: "item-1" })
  anna.send({ kind: "aware", channel: 1, state })
  expect(await ben.next("peer")).toEqual({ kind: "peer", channel: 2, peer: anna.session, state })
  await anna.close()
  expect(await ben.next("peer")).toEqual({ kind: "peer", channel: 2, peer: anna.session, state: "" })
})

test("a first push may be larger than a normal update", async () => {
  const { url } = await start()
  const anna = await BareClient.connect(url)
  await anna.join(1, DOCUMENT)
  const document = new Y.Doc()
  document.transact(() => {
    for (let item = 0; item < 3_000; item += 1) document.getMap("items").set(`id-${item}`, { title: "x".repeat(1_000) })
  })
  const bytes = Y.encodeStateAsUpdate(document)
  expect(bytes.length).toBeGreaterThan(3_000_000)
  await anna.write(1, 1, bytes)
  const joined = await (await BareClient.connect(url)).join(1, DOCUMENT)
  expect(joined.bytes.length).toBeGreaterThan(3_000_000)
})

test("a pong tells the relay's time", async () => {
  const { url } = await start()
  const anna = await BareClient.connect(url)
  const before = Date.now()
  anna.send({ kind: "ping", nonce: 77 })
  const pong = await anna.next("pong")
  expect(pong.nonce).toBe(77)
  expect(pong.now).toBeGreaterThanOrEqual(before)
  expect(pong.now).toBeLessThanOrEqual(Date.now())
})

test("joins that cannot be are refused by name, and the socket goes on", async () => {
  const { url } = await start()
  const anna = await BareClient.connect(url)
  await anna.join(1, DOCUMENT)
  const join = (channel: number, document: string) =>
    anna.send({ kind: "join", channel, document, epoch: 0, lastSeq: -1, stateVector: NOTHING })
  join(1, "acme/people")
  expect(await anna.next("failed")).toMatchObject({ channel: 1, reason: "channel-in-use" })
  join(2, "acme/../people")
  expect(await anna.next("failed")).toMatchObject({ channel: 2, reason: "bad-name" })
  for (let channel = 2; channel <= MAX_JOINED_DOCUMENTS; channel += 1)
    await anna.join(channel, `acme/setup/s${channel}`)
  join(1_000, "acme/people")
  expect(await anna.next("failed")).toMatchObject({ channel: 1_000, reason: "too-many-documents" })
  anna.send({ kind: "update", channel: 1_001, clientSeq: 1, bytes: new Uint8Array() })
  expect(await anna.next("nack")).toMatchObject({ channel: 1_001, reason: "not-joined" })
  await anna.settled()
})

test("RELAY-5 a document that does not verify is refused and kept, and the others are served", async () => {
  const dataFolder = temporaryFolder()
  const first = await startRelay({ dataFolder })
  const anna = await BareClient.connect(first.url)
  await anna.join(1, DOCUMENT)
  await anna.join(2, "acme/people")
  await anna.write(1, 1, edit(new Y.Doc(), "a", 1))
  await anna.write(2, 1, edit(new Y.Doc(), "b", 2))
  await first.close()
  const file = new DatabaseSync(join(dataFolder, "log.sqlite"))
  file.exec("UPDATE log SET bytes = x'0000' WHERE document = (SELECT id FROM document WHERE name = 'acme/space/one')")
  file.close()

  const second = await startRelay({ dataFolder })
  const ben = await BareClient.connect(second.url)
  ben.send({ kind: "join", channel: 1, document: DOCUMENT, epoch: 0, lastSeq: -1, stateVector: NOTHING })
  expect(await ben.next("failed")).toMatchObject({ channel: 1, reason: "quarantined", detail: "row 1 does not verify" })
  expect((await ben.join(2, "acme/people")).bytes.length).toBeGreaterThan(0)
  expect(second.reports).toEqual([`${DOCUMENT}: not loaded: row 1 does not verify`])
  await second.close()
  const after = new DatabaseSync(join(dataFolder, "log.sqlite"))
  expect(after.prepare("SELECT count(*) AS rows FROM log").get()).toEqual({ rows: 2 })
  after.close()
  rmSync(dataFolder, { recursive: true })
})

test("a load that fails closes the socket with its code and answers no join", async () => {
  const store = {
    ...createMemoryStore("history"),
    read: async () => {
      throw new Error("input/output error")
    },
  }
  const { url } = await start({ store })
  const anna = await BareClient.connect(url)
  anna.send({ kind: "join", channel: 1, document: DOCUMENT, epoch: 0, lastSeq: -1, stateVector: NOTHING })
  expect(await anna.closed).toBe(CLOSE_REASONS["load-failed"].code)
  expect(anna.waiting).toEqual([])
})

test("a protocol that is not spoken here is turned away by code", async () => {
  const { url } = await start()
  const anna = new BareClient(url)
  await new Promise(resolve => anna.socket.once("open", resolve))
  anna.send({
    kind: "hello",
    protocol: PROTOCOL_VERSION + 1,
    build: "test",
    schema: 0,
    session: anna.session,
    pass: "",
  })
  expect(await anna.closed).toBe(CLOSE_REASONS["protocol-too-old"].code)
})

test("whoever does not say hello is closed after five seconds", async () => {
  const { url } = await start()
  const anna = new BareClient(url)
  const began = Date.now()
  expect(await anna.closed).toBe(CLOSE_REASONS["hello-late"].code)
  expect(Date.now() - began).toBeGreaterThan(4_500)
})

test("a burst beyond the rate is stored whole, later, and the socket stays", async () => {
  const { url } = await start()
  const anna = await BareClient.connect(url)
  await anna.join(1, DOCUMENT)
  const document = new Y.Doc()
  const began = Date.now()
  const last = 700
  for (let count = 1; count <= last; count += 1)
    anna.send({ kind: "update", channel: 1, clientSeq: count, bytes: edit(document, "a", count) })
  while ((await anna.next("ack")).clientSeq < last);
  expect(Date.now() - began).toBeLessThan(10_000)
  const joined = await (await BareClient.connect(url)).join(1, DOCUMENT)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, joined.bytes)
  expect(copy.getMap("items").get("a")).toBe(last)
})

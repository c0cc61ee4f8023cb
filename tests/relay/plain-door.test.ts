import { afterEach, expect, test } from "vitest"
import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { BareClient, startRelay, type StartedRelay } from "../support/relay.ts"

const DOCUMENT = "acme/space/one"

const relays: StartedRelay[] = []
const providers: WebsocketProvider[] = []
afterEach(async () => {
  for (const provider of providers.splice(0)) provider.destroy()
  for (const relay of relays.splice(0)) await relay.close()
})

async function start(options = {}): Promise<StartedRelay> {
  const relay = await startRelay(options)
  relays.push(relay)
  return relay
}

/** The provider as it is published, talking to the relay alone and not to its neighbours in this process. */
function provide(url: string, document: Y.Doc, name = DOCUMENT): WebsocketProvider {
  const provider = new WebsocketProvider(`${url.replace("http", "ws")}/y`, name, document, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  providers.push(provider)
  return provider
}

const synced = (provider: WebsocketProvider) =>
  new Promise<void>(resolve => provider.on("sync", isSynced => isSynced && resolve()))

const itemsOf = (document: Y.Doc) => document.getMap("items").toJSON()

test("two documents of the unmodified provider are the same, both ways", async () => {
  const { url } = await start()
  const [one, two] = [new Y.Doc(), new Y.Doc()]
  one.getMap("items").set("before", 1)
  await Promise.all([synced(provide(url, one)), synced(provide(url, two))])
  two.getMap("items").set("after", 2)
  await expect.poll(() => itemsOf(one)).toEqual({ before: 1, after: 2 })
  await expect.poll(() => itemsOf(two)).toEqual({ before: 1, after: 2 })
})

test("RELAY-7 the two doors open on the same document", async () => {
  const { url } = await start()
  const plain = new Y.Doc()
  await synced(provide(url, plain))
  const client = await BareClient.connect(url)
  await client.join(1, DOCUMENT)
  const document = new Y.Doc()
  document.getMap("items").set("ours", 1)
  await client.write(1, 1, Y.encodeStateAsUpdate(document))
  await expect.poll(() => itemsOf(plain)).toEqual({ ours: 1 })
  plain.getMap("items").set("theirs", 2)
  Y.applyUpdate(document, (await client.next("updated")).bytes)
  expect(itemsOf(document)).toEqual({ ours: 1, theirs: 2 })
})

test("what was written while the provider was away arrives when it is back, both ways", async () => {
  const { url } = await start()
  const [one, two] = [new Y.Doc(), new Y.Doc()]
  const away = provide(url, one)
  await Promise.all([synced(away), synced(provide(url, two))])
  away.disconnect()
  one.getMap("items").set("offline", 1)
  two.getMap("items").set("online", 2)
  away.connect()
  await expect
    .poll(() => [itemsOf(one), itemsOf(two)])
    .toEqual([
      { offline: 1, online: 2 },
      { offline: 1, online: 2 },
    ])
})

test("what a provider wrote is there for the next one, after the document was unloaded", async () => {
  const { url } = await start({ idleMillis: 10 })
  const one = new Y.Doc()
  const first = provide(url, one)
  await synced(first)
  one.getMap("items").set("kept", 1)
  const reader = await BareClient.connect(url)
  await expect
    .poll(async () => (await reader.join(1, DOCUMENT).finally(() => reader.send({ kind: "leave", channel: 1 }))).seq)
    .toBe(1)
  first.destroy()
  const open = async () => ((await (await fetch(`${url}/healthz`)).json()) as { documents: number }).documents
  await expect.poll(open).toBe(0)
  const two = new Y.Doc()
  await synced(provide(url, two))
  expect(itemsOf(two)).toEqual({ kept: 1 })
})

test("awareness is shared, reaches newcomers, and ends with the socket", async () => {
  const { url } = await start()
  const [one, two, three] = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
  const first = provide(url, one)
  const second = provide(url, two)
  await Promise.all([synced(first), synced(second)])
  first.awareness.setLocalStateField("user", { name: "Anna" })
  await expect.poll(() => second.awareness.getStates().get(one.clientID)).toEqual({ user: { name: "Anna" } })
  const third = provide(url, three)
  await expect.poll(() => third.awareness.getStates().get(one.clientID)).toEqual({ user: { name: "Anna" } })
  first.ws?.close()
  first.shouldConnect = false
  await expect.poll(() => second.awareness.getStates().has(one.clientID)).toBe(false)
})

test("a provider that writes what is no update is closed for good, and the others go on", async () => {
  const { url } = await start()
  const [one, two] = [new Y.Doc(), new Y.Doc()]
  const [bad, good] = [provide(url, one), provide(url, two)]
  await Promise.all([synced(bad), synced(good)])
  const closed = new Promise<number>(resolve => bad.on("connection-close", event => resolve(event?.code ?? 0)))
  bad.ws?.send(new Uint8Array([0, 2, 3, 9, 9, 9]))
  expect(await closed).toBe(CLOSE_REASONS["refused-update"].code)
  expect(good.wsconnected).toBe(true)
})

test("RELAY-4 a document that cannot be loaded is never taken for an empty one", async () => {
  const store = {
    ...createMemoryStore("history"),
    read: async () => {
      throw new Error("input/output error")
    },
  }
  const { url } = await start({ store })
  const provider = provide(url, new Y.Doc())
  const code = await new Promise<number>(resolve => provider.on("connection-close", event => resolve(event?.code ?? 0)))
  expect(code).toBe(CLOSE_REASONS["load-failed"].code)
  expect(provider.synced).toBe(false)
})

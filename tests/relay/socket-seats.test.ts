import { afterEach, expect, test } from "vitest"
import { WebSocket } from "ws"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import type { Access } from "@weft/sync-server/access/access"
import { openAccess } from "@weft/sync-server/access/open-access"
import { SocketSeats } from "@weft/sync-server/connections/socket-seats"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { BareClient, startRelay, type StartedRelay } from "../support/relay.ts"

const MOST_PER_PERSON = 64

let relay: StartedRelay | null = null
afterEach(async () => {
  await relay?.close()
  relay = null
})

/** Access where the pass is the person. */
const byName: Access = {
  ...openAccess,
  identify: pass => ({ person: pass, device: pass, scope: null, endsAt: Infinity }),
  identifyRequest: async () => ({ person: "ana", device: "", scope: null, endsAt: Infinity }),
}

const closeCodeOf = (socket: WebSocket) => new Promise<number>(resolve => socket.on("close", code => resolve(code)))

test("RELAY-14 one person has so many sockets and no more, over both doors, and others are not kept out by it", async () => {
  relay = await startRelay({ access: byName })
  const { url } = relay
  const clients = await Promise.all(Array.from({ length: MOST_PER_PERSON }, () => BareClient.connect(url, "ana")))
  const oneMore = new BareClient(url)
  await new Promise(resolve => oneMore.socket.once("open", resolve))
  oneMore.send({ kind: "hello", protocol: 2, build: "test", schema: 0, session: "s", pass: "ana" })
  expect(await oneMore.closed).toBe(CLOSE_REASONS["too-many-sockets"].code)
  const plain = new WebSocket(`${url.replace("http", "ws")}/y/acme/space/one`)
  expect(await closeCodeOf(plain)).toBe(CLOSE_REASONS["too-many-sockets"].code)
  const ben = await BareClient.connect(url, "ben")
  await clients[0]?.close()
  await ben.settled()
  const again = await BareClient.connect(url, "ana")
  for (const client of [...clients.slice(1), ben, again]) await client.close()
})

test("a seat is left once, whoever sat there", () => {
  const seats = new SocketSeats()
  const taken = Array.from({ length: MOST_PER_PERSON }, () => seats.stranger())
  for (const seat of taken) expect(seat?.become("ana")).toBe(true)
  const more = seats.stranger()
  expect(more?.become("ana")).toBe(false)
  taken[0]?.leave()
  taken[0]?.leave()
  expect(more?.become("ana")).toBe(true)
  expect(seats.stranger()?.become("ana")).toBe(false)
})

test("RENEW-2 a plain client that names an earlier epoch is closed by name, and one that names none or this one is not", async () => {
  const memory = createMemoryStore("history")
  relay = await startRelay({
    store: { ...memory, read: async document => ({ ...(await memory.read(document)), epoch: 3 }) as never },
  })
  const { url } = relay
  const door = `${url.replace("http", "ws")}/y/acme/space/one`
  const stale = new WebSocket(`${door}@2`)
  expect(await closeCodeOf(stale)).toBe(CLOSE_REASONS["stale-epoch"].code)
  for (const room of [door, `${door}@3`]) {
    const socket = new WebSocket(room)
    const first = await new Promise(resolve => socket.once("message", resolve))
    expect(first).toBeDefined()
    socket.close()
    await closeCodeOf(socket)
  }
})

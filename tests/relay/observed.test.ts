import { expect, test } from "vitest"
import { openAccess } from "@weft/sync-server/access/open-access"
import { createMetrics, metricsDoor } from "@weft/sync-server/http/metrics"
import type { AnsweredRequest } from "@weft/sync-server/http/request-log"
import { createRelay } from "@weft/sync-server/relay"
import { historyDoor } from "@weft/sync-server/api/history"
import { DiskLost, type LogStore } from "@weft/sync-server/store/log-store"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { contentOf, DOCUMENT, HOLDING_NOTHING, writer } from "./open-rooms.ts"
import { TestPeer, TestTime } from "./test-world.ts"

function observed(overrides: Partial<LogStore> = {}) {
  const time = new TestTime()
  const store = { ...createMemoryStore("history"), ...overrides }
  const metrics = createMetrics()
  const requests: AnsweredRequest[] = []
  let names = 0
  const relay = createRelay({
    store,
    access: openAccess,
    clock: time,
    timers: time,
    createName: () => `name-${++names}`,
    report: () => {},
    diskLost: () => {},
    clientFolder: null,
    hosts: null,
    doors: [metricsDoor(metrics, "s3cret"), historyDoor({ store, access: openAccess })],
    meter: metrics.meter,
    answered: request => requests.push(request),
  })
  metrics.watch(relay.readings)
  const write = async () => {
    const peer = new TestPeer("ana")
    const joined = await relay.rooms.join(DOCUMENT, peer, HOLDING_NOTHING, () => true)
    if (joined.state !== "joined") throw new Error(joined.detail)
    joined.room.write(peer, 1, writer().set("a", 1))
    await time.pass(1)
    return joined.room
  }
  return { relay, requests, write, time }
}

test("OBSERVE-1 the relay's figures are for whoever has the token, and name no document", async () => {
  const { relay, write } = observed()
  const room = await write()
  expect(contentOf(room.lackedBy(new Uint8Array([0])))).toEqual({ a: 1 })
  expect((await relay.app.request("/metrics")).status).toBe(401)
  expect((await relay.app.request("/metrics", { headers: { authorization: "Bearer wrong" } })).status).toBe(401)
  const answer = await relay.app.request("/metrics", { headers: { authorization: "Bearer s3cret" } })
  const figures = await answer.text()
  expect(figures).toMatch(/^weft_documents 1$/m)
  expect(figures).toMatch(/^weft_commit_updates_sum 1$/m)
  expect(figures).toMatch(/^weft_waiting_updates 0$/m)
  expect(figures).not.toContain("acme")
})

/** A store in memory whose disk is full, until it is not. */
function fullStore() {
  const memory = createMemoryStore("history")
  const disk = { isFull: true, tries: 0 }
  const refuse = () => {
    if (disk.isFull) throw new Error("disk full")
  }
  const store: Partial<LogStore> = {
    ...memory,
    append: async rows => {
      refuse()
      await memory.append(rows)
    },
    tryWriting: async () => {
      disk.tries += 1
      refuse()
    },
  }
  return { disk, store }
}

test("OBSERVE-2 the relay says that it is not ready while the disk takes no writes, and that it is when one went through", async () => {
  const { disk, store } = fullStore()
  const { relay, write } = observed(store)
  const status = async () => (await relay.app.request("/readyz")).status
  expect(await status()).toBe(200)
  await write()
  expect(await status()).toBe(503)
  expect((await relay.app.request("/healthz")).status).toBe(200)
  disk.isFull = false
  await write()
  expect(await status()).toBe(200)
})

test("OBSERVE-2 a relay on which nobody writes finds out by itself that there is room again, and asks the disk once a second", async () => {
  const { disk, store } = fullStore()
  const { relay, write, time } = observed(store)
  const status = async () => (await relay.app.request("/readyz")).status
  await write()
  expect(await Promise.all([status(), status(), status()])).toEqual([503, 503, 503])
  expect(disk.tries).toBe(1)
  disk.isFull = false
  expect(await status()).toBe(503)
  await time.pass(1_000)
  expect(await status()).toBe(200)
  expect(await status()).toBe(200)
  expect(disk.tries).toBe(2)
})

test("OBSERVE-2 a disk that did not confirm a write never makes the relay ready again", async () => {
  const { relay, write } = observed({
    append: async () => {
      throw new DiskLost("fsync failed")
    },
  })
  await write()
  expect((await relay.app.request("/readyz")).status).toBe(503)
})

test("OBSERVE-3 a request is told under the id of its answer, by its route and without what stood in it", async () => {
  const { relay, requests } = observed()
  const answer = await relay.app.request(`/api/history/${DOCUMENT}`)
  await relay.app.request("/api/invitations/very-secret")
  expect(requests[0]).toMatchObject({ requestId: answer.headers.get("x-request-id"), method: "GET", status: 200 })
  expect(JSON.stringify(requests)).not.toMatch(/acme|secret/)
})

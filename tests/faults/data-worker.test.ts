import { IDBObjectStore } from "fake-indexeddb"
import { afterEach, expect, test, vi } from "vitest"
import { below, seededRandom } from "@weft/model/base/random"
import { created, device, item, ITEMS, relay, titled } from "../unit/client/data/world.ts"
import type { Device } from "../unit/client/data/device.ts"

afterEach(() => vi.restoreAllMocks())

/** Opens the database of a workspace beside the worker, as another program of the same origin could. */
async function tamper(ours: Device, change: (database: IDBDatabase) => IDBRequest | void): Promise<void> {
  const request = ours.factory!.open("weft-database-W")
  await new Promise(resolve => (request.onsuccess = resolve))
  const done = change(request.result)
  if (done !== undefined) await new Promise(resolve => (done.onsuccess = resolve))
  request.result.close()
}

for (let seed = 1; seed <= 40; seed++) {
  test(`a worker that is killed at any moment loses nothing that was saved or seen, seed ${seed}`, async () => {
    const random = seededRandom(seed)
    const { url } = await relay()
    const ours = device({ seed: 1_000 + seed, haste: 20 })
    const bob = device({ seed: 5_000 + seed })
      .worker()
      .tab("W", { relay: url, me: "bob" })
    await bob.watch(ITEMS)
    const saved = new Map<string, string>()
    let made = 0
    for (let round = 0; round < 4; round++) {
      const worker = ours.worker()
      const ann = worker.tab("W", { relay: url })
      await ann.watch(ITEMS)
      await ann.until(() => [...saved].every(([id, title]) => ann.row(ITEMS, "items", id)?.title === title))
      if (below(3, random) === 0) ours.setOnline(false)
      const written = new Map<string, string>()
      for (let step = below(8, random); step >= 0; step--) {
        const id = `I${++made}`
        await ann.write(created(id, `title ${made}`))
        written.set(id, `title ${made}`)
        if (below(3, random) > 0) continue
        await ann.saved()
        for (const [key, title] of written) saved.set(key, title)
      }
      if (below(2, random) === 0) await new Promise(resolve => setTimeout(resolve, below(12, random)))
      worker.kill()
      ours.setOnline(true)
    }
    const last = ours.worker().tab("W", { relay: url })
    await last.watch(ITEMS)
    await last.safe()
    await bob.until(() => [...saved.keys()].every(id => bob.row(ITEMS, "items", id) !== undefined))
    // Whoever was seen by others is here as well, saved before the crash or not.
    await last.until(() => bob.rows(ITEMS, "items").every(({ id }) => last.row(ITEMS, "items", id) !== undefined))
    for (const [id, title] of saved) {
      expect(bob.row(ITEMS, "items", id)?.title).toBe(title)
      expect(last.row(ITEMS, "items", id)?.title).toBe(title)
    }
  })
}

test("a stored update that does not decode is set aside, the rest stays in use, and the relay fills the gap", async () => {
  const { url } = await relay()
  const ours = device({ seed: 1, haste: 20 })
  const first = ours.worker()
  const ann = first.tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  await ann.write(created("I2", "Two"))
  await ann.safe()
  first.kill()
  await tamper(ours, database =>
    database
      .transaction("log", "readwrite")
      .objectStore("log")
      .put({ document: ITEMS, updates: [new Uint8Array([1, 200, 7])] }, 1),
  )
  ours.setOnline(false)
  const second = ours.worker()
  const offline = second.tab("W", { relay: url })
  await offline.watch(ITEMS)
  await offline.until(() => offline.sync?.damaged.includes(ITEMS) === true)
  await offline.saved()
  await new Promise(resolve => setTimeout(resolve, 500))
  ours.setOnline(true)
  await offline.until(() => offline.rows(ITEMS, "items").length === 2)
  const file = (await offline.ask(request => ({ do: "export-set-aside", request }))) as string
  expect(JSON.parse(file)).toMatchObject({ pieces: [{ document: ITEMS, reason: "not-decoded", yjsUpdate: "AcgH" }] })
  await offline.saved()
  second.kill()
  const third = ours.worker().tab("W", { relay: url })
  await third.watch(ITEMS)
  await third.until(() => third.rows(ITEMS, "items").length === 2)
  expect(third.sync?.damaged).toEqual([ITEMS])
})

test("a full disk is said, nothing is lost, and it is all written once there is room", async () => {
  const ours = device({ seed: 2, haste: 50 })
  const worker = ours.worker()
  const ann = worker.tab("W")
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.saved()
  const full = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError")
  })
  await ann.write(created("I2", "Two"))
  await ann.until(() => typeof ann.sync?.storage === "object")
  expect(ann.sync?.storage).toEqual({ memory: "disk-full" })
  await ann.write(titled("I2", "Two again"))
  const other = worker.tab("W")
  await other.watch(ITEMS)
  expect(other.row(ITEMS, "items", "I2")?.title).toBe("Two again")
  full.mockRestore()
  await ann.saved()
  worker.kill()
  const again = ours.worker().tab("W")
  await again.watch(ITEMS)
  expect(again.row(ITEMS, "items", "I2")?.title).toBe("Two again")
})

test("without a database the work goes on in memory, is said to, and still reaches the relay", async () => {
  const { url } = await relay()
  const ann = device({ seed: 3, withoutDatabase: true }).worker().tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.until(() => ann.sync?.unsent === 0 && ann.sync.relay.state === "online")
  expect(ann.sync?.storage).toEqual({ memory: "no-database" })
  const bob = device({ seed: 4 }).worker().tab("W", { relay: url, me: "bob" })
  await bob.watch(ITEMS)
  await bob.until(() => bob.row(ITEMS, "items", "I1") !== undefined)
})

test("a database that is cleared under the worker is filled again from memory", async () => {
  const ours = device({ seed: 5, haste: 20 })
  const worker = ours.worker()
  const ann = worker.tab("W")
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.saved()
  await new Promise(resolve => (ours.factory!.deleteDatabase("weft-database-W").onsuccess = resolve))
  await ann.until(() => typeof ann.sync?.storage === "object")
  expect(ann.sync?.storage).toEqual({ memory: "database-lost" })
  await ann.write(created("I2", "Two"))
  await ann.saved()
  worker.kill()
  const again = ours.worker().tab("W")
  await again.watch(ITEMS)
  expect(again.rows(ITEMS, "items")).toHaveLength(2)
})

test("a long log is folded into a snapshot that holds all of it", async () => {
  const ours = device({ seed: 6, haste: 20 })
  const worker = ours.worker()
  const ann = worker.tab("W")
  await ann.watch(ITEMS)
  await ann.write(created("I1", "0"))
  for (let edit = 1; edit <= 250; edit++) await ann.write(titled("I1", String(edit)))
  await ann.saved()
  await new Promise(resolve => setTimeout(resolve, 500))
  await ann.saved()
  worker.kill()
  let records = -1
  await tamper(ours, database => {
    const count = database.transaction("log").objectStore("log").count()
    count.addEventListener("success", () => (records = count.result))
    return count
  })
  expect(records).toBeLessThan(10)
  const again = ours.worker().tab("W")
  await again.watch(ITEMS)
  expect(again.row(ITEMS, "items", "I1")?.title).toBe("250")
})

test("workers of several tabs share one socket and one database, and another takes over when one dies", async () => {
  const { url } = await relay()
  const ours = device({ seed: 7 })
  const [first, second] = [ours.worker(), ours.worker()]
  const ann = first.tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.safe()
  const other = second.tab("W", { relay: url })
  await other.watch(ITEMS)
  await other.until(() => other.sync?.relay.state === "online")
  await ann.write(created("I1", "One"))
  await other.until(() => other.row(ITEMS, "items", "I1") !== undefined)
  await other.write(titled("I1", "Two"))
  await ann.until(() => ann.row(ITEMS, "items", "I1")?.title === "Two")
  await other.safe()
  expect(ours.sockets).toBe(1)
  first.kill()
  await other.write(created("I2", "After"))
  await other.until(() => ours.sockets === 2)
  await other.safe()
  const bob = device({ seed: 8 }).worker().tab("W", { relay: url, me: "bob" })
  await bob.watch(ITEMS)
  await bob.until(() => bob.row(ITEMS, "items", "I2") !== undefined)
  expect(bob.row(ITEMS, "items", item("I1"))?.title).toBe("Two")
  second.kill()
  const later = ours.worker().tab("W")
  await later.watch(ITEMS)
  expect(
    later
      .rows(ITEMS, "items")
      .map(({ title }) => title)
      .sort(),
  ).toEqual(["After", "Two"])
})

test("what a worker wrote while the leading one died unheard is stored by the next", async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const ours = device({ seed: 100 + seed })
    const [first, second, third] = [ours.worker(), ours.worker(), ours.worker()]
    const [ann, other, last] = [first.tab("W"), second.tab("W"), third.tab("W")]
    await ann.watch(ITEMS)
    await Promise.all([other.watch(ITEMS), last.watch(ITEMS)])
    await ann.write(created("I0", "Zero"))
    await Promise.all([other, last].map(tab => tab.until(() => tab.row(ITEMS, "items", "I0") !== undefined)))
    const random = seededRandom(seed)
    const writes = [other.write(created("I1", "One")), last.write(created("I2", "Two"))]
    if (below(2, random) === 0) await Promise.all(writes)
    first.kill()
    await Promise.all(writes)
    await Promise.all([other.saved(), last.saved()])
    second.kill()
    third.kill()
    const later = ours.worker().tab("W")
    await later.watch(ITEMS)
    expect(
      later
        .rows(ITEMS, "items")
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["I0", "I1", "I2"])
  }
})

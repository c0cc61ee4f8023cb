import { expect, test } from "vitest"
import * as Y from "yjs"
import { RENEWAL_POLICY } from "@weft/sync-server/store/renew-updates"
import { DiskLost } from "@weft/sync-server/store/log-store"
import { NOTHING } from "../support/relay.ts"
import { contentOf, DOCUMENT, HOLDING_NOTHING, IDLE_MILLIS, join, openRooms, writer } from "./open-rooms.ts"
import { TestPeer } from "./test-world.ts"

/** A document that very many have written to, in one update: little of it is left, and much remembered. */
function trodden(): Uint8Array {
  const document = new Y.Doc()
  document.transact(() => {
    for (let client = 1; client <= 15_000; client += 1) {
      document.clientID = client * 1_000
      document.getMap("items").set("one.title.r", [`title ${client}`, client])
    }
  })
  return Y.encodeStateAsUpdate(document)
}

test("RENEW-1 a document that has grown by what is gone begins a new epoch when nobody is there, with every entry", async () => {
  const { memory, rooms, time } = openRooms()
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  room.write(anna, 1, trodden())
  await time.pass(0)
  expect(anna.heard).toEqual(["ack 1"])
  const before = contentOf(room.lackedBy(NOTHING))
  room.leave(anna)
  await time.pass(IDLE_MILLIS)
  expect(room.state).toBe("gone")
  const stored = await memory.read(DOCUMENT)
  if (stored.state !== "sound") throw new Error(stored.detail)
  expect([stored.epoch, stored.snapshot?.seq]).toEqual([2, 2])
  expect(stored.snapshot!.bytes.length).toBeLessThan(200)
  const ben = new TestPeer("ben")
  const again = await join(rooms, ben)
  expect(again.entry.epoch).toBe(2)
  expect(contentOf(again.entry.bytes)).toEqual(before)
})

test("RENEW-2 whoever comes back from an earlier epoch gets the whole, and what they had as such is refused", async () => {
  const { rooms, time } = openRooms()
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  room.write(anna, 1, trodden())
  await time.pass(0)
  room.leave(anna)
  await time.pass(IDLE_MILLIS)
  const late = await rooms.join(DOCUMENT, anna, { epoch: 1, lastSeq: 1, stateVector: NOTHING }, () => true)
  if (late.state !== "joined") throw new Error(late.detail)
  expect(late.entry).toMatchObject({ epoch: 2, seq: 2 })
  expect(contentOf(late.entry.bytes)).toEqual({ "one.title.r": ["title 15000", 15_000] })
  late.room.write(anna, 2, writer(7_000).set("old", 1))
  expect(anna.heard).toEqual(["ack 1", "nack 2 foreign-replica"])
})

test("RENEW-3 people who have a document open for long are sent to join its new epoch, and lose nothing", async () => {
  const { rooms, time } = openRooms()
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  room.write(anna, 1, trodden())
  await time.pass(RENEWAL_POLICY.quietMillis + 1)
  expect(anna.heard).toEqual(["ack 1", "renewed 2"])
  expect(room.peers).toBe(0)
  const again = await join(rooms, anna)
  expect(again.room).toBe(room)
  const edits = writer()
  again.room.write(anna, 2, edits.set("b", 1))
  await time.pass(0)
  expect(anna.heard.slice(2)).toEqual(["ack 2"])
  expect(contentOf(room.lackedBy(NOTHING))).toMatchObject({ b: 1 })
})

test("RENEW-3 a new epoch that the disk did not confirm stops the relay, which cannot know what a row would follow", async () => {
  const { rooms, time, lost, memory } = openRooms({
    renew: async (...renewal) => {
      await memory.renew(...renewal)
      throw new DiskLost("the disk did not confirm a write")
    },
  })
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  room.write(anna, 1, trodden())
  await time.pass(RENEWAL_POLICY.quietMillis)
  expect(lost).toHaveLength(1)
  room.write(anna, 2, writer(7_000).set("late", 1))
  await time.pass(1_000)
  expect(anna.heard).toEqual(["ack 1"])
  const stored = await memory.read(DOCUMENT)
  expect(stored).toMatchObject({ state: "sound", epoch: 2, rows: [] })
})

test("RENEW-3 a new epoch that cannot be read is served to nobody, and nothing follows the old one", async () => {
  let isRenewed = false
  const { rooms, time, memory } = openRooms({
    renew: async (...renewal) => {
      await memory.renew(...renewal)
      isRenewed = true
    },
    read: async document =>
      isRenewed ? { state: "quarantined", detail: "does not verify" } : await memory.read(document),
  })
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  room.write(anna, 1, trodden())
  await time.pass(RENEWAL_POLICY.quietMillis)
  expect(anna.heard).toEqual(["ack 1", "close load-failed"])
  expect([room.state, rooms.size]).toEqual(["gone", 0])
})

test("RENEW-4 prose and what is worth no epoch stay as they are", async () => {
  const { memory, rooms, time } = openRooms()
  const anna = new TestPeer("anna")
  for (const document of ["acme/text/one/item", "acme/space/two"]) {
    const joined = await rooms.join(document, anna, HOLDING_NOTHING, () => true)
    if (joined.state !== "joined") throw new Error(joined.detail)
    joined.room.write(anna, 1, document.includes("text") ? trodden() : writer().set("a", "x".repeat(200_000)))
    await time.pass(0)
    joined.room.leave(anna)
    await time.pass(IDLE_MILLIS)
    expect(await memory.read(document)).toMatchObject({ epoch: 1 })
  }
})

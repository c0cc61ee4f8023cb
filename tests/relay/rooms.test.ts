import { expect, test } from "vitest"
import * as Y from "yjs"
import { DiskLost } from "@weft/sync-server/store/log-store"
import { NOTHING } from "../support/relay.ts"
import { contentOf, DOCUMENT, HOLDING_NOTHING, IDLE_MILLIS, join, openRooms, writer } from "./open-rooms.ts"
import { settle, TestPeer } from "./test-world.ts"

/** A promise that is settled from outside. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>(resolve => (open = resolve))
  return { open: () => open(), opened }
}

test("RELAY-1 an update is acknowledged and passed on when it is on disk, and not before", async () => {
  const disk = gate()
  const { memory, rooms, time } = openRooms({
    append: async rows => {
      await disk.opened
      await memory.append(rows)
    },
  })
  const [anna, ben] = [new TestPeer("anna"), new TestPeer("ben")]
  const { room } = await join(rooms, anna)
  await join(rooms, ben)
  room.write(anna, 1, writer().set("a", 1))
  await time.pass(100)
  expect([anna.heard, ben.heard]).toEqual([[], []])
  expect((await join(rooms, new TestPeer("early"))).entry.bytes).toHaveLength(0)
  disk.open()
  await time.pass(0)
  expect([anna.heard, ben.heard]).toEqual([["ack 1"], ["updated 1"]])
})

test("updates that come together are one write, one ack per writer and one frame per reader", async () => {
  const batches: number[] = []
  const { memory, rooms, time } = openRooms({
    append: async rows => {
      batches.push(rows.length)
      await memory.append(rows)
    },
  })
  const [anna, ben, cleo] = [new TestPeer("anna"), new TestPeer("ben"), new TestPeer("cleo")]
  const { room } = await join(rooms, anna)
  await join(rooms, ben)
  await join(rooms, cleo)
  const [first, second] = [writer(), writer()]
  room.write(anna, 1, first.set("a", 1))
  room.write(anna, 2, first.set("b", 2))
  room.write(ben, 7, second.set("c", 3))
  await time.pass(0)
  expect(batches).toEqual([3])
  expect([anna.heard, ben.heard, cleo.heard]).toEqual([["ack 2", "updated 3"], ["ack 7", "updated 3"], ["updated 3"]])
  expect(contentOf(...cleo.updates)).toEqual({ a: 1, b: 2, c: 3 })
  expect(contentOf(...anna.updates)).toEqual({ c: 3 })
})

test("RELAY-2 an update after a gap is not stored; the client is told from where to send, and that heals it", async () => {
  const { memory, rooms, time } = openRooms()
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const edits = writer()
  edits.set("lost", 1)
  room.write(anna, 2, edits.set("b", 2))
  await time.pass(0)
  expect(anna.heard).toEqual(["missing 2"])
  expect(await memory.read(DOCUMENT)).toMatchObject({ rows: [] })
  room.write(anna, 3, Y.encodeStateAsUpdate(edits.document))
  await time.pass(0)
  expect(anna.heard).toEqual(["missing 2", "ack 3"])
  expect(contentOf(room.lackedBy(NOTHING))).toEqual({ lost: 1, b: 2 })
})

test("what the relay has already is acknowledged without a row, and in its turn", async () => {
  const { memory, rooms, time } = openRooms()
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const edit = writer().set("a", 1)
  room.write(anna, 1, edit)
  room.write(anna, 2, edit)
  await time.pass(0)
  room.write(anna, 3, edit)
  await time.pass(0)
  expect(anna.heard).toEqual(["ack 2", "ack 3"])
  expect((await memory.read(DOCUMENT)) as object).toMatchObject({ rows: [{ seq: 1 }] })
})

test("RELAY-6 a disk that is full refuses writes and goes on serving, and writes again when there is room", async () => {
  let isFull = true
  const { memory, rooms, time, reports } = openRooms({
    append: async rows => {
      if (isFull) throw new Error("database or disk is full")
      await memory.append(rows)
    },
  })
  const [anna, ben] = [new TestPeer("anna"), new TestPeer("ben")]
  const { room } = await join(rooms, anna)
  await join(rooms, ben)
  const edit = writer().set("a", 1)
  room.write(anna, 1, edit)
  await time.pass(0)
  room.present(anna, "here")
  await time.pass(100)
  expect(anna.heard).toEqual(["nack 1 read-only"])
  expect(ben.heard).toEqual(["peer anna here"])
  expect(reports).toEqual([`${DOCUMENT}: cannot write: database or disk is full`])
  isFull = false
  room.write(anna, 2, edit)
  await time.pass(0)
  expect(anna.heard.at(-1)).toBe("ack 2")
  expect(await memory.read(DOCUMENT)).toMatchObject({ rows: [{ seq: 1, bytes: edit }] })
})

test("what came in while a write failed is refused with it, since it may lean on what is not there", async () => {
  const disk = gate()
  let tries = 0
  const { memory, rooms, time } = openRooms({
    append: async rows => {
      await disk.opened
      tries += 1
      if (tries === 1) throw new Error("database or disk is full")
      await memory.append(rows)
    },
  })
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const edits = writer()
  room.write(anna, 1, edits.set("a", 1))
  await time.pass(0)
  room.write(anna, 2, edits.set("b", 2))
  disk.open()
  await time.pass(0)
  expect(anna.heard).toEqual(["nack 1 read-only", "nack 2 read-only"])
  expect(await memory.read(DOCUMENT)).toMatchObject({ rows: [] })
})

test("RELAY-1 after a write that the disk did not confirm nothing is acknowledged any more", async () => {
  const { rooms, time, lost } = openRooms({
    append: async () => {
      throw new DiskLost("the disk did not confirm a write")
    },
  })
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const edits = writer()
  room.write(anna, 1, edits.set("a", 1))
  await time.pass(0)
  room.write(anna, 2, edits.set("b", 1))
  await time.pass(1_000)
  expect(lost).toHaveLength(1)
  expect(anna.heard).toEqual([])
})

test("two first visitors wait for one load and get the same room", async () => {
  const disk = gate()
  let loads = 0
  const { memory, rooms } = openRooms({
    read: async () => {
      loads += 1
      await disk.opened
      return memory.read(DOCUMENT)
    },
  })
  const both = Promise.all([join(rooms, new TestPeer("anna")), join(rooms, new TestPeer("ben"))])
  await settle()
  disk.open()
  const [first, second] = await both
  expect(loads).toBe(1)
  expect(first.room).toBe(second.room)
})

test("RELAY-4 a load that fails answers nobody, makes no document, and the next join tries again", async () => {
  let isBroken = true
  const { memory, rooms } = openRooms({
    read: async document => {
      if (isBroken) throw new Error("input/output error")
      return memory.read(document)
    },
  })
  const edit = writer().set("a", 1)
  await memory.append([{ document: DOCUMENT, seq: 1, bytes: edit, author: "", session: "anna", claims: [], at: 0 }])
  const peer = new TestPeer("ben")
  const tries = [0, 1].map(() => rooms.join(DOCUMENT, peer, HOLDING_NOTHING, () => true))
  expect(await Promise.all(tries)).toEqual([
    { state: "load-failed", detail: "input/output error" },
    { state: "load-failed", detail: "input/output error" },
  ])
  expect(rooms.size).toBe(0)
  isBroken = false
  expect(contentOf((await join(rooms, peer)).entry.bytes)).toEqual({ a: 1 })
})

test("RELAY-4 a document whose bytes do not merge fails to load, whatever its checksums say, and nothing is written over it", async () => {
  const { memory, rooms, time } = openRooms()
  const row = { document: DOCUMENT, bytes: new Uint8Array([9, 9]), author: "", session: "anna", claims: [], at: 0 }
  const rows = [1, 2].map(seq => ({ ...row, seq }))
  await memory.append(rows)
  const joined = await rooms.join(DOCUMENT, new TestPeer("ben"), HOLDING_NOTHING, () => true)
  expect(joined.state).toBe("load-failed")
  await time.pass(60_000)
  expect(rooms.size).toBe(0)
  expect(await memory.read(DOCUMENT)).toMatchObject({ state: "sound", snapshot: null, rows })
})

test("who has gone while the document loaded is not taken in, and the room does not stay for it", async () => {
  const { rooms, time } = openRooms()
  const gone = await rooms.join(DOCUMENT, new TestPeer("anna"), HOLDING_NOTHING, () => false)
  expect(gone.state).toBe("left")
  await time.pass(IDLE_MILLIS)
  expect(rooms.size).toBe(0)
  expect(time.pending).toBe(0)
})

test("a room ends when nobody has been in it for a while, and not before", async () => {
  const { rooms, time } = openRooms()
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  room.write(anna, 1, writer().set("a", 1))
  await time.pass(IDLE_MILLIS * 5)
  expect(room.state).toBe("live")
  room.leave(anna)
  await time.pass(IDLE_MILLIS - 1)
  const again = await join(rooms, anna)
  expect(again.room).toBe(room)
  room.leave(anna)
  await time.pass(IDLE_MILLIS)
  expect(room.state).toBe("gone")
  expect(rooms.size).toBe(0)
  expect((await join(rooms, anna)).room).not.toBe(room)
})

test("a room of a document that was never written ends as soon as nobody is in it: anybody can name many", async () => {
  const { rooms, time } = openRooms()
  const [anna, ben] = [new TestPeer("anna"), new TestPeer("ben")]
  const { room } = await join(rooms, anna)
  await join(rooms, ben)
  room.leave(anna)
  await time.pass(IDLE_MILLIS)
  expect(room.state).toBe("live")
  room.leave(ben)
  await time.pass(0)
  expect(rooms.size).toBe(0)
  expect(time.pending).toBe(0)
})

test("a room with something waiting for the disk does not end", async () => {
  const disk = gate()
  const { memory, rooms, time } = openRooms({
    append: async rows => {
      await disk.opened
      await memory.append(rows)
    },
  })
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  room.write(anna, 1, writer().set("a", 1))
  await time.pass(0)
  room.leave(anna)
  await time.pass(IDLE_MILLIS * 2)
  expect(room.state).toBe("live")
  disk.open()
  await time.pass(IDLE_MILLIS)
  expect(room.state).toBe("gone")
  expect(contentOf((await join(rooms, anna)).entry.bytes)).toEqual({ a: 1 })
})

test("a join while the room drains makes it live again, with everything in it", async () => {
  const packing = gate()
  const { memory, rooms, time } = openRooms({
    compact: async (document, snapshot) => {
      await packing.opened
      await memory.compact(document, snapshot)
    },
  })
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const edits = writer()
  for (let edit = 1; edit <= 300; edit += 1) room.write(anna, edit, edits.set("a", edit))
  await time.pass(0)
  room.leave(anna)
  await time.pass(IDLE_MILLIS)
  expect(room.state).toBe("draining")
  const ben = new TestPeer("ben", anna.author)
  const again = await join(rooms, ben)
  expect(again.room).toBe(room)
  room.write(ben, 1, edits.set("b", 1))
  await time.pass(0)
  packing.open()
  await time.pass(0)
  expect(room.state).toBe("live")
  expect(ben.heard).toEqual(["ack 1"])
  expect(contentOf(room.lackedBy(NOTHING))).toEqual({ a: 300, b: 1 })
  expect(await memory.read(DOCUMENT)).toMatchObject({ snapshot: { seq: 300 }, rows: [{ seq: 301 }] })
  room.leave(ben)
  await time.pass(IDLE_MILLIS)
  expect(rooms.size).toBe(0)
  expect(time.pending).toBe(0)
})

test("a room that is left while it packs ends like any other", async () => {
  const packing = gate()
  const { memory, rooms, time } = openRooms({
    compact: async (document, snapshot) => {
      await packing.opened
      await memory.compact(document, snapshot)
    },
  })
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const edits = writer()
  for (let edit = 1; edit <= 300; edit += 1) room.write(anna, edit, edits.set("a", edit))
  await time.pass(10_000)
  room.leave(anna)
  await time.pass(IDLE_MILLIS)
  expect(room.state).toBe("live")
  packing.open()
  await time.pass(IDLE_MILLIS)
  expect([room.state, rooms.size, time.pending]).toEqual(["gone", 0, 0])
})

test("a long log is packed when nobody writes for a while, and joins give the same before and after", async () => {
  const { memory, rooms, time } = openRooms()
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const edits = writer()
  for (let edit = 1; edit <= 300; edit += 1) room.write(anna, edit, edits.set(`key-${edit % 10}`, edit))
  await time.pass(0)
  const before = contentOf(room.lackedBy(NOTHING))
  await time.pass(60_000)
  expect(await memory.read(DOCUMENT)).toMatchObject({ snapshot: { seq: 300 }, rows: [] })
  expect(contentOf(room.lackedBy(NOTHING))).toEqual(before)
  expect((await join(rooms, new TestPeer("ben"))).entry.seq).toBe(300)
})

test("a document that is written without a pause is packed all the same", async () => {
  const { memory, rooms, time } = openRooms()
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const edits = writer()
  for (let edit = 1; edit <= 4_000; edit += 1) {
    room.write(anna, edit, edits.set("a", edit))
    if (edit % 20 === 0) await time.pass(200)
  }
  const stored = await memory.read(DOCUMENT)
  expect(stored.state === "sound" && stored.rows.length).toBeLessThan(3_000)
  expect(contentOf(room.lackedBy(NOTHING))).toEqual({ a: 4_000 })
})

test("who comes back with a sequence gets what came since; an unknown or folded sequence goes by state vector", async () => {
  const { rooms, time } = openRooms()
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const edits = writer()
  const first = edits.set("a", 1)
  room.write(anna, 1, first)
  await time.pass(0)
  const afterFirst = Y.encodeStateVector(edits.document)
  const second = edits.set("b", 2)
  room.write(anna, 2, second)
  await time.pass(0)
  expect((await join(rooms, new TestPeer("b"), 1)).entry.bytes).toEqual(second)
  expect((await join(rooms, new TestPeer("c"), 2)).entry.bytes).toHaveLength(0)
  expect(contentOf((await join(rooms, new TestPeer("d"), 99)).entry.bytes)).toEqual({ a: 1, b: 2 })
  expect(contentOf(first, (await join(rooms, new TestPeer("e"), -1, afterFirst)).entry.bytes)).toEqual({ a: 1, b: 2 })
})

test("RELAY-11 a reader that falls behind gets nothing more until it has read, and then all of it at once", async () => {
  const { rooms, time } = openRooms()
  const [anna, slow] = [new TestPeer("anna"), new TestPeer("slow")]
  const { room } = await join(rooms, anna)
  await join(rooms, slow)
  slow.backlog = 2 * 1024 * 1024
  const edits = writer()
  for (let edit = 1; edit <= 5; edit += 1) {
    room.write(anna, edit, edits.set(`key-${edit}`, edit))
    await time.pass(1_000)
  }
  expect(slow.heard).toEqual([])
  slow.backlog = 0
  await time.pass(100)
  expect(slow.heard).toEqual(["updated 5"])
  expect(contentOf(...slow.updates)).toEqual({ "key-1": 1, "key-2": 2, "key-3": 3, "key-4": 4, "key-5": 5 })
})

test("a reader that reads slowly is kept, and one that does not read is closed", async () => {
  const { rooms, time } = openRooms()
  const [anna, slow, dead] = [new TestPeer("anna"), new TestPeer("slow"), new TestPeer("dead")]
  const { room } = await join(rooms, anna)
  await join(rooms, slow)
  await join(rooms, dead)
  slow.backlog = dead.backlog = 3 * 1024 * 1024
  room.write(anna, 1, writer().set("a", 1))
  for (let second = 0; second < 40; second += 1) {
    await time.pass(1_000)
    slow.backlog -= 16 * 1024
  }
  expect(slow.heard).toEqual([])
  expect(dead.heard[0]).toBe("close too-slow")
})

test("RELAY-8 presence shows the latest of each peer, in rounds, to newcomers as well, and ends with the peer", async () => {
  const { rooms, time } = openRooms()
  const [anna, ben, slow] = [new TestPeer("anna"), new TestPeer("ben"), new TestPeer("slow")]
  const { room } = await join(rooms, anna)
  await join(rooms, ben)
  await join(rooms, slow)
  slow.backlog = 100 * 1024
  room.present(anna, "step 1")
  expect(ben.heard, "never in the task in which somebody else may be losing a right").toEqual([])
  await time.pass(0)
  for (let step = 2; step <= 10; step += 1) room.present(anna, `step ${step}`)
  await time.pass(100)
  expect(ben.heard).toEqual(["peer anna step 1", "peer anna step 10"])
  expect([anna.heard, slow.heard]).toEqual([[], []])
  const cleo = new TestPeer("cleo")
  await join(rooms, cleo)
  room.greet(cleo)
  expect(cleo.heard).toEqual(["peer anna step 10"])
  room.leave(anna)
  await time.pass(100)
  expect(cleo.heard.at(-1)).toBe("peer anna gone")
})

test("RELAY-13 nobody writes as a replica that is somebody else's", async () => {
  const { rooms, time } = openRooms()
  const [anna, mallory] = [new TestPeer("anna"), new TestPeer("mallory")]
  const { room } = await join(rooms, anna)
  await join(rooms, mallory)
  const edits = writer()
  room.write(anna, 1, edits.set("status", "rejected"))
  await time.pass(0)
  const forged = new Y.Doc()
  Y.applyUpdate(forged, room.lackedBy(NOTHING))
  forged.clientID = edits.document.clientID
  const before = Y.encodeStateVector(forged)
  forged.getMap("items").set("status", "approved")
  room.write(mallory, 1, Y.encodeStateAsUpdate(forged, before))
  await time.pass(0)
  expect(mallory.heard).toEqual(["updated 1", "nack 1 foreign-replica"])
  expect(anna.heard).toEqual(["ack 1"])
  room.write(anna, 2, edits.set("status", "done"))
  await time.pass(0)
  expect(contentOf(room.lackedBy(NOTHING))).toEqual({ status: "done" })
})

test("RELAY-13 what is known already may come from anybody", async () => {
  const { rooms, time } = openRooms()
  const [anna, ben] = [new TestPeer("anna"), new TestPeer("ben")]
  const { room } = await join(rooms, anna)
  await join(rooms, ben)
  const update = writer().set("a", 1)
  room.write(anna, 1, update)
  room.write(ben, 1, update)
  await time.pass(0)
  expect(ben.heard).toEqual(["ack 1", "updated 1"])
})

test("RELAY-13 a replica whose first update was not stored belongs to nobody", async () => {
  let isFull = true
  const { memory, rooms, time } = openRooms({
    append: async rows => {
      if (isFull) throw new Error("disk full")
      await memory.append(rows)
    },
  })
  const [anna, ben] = [new TestPeer("anna"), new TestPeer("ben")]
  const { room } = await join(rooms, anna)
  await join(rooms, ben)
  const update = writer().set("a", 1)
  room.write(anna, 1, update)
  await time.pass(0)
  isFull = false
  room.write(ben, 1, update)
  await time.pass(0)
  expect(ben.heard).toEqual(["ack 1"])
})

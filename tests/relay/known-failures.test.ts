import { expect, test } from "vitest"
import { WebSocket } from "ws"
import * as Y from "yjs"
import { mergeUpdates } from "@weft/sync-server/rooms/document-bytes"
import { BareClient, startRelay, temporaryFolder } from "../support/relay.ts"
import { DOCUMENT, HOLDING_NOTHING, IDLE_MILLIS, join, openRooms, writer } from "./open-rooms.ts"
import { TestPeer } from "./test-world.ts"

/*
 * Ways in which other relays have lost data or fallen over. What has a place
 * of its own among the tests is there: acks that are not true, loads that fail,
 * shutdown, claims of millions, foreign replicas, readers that do not read.
 */

test("three thousand updates after a gap are each answered as quickly as the first, and none is kept", async () => {
  let rows = 0
  const { rooms, time } = openRooms({ append: async batch => void (rows += batch.length) })
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const gappy = writer()
  gappy.set("lost", 0)
  const updates = Array.from({ length: 3_000 }, (_, edit) => gappy.set(`key${edit % 50}`, edit))
  const millisOf = (some: readonly Uint8Array[]) => {
    const start = performance.now()
    for (const update of some) room.write(anna, 1, update)
    return performance.now() - start
  }
  millisOf(updates.slice(0, 500))
  const [early, , , , late] = [500, 1_000, 1_500, 2_000, 2_500].map(from => millisOf(updates.slice(from, from + 500)))
  await time.pass(100)
  expect(rows).toBe(0)
  expect(anna.heard).toEqual(updates.map(() => "missing 1"))
  expect(late).toBeLessThan(5 * (early ?? 0) + 50)
})

test("RELAY-4 right after a restart the first answer at the plain door is the whole document", async () => {
  const dataFolder = temporaryFolder()
  const first = await startRelay({ dataFolder })
  const anna = await BareClient.connect(first.url)
  await anna.join(1, DOCUMENT)
  const { set, document } = writer()
  await anna.write(1, 1, set("large", "x".repeat(200_000)))
  await first.close()

  const second = await startRelay({ dataFolder })
  const socket = new WebSocket(`${second.url.replace("http", "ws")}/y/${DOCUMENT}`)
  socket.on("open", () => socket.send(new Uint8Array([0, 0, 1, 0])))
  const answer = await new Promise<Buffer>(resolve =>
    socket.on("message", (message: Buffer) => {
      if (message[0] === 0 && message[1] === 1) resolve(message)
    }),
  )
  expect(answer.length).toBeGreaterThan(Y.encodeStateAsUpdate(document).length)
  socket.terminate()
  await second.close()
})

test("documents that were opened, not loaded or quarantined leave nothing behind: no room, no timer", async () => {
  const { memory, rooms, time } = openRooms({
    read: async document => {
      if (document.endsWith("1")) throw new Error("not now")
      if (document.endsWith("2")) return { state: "quarantined", detail: "broken" }
      return memory.read(document)
    },
  })
  for (let count = 0; count < 300; count += 1) {
    const peer = new TestPeer("anna")
    const joined = await rooms.join(`acme/space/n${count}`, peer, HOLDING_NOTHING, () => true)
    if (joined.state !== "joined") continue
    joined.room.present(peer, "here")
    joined.room.write(peer, 1, writer().set("a", 1))
    joined.room.leave(peer)
  }
  await time.pass(IDLE_MILLIS * 3)
  expect([rooms.size, time.pending]).toEqual([0, 0])
})

test("a store that is slower than those who write gets one batch at a time, each of all that waits", async () => {
  const batches: number[] = []
  let [atOnce, mostAtOnce] = [0, 0]
  const { memory, rooms, time } = openRooms({
    append: async rows => {
      batches.push(rows.length)
      mostAtOnce = Math.max(mostAtOnce, ++atOnce)
      await new Promise<void>(resolve => void time.after(200, resolve))
      await memory.append(rows)
      atOnce -= 1
    },
  })
  const anna = new TestPeer("anna")
  const { room } = await join(rooms, anna)
  const { set } = writer()
  for (let count = 1; count <= 400; count += 1) {
    room.write(anna, count, set(`key${count % 20}`, count))
    await time.pass(5)
  }
  await time.pass(2_000)
  expect(mostAtOnce).toBe(1)
  expect(batches.length).toBeLessThan(15)
  expect(batches.reduce((sum, size) => sum + size, 0)).toBe(400)
  expect(anna.heard.at(-1)).toBe("ack 400")
})

test("updates of thousands of replicas merge in less time than in one go, to the same document", () => {
  const updates = Array.from({ length: 4_000 }, (_, replica) => writer(replica + 1).set(`key${replica}`, replica))
  const timed = (merge: (some: Uint8Array[]) => Uint8Array) => {
    merge(updates.slice(0, 500))
    const start = performance.now()
    return { merged: merge(updates), millis: performance.now() - start }
  }
  const [inGroups, inOneGo] = [timed(mergeUpdates), timed(Y.mergeUpdates)]
  expect(inGroups.millis).toBeLessThan(inOneGo.millis)
  expect(Buffer.compare(inGroups.merged, inOneGo.merged)).toBe(0)
})

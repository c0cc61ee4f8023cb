import { expect, test } from "vitest"
import { silentMeter } from "@weft/sync-server/ports"
import { CommitQueue, type Waiting } from "@weft/sync-server/rooms/commit-queue"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { TestPeer, TestTime, settle } from "./test-world.ts"

const peer = new TestPeer("anna")

/** Waits for its turn only: what is stored is not what is tried here. */
const entry = (clientSeq: number): Waiting => ({ peer, clientSeq, update: null, claims: [], at: 0 })

/** A queue with one room, in which handing out a group takes so many milliseconds, and the groups that came. */
function startQueue(handingMillis: number) {
  const time = new TestTime()
  let spent = 0
  const groups: number[][] = []
  const queue = new CommitQueue({
    store: createMemoryStore("first"),
    clock: { now: () => time.now() + spent },
    timers: time,
    meter: silentMeter,
    diskLost: () => {},
  })
  const room = {
    document: "acme/space/one",
    seq: 0,
    committed(entries: readonly Waiting[]) {
      spent += handingMillis
      groups.push(entries.map(({ clientSeq }) => clientSeq))
    },
    notCommitted() {},
  }
  return { time, groups, add: (clientSeq: number) => queue.add(room, entry(clientSeq)), queue }
}

test("what comes while a group is handed out in no time is committed at once", async () => {
  const { time, groups, add } = startQueue(1)
  add(1)
  await time.pass(0)
  add(2)
  await time.pass(0)
  expect([groups, time.pending]).toEqual([[[1], [2]], 0])
})

test("after handing out for long, the next group waits for as long, and has all that came meanwhile", async () => {
  const { time, groups, add } = startQueue(8)
  add(1)
  await time.pass(0)
  for (const clientSeq of [2, 3, 4]) add(clientSeq)
  await time.pass(7)
  expect(groups).toEqual([[1]])
  await time.pass(1)
  expect(groups).toEqual([[1], [2, 3, 4]])
})

test("no rest is longer than anybody notices", async () => {
  const { time, groups, add } = startQueue(500)
  add(1)
  await time.pass(0)
  add(2)
  await time.pass(20)
  expect(groups).toEqual([[1], [2]])
})

test("who waits until everything is on disk waits for no rest", async () => {
  const { time, groups, add, queue } = startQueue(20)
  add(1)
  await time.pass(0)
  add(2)
  const settled = queue.settled()
  await settle()
  await settled
  expect([groups, time.pending]).toEqual([[[1], [2]], 0])
})

import { rmSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, expect, test } from "vitest"
import { systemClock, systemTimers } from "@weft/sync-server/ports"
import { CommitPlace } from "@weft/sync-server/store/commit-place"
import type { LogRow, SoundDocument } from "@weft/sync-server/store/log-store"
import { openThreadedStore } from "@weft/sync-server/store/threaded-store"
import { temporaryFolder } from "../support/relay.ts"

const DOCUMENT = "acme/space/one"

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rows = (from: number, to: number, length = 3): LogRow[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    document: DOCUMENT,
    seq: from + index,
    bytes: new Uint8Array(length).fill(from + index),
    author: "anna",
    session: "writer",
    claims: [from + index],
    at: 1_000,
  }))

test("a few small rows are committed where they are, many or large ones in the thread", () => {
  const place = new CommitPlace()
  expect([place.isHere(1, 60), place.isHere(16, 1_000)]).toEqual([true, true])
  expect([place.isHere(17, 1_000), place.isHere(1, 100_000)]).toEqual([false, false])
})

test("a disk that has become slow is waited for in the thread, until it is quick again", () => {
  const place = new CommitPlace()
  place.took(10)
  expect(place.isHere(1, 60)).toBe(true)
  for (let commit = 0; commit < 4; commit += 1) place.took(10)
  expect(place.isHere(1, 60)).toBe(false)
  for (let commit = 0; commit < 20; commit += 1) place.took(0.4)
  expect(place.isHere(1, 60)).toBe(true)
})

test("STORE-1 STORE-3 rows that are committed by turns here and in the thread are all there, in one chain", async () => {
  const store = openThreadedStore(folder, () => "history", systemTimers, systemClock)
  await store.append(rows(1, 2))
  await store.append(rows(3, 40))
  await store.append(rows(41, 41))
  await store.append(rows(42, 43, 50_000))
  await store.compact(DOCUMENT, { seq: 30, bytes: new Uint8Array([7]) })
  await store.append(rows(44, 44))
  const read = (await store.read(DOCUMENT)) as SoundDocument
  expect([read.snapshot?.seq, read.rows.map(({ seq }) => seq)]).toEqual([30, rows(31, 44).map(({ seq }) => seq)])
  expect(read.owners.size).toBe(44)
  expect(await store.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 44 })
  await store.close()
})

test("a commit that another connection is in the way of goes through the thread, which waits for it", async () => {
  const store = openThreadedStore(folder, () => "history", systemTimers, systemClock)
  const other = new DatabaseSync(join(folder, "log.sqlite"))
  other.exec("BEGIN IMMEDIATE")
  const appended = store.append(rows(45, 45))
  let isThere = false
  void appended.then(() => (isThere = true))
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(isThere).toBe(false)
  other.exec("COMMIT")
  other.close()
  await appended
  expect(((await store.read(DOCUMENT)) as SoundDocument).rows.at(-1)?.seq).toBe(45)
  await store.close()
})

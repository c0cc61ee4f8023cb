import { rmSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, beforeEach, expect, test } from "vitest"
import type { ChainState } from "@weft/sync-server/store/log-store"
import { openSqliteStore } from "@weft/sync-server/store/sqlite-store"
import { temporaryFolder } from "../support/relay.ts"

const DOCUMENT = "acme/space/one"

let folder = ""
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes five rows of which two are folded, does something to the file, and asks the chain. */
async function verifyAfter(tamper: (file: DatabaseSync) => void): Promise<ChainState> {
  const store = openSqliteStore(folder, () => "first")
  const row = (seq: number) => ({ seq, bytes: Uint8Array.of(seq), author: "anna", session: "s", claims: [], at: seq })
  await store.append([1, 2, 3, 4, 5].map(seq => ({ document: DOCUMENT, ...row(seq) })))
  await store.compact(DOCUMENT, { seq: 2, bytes: Uint8Array.of(9) })
  await store.close()
  const file = new DatabaseSync(join(folder, "log.sqlite"))
  tamper(file)
  file.close()
  const again = openSqliteStore(folder, () => "second")
  const state = await again.verifyChain(DOCUMENT)
  await again.close()
  return state
}

test("STORE-3 a chain that nobody touched is whole, and its last link is the same wherever it is counted again", async () => {
  const state = await verifyAfter(() => {})
  expect(state).toMatchObject({ state: "whole", entries: 5, withBytes: 5 })
  rmSync(folder, { recursive: true })
  expect(await verifyAfter(() => {})).toEqual(state)
})

test.each([
  ["another author", "UPDATE chain SET author = 'ben' WHERE seq = 3", 3, "entry 3 was changed"],
  ["another time", "UPDATE chain SET at = at + 1 WHERE seq = 3", 3, "entry 3 was changed"],
  ["other bytes, live", "UPDATE log SET bytes = x'00' WHERE seq = 4", 4, "the bytes of row 4 were changed"],
  ["other bytes, archived", "UPDATE log_archive SET bytes = x'00' WHERE seq = 1", 1, "the bytes of row 1 were changed"],
  ["an entry taken out", "DELETE FROM chain WHERE seq = 3; DELETE FROM log WHERE seq = 3", 3, "entry 3 is missing"],
  ["an entry taken out, its row not", "DELETE FROM chain WHERE seq = 3", 3, "row 3 has no entry"],
  [
    "a row put in",
    "INSERT INTO log SELECT document, 9, author, session, at, crc, bytes FROM log WHERE seq = 5",
    9,
    "row 9 has no entry",
  ],
  [
    "the end cut off",
    "DELETE FROM chain WHERE seq > 3; DELETE FROM log WHERE seq > 3",
    4,
    "cut off after entry 3 of 5",
  ],
  ["the beginning cut off", "DELETE FROM chain WHERE seq < 3; DELETE FROM log_archive", 1, "entry 1 is missing"],
  ["all of it cut off", "DELETE FROM chain; DELETE FROM log; DELETE FROM log_archive", 1, "cut off after entry 0 of 5"],
  ["the count of its end lowered", "UPDATE chain_head SET entries = 4", 5, "goes on after its end, entry 4"],
  ["the link of its end changed", "UPDATE chain_head SET link = x'00'", 5, "the end was changed"],
])("STORE-3 a chain shows the first place of %s", async (_what, damage, seq, detail) => {
  expect(await verifyAfter(file => file.exec(damage))).toEqual({ state: "broken", seq, detail })
})

test("STORE-3 two rows that changed places show", async () => {
  const swap = "UPDATE chain SET seq = 90 + seq WHERE seq IN (3, 4); UPDATE chain SET seq = 97 - seq WHERE seq > 90"
  expect(await verifyAfter(file => file.exec(swap))).toMatchObject({ state: "broken", seq: 3 })
})

test("STORE-3 bytes that are gone leave the chain whole, and it says of how many", async () => {
  expect(await verifyAfter(file => file.exec("DELETE FROM log_archive"))).toMatchObject({
    state: "whole",
    entries: 5,
    withBytes: 3,
  })
})

import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, beforeAll, expect, test } from "vitest"
import { seededRandom } from "@weft/model/base/random"
import type { LogStore, StoredDocument } from "@weft/sync-server/store/log-store"
import { openSqliteStore } from "@weft/sync-server/store/sqlite-store"
import { KNOWN_DOCUMENTS, knownRow, knownSnapshot } from "../support/known-rows.ts"
import { temporaryFolder } from "../support/relay.ts"

/** How many single bits are flipped. Long runs ask for more. */
const FLIPS = Number(process.env["BIT_FLIPS"] ?? "150")
const ROWS = 30

const folder = temporaryFolder()
const whole = join(folder, "whole")
const sound = new Map<string, StoredDocument>()

beforeAll(async () => {
  const store = openSqliteStore(whole, () => "history")
  for (const document of KNOWN_DOCUMENTS) {
    await store.append(Array.from({ length: ROWS }, (_, index) => knownRow(document, index + 1)))
    await store.compact(document, { seq: ROWS / 2, bytes: knownSnapshot(document, ROWS / 2) })
    sound.set(document, await store.read(document))
  }
  await store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Opens a copy of the folder with its file changed; null where the store does not open it at all. */
function openChanged(change: (file: string) => void): { data: string; store: LogStore | null } {
  const data = join(folder, "changed")
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data)
  const file = join(data, "log.sqlite")
  copyFileSync(join(whole, "log.sqlite"), file)
  change(file)
  try {
    return { data, store: openSqliteStore(data, () => "another") }
  } catch {
    return { data, store: null }
  }
}

test("RELAY-5 with any bit of the file flipped, a document is what it was or quarantined, and never another or none", async () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 32)
  console.log(`seed ${seed}`)
  const random = seededRandom(seed)
  const count = { refused: 0, quarantined: 0, served: 0 }
  for (let flip = 0; flip < FLIPS; flip += 1) {
    let place = 0
    const { store } = openChanged(file => {
      const bytes = readFileSync(file)
      place = Math.floor(random() * bytes.length * 8)
      bytes[place >> 3]! ^= 1 << (place & 7)
      writeFileSync(file, bytes)
    })
    if (store === null) {
      count.refused += 1
      continue
    }
    for (const [document, expected] of sound) {
      const stored = await store.read(document)
      expect((await store.verifyChain(document)).state).toMatch(/whole|broken/)
      if (stored.state === "sound") expect(stored, `bit ${place}, ${document}`).toEqual(expected)
      count[stored.state === "sound" ? "served" : "quarantined"] += 1
    }
    await store.close()
  }
  console.log(JSON.stringify(count))
  expect(count.served).toBeGreaterThan(FLIPS)
})

test.each([
  ["a row", "UPDATE log SET bytes = x'00' WHERE document = 1 AND seq = 20", "row 20 does not verify"],
  ["the author of a row", "UPDATE log SET author = 'eve' WHERE document = 1 AND seq = 20", "row 20 does not verify"],
  ["a snapshot", "UPDATE snapshot SET bytes = x'0000' WHERE document = 1", `snapshot ${ROWS / 2} does not verify`],
  [
    "an owner",
    "UPDATE owner SET author = 'eve' WHERE document = 1 AND client = 7",
    "the owner of replica 7 does not verify",
  ],
  ["an epoch", "UPDATE document SET epoch = 2 WHERE id = 1", "its entry in the list of documents does not verify"],
  ["the last rows", "DELETE FROM log WHERE document = 1 AND seq > 28", "it ends at row 28, and 30 were written"],
])("RELAY-5 damage to %s quarantines the document with a copy, and others are served", async (_what, sql, detail) => {
  const { data, store } = openChanged(file => {
    const database = new DatabaseSync(file)
    database.exec(sql)
    database.close()
  })
  const [damaged = "", ...others] = KNOWN_DOCUMENTS
  expect(await store!.read(damaged)).toEqual({ state: "quarantined", detail })
  await store!.read(damaged)
  for (const document of others) expect(await store!.read(document)).toEqual(sound.get(document))
  await store!.close()
  const copies = readdirSync(join(data, "quarantine"))
  expect(copies).toHaveLength(1)
  const lines = readFileSync(join(data, "quarantine", copies[0]!), "utf8")
    .trim()
    .split("\n")
  expect(JSON.parse(lines[0]!)).toEqual({ document: damaged, detail })
  const rows = lines.slice(1).map(line => JSON.parse(line) as { table: string; seq: number; bytes?: string })
  expect(rows.find(row => row.table === "log" && row.seq === 18)?.bytes).toBe(
    Buffer.from(knownRow(damaged, 18).bytes).toString("base64"),
  )
})

test("RELAY-4 where a name in the list of documents is damaged, a name that is not found is not taken for a new one", async () => {
  const { store } = openChanged(file => {
    const database = new DatabaseSync(file)
    database.exec("UPDATE document SET name = 'acme/space/onf' WHERE id = 1")
    database.close()
  })
  expect(await store!.read("acme/space/one")).toMatchObject({ state: "quarantined" })
  expect(await store!.read("acme/space/two")).toEqual(sound.get("acme/space/two"))
  await store!.close()
})

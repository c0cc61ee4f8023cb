import { DatabaseSync } from "node:sqlite"
import { join } from "node:path"
import { rmSync } from "node:fs"
import { afterEach, describe, expect, test } from "vitest"
import { FolderInUse } from "@weft/sync-server/store/folder-lock"
import type { LogRow, LogStore } from "@weft/sync-server/store/log-store"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { isAtLeast, openSqliteStore } from "@weft/sync-server/store/sqlite-store"
import { temporaryFolder } from "../support/relay.ts"

const DOCUMENT = "acme/space/one"
const OTHER = "acme/space/two"

const row = (seq: number, document = DOCUMENT): LogRow => ({
  document,
  seq,
  bytes: new Uint8Array([seq, seq + 1, seq + 2]),
  session: `writer-${seq}`,
  at: 1_000 + seq,
})

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = temporaryFolder()
  folders.push(folder)
  return folder
}

const STORES: Record<string, () => LogStore> = {
  "in memory": () => createMemoryStore("first"),
  "in SQLite": () => openSqliteStore(newFolder(), () => "first"),
}

describe.each(Object.entries(STORES))("a store %s", (_name, open) => {
  test("has a sound and empty document for a name never written", async () => {
    const store = open()
    expect(await store.read(DOCUMENT)).toEqual({ state: "sound", snapshot: null, rows: [] })
    await store.close()
  })

  test("gives back the rows of each document, in order and whole", async () => {
    const store = open()
    await store.append([row(1), row(1, OTHER), row(2)])
    await store.append([row(3)])
    expect(await store.read(DOCUMENT)).toEqual({ state: "sound", snapshot: null, rows: [row(1), row(2), row(3)] })
    expect(await store.read(OTHER)).toEqual({ state: "sound", snapshot: null, rows: [row(1, OTHER)] })
    await store.close()
  })

  test("keeps its own copy of what it was given", async () => {
    const store = open()
    const given = row(1)
    await store.append([given])
    given.bytes.fill(0)
    expect(await store.read(DOCUMENT)).toMatchObject({ rows: [row(1)] })
    await store.close()
  })

  test("puts a snapshot in the place of the rows it holds, and of an older snapshot", async () => {
    const store = open()
    await store.append([row(1), row(2), row(3)])
    await store.compact(DOCUMENT, { seq: 1, bytes: new Uint8Array([7]) })
    await store.compact(DOCUMENT, { seq: 2, bytes: new Uint8Array([8]) })
    await store.append([row(4)])
    expect(await store.read(DOCUMENT)).toEqual({
      state: "sound",
      snapshot: { seq: 2, bytes: new Uint8Array([8]) },
      rows: [row(3), row(4)],
    })
    await store.close()
  })

  test("quarantines a document with a row missing, and still serves the others", async () => {
    const store = open()
    await store.append([row(1), row(3), row(1, OTHER)])
    expect(await store.read(DOCUMENT)).toEqual({ state: "quarantined", detail: "row 2 is missing" })
    expect(await store.read(OTHER)).toMatchObject({ state: "sound" })
    await store.close()
  })
})

test("what was appended is there when the folder is opened again, under the same history", async () => {
  const folder = newFolder()
  const first = openSqliteStore(folder, () => "first")
  await first.append([row(1), row(2)])
  await first.compact(DOCUMENT, { seq: 1, bytes: new Uint8Array([7]) })
  await first.close()
  const second = openSqliteStore(folder, () => "second")
  expect(second.history).toBe("first")
  expect(await second.read(DOCUMENT)).toEqual({
    state: "sound",
    snapshot: { seq: 1, bytes: new Uint8Array([7]) },
    rows: [row(2)],
  })
  await second.close()
})

test("rows that went into a snapshot are kept as history", async () => {
  const folder = newFolder()
  const store = openSqliteStore(folder, () => "first")
  await store.append([row(1), row(2), row(3)])
  await store.compact(DOCUMENT, { seq: 2, bytes: new Uint8Array([7]) })
  await store.close()
  const file = new DatabaseSync(join(folder, "log.sqlite"))
  expect(file.prepare("SELECT seq, session FROM log_archive ORDER BY seq").all()).toEqual([
    { seq: 1, session: "writer-1" },
    { seq: 2, session: "writer-2" },
  ])
  file.close()
})

test("a batch that cannot be written whole is not written at all", async () => {
  const store = openSqliteStore(newFolder(), () => "first")
  await store.append([row(1)])
  await expect(store.append([row(2), row(1)])).rejects.toThrow()
  expect(await store.read(DOCUMENT)).toMatchObject({ rows: [row(1)] })
  await store.append([row(2)])
  expect(await store.read(DOCUMENT)).toMatchObject({ rows: [row(1), row(2)] })
  await store.close()
})

test.each([
  ["a row", "UPDATE log SET bytes = x'00010203' WHERE seq = 2", "row 2 does not verify"],
  ["a row that stands in another's place", "UPDATE log SET seq = 4 WHERE seq = 3", "row 4 does not verify"],
  ["a snapshot", "UPDATE snapshot SET bytes = x'ff'", "snapshot 1 does not verify"],
])("%s that was changed on disk quarantines its document and no other", async (_what, damage, detail) => {
  const folder = newFolder()
  const store = openSqliteStore(folder, () => "first")
  await store.append([row(1), row(2), row(3), row(1, OTHER)])
  await store.compact(DOCUMENT, { seq: 1, bytes: new Uint8Array([7]) })
  await store.close()
  const file = new DatabaseSync(join(folder, "log.sqlite"))
  file.exec(damage)
  file.close()
  const again = openSqliteStore(folder, () => "second")
  expect(await again.read(DOCUMENT)).toEqual({ state: "quarantined", detail })
  expect(await again.read(OTHER)).toMatchObject({ state: "sound", rows: [row(1, OTHER)] })
  await again.close()
})

test("RELAY-9 a second store on the same folder is refused, until the first lets go", async () => {
  const folder = newFolder()
  const first = openSqliteStore(folder, () => "first")
  expect(() => openSqliteStore(folder, () => "second")).toThrow(FolderInUse)
  await first.close()
  const second = openSqliteStore(folder, () => "second")
  await second.close()
})

test("versions are compared number by number", () => {
  expect(isAtLeast([3, 51, 3], [3, 51, 3])).toBe(true)
  expect(isAtLeast([3, 53, 0], [3, 51, 3])).toBe(true)
  expect(isAtLeast([4], [3, 51, 3])).toBe(true)
  expect(isAtLeast([3, 51, 2], [3, 51, 3])).toBe(false)
  expect(isAtLeast([3, 9, 9], [3, 51, 3])).toBe(false)
})

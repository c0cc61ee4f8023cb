import { DatabaseSync } from "node:sqlite"
import { join } from "node:path"
import { readdirSync, readFileSync, rmSync } from "node:fs"
import { afterEach, describe, expect, test } from "vitest"
import { systemClock, systemTimers } from "@weft/sync-server/ports"
import { FolderInUse } from "@weft/sync-server/store/folder-lock"
import * as Y from "yjs"
import type { LogRow, LogStore, SoundDocument } from "@weft/sync-server/store/log-store"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { createSqliteStore, openSqliteStore } from "@weft/sync-server/store/sqlite-store"
import { openThreadedStore } from "@weft/sync-server/store/threaded-store"
import { isAtLeast } from "@weft/sync-server/store/tables"
import { temporaryFolder } from "../support/relay.ts"

const DOCUMENT = "acme/space/one"
const OTHER = "acme/space/two"

const row = (seq: number, document = DOCUMENT): LogRow => ({
  document,
  seq,
  bytes: new Uint8Array([seq, seq + 1, seq + 2]),
  author: "anna",
  session: `writer-${seq}`,
  claims: [],
  at: 1_000 + seq,
})

/** What is read of a document that nothing special has happened to. */
const sound = (parts: Partial<SoundDocument> = {}): SoundDocument => ({
  state: "sound",
  epoch: 1,
  snapshot: null,
  rows: [],
  owners: new Map(),
  retired: new Set(),
  ...parts,
})

const NOW = Date.UTC(2026, 10, 23)
const DAY = 86_400_000

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
  "in SQLite, in memory": () => createSqliteStore(new DatabaseSync(":memory:"), () => "first"),
  "in SQLite": () => openSqliteStore(newFolder(), () => "first"),
  "in SQLite, with threads": () => openThreadedStore(newFolder(), () => "first", systemTimers, systemClock),
}

describe.each(Object.entries(STORES))("a store %s", (_name, open) => {
  test("has a sound and empty document for a name never written", async () => {
    const store = open()
    expect(await store.read(DOCUMENT)).toEqual(sound())
    await store.close()
  })

  test("gives back the rows of each document, in order and whole", async () => {
    const store = open()
    await store.append([row(1), row(1, OTHER), row(2)])
    await store.append([row(3)])
    expect(await store.read(DOCUMENT)).toEqual(sound({ rows: [row(1), row(2), row(3)] }))
    expect(await store.read(OTHER)).toEqual(sound({ rows: [row(1, OTHER)] }))
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
    expect(await store.read(DOCUMENT)).toEqual(
      sound({ snapshot: { seq: 2, bytes: new Uint8Array([8]) }, rows: [row(3), row(4)] }),
    )
    await store.close()
  })

  test("quarantines a document with a row missing, and still serves the others", async () => {
    const store = open()
    await store.append([row(1), row(3), row(1, OTHER)])
    expect(await store.read(DOCUMENT)).toEqual({ state: "quarantined", detail: "row 2 is missing" })
    expect(await store.read(OTHER)).toMatchObject({ state: "sound" })
    await store.close()
  })

  test("STORE-2 knows who wrote each row, and whose each replica is from its first row on", async () => {
    const store = open()
    await store.append([
      { ...row(1), claims: [7] },
      { ...row(2), author: "ben", claims: [8, 9] },
      { ...row(3), author: "ben", claims: [7] },
    ])
    const read = (await store.read(DOCUMENT)) as SoundDocument
    expect(read.rows.map(({ author }) => author)).toEqual(["anna", "ben", "ben"])
    expect(read.owners).toEqual(
      new Map([
        [7, "anna"],
        [8, "ben"],
        [9, "ben"],
      ]),
    )
    await store.compact(DOCUMENT, { seq: 3, bytes: new Uint8Array([7]) })
    expect(await store.read(DOCUMENT)).toMatchObject({ rows: [], owners: read.owners })
    await store.close()
  })

  test("lists the documents whose names begin alike", async () => {
    const store = open()
    await store.append([row(1, "b/space/x"), row(1, "a/space/y"), row(1, "a/people"), row(1, "ab/people")])
    expect(await store.documents("a/")).toEqual(["a/people", "a/space/y"])
    expect(await store.documents("")).toEqual(["a/people", "a/space/y", "ab/people", "b/space/x"])
    await store.close()
  })

  test("gives back the state vector of a snapshot that brought one", async () => {
    const store = open()
    await store.append([row(1), row(2)])
    const [small, large] = [3, 3_000].map(length => new Uint8Array(length).fill(7))
    const vector = new Uint8Array([1, 5, 2])
    await store.compact(DOCUMENT, { seq: 1, bytes: small!, vector })
    expect(await store.read(DOCUMENT)).toMatchObject({ snapshot: { seq: 1, bytes: small, vector } })
    await store.compact(DOCUMENT, { seq: 2, bytes: large!, vector })
    expect(await store.read(DOCUMENT)).toEqual(sound({ snapshot: { seq: 2, bytes: large!, vector } }))
    await store.close()
  })

  test("an older snapshot that comes late changes nothing", async () => {
    const store = open()
    await store.append([row(1), row(2), row(3)])
    await store.compact(DOCUMENT, { seq: 2, bytes: new Uint8Array([8]) })
    await store.compact(DOCUMENT, { seq: 1, bytes: new Uint8Array([7]) })
    expect(await store.read(DOCUMENT)).toMatchObject({ snapshot: { seq: 2 }, rows: [row(3)] })
    await store.close()
  })

  test("STORE-5 history is every row in order, folded into a snapshot or not, in pieces as they are asked for", async () => {
    const store = open()
    await store.append([row(1), row(2), row(3), row(4)])
    await store.compact(DOCUMENT, { seq: 2, bytes: new Uint8Array([7]) })
    const historyOf = ({ seq, bytes, author, at }: LogRow) => ({ epoch: 1, fromSeq: seq, seq, bytes, author, at })
    expect(await store.readHistory(DOCUMENT, 0, 3)).toEqual([row(1), row(2), row(3)].map(historyOf))
    expect(await store.readHistory(DOCUMENT, 3, 3)).toEqual([historyOf(row(4))])
    expect(await store.readHistory(OTHER, 0, 3)).toEqual([])
    await store.close()
  })

  test("STORE-6 a new epoch begins with the packed state, goes on counting and retires the replicas before it", async () => {
    const store = open()
    await store.append([{ ...row(1), claims: [7] }, row(2)])
    const packed = { seq: 3, bytes: new Uint8Array(2_000).fill(5) }
    await store.renew(DOCUMENT, 2, packed, 9_000)
    await store.append([{ ...row(4), claims: [8] }])
    expect(await store.read(DOCUMENT)).toEqual(
      sound({
        epoch: 2,
        snapshot: packed,
        rows: [{ ...row(4), claims: [8] }],
        owners: new Map([[8, "anna"]]),
        retired: new Set([7]),
      }),
    )
    const history = await store.readHistory(DOCUMENT, 0, 10)
    expect(history.map(({ epoch, seq }) => [epoch, seq])).toEqual([
      [1, 1],
      [1, 2],
      [2, 3],
      [2, 4],
    ])
    expect(history[2]?.bytes).toEqual(packed.bytes)
    expect(await store.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 4, withBytes: 4 })
    await store.close()
  })

  test("an epoch that is not the next one, or does not go on counting, is not begun", async () => {
    const store = open()
    await store.append([row(1)])
    await expect(store.renew(DOCUMENT, 3, { seq: 2, bytes: new Uint8Array([1]) }, 9_000)).rejects.toThrow("epoch 3")
    await expect(store.renew(DOCUMENT, 2, { seq: 1, bytes: new Uint8Array([1]) }, 9_000)).rejects.toThrow("sequence 1")
    expect(await store.read(DOCUMENT)).toEqual(sound({ rows: [row(1)] }))
    await store.close()
  })

  test("STORE-4 an erased document is empty, goes on counting, and its chain still says who wrote what when", async () => {
    const store = open()
    await store.append([{ ...row(1), claims: [7] }, row(2), row(3), row(1, OTHER)])
    await store.compact(DOCUMENT, { seq: 1, bytes: new Uint8Array([7]) })
    await store.erase(DOCUMENT, 9_000)
    expect(await store.read(DOCUMENT)).toEqual(
      sound({ epoch: 2, snapshot: { seq: 4, bytes: new Uint8Array() }, retired: new Set([7]) }),
    )
    expect(await store.readHistory(DOCUMENT, 0, 10)).toEqual([
      { epoch: 2, fromSeq: 4, seq: 4, bytes: new Uint8Array(), author: "", at: 9_000 },
    ])
    expect(await store.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 4, withBytes: 1 })
    await store.append([row(5)])
    expect(await store.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 5, withBytes: 2 })
    expect(await store.read(OTHER)).toEqual(sound({ rows: [row(1, OTHER)] }))
    await store.close()
  })

  test("STORE-7 old history is merged by hour and author, older one by day, and the chain stays whole", async () => {
    const store = open()
    const edits = new Y.Doc()
    const edit = (seq: number, author: string, at: number): LogRow => {
      const before = Y.encodeStateVector(edits)
      edits.getMap("items").set(`key-${seq}`, seq)
      return { ...row(seq), bytes: Y.encodeStateAsUpdate(edits, before), author, at }
    }
    await store.append([
      edit(1, "anna", NOW - 400 * DAY),
      edit(2, "ben", NOW - 400 * DAY + 1),
      edit(3, "anna", NOW - 40 * DAY),
      edit(4, "anna", NOW - 40 * DAY + 1),
      edit(5, "ben", NOW - 40 * DAY + 2),
      edit(6, "anna", NOW - 2 * DAY),
      edit(7, "anna", NOW - 2 * DAY),
    ])
    await store.compact(DOCUMENT, { seq: 7, bytes: Y.encodeStateAsUpdate(edits) })
    expect(await store.thin(NOW)).toBe(2)
    expect(await store.thin(NOW)).toBe(0)
    const history = await store.readHistory(DOCUMENT, 0, 10)
    expect(history.map(({ fromSeq, seq, author }) => [fromSeq, seq, author])).toEqual([
      [1, 2, ""],
      [3, 4, "anna"],
      [5, 5, "ben"],
      [6, 6, "anna"],
      [7, 7, "anna"],
    ])
    const replayed = new Y.Doc()
    for (const { bytes } of history) Y.applyUpdate(replayed, bytes)
    expect(replayed.getMap("items").toJSON()).toEqual(edits.getMap("items").toJSON())
    expect(await store.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 7, withBytes: 3 })
    await store.close()
  })

  test("a document never written has an empty chain", async () => {
    const store = open()
    expect(await store.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 0 })
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
  expect(await second.read(DOCUMENT)).toEqual(
    sound({ snapshot: { seq: 1, bytes: new Uint8Array([7]) }, rows: [row(2)] }),
  )
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

test.each([
  ["in one thread", (folder: string) => openSqliteStore(folder, () => "first")],
  ["with threads", (folder: string) => openThreadedStore(folder, () => "first", systemTimers, systemClock)],
])("STORE-4 after erasing no byte of it is in any file of the store, folded or not, %s", async (_name, openIn) => {
  const folder = newFolder()
  const store = openIn(folder)
  const secret = "what nobody may read again"
  const bytesOf = (seq: number) => new TextEncoder().encode(`${seq}: ${secret}`)
  await store.append([1, 2, 3, 4].map(seq => ({ ...row(seq), bytes: bytesOf(seq) })))
  await store.compact(DOCUMENT, { seq: 2, bytes: bytesOf(2) })
  await store.append([row(1, OTHER)])
  const hasSecret = () =>
    readdirSync(folder).filter(name => readFileSync(join(folder, name)).includes(secret) && !name.endsWith("-shm"))
  expect(hasSecret().length).toBeGreaterThan(0)
  await store.erase(DOCUMENT, 9_000)
  expect(hasSecret()).toEqual([])
  expect(await store.read(OTHER)).toMatchObject({ rows: [row(1, OTHER)] })
  await store.close()
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

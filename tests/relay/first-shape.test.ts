import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { crc32 } from "node:zlib"
import { afterEach, beforeEach, expect, test } from "vitest"
import { openSqliteStore } from "@weft/sync-server/store/sqlite-store"
import { temporaryFolder } from "../support/relay.ts"

const DOCUMENT = "acme/space/one"
const OTHER = "acme/space/two"

let folder = ""
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The tables as the first relay made them. */
const FIRST_TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE log (
    document INTEGER NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL,
    session TEXT NOT NULL, at INTEGER NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (document, seq)
  ) WITHOUT ROWID;
  CREATE TABLE log_archive (
    document INTEGER NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL,
    session TEXT NOT NULL, at INTEGER NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (document, seq)
  ) WITHOUT ROWID;
  CREATE TABLE snapshot (
    document INTEGER PRIMARY KEY, seq INTEGER NOT NULL, bytes BLOB NOT NULL, crc INTEGER NOT NULL
  );
  INSERT INTO meta VALUES ('history', 'first');
  INSERT INTO document VALUES (1, '${DOCUMENT}'), (2, '${OTHER}');
`

const bytesOf = (seq: number) => Uint8Array.of(seq, seq + 1)
const checksum = (document: string, seq: number, bytes: Uint8Array) => crc32(bytes, crc32(`${document}#${seq}`))

/** A folder of the first relay: three rows of which one is folded, and another document that was damaged. */
function makeFirstFolder(): void {
  mkdirSync(folder, { recursive: true })
  const file = new DatabaseSync(join(folder, "log.sqlite"))
  file.exec(FIRST_TABLES)
  for (const seq of [1, 2, 3]) {
    const table = seq === 1 ? "log_archive" : "log"
    const bytes = bytesOf(seq)
    file
      .prepare(`INSERT INTO ${table} VALUES (1, ?, ?, 's', ?, ?)`)
      .run(seq, bytes, seq, checksum(DOCUMENT, seq, bytes))
  }
  const snapshot = Uint8Array.of(9)
  file.prepare("INSERT INTO snapshot VALUES (1, 1, ?, ?)").run(snapshot, checksum(DOCUMENT, 1, snapshot))
  file.prepare("INSERT INTO log VALUES (2, 1, ?, 's', 1, ?)").run(bytesOf(1), 12_345)
  file.close()
}

test("the log of the first relay is brought over: what verified still does, and what did not still does not", async () => {
  makeFirstFolder()
  const store = openSqliteStore(folder, () => "another")
  expect(store.history).toBe("first")
  const row = (seq: number) => ({
    document: DOCUMENT,
    seq,
    bytes: bytesOf(seq),
    author: "",
    session: "s",
    claims: [],
    at: seq,
  })
  expect(await store.read(DOCUMENT)).toEqual({
    state: "sound",
    epoch: 1,
    snapshot: { seq: 1, bytes: Uint8Array.of(9) },
    rows: [row(2), row(3)],
    owners: new Map(),
    retired: new Set(),
  })
  expect((await store.readHistory(DOCUMENT, 0, 10)).map(({ seq, bytes }) => [seq, bytes])).toEqual(
    [1, 2, 3].map(seq => [seq, bytesOf(seq)]),
  )
  expect(await store.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 3, withBytes: 3 })
  expect(await store.read(OTHER)).toEqual({ state: "quarantined", detail: "row 1 does not verify" })
  await store.append([row(4)])
  expect(await store.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 4 })
  await store.close()
})

test("a log of a newer relay is left alone", () => {
  makeFirstFolder()
  const file = new DatabaseSync(join(folder, "log.sqlite"))
  file.exec("PRAGMA user_version = 99")
  expect(() => openSqliteStore(folder, () => "another")).toThrow("newer Weft")
  expect(file.prepare("SELECT count(*) AS rows FROM log").get()).toEqual({ rows: 3 })
  file.close()
})

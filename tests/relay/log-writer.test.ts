import { rmSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, beforeEach, expect, test } from "vitest"
import type { LogRow } from "@weft/sync-server/store/log-store"
import { LogReader } from "@weft/sync-server/store/log-reader"
import { LogWriter } from "@weft/sync-server/store/log-writer"
import { packBytes } from "@weft/sync-server/store/packed-bytes"
import { commitDurably, prepareTables } from "@weft/sync-server/store/tables"
import { temporaryFolder } from "../support/relay.ts"

const DOCUMENT = "acme/space/one"
const NOTHING = packBytes({ bytes: new Uint8Array() })

let folder = ""
const open: DatabaseSync[] = []
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => {
  for (const database of open.splice(0)) database.close()
  rmSync(folder, { recursive: true, force: true })
})

function connect(): DatabaseSync {
  const database = new DatabaseSync(join(folder, "log.sqlite"))
  open.push(database)
  commitDurably(database)
  prepareTables(database)
  return database
}

const row = (seq: number, claims: readonly number[] = []): LogRow => ({
  document: DOCUMENT,
  seq,
  bytes: new Uint8Array([seq]),
  author: "anna",
  session: "writer",
  claims,
  at: 1_000 + seq,
})

test("STORE-3 what one connection remembers of a document never breaks the chain that another has gone on with", () => {
  const [one, other, reader] = [new LogWriter(connect()), new LogWriter(connect()), new LogReader(connect())]
  one.append([row(1, [7])])
  one.append([row(2)])
  other.append([row(3, [8]), row(4)])
  one.append([row(5, [9])])
  other.append([row(6)])
  one.append([row(7)])
  expect(reader.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 7, withBytes: 7 })
  expect(reader.read(DOCUMENT)).toMatchObject({ state: "sound", owners: new Map([7, 8, 9].map(id => [id, "anna"])) })
})

test("STORE-6 a row is written into the epoch that another connection has begun meanwhile", () => {
  const [one, other, reader] = [new LogWriter(connect()), new LogWriter(connect()), new LogReader(connect())]
  one.append([row(1, [7])])
  other.renew(DOCUMENT, 2, new Uint8Array([9]), { seq: 2, packed: packBytes({ bytes: new Uint8Array([9]) }) }, 2_000)
  one.append([row(3)])
  expect(reader.read(DOCUMENT)).toMatchObject({ state: "sound", epoch: 2, rows: [row(3)] })
  other.erase(DOCUMENT, NOTHING, 3_000)
  one.append([row(5)])
  expect(reader.read(DOCUMENT)).toMatchObject({ state: "sound", epoch: 3, rows: [row(5)] })
  expect(reader.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 5 })
})

test("STORE-1 a batch that fails leaves nothing behind, and what is remembered is what is there", () => {
  const [writer, reader] = [new LogWriter(connect()), new LogReader(connect())]
  writer.append([row(1)])
  expect(() => writer.append([row(2), row(1)])).toThrow("UNIQUE")
  writer.append([row(2)])
  expect(reader.verifyChain(DOCUMENT)).toMatchObject({ state: "whole", entries: 2 })
})

import { copyFileSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, expect, test } from "vitest"
import { commitDurably } from "@weft/sync-server/store/tables"
import { reserveLog } from "@weft/sync-server/store/reserve-log"
import { temporaryFolder } from "../support/relay.ts"

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = join(folder, "log.sqlite")
const bytesOf = (path: string) => statSync(path).size

test("STORE-1 a reserved log has about its length, holds nothing, and is written over by what is committed", () => {
  const database = new DatabaseSync(file)
  commitDurably(database)
  database.exec("PRAGMA wal_autocheckpoint = 0; CREATE TABLE row (number INTEGER)")
  const before = database.prepare("PRAGMA page_count").get()
  reserveLog(database, 1_000_000)
  const reserved = bytesOf(`${file}-wal`)
  expect(reserved).toBeGreaterThan(950_000)
  expect(database.prepare("PRAGMA page_count").get()).toEqual(before)
  const insert = database.prepare("INSERT INTO row VALUES (?)")
  for (let number = 0; number < 100; number += 1) insert.run(number)
  expect(bytesOf(`${file}-wal`)).toBe(reserved)

  // As a process leaves it that is killed: whoever comes next finds the commits in the log, and nothing after them.
  for (const end of ["", "-wal"]) copyFileSync(file + end, join(folder, `found.sqlite${end}`))
  const found = new DatabaseSync(join(folder, "found.sqlite"))
  expect(found.prepare("SELECT count(*) AS rows, max(number) AS last FROM row").get()).toEqual({ rows: 100, last: 99 })
  expect(found.prepare("SELECT name FROM sqlite_schema").all()).toEqual([{ name: "row" }])
  expect(found.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" })
  found.close()
  database.close()
})

import { rmSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { expect, test } from "vitest"
import { CheckpointSchedule } from "@weft/sync-server/store/checkpoint-schedule"
import { Checkpointer } from "@weft/sync-server/store/checkpointer"
import { temporaryFolder } from "../support/relay.ts"
import { TestTime } from "./test-world.ts"

/** A schedule whose checkpoints leave so many pages, and what it has asked for. */
function startSchedule(left: number[]) {
  const time = new TestTime()
  const asked: string[] = []
  const ask = (what: string) => async () => {
    asked.push(what)
    return left.shift() ?? 0
  }
  return { time, asked, schedule: new CheckpointSchedule(time, { look: ask("look"), settle: ask("settle") }) }
}

test("a checkpoint is thought of soon after a write, and once for many", async () => {
  const { time, asked, schedule } = startSchedule([])
  for (let write = 0; write < 5; write += 1) schedule.wrote()
  await time.pass(49)
  expect(asked).toEqual([])
  await time.pass(1)
  expect(asked).toEqual(["look"])
  await time.pass(60_000)
  expect([asked, time.pending]).toEqual([["look"], 0])
})

test("what a checkpoint left is brought over when nobody has written for a while, and not before", async () => {
  const { time, asked, schedule } = startSchedule([300, 300])
  schedule.wrote()
  await time.pass(4_000)
  schedule.wrote()
  await time.pass(5_000)
  expect(asked).toEqual(["look", "look"])
  await time.pass(1_000)
  expect(asked).toEqual(["look", "look", "settle"])
})

test("after its end no checkpoint begins", async () => {
  const { time, asked, schedule } = startSchedule([])
  schedule.wrote()
  schedule.end()
  schedule.wrote()
  await time.pass(60_000)
  expect([asked, time.pending]).toEqual([[], 0])
})

test("a checkpoint begins when it is worth it, and leaves the log empty or short, while another connection writes", () => {
  const folder = temporaryFolder()
  const writing = new DatabaseSync(join(folder, "log.sqlite"))
  writing.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE page (bytes)")
  const other = new DatabaseSync(join(folder, "log.sqlite"), { timeout: 1_000 })
  const checkpointer = new Checkpointer(other)
  const write = writing.prepare("INSERT INTO page VALUES (zeroblob(4000))")
  for (let page = 0; page < 50; page += 1) write.run()
  const few = checkpointer.look()
  expect(few).toBeGreaterThan(50)
  expect(checkpointer.settle()).toBe(0)
  for (let page = 0; page < 3_000; page += 1) write.run()
  expect(checkpointer.look()).toBe(0)
  write.run()
  checkpointer.empty()
  expect(writing.prepare("PRAGMA wal_checkpoint(NOOP)").get()).toMatchObject({ log: 0 })
  expect(writing.prepare("SELECT count(*) AS pages FROM page").get()).toEqual({ pages: 3_051 })
  other.close()
  writing.close()
  rmSync(folder, { recursive: true, force: true })
})

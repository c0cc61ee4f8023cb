import { expect, test } from "vitest"
import { thinDaily } from "@weft/sync-server/store/thin-daily"
import { TestTime } from "./test-world.ts"

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

test("STORE-7 history is thinned soon after the start and once a day, also after a day on which it failed", async () => {
  const time = new TestTime()
  const start = time.now()
  const thinned: number[] = []
  const reports: string[] = []
  const thin = async (now: number) => {
    thinned.push(now - start)
    if (thinned.length === 2) throw new Error("disk full")
    return 0
  }
  const end = thinDaily({ store: { thin }, clock: time, timers: time, report: line => reports.push(line) })
  await time.pass(MINUTE + 2 * DAY)
  expect(thinned).toEqual([MINUTE, MINUTE + DAY, MINUTE + 2 * DAY])
  expect(reports).toEqual(["history was not thinned: disk full"])
  end()
  await time.pass(2 * DAY)
  expect(thinned).toHaveLength(3)
  expect(time.pending).toBe(0)
})

import { expect, test } from "vitest"
import { Database } from "../../../../packages/client/src/data/worker/database.ts"
import type { Disk, Write } from "../../../../packages/client/src/data/worker/disk.ts"

/** A disk whose writes complete when they are told to. */
function slowDisk() {
  const written: Write[] = []
  const underWay: (() => void)[] = []
  const disk: Disk = {
    open: async () => ({
      write: batch =>
        new Promise(resolve =>
          underWay.push(() => {
            written.push(...batch)
            resolve()
          }),
        ),
      readWorkspace: async () => ({ meta: new Map(), documents: new Set(), unsent: [], setAside: [] }),
      readDocuments: async () => new Map(),
      readRows: async () => new Map(),
      close() {},
    }),
    remove: async () => {},
  }
  return { disk, written, underWay }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

test("what came while a batch was being written is written before the database is closed", async () => {
  const { disk, written, underWay } = slowDisk()
  const due: (() => void)[] = []
  const timers = {
    after: (_millis: number, run: () => void) => {
      due.push(run)
      return () => {}
    },
  }
  const nothing = { documents: [], unsent: [], setAside: [], meta: [] }
  const database = await Database.open({ disk, name: "d", timers, changed: () => {}, refill: () => nothing })
  database.setMeta("first", 1)
  due.shift()?.()
  await turn()
  database.setMeta("second", 2)
  const closed = database.close()
  for (let turns = 0; turns < 4; turns++) {
    underWay.shift()?.()
    await turn()
  }
  await closed
  expect(written.map(write => write.write === "meta" && write.key)).toEqual(["first", "second"])
})

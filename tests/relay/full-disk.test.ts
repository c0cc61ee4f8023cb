import { execFile } from "node:child_process"
import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, expect, test } from "vitest"
import { buildFaultyDisk } from "../support/faulty-disk.ts"
import type { FullDiskRound } from "../support/full-disk-process.ts"
import { temporaryFolder } from "../support/relay.ts"

const PROCESS = fileURLToPath(new URL("../support/full-disk-process.ts", import.meta.url))

/** At how many offsets the disk is full. Long runs ask for more. */
const OFFSETS = Number(process.env["FULL_OFFSETS"] ?? "60")

/** Over so many bytes they are spread: some twenty commits with their snapshots. */
const SPREAD_BYTES = 400_000

const folder = temporaryFolder()
const library = buildFaultyDisk(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function rounds(store: "here" | "threads", times: number, fault: "full" | "sync"): Promise<FullDiskRound[]> {
  const control = join(folder, `control-${store}-${fault}`)
  writeFileSync(control, Buffer.alloc(16))
  const step = Math.floor(SPREAD_BYTES / times)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [PROCESS, folder, control, store, String(times), String(step), fault],
    { env: { ...process.env, LD_PRELOAD: library ?? "", DISK_CONTROL: control } },
  )
  return stdout
    .trim()
    .split("\n")
    .map(line => JSON.parse(line) as FullDiskRound)
}

test.skipIf(library === null).for([
  ["in one thread", "here", OFFSETS],
  ["with threads", "threads", Math.ceil(OFFSETS / 10)],
] as const)(
  "RELAY-6 STORE-1 a disk that is full at any byte refuses, serves, loses nothing and writes again with the next write, %s",
  { timeout: OFFSETS * 2_000 },
  async ([_name, store, times]) => {
    const tried = await rounds(store, times, "full")
    expect(tried).toHaveLength(times)
    for (const [index, round] of tried.entries()) {
      expect(round, `offset ${index}`).toMatchObject({
        refusal: "database or disk is full",
        isLost: false,
        unread: [],
        faults: [],
      })
    }
    const waits = tried.map(round => round.resumedMillis ?? Infinity)
    expect(Math.max(...waits)).toBeLessThan(5_000)
    console.log(`${times} offsets, up to ${tried.at(-1)?.acknowledged} rows; resumed within ${Math.max(...waits)} ms`)
  },
)

test.skipIf(library === null).for([["here"], ["threads"]] as const)(
  "RELAY-1 a sync that the disk does not confirm is the end of writing and loses nothing before it, %s",
  async ([store]) => {
    const [round] = await rounds(store, 1, "sync")
    expect(round).toMatchObject({ isLost: true, refusal: "the disk did not confirm a write", faults: [] })
  },
)

import { execFile } from "node:child_process"
import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, expect, test } from "vitest"
import * as Y from "yjs"
import { buildFaultyDisk, NO_LIMIT, setDisk } from "../support/faulty-disk.ts"
import type { FullDiskRound } from "../support/full-disk-process.ts"
import { BareClient, temporaryFolder } from "../support/relay.ts"
import { startRelayProcess } from "../support/relay-process.ts"

const PROCESS = fileURLToPath(new URL("../support/full-disk-process.ts", import.meta.url))

const DOCUMENT = "acme/space/one"

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

test.skipIf(library === null)(
  "RELAY-6 a relay whose disk is full says so within a second, goes on serving, and takes writes when there is room",
  async () => {
    const control = join(folder, "control-relay")
    writeFileSync(control, Buffer.alloc(16))
    setDisk(control, NO_LIMIT, 0)
    const data = join(folder, "relay")
    const relay = await startRelayProcess(data, { LD_PRELOAD: library ?? "", DISK_CONTROL: control })
    const anna = await BareClient.connect(relay.url)
    await anna.join(1, DOCUMENT)
    const document = new Y.Doc()
    const edit = (key: string) => {
      const before = Y.encodeStateVector(document)
      document.getMap("items").set(key, true)
      return Y.encodeStateAsUpdate(document, before)
    }
    await anna.write(1, 1, edit("before"))

    setDisk(control, 0, 0)
    const refused = edit("while full")
    const fullAt = performance.now()
    anna.send({ kind: "update", channel: 1, clientSeq: 2, bytes: refused })
    expect(await anna.next("nack")).toMatchObject({ clientSeq: 2, reason: "read-only" })
    expect(performance.now() - fullAt).toBeLessThan(1_000)
    const ben = await BareClient.connect(relay.url)
    const joined = await ben.join(1, DOCUMENT)
    expect(keysIn(joined.bytes)).toEqual(["before"])
    const readiness = async () => (await fetch(`${relay.url}/readyz`)).status
    expect(await readiness()).toBe(503)

    // Nobody writes, and still it finds out that there is room.
    setDisk(control, NO_LIMIT, 0)
    await expect.poll(readiness, { timeout: 5_000 }).toBe(200)
    const roomAt = performance.now()
    await anna.write(1, 3, refused)
    expect(performance.now() - roomAt).toBeLessThan(5_000)
    expect(keysIn(joined.bytes, (await ben.next("updated")).bytes)).toEqual(["before", "while full"])
    await relay.kill()
    const again = await startRelayProcess(data)
    const reader = await BareClient.connect(again.url)
    expect(keysIn((await reader.join(1, DOCUMENT)).bytes)).toEqual(["before", "while full"])
    await again.stop()
  },
)

function keysIn(...updates: readonly Uint8Array[]): string[] {
  const copy = new Y.Doc()
  for (const update of updates) Y.applyUpdate(copy, update)
  return [...copy.getMap("items").keys()].toSorted()
}

import { execFileSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { seededRandom } from "@weft/model/base/random"
import { buildFaultyDisk, DiskFile, readTrace, type DiskOperation } from "../support/faulty-disk.ts"
import { killStore } from "../support/kill-store.ts"
import { faultsIn, type Heads } from "../support/known-rows.ts"
import { temporaryFolder } from "../support/relay.ts"

const WRITING = fileURLToPath(new URL("../support/writing-process.ts", import.meta.url))
const MARKS = "log.sqlite.marks"

/** How many commits, and how many mixtures of unsynced writes are tried at an operation. Long runs ask for more. */
const COMMITS = process.env["POWER_COMMITS"] ?? "12"
const MIXTURES = Number(process.env["POWER_MIXTURES"] ?? "0.3")

/** How many kills of a process with a store alone. */
const KILLS = 4

const folder = temporaryFolder()
const library = buildFaultyDisk(folder)
let trace: DiskOperation[] = []

beforeAll(() => {
  if (library === null) return
  const seed = process.env["SEED"] ?? String(Date.now() % 2 ** 32)
  console.log(`seed ${seed}`)
  const data = join(folder, "data")
  mkdirSync(data)
  const environment = { ...process.env, LD_PRELOAD: library, DISK_TRACE: join(folder, "trace") }
  execFileSync(process.execPath, [WRITING, data, seed, COMMITS], { env: environment, stdio: "pipe" })
  trace = readTrace(join(folder, "trace"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A state in which a disk may be found after the power went. */
interface Found {
  readonly what: string
  readonly database: Uint8Array
  readonly log: Uint8Array
}

/** Every prefix of what was not synced, whole and torn, of either file while all, none or a mixture of the other is there. */
function* statesOf(database: DiskFile, log: DiskFile, random: () => number): Generator<Found> {
  yield { what: "nothing unsynced", database: database.image(0), log: log.image(0) }
  if (random() > MIXTURES) return
  const both = [
    { file: database, name: "database" },
    { file: log, name: "log" },
  ] as const
  const whole = () => ({ database: database.image(database.unsynced), log: log.image(log.unsynced) })
  const bare = () => ({ database: database.image(0), log: log.image(0) })
  yield { what: "all", ...whole() }
  for (const { file, name } of both) {
    const last = file.unsynced - 1
    if (last < 0) continue
    yield { what: `last of the ${name} torn`, ...whole(), [name]: file.image(last, true) }
    yield { what: `last of the ${name} alone`, ...bare(), [name]: file.imageWith(index => (index === last ? 1 : 0)) }
  }
  for (let mixture = 0; mixture < MIXTURES && random() < MIXTURES; mixture += 1) {
    const parts = () => (random() < 0.5 ? 1 : random() < 0.5 ? 0 : random())
    yield { what: "a mixture", database: database.imageWith(parts), log: log.imageWith(parts) }
  }
}

const hasLog = (operations: readonly DiskOperation[], index: number) =>
  operations.findIndex(({ file }) => file === "log.sqlite-wal") <= index

test.skipIf(library === null)(
  "STORE-1 after a power cut at any write, with any of what was not synced, every acknowledged row is there and verifies",
  { timeout: Number(COMMITS) * 30_000 },
  () => {
    const found = join(folder, "found")
    mkdirSync(found)
    const random = seededRandom(Number(COMMITS))
    const files = { "log.sqlite": new DiskFile(), "log.sqlite-wal": new DiskFile() }
    let heads: Heads = {}
    let states = 0
    let acknowledged = 0
    for (const [index, operation] of trace.entries()) {
      if (operation.file === MARKS) {
        if (operation.kind === "write") heads = JSON.parse(Buffer.from(operation.bytes).toString()) as Heads
        acknowledged += 1
        continue
      }
      // Before there is a write-ahead log, SQLite makes the empty file its own way, and nothing is acknowledged.
      if (operation.file === "log.sqlite-journal") continue
      files[operation.file as keyof typeof files].do(operation)
      if (!hasLog(trace, index)) continue
      for (const { what, database, log } of statesOf(files["log.sqlite"], files["log.sqlite-wal"], random)) {
        rmSync(join(found, "log.sqlite-shm"), { force: true })
        writeFileSync(join(found, "log.sqlite"), database)
        writeFileSync(join(found, "log.sqlite-wal"), log)
        expect(faultsIn(join(found, "log.sqlite"), heads), `operation ${index}, ${what}`).toEqual([])
        states += 1
      }
    }
    console.log(`${states} states of ${trace.length} operations, ${acknowledged} acknowledgements`)
    expect(acknowledged).toBe(Number(COMMITS))
    expect(trace.filter(({ kind, file }) => kind === "sync" && file === "log.sqlite").length).toBeGreaterThan(2)
  },
)

test.skipIf(library === null).for([["here"], ["threads"]] as const)(
  "STORE-1 a store killed in a commit, a snapshot or a checkpoint has all that was acknowledged, %s",
  async ([kind]) => {
    const data = join(folder, `killed-${kind}`)
    mkdirSync(data)
    const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 32)
    console.log(`seed ${seed}`)
    const random = seededRandom(seed)
    for (let kill = 0; kill < KILLS; kill += 1) expect(await killStore(data, library!, random, kind)).toEqual([])
  },
)

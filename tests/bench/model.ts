import * as Y from "yjs"
import { seededRandom } from "@weft/model/base/random"
import { newId, type MemberId } from "@weft/model/base/ids"
import { rankBetween } from "@weft/model/base/rank"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change } from "@weft/model/schema/change"
import { figure, medianOf, report } from "./report.ts"

const ITEMS = 10_000
const RUNS = 7
const PATH = "space/bench"

/** A space of 10,000 items, each edited three times after it was made, as the bytes that a relay or database holds. */
function cellBytes(): Uint8Array {
  let now = 1_700_000_000_000
  const random = seededRandom(1)
  const replica = new WorkspaceReplica({ now: () => now++, random, clientId: 1 })
  const ids = Array.from({ length: ITEMS }, () => newId(random) as string)
  let rank: string | null = null
  replica.write(
    ids.map((id, index): Change => {
      rank = rankBetween(rank, null, random)
      const seed = {
        title: `Item number ${index} with a usual title`,
        status: `status${index % 5}`,
        rank,
        createdAt: now,
        priority: "high",
      }
      return { do: "create", document: PATH, kind: "items", id, seed }
    }),
    "ana" as MemberId,
  )
  for (const [field, value] of EDITED) {
    for (const id of ids)
      replica.write([{ do: "set", document: PATH, kind: "items", id, field, value }], "ana" as MemberId)
  }
  return Y.encodeStateAsUpdate(replica.document(PATH)!.doc)
}

const EDITED = [
  ["status", "status4"],
  ["due", "2026-12-01"],
  ["owner", "member1"],
] as const

/** The usual way: a nested map per item, a key per field. */
function nestedBytes(): Uint8Array {
  const random = seededRandom(1)
  const doc = new Y.Doc()
  const items = doc.getMap<Y.Map<unknown>>("items")
  doc.transact(() => {
    for (let index = 0; index < ITEMS; index++) {
      const item = new Y.Map<unknown>()
      const fields = {
        title: `Item number ${index} with a usual title`,
        status: `status${index % 5}`,
        rank: "V",
        createdAt: index,
        priority: "high",
      }
      for (const [field, value] of Object.entries(fields)) item.set(field, value)
      items.set(newId(random) as string, item)
    }
  })
  for (const [field, value] of EDITED) items.forEach(item => item.set(field, value))
  return Y.encodeStateAsUpdate(doc)
}

function readCells(bytes: Uint8Array): unknown {
  const replica = new WorkspaceReplica({ now: () => 1_800_000_000_000, random: seededRandom(2), clientId: 2 })
  const document = replica.open(PATH, [bytes])
  if (document.rows("items").size !== ITEMS) throw new Error("rows are missing")
  return replica
}

function readNested(bytes: Uint8Array): unknown {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytes)
  const rows = new Map<string, unknown>()
  doc.getMap<Y.Map<unknown>>("items").forEach((item, id) => rows.set(id, { id, ...item.toJSON() }))
  if (rows.size !== ITEMS) throw new Error("rows are missing")
  return [doc, rows]
}

function timed(read: (bytes: Uint8Array) => unknown, bytes: Uint8Array): { ms: number; heap: number } {
  const collect = globalThis.gc
  if (collect === undefined) throw new Error("start the bench with --expose-gc")
  collect()
  const before = process.memoryUsage().heapUsed
  const start = performance.now()
  const kept = read(bytes)
  const ms = performance.now() - start
  collect()
  const heap = (process.memoryUsage().heapUsed - before) / 2 ** 20
  if (kept === null) throw new Error("nothing was read")
  return { ms, heap }
}

/** Bytes to rows for 10,000 items with three edits each, beside a nested map per item in the same run. */
export function benchModel(): void {
  const [cells, nested] = [cellBytes(), nestedBytes()]
  const ours: { ms: number; heap: number }[] = []
  const theirs: { ms: number; heap: number }[] = []
  for (let run = 0; run <= RUNS; run++) {
    const pair = [timed(readCells, cells), timed(readNested, nested)] as const
    // The first run warms the compiler up.
    if (run === 0) continue
    ours.push(pair[0])
    theirs.push(pair[1])
  }
  const baseline = (of: "ms" | "heap") => ({
    name: "nested Y.Map per item",
    median: medianOf(theirs.map(run => run[of])),
  })
  const bench = "model"
  report(
    figure(
      { bench, figure: "10,000 items, bytes to rows", unit: "ms", target: 300, baseline: baseline("ms") },
      ours.map(run => run.ms),
    ),
  )
  report(
    figure(
      { bench, figure: "10,000 items, heap", unit: "MB", target: 32, baseline: baseline("heap") },
      ours.map(run => run.heap),
    ),
  )
  report(
    figure(
      {
        bench,
        figure: "10,000 items, stored bytes",
        unit: "KB",
        baseline: { name: "nested Y.Map per item", median: medianOf([nested.length / 1024]) },
      },
      [cells.length / 1024],
    ),
  )
}

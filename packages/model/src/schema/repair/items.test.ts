import { expect, test } from "vitest"
import { PersistentMap } from "../../base/persistent-map.ts"
import type { AnyRow } from "../record.ts"
import { blankRow } from "../row.ts"
import { repairItems, type MoveStamp } from "./items.ts"

const NAMES = ["a", "b", "c", "d", "e"] as const

interface Told {
  readonly parents: Readonly<Record<string, string | null>>
  /** Later is greater. */
  readonly moved: Readonly<Record<string, number>>
  readonly before?: Readonly<Record<string, string>>
  readonly trashed?: readonly string[]
}

function rowsOf({ parents, before = {}, trashed = [] }: Told): PersistentMap<string, AnyRow> {
  return PersistentMap.from(
    Object.keys(parents).map((id): readonly [string, AnyRow] => {
      const deleted = trashed.includes(id) ? { by: "ana", at: 1, editedAfter: false } : null
      return [id, { ...blankRow("items", id), parent: parents[id], parentBefore: before[id] ?? null, deleted }]
    }),
  )
}

/** The items with their repaired parents and marks. */
function repaired(told: Told, rows = rowsOf(told)): Map<string, AnyRow> {
  const stored = new Map(Object.entries(told.parents).filter((entry): entry is [string, string] => entry[1] !== null))
  const moveOf = (id: string): MoveStamp => ({ stamp: told.moved[id] ?? 0, replica: "r" })
  return new Map(rows.withAll(repairItems(rows, stored, moveOf)))
}

function ringsOf(parents: ReadonlyMap<string, string | null>): string[][] {
  const rings: string[][] = []
  for (const start of parents.keys()) {
    const way = [start]
    for (let id = parents.get(start)!; id !== null && way.length <= parents.size; id = parents.get(id)!) way.push(id)
    const ring = way.slice(0, way.indexOf(start, 1))
    if (way.indexOf(start, 1) > 0) rings.push(ring.sort())
  }
  return rings
}

function* parentFunctions(count: number): Generator<Record<string, string | null>> {
  const names = NAMES.slice(0, count)
  for (let code = 0; code < (count + 1) ** count; code++) {
    const parents: Record<string, string | null> = {}
    let rest = code
    for (const name of names) {
      parents[name] = names[rest % (count + 1)] ?? null
      rest = Math.floor(rest / (count + 1))
    }
    yield parents
  }
}

function* orders(names: readonly string[]): Generator<Record<string, number>> {
  if (names.length === 0) yield {}
  for (const name of names) {
    for (const order of orders(names.filter(other => other !== name))) yield { ...order, [name]: names.length }
  }
}

test("TREE-1 of all parents of up to five items in all orders of moves, each ring loses its latest move and no other", () => {
  for (let count = 1; count <= 5; count++) {
    // All orders of five are 120 for each of 7,776 trees; a third of the orders there is plenty.
    const moves = [...orders(NAMES.slice(0, count))].filter((_, index) => count < 5 || index % 3 === 0)
    for (const parents of parentFunctions(count)) {
      const rings = ringsOf(new Map(Object.entries(parents)))
      const inRings = new Set(rings.map(ring => ring.join()))
      for (const moved of rings.length === 0 ? moves.slice(0, 1) : moves) {
        const items = repaired({ parents, moved })
        const aside = [...items.values()].filter(({ marks }) => marks.length > 0).map(({ id }) => id)
        const latest = [...inRings].map(ring => ring.split(",").sort((x, y) => moved[y]! - moved[x]!)[0]!)
        if (aside.sort().join() !== latest.sort().join()) expect.unreachable(JSON.stringify({ parents, moved, aside }))
        for (const [id, row] of items) {
          const wanted = aside.includes(id) ? null : parents[id]
          if (row["parent"] !== wanted) expect.unreachable(JSON.stringify({ parents, moved, id }))
        }
      }
    }
  }
})

test("TREE-2 what is set aside falls back to the parent it had, and to the top where that would close a ring again", () => {
  for (let count = 2; count <= 4; count++) {
    const names = NAMES.slice(0, count)
    for (const parents of parentFunctions(count)) {
      if (ringsOf(new Map(Object.entries(parents))).length === 0) continue
      for (const fallback of names) {
        for (const moved of orders(names)) {
          const before = Object.fromEntries(names.map(name => [name, fallback]))
          const items = repaired({ parents, moved, before })
          const after = new Map([...items].map(([id, row]) => [id, row["parent"] as string | null]))
          if (ringsOf(after).length > 0) expect.unreachable(JSON.stringify({ parents, moved, fallback }))
        }
      }
    }
  }
  const ring = { a: "b", b: "a", p: null }
  expect(repaired({ parents: ring, moved: { a: 1, b: 2 }, before: { b: "p" } }).get("b")?.["parent"]).toBe("p")
  expect(repaired({ parents: ring, moved: { a: 1, b: 2 }, before: { b: "a" } }).get("b")?.["parent"]).toBeNull()
  expect(repaired({ parents: ring, moved: { a: 1, b: 2 }, before: { b: "gone" } }).get("b")?.["parent"]).toBeNull()
})

test("TREE-3 an item under what is in the trash shows under the nearest living ancestor, and says so", () => {
  const parents = { a: null, b: "a", c: "b", d: "c", e: "missing" }
  const items = repaired({ parents, moved: {}, trashed: ["b", "c"] })
  expect(items.get("d")).toMatchObject({ parent: "a", marks: [{ mark: "parent-deleted", wanted: "c" }] })
  expect(items.get("c"), "what is in the trash stays where it was").toMatchObject({ parent: "b", marks: [] })
  expect(items.get("e")).toMatchObject({ parent: null, marks: [] })
  expect(repaired({ parents, moved: {}, trashed: ["a", "b", "c"] }).get("d")?.["parent"]).toBeNull()
})

test("TREE-4 repairing what is repaired changes nothing, and a ring that is gone leaves no mark", () => {
  for (const parents of parentFunctions(4)) {
    const told = { parents, moved: { a: 3, b: 1, c: 4, d: 2 }, before: { a: "b", c: "d" }, trashed: ["d"] }
    const once = repaired(told)
    const rows = PersistentMap.from(once)
    expect(repaired(told, rows)).toEqual(once)
    const healed = { ...told, parents: { a: null, b: null, c: null, d: null }, trashed: [] }
    const living = PersistentMap.from([...once].map(([id, row]) => [id, { ...row, deleted: null }] as const))
    for (const row of repaired(healed, living).values()) expect(row).toMatchObject({ parent: null, marks: [] })
  }
})

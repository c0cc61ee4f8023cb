import { expect } from "vitest"
import { isComputedId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { seededRandom } from "@weft/model/base/random"
import { KIND_NAMES, KINDS, kindNamed, type KindName } from "@weft/model/schema/kinds"
import { applyPatches, type RowPatch } from "@weft/model/schema/patch"
import type { AnyRow } from "@weft/model/schema/record"
import { sameValue } from "@weft/model/schema/row"
import { living, type Snapshot, type Table, type Tables } from "@weft/model/schema/snapshot"
import { cardsOf, compareCards, groupsOf, isOnBoards } from "@weft/model/tasks/board"
import { canonicalValue } from "../support/canonical.ts"
import { some } from "./draw.ts"

function rowOf(tables: Tables, kind: KindName, id: string): AnyRow | undefined {
  return (tables[kind] as unknown as Table<AnyRow>).get(id)
}

function without(row: AnyRow, fields: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)))
}

/** Whether a repair has a hand in some row. */
export function hasMarks(tables: Tables): boolean {
  for (const item of tables.items.values()) if (item.marks.length > 0) return true
  return false
}

/** A removal may take out the very entry that marked a record in the trash as edited, which only a replica can know. */
function asMarked(before: AnyRow | undefined, shown: AnyRow, read: AnyRow): AnyRow {
  const wasMarked = before?.deleted?.editedAfter === true && before.deleted.at === read.deleted?.at
  return wasMarked && shown.deleted !== null ? { ...shown, deleted: read.deleted } : shown
}

/** The rows shown before any replica had the changes are those that the replica reads. */
export function expectOptimism(before: Tables, patches: readonly RowPatch[], after: Tables, name: string): void {
  const shown = applyPatches(before, patches)
  // Where a repair has a hand, only a replica knows who moved last; it corrects the tree a moment later. So it is where
  // an import makes what others have put something under before.
  const imports = patches.some(({ kind, id }) => kind === "items" && isComputedId(id) && !before.items.has(id))
  const ignored = imports || hasMarks(before) || hasMarks(after) ? ["parent", "marks"] : []
  for (const kind of KIND_NAMES) {
    expect([...shown[kind].keys()].sort(), `${name} ${kind}`).toEqual([...after[kind].keys()].sort())
    for (const [id, read] of after[kind] as Iterable<readonly [string, AnyRow]>) {
      const row = asMarked(rowOf(before, kind, id), rowOf(shown, kind, id)!, read)
      if (row !== read && !sameValue(without(row, ignored), without(read, ignored))) {
        expect(canonicalValue(without(row, ignored)), `${name} ${kind} ${id}`).toBe(
          canonicalValue(without(read, ignored)),
        )
      }
    }
  }
}

/**
 * Every row is as it was before; who and when of a deletion, and values that stood side by side, do not come back. Rows
 * that were not there are in the trash.
 */
export function expectTakenBack(before: Tables, after: Tables, name: string): void {
  const plain = (row: AnyRow) => ({ ...row, deleted: row.deleted !== null, conflicts: [] })
  for (const kind of KIND_NAMES) {
    for (const [id, row] of after[kind] as Iterable<readonly [string, AnyRow]>) {
      const old = rowOf(before, kind, id)
      if (old === undefined) expect(row.deleted, `${name} ${kind} ${id}`).not.toBeNull()
      else if (row !== old) expect(canonicalValue(plain(row)), `${name} ${kind} ${id}`).toBe(canonicalValue(plain(old)))
    }
  }
}

/** The rows as a build reads them that knows only some of the fields. */
export function expectSameAsOlder(tables: Tables, older: Tables): void {
  for (const kind of KIND_NAMES) {
    const fields = (row: AnyRow) => {
      const known = rowOf(older, kind, row.id)!
      return Object.fromEntries(Object.keys(known).map(field => [field, row[field]]))
    }
    expect([...older[kind].keys()].sort()).toEqual([...tables[kind].keys()].sort())
    for (const row of tables[kind].values() as Iterable<AnyRow>) {
      expect(canonicalValue(older[kind].get(row.id))).toBe(canonicalValue(fields(row)))
    }
  }
}

/** Every chain of parents ends, and nothing that lives hangs under something in the trash. */
export function expectSoundTree({ items }: Tables): void {
  for (const item of items.values()) {
    let steps = 0
    for (let id = item.parent; id !== null; id = items.get(id)!.parent) {
      expect(++steps, `${item.id} hangs in a ring`).toBeLessThanOrEqual(items.size)
    }
    if (item.deleted !== null || item.parent === null) continue
    expect(items.get(item.parent)?.deleted, `${item.id} hangs under what is in the trash`).toBeNull()
  }
}

/** Each card stands in one column of each board, and in one place in it. */
export function expectSoundBoards(snapshot: Snapshot): void {
  const cards = [...snapshot.items.values()].filter(isOnBoards)
  const random = seededRandom(1)
  for (const board of living(snapshot.boards)) {
    const groups = groupsOf(board.columnsBy, snapshot)
    expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
    const columns = groups.map(({ key }) => cardsOf(snapshot, board, key, null))
    const standing = columns.flat().map(({ id }) => id)
    expect(standing.sort(), `a board by ${board.columnsBy}`).toEqual(cards.map(({ id }) => id).sort())
    columns.forEach((column, index) => {
      const shuffled = some(column, column.length * 3, random)
      const wanted = column.filter(card => shuffled.includes(card))
      const key = groups[index]!.key
      expect(shuffled.sort((left, right) => compareCards(left, right, board.id, key))).toEqual(wanted)
    })
  }
}

/** Ranks are total: no two records of a kind have the same place. */
export function expectTotalRanks(tables: Tables): void {
  for (const kind of ["items", "statuses", "labels", "checks", "checklists", "boards", "options"] as const) {
    const rows = [...tables[kind].values()].sort(compareRanked)
    rows.slice(1).forEach((row, index) => expect(compareRanked(rows[index]!, row)).toBeLessThan(0))
  }
}

/** Every row was created whole: it has all fields of its kind with values that they can have, and what makes it one. */
export function expectWholeRows(tables: Tables): void {
  for (const kind of KIND_NAMES) {
    const { fields, blank } = kindNamed(kind)
    for (const row of tables[kind].values() as Iterable<AnyRow>) {
      expect(Object.keys(row).sort()).toEqual([...new Set(["id", ...Object.keys(blank)])].sort())
      for (const name of KINDS[kind].cells) expect(fields[name]!.read(row[name]), `${kind}.${name}`).toEqual(row[name])
    }
  }
  for (const { title } of tables.items.values()) expect(title).not.toBe("")
  for (const { item, to } of tables.transitions.values()) expect([item, to]).not.toContain(null)
  for (const { from, to } of tables.relations.values()) expect([from, to]).not.toContain(null)
  for (const { item, title } of tables.checks.values()) expect([item, title]).not.toContain(null)
  for (const { name } of tables.statuses.values()) expect(name).not.toBe("")
}

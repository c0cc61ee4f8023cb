import assert from "node:assert/strict"
import { isComputedId, type DependencyId } from "@weft/model/base/ids"
import { PersistentMap } from "@weft/model/base/persistent-map"
import { compareRanked } from "@weft/model/base/rank"
import { seededRandom } from "@weft/model/base/random"
import { lateEdits } from "@weft/model/plan/closing"
import { gatesOf } from "@weft/model/plan/gates-of-space"
import { scheduleSpace } from "@weft/model/plan/link-health"
import { registerOf } from "@weft/model/plan/risks-of-space"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { KIND_NAMES, KINDS, kindNamed, type KindName } from "@weft/model/schema/kinds"
import { applyPatches, type RowPatch } from "@weft/model/schema/patch"
import type { AnyRow } from "@weft/model/schema/record"
import { sameValue } from "@weft/model/schema/row"
import { living, type Snapshot, type Table, type Tables } from "@weft/model/schema/snapshot"
import { SAID_OF_ONE } from "@weft/model/schema/undo"
import { cardsOf, compareCards, groupsOf, isOnBoards } from "@weft/model/tasks/board"
import { guestsOf } from "@weft/model/tasks/guests"
import { ballotResult, sessionGoingOn } from "@weft/model/tasks/planning-session"
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
    assert.deepEqual([...shown[kind].keys()].sort(), [...after[kind].keys()].sort(), `${name} ${kind}`)
    for (const [id, read] of after[kind] as Iterable<readonly [string, AnyRow]>) {
      const row = asMarked(rowOf(before, kind, id), rowOf(shown, kind, id)!, read)
      if (row !== read && !sameValue(without(row, ignored), without(read, ignored))) {
        assert.equal(
          canonicalValue(without(row, ignored)),
          canonicalValue(without(read, ignored)),
          `${name} ${kind} ${id}`,
        )
      }
    }
  }
}

/**
 * Every row is as it was before; who and when of a deletion, and values that stood side by side, do not come back. Rows
 * that were not there are in the trash, or say nothing.
 */
export function expectTakenBack(before: Tables, after: Tables, name: string): void {
  const plain = (row: AnyRow) => ({ ...row, deleted: row.deleted !== null, conflicts: [] })
  for (const kind of KIND_NAMES) {
    for (const [id, row] of after[kind] as Iterable<readonly [string, AnyRow]>) {
      const old = rowOf(before, kind, id)
      if (old === undefined) assert.ok(row.deleted !== null || saysNothing(kind, row), `${name} ${kind} ${id}`)
      else if (row !== old)
        assert.equal(canonicalValue(plain(row)), canonicalValue(plain(old)), `${name} ${kind} ${id}`)
    }
  }
}

/** Whether a row says nothing of what it is about. */
function saysNothing(kind: KindName, row: AnyRow): boolean {
  const { fields } = kindNamed(kind)
  const about = ["item", "member", "risk", "gate", "by"]
  const names = Object.keys(fields).filter(name => !about.includes(name))
  return SAID_OF_ONE.has(kind) && names.every(name => sameValue(row[name], fields[name]!.fallback))
}

/** The rows as a build reads them that knows only some of the fields. */
export function expectSameAsOlder(tables: Tables, older: Tables): void {
  for (const kind of KIND_NAMES) {
    const fields = (row: AnyRow) => {
      const known = rowOf(older, kind, row.id)!
      return Object.fromEntries(Object.keys(known).map(field => [field, row[field]]))
    }
    assert.deepEqual([...older[kind].keys()].sort(), [...tables[kind].keys()].sort())
    for (const row of tables[kind].values() as Iterable<AnyRow>) {
      assert.equal(canonicalValue(older[kind].get(row.id)), canonicalValue(fields(row)))
    }
  }
}

/** Every chain of parents ends, and nothing that lives hangs under something in the trash. */
export function expectSoundTree({ items }: Tables): void {
  for (const item of items.values()) {
    let steps = 0
    for (let id = item.parent; id !== null; id = items.get(id)!.parent) {
      assert.ok(++steps <= items.size, `${item.id} hangs in a ring`)
    }
    if (item.deleted !== null || item.parent === null) continue
    assert.equal(items.get(item.parent)?.deleted, null, `${item.id} hangs under what is in the trash`)
  }
}

/** Each card stands in one column of each board, and in one place in it. */
export function expectSoundBoards(snapshot: Snapshot): void {
  const cards = [...snapshot.items.values()].filter(isOnBoards)
  const random = seededRandom(1)
  for (const board of living(snapshot.boards)) {
    const groups = groupsOf(board.columnsBy, snapshot)
    assert.equal(new Set(groups.map(({ key }) => key)).size, groups.length, "a column comes twice")
    const columns = groups.map(({ key }) => cardsOf(snapshot, board, key, null))
    const standing = columns.flat().map(({ id }) => id)
    assert.deepEqual(standing.sort(), cards.map(({ id }) => id).sort(), `a board by ${board.columnsBy}`)
    columns.forEach((column, index) => {
      const shuffled = some(column, column.length * 3, random)
      const wanted = column.filter(card => shuffled.includes(card))
      const key = groups[index]!.key
      shuffled.sort((left, right) => compareCards(left, right, board.id, key))
      assert.ok(
        shuffled.every((card, place) => card === wanted[place]),
        `the order of ${key}`,
      )
    })
  }
}

/** Ranks are total: no two records of a kind have the same place. */
export function expectTotalRanks(tables: Tables): void {
  for (const kind of ["items", "statuses", "labels", "checks", "checklists", "boards", "options", "views"] as const) {
    const rows = [...tables[kind].values()].sort(compareRanked)
    rows.slice(1).forEach((row, index) => assert.ok(compareRanked(rows[index]!, row) < 0, `two ${kind} in one place`))
  }
}

/** Every row was created whole: it has all fields of its kind with values that they can have, and what makes it one. */
export function expectWholeRows(tables: Tables): void {
  for (const kind of KIND_NAMES) {
    const { fields, blank } = kindNamed(kind)
    const names = [...new Set(["id", ...Object.keys(blank)])].sort()
    for (const row of tables[kind].values() as Iterable<AnyRow>) {
      assert.deepEqual(Object.keys(row).sort(), names, `${kind} ${row.id}`)
      for (const name of KINDS[kind].cells)
        assert.ok(sameValue(fields[name]!.read(row[name]), row[name]), `${kind}.${name} of ${row.id}`)
    }
  }
  for (const { title } of tables.items.values()) assert.notEqual(title, "")
  for (const { item, to } of tables.transitions.values()) assert.ok(item !== null && to !== null)
  for (const { from, to } of tables.relations.values()) assert.ok(from !== null && to !== null)
  for (const { item, title } of tables.checks.values()) assert.ok(item !== null && title !== null)
  for (const { name } of tables.statuses.values()) assert.notEqual(name, "")
}

/**
 * The plan of a space is the same on every replica whatever order its rows came in, every item has dates, and what links
 * are not suspended close no ring.
 */
export function expectSoundPlan(snapshots: readonly Snapshot[]): void {
  const [first, ...others] = snapshots.map(scheduleSpace)
  for (const other of others) assert.deepEqual(other, first)
  const { input, schedule, links } = first!
  assert.deepEqual(scheduleSpace(shuffled(snapshots[0]!)), first, "in another order of rows")
  assert.ok(schedule.tasks.every(({ start, finish }) => start <= finish))
  const driving = input.links.filter(({ id }) => links.get(id as DependencyId)?.state !== "suspended")
  const { warnings } = schedulePlan({ ...input, links: driving })
  assert.deepEqual(
    warnings.filter(({ code }) => code === "suspended-link"),
    [],
  )
}

/**
 * Gates, risks, late edits, planning sessions and guests are the same on every replica, whatever order rows came in, and
 * nobody counts twice at a gate or in a vote.
 */
export function expectSoundSteering(snapshots: readonly Snapshot[]): void {
  const [first, ...others] = snapshots.map(steeringOf)
  for (const other of [...others, steeringOf(shuffled(snapshots[0]!))]) assert.deepEqual(other, first)
  for (const { approved, rejected } of first!.gates)
    assert.equal(new Set([...approved, ...rejected]).size, approved.length + rejected.length, "who said two things")
  for (const { votes } of first!.ballots)
    assert.equal(new Set(votes.map(({ by }) => by)).size, votes.length, "who voted twice")
}

function steeringOf(snapshot: Snapshot) {
  const session = sessionGoingOn(snapshot)
  const rounds = session?.ballot == null ? [] : Array.from({ length: session.ballot.round }, (_, index) => index + 1)
  return {
    gates: gatesOf(snapshot),
    risks: registerOf(snapshot),
    late: lateEdits(snapshot),
    session,
    ballots: rounds.map(round => ballotResult(snapshot, session!.id, { item: session!.ballot!.item, round })),
    guests: guestsOf(snapshot, () => "not-here"),
  }
}

/** The same rows, entered the other way round. */
function shuffled(snapshot: Snapshot): Snapshot {
  const tables = KIND_NAMES.map(kind => {
    const rows = [...(snapshot[kind].values() as Iterable<AnyRow>)].reverse()
    return [kind, PersistentMap.from(rows.map(row => [row.id, row] as const))] as const
  })
  return { ...Object.fromEntries(tables), space: snapshot.space } as unknown as Snapshot
}

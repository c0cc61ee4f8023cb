import type { Stamp } from "../../base/hybrid-clock.ts"
import type { PersistentMap } from "../../base/persistent-map.ts"
import type { AnyRow, Mark } from "../record.ts"
import { sameValue } from "../row.ts"

/** When a move was made, and by which replica: the order in which moves count. */
export interface MoveStamp {
  readonly stamp: Stamp
  readonly replica: string
}

/**
 * The items whose tree position has to be read otherwise than it is stored, as repaired rows by id.
 *
 * Two replicas can each make a legal move whose merge is a ring of parents. No write can prevent that, so every reader
 * sets the same move aside: the latest one in the ring, by stamp. The item says so, and its earlier parent stands
 * (MERGE B7). An item whose parent is in the trash shows under the nearest living ancestor and says so (MERGE B8).
 *
 * @param rows items as they were read last, repaired or not; `parent` and `marks` of the result replace theirs
 * @param stored the parent that each item has in store; items without one are left out
 */
export function repairItems(
  rows: PersistentMap<string, AnyRow>,
  stored: ReadonlyMap<string, string>,
  moveOf: (id: string) => MoveStamp,
): Map<string, AnyRow> {
  const parents = new Map<string, string>()
  for (const [id, parent] of stored) if (rows.has(parent) && rows.has(id)) parents.set(id, parent)
  const marks = new Map<string, Mark[]>()
  for (const id of latestOfEachRing(parents, moveOf)) {
    note(marks, id, { mark: "move-set-aside", wanted: parents.get(id)! })
    const earlier = rows.get(id)?.["parentBefore"]
    parents.delete(id)
    if (typeof earlier === "string" && rows.has(earlier) && !reaches(parents, earlier, id)) parents.set(id, earlier)
  }
  return differences(rows, parents, marks)
}

/** One item per ring of parents: the one that was moved last. In byte order of their ids. */
function latestOfEachRing(parents: ReadonlyMap<string, string>, moveOf: (id: string) => MoveStamp): string[] {
  const walkOf = new Map<string, number>()
  const latest: string[] = []
  let walk = 0
  for (const start of parents.keys()) {
    walk++
    let id: string | undefined = start
    while (id !== undefined && !walkOf.has(id)) {
      walkOf.set(id, walk)
      id = parents.get(id)
    }
    if (id !== undefined && walkOf.get(id) === walk) latest.push(latestOfRing(parents, id, moveOf))
  }
  return latest.sort()
}

function latestOfRing(parents: ReadonlyMap<string, string>, start: string, moveOf: (id: string) => MoveStamp): string {
  let latest = start
  for (let id = parents.get(start)!; id !== start; id = parents.get(id)!) {
    if (isLater(id, latest, moveOf)) latest = id
  }
  return latest
}

function isLater(left: string, right: string, moveOf: (id: string) => MoveStamp): boolean {
  const [a, b] = [moveOf(left), moveOf(right)]
  if (a.stamp !== b.stamp) return a.stamp > b.stamp
  return a.replica !== b.replica ? a.replica > b.replica : left > right
}

/** Whether climbing from an item arrives at a target; rings that are still uncut end the climb. */
function reaches(parents: ReadonlyMap<string, string>, from: string, target: string): boolean {
  const seen = new Set<string>()
  for (let id: string | undefined = from; id !== undefined && !seen.has(id); id = parents.get(id)) {
    if (id === target) return true
    seen.add(id)
  }
  return false
}

function differences(
  rows: PersistentMap<string, AnyRow>,
  parents: ReadonlyMap<string, string>,
  marks: Map<string, Mark[]>,
): Map<string, AnyRow> {
  const repaired = new Map<string, AnyRow>()
  for (const [id, row] of rows) {
    let parent = parents.get(id) ?? null
    if (parent !== null && row.deleted === null) {
      const living = nearestLiving(rows, parents, parent)
      if (living !== parent) note(marks, id, { mark: "parent-deleted", wanted: parent })
      parent = living
    }
    const itsMarks = marks.get(id) ?? []
    if (row["parent"] !== parent || !sameValue(row.marks, itsMarks))
      repaired.set(id, { ...row, parent, marks: itsMarks } as AnyRow)
  }
  return repaired
}

function nearestLiving(
  rows: PersistentMap<string, AnyRow>,
  parents: ReadonlyMap<string, string>,
  from: string,
): string | null {
  let id: string | undefined = from
  while (id !== undefined && rows.get(id)?.deleted !== null) id = parents.get(id)
  return id ?? null
}

function note(marks: Map<string, Mark[]>, id: string, mark: Mark): void {
  const standing = marks.get(id)
  if (standing === undefined) marks.set(id, [mark])
  else standing.push(mark)
}

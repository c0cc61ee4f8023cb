import type { MemberId } from "../base/ids.ts"
import type { Item } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { Board } from "../schema/work.ts"
import { isOnBoards, loadOf } from "./board.ts"
import { shownStatus } from "./workflow.ts"

/** Whether an item counts against a person's limit: it is on boards, and somebody is at it now. */
export function isActive(item: Item, snapshot: Snapshot): boolean {
  return isOnBoards(item) && shownStatus(item, snapshot)?.category === "active"
}

/** The active items that each person is accountable for. Helping with an item does not count, so it counts once. */
function activeItems(snapshot: Snapshot): ReadonlyMap<MemberId, readonly Item[]> {
  const found = new Map<MemberId, Item[]>()
  for (const item of snapshot.items.values()) {
    if (item.owner === null || !isActive(item, snapshot)) continue
    const own = found.get(item.owner)
    if (own === undefined) found.set(item.owner, [item])
    else own.push(item)
  }
  return found
}

/** Somebody who has more active items than a board says that one person should. */
export interface Overload {
  readonly member: MemberId
  readonly board: Board
  /** In the unit that the board limits by. */
  readonly load: number
  readonly limit: number
}

/** Whom an edit brought over the limit of a board, or further over it; each person once, by the first such board. */
export function overloadsBy(before: Snapshot, after: Snapshot): readonly Overload[] {
  const found = new Map<MemberId, Overload>()
  const boards = living(after.boards).filter(({ personLimit }) => personLimit !== null)
  if (boards.length === 0) return []
  const standing = activeItems(before)
  for (const [member, items] of activeItems(after))
    for (const board of boards) {
      const [load, limit] = [loadOf(items, board), board.personLimit ?? Infinity]
      const grew = load > loadOf(standing.get(member) ?? [], board)
      if (load > limit && grew && !found.has(member)) found.set(member, { member, board, load, limit })
    }
  return [...found.values()]
}

import type { ItemId } from "../base/ids.ts"
import { rankBetween, ranksBetween } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { writeGroup } from "./board.ts"
import { defineAction } from "./define.ts"
import { isWithin } from "./item.ts"

/** Where rows of a list are put: directly before or after a row, or where they stand. */
export type ListPlace = { readonly before: ItemId } | { readonly after: ItemId } | null

export interface MoveItems {
  /** In the order in which they shall stand. */
  readonly items: readonly ItemId[]
  /** The item to stand under, `null` for none; left out to stay under what they are under. */
  readonly parent?: ItemId | null
  readonly place: ListPlace
  /** The group of the list to stand in: an attribute and its value. */
  readonly group?: { readonly by: string; readonly key: string }
}

/**
 * Moves rows of a list: to another place in the order that people made by hand, under another item, into another group,
 * as one step. A block stays together. Refused whole where one of them would come to stand inside itself.
 */
export const moveItems = defineAction<MoveItems>("item.move", (context, { items, parent, place, group }) => {
  const { snapshot, write, random } = context
  const rows = items.map(id => snapshot.items.get(id)).filter(row => row !== undefined)
  if (rows.length !== items.length || rows.length === 0) return refuse("not-found")
  if (parent != null && !snapshot.items.has(parent)) return refuse("not-found")
  for (const row of rows) {
    if (parent != null && isWithin(snapshot, parent, row.id)) return refuse("would-cycle")
    if (parent !== undefined && (row.parent !== parent || row.marks.length > 0)) {
      write.always("items", row.id, "parentBefore", row.parent)
      write.always("items", row.id, "parent", parent)
    }
    if (group === undefined) continue
    const answer = writeGroup(context, row, group.by, group.key)
    if (answer !== undefined) return answer
  }
  if (place === null) return
  const gap = gapAt(snapshot, place, new Set<string>(items))
  if (gap === null) return refuse("not-found")
  const [lower, upper] = gap
  const ranks =
    rows.length === 1 ? [rankBetween(lower, upper, random)] : ranksBetween(lower, upper, rows.length, random)
  rows.forEach(({ id }, index) => write.always("items", id, "rank", ranks[index]))
})

/** The ranks that a place lies between in the order of the whole space, whatever a list shows of it. */
function gapAt(
  snapshot: Snapshot,
  place: NonNullable<ListPlace>,
  moved: ReadonlySet<string>,
): readonly [lower: string | null, upper: string | null] | null {
  const isBefore = "before" in place
  const anchor = snapshot.items.get(isBefore ? place.before : place.after)
  if (anchor === undefined) return null
  let neighbour: string | null = null
  for (const { id, rank } of snapshot.items.values()) {
    if (moved.has(id) || id === anchor.id) continue
    const isOnSide = isBefore ? rank < anchor.rank : rank > anchor.rank
    const isNearer = neighbour === null || (isBefore ? rank > neighbour : rank < neighbour)
    if (isOnSide && isNearer) neighbour = rank
  }
  return isBefore ? [neighbour, anchor.rank] : [anchor.rank, neighbour]
}

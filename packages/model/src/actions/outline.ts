import type { ItemId } from "../base/ids.ts"
import { compareRanked } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import type { Item } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { defineAction } from "./define.ts"
import { moveItems } from "./move-items.ts"

interface Block {
  readonly items: readonly ItemId[]
}

/** Puts items under the one that stands above them on their level, at its end. */
export const indentItems = defineAction<Block>("outline.indent", (context, { items }) => {
  const { snapshot } = context
  const block = blockOf(snapshot, items)
  const first = block[0]
  if (first === undefined || block.length === 0) return refuse("not-found")
  const siblings = childrenOf(snapshot, first.parent)
  const place = siblings.findIndex(({ id }) => id === first.id)
  const above = siblings.slice(0, place).findLast(({ id }) => !items.includes(id))
  if (above === undefined) return refuse("nothing-above")
  const last = childrenOf(snapshot, above.id).at(-1)
  return moveItems.decide(context, {
    items: block.map(({ id }) => id),
    parent: above.id,
    place: last === undefined ? null : { after: last.id },
  })
})

/** Puts items beside the one that they lie under, directly after it. */
export const outdentItems = defineAction<Block>("outline.outdent", (context, { items }) => {
  const { snapshot } = context
  const block = blockOf(snapshot, items)
  const parent = snapshot.items.get(block[0]?.parent ?? "")
  if (block.length === 0) return refuse("not-found")
  if (parent === undefined) return refuse("already-at-top")
  return moveItems.decide(context, {
    items: block.map(({ id }) => id),
    parent: parent.parent,
    place: { after: parent.id },
  })
})

/** The items that are moved: those on the level of the first, in their order; what lies below them goes along. */
function blockOf(snapshot: Snapshot, ids: readonly ItemId[]): Item[] {
  const rows = ids.flatMap(id => snapshot.items.get(id) ?? []).filter(({ deleted }) => deleted === null)
  const [first] = rows.filter(({ parent }) => parent === null || !ids.includes(parent)).sort(compareRanked)
  return first === undefined ? [] : rows.filter(({ parent }) => parent === first.parent).sort(compareRanked)
}

function childrenOf(snapshot: Snapshot, parent: ItemId | null): Item[] {
  return living(snapshot.items)
    .filter(item => item.parent === parent)
    .sort(compareRanked)
}

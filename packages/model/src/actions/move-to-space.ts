import type { ItemId, SpaceId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import type { Mapping } from "../schema/mapping.ts"
import type { Label } from "../schema/work.ts"
import { defineAction } from "./define.ts"
import { descendantsOf } from "./item.ts"

export interface MoveToSpace {
  readonly items: readonly ItemId[]
  readonly to: SpaceId
  /** What stands in the other space for what this one has, see `mapSpace`. */
  readonly mapping: Mapping
  /** Labels that the other space lacks: they come along. */
  readonly labels: readonly Label[]
}

/**
 * Moves items, and all that is below them, to another space, with their ids and everything that was ever written about
 * them. Here it is only written where they lie from now on; replicas bring what belongs to them (MERGE B12).
 */
export const moveToSpace = defineAction<MoveToSpace>(
  "item.move-to-space",
  ({ snapshot, write }, { items, to, mapping, labels }) => {
    if (to === snapshot.space) return refuse("same-space")
    const moved = new Set<ItemId>()
    for (const id of items) {
      const item = snapshot.items.get(id)
      if (item === undefined || item.movedTo !== null) return refuse("not-found", { item: id })
      for (const below of [id, ...descendantsOf(snapshot, id)])
        if (snapshot.items.get(below)?.deleted === null || below === id) moved.add(below)
    }
    if (moved.size === 0) return refuse("not-found", { item: "" })
    for (const id of moved) {
      write.always("items", id, "movedTo", to)
      write.always("items", id, "movedAs", mapping)
    }
    for (const { id, name, rank, hue } of labels) write.create("labels", id, { name, rank, hue }, { space: to })
  },
)

import type { ItemId, SpaceId } from "../base/ids.ts"
import { ranksBetween } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import { placementId } from "../schema/placement.ts"
import { defineAction } from "./define.ts"

export interface PlaceItems {
  readonly items: readonly ItemId[]
  /** The space that they lie in. */
  readonly home: SpaceId
  /** Whether the home is told where they are shown as well, which takes the right to write there. */
  readonly tellsHome: boolean
}

/** Shows items of another space in this one as well, at its end. One that was taken off comes back where it stood. */
export const placeItems = defineAction<PlaceItems>(
  "placement.place",
  ({ snapshot, write, random }, { items, home, tellsHome }) => {
    const { space } = snapshot
    if (home === space) return refuse("same-space")
    if (items.length === 0) return refuse("not-found")
    const lies = items.find(id => snapshot.items.get(id)?.deleted === null && !snapshot.placements.has(placementId(id)))
    if (lies !== undefined) return refuse("same-space", { item: lies })
    let last: string | null = null
    for (const { rank } of [...snapshot.items.values(), ...snapshot.placements.values()])
      if (last === null || rank > last) last = rank
    const ranks = ranksBetween(last, null, items.length, random)
    items.forEach((item, index) => {
      const id = placementId(item)
      if (!snapshot.placements.has(id)) write.create("placements", id, { item, home, rank: ranks[index] })
      else {
        write.restore("placements", id)
        write.patch("placements", id, { home })
      }
      if (tellsHome) write.add("items", item, "placedIn", space, { space: home })
    })
  },
)

export interface WithdrawItems {
  readonly guests: readonly {
    readonly item: ItemId
    /** The space that it lies in, to be told of it; `null` where the person may not write there. */
    readonly tells: SpaceId | null
  }[]
}

/** Shows items here no more. They stay where they lie, and the way that they stood here is kept. */
export const withdrawItems = defineAction<WithdrawItems>(
  "placement.withdraw",
  ({ snapshot, write, me }, { guests }) => {
    for (const { item, tells } of guests) {
      const id = placementId(item)
      if (!snapshot.placements.has(id)) return refuse("not-found", { item })
      write.trash("placements", id, me)
      if (tells !== null) write.remove("items", item, "placedIn", snapshot.space, { space: tells })
    }
  },
)

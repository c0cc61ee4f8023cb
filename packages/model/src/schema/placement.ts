import { computedId, type ItemId, type PlacementId, type SpaceId, type StatusId } from "../base/ids.ts"
import { family, rank, ref, structured } from "./fields.ts"
import { parsePlace, type BoardPlace } from "./item.ts"
import { defineRecord, type Row } from "./record.ts"

/**
 * That an item of another space is shown in this one as well, and where it stands here. Nothing of what the item says is
 * in it: whoever may not read the item's home reads ids.
 */
const placementFields = {
  item: ref<ItemId>(),
  /** The space that it lay in when it was placed; where it lies now is found from there, see `homeOf`. */
  home: ref<SpaceId>(),
  /** The state that it was moved to here; nothing stands for what its own state is called here. */
  status: ref<StatusId>(),
  /** Its place in the order of this space. */
  rank: rank(),
  /** By board of this space. */
  place: family<BoardPlace>(structured("placement", parsePlace)),
}
export const placements = defineRecord<PlacementId, typeof placementFields>("placements", "space", placementFields)
export type Placement = Row<PlacementId, typeof placementFields>

/** The id of the placement of an item, in whichever space: placed twice it is one. */
export function placementId(item: ItemId): PlacementId {
  return computedId<PlacementId>("placement", item)
}

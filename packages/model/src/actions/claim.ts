import type { ItemId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { defineAction } from "./define.ts"

export interface ClaimItem {
  readonly item: ItemId
}

/**
 * Takes an item that nobody has. Of several who take it at the same time the first has it, also against somebody who gave
 * it away without having seen that (MERGE T1); the others are told. Refused with who has it, where it was taken before.
 */
export const claimItem = defineAction<ClaimItem>("item.claim", ({ snapshot, write, me }, { item }) => {
  const row = snapshot.items.get(item)
  if (row === undefined || row.deleted !== null) return refuse("not-found", { item })
  if (row.owner === me) return
  if (row.owner !== null) return refuse("taken-already", { by: snapshot.members.get(row.owner)?.name ?? "" })
  // Under one stamp, and always: a flag that stood from an earlier claim would claim nothing now.
  write.always("items", item, "owner", me)
  write.always("items", item, "claimed", true)
  write.patch("items", item, { team: null })
  write.add("items", item, "assignees", me)
})

import type { Item } from "../schema/item.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { TicketKind } from "../schema/workflow.ts"

/** What kind of ticket an item is by its type; nothing where it is none. */
export function ticketKindOf(
  { itemTypes }: Pick<Snapshot, "itemTypes">,
  { type }: Pick<Item, "type">,
): TicketKind | null {
  const row = itemTypes.get(type ?? "")
  return row?.behaviour === "ticket" ? row.ticketKind : null
}

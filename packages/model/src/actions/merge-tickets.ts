import type { ItemId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { survivorOf } from "../service/merged-tickets.ts"
import { defineAction } from "./define.ts"

export interface MergeTickets {
  readonly from: readonly ItemId[]
  readonly into: ItemId
}

/**
 * Merges tickets into one, which has all their conversations from then on. Merged both ways at the same time, one of them
 * survives, the same everywhere (MERGE T5). Refused where a ticket would be merged into itself.
 */
export const mergeTickets = defineAction<MergeTickets>("ticket.merge", ({ snapshot, write }, { from, into }) => {
  const target = survivorOf(snapshot.items, into)
  if (from.length === 0 || snapshot.items.get(target)?.deleted !== null) return refuse("not-found")
  for (const id of from) {
    const ticket = snapshot.items.get(id)
    if (ticket === undefined || ticket.deleted !== null) return refuse("not-found", { item: id })
    if (survivorOf(snapshot.items, id) === target) return refuse("merged-already", { item: ticket.title })
    write.patch("items", id, { mergedInto: target as ItemId })
  }
})

/** Takes a ticket out of the one that it was merged into. */
export const splitTicket = defineAction<{ readonly item: ItemId }>("ticket.split", ({ snapshot, write }, { item }) => {
  if (!snapshot.items.has(item)) return refuse("not-found")
  write.patch("items", item, { mergedInto: null })
})

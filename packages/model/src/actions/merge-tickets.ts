import type { ItemId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { survivorOf } from "../service/merged-tickets.ts"
import { defineAction } from "./define.ts"
import { messageIdOf, sendReply } from "./message.ts"

export interface MergeTickets {
  readonly from: readonly ItemId[]
  readonly into: ItemId
  /** What the requesters of the merged tickets are told, once; nothing tells them nothing. */
  readonly notice?: { readonly text: string; readonly needsRelay: boolean }
}

/**
 * Merges tickets into one, which has all their conversations and watchers from then on. Merged both ways at the same time,
 * one of them survives, the same everywhere (MERGE T5). Refused where a ticket would be merged into itself.
 */
export const mergeTickets = defineAction<MergeTickets>("ticket.merge", (context, { from, into, notice }) => {
  const { snapshot, write } = context
  const target = survivorOf(snapshot.items, into)
  if (from.length === 0 || snapshot.items.get(target)?.deleted !== null) return refuse("not-found")
  for (const id of from) {
    const ticket = snapshot.items.get(id)
    if (ticket === undefined || ticket.deleted !== null) return refuse("not-found", { item: id })
    if (survivorOf(snapshot.items, id) === target) return refuse("merged-already", { item: ticket.title })
    write.patch("items", id, { mergedInto: target as ItemId })
    for (const watcher of ticket.watchers) write.add("items", target, "watchers", watcher)
    if (notice === undefined) continue
    // Named by what it tells of: whoever merges the same at the same time tells it as well.
    const message = messageIdOf(`merged ${id} ${target}`)
    const answer = sendReply.decide(context, { ...notice, id: message, item: survivorOf(snapshot.items, id) as ItemId })
    if (answer !== undefined) return answer
  }
})

/** Takes a ticket out of the one that it was merged into, with its own conversation; what was said since stays there. */
export const splitTicket = defineAction<{ readonly item: ItemId }>("ticket.split", ({ snapshot, write }, { item }) => {
  if (!snapshot.items.has(item)) return refuse("not-found")
  write.patch("items", item, { mergedInto: null })
})

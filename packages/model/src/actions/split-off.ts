import type { ItemId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { relationId } from "../schema/work.ts"
import { survivorOf } from "../service/merged-tickets.ts"
import { defineAction } from "./define.ts"
import { createItem } from "./item.ts"

export interface SplitOffTicket {
  readonly ticket: ItemId
  /** The ticket to be. */
  readonly id: ItemId
  readonly title: string
  /** What its requester said of it, in letters. */
  readonly text: string
}

/**
 * Makes a ticket of its own of something that a requester said on another one: from the same requester, watched by the
 * same people, and related to it. What was said stays where it was said.
 */
export const splitOffTicket = defineAction<SplitOffTicket>(
  "ticket.split-off",
  (context, { ticket, id, title, text }) => {
    const { snapshot, write } = context
    const row = snapshot.items.get(survivorOf(snapshot.items, ticket))
    if (row === undefined || row.deleted !== null) return refuse("not-found")
    const { type, requester, channel, service, priority, impact, urgency, watchers } = row
    const fields = { requester, channel, service, priority, impact, urgency }
    const made = { id, title, fields, description: text.trim(), ...(type !== null && { type }) }
    const answer = createItem.decide(context, made)
    if (answer !== undefined) return answer
    for (const watcher of watchers) write.add("items", id, "watchers", watcher)
    write.create("relations", relationId(row.id, id, "relates"), { from: row.id, to: id, type: "relates" })
  },
)

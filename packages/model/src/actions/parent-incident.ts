import type { ItemId, MessageId, StatusId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import type { ProseNode } from "../schema/prose.ts"
import { survivorOf } from "../service/merged-tickets.ts"
import { parentIncidentOf } from "../service/parent-incidents.ts"
import { defineAction } from "./define.ts"
import { setStatus } from "./item.ts"
import { sendReply } from "./message.ts"

export interface GroupUnderIncident {
  readonly tickets: readonly ItemId[]
  /** Nothing takes the tickets out of the incident that they are reports of. */
  readonly incident: ItemId | null
}

/**
 * Makes tickets reports of one incident, whose answer is theirs too. What was reported to one of them goes with it.
 * Refused for what is no ticket, and where an incident would be a report of itself.
 */
export const groupUnderIncident = defineAction<GroupUnderIncident>(
  "ticket.parent-incident",
  ({ snapshot, write }, { tickets, incident }) => {
    const { items, itemTypes } = snapshot
    const isTicket = (id: string) => itemTypes.get(items.get(id)?.type ?? "")?.behaviour === "ticket"
    const named = incident === null ? null : survivorOf(items, incident)
    const top = named === null ? null : (parentIncidentOf(items, named) ?? named)
    if (top !== null && items.get(top)?.deleted !== null) return refuse("not-found")
    if (top !== null && !isTicket(top)) return refuse("no-ticket")
    if (tickets.length === 0) return refuse("not-found")
    for (const id of tickets) {
      const ticket = items.get(id)
      if (ticket === undefined || ticket.deleted !== null) return refuse("not-found", { item: id })
      if (!isTicket(id)) return refuse("no-ticket")
      if (top !== null && survivorOf(items, id) === top) return refuse("would-cycle")
      write.patch("items", id, { parentIncident: top as ItemId | null })
    }
  },
)

export interface ReplyToAll {
  /** Each is told by a message of its own. */
  readonly tickets: readonly { readonly item: ItemId; readonly message: MessageId }[]
  /** What it says in letters; empty says nothing to anybody. */
  readonly text: string
  readonly content?: readonly ProseNode[]
  /** The status that the tickets go to with it. */
  readonly status?: StatusId
  readonly needsRelay: boolean
}

/**
 * Tells the requesters of several tickets the same, and may solve all of them with it, as one step. Refused whole where
 * one of them may not go to the status.
 */
export const replyToAll = defineAction<ReplyToAll>("message.reply-to-all", (context, all) => {
  const { tickets, text, content, status, needsRelay } = all
  if (tickets.length === 0) return refuse("not-found")
  const said = { text, ...(content !== undefined && { content }), needsRelay }
  const isSilent = text.trim() === ""
  if (isSilent && status === undefined) return refuse("text-missing")
  for (const { item, message } of tickets) {
    const answer = isSilent ? undefined : sendReply.decide(context, { ...said, id: message, item })
    if (answer !== undefined) return answer
  }
  const items = tickets.map(({ item }) => item)
  return status === undefined ? undefined : setStatus.decide(context, { items, status })
})

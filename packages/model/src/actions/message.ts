import { computedId, newId, type ItemId, type MessageId, type SentDraftId, type StatusId } from "../base/ids.ts"
import { compareRanked } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import type { Item } from "../schema/item.ts"
import { isEmptyProse, type ProseNode } from "../schema/prose.ts"
import { ticketEventId, type TicketEventKind } from "../schema/service.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { Category } from "../schema/workflow.ts"
import { mergedTickets, survivorOf } from "../service/merged-tickets.ts"
import { variablesIn } from "../service/text-module.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { writeStatus } from "./item.ts"

export interface SendReply {
  readonly id: MessageId
  readonly item: ItemId
  /** What it says in letters. */
  readonly text: string
  /** What it says, where that is more than plain paragraphs. */
  readonly content?: readonly ProseNode[]
  /** The status that the ticket goes to with it. */
  readonly status?: StatusId
  /** Whether a relay sends it on, and tells when it did; where there is none, it counts at once. */
  readonly needsRelay: boolean
  /** The draft of the ticket that it was written as, which is over with it, see `replica/reply-draft`. */
  readonly draft?: number
}

/**
 * Tells the requester something, and may set a status with it. Two agents who do so at the same time both are heard, once
 * each (MERGE T7), and once where they send the same draft. On a merged ticket it is said on the one that survives.
 * Refused while a variable of a text module stands in it that nobody has filled.
 */
export const sendReply = defineAction<SendReply>("message.reply", (context, { status, ...said }) => {
  const { snapshot, write, random, now, me } = context
  const ticket = survivingTicket(snapshot, said.item)
  if (ticket === undefined) return refuse("not-found")
  if (said.content === undefined ? said.text.trim() === "" : isEmptyProse(said.content)) return refuse("text-missing")
  const [unfilled] = variablesIn(said.text)
  if (unfilled !== undefined) return refuse("variable-unfilled", { variable: unfilled })
  writeMessage(context, ticket, { ...said, from: "agent", sender: "" })
  const { draft } = said
  if (draft !== undefined)
    write.create("sentDrafts", newId<SentDraftId>(random), { draft, by: me, at: now }, { item: said.item })
  return status === undefined ? undefined : writeStatus(context, ticket, status)
})

export interface ReceiveMessage {
  /** What names the message where it comes from, such as the id of a mail: the same twice is one message (MERGE T8). */
  readonly key: string
  readonly item: ItemId
  readonly sender: string
  readonly text: string
}

/**
 * Takes in what the requester said. It is on the ticket that survives if theirs was merged, and opens it again if it
 * waited for them or was solved (MERGE T6).
 */
export const receiveMessage = defineAction<ReceiveMessage>(
  "message.receive",
  (context, { key, item, sender, text }) => {
    const { snapshot } = context
    const ticket = survivingTicket(snapshot, item)
    if (ticket === undefined) return refuse("not-found")
    if (text.trim() === "") return refuse("text-missing")
    const id = messageIdOf(key)
    if (isHeard(snapshot, ticket.id, id)) return
    writeMessage(context, ticket, { id, text, from: "requester", sender, needsRelay: false })
    const category = snapshot.statuses.get(ticket.status ?? "")?.category
    const again = category !== undefined && RESTS.has(category) ? statusToReopen(snapshot) : undefined
    return again === undefined ? undefined : writeStatus(context, ticket, again)
  },
)

/** Whether a message was said on a ticket, or on one that was merged into it. */
function isHeard({ ticketEvents, items }: Snapshot, ticket: ItemId, message: MessageId): boolean {
  const merged = (mergedTickets(items).get(ticket) ?? []) as readonly ItemId[]
  return [ticket, ...merged].some(id => ticketEvents.get(ticketEventId(id, message))?.deleted === null)
}

/** The id of a message that came from elsewhere, the same however often and wherever it arrives. */
export function messageIdOf(key: string): MessageId {
  return computedId<MessageId>("message", key)
}

const RESTS: ReadonlySet<Category> = new Set(["paused", "done", "cancelled"])

/** Where a ticket goes whose requester wrote again: work on it goes on, or it waits to be taken up. */
function statusToReopen(snapshot: Snapshot): StatusId | undefined {
  const statuses = living(snapshot.statuses).sort(compareRanked)
  const found =
    statuses.find(({ category }) => category === "active") ?? statuses.find(({ category }) => !RESTS.has(category))
  return found?.id
}

function survivingTicket(snapshot: Snapshot, item: ItemId): Item | undefined {
  const ticket = snapshot.items.get(survivorOf(snapshot.items, item))
  return ticket?.deleted === null ? ticket : undefined
}

interface Said {
  readonly id: MessageId
  readonly text: string
  readonly content?: readonly ProseNode[]
  readonly from: "agent" | "requester"
  readonly sender: string
  readonly needsRelay: boolean
  readonly draft?: number
}

/** The message, and its event where no relay tells when it received it. */
function writeMessage({ write, now, me }: ActionContext, ticket: Item, said: Said): void {
  const { id, from, sender, needsRelay, draft = null } = said
  write.create("messages", id, { from, author: me, sender, at: now, needsRelay, draft }, { item: ticket.id })
  write.body("public", ticket.id, id, said.text.trim(), said.content)
  if (needsRelay) return
  const kind: TicketEventKind = from === "agent" ? "agent-reply" : "customer-message"
  write.create("ticketEvents", ticketEventId(ticket.id, id), { item: ticket.id, kind, at: now, by: me, message: id })
}

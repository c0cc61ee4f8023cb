import { computedId, type ItemId, type TransitionId } from "@weft/model/base/ids"
import type { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change } from "@weft/model/schema/change"
import { BY_ITSELF } from "@weft/model/schema/escalation"
import type { Item } from "@weft/model/schema/item"
import { ticketEventId, type Message } from "@weft/model/schema/service"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { ticketRowsOf } from "@weft/model/replica/ticket-rows"
import { isClosedState, messageUnseenAtClosing } from "@weft/model/service/space-tickets"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { TicketHistories } from "@weft/model/service/ticket-histories"

/*
 * What the relay adds to a space by itself, as changes over what stands there. Each says only what is lacking, so that it
 * may be asked at any time and any number of times.
 */

/** The last number that is given. What says more was not given by a relay, and numbers do not go on from there. */
const LAST_NUMBER = 999_999_999

/**
 * Numbers for the items of a space that have none, in the order in which they were made (MERGE T3). A number is never
 * given twice, since an item stays in its space's document also in the trash and the archive; it never changes, since
 * nobody but the relay gives one. What the number of the last one was is read from the items: there is no second truth.
 */
export function lackingNumbers(replica: WorkspaceReplica, space: string): Change[] {
  const document = `space/${space}`
  const items = [...replica.open(document).rows("items").values()] as unknown as readonly Item[]
  let last = 0
  const lacking: Item[] = []
  for (const item of items) {
    if (item.number === null && item.deleted === null) lacking.push(item)
    if (item.number !== null && item.number <= LAST_NUMBER) last = Math.max(last, item.number)
  }
  lacking.sort((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1))
  return lacking
    .slice(0, LAST_NUMBER - last)
    .map(({ id }) => ({ do: "set", document, kind: "items", id, field: "number", value: ++last }))
}

/** Events for replies to a requester that are on disk now and had to be: they count from when they were received. */
export function lackingReplies(replica: WorkspaceReplica, space: string, ticket: ItemId, receivedAt: number): Change[] {
  const document = `space/${space}`
  const known = replica.open(document).rows("ticketEvents")
  const messages = replica.open(`public/${space}/${ticket}`).rows("messages").values() as unknown as Iterable<Message>
  const changes: Change[] = []
  for (const { id, needsRelay, author, deleted } of messages) {
    const event = ticketEventId(ticket, id)
    if (!needsRelay || deleted !== null || known.has(event)) continue
    const seed = { item: ticket, kind: "agent-reply", at: receivedAt, by: author ?? BY_ITSELF, message: id }
    changes.push({ do: "create", document, kind: "ticketEvents", id: event, seed })
  }
  return changes
}

/**
 * Tickets that somebody closed without having seen what their requester wrote are open again, in the status that they
 * were closed from (MERGE T6). Every message does that once, whichever relay asks. Nothing becomes of a ticket that never
 * was open: agents see in the queue that its requester wrote.
 *
 * @param now when they open again, in milliseconds since 1970; after the closing, whatever the clocks say
 * @param looked at which tickets; all of them where nobody knows which have changed
 */
export function lackingReopenings(
  replica: WorkspaceReplica,
  space: string,
  now: number,
  looked: LookedAt = everyTicket(replica, space),
): Change[] {
  const document = `space/${space}`
  const items = replica.open(document).rows("items") as unknown as Snapshot["items"]
  const told = replica.open(document).rows("ticketEvents")
  const changes: Change[] = []
  for (const id of looked.tickets) {
    const events = looked.histories.of(id)
    const item = items.get(id)
    if (item === undefined || item.deleted !== null || item.mergedInto !== null) continue
    const unseen = messageUnseenAtClosing(events)
    const status = unseen === null ? undefined : lastOpenStatus(events)
    if (unseen === null || status === undefined) continue
    const key = `opened again by ${unseen.id}`
    const event = ticketEventId(item.id, key)
    // Where that did not open it, because what was told before lies after the end of time, nothing will.
    if (told.has(event)) continue
    const at = events.reduce((latest, event) => Math.max(latest, event.at + 1), now)
    const transition = { item: item.id, from: item.status, to: status["status"], by: BY_ITSELF, at }
    const seed = { item: item.id, kind: "changed", at, by: BY_ITSELF }
    const facts = { "facts-status": status["status"], "facts-state": status["state"] }
    changes.push(
      { do: "set", document, kind: "items", id, field: "status", value: status["status"] },
      {
        do: "create",
        document,
        kind: "transitions",
        id: computedId<TransitionId>("transition", id, key),
        seed: transition,
      },
      { do: "create", document, kind: "ticketEvents", id: event, seed: { ...seed, ...facts } },
    )
  }
  return changes
}

/** Some tickets, and what happened to them. */
export interface LookedAt {
  readonly histories: TicketHistories
  readonly tickets: Iterable<string>
}

function everyTicket(replica: WorkspaceReplica, space: string): LookedAt {
  const rows = ticketRowsOf(replica, space)
  const histories = new TicketHistories(() => rows)
  return { histories, tickets: histories.tickets }
}

/** The facts under which a ticket was open last. */
function lastOpenStatus(events: readonly TicketEvent[]): Readonly<Record<string, string>> | undefined {
  return events
    .filter(({ facts }) => (facts["status"] ?? "") !== "" && !isClosedState(facts["state"] ?? ""))
    .reduce<TicketEvent | undefined>(
      (last, event) => (last === undefined || event.at >= last.at ? event : last),
      undefined,
    )?.facts
}

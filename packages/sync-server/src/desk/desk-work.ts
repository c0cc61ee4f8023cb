import type { ItemId, MemberId } from "@weft/model/base/ids"
import type { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change } from "@weft/model/schema/change"
import type { Item } from "@weft/model/schema/item"
import { ticketEventId, type Message } from "@weft/model/schema/service"

/*
 * What the relay adds to a space by itself, as changes over what stands there. Each says only what is lacking, so that it
 * may be asked at any time and any number of times.
 */

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
    if (item.number !== null) last = Math.max(last, item.number)
    else if (item.deleted === null) lacking.push(item)
  }
  lacking.sort((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1))
  return lacking.map(({ id }) => ({ do: "set", document, kind: "items", id, field: "number", value: ++last }))
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
    const seed = { item: ticket, kind: "agent-reply", at: receivedAt, by: author ?? RELAY_ITSELF, message: id }
    changes.push({ do: "create", document, kind: "ticketEvents", id: event, seed })
  }
  return changes
}

const RELAY_ITSELF = "relay" as MemberId

import { receiveMessage, sendReply } from "@weft/model/actions/message"
import { newId, type ItemId, type MessageId, type StatusId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import { paragraphsOf, plainTextOf, type ProseNode } from "@weft/model/schema/prose"
import type { Message } from "@weft/model/schema/service"
import { survivorOf } from "@weft/model/service/merged-tickets"
import { createMemo, mapArray, onCleanup, untrack, type Accessor } from "solid-js"
import type { LiveTickets } from "../../../data/live-tickets.ts"
import { createRowsWhere } from "../../../data/rows-where.ts"
import type { LiveTables } from "../../../data/tables.ts"
import { contactBook } from "../../../parts/contacts/contact-book.ts"
import { serviceWords } from "../../../text/service.ts"
import { createBodies, type Bodies } from "../bodies.ts"
import { useItem, type OpenItem } from "../item-context.ts"

/** What is said with the requester of the open ticket, also on the tickets that were merged into it. */
export interface Messages {
  /** The oldest first. Followed. */
  readonly shown: Accessor<readonly Message[]>
  /** Followed. */
  readonly content: (message: Message) => readonly ProseNode[]
  /** Whether it has told nobody anything yet, since it has not reached the relay. Followed. */
  readonly isUnsent: (message: Message) => boolean
  /** When the relay received it, where that is not when it was written; null where it is, or nothing has told. Followed. */
  readonly receivedAt: (message: Message) => number | null
  /** What the requester of the ticket is called, or whoever wrote last; empty where nobody knows. Followed. */
  readonly requester: Accessor<string>
  /** Whether a message is there, or was. */
  readonly isKnown: (message: MessageId) => boolean
  /** Tells the requester what a draft says, and may set a status with it; answers whether it was done. */
  readonly reply: (reply: DraftedReply) => boolean
  /** Writes down what the requester said by word of mouth; answers whether it was done. */
  readonly hear: (content: readonly ProseNode[]) => boolean
}

/** What lies less than this apart is said with one time, in milliseconds. */
const SAME_TIME_MILLIS = 60_000

/** A reply as it is sent: the message that its draft becomes, and what goes with it. */
export interface DraftedReply {
  readonly id: MessageId
  readonly draft: number
  readonly content: readonly ProseNode[]
  readonly status: StatusId | null
}

/** @param merged the tickets that were merged into the open one. Followed. */
export function createMessages(tickets: LiveTickets, merged: Accessor<readonly ItemId[]>): Messages {
  const item = useItem()
  const { workspace, space, id, row, act, key } = item
  const survivor = () => survivorOf(space.live.plain.items, id)
  const own = createPart(item, id)
  const others = createMemo(mapArray(merged, ticket => createPart(item, ticket)))
  const parts = () => [own, ...others()]
  const shown = () =>
    parts()
      .flatMap(({ rows }) => rows())
      .toSorted(inOrder)
  const content = ({ id: message, text }: Message) => {
    const said = parts()
      .map(({ bodies }) => bodies.content(message))
      .find(body => body !== undefined)
    return said ?? (text === "" ? [] : paragraphsOf(text))
  }
  const requester = () =>
    contactBook(workspace).contact(row.read("requester"))?.name ??
    shown().findLast(({ sender }) => sender !== "")?.sender ??
    ""
  return {
    shown,
    content,
    receivedAt: message => {
      const told = tickets.events(survivor()).find(event => event.message === message.id)
      return told !== undefined && Math.abs(told.at - message.at) >= SAME_TIME_MILLIS ? told.at : null
    },
    isUnsent: message => message.needsRelay && !tickets.events(survivor()).some(event => event.message === message.id),
    requester,
    isKnown: message => parts().some(part => part.live.plain.messages.has(message)),
    reply: ({ status, ...said }) => {
      const needsRelay = untrack(() => workspace.sync().relay.state !== "none")
      const reply = { ...said, item: id, text: plainTextOf(said.content), needsRelay }
      const isSent = act(sendReply, status === null ? reply : { ...reply, status }, serviceWords().step.reply(key()))
      if (isSent) own.bodies.wrote(said.id, said.content)
      return isSent
    },
    hear: said => {
      const heard = { key: newId<MessageId>(workspace.random), item: id, text: plainTextOf(said) }
      return act(receiveMessage, { ...heard, sender: untrack(requester) }, serviceWords().step.heard(key()))
    },
  }
}

interface Part {
  readonly live: LiveTables
  readonly rows: Accessor<readonly Message[]>
  readonly bodies: Bodies
}

/** The conversation of one ticket. */
function createPart({ workspace, space }: OpenItem, ticket: string): Part {
  const path = `public/${space.id}/${ticket}`
  const { live, release } = workspace.watched(path)
  onCleanup(release)
  const rows = createRowsWhere("messages", () => ({
    live,
    matches: (message: Message) => message.deleted === null,
    compare: inOrder,
  }))
  return { live, rows, bodies: createBodies(workspace, path, () => rows().map(row => row.id)) }
}

function inOrder(one: Message, other: Message): number {
  return one.at - other.at || compareText(one.id, other.id)
}

import { newId, type ItemId, type TicketEventId } from "../base/ids.ts"
import { DELETED, type Change } from "../schema/change.ts"
import type { Rows } from "../schema/kinds.ts"
import type { AnyRow } from "../schema/record.ts"
import { blankRow } from "../schema/row.ts"
import { CONVERTED, REPLY, ticketEventId } from "../schema/service.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { Item } from "../schema/item.ts"
import type { Acting } from "./define.ts"
import { FACT_OF, Made, withWrites } from "./ticket-facts.ts"

type ItemWrite = Extract<Change, { do: "create" | "set" }>
type EventCreation = Extract<Change, { do: "create" }>

/** What an action does to one item that events tell. */
interface Written {
  readonly writes: readonly ItemWrite[]
  /** Whether it is put above the matrix, or no more. */
  readonly major?: boolean
}

/**
 * The changes of an action with the events of the tickets that it makes or changes as far as clocks know them (MERGE T2),
 * whatever the action was: moving a card on a board, editing many rows, an import. They go with it under its stamp.
 */
export function withTicketEvents(snapshot: Snapshot, changes: readonly Change[], acting: Acting): readonly Change[] {
  const written = writtenOfItems(changes, snapshot)
  if (written.size === 0) return changes
  const made = new Made(snapshot, changes, acting.now)
  const events: Change[] = []
  for (const [id, one] of written) {
    const event = eventOf(id as ItemId, one, { snapshot, made, acting })
    if (event !== null) events.push(event)
  }
  return events.length === 0 ? changes : [...changes, ...events]
}

/** What is written of each item, as far as it is a fact or makes the item. */
function writtenOfItems(changes: readonly Change[], snapshot: Snapshot): ReadonlyMap<string, Written> {
  const written = new Map<string, { writes: ItemWrite[]; major?: boolean }>()
  const entryOf = (id: string) => {
    const entry = written.get(id) ?? { writes: [] }
    written.set(id, entry)
    return entry
  }
  for (const change of changes) {
    if (change.do !== "create" && change.do !== "set") continue
    if (change.kind === "majorTickets") {
      const ticket = change.do === "create" ? change.seed["item"] : snapshot.majorTickets.get(change.id)?.item
      const isMajor = change.do === "create" || (change.field === DELETED && change.value === null)
      if (typeof ticket === "string") entryOf(ticket).major = isMajor
    } else if (change.kind === "items" && (change.do === "create" || Object.hasOwn(FACT_OF, change.field)))
      entryOf(change.id).writes.push(change)
  }
  return written
}

interface Deciding {
  readonly snapshot: Snapshot
  readonly made: Made
  readonly acting: Acting
}

function eventOf(id: ItemId, { writes, major }: Written, { snapshot, made, acting }: Deciding): Change | null {
  const before = snapshot.items.get(id)
  const after = writes.reduce<Item>(
    (row, write) => rowAfter(row, write),
    before ?? (blankRow("items", id) as unknown as Item),
  )
  const document = writes[0]?.document ?? `space/${snapshot.space}`
  const opening = ticketEventId(id, "opened")
  const isTicket = made.isTicket(after)
  if (before === undefined || !made.isTicket(before)) {
    if (!isTicket) return null
    if (before === undefined || !snapshot.ticketEvents.has(opening))
      return openingOf(after, before, document, { made, acting })
  } else if (!isTicket && !snapshot.ticketEvents.has(opening)) return null
  const facts = made.changedFacts(before, after)
  if (Object.keys(facts).length > 0) Object.assign(facts, made.factsOf(after, fieldsSet(writes)))
  if (major !== undefined) facts["major"] = major ? "yes" : ""
  if (!isTicket) facts["state"] = "cancelled"
  else if (!made.isTicket(before)) Object.assign(facts, made.statusFacts(after))
  if (made.isConverted(id)) delete facts["state"]
  if (Object.keys(facts).length === 0) return null
  const reply = RESTS.has(facts["state"] ?? "") ? made.replyOn(id) : null
  if (reply !== null) facts[REPLY] = reply
  return eventChange(document, newId<TicketEventId>(acting.random), {
    item: id,
    kind: "changed",
    at: facts["state"] === undefined ? acting.now : made.afterWhatIsKnown(id),
    by: acting.me,
    message: CLOSED.has(facts["state"] ?? "") ? made.lastMessage(id) : "",
    facts,
    ...(!isTicket && { reason: CONVERTED }),
  })
}

/** What is brought from elsewhere was opened when it was made there; what becomes a ticket, when it does. */
function openingOf(
  after: Item,
  before: Item | undefined,
  document: string,
  { made, acting }: Pick<Deciding, "made" | "acting">,
): Change {
  return eventChange(document, ticketEventId(after.id, "opened"), {
    item: after.id,
    kind: "opened",
    at: before === undefined && after.createdAt > 0 ? after.createdAt : acting.now,
    by: acting.me,
    message: "",
    facts: made.changedFacts(blankRow("items", after.id) as unknown as Item, after),
  })
}

const CLOSED: ReadonlySet<string> = new Set(["done", "cancelled"])

/** States in which clocks may rest or end. */
const RESTS: ReadonlySet<string> = new Set(["paused", ...CLOSED])

/** The record of an event, in the document in which its ticket lies. */
function eventChange(
  document: string,
  id: TicketEventId,
  {
    facts,
    ...seed
  }: Pick<Rows["ticketEvents"], "item" | "kind" | "at" | "by" | "message" | "facts"> & { reason?: string },
): EventCreation {
  const entries = Object.entries(facts).map(([fact, value]) => [`facts-${fact}`, value])
  return { do: "create", document, kind: "ticketEvents", id, seed: { ...seed, ...Object.fromEntries(entries) } }
}

/** What is set, also where it stands already: of two who write at the same time the later has set that as well. */
function fieldsSet(writes: readonly ItemWrite[]): readonly string[] {
  return writes.flatMap(write => (write.do === "set" ? [write.field] : []))
}

function rowAfter(row: Item, write: ItemWrite): Item {
  const written = write.do === "set" ? [[write.field, write.value] as const] : Object.entries(write.seed)
  return withWrites("items", row as unknown as AnyRow, written) as unknown as Item
}

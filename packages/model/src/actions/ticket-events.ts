import { newId, type ItemId, type TicketEventId } from "../base/ids.ts"
import type { Change } from "../schema/change.ts"
import type { KindName, Rows } from "../schema/kinds.ts"
import type { AnyRow } from "../schema/record.ts"
import { blankRow, withField } from "../schema/row.ts"
import { CONVERTED, ticketEventId } from "../schema/service.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { Item } from "../schema/item.ts"
import type { Acting } from "./define.ts"

/** The fields of a ticket that clocks and conditions of policies know, by the fact that each of them is. */
const FACT_OF = {
  status: "status",
  owner: "owner",
  team: "queue",
  type: "type",
  priority: "priority",
  impact: "impact",
  urgency: "urgency",
  category: "category",
  service: "service",
  channel: "channel",
  requester: "requester",
  mergedInto: "merged",
} as const satisfies Partial<Record<keyof Item, string>>

type FactField = keyof typeof FACT_OF
const FACT_FIELDS = Object.keys(FACT_OF) as readonly FactField[]

type ItemWrite = Extract<Change, { do: "create" | "set" }>
type EventCreation = Extract<Change, { do: "create" }>

/**
 * The changes of an action with the events of the tickets that it makes or changes as far as clocks know them (MERGE T2),
 * whatever the action was: moving a card on a board, editing many rows, an import. They go with it under its stamp.
 */
export function withTicketEvents(snapshot: Snapshot, changes: readonly Change[], acting: Acting): readonly Change[] {
  const written = writesOfItems(changes)
  if (written.size === 0) return changes
  const made = new Made(snapshot, changes)
  const events: Change[] = []
  for (const [id, writes] of written) {
    const event = eventOf(id as ItemId, writes, { snapshot, made, acting })
    if (event !== null) events.push(event)
  }
  return events.length === 0 ? changes : [...changes, ...events]
}

/** What is written of each item, as far as it is a fact or makes the item. */
function writesOfItems(changes: readonly Change[]): ReadonlyMap<string, readonly ItemWrite[]> {
  const written = new Map<string, ItemWrite[]>()
  for (const change of changes) {
    if (change.do === "prose" || change.kind !== "items") continue
    if (change.do !== "create" && (change.do !== "set" || !Object.hasOwn(FACT_OF, change.field))) continue
    const standing = written.get(change.id)
    if (standing === undefined) written.set(change.id, [change])
    else standing.push(change)
  }
  return written
}

interface Deciding {
  readonly snapshot: Snapshot
  readonly made: Made
  readonly acting: Acting
}

function eventOf(id: ItemId, writes: readonly ItemWrite[], { snapshot, made, acting }: Deciding): Change | null {
  const before = snapshot.items.get(id)
  const after = writes.reduce<Item>(
    (row, write) => rowAfter(row, write),
    before ?? (blankRow("items", id) as unknown as Item),
  )
  const { document } = writes[0]!
  const opening = ticketEventId(id, "opened")
  const isTicket = made.isTicket(after)
  if (before === undefined || !made.isTicket(before)) {
    if (!isTicket) return null
    if (before === undefined || !snapshot.ticketEvents.has(opening))
      return openingOf(after, before, document, { made, acting })
  } else if (!isTicket && !snapshot.ticketEvents.has(opening)) return null
  const facts = changedFacts(before, after, made)
  if (!isTicket) facts["state"] = "cancelled"
  else if (!made.isTicket(before)) Object.assign(facts, made.statusFacts(after))
  if (Object.keys(facts).length === 0) return null
  return eventChange(document, newId<TicketEventId>(acting.random), {
    item: id,
    kind: "changed",
    at: acting.now,
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
    facts: changedFacts(blankRow("items", after.id) as unknown as Item, after, made),
  })
}

const CLOSED: ReadonlySet<string> = new Set(["done", "cancelled"])

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

function rowAfter(row: Item, write: ItemWrite): Item {
  const written = write.do === "set" ? [[write.field, write.value] as const] : Object.entries(write.seed)
  return withFields("items", row as unknown as AnyRow, written) as unknown as Item
}

function withFields(kind: KindName, row: AnyRow, written: readonly (readonly [string, unknown])[]): AnyRow {
  return written.reduce<AnyRow>((standing, [field, value]) => withField(kind, standing, field, value), row)
}

/** The facts in which a ticket differs from what it was; the state is that of its status. */
function changedFacts(before: Item, after: Item, made: Made): Record<string, string> {
  const facts: Record<string, string> = {}
  for (const field of FACT_FIELDS) {
    if (before[field] === after[field]) continue
    facts[FACT_OF[field]] = after[field] ?? ""
    if (field === "status") Object.assign(facts, made.statusFacts(after))
  }
  return facts
}

function lastMessages({ ticketEvents }: Snapshot): ReadonlyMap<string, Rows["ticketEvents"]> {
  const last = new Map<string, Rows["ticketEvents"]>()
  for (const event of ticketEvents.values()) {
    if (event.kind !== "customer-message" || event.item === null || event.deleted !== null) continue
    const known = last.get(event.item)
    if (known === undefined || event.at > known.at) last.set(event.item, event)
  }
  return last
}

/** The set-up as it is with what the action makes, of which a space made of a template has all of it new. */
class Made {
  readonly #snapshot: Snapshot
  readonly #changes: readonly Change[]
  #rows: ReadonlyMap<string, unknown> | null = null
  #last: ReadonlyMap<string, Rows["ticketEvents"]> | null = null

  constructor(snapshot: Snapshot, changes: readonly Change[]) {
    this.#snapshot = snapshot
    this.#changes = changes
  }

  row<K extends Extract<KindName, "itemTypes" | "statuses">>(kind: K, id: string | null): Rows[K] | undefined {
    if (id === null) return undefined
    return (this.#snapshot[kind].get(id) as Rows[K] | undefined) ?? (this.#made().get(`${kind}.${id}`) as Rows[K])
  }

  isTicket(item: Item): boolean {
    return this.row("itemTypes", item.type)?.behaviour === "ticket"
  }

  /** The status of an item, and the state that it is, as far as it has one that is known. */
  statusFacts({ status }: Item): Readonly<Record<string, string>> {
    const row = this.row("statuses", status)
    return row === undefined ? {} : { status: row.id, state: row.category }
  }

  /** The requester's last message as whoever closes a ticket has seen it; one that they had not seen opens it again. */
  lastMessage(ticket: ItemId): string {
    this.#last ??= lastMessages(this.#snapshot)
    return this.#last.get(ticket)?.message ?? ""
  }

  #made(): ReadonlyMap<string, unknown> {
    if (this.#rows !== null) return this.#rows
    const rows = new Map<string, unknown>()
    for (const change of this.#changes) {
      if (change.do !== "create" || (change.kind !== "itemTypes" && change.kind !== "statuses")) continue
      const blank = blankRow(change.kind, change.id)
      rows.set(`${change.kind}.${change.id}`, withFields(change.kind, blank, Object.entries(change.seed)))
    }
    this.#rows = rows
    return rows
  }
}

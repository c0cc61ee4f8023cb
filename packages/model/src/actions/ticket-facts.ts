import { MAX_PULL_MS } from "../base/hybrid-clock.ts"
import type { ItemId, TicketCategoryId } from "../base/ids.ts"
import type { Change } from "../schema/change.ts"
import { majorTicketId } from "../schema/classification.ts"
import type { Item } from "../schema/item.ts"
import type { KindName, Rows } from "../schema/kinds.ts"
import type { AnyRow } from "../schema/record.ts"
import { categoryPath } from "../schema/repair/categories.ts"
import { blankRow, withField } from "../schema/row.ts"
import { CONVERTED, MAX_FACT } from "../schema/service.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { KnownEvents } from "../service/known-events.ts"
import { ContactBook } from "../service/contact-book.ts"
import { dateOfNumber } from "../time/calendar-date.ts"

/** The fields of a ticket that clocks and conditions of policies know, by the fact that each of them is. */
export const FACT_OF = {
  status: "status",
  owner: "owner",
  team: "queue",
  type: "type",
  priority: "priority",
  impact: "impact",
  urgency: "urgency",
  category: "category",
  service: "service",
  offering: "offering",
  channel: "channel",
  requester: "requester",
  mergedInto: "merged",
} as const satisfies Partial<Record<keyof Item, string>>

const FACT_FIELDS = Object.keys(FACT_OF) as readonly (keyof typeof FACT_OF)[]

const DAY = 86_400_000

/** A row with what is written of it; sets are left out, since nothing here reads them. */
export function withWrites(kind: KindName, row: AnyRow, written: readonly (readonly [string, unknown])[]): AnyRow {
  return written.reduce<AnyRow>((standing, [field, value]) => withField(kind, standing, field, value), row)
}

/** The set-up as it is with what the action makes, of which a space made of a template has all of it new. */
export class Made {
  readonly #snapshot: Snapshot
  readonly #changes: readonly Change[]
  /** Milliseconds since 1970. */
  readonly #now: number
  #rows: ReadonlyMap<string, unknown> | null = null
  #known: KnownEvents | null = null
  #book: ContactBook | null = null

  constructor(snapshot: Snapshot, changes: readonly Change[], now: number) {
    this.#snapshot = snapshot
    this.#changes = changes
    this.#now = now
  }

  isTicket(item: Item): boolean {
    return this.#row("itemTypes", item.type)?.behaviour === "ticket"
  }

  /** Whether the action says itself that a ticket ends as something else, and what its clocks make of that. */
  isConverted(ticket: ItemId): boolean {
    return this.#changes.some(
      change =>
        change.do === "create" &&
        change.kind === "ticketEvents" &&
        change.seed["item"] === ticket &&
        change.seed["reason"] === CONVERTED,
    )
  }

  isMajor(ticket: ItemId): boolean {
    return this.#snapshot.majorTickets.get(majorTicketId(ticket))?.deleted === null
  }

  /** The facts in which a ticket differs from what it was. */
  changedFacts(before: Item, after: Item): Record<string, string> {
    return this.#facts(
      after,
      FACT_FIELDS.filter(field => before[field] !== after[field]),
    )
  }

  /** The facts that some fields of a ticket are. */
  factsOf(ticket: Item, fields: readonly string[]): Record<string, string> {
    return this.#facts(
      ticket,
      FACT_FIELDS.filter(field => fields.includes(field)),
    )
  }

  #facts(after: Item, fields: typeof FACT_FIELDS): Record<string, string> {
    const facts: Record<string, string> = {}
    for (const field of fields) {
      facts[FACT_OF[field]] = after[field] ?? ""
      if (field === "status") Object.assign(facts, this.statusFacts(after))
      if (field === "category") facts["category"] = this.#categoryFact(after.category)
      if (field === "requester") Object.assign(facts, this.#requesterFacts(after))
    }
    return facts
  }

  /** The status of an item, and the state that it is, as far as it has one that is known. */
  statusFacts({ status }: Item): Readonly<Record<string, string>> {
    const row = this.#row("statuses", status)
    return row === undefined ? {} : { status: row.id, state: row.category }
  }

  /** The reply that the action sends on a ticket, where only the relay tells when it was received. */
  replyOn(ticket: ItemId): string | null {
    const document = `public/${this.#snapshot.space}/${ticket}`
    const sent = this.#changes.find(
      change =>
        change.do === "create" &&
        change.kind === "messages" &&
        change.document === document &&
        change.seed["needsRelay"] === true,
    )
    return sent?.do === "create" ? sent.id : null
  }

  /**
   * The requester's last message as whoever closes a ticket has seen it, also on those that were merged into it; one that
   * they had not seen opens it again.
   */
  lastMessage(ticket: ItemId): string {
    this.#known ??= new KnownEvents(this.#snapshot)
    return this.#known.lastMessage(ticket)
  }

  /**
   * Now, or right after what the actor has seen of a ticket's states where that was told by a watch that is ahead of theirs:
   * what follows on something counts after it.
   */
  afterWhatIsKnown(ticket: ItemId): number {
    this.#known ??= new KnownEvents(this.#snapshot)
    const seen = this.#known.lastState(ticket)
    return seen >= this.#now && seen <= this.#now + MAX_PULL_MS ? seen + 1 : this.#now
  }

  /** A category with those above it, itself first, as many as fit into a fact. */
  #categoryFact(category: TicketCategoryId | null): string {
    if (category === null) return ""
    const [own, ...above] = categoryPath(this.#snapshot.ticketCategories, category)
    return above.reduce<string>((fact, id) => (fact.length + 1 + id.length > MAX_FACT ? fact : `${fact} ${id}`), own)
  }

  /** Whom the requester belongs to and what is owed to them, as it is known now. */
  #requesterFacts({ requester }: Item): Readonly<Record<string, string>> {
    this.#book ??= new ContactBook({ ...this.#snapshot, contacts: this.#contacts() })
    return this.#book.factsOf(requester, dateOfNumber(Math.floor(this.#now / DAY)))
  }

  #contacts(): Snapshot["contacts"] {
    const made = new Map<string, Rows["contacts"]>()
    for (const change of this.#changes) {
      if (change.do !== "create" || change.kind !== "contacts") continue
      const row = withWrites("contacts", blankRow("contacts", change.id), Object.entries(change.seed))
      made.set(change.id, row as unknown as Rows["contacts"])
    }
    return made.size === 0 ? this.#snapshot.contacts : this.#snapshot.contacts.withAll(made)
  }

  #row<K extends Extract<KindName, "itemTypes" | "statuses">>(kind: K, id: string | null): Rows[K] | undefined {
    if (id === null) return undefined
    return (this.#snapshot[kind].get(id) as Rows[K] | undefined) ?? (this.#made().get(`${kind}.${id}`) as Rows[K])
  }

  #made(): ReadonlyMap<string, unknown> {
    if (this.#rows !== null) return this.#rows
    const rows = new Map<string, unknown>()
    for (const change of this.#changes) {
      if (change.do !== "create" || (change.kind !== "itemTypes" && change.kind !== "statuses")) continue
      const blank = blankRow(change.kind, change.id)
      rows.set(`${change.kind}.${change.id}`, withWrites(change.kind, blank, Object.entries(change.seed)))
    }
    this.#rows = rows
    return rows
  }
}

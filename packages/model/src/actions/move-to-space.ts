import { newId, type ItemId, type SpaceId, type TicketEventId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import type { Mapping } from "../schema/mapping.ts"
import type { Item } from "../schema/item.ts"
import { CONVERTED, ticketEventId } from "../schema/service.ts"
import type { Label } from "../schema/work.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { descendantsOf } from "./item.ts"
import { Made } from "./ticket-facts.ts"

export interface MoveToSpace {
  readonly items: readonly ItemId[]
  readonly to: SpaceId
  /** What stands in the other space for what this one has, see `mapSpace`. */
  readonly mapping: Mapping
  /** Labels that the other space lacks: they come along. */
  readonly labels: readonly Label[]
  /** The types of the other space whose items are tickets, where they are known: what is none there owes nothing any more. */
  readonly ticketTypes?: readonly string[]
}

/**
 * Moves items, and all that is below them, to another space, with their ids and everything that was ever written about
 * them. Here it is only written where they lie from now on; replicas bring what belongs to them (MERGE B12).
 */
export const moveToSpace = defineAction<MoveToSpace>(
  "item.move-to-space",
  (context, { items, to, mapping, labels, ticketTypes }) => {
    const { snapshot, write } = context
    if (to === snapshot.space) return refuse("same-space")
    const moved = new Set<ItemId>()
    for (const id of items) {
      const item = snapshot.items.get(id)
      if (item === undefined || item.movedTo !== null) return refuse("not-found", { item: id })
      for (const below of [id, ...descendantsOf(snapshot, id)])
        if (snapshot.items.get(below)?.deleted === null || below === id) moved.add(below)
    }
    if (moved.size === 0) return refuse("not-found", { item: "" })
    for (const id of moved) {
      write.always("items", id, "movedTo", to)
      write.always("items", id, "movedAs", mapping)
      if (ticketTypes !== undefined) tellTurn(context, snapshot.items.get(id)!, mapping, ticketTypes)
    }
    for (const { id, name, rank, hue } of labels) write.create("labels", id, { name, rank, hue }, { space: to })
  },
)

/**
 * Tells the clocks of an item that it is a ticket no more where it goes, or that it is one there. They read it with the
 * item, in the words of the space that it leaves.
 */
function tellTurn(
  { snapshot, write, now, me, random }: ActionContext,
  item: Item,
  mapping: Mapping,
  ticketTypes: readonly string[],
): void {
  const made = new Made(snapshot, [], now)
  const [was, willBe] = [made.isTicket(item), ticketTypes.includes(mapping[item.type ?? ""] ?? "")]
  if (was === willBe) return
  const opening = ticketEventId(item.id, "opened")
  const isKnown = snapshot.ticketEvents.has(opening)
  if (was && !isKnown) return
  const type = { type: item.type ?? "" }
  const told = { item: item.id, at: now, by: me }
  if (was) {
    const ended = { kind: "changed" as const, message: made.lastMessage(item.id), reason: CONVERTED }
    write.create("ticketEvents", newId<TicketEventId>(random), {
      ...told,
      ...ended,
      facts: { ...type, state: "cancelled" },
    })
    return
  }
  const id = isKnown ? newId<TicketEventId>(random) : opening
  const facts = { ...type, ...made.statusFacts(item) }
  write.create("ticketEvents", id, { ...told, kind: isKnown ? "changed" : "opened", facts })
}

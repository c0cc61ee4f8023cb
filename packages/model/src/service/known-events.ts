import { ticketEventId, type TicketEventRow } from "../schema/service.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { ItemId } from "../base/ids.ts"
import { survivorOf } from "./merged-tickets.ts"

/** What is known of the tickets of a space, read once for all that an action does to them. */
export class KnownEvents {
  readonly #messages = new Map<string, TicketEventRow>()
  readonly #states = new Map<string, number>()

  constructor({ ticketEvents, items }: Pick<Snapshot, "ticketEvents" | "items">) {
    for (const event of ticketEvents.values()) {
      const { item, deleted, at } = event
      if (item === null || deleted !== null) continue
      if (event.facts["state"] !== undefined) this.#states.set(item, Math.max(at, this.#states.get(item) ?? 0))
      if (event.kind !== "customer-message") continue
      this.#hear(item, event)
      if (items.get(item)?.mergedInto == null) continue
      // It counts for the ticket that stands for it, from that one's opening on.
      const survivor = survivorOf(items, item) as ItemId
      const opening = ticketEvents.get(ticketEventId(survivor, "opened"))
      if (survivor !== item && opening !== undefined && at >= opening.at) this.#hear(survivor, event)
    }
  }

  /** The last message of a ticket's requester, also on those that were merged into it; empty where they wrote nothing. */
  lastMessage(ticket: string): string {
    return this.#messages.get(ticket)?.message ?? ""
  }

  /** When the latest state of a ticket was told, in milliseconds since 1970; 0 where none was. */
  lastState(ticket: string): number {
    return this.#states.get(ticket) ?? 0
  }

  #hear(ticket: string, event: TicketEventRow): void {
    const known = this.#messages.get(ticket)
    if (known === undefined || event.at > known.at || (event.at === known.at && event.id > known.id))
      this.#messages.set(ticket, event)
  }
}

import type { Item } from "../../schema/item.ts"
import type { Snapshot, Table } from "../../schema/snapshot.ts"
import { quarterOf } from "../../time/quarter.ts"
import { survivorOf } from "../merged-tickets.ts"
import type { TicketEvent } from "../ticket-event.ts"
import type { Stretch } from "./period.ts"

/** Whether a report reads a ticket: one in the trash or in another space belongs to none here. */
export function isEvaluated({ deleted, movedTo }: Item): boolean {
  return deleted === null && movedTo === null
}

/**
 * Whether what tells of merging is no news of a ticket. Merged tickets waited until they were merged; where two were merged
 * into each other (MERGE T5), or into one that is in the trash now, the one that survives never was.
 */
export function wasNeverMerged(items: Table<Item>, { id, mergedInto }: Item): boolean {
  return mergedInto !== null && survivorOf(items, id) === id
}

/** The events of a ticket that was never merged, without what tells of it. */
export function withoutMerging(events: readonly TicketEvent[]): readonly TicketEvent[] {
  return events.map(event => {
    if (event.facts["merged"] === undefined) return event
    const { merged: _merged, ...facts } = event.facts
    return { ...event, facts }
  })
}

/** What of the archive belongs to a stretch of time. */
export interface ArchivedTickets {
  /** The quarters in which it lies, in order. */
  readonly quarters: readonly string[]
  /** Tickets whose events are not among those that are here. */
  readonly missing: number
}

/**
 * Which archived tickets may have waited in a stretch of time: those that were made before its end and put away in its
 * first quarter or later. `isKnown` tells whether the events of a ticket are here.
 */
export function archivedTickets(
  { items, itemTypes }: Pick<Snapshot, "items" | "itemTypes">,
  { start, end }: Stretch,
  isKnown: (ticket: string) => boolean,
): ArchivedTickets {
  const first = quarterOf(start)
  const quarters = new Set<string>()
  let missing = 0
  for (const { id, type, archived, archivedIn, deleted, createdAt } of items.values()) {
    if (!archived || archivedIn === null || deleted !== null || archivedIn < first || createdAt >= end) continue
    if (type === null || itemTypes.get(type)?.behaviour !== "ticket" || isKnown(id)) continue
    quarters.add(archivedIn)
    missing += 1
  }
  return { quarters: [...quarters].sort(), missing }
}

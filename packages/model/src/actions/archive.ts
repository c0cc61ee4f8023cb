import { refuse } from "../base/result.ts"
import type { Item } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { eventsOfTicket, messageUnseenAtClosing } from "../service/space-tickets.ts"
import { quarterOf } from "../time/quarter.ts"
import { defineAction, type ActionContext } from "./define.ts"
import type { ArchiveItems } from "./item.ts"

const DAY_MILLIS = 86_400_000

/** The most items that go to the archive in one go, so that no screen waits; the next go takes the next. */
const MOST_AT_ONCE = 500

/** Whether an item is over and done with, whatever it is called in its space. */
function isFinished({ status }: Item, { statuses }: Snapshot): boolean {
  const category = status === null ? undefined : statuses.get(status)?.category
  return category === "done" || category === "cancelled"
}

/** When each item last changed its state, in milliseconds since 1970; those of which nothing is known when they were made. */
function lastChanges({ items, transitions }: Snapshot): ReadonlyMap<string, number> {
  const at = new Map<string, number>()
  for (const { id, createdAt } of items.values()) at.set(id, createdAt)
  for (const { item, at: when, deleted } of transitions.values())
    if (item !== null && deleted === null && when > (at.get(item) ?? -1)) at.set(item, when)
  return at
}

/**
 * Puts items in the archive of the quarter in which they were finished, or brings them back. What is put there unfinished
 * stays in the space's own document, out of sight.
 */
export const archiveItems = defineAction<ArchiveItems>("item.archive", (context, { items, archived }) => {
  const { snapshot } = context
  const missing = items.find(id => !snapshot.items.has(id))
  if (missing !== undefined || items.length === 0) return refuse("not-found", { item: missing ?? "" })
  const changes = lastChanges(snapshot)
  for (const id of items) writeArchived(context, snapshot.items.get(id)!, archived, changes.get(id)!)
})

function writeArchived({ snapshot, write, now }: ActionContext, item: Item, archived: boolean, at: number): void {
  if (archived === item.archived) return
  if (archived) {
    const archivedIn = isFinished(item, snapshot) ? quarterOf(at) : null
    write.patch("items", item.id, { archived, archivedIn })
  } else {
    // The quarter stays, so that whoever has not heard yet knows where what belongs to it lies.
    write.patch("items", item.id, { archived, broughtBackAt: now })
  }
}

/** The items that have been finished for longer than the space keeps them in sight, and when each was. */
function dueForArchive(snapshot: Snapshot, now: number): { readonly item: Item; readonly at: number }[] {
  const days = snapshot.profiles.get(snapshot.space)?.archiveAfterDays ?? 0
  if (days <= 0) return []
  const changes = lastChanges(snapshot)
  return living(snapshot.items).flatMap(item => {
    const at = changes.get(item.id)!
    const isDue =
      !item.archived && isFinished(item, snapshot) && now - Math.max(at, item.broughtBackAt) > days * DAY_MILLIS
    return isDue ? [{ item, at }] : []
  })
}

/**
 * Archived items that somebody took up again without knowing that they had gone to the archive, and tickets whose requester
 * wrote without knowing that (MERGE T75).
 */
function takenUpAgain(snapshot: Snapshot): Item[] {
  const asked = askedAgain(snapshot)
  return living(snapshot.items).filter(
    item => item.archived && item.archivedIn !== null && (!isFinished(item, snapshot) || asked.has(item.id)),
  )
}

/** Archived tickets of which a message lies here that nobody who closed them had seen. */
function askedAgain({ items, ticketEvents }: Snapshot): ReadonlySet<string> {
  const asked = new Set<string>()
  for (const { kind, item, deleted } of ticketEvents.values())
    if (kind === "customer-message" && deleted === null && items.get(item ?? "")?.archived === true) asked.add(item!)
  return new Set(
    [...asked].filter(ticket => messageUnseenAtClosing(eventsOfTicket({ items, ticketEvents }, ticket)) !== null),
  )
}

/** Whether there is anything to put in order. */
export function needsArchiving(snapshot: Snapshot, now: number): boolean {
  return dueForArchive(snapshot, now).length > 0 || takenUpAgain(snapshot).length > 0
}

/**
 * Archives what has been finished for long enough and brings back what is in use again. Any replica may do it at any time,
 * and two at once write the same: where an item goes depends on what is stored of it alone.
 */
export const keepArchive = defineAction<Record<string, never>>("space.keep-archive", context => {
  const { snapshot, now } = context
  for (const { item, at } of dueForArchive(snapshot, now).slice(0, MOST_AT_ONCE)) writeArchived(context, item, true, at)
  for (const item of takenUpAgain(snapshot)) writeArchived(context, item, false, 0)
})

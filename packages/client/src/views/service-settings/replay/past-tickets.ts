import { archivePath } from "@weft/model/schema/archive-path"
import type { TicketEventRow } from "@weft/model/schema/service"
import { archivedSince, ticketsClosedBetween, type ClosedTickets } from "@weft/model/service/closed-tickets"
import { mergedTickets } from "@weft/model/service/merged-tickets"
import { ticketEventOf, withConversationsOf } from "@weft/model/service/space-tickets"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import type { SpaceData, Workspace } from "../../../data/workspace.ts"

/** How long an archive document may take to come; what has not come by then is left out, ms. */
const PATIENCE = 3000

/**
 * The tickets of a service that were closed in a stretch, with what is in the archive as far as this device has it or can
 * get it within `patience` milliseconds a quarter.
 */
export async function readPastTickets(
  workspace: Workspace,
  space: SpaceData,
  from: number,
  to: number,
  patience = PATIENCE,
): Promise<ClosedTickets> {
  const { plain } = space.live
  const isTicket = ({ type }: { readonly type: string | null }) =>
    plain.itemTypes.get(type ?? "")?.behaviour === "ticket"
  const living = await eventsInTurns(plain)
  const tickets = new Map<string, readonly TicketEvent[]>(ticketsClosedBetween(living, from, to))
  let leftOut = 0
  for (const [quarter, archived] of archivedSince(plain.items, isTicket, from)) {
    const missing = archived.filter(id => !living.has(id))
    if (missing.length === 0) continue
    const events = await readArchive(workspace, space, quarter, new Set(missing), patience)
    leftOut += missing.filter(id => !events.has(id)).length
    for (const [ticket, told] of ticketsClosedBetween(events, from, to)) tickets.set(ticket, told)
  }
  return { tickets, leftOut }
}

/** Events that are read before the page may do something else. */
const TURN = 20_000

/** `eventsByTicket` of a space that may have a million of them, a turn at a time. */
async function eventsInTurns({ ticketEvents, items }: SpaceData["live"]["plain"]) {
  const events = new Map<string, TicketEvent[]>()
  let read = 0
  for (const row of ticketEvents.values()) {
    if ((read += 1) % TURN === 0) await new Promise(resolve => setTimeout(resolve))
    if (row.deleted !== null || row.item === null) continue
    const own = events.get(row.item)
    if (own === undefined) events.set(row.item, [ticketEventOf(row)])
    else own.push(ticketEventOf(row))
  }
  for (const [survivor, others] of mergedTickets(items)) {
    const merged = others.map(other => events.get(other) ?? [])
    events.set(survivor, [...withConversationsOf(events.get(survivor) ?? [], merged)])
  }
  return events
}

/** What an archive document tells of tickets, once it tells of all of them or has taken too long. */
async function readArchive(
  workspace: Workspace,
  space: SpaceData,
  quarter: string,
  wanted: ReadonlySet<string>,
  patience: number,
): Promise<ReadonlyMap<string, readonly TicketEvent[]>> {
  const { live, release } = workspace.watched(archivePath(space.id, quarter))
  const told = () => {
    const isWanted = ({ deleted, item }: TicketEventRow) => deleted === null && item !== null && wanted.has(item)
    const rows = [...live.plain.ticketEvents.values()].filter(isWanted)
    return Map.groupBy(rows.map(ticketEventOf), ({ ticket }) => ticket)
  }
  await new Promise<void>(resolve => {
    const end = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(end, patience)
    const stop = live.observe("ticketEvents", () => told().size === wanted.size && end())
  })
  const events = told()
  release()
  return events
}

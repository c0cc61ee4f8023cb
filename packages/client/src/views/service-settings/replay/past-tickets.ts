import { archivePath } from "@weft/model/schema/archive-path"
import type { TicketEventRow } from "@weft/model/schema/service"
import { archivedSince, ticketsClosedBetween, type ClosedTickets } from "@weft/model/service/closed-tickets"
import { eventsByTicket, ticketEventOf } from "@weft/model/service/space-tickets"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import type { SpaceData, Workspace } from "../../../data/workspace.ts"

/** How long an archive document may take to come; what has not come by then is left out, ms. */
const PATIENCE = 3000

/**
 * The tickets of a service that were closed in a stretch, with what is in the archive as far as this device has it or can
 * get it in a few seconds.
 */
export async function readPastTickets(
  workspace: Workspace,
  space: SpaceData,
  from: number,
  to: number,
): Promise<ClosedTickets> {
  const { plain } = space.live
  const isTicket = ({ type }: { readonly type: string | null }) =>
    plain.itemTypes.get(type ?? "")?.behaviour === "ticket"
  const living = eventsByTicket(plain)
  const tickets = new Map<string, readonly TicketEvent[]>(ticketsClosedBetween(living, from, to))
  let leftOut = 0
  for (const [quarter, archived] of archivedSince(plain.items, isTicket, from)) {
    const missing = archived.filter(id => !living.has(id))
    if (missing.length === 0) continue
    const events = await readArchive(workspace, space, quarter, new Set(missing))
    leftOut += missing.filter(id => !events.has(id)).length
    for (const [ticket, told] of ticketsClosedBetween(events, from, to)) tickets.set(ticket, told)
  }
  return { tickets, leftOut }
}

/** What an archive document tells of tickets, once it tells of all of them or has taken too long. */
async function readArchive(
  workspace: Workspace,
  space: SpaceData,
  quarter: string,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly TicketEvent[]>> {
  const { live, release } = workspace.watched(archivePath(space.id, quarter))
  const told = () => {
    const rows = [...live.plain.ticketEvents.values()].filter(
      (row): row is TicketEventRow & { item: NonNullable<TicketEventRow["item"]> } =>
        row.deleted === null && row.item !== null && wanted.has(row.item),
    )
    return Map.groupBy(rows.map(ticketEventOf), ({ ticket }) => ticket)
  }
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, PATIENCE)
    const stop = live.observe("ticketEvents", () => {
      if (told().size < wanted.size) return
      clearTimeout(timer)
      stop()
      resolve()
    })
  })
  const events = told()
  release()
  return events
}

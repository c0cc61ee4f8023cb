import type { ItemId } from "../base/ids.ts"
import { blankRow } from "../schema/row.ts"
import { ticketEventId, type TicketEventRow } from "../schema/service.ts"
import { PolicyBook } from "../service/policy-book.ts"
import { dayAt } from "../service/service-days.ts"
import { ticketEventOf } from "../service/space-tickets.ts"
import { serviceTermsOf } from "../service/space-terms.ts"
import { ticketClocks } from "../service/ticket-clocks.ts"
import type { CalendarDate } from "../time/calendar-date.ts"
import type { ActionContext } from "./define.ts"
import { withTicketEvents } from "./ticket-events.ts"
import { withWrites } from "./ticket-facts.ts"

/** The day on which a ticket that this action makes is to be solved, as its requester is promised; nothing where nothing is promised. */
export function promisedDay(context: ActionContext, ticket: ItemId): CalendarDate | null {
  const { snapshot, write, now } = context
  const opening = ticketEventId(ticket, "opened")
  const told = withTicketEvents(snapshot, write.changes, context).find(
    change => change.do === "create" && change.kind === "ticketEvents" && change.id === opening,
  )
  if (told?.do !== "create") return null
  const row = withWrites("ticketEvents", blankRow("ticketEvents", opening), Object.entries(told.seed))
  const book = new PolicyBook(serviceTermsOf(snapshot))
  const event = ticketEventOf(row as unknown as TicketEventRow)
  const { clocks, policies } = ticketClocks(book, ticket, [event], Math.max(now, event.at))
  const due = clocks.find(({ audience, kind }) => audience === "customer" && kind === "resolution")?.due
  const calendar = policies.customer?.at(-1)?.bound?.calendar
  // What is promised to the end of a day ends where the next one begins.
  return due == null || calendar == null ? null : dayAt(calendar, due - 1)
}

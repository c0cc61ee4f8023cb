import {
  computedId,
  type ItemId,
  type ItemTypeId,
  type MajorTicketId,
  type MemberId,
  type TicketCategoryId,
} from "../base/ids.ts"
import { count, rank, ref, setOf, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/** What tickets of a service are about, as a tree. Rings that a merge closes are cut on reading, see `CategoryTree`. */
const ticketCategoryFields = {
  name: text(),
  parent: ref<TicketCategoryId>(),
  rank: rank(),
  /** Types whose tickets may have it; none means all, as far as the category above it allows. */
  types: setOf<ItemTypeId>(),
}
export const ticketCategories = defineRecord<TicketCategoryId, typeof ticketCategoryFields>(
  "ticketCategories",
  "setup",
  ticketCategoryFields,
)
export type TicketCategory = Row<TicketCategoryId, typeof ticketCategoryFields>

/** That somebody who manages the space put a ticket above the matrix. It lies where only they write. */
const majorTicketFields = {
  item: ref<ItemId>(),
  by: ref<MemberId>(),
  /** Milliseconds since 1970. */
  at: count(),
}
export const majorTickets = defineRecord<MajorTicketId, typeof majorTicketFields>(
  "majorTickets",
  "setup",
  majorTicketFields,
)
export type MajorTicket = Row<MajorTicketId, typeof majorTicketFields>

/** The id of the record that says that a ticket is major. */
export function majorTicketId(ticket: ItemId): MajorTicketId {
  return computedId<MajorTicketId>("major-ticket", ticket)
}

import type { ChecklistTemplateId, CustomFieldId, ItemTypeId, OptionId, StatusId } from "../base/ids.ts"
import { flag, MAX_TEXT, oneOf, rank, ref, setOf, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/** The fixed meanings of states: reports and clocks read these, never names. In the order of work. */
export const CATEGORIES = ["backlog", "waiting", "active", "paused", "done", "cancelled"] as const
export type Category = (typeof CATEGORIES)[number]

const statusFields = { name: text(), category: oneOf(CATEGORIES, "waiting"), rank: rank() }
export const statuses = defineRecord<StatusId, typeof statusFields>("statuses", "setup", statusFields)
export type Status = Row<StatusId, typeof statusFields>

/** What a type's items are used for: plain tasks, scheduled activities, tickets from outside, action items with a due date. */
export const BEHAVIOURS = ["task", "plannable", "ticket", "action"] as const
export type Behaviour = (typeof BEHAVIOURS)[number]

/**
 * What a ticket is: something is broken; somebody wishes something; why things break; something will be altered.
 */
export const TICKET_KINDS = ["incident", "request", "problem", "change"] as const
export type TicketKind = (typeof TICKET_KINDS)[number]

const itemTypeFields = {
  name: text(),
  behaviour: oneOf(BEHAVIOURS, "task"),
  /** Of a type of tickets; it says nothing of others. */
  ticketKind: oneOf(TICKET_KINDS, "incident"),
  rank: rank(),
  /** States that items of this type may have; none means all of the space. */
  statuses: setOf<StatusId>(),
  /** Allowed transitions as `from_to`, see `transitionRule`; none means that every transition is allowed. */
  transitions: setOf<string>(),
}
export const itemTypes = defineRecord<ItemTypeId, typeof itemTypeFields>("itemTypes", "setup", itemTypeFields)
export type ItemType = Row<ItemTypeId, typeof itemTypeFields>

/** The member of a type's set `transitions` that allows going from one status to another. */
export function transitionRule(from: StatusId, to: StatusId): string {
  return `${from}_${to}`
}

export const CUSTOM_FIELD_TYPES = [
  "text",
  "number",
  "money",
  "date",
  "flag",
  "select",
  "multi",
  "person",
  "item",
] as const
export type CustomFieldType = (typeof CUSTOM_FIELD_TYPES)[number]

const customFieldFields = {
  name: text(),
  type: oneOf(CUSTOM_FIELD_TYPES, "text"),
  rank: rank(),
  /** The currency of a money field, ISO 4217. */
  currency: text("EUR"),
  onCards: flag(),
  required: flag(),
  /** Types whose items show it; none means all. What other items hold in it is kept, hidden. */
  types: setOf<ItemTypeId>(),
}
export const customFields = defineRecord<CustomFieldId, typeof customFieldFields>(
  "customFields",
  "setup",
  customFieldFields,
)
export type CustomField = Row<CustomFieldId, typeof customFieldFields>

/** One choice of a select or multi field. Removed options stay readable on the items that have them. */
const optionFields = { field: ref<CustomFieldId>(), name: text(), rank: rank() }
export const options = defineRecord<OptionId, typeof optionFields>("options", "setup", optionFields)
export type Option = Row<OptionId, typeof optionFields>

/** The most rows of a checklist template; more make it no list that people go through. */
const MAX_TITLES = 500

function parseTitles(raw: unknown): readonly string[] | null {
  if (!Array.isArray(raw) || raw.length > MAX_TITLES) return null
  return raw.every(title => typeof title === "string") ? raw.map(title => title.slice(0, MAX_TEXT)) : null
}

/** A checklist to begin with: what its rows are called, in order. A list made from it is the item's own. */
const checklistTemplateFields = { name: text(), rank: rank(), titles: structured("titles", parseTitles) }
export const checklistTemplates = defineRecord<ChecklistTemplateId, typeof checklistTemplateFields>(
  "checklistTemplates",
  "setup",
  checklistTemplateFields,
)
export type ChecklistTemplate = Row<ChecklistTemplateId, typeof checklistTemplateFields>

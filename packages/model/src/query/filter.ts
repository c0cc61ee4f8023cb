import { dayOf } from "../time/moment.ts"
import type { Item } from "../schema/item.ts"

/** The fields of an item that a filter can ask for. */
export const FILTER_FIELDS = ["status", "owner", "assignee", "label", "priority", "type", "due", "text"] as const
export type FilterField = (typeof FILTER_FIELDS)[number]

/** How a field is asked: sets by membership, days by comparison, text by containing. */
export const FILTER_OPERATORS = ["any", "none", "before", "after", "overdue", "missing", "contains"] as const
export type FilterOperator = (typeof FILTER_OPERATORS)[number]

/** One condition, shown as a chip that reads as a sentence. All conditions of a filter must hold. */
export interface Condition {
  readonly field: FilterField
  readonly operator: FilterOperator
  /** Ids, a day, or a text; empty where the operator needs none. */
  readonly values: readonly string[]
}

export type Filter = readonly Condition[]

/** Which operators make sense for a field, the usual one first. */
export const OPERATORS_OF: Readonly<Record<FilterField, readonly FilterOperator[]>> = {
  status: ["any", "none"],
  owner: ["any", "none", "missing"],
  assignee: ["any", "none", "missing"],
  label: ["any", "none", "missing"],
  priority: ["any", "none"],
  type: ["any", "none"],
  due: ["before", "after", "overdue", "missing"],
  text: ["contains"],
}

/**
 * Whether an item passes a filter.
 *
 * @param today the reader's calendar date, `YYYY-MM-DD`
 */
export function passes(item: Item, filter: Filter, today: string): boolean {
  return filter.every(condition => holds(item, condition, today))
}

function holds(item: Item, { field, operator, values }: Condition, today: string): boolean {
  switch (field) {
    case "due":
      return holdsDay(item.due === null ? null : dayOf(item.due), operator, values[0] ?? today, today)
    case "text":
      return item.title.toLowerCase().includes((values[0] ?? "").toLowerCase())
    case "assignee":
      return holdsMembers(item.assignees, operator, values)
    case "label":
      return holdsMembers(item.labels, operator, values)
    case "owner":
    case "status":
    case "type":
    case "priority":
      return holdsMembers(item[field] === null ? [] : [item[field]], operator, values)
  }
}

function holdsMembers(members: readonly string[], operator: FilterOperator, values: readonly string[]): boolean {
  if (operator === "missing") return members.length === 0
  const meets = members.some(member => values.includes(member))
  return operator === "none" ? !meets : meets
}

function holdsDay(day: string | null, operator: FilterOperator, value: string, today: string): boolean {
  if (operator === "missing") return day === null
  if (day === null) return false
  if (operator === "overdue") return day < today
  return operator === "after" ? day > value : day < value
}

/** A filter as it stands in an address: `status.any.a~b_due.before.2026-12-18`, values percent-encoded. */
export function filterToText(filter: Filter): string {
  return filter
    .map(({ field, operator, values }) => [field, operator, values.map(encodeValue).join("~")].join("."))
    .join("_")
}

/** The filter that an address names; conditions that make no sense are left out. */
export function filterFromText(text: string): Filter {
  return text
    .split("_")
    .slice(0, 50)
    .map(part => part.split("."))
    .flatMap(([field, operator, values]) => {
      if (!isOneOf(FILTER_FIELDS, field) || !isOneOf(OPERATORS_OF[field], operator)) return []
      const decoded = (values ?? "") === "" ? [] : values!.split("~").slice(0, 200).map(decodeValue)
      return [{ field, operator, values: decoded }]
    })
}

function isOneOf<V extends string>(values: readonly V[], value: string | undefined): value is V {
  return (values as readonly (string | undefined)[]).includes(value)
}

function encodeValue(value: string): string {
  return encodeURIComponent(value).replace(/[._~]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}

function decodeValue(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

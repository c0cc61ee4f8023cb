import type { CustomFieldId } from "../base/ids.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { CustomFieldType } from "../schema/workflow.ts"

/** The fields that every item has and that a filter can ask for, the usual ones first. */
export const ITEM_FIELDS = [
  "status",
  "category",
  "owner",
  "assignee",
  "label",
  "priority",
  "type",
  "due",
  "text",
  "start",
  "created",
  "creator",
  "watcher",
  "team",
  "estimate",
  "remaining",
  "points",
  "importance",
  "urgency",
  "impact",
  "topic",
  "service",
  "channel",
] as const
export type ItemField = (typeof ITEM_FIELDS)[number]

/** Those that only tickets have; `topic` is the category of a ticket, since `category` is that of its state. */
export const TICKET_FIELDS: readonly ItemField[] = ["impact", "topic", "service", "channel"]

/** A field of every item, or a custom one as `custom-<id>`. */
export type FilterField = ItemField | `custom-${string}`

/** What a field holds, which says how it is asked. A reference can only be there or not. */
export type FieldKind = "choice" | "person" | "day" | "duration" | "number" | "text" | "flag" | "reference"

/**
 * How a field is asked: sets by membership, whatever has an order by comparison, text by containing.
 *
 * `within` and `outside` name one stretch or two ends; `until` and `since` are `before` and `after` with the end itself.
 */
export const FILTER_OPERATORS = [
  "any",
  "none",
  "before",
  "after",
  "until",
  "since",
  "within",
  "outside",
  "overdue",
  "contains",
  "lacks",
  "missing",
  "present",
] as const
export type FilterOperator = (typeof FILTER_OPERATORS)[number]

/** One condition, shown as a chip that reads as a sentence. */
export interface Condition {
  readonly field: FilterField
  readonly operator: FilterOperator
  /** Ids, names of fixed values, `ME`, stretches of days as of `time/relative-day`, numbers, or a text; empty where the operator needs none. */
  readonly values: readonly string[]
}

/** Several clauses as one: all of them hold, one of them does, or the only one does not. */
export interface Combination {
  readonly join: "and" | "or" | "not"
  readonly parts: readonly Clause[]
}

export type Clause = Condition | Combination

/** What items are asked for, in normal form (see `normalFilter`). All of its clauses must hold. */
export type Filter = readonly Clause[]

/** Whoever looks, in the place of a person: a shared filter means everybody's own. */
export const ME = "me"

export const YES = "yes"
export const NO = "no"

/** The greatest filter: no clause lies deeper, and no more conditions are asked. */
export const MOST_DEPTH = 12
export const MOST_CONDITIONS = 200
export const MOST_VALUES = 200

export function isCombination(clause: Clause): clause is Combination {
  return "join" in clause
}

/** All conditions of a filter, however deep they lie. */
export function conditionsOf(filter: Filter): readonly Condition[] {
  return filter.flatMap(clause => (isCombination(clause) ? conditionsOf(clause.parts) : [clause]))
}

const KINDS: Readonly<Record<ItemField, FieldKind>> = {
  status: "choice",
  category: "choice",
  owner: "person",
  assignee: "person",
  label: "choice",
  priority: "choice",
  type: "choice",
  due: "day",
  text: "text",
  start: "day",
  created: "day",
  creator: "person",
  watcher: "person",
  team: "choice",
  estimate: "duration",
  remaining: "duration",
  points: "number",
  importance: "choice",
  urgency: "choice",
  impact: "choice",
  topic: "choice",
  service: "choice",
  channel: "choice",
}

const CUSTOM_KINDS: Readonly<Record<CustomFieldType, FieldKind>> = {
  text: "text",
  number: "number",
  money: "number",
  date: "day",
  flag: "flag",
  select: "choice",
  multi: "choice",
  person: "person",
  item: "reference",
}

/** The custom field that a filter asks for; `null` for a field that every item has. */
export function customFieldOf(field: string): CustomFieldId | null {
  return field.startsWith("custom-") ? (field.slice("custom-".length) as CustomFieldId) : null
}

/** What a field holds; `null` for a custom field that is not here, of which nothing can be asked. */
export function kindOfField(field: FilterField, { customFields }: Pick<Snapshot, "customFields">): FieldKind | null {
  if (isItemField(field)) return KINDS[field]
  const custom = customFields.get(customFieldOf(field) ?? "")
  return custom === undefined ? null : CUSTOM_KINDS[custom.type]
}

export function isItemField(field: string): field is ItemField {
  return (ITEM_FIELDS as readonly string[]).includes(field)
}

const ORDERED = ["before", "after", "until", "since", "within", "outside"] as const

const OPERATORS: Readonly<Record<FieldKind, readonly FilterOperator[]>> = {
  choice: ["any", "none", "missing", "present"],
  person: ["any", "none", "missing", "present"],
  day: [...ORDERED, "missing", "present"],
  duration: [...ORDERED, "missing", "present"],
  number: [...ORDERED, "missing", "present"],
  text: ["contains", "lacks", "missing", "present"],
  flag: ["any"],
  reference: ["missing", "present"],
}

/** Fields that always have a value, so that nobody asks whether they do. */
const ALWAYS: readonly FilterField[] = ["status", "category", "priority", "created", "text", "channel"]

/** Which operators make sense for a field, the usual one first. */
export function operatorsOf(field: FilterField, setup: Pick<Snapshot, "customFields">): readonly FilterOperator[] {
  const kind = kindOfField(field, setup)
  if (kind === null) return []
  const all = OPERATORS[kind].filter(operator => !ALWAYS.includes(field) || !asksPresence(operator))
  return field === "due" ? [...all, "overdue"] : all
}

/** Whether an operator asks only if there is a value. */
function asksPresence(operator: FilterOperator): boolean {
  return operator === "missing" || operator === "present"
}

/** How many values an operator takes at the least and at the most. */
export function arityOf(operator: FilterOperator): readonly [least: number, most: number] {
  switch (operator) {
    case "any":
    case "none":
      return [1, MOST_VALUES]
    case "within":
    case "outside":
      return [1, 2]
    case "missing":
    case "present":
    case "overdue":
      return [0, 0]
    default:
      return [1, 1]
  }
}

/**
 * The same filter in normal form: combinations have at least two parts (a `not` exactly one), hold none of their own
 * kind, and the filter itself holds no `and`; a `not` of a `not` is gone. What a normal filter prints reads back as it.
 */
export function normalFilter(filter: Filter): Filter {
  return filter.flatMap(clause => {
    const normal = normalClause(clause)
    if (normal === null) return []
    return isCombination(normal) && normal.join === "and" ? normal.parts : [normal]
  })
}

/** A clause in normal form; `null` for a combination of nothing, which asks nothing. */
function normalClause(clause: Clause): Clause | null {
  if (!isCombination(clause)) return clause
  if (clause.join === "not") {
    const denied = normalClause({ join: "and", parts: clause.parts })
    if (denied === null) return null
    return isCombination(denied) && denied.join === "not" ? denied.parts[0]! : { join: "not", parts: [denied] }
  }
  const { join } = clause
  const parts = clause.parts.flatMap(part => {
    const normal = normalClause(part)
    if (normal === null) return []
    return isCombination(normal) && normal.join === join ? normal.parts : [normal]
  })
  return parts.length > 1 ? { join, parts } : (parts[0] ?? null)
}

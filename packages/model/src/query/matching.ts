import { profileKey } from "../base/item-key.ts"
import { foldText } from "../base/fold-text.ts"
import type { Item } from "../schema/item.ts"
import { categoryPath } from "../schema/repair/categories.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { Status } from "../schema/workflow.ts"
import { spanOfDay, type CalendarPlace, type DaySpan } from "../time/relative-day.ts"
import { addDays } from "../time/calendar-date.ts"
import { dayOf } from "../time/moment.ts"
import { startOfDay } from "../time/zone.ts"
import {
  conditionsOf,
  customFieldOf,
  isCombination,
  kindOfField,
  ME,
  NO,
  YES,
  type Clause,
  type Condition,
  type Filter,
  type FilterField,
} from "./filter.ts"

/** Who asks, where and when. */
export interface FilterReader extends CalendarPlace {
  readonly me: string
  /** For times that an item was made at, which are instants: an IANA name. */
  readonly zone: string
  /** What items are called where they are shown, if not all by the space's own prefix: guests go by that of their home. */
  readonly keyOf?: (item: Item) => string
}

type Setup = Pick<Snapshot, "customFields" | "statuses" | "profiles" | "ticketCategories" | "space">
type Test = (item: Item) => boolean

/**
 * Tells which items a filter lets through.
 *
 * All that does not depend on the item (days, sets, kinds of fields) is settled here, once, so that ten thousand items
 * are looked through well within a frame. A condition that can be understood no more holds for no item.
 */
export function matcherOf(filter: Filter, setup: Setup, reader: FilterReader): Test {
  return allOf(filter.map(clause => testOf(clause, setup, reader)))
}

/** Whether a filter means something else on another day. */
export function dependsOnToday(filter: Filter): boolean {
  return conditionsOf(filter).some(
    ({ operator, values }) =>
      operator === "overdue" || values.some(value => /^(day|week|month|quarter|year)[+-]/.test(value)),
  )
}

function testOf(clause: Clause, setup: Setup, reader: FilterReader): Test {
  if (!isCombination(clause)) return conditionTest(clause, setup, reader)
  const tests = clause.parts.map(part => testOf(part, setup, reader))
  if (clause.join === "and") return allOf(tests)
  if (clause.join === "or") return item => tests.some(test => test(item))
  return item => !tests.every(test => test(item))
}

function allOf(tests: readonly Test[]): Test {
  if (tests.length === 1) return tests[0]!
  return item => tests.every(test => test(item))
}

const NEVER: Test = () => false

function conditionTest(condition: Condition, setup: Setup, reader: FilterReader): Test {
  switch (kindOfField(condition.field, setup)) {
    case "choice":
    case "person":
    case "reference":
      return memberTest(condition, membersIn(condition.field, setup), reader)
    case "flag": {
      const custom = customFieldOf(condition.field)!
      return memberTest(condition, item => (item.custom[custom] === true ? [YES] : [NO]), reader)
    }
    case "day":
      if (condition.operator === "overdue") return overdueTest(dayIn(condition.field), setup, reader)
      return condition.field === "created"
        ? instantTest(condition, reader)
        : dayTest(condition, dayIn(condition.field), reader)
    case "duration":
    case "number":
      return numberTest(condition, numberIn(condition.field))
    case "text":
      return textTest(
        condition,
        textIn(condition.field),
        condition.field === "text" ? keysFor(condition.values[0] ?? "", setup, reader) : undefined,
      )
    case null:
      return NEVER
  }
}

function memberTest(
  { operator, values }: Condition,
  membersOf: (item: Item) => readonly string[],
  me: FilterReader,
): Test {
  const wanted = new Set(values.map(value => (value === ME ? me.me : value)))
  switch (operator) {
    case "any":
      return item => membersOf(item).some(member => wanted.has(member))
    case "none":
      return item => !membersOf(item).some(member => wanted.has(member))
    case "missing":
      return item => membersOf(item).length === 0
    case "present":
      return item => membersOf(item).length > 0
    default:
      return NEVER
  }
}

const NOTHING: readonly string[] = []

function membersIn(field: FilterField, { statuses, ticketCategories }: Setup): (item: Item) => readonly string[] {
  const one = (value: string | null | undefined) => (value === null || value === undefined ? NOTHING : [value])
  switch (field) {
    case "assignee":
      return item => item.assignees
    case "label":
      return item => item.labels
    case "watcher":
      return item => item.watchers
    case "category":
      return item => one(statuses.get(item.status ?? "")?.category)
    // Who asks for a category asks for all that lies under it.
    case "topic":
      return item => (item.category === null ? NOTHING : categoryPath(ticketCategories, item.category))
    case "creator":
      return item => one(item.createdBy)
    case "owner":
    case "team":
    case "type":
    case "status":
    case "priority":
    case "importance":
    case "urgency":
    case "impact":
    case "service":
    case "channel":
      return item => one(item[field])
    default: {
      const custom = customFieldOf(field)!
      return item => {
        const value = item.custom[custom]
        return typeof value === "string" ? [value] : Array.isArray(value) ? (value as readonly string[]) : NOTHING
      }
    }
  }
}

/** A test of something that has an order, between two ends that are both within. */
function orderTest<V extends string | number>(
  operator: Condition["operator"],
  valueOf: (item: Item) => V | null,
  first: V,
  last: V,
): Test {
  const when = (holds: (value: V) => boolean): Test => {
    return item => {
      const value = valueOf(item)
      return value !== null && holds(value)
    }
  }
  switch (operator) {
    case "before":
      return when(value => value < first)
    case "after":
      return when(value => value > last)
    case "until":
      return when(value => value <= last)
    case "since":
      return when(value => value >= first)
    case "within":
      return when(value => value >= first && value <= last)
    case "outside":
      return item => {
        const value = valueOf(item)
        return value === null || value < first || value > last
      }
    case "missing":
      return item => valueOf(item) === null
    case "present":
      return item => valueOf(item) !== null
    default:
      return NEVER
  }
}

/** From the first day of the first stretch to the last of the last one; `null` where either is none. */
function spanOf(values: readonly string[], reader: FilterReader): DaySpan | null {
  const spans = values.map(value => spanOfDay(value, reader))
  const [from, to] = [spans[0], spans.at(-1)]
  return from == null || to == null ? null : { first: from.first, last: to.last }
}

function dayTest({ operator, values }: Condition, valueOf: (item: Item) => string | null, reader: FilterReader): Test {
  if (values.length === 0) return orderTest(operator, valueOf, "", "")
  const span = spanOf(values, reader)
  return span === null ? NEVER : orderTest(operator, valueOf, span.first, span.last)
}

/** What is done or cancelled is late no more, whenever it was due. */
function overdueTest(dueOf: (item: Item) => string | null, { statuses }: Setup, { today }: FilterReader): Test {
  return item => {
    const due = dueOf(item)
    return due !== null && due < today && !isOver(statuses.get(item.status ?? ""))
  }
}

function isOver(status: Status | undefined): boolean {
  return status?.category === "done" || status?.category === "cancelled"
}

function dayIn(field: FilterField): (item: Item) => string | null {
  const dayOfText = (value: unknown) => (typeof value === "string" ? dayOf(value) : null)
  if (field === "due" || field === "start") return item => dayOfText(item[field])
  const custom = customFieldOf(field)!
  return item => dayOfText(item.custom[custom])
}

/** Days against an instant: their bounds become instants, so that no item's time is converted. */
function instantTest({ operator, values }: Condition, reader: FilterReader): Test {
  const span = spanOf(values, reader)
  if (span === null) return NEVER
  const last = startOfDay(addDays(span.last, 1), reader.zone) - 1
  return orderTest(operator, item => item.createdAt, startOfDay(span.first, reader.zone), last)
}

function numberTest({ operator, values }: Condition, valueOf: (item: Item) => number | null): Test {
  const numbers = values.map(Number)
  if (numbers.some(Number.isNaN)) return NEVER
  return orderTest(operator, valueOf, numbers[0] ?? 0, numbers.at(-1) ?? 0)
}

function numberIn(field: FilterField): (item: Item) => number | null {
  switch (field) {
    case "estimate":
      return item => item.estimateMinutes
    case "remaining":
      return item => item.remainingMinutes
    case "points":
      return item => item.points
    default: {
      const custom = customFieldOf(field)!
      return item => {
        const value = item.custom[custom]
        return typeof value === "number" ? value : null
      }
    }
  }
}

function textTest(
  { operator, values }: Condition,
  valueOf: (item: Item) => string,
  keyOf?: (item: Item) => string,
): Test {
  const wanted = foldText(values[0] ?? "")
  const holds: Test = item =>
    foldText(valueOf(item)).includes(wanted) || (keyOf !== undefined && foldText(keyOf(item)).includes(wanted))
  switch (operator) {
    case "contains":
      return holds
    case "lacks":
      return item => !holds(item)
    case "missing":
      return item => valueOf(item) === ""
    case "present":
      return item => valueOf(item) !== ""
    default:
      return NEVER
  }
}

/**
 * Tells the key of items where a text may mean one: `erp-12`, or the number alone. A word that the prefix of a space
 * happens to hold means none, for all of its items would have it.
 */
function keysFor(
  wanted: string,
  { profiles, space }: Setup,
  { keyOf }: FilterReader,
): ((item: Item) => string) | undefined {
  if (/^\d+$/.test(wanted)) return item => (String(item.number) === wanted ? wanted : "")
  if (!wanted.includes("-")) return undefined
  if (keyOf !== undefined) return keyOf
  const prefix = profiles.get(space)?.prefix ?? ""
  return item => profileKey(prefix, item)
}

function textIn(field: FilterField): (item: Item) => string {
  if (field === "text") return item => item.title
  const custom = customFieldOf(field)!
  return item => {
    const value = item.custom[custom]
    return typeof value === "string" ? value : ""
  }
}

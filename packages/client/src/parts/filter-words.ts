import {
  customFieldOf,
  isCombination,
  isItemField,
  kindOfField,
  ME,
  type Clause,
  type Condition,
  type FilterField,
} from "@weft/model/query/filter"
import { fixedKeysOf, namedValuesOf } from "@weft/model/query/filter-values"
import { CHANNELS, LEVELS, PRIORITIES } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { CATEGORIES } from "@weft/model/schema/workflow"
import { isCalendarDate } from "@weft/model/time/calendar-date"
import { readRelativeDay } from "@weft/model/time/relative-day"
import { workflowOf } from "@weft/model/tasks/workflow"
import { format, locale, t } from "../text/index.ts"

/** A clause as its chip says it: "Status is not", "Cancelled"; a combination is one value. */
export function clauseWords(
  clause: Clause,
  setup: Snapshot,
  today: string,
): { readonly words: string; readonly value: string } {
  if (isCombination(clause)) return { words: "", value: combinationWords(clause, setup, today) }
  const { field, operator, values } = clause
  const words = t().boards
  const name = nameOfField(field, setup)
  const kind = kindOfField(field, setup)
  const asks = words.operators(operator, values.length > 1, kind === "number" || kind === "duration")
  if (values.length === 0) return { words: name, value: asks }
  return { words: words.condition(name, asks), value: valueWords(clause, setup, today) }
}

function combinationWords(clause: Clause, setup: Snapshot, today: string): string {
  if (!isCombination(clause)) {
    const { words, value } = clauseWords(clause, setup, today)
    return `${words} ${value}`
  }
  const { and, or, not } = t().boards
  const parts = clause.parts.map(part => {
    const said = combinationWords(part, setup, today)
    return isCombination(part) && part.join !== "not" ? `(${said})` : said
  })
  return clause.join === "not" ? `${not} ${parts[0]!}` : parts.join(` ${clause.join === "and" ? and : or} `)
}

/** What a field is called; a custom one as people named it. */
export function nameOfField(field: FilterField, setup: Snapshot): string {
  if (isItemField(field)) return t().boards.fields[field]
  return setup.customFields.get(customFieldOf(field) ?? "")?.name ?? t().boards.gone
}

function valueWords({ field, operator, values }: Condition, setup: Snapshot, today: string): string {
  const names = values.map(value => nameOfValue(field, value, setup, today))
  if ((operator === "within" || operator === "outside") && names.length > 1)
    return t().boards.range(names[0]!, names[1]!)
  return names.length > 2 ? t().boards.moreValues(names[0]!, names.length - 1) : names.join(", ")
}

/** What a value of a field is called. */
function nameOfValue(field: FilterField, value: string, setup: Snapshot, today: string): string {
  const kind = kindOfField(field, setup)
  switch (kind) {
    case "day":
      return dayWords(value, today)
    case "duration":
      return format().duration(Number(value))
    case "number":
      return format().number(Number(value))
    case "text":
      return value
    case "flag":
      return t().filters.flags[value as "yes" | "no"]
    default:
      if (kind === "person" && value === ME) return t().people.me
      return fixedName(field, value) ?? tableOf(field, setup)?.get(value)?.name ?? t().boards.gone
  }
}

/** A stretch of days as people say it: "next week", "in 7 days", "18 Dec". */
export function dayWords(value: string, today: string): string {
  const relative = readRelativeDay(value)
  if (relative !== null)
    return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(relative.steps, relative.period)
  if (isCalendarDate(value)) return format().shortDate(value, today)
  return value.length === 7 ? format().month(`${value}-01`) : value
}

function fixedName(field: FilterField, value: string): string | undefined {
  if (fixedKeysOf(field)?.includes(value) !== true) return undefined
  const { levels } = t().filters
  if (field === "priority") return PRIORITIES.flatMap(one => (one === value ? [t().priorities[one]] : []))[0]
  if (field === "category") return CATEGORIES.flatMap(one => (one === value ? [t().statusCategories[one]] : []))[0]
  if (field === "channel") return CHANNELS.flatMap(one => (one === value ? [t().boards.channels[one]] : []))[0]
  return LEVELS.flatMap(one => (one === value ? [levels[one]] : []))[0]
}

function tableOf(
  field: FilterField,
  setup: Snapshot,
): { get: (id: string) => { readonly name: string } | undefined } | undefined {
  if (kindOfField(field, setup) === "person") return setup.members
  switch (field) {
    case "status":
      return setup.statuses
    case "label":
      return setup.labels
    case "type":
      return setup.itemTypes
    case "team":
      return setup.teams
    case "topic":
      return setup.ticketCategories
    case "service":
      return setup.services
    default:
      return setup.options
  }
}

/** The values that a condition on a field may name, in the order in which people know them. */
export function valuesOf(
  field: FilterField,
  setup: Snapshot,
): readonly { readonly id: string; readonly name: string }[] {
  const named = (id: string) => ({ id, name: nameOfValue(field, id, setup, "") })
  if (field === "status") return workflowOf(setup)
  const fixed = fixedKeysOf(field)
  if (fixed !== null) return fixed.map(named)
  if (kindOfField(field, setup) === "flag") return ["yes", "no"].map(named)
  const rows = namedValuesOf(field, setup)
  return kindOfField(field, setup) === "person" ? [named(ME), ...rows] : rows
}

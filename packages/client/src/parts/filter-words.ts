import type { Condition, FilterField } from "@weft/model/query/filter"
import { PRIORITIES, type Priority } from "@weft/model/schema/item"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { compareRanked, compareText } from "@weft/model/base/rank"
import { workflowOf } from "@weft/model/tasks/workflow"
import { format, t } from "../text/index.ts"

/** A condition as its chip says it: "Status is not", "Cancelled". */
export function conditionWords(
  condition: Condition,
  setup: Snapshot,
  today: string,
): { readonly words: string; readonly value: string } {
  const { field, operator, values } = condition
  const words = t().boards
  const name = words.fields[field]
  const asks = words.operators(operator, values.length > 1)
  if (operator === "overdue" || operator === "missing") return { words: name, value: asks }
  return { words: words.condition(name, asks), value: valueWords(field, values, setup, today) }
}

function valueWords(field: FilterField, values: readonly string[], setup: Snapshot, today: string): string {
  if (field === "text") return values[0] ?? ""
  if (field === "due") return format().shortDate(values[0] ?? today, today)
  const names = values.map(value => nameOfValue(field, value, setup))
  return names.length > 2 ? t().boards.moreValues(names[0]!, names.length - 1) : names.join(", ")
}

function nameOfValue(field: FilterField, value: string, setup: Snapshot): string {
  if (field === "priority") return t().priorities[value as Priority] ?? value
  return tableOf(field, setup)?.get(value)?.name ?? t().boards.gone
}

function tableOf(
  field: FilterField,
  setup: Snapshot,
): { get: (id: string) => { readonly name: string } | undefined } | undefined {
  switch (field) {
    case "status":
      return setup.statuses
    case "owner":
    case "assignee":
      return setup.members
    case "label":
      return setup.labels
    case "type":
      return setup.itemTypes
    default:
      return undefined
  }
}

/** The values that a condition on a field may name, in the order in which people know them. */
export function valuesOf(
  field: FilterField,
  setup: Snapshot,
): readonly { readonly id: string; readonly name: string }[] {
  switch (field) {
    case "status":
      return workflowOf(setup)
    case "owner":
    case "assignee":
      return living(setup.members).sort((left, right) => compareText(left.name, right.name))
    case "label":
      return living(setup.labels).sort(compareRanked)
    case "type":
      return living(setup.itemTypes).sort(compareRanked)
    case "priority":
      return PRIORITIES.map(id => ({ id, name: t().priorities[id] }))
    default:
      return []
  }
}

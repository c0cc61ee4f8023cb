import { compareRanked, compareText } from "../base/rank.ts"
import { CHANNELS, LEVELS, PRIORITIES } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { CATEGORIES } from "../schema/workflow.ts"
import { customFieldOf, kindOfField, type FilterField } from "./filter.ts"

/** The tables whose rows a filter calls by name. */
export type FilterSetup = Pick<
  Snapshot,
  | "members"
  | "teams"
  | "statuses"
  | "labels"
  | "itemTypes"
  | "customFields"
  | "options"
  | "ticketCategories"
  | "services"
>

export interface Named {
  readonly id: string
  readonly name: string
}

/**
 * The living rows that a field may hold, in the order in which people know them; empty for a field that holds no rows.
 */
export function namedValuesOf(field: FilterField, setup: FilterSetup): readonly Named[] {
  const byName = (left: Named, right: Named) => compareText(left.name, right.name)
  if (kindOfField(field, setup) === "person") return living(setup.members).sort(byName)
  switch (field) {
    case "status":
      return living(setup.statuses).sort(compareRanked)
    case "label":
      return living(setup.labels).sort(compareRanked)
    case "type":
      return living(setup.itemTypes).sort(compareRanked)
    case "team":
      return living(setup.teams).sort(byName)
    case "topic":
      return living(setup.ticketCategories).sort(byName)
    case "service":
      return living(setup.services).sort(byName)
    default: {
      const custom = customFieldOf(field)
      return custom === null
        ? []
        : living(setup.options)
            .filter(option => option.field === custom)
            .sort(compareRanked)
    }
  }
}

/** The custom fields that can be asked for, in order. */
export function namedFieldsOf({ customFields }: FilterSetup): readonly Named[] {
  return living(customFields).sort(compareRanked)
}

/** The values of a field that are the same everywhere; `null` for a field whose values people make. */
export function fixedKeysOf(field: string): readonly string[] | null {
  switch (field) {
    case "category":
      return CATEGORIES
    case "priority":
      return PRIORITIES
    case "importance":
    case "urgency":
    case "impact":
      return LEVELS
    case "channel":
      return CHANNELS
    default:
      return null
  }
}

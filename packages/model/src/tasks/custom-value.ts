import type { ItemTypeId } from "../base/ids.ts"
import type { CustomValue } from "../schema/item.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { CustomField } from "../schema/workflow.ts"
import { isMoment } from "../time/moment.ts"

type Known = Pick<Snapshot, "options" | "members" | "items">

/**
 * Whether a stored value is one that a custom field can show. A value that does not fit stays stored, is shown as not
 * fitting, and fits again if the definition comes back (MERGE F7); in a deleted field nothing fits.
 *
 * A deleted option, member or item still fits: the reference stands and is shown struck through (MERGE F8).
 */
export function fits(field: CustomField | undefined, value: CustomValue, snapshot: Known): boolean {
  if (field === undefined || field.deleted !== null) return false
  switch (field.type) {
    case "text":
      return typeof value === "string"
    case "number":
    case "money":
      return typeof value === "number" && Number.isFinite(value)
    case "date":
      return typeof value === "string" && isMoment(value)
    case "flag":
      return typeof value === "boolean"
    case "select":
      return isOptionOf(field, value, snapshot)
    case "multi":
      return Array.isArray(value) && value.every(entry => isOptionOf(field, entry, snapshot))
    case "person":
      return typeof value === "string" && snapshot.members.has(value)
    case "item":
      return typeof value === "string" && snapshot.items.has(value)
  }
}

/** Whether items of a type show a field. What they hold in one that they do not show is kept, and shown again with the type. */
export function showsField({ types }: Pick<CustomField, "types">, type: ItemTypeId | null): boolean {
  return types.length === 0 || (type !== null && types.includes(type))
}

function isOptionOf(field: CustomField, value: unknown, { options }: Known): boolean {
  return typeof value === "string" && options.get(value)?.field === field.id
}

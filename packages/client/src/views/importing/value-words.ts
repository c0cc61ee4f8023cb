import type { KindName } from "@weft/model/schema/kinds"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { splitFamily } from "@weft/model/schema/change"
import { dayOf, isMoment } from "@weft/model/time/moment"
import { exchange } from "../../text/exchange.ts"
import { format, t } from "../../text/index.ts"

/** What a field of a record is called, by its stored name. */
export function fieldWords(field: string, snapshot: Snapshot): string {
  const names = exchange().fields
  const entry = splitFamily(field)
  if (entry?.[0] === "custom") return snapshot.customFields.get(entry[1])?.name ?? names.other
  const name = entry?.[0] ?? field
  return names[name as keyof typeof names] ?? names.other
}

/** A place in an order says nothing to a person; that it changed is enough. */
export function isPlace(field: string): boolean {
  return field === "rank" || field.startsWith("place-")
}

const TABLES: readonly KindName[] = ["statuses", "members", "labels", "options", "checklists", "items"]

/** A value of a field in words: what it names, a date, yes or no. */
export function valueWords(value: unknown, snapshot: Snapshot): string {
  const words = exchange()
  if (value === null || value === undefined || value === "") return words.nothing
  if (typeof value === "boolean") return value ? words.yes : words.no
  if (typeof value === "number") return format().number(value)
  if (Array.isArray(value))
    return value.length === 0 ? words.nothing : format().list(value.map(entry => valueWords(entry, snapshot)))
  if (typeof value !== "string") return words.fields.other
  // A plain truth: the guard would leave nothing of the text where it says no.
  const isDate: boolean = isMoment(value)
  if (isDate) return format().shortDate(dayOf(value))
  for (const kind of TABLES) {
    const row = snapshot[kind].get(value) as { readonly name?: string; readonly title?: string } | undefined
    if (row !== undefined) return row.name ?? row.title ?? value
  }
  const categories = t().statusCategories
  if (Object.hasOwn(categories, value)) return categories[value as keyof typeof categories]
  return value.length > 80 ? `${value.slice(0, 80)}…` : value
}

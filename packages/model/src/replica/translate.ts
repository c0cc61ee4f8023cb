import { splitFamily } from "../schema/change.ts"
import type { Mapping } from "../schema/mapping.ts"
import type { StoredEntry } from "../schema/stored.ts"
import { isValues, readEntry, recordOf } from "./entry.ts"

/** The fields whose values are ids of a space's set-up. */
const MAPPED_FIELDS: ReadonlySet<string> = new Set(["status", "type", "from", "to", "facts-status", "facts-type"])

/**
 * A stored entry as another space reads it: ids that the mapping names become those that stand for them, under the stamp
 * that the entry has. What the mapping does not name stays as it is, so that nothing is lost where two spaces differ.
 */
export function translated(entry: StoredEntry, mapping: Mapping): StoredEntry {
  const read = readEntry(entry.key, entry.stored)
  const id = recordOf(entry.key)
  if (read === null) return isValues(entry.stored) ? { ...entry, stored: valuesAs(entry.stored, mapping) } : entry
  switch (read.entry) {
    case "seed":
      return { ...entry, stored: [valuesAs(read.values, mapping), read.stamp] }
    case "cell": {
      const field = fieldAs(read.field, mapping)
      return {
        ...entry,
        key: `${id}.${field}.${read.replica}`,
        stored: [valueAs(read.field, read.value, mapping), read.stamp],
      }
    }
    case "member":
      return { ...entry, key: `${id}.${read.field}.${mapping[read.member] ?? read.member}.${read.replica}` }
  }
}

function valuesAs(values: Readonly<Record<string, unknown>>, mapping: Mapping): Record<string, unknown> {
  const mapped: Record<string, unknown> = {}
  for (const field of Object.keys(values)) mapped[fieldAs(field, mapping)] = valueAs(field, values[field], mapping)
  return mapped
}

function fieldAs(field: string, mapping: Mapping): string {
  const custom = splitFamily(field)
  return custom?.[0] === "custom" ? `custom-${mapping[custom[1]] ?? custom[1]}` : field
}

/** Options are values of custom fields. */
function valueAs(field: string, value: unknown, mapping: Mapping): unknown {
  if (!MAPPED_FIELDS.has(field) && splitFamily(field)?.[0] !== "custom") return value
  if (typeof value === "string") return mapping[value] ?? value
  if (!Array.isArray(value)) return value
  return value.map((part: unknown) => (typeof part === "string" ? (mapping[part] ?? part) : part))
}

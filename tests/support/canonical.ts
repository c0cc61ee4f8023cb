import { KIND_NAMES } from "@weft/model/schema/kinds"
import type { Tables } from "@weft/model/schema/snapshot"

/** All rows of all tables as one text: equal texts are equal tables. Keys and ids are in byte order. */
export function canonical(tables: Tables): string {
  return KIND_NAMES.map(kind => `${kind} ${canonicalValue(Object.fromEntries(tables[kind]))}`).join("\n")
}

export function canonicalValue(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  )
}

import type { SpaceId } from "../base/ids.ts"
import { PersistentMap } from "../base/persistent-map.ts"
import { KIND_NAMES, type KindName, type Rows } from "./kinds.ts"

/** Immutable rows of one kind, by id; versions share what did not change. */
export type Table<R> = PersistentMap<string, R>

/** Tables by kind: of one document, or of all that an action may look at. */
export type Tables = { readonly [K in KindName]: Table<Rows[K]> }

/** What actions, derivations and screens read: one space with its setup, and the workspace around it. Repaired. */
export interface Snapshot extends Tables {
  readonly space: SpaceId
}

export function emptyTables(): Tables {
  return Object.fromEntries(KIND_NAMES.map(name => [name, PersistentMap.empty()])) as unknown as Tables
}

/** The living rows of a table: those that are not in the trash. */
export function living<R extends { readonly deleted: unknown }>(table: Table<R>): R[] {
  const rows: R[] = []
  for (const row of table.values()) if (row.deleted === null) rows.push(row)
  return rows
}

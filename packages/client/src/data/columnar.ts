import type { PersistentMap } from "@weft/model/base/persistent-map"
import { kindNamed, type KindName } from "@weft/model/schema/kinds"
import type { RowPatch } from "@weft/model/schema/patch"
import type { AnyRow } from "@weft/model/schema/record"
import type { ColumnarRows } from "./messages.ts"

/** Rows as columns; a field in which all rows hold its fallback has no column, a missing value is the fallback. */
export function columnarRows(tables: Iterable<readonly [KindName, PersistentMap<string, AnyRow>]>): ColumnarRows {
  return { kinds: Array.from(tables, ([kind, table]) => columnarKind(kind, table)) }
}

function columnarKind(kind: KindName, table: PersistentMap<string, AnyRow>): ColumnarRows["kinds"][number] {
  const blank = kindNamed(kind).blank as unknown as Readonly<Record<string, unknown>>
  const fields = Object.keys(blank).filter(field => field !== "id")
  const ids: string[] = []
  const columns: Record<string, unknown[]> = {}
  for (const [id, row] of table) {
    const index = ids.push(id) - 1
    for (const field of fields) {
      if (row[field] === blank[field]) continue
      const column = (columns[field] ??= [])
      // Holes read as the fallback; filling them keeps the array dense and quick to clone.
      while (column.length < index) column.push(undefined)
      column.push(row[field])
    }
  }
  return { kind, ids, columns }
}

/** The patches that make the rows out of nothing. */
export function rowPatches(rows: ColumnarRows): RowPatch[] {
  const patches: RowPatch[] = []
  for (const { kind, ids, columns } of rows.kinds) {
    const fields = Object.entries(columns)
    for (let index = 0; index < ids.length; index++) {
      const set: Record<string, unknown> = {}
      for (const [field, column] of fields) if (column[index] !== undefined) set[field] = column[index]
      patches.push({ kind, id: ids[index]!, set })
    }
  }
  return patches
}

import { PersistentMap } from "@weft/model/base/persistent-map"
import { kindNamed, type KindName } from "@weft/model/schema/kinds"
import type { AnyRow } from "@weft/model/schema/record"
import type { ColumnarRows } from "./messages.ts"

/** Rows as columns, in the order of their ids, so that equal tables give equal columns; a field in which all rows hold its fallback has no column, a missing value is the fallback. */
export function columnarRows(tables: Iterable<readonly [KindName, PersistentMap<string, AnyRow>]>): ColumnarRows {
  return { kinds: Array.from(tables, ([kind, table]) => columnarKind(kind, table)) }
}

function columnarKind(kind: KindName, table: PersistentMap<string, AnyRow>): ColumnarRows["kinds"][number] {
  const blank = kindNamed(kind).blank as unknown as Readonly<Record<string, unknown>>
  const fields = Object.keys(blank).filter(field => field !== "id")
  const ids: string[] = []
  const columns: Record<string, unknown[]> = {}
  for (const id of [...table.keys()].sort()) {
    const row = table.get(id)!
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

/** The tables that columns hold; kinds that they do not name are left out. */
export function tablesOf(rows: ColumnarRows): ReadonlyMap<KindName, PersistentMap<string, AnyRow>> {
  return new Map(rows.kinds.map(columns => [columns.kind, PersistentMap.from(rowsOf(columns))]))
}

function* rowsOf({ kind, ids, columns }: ColumnarRows["kinds"][number]): Generator<readonly [string, AnyRow]> {
  const blank = kindNamed(kind).blank
  const fields = Object.entries(columns)
  for (let index = 0; index < ids.length; index++) {
    const row: Record<string, unknown> = { ...blank, id: ids[index]! }
    for (const [field, column] of fields) if (column[index] !== undefined) row[field] = column[index]
    yield [ids[index]!, row as AnyRow]
  }
}

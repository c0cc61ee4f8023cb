import { compareText } from "@weft/model/base/rank"
import type { Item } from "@weft/model/schema/item"
import type { Table } from "@weft/model/schema/snapshot"

/** The archived items of one quarter, by title; what was put away unfinished has none. */
export interface ArchivedQuarter {
  /** `2026-Q3`, or empty. */
  readonly quarter: string
  readonly items: readonly Item[]
}

/** The archive of a space, the latest quarter first and what has none last; only what a text is found in. */
export function archivedQuarters(items: Table<Item>, find: string): readonly ArchivedQuarter[] {
  const wanted = find.trim().toLocaleLowerCase()
  const archived = [...items.values()].filter(
    ({ archived, deleted, title }) => archived && deleted === null && title.toLocaleLowerCase().includes(wanted),
  )
  return Array.from(
    Map.groupBy(archived, ({ archivedIn }) => archivedIn ?? ""),
    ([quarter, own]) => ({ quarter, items: own.sort((left, right) => compareText(left.title, right.title)) }),
  ).sort((left, right) => compareText(right.quarter, left.quarter))
}

import type { ItemId } from "@weft/model/base/ids"
import type { Item } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { readTypedDate } from "@weft/model/time/calendar-date"
import { locale } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { foldText } from "../../ui/option.ts"
import { problem, type ListColumn, type Reading } from "./column.ts"
import { sortableText } from "./names.ts"

/** What columns read beside the item of their row. */
export interface ColumnSource {
  /** The workflow, people, labels and fields of the space. */
  readonly setup: Snapshot
  readonly today: string
  /** What people call an item by. */
  readonly key: (item: Item) => string
  readonly items: () => Iterable<Item>
  readonly item: (id: string) => Item | undefined
  readonly checks: (item: string) => { readonly done: number; readonly total: number }
  readonly subitems: (item: string) => number
  readonly attachments: (item: string) => number
}

type Told = Pick<ListColumn, "key" | "name" | "width" | "edit" | "text"> & Partial<ListColumn>

/** A column with what most of them have. */
export function column(told: Told): ListColumn {
  return {
    isNumeric: false,
    usualRank: null,
    sortKey: item => sortableText(told.text(item)) || null,
    read: () => problem(listWords().problems["read-only"]),
    ...told,
  }
}

/** Reads a day that may be typed in many ways, or none. */
export function readDay(text: string, today: string, write: (day: string | null) => Reading): Reading {
  if (text.trim() === "") return write(null)
  const day = readTypedDate(text, today, locale())
  return day === undefined ? problem(listWords().problems.date) : write(day)
}

/** The living item that a text names by its key or its title. */
export function itemCalled(text: string, items: Iterable<Item>, keyOf: (item: Item) => string): ItemId | null {
  const wanted = foldText(text.trim())
  let titled: ItemId | null = null
  for (const item of items) {
    if (item.deleted !== null) continue
    if (keyOf(item).toLowerCase() === wanted) return item.id
    if (titled === null && foldText(item.title) === wanted) titled = item.id
  }
  return titled
}

import type { ItemWrite } from "@weft/model/actions/edit"
import type { Item } from "@weft/model/schema/item"
import type { ListWords } from "../../text/en/list.ts"

/** What a text that somebody typed or pasted means for a cell: a write, or why it means none. */
export type Reading = { readonly write: ItemWrite } | { readonly problem: string }

/**
 * How a cell is edited: a line of text in its place, a choice beside it, a day that can be typed or chosen, or a truth
 * that is turned over. `none` is derived or given once.
 */
export type CellEdit = "line" | "choice" | "date" | "flag" | "none"

/** One column of a list. */
export interface ListColumn {
  /** `title`, `status` … or `custom-<field id>`. */
  readonly key: string
  readonly name: string
  /** The usual width in px; a title takes what is left besides. */
  readonly width: number
  /** Numbers end where their column ends. */
  readonly isNumeric: boolean
  /** Where it stands in a list that nobody arranged; nothing for one that is hidden there. */
  readonly usualRank: string | null
  readonly edit: CellEdit
  /** What rows are sorted by; nothing stands last. */
  readonly sortKey: (item: Item) => string | number | null
  /** The value in words, as it is copied and can be read again. Empty for none. */
  readonly text: (item: Item) => string
  /** What such words mean for an item, or for one that is to be made. */
  readonly read: (text: string, item: Item | null) => Reading
  /** What is added up at the foot. */
  readonly sum?: { readonly of: (item: Item) => number | null; readonly words: (sum: number) => string }
}

/** Why words mean nothing for a cell, as a sentence. */
export type Problems = ListWords["problems"]

export const written = (write: ItemWrite): Reading => ({ write })
export const problem = (sentence: string): Reading => ({ problem: sentence })

export function isProblem(reading: Reading): reading is { readonly problem: string } {
  return "problem" in reading
}

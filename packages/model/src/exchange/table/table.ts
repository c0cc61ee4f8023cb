import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import { rowsOf, separatorOf, withoutSaid, type Separator, type TableRow } from "./rows.ts"

/** A file of separated values with its head: what its columns are called, and its rows. */
export interface Table {
  readonly separator: Separator
  /** Names of the columns; those without one are named by their place. */
  readonly heads: readonly string[]
  /** The line of the head. */
  readonly line: number
  readonly rows: readonly TableRow[]
}

/** The rows of a text, whatever parts its cells. */
export function readRows(
  text: string,
): { readonly separator: Separator; readonly rows: readonly TableRow[] } | Refusal {
  const separator = separatorOf(text)
  const rows = rowsOf(withoutSaid(text), separator)
  return isRefusal(rows) ? rows : { separator, rows }
}

/** Letters of a column's name. */
const MOST_NAME = 500

/** Rows under the head that stands at a place among them; a column without a name is called by its number. */
export function tableAt(separator: Separator, rows: readonly TableRow[], place: number): Table | Refusal {
  const head = rows[place]
  if (head === undefined) return refuse("no-rows")
  const heads = head.cells.map(
    (cell, index) => cell.slice(0, MOST_NAME).replaceAll(/\s+/g, " ").trim() || String(index + 1),
  )
  // Empty columns at the end of the head are what a spreadsheet leaves behind.
  let width = heads.length
  while (
    width > 1 &&
    head.cells[width - 1]!.trim() === "" &&
    rows.every(row => (row.cells[width - 1] ?? "").trim() === "")
  )
    width--
  const body = rows.slice(place + 1).filter(row => row.cells.some(cell => cell.trim() !== ""))
  return { separator, heads: heads.slice(0, width), line: head.line, rows: body }
}

/** What a head is known by: letters and figures alone, so that "Due Date" and "due_date" are one. */
export function foldHead(head: string): string {
  return head
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
}

/** What a set of heads is known by, whatever their order. */
export function headsText({ heads }: Pick<Table, "heads">): string {
  return heads.map(foldHead).sort().join("\u0000")
}

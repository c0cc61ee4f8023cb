import type { EditItems, ItemEdit, ItemWrite, MadeItem } from "@weft/model/actions/edit"
import { newId, type ItemId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import type { Cells } from "@weft/model/exchange/delimited"
import type { Item } from "@weft/model/schema/item"
import { foldText } from "../../ui/option.ts"
import { isProblem, type ListColumn, type Problems } from "./column.ts"

/** What pasting cells would do, before anything is done. */
export interface PastePlan {
  readonly edits: EditItems["edits"]
  readonly made: readonly MadeItem[]
  readonly changes: readonly PastedCell[]
  readonly problems: readonly CellProblem[]
}

export interface PastedCell {
  /** The item, or nothing for one that is to be made. */
  readonly item: string | null
  readonly row: string
  readonly column: string
  readonly before: string
  readonly after: string
}

export interface CellProblem {
  readonly row: string
  readonly column: string
  readonly text: string
  readonly why: string
}

export interface PasteTarget {
  /** The items that stand below the first cell, from top to bottom; rows beyond them are made. */
  readonly items: readonly Item[]
  /** The columns from the first cell on, to the right. */
  readonly columns: readonly ListColumn[]
  /** All that can be named by the first row of what is pasted. */
  readonly named: readonly ListColumn[]
  /** The range to fill, where it is larger than what is pasted. */
  readonly fills: { readonly rows: number; readonly columns: number }
  readonly problems: Problems
  readonly newItem: string
  readonly random: Random
}

/**
 * Works out what pasting means. Each cell either says what it would write, or why it cannot be pasted; a cell that holds
 * the pasted value already writes nothing. One row that names columns decides where the others go.
 */
export function planPaste(pasted: Cells, target: PasteTarget): PastePlan {
  const { problems } = target
  const headed = headOf(pasted, target.named)
  const cells = tiled(headed === null ? pasted : pasted.slice(1), target.fills)
  const columns = headed ?? target.columns
  const edits: ItemEdit[] = []
  const made: MadeItem[] = []
  const changes: PastedCell[] = []
  const found: CellProblem[] = []
  cells.forEach((row, index) => {
    const item = target.items[index] ?? null
    if (item === null && row.every(text => text.trim() === "")) return
    const writes: ItemWrite[] = []
    const label = item?.title ?? target.newItem
    let title = ""
    row.forEach((text, position) => {
      const column = columns[position]
      if (column === undefined) {
        if (text.trim() !== "")
          found.push({ row: label, column: String(position + 1), text, why: problems["no-column"] })
        return
      }
      const before = item === null ? "" : column.text(item)
      if (text.trim() === before.trim()) return
      const reading = column.read(text, item)
      if (isProblem(reading)) return void found.push({ row: label, column: column.name, text, why: reading.problem })
      if (item !== null) edits.push({ item: item.id, write: reading.write })
      else if (column.key === "title") title = titleOf(reading.write)
      else writes.push(reading.write)
      changes.push({ item: item?.id ?? null, row: label, column: column.name, before, after: text.trim() })
    })
    if (item !== null) return
    if (title === "") found.push({ row: label, column: titleColumn(target), text: "", why: problems["title-missing"] })
    else made.push({ id: newId<ItemId>(target.random), title, writes })
  })
  return { edits, made, changes, problems: found }
}

function titleOf(write: ItemWrite): string {
  return write.set === "fields" ? (write.fields.title ?? "") : ""
}

function titleColumn({ named }: PasteTarget): string {
  return named.find(({ key }) => key === "title")?.name ?? ""
}

/** The columns that the first row names, if all of its cells name one and there is more to paste. */
function headOf([first = [], ...rest]: Cells, named: readonly ListColumn[]): readonly ListColumn[] | null {
  if (rest.length === 0 || first.length === 0) return null
  const columns = first.map(text => named.find(({ name }) => foldText(name) === foldText(text.trim())))
  return columns.every(column => column !== undefined) ? columns : null
}

/** One cell fills the whole range; a smaller rectangle is repeated where it fits without a rest. */
function tiled(cells: Cells, fills: PasteTarget["fills"]): Cells {
  const [rows, columns] = [cells.length, Math.max(0, ...cells.map(row => row.length))]
  if (rows === 0 || columns === 0) return []
  const fits = fills.rows % rows === 0 && fills.columns % columns === 0
  if (!fits || (fills.rows <= rows && fills.columns <= columns)) return cells
  return Array.from({ length: fills.rows }, (_, row) =>
    Array.from({ length: fills.columns }, (_, column) => cells[row % rows]![column % columns] ?? ""),
  )
}

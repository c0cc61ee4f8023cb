import { editItems } from "@weft/model/actions/edit"
import { toHtmlTable, toTabbed, type Cells } from "@weft/model/exchange/delimited"
import type { Item } from "@weft/model/schema/item"
import { onCleanup } from "solid-js"
import { isWritten, readCells } from "../../parts/clipboard-cells.ts"
import { listWords } from "../../text/list.ts"
import { announce } from "../../ui/live-region.tsx"
import type { ListColumn } from "./column.ts"
import { HEAD } from "./cursor.ts"
import type { ListState } from "./list-context.ts"
import { ONE_GROUP } from "./list-model.ts"
import { planPaste, type PastePlan } from "./paste-plan.ts"

/** Beyond this many cells nobody sees at a glance what pasting does. */
const MOST_UNSEEN_CELLS = 20

/** A paste that waits for the person to look at what it will do. */
export interface WaitingPaste {
  readonly plan: PastePlan
  /** The group in which items are made. */
  readonly group: string
}

/** The cells of rows as they are copied, saved and exported. */
function cellsOf(list: ListState, items: readonly string[], columns: readonly ListColumn[]): string[][] {
  const { items: table } = list.model.space.live.plain
  return items.flatMap(id => {
    const row = table.get(id)
    return row === undefined ? [] : [columns.map(column => column.text(row))]
  })
}

/** Lets cells and rows be copied to spreadsheets, and pasted from them. */
export function makeListClipboard(grid: HTMLElement, list: ListState): void {
  const onCopy = (event: ClipboardEvent) => {
    if (isWritten(event)) return
    const cells = chosenCells(list)
    if (cells === null || event.clipboardData === null) return
    event.preventDefault()
    event.clipboardData.setData("text/plain", toTabbed(cells))
    event.clipboardData.setData("text/html", toHtmlTable(cells))
    const amount = cells.length * (cells[0]?.length ?? 0)
    announce(list.cursor.range() === null ? listWords().copied(cells.length) : listWords().copiedCells(amount))
  }
  const onPaste = (event: ClipboardEvent) => {
    if (isWritten(event) || event.clipboardData === null || !list.mayWrite()) return
    const cells = readCells(event.clipboardData)
    if (cells.length === 0) return
    event.preventDefault()
    const paste = waitingOf(list, cells)
    const { changes, problems } = paste.plan
    if (problems.length === 0 && changes.length <= MOST_UNSEEN_CELLS) doPaste(list, paste)
    else list.setWaitingPaste(paste)
  }
  grid.addEventListener("copy", onCopy)
  grid.addEventListener("paste", onPaste)
  onCleanup(() => {
    grid.removeEventListener("copy", onCopy)
    grid.removeEventListener("paste", onPaste)
  })
}

/** Pastes what was looked at, as one step. */
export function doPaste(list: ListState, { plan, group }: WaitingPaste): boolean {
  const { edits, made, changes } = plan
  if (edits.length === 0 && made.length === 0) return true
  const by = list.model.groupBy()
  const where = by === "" || made.length === 0 ? {} : { group: { by, key: group } }
  const done = list.act(editItems, { edits, made, ...where }, listWords().steps.paste(changes.length))
  if (done) announce(listWords().pasted(changes.length))
  return done
}

/** The cells of the range, or all shown columns of the selected rows or of the one that the cursor is on. */
function chosenCells(list: ListState): Cells | null {
  const range = list.cursor.range()
  if (range !== null && range.items.length > 0) return cellsOf(list, range.items, range.columns)
  const { line } = list.cursor.at()
  const selected = list.selection.selected()
  const items =
    selected.size > 0 ? list.model.items().filter(id => selected.has(id)) : line === null || line === HEAD ? [] : [line]
  const cells = cellsOf(list, items, list.settings.columns())
  return cells.length === 0 ? null : cells
}

function waitingOf(list: ListState, cells: Cells): WaitingPaste {
  const { model, cursor, settings } = list
  const { line } = cursor.at()
  const range = cursor.range()
  const items = model.items()
  const columns = settings.columns()
  const isInCell = range !== null && range.items.length > 0
  const isOne = cells.length === 1 && cells[0]!.length === 1
  // One value goes into that cell of every row that is selected with it.
  const together = isInCell && isOne && range.items.length === 1 ? list.together(range.items[0]!) : []
  const first = isInCell ? items.indexOf(range.items[0]!) : items.length
  const rows = together.length > 1 ? together : items.slice(first)
  const from = isInCell ? columns.indexOf(range.columns[0]!) : columns.findIndex(({ key }) => key === "title")
  const { items: table } = model.space.live.plain
  const plan = planPaste(cells, {
    items: rows.flatMap((id): Item[] => [table.get(id) ?? []].flat()),
    columns: columns.slice(Math.max(0, from)),
    named: list.allColumns(),
    fills: {
      rows: together.length > 1 ? together.length : (range?.items.length ?? 0),
      columns: range?.columns.length ?? 0,
    },
    problems: listWords().problems,
    newItem: listWords().newItem,
    random: list.workspace.random,
  })
  const found = line === null ? undefined : model.line(line)
  const last = items.at(-1)
  const group =
    isInCell || found === undefined
      ? ((last === undefined ? undefined : model.groupOf(last)) ?? ONE_GROUP)
      : found.kind === "item"
        ? found.node.group
        : found.group
  return { plan, group }
}

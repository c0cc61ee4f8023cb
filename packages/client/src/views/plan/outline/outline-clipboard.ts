import { editPlan } from "@weft/model/actions/edit-plan"
import type { ItemId } from "@weft/model/base/ids"
import { toHtmlTable, toTabbed, type Cells } from "@weft/model/exchange/delimited"
import { onCleanup } from "solid-js"
import { isWritten, readCells } from "../../../parts/clipboard-cells.ts"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { triangleAlertIcon } from "../../../ui/icons.ts"
import { announce } from "../../../ui/live-region.tsx"
import { showToast } from "../../../ui/toast.tsx"
import type { PlanState } from "../plan-state.ts"
import { rowOf } from "../trials.ts"
import { planPaste } from "./plan-paste.ts"

/** Lets activities be copied to spreadsheets, and rows pasted from them. */
export function makeOutlineClipboard(grid: HTMLElement, state: PlanState): void {
  const onCopy = (event: ClipboardEvent) => {
    if (isWritten(event) || event.clipboardData === null) return
    const cells = chosenCells(state)
    if (cells.length === 0) return
    event.preventDefault()
    event.clipboardData.setData("text/plain", toTabbed(cells))
    event.clipboardData.setData("text/html", toHtmlTable(cells))
    announce(sheetWords().rowsCopied(cells.length))
  }
  const onPaste = (event: ClipboardEvent) => {
    if (isWritten(event) || event.clipboardData === null || !state.mayWrite()) return
    const cells = readCells(event.clipboardData)
    if (cells.length === 0) return
    event.preventDefault()
    pasteCells(state, cells)
  }
  grid.addEventListener("copy", onCopy)
  grid.addEventListener("paste", onPaste)
  onCleanup(() => {
    grid.removeEventListener("copy", onCopy)
    grid.removeEventListener("paste", onPaste)
  })
}

/** The cell that the keyboard is in, of all chosen activities; on whole rows, all shown columns. Names keep their indent. */
function chosenCells(state: PlanState): Cells {
  const { sheet } = state
  const column = sheet.column()
  return state.chosen().flatMap(id => {
    const row = sheet.rowAt(id)
    if (row === undefined) return []
    if (column !== null) return [[column.text(row)]]
    const indent = "  ".repeat(state.rows()[state.indexOf(id)]?.depth ?? 0)
    return [sheet.columns().map(one => (one.key === "name" ? indent : "") + one.text(row))]
  })
}

/** In a cell, pastes over what stands there and below; on a whole row, or on none, makes activities after it. */
function pasteCells(state: PlanState, cells: Cells): void {
  const { sheet } = state
  const words = sheetWords()
  const active = state.active()
  const column = sheet.column()
  const columns = sheet.columns()
  const isInCell = column !== null && active !== null
  const from = isInCell ? columns.indexOf(column) : columns.findIndex(({ key }) => key === "name")
  // Whole rows as they are copied here have all columns; a row that is narrower begins with its name.
  const isWhole = !isInCell && cells[0]!.length === columns.length
  const parent = active === null ? null : (rowOf(state.plan(), active).task.parent as ItemId | null)
  const { edits, made, problems } = planPaste(cells, {
    rows: isInCell
      ? state
          .rows()
          .slice(state.indexOf(active))
          .flatMap(({ id }) => sheet.rowAt(id) ?? [])
      : [],
    columns: isWhole ? columns : columns.slice(from),
    named: sheet.all(),
    parent,
    source: sheet.source,
    random: state.workspace.random,
  })
  const [problem] = problems
  if (problem !== undefined)
    return void showToast({
      text: words.cannotPaste(problem.row, problem.column, problem.why),
      icon: triangleAlertIcon,
    })
  if (edits.length === 0 && made.length === 0) return announce(words.nothingPasted)
  const after = isInCell ? state.rows().at(-1)?.id : active
  const place = after == null ? null : { after: after as ItemId }
  if (state.act(editPlan, { edits, made, place }, words.steps.paste)) announce(words.pasted(edits.length, made.length))
}

import { announce } from "../../../ui/live-region.tsx"
import { sheetWords } from "../../../text/plan-sheet.ts"
import type { PlanState } from "../plan-state.ts"
import { saveCell, fillDown, insertRow, writeCell } from "./sheet.ts"

/**
 * The keys of a sheet. In a cell typing replaces, arrows go on, and Escape leads back to the row, where letters are
 * commands. Answers whether the key was one of them.
 */
export function onSheetKey(state: PlanState, event: KeyboardEvent): boolean {
  const { sheet } = state
  const id = state.active()
  const chord = event.ctrlKey || event.metaKey
  if (event.altKey) return false
  if (state.mayWrite()) {
    if (event.key === "Insert" || (chord && event.key === "Enter")) {
      const isAbove = event.key === "Insert" ? !event.shiftKey : event.shiftKey
      insertRow(state, id, isAbove ? "above" : "below")
      return true
    }
    if (chord && event.key.toLowerCase() === "d") {
      fillDown(state)
      return true
    }
  }
  const column = sheet.column()
  if (id === null || chord) return false
  if (column === null) return event.key === "ArrowRight" && !event.shiftKey && enterCells(state, id)
  const columns = sheet.columns()
  const at = columns.indexOf(column)
  const go = (place: number) => {
    const next = columns[Math.max(0, Math.min(columns.length - 1, place))]!
    sheet.setColumn(next.key)
    state.revealColumn(next.key)
  }
  switch (event.key) {
    case "ArrowLeft":
      if (event.shiftKey) return false
      if (at === 0) sheet.setColumn(null)
      else go(at - 1)
      return true
    case "ArrowRight":
      if (event.shiftKey) return false
      go(at + 1)
      return true
    case "Home":
      go(0)
      return true
    case "End":
      go(columns.length - 1)
      return true
    case "Escape":
      sheet.setColumn(null)
      return true
    case "Enter":
    case "F2":
      writeCell(state, id, column.key)
      return true
    case "Delete":
    case "Backspace":
      if (state.mayWrite()) emptyCell(state, id, column.key)
      return true
    case " ":
      return false
    default:
      if (event.key.length !== 1 || !state.mayWrite()) return false
      writeCell(state, id, column.key, event.key)
      return true
  }
}

/** A row that can be unfolded is unfolded first, as in every tree. */
function enterCells(state: PlanState, id: string): boolean {
  const row = state.rows()[state.indexOf(id)]
  if (row === undefined || row.isFolded) return false
  const first = state.sheet.columns()[0]!
  state.sheet.setColumn(first.key)
  state.revealColumn(first.key)
  return true
}

/** Takes out what stands in a cell, where it may be empty. */
function emptyCell(state: PlanState, id: string, column: string): void {
  const problem = saveCell(state, { item: id, column, text: "", selectsAll: false }, "")
  const name = state.sheet.all().find(({ key }) => key === column)?.name ?? ""
  if (problem !== null && problem !== "") announce(problem, "urgent")
  else if (state.sheet.all().find(({ key }) => key === column)?.read === undefined)
    announce(sheetWords().notEditable(name), "urgent")
}

import { TENTHS_PER_DAY } from "@weft/model/time/instant"
import { beginBy, indent, lengthenBy, linkInTurn, moveBy, setPercent, trash, unlink } from "./plan-steps.ts"
import { onSheetKey } from "./outline/sheet-keys.ts"
import { writeCell } from "./outline/sheet.ts"
import { percentOf } from "./trials.ts"
import type { PlanState } from "./plan-state.ts"
import { panned, stepOf } from "./chart/time-scale.ts"

/** A press on a zoom key or button. */
export const ZOOM_STEP = 1.4

/** The keys of a plan: every drag has one. */
export function createPlanKeys(state: PlanState): (event: KeyboardEvent) => void {
  const onRow = (event: KeyboardEvent): boolean => {
    const id = state.active()
    if (id === null || state.indexOf(id) < 0) return false
    const chord = event.ctrlKey || event.metaKey
    if (chord && event.key.toLowerCase() === "l" && state.mayWrite()) {
      if (event.shiftKey) unlink(state, state.chosen())
      else linkInTurn(state, state.chosen())
      return true
    }
    if (event.altKey) return state.mayWrite() && onDragKey(state, id, event)
    if (chord) return false
    switch (event.key) {
      case "Tab":
        if (!state.mayWrite()) return false
        indent(state, state.chosen(), event.shiftKey)
        return true
      case "Enter":
      case "F2":
        writeCell(state, id, "name")
        return true
      case " ":
        state.open(id)
        return true
      case "x":
        state.selection.toggle(id)
        return true
      case "i":
        state.setShowsDetails(!state.showsDetails())
        return true
      case "w":
        state.setShowsWhy(!state.showsWhy())
        return true
      case "Delete":
        if (state.mayWrite()) trash(state, state.chosen())
        return true
      default:
        return false
    }
  }
  return event => {
    if (event.defaultPrevented || event.isComposing) return
    if (onSheetKey(state, event) || onRow(event) || onMove(state, event) || onView(state, event)) event.preventDefault()
  }
}

/** What the pointer does by dragging. */
function onDragKey(state: PlanState, id: string, event: KeyboardEvent): boolean {
  const sign = event.key === "ArrowLeft" || event.key === "ArrowDown" ? -1 : 1
  const step = stepOf(state.scale())
  const workingStep = step === TENTHS_PER_DAY ? state.minutesPerDay() * 10 : step
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowRight":
      if (event.ctrlKey || event.metaKey) beginBy(state, id, sign * step)
      else if (event.shiftKey) lengthenBy(state, id, sign * workingStep)
      else moveBy(state, id, sign * step)
      return true
    case "ArrowUp":
    case "ArrowDown":
      setPercent(state, id, Math.max(0, Math.min(100, percentOf(state.plan(), id) + sign * 10)))
      return true
    default:
      return false
  }
}

/** From row to row. */
function onMove(state: PlanState, event: KeyboardEvent): boolean {
  if (event.altKey || ((event.ctrlKey || event.metaKey) && event.key !== "a")) return false
  const rows = state.rows()
  const at = state.active() === null ? -1 : state.indexOf(state.active()!)
  const go = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (row === undefined) return
    if (event.shiftKey) state.selection.add([...(at < 0 ? [] : [rows[at]!.id]), row.id])
    state.setActive(row.id)
    state.reveal(row.id)
  }
  const row = rows[at]
  const page = Math.max(1, Math.floor(state.viewport().height / state.rowHeight()) - 2)
  switch (event.key) {
    case "ArrowDown":
      go(at + 1)
      return true
    case "ArrowUp":
      go(at - 1)
      return true
    case "PageDown":
      go(at + page)
      return true
    case "PageUp":
      go(at - page)
      return true
    case "Home":
      go(0)
      return true
    case "End":
      go(rows.length - 1)
      return true
    case "ArrowRight":
      if (event.shiftKey) return false
      if (row?.isFolded) state.fold(row.id, false)
      else if (row?.isSummary) go(at + 1)
      return true
    case "ArrowLeft":
      if (event.shiftKey) return false
      if (row?.isSummary && !row.isFolded) state.fold(row.id, true)
      else if (row !== undefined) {
        const above = rows.slice(0, at).findLastIndex(({ depth }) => depth < row.depth)
        if (above >= 0) go(above)
      }
      return true
    case "a":
      if (!event.ctrlKey && !event.metaKey) return false
      state.selection.select(rows.map(({ id }) => id))
      return true
    case "Escape":
      if (state.selection.selected().size > 0) state.selection.clear()
      else if (state.active() !== null) state.setActive(null)
      else return false
      return true
    default:
      return false
  }
}

/** What is in view. */
function onView(state: PlanState, event: KeyboardEvent): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false
  const { width } = state.viewport()
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowRight":
      state.setScale(panned(state.scale(), (event.key === "ArrowLeft" ? -1 : 1) * width * 0.2))
      return true
    case "+":
    case "-":
      state.zoom(event.key === "+" ? ZOOM_STEP : 1 / ZOOM_STEP)
      return true
    case "F":
      state.fitSelection()
      return true
    case "f":
      state.fit()
      return true
    case "t":
      state.showToday()
      return true
    default:
      return false
  }
}

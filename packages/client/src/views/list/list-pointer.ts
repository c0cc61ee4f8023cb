import { onCleanup } from "solid-js"
import { chooseField, editCell } from "./edit-cell.tsx"
import { HEAD } from "./cursor.ts"
import type { ListState } from "./list-context.ts"

const LONG_PRESS_MS = 450
/** How far a finger goes before it scrolls, px. */
const SLACK = 8

/**
 * Presses on a list: one goes to a cell, one on the cell that the cursor is on edits it; with Shift rows are selected
 * through, with Ctrl one by one. On a phone one opens the item, and a long one selects. One listener serves all rows.
 */
export function makeListPointer(grid: HTMLElement, list: ListState): void {
  const { model, cursor, selection, memory } = list
  /** Where the cursor was when the press began: the press itself moves it. */
  let before = cursor.at()
  let swallows = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let from = { x: 0, y: 0 }

  const lineOf = (event: Event) => (event.target as Element).closest<HTMLElement>("[data-line]")?.dataset["line"]
  const cellOf = (event: Event) => (event.target as Element).closest<HTMLElement>(".list-cell")?.dataset["column"]
  const within = (event: Event, what: string) => (event.target as Element).closest<HTMLElement>(`[${what}]`)

  const onPointerDown = (event: PointerEvent) => {
    before = cursor.at()
    swallows = false
    const line = lineOf(event)
    if (event.pointerType !== "touch" || line === undefined || model.line(line)?.kind !== "item") return
    from = { x: event.clientX, y: event.clientY }
    clearTimeout(timer)
    timer = setTimeout(() => {
      swallows = true
      selection.toggle(line)
      cursor.go(line, null)
      navigator.vibrate?.(10)
    }, LONG_PRESS_MS)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLACK) clearTimeout(timer)
  }
  const onPointerEnd = () => clearTimeout(timer)

  const selectThrough = (to: string) => {
    const items = model.items()
    const anchor = before.line !== null && items.includes(before.line) ? before.line : to
    const [first, last] = [items.indexOf(anchor), items.indexOf(to)]
    selection.add(items.slice(Math.min(first, last), Math.max(first, last) + 1))
  }
  const fold = (line: string) => {
    const found = model.line(line)
    if (found?.kind === "item") memory.foldRows([line], !found.node.isFolded)
    if (found?.kind !== "group") return
    const key = `${model.groupBy()}.${found.group}`
    memory.foldGroups([key], !memory.foldedGroups().has(key))
  }

  const onClick = (event: MouseEvent) => {
    const target = event.target as Element
    if (target.closest("input, button") !== null) return
    if (swallows) {
      swallows = false
      return
    }
    const line = lineOf(event)
    if (within(event, "data-check-all") !== null) return toggleAll()
    if (line === undefined || line === HEAD) return
    const add = within(event, "data-add")
    if (add !== null) return list.setAdding(add.dataset["add"]!)
    const found = model.line(line)
    if (within(event, "data-fold") !== null || found?.kind === "group") {
      cursor.go(line, null)
      return fold(line)
    }
    if (found?.kind !== "item") return cursor.go(line, null)
    const action = within(event, "data-card-action")?.dataset["cardAction"]
    if (list.narrow()) return pressCard(line, action, within(event, "data-card-action"))
    const isCheck = target.closest(".list-box") !== null
    if (event.shiftKey) {
      selectThrough(line)
      cursor.go(line, null)
    } else if (isCheck || event.ctrlKey || event.metaKey) {
      selection.toggle(line)
      cursor.go(line, null)
    } else pressCell(line, cellOf(event) ?? null)
  }
  const pressCell = (line: string, column: string | null) => {
    if (column === "key") {
      cursor.go(line, null)
      return list.open(line)
    }
    const isThere = before.line === line && before.column === column && column !== null
    cursor.go(line, column)
    const found = list.settings.columns().find(({ key }) => key === column)
    if (isThere && found !== undefined && found.edit !== "none") editCell(list, line, found)
  }
  const pressCard = (line: string, action: string | undefined, element: HTMLElement | null) => {
    cursor.go(line, null)
    if (selection.selected().size > 0 && action !== "menu") return selection.toggle(line)
    if (action === "menu") return list.openMenu(line, element!)
    const status = list.allColumns().find(({ key }) => key === "status")!
    if (action === "status" && list.mayWrite()) return chooseField(list, [line], status, element!)
    list.open(line)
  }
  const toggleAll = () => {
    const items = model.items()
    if (items.every(id => selection.isSelected(id))) selection.clear()
    else selection.select(items)
  }
  const onContextMenu = (event: MouseEvent) => {
    const line = lineOf(event)
    if (line === undefined || model.line(line)?.kind !== "item") return
    event.preventDefault()
    if (event.clientX === 0 && event.clientY === 0) return
    if (list.narrow()) return
    cursor.go(line, null)
    list.openMenu(line, { x: event.clientX, y: event.clientY })
  }
  grid.addEventListener("pointerdown", onPointerDown, { capture: true })
  grid.addEventListener("pointermove", onPointerMove)
  grid.addEventListener("pointerup", onPointerEnd)
  grid.addEventListener("pointercancel", onPointerEnd)
  grid.addEventListener("click", onClick)
  grid.addEventListener("contextmenu", onContextMenu)
  onCleanup(() => {
    clearTimeout(timer)
    grid.removeEventListener("pointerdown", onPointerDown, { capture: true })
    grid.removeEventListener("pointermove", onPointerMove)
    grid.removeEventListener("pointerup", onPointerEnd)
    grid.removeEventListener("pointercancel", onPointerEnd)
    grid.removeEventListener("click", onClick)
    grid.removeEventListener("contextmenu", onContextMenu)
  })
}

import { onCleanup } from "solid-js"
import { listWords } from "../text/list.ts"
import { announce } from "../ui/live-region.tsx"
import type { MenuEntry } from "../ui/menu.tsx"
import type { ArrangedColumn, ColumnArrangement } from "./column-arrangement.ts"

const WIDTH_STEP = 24

/** What can be done with a column by a menu: all that dragging its head and its edge does. */
export function columnEntries<C extends ArrangedColumn>(
  arrangement: ColumnArrangement<C>,
  column: C,
  always: string,
): readonly MenuEntry[] {
  const words = listWords()
  const shown = arrangement.columns()
  const index = shown.findIndex(({ key }) => key === column.key)
  const move = (before: string | null, place: number) => {
    arrangement.moveColumn(column.key, before)
    announce(words.columnMoved(column.name, place, shown.length))
  }
  const widen = (by: number) => {
    arrangement.setWidth(column.key, arrangement.widthOf(column) + by)
    announce(words.columnWidth(column.name, arrangement.widthOf(column)))
  }
  return [
    { label: words.moveLeft, disabled: index <= 0, onSelect: () => move(shown[index - 1]!.key, index) },
    {
      label: words.moveRight,
      disabled: index >= shown.length - 1,
      onSelect: () => move(shown[index + 2]?.key ?? null, index + 2),
    },
    { label: words.wider, onSelect: () => widen(WIDTH_STEP), staysOpen: true },
    { label: words.narrower, onSelect: () => widen(-WIDTH_STEP), staysOpen: true },
    {
      label: words.usualWidth,
      disabled: !arrangement.hasWidth(column.key),
      onSelect: () => arrangement.setWidth(column.key, null),
    },
    { kind: "separator" },
    {
      label: words.hideColumn,
      disabled: column.key === always,
      onSelect: () => arrangement.show(column.key, false),
    },
  ]
}

/** How far a head is dragged before it moves and is no press, px. */
const SLACK = 4

export interface HeadPointer<C extends ArrangedColumn> {
  readonly arrangement: ColumnArrangement<C>
  /** What the heads are found by; each says its column in `data-column`, and has an edge with `data-edge`. */
  readonly heads: string
  /** A head was pressed and not dragged. */
  readonly onPress: (column: C, event: PointerEvent) => void
}

/** Lets heads be dragged for the order of columns, and their edges for the width. */
export function makeHeadPointer<C extends ArrangedColumn>(grid: HTMLElement, options: HeadPointer<C>): void {
  const { arrangement, heads: selector, onPress } = options
  type Press = {
    readonly pointer: number
    readonly column: C
    readonly x: number
    readonly width: number
    readonly isEdge: boolean
    moves: boolean
  }
  let press: Press | null = null
  let before: string | null | undefined

  const onPointerDown = (event: PointerEvent) => {
    const target = event.target as Element
    const head = target.closest<HTMLElement>(selector)
    const column = arrangement.columns().find(({ key }) => key === head?.dataset["column"])
    if (event.button !== 0 || head === null || column === undefined) return
    const isEdge = target.closest("[data-edge]") !== null
    const { width } = head.getBoundingClientRect()
    press = { pointer: event.pointerId, column, x: event.clientX, width, isEdge, moves: false }
    if (isEdge) grid.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (press === null || event.pointerId !== press.pointer) return
    const moved = event.clientX - press.x
    if (press.isEdge) return arrangement.previewWidth(press.column.key, press.width + moved)
    if (!press.moves && Math.abs(moved) < SLACK) return
    if (!press.moves) grid.setPointerCapture(press.pointer)
    press.moves = true
    mark(event.clientX)
  }
  const mark = (x: number) => {
    const heads = [...grid.querySelectorAll<HTMLElement>(selector)]
    const over = heads.find(head => x < head.getBoundingClientRect().left + head.offsetWidth / 2)
    for (const head of heads) head.toggleAttribute("data-drop-before", head === over)
    before = over?.dataset["column"] ?? null
  }
  const end = () => {
    for (const head of grid.querySelectorAll("[data-drop-before]")) head.removeAttribute("data-drop-before")
    press = null
    before = undefined
  }
  const onPointerUp = (event: PointerEvent) => {
    if (press === null || event.pointerId !== press.pointer) return
    const { column, isEdge, moves, width, x } = press
    const place = before
    end()
    if (isEdge) {
      if (event.clientX === x) arrangement.previewWidth(column.key, null)
      else arrangement.setWidth(column.key, width + event.clientX - x)
    } else if (moves && place !== undefined && place !== column.key) arrangement.moveColumn(column.key, place)
    else if (!moves) onPress(column, event)
  }
  const cancel = () => {
    if (press?.isEdge) arrangement.previewWidth(press.column.key, null)
    end()
  }
  const onDoubleClick = (event: MouseEvent) => {
    const edge = (event.target as Element).closest("[data-edge]")
    const key = edge?.closest<HTMLElement>(selector)?.dataset["column"]
    if (key !== undefined) arrangement.setWidth(key, null)
  }
  grid.addEventListener("pointerdown", onPointerDown)
  grid.addEventListener("pointermove", onPointerMove)
  grid.addEventListener("pointerup", onPointerUp)
  grid.addEventListener("pointercancel", cancel)
  grid.addEventListener("dblclick", onDoubleClick)
  onCleanup(() => {
    grid.removeEventListener("pointerdown", onPointerDown)
    grid.removeEventListener("pointermove", onPointerMove)
    grid.removeEventListener("pointerup", onPointerUp)
    grid.removeEventListener("pointercancel", cancel)
    grid.removeEventListener("dblclick", onDoubleClick)
  })
}

import { createSelector, createSignal, onCleanup, type Accessor } from "solid-js"
import type { ListState } from "./list-context.ts"
import { dropRows, topmost, type DropTarget } from "./move-rows.ts"

/** Rows in the hand, and where they would go. */
export interface RowDrag {
  readonly held: Accessor<readonly string[]>
  readonly isHeld: (item: string) => boolean
  readonly target: Accessor<DropTarget | null>
  readonly hold: (items: readonly string[]) => void
  readonly hover: (target: DropTarget | null) => void
}

const NOTHING: readonly string[] = []

export function createRowDrag(): RowDrag {
  const [held, setHeld] = createSignal(NOTHING)
  const [target, setTarget] = createSignal<DropTarget | null>(null, {
    equals: (before, after) => before?.line === after?.line && before?.where === after?.where,
  })
  return {
    held,
    isHeld: createSelector(held, (item: string, items) => items.includes(item)),
    target,
    hold: items => {
      setHeld(items)
      setTarget(null)
    },
    hover: setTarget,
  }
}

/** How far a press goes before it is a drag, px. */
const SLACK = 4
/** Within this distance of an edge the list scrolls, px; at the most this far a frame. */
const EDGE = 48
const MOST_SCROLL = 16

/**
 * Lets rows be dragged by their grips, with mouse, pen and finger.
 *
 * Pointer events of our own, as on boards: the platform's drag and drop knows no fingers on most phones.
 */
export function makeRowDrag(grid: HTMLElement, body: () => HTMLElement, state: ListState): void {
  let press: { readonly pointer: number; readonly item: string; readonly x: number; readonly y: number } | null = null
  let at = { x: 0, y: 0 }
  let frame = 0

  const onPointerDown = (event: PointerEvent) => {
    const grip = (event.target as Element).closest("[data-grip]")
    const item = grip?.closest<HTMLElement>("[data-line]")?.dataset["line"]
    if (event.button !== 0 || item === undefined || !state.mayWrite()) return
    press = { pointer: event.pointerId, item, x: event.clientX, y: event.clientY }
    at = press
  }
  const onPointerMove = (event: PointerEvent) => {
    if (press === null || event.pointerId !== press.pointer) return
    at = { x: event.clientX, y: event.clientY }
    if (state.drag.held().length === 0) {
      if (Math.hypot(at.x - press.x, at.y - press.y) < SLACK) return
      state.drag.hold(topmost(state, state.together(press.item)))
      grid.setPointerCapture(press.pointer)
      document.documentElement.dataset["dragging"] = ""
    }
    frame ||= requestAnimationFrame(fly)
  }
  const fly = () => {
    frame = 0
    if (state.drag.held().length === 0) return
    const box = grid.getBoundingClientRect()
    const [above, below] = [box.top + EDGE - at.y, at.y - (box.bottom - EDGE)]
    const depth = above > 0 ? -above : below > 0 ? below : 0
    const before = grid.scrollTop
    if (depth !== 0) grid.scrollTop += Math.sign(depth) * Math.min(MOST_SCROLL, Math.ceil(Math.abs(depth) / 3))
    state.drag.hover(targetAt(state, at.y - body().getBoundingClientRect().top))
    if (grid.scrollTop !== before) frame = requestAnimationFrame(fly)
  }
  const end = (): readonly string[] => {
    const items = state.drag.held()
    if (frame !== 0) cancelAnimationFrame(frame)
    frame = 0
    press = null
    delete document.documentElement.dataset["dragging"]
    state.drag.hold(NOTHING)
    return items
  }
  const onPointerUp = (event: PointerEvent) => {
    if (press === null || event.pointerId !== press.pointer) return
    const target = state.drag.target()
    const items = end()
    if (items.length > 0 && target !== null) dropRows(state, items, target)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || state.drag.held().length === 0) return
    event.preventDefault()
    event.stopPropagation()
    end()
  }
  const cancel = () => void end()
  grid.addEventListener("pointerdown", onPointerDown)
  grid.addEventListener("pointermove", onPointerMove)
  grid.addEventListener("pointerup", onPointerUp)
  grid.addEventListener("pointercancel", cancel)
  window.addEventListener("keydown", onKeyDown, { capture: true })
  onCleanup(() => {
    end()
    grid.removeEventListener("pointerdown", onPointerDown)
    grid.removeEventListener("pointermove", onPointerMove)
    grid.removeEventListener("pointerup", onPointerUp)
    grid.removeEventListener("pointercancel", cancel)
    window.removeEventListener("keydown", onKeyDown, { capture: true })
  })
}

/** What something dropped at a height of the body means; nothing where it may not go. */
function targetAt(state: ListState, y: number): DropTarget | null {
  const { model, drag, settings } = state
  const lines = model.lines()
  const height = state.lineHeight()
  const index = Math.max(0, Math.min(Math.floor(y / height), lines.length - 1))
  const line = model.line(lines[index] ?? "")
  if (line === undefined) return null
  if (line.kind !== "item") {
    if (model.groupBy() !== "") return { line: line.key, where: "group", group: line.group }
    const last = model.items().at(-1)
    return last === undefined || drag.isHeld(last) || settings.sort().length > 0 ? null : { line: last, where: "after" }
  }
  for (let id: string | null = line.key; id !== null; id = model.parentOf(id)) if (drag.isHeld(id)) return null
  const share = y / height - index
  // In a sorted list nothing has a place that people chose, so rows only go under others.
  if (settings.sort().length > 0) return { line: line.key, where: "into" }
  return { line: line.key, where: share < 0.3 ? "before" : share > 0.7 ? "after" : "into" }
}

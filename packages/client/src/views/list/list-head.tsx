import { For, onCleanup, Show, type JSX } from "solid-js"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { Icon } from "../../ui/icon.tsx"
import { arrowDownIcon, arrowUpIcon } from "../../ui/icons.ts"
import { announce } from "../../ui/live-region.tsx"
import { openMenu, type MenuEntry } from "../../ui/menu.tsx"
import type { Anchor } from "../../ui/overlays.tsx"
import { VisuallyHidden } from "../../ui/visually-hidden.tsx"
import type { ListColumn } from "./column.ts"
import { HEAD } from "./cursor.ts"
import { cellElementId } from "./line-parts.ts"
import { useList, type ListState } from "./list-context.ts"

/** Columns narrower than this have no room for their name. */
const ROOM_FOR_NAME = 56
const WIDTH_STEP = 24

/** The heads of the columns: a press sorts, with Shift by several; edges are dragged for the width, heads for the order. */
export function ListHead(): JSX.Element {
  const list = useList()
  const { settings, cursor } = list
  const stepOf = (column: string) => settings.sort().find(step => step.column === column)
  const isActive = (column: string) => cursor.at().line === HEAD && cursor.at().column === column
  const allSelected = () => {
    const items = list.model.items()
    return items.length > 0 && items.every(id => list.selection.isSelected(id))
  }
  return (
    <div class="list-line list-head" role="row" aria-rowindex={1} data-line={HEAD}>
      <div role="columnheader" class="list-box">
        <VisuallyHidden>{t().list.selectAll}</VisuallyHidden>
        <Show when={list.selection.selected().size > 0}>
          <span class="list-check" data-check-all="" data-on={allSelected() ? "" : undefined} data-mixed="" />
        </Show>
      </div>
      <For each={settings.columns()}>
        {column => (
          <div
            role="columnheader"
            id={cellElementId(HEAD, column.key)}
            class="list-cell list-head-cell"
            data-column={column.key}
            data-numeric={column.isNumeric ? "" : undefined}
            data-active={isActive(column.key) ? "" : undefined}
            aria-sort={
              stepOf(column.key) === undefined ? undefined : stepOf(column.key)!.down ? "descending" : "ascending"
            }
            data-tooltip={settings.widthOf(column) < ROOM_FOR_NAME ? column.name : undefined}
          >
            <Show
              when={settings.widthOf(column) >= ROOM_FOR_NAME}
              fallback={<VisuallyHidden>{column.name}</VisuallyHidden>}
            >
              <span class="list-head-name">{column.name}</span>
            </Show>
            <Show when={stepOf(column.key)}>
              {step => (
                <span class="list-sort" aria-hidden="true">
                  <Icon icon={step().down ? arrowDownIcon : arrowUpIcon} size={12} />
                  <Show when={settings.sort().length > 1}>{settings.sort().indexOf(step()) + 1}</Show>
                </span>
              )}
            </Show>
            <span class="list-edge" data-edge="" />
          </div>
        )}
      </For>
    </div>
  )
}

/** What can be done with a column; all that a drag does as well. */
export function openColumnMenu(list: ListState, column: ListColumn, anchor: Anchor): void {
  const { settings } = list
  const words = listWords()
  openMenu({ anchor, label: words.columnMenu(column.name), entries: () => entries() })

  function entries(): readonly MenuEntry[] {
    const step = settings.sort().find(one => one.column === column.key)
    const others = settings.sort().filter(one => one.column !== column.key)
    const sort = (down: boolean, beside: boolean) =>
      settings.change({ sort: [...(beside ? others : []), { column: column.key, down }] })
    const shown = settings.columns()
    const index = shown.findIndex(({ key }) => key === column.key)
    const move = (before: string | null, place: number) => {
      settings.moveColumn(column.key, before)
      announce(words.columnMoved(column.name, place, shown.length))
    }
    const widen = (by: number) => {
      const width = settings.widthOf(column) + by
      settings.setWidth(column.key, width)
      announce(words.columnWidth(column.name, settings.widthOf(column)))
    }
    return [
      { label: words.sortUp, icon: arrowUpIcon, checked: step?.down === false, onSelect: () => sort(false, false) },
      { label: words.sortDown, icon: arrowDownIcon, checked: step?.down === true, onSelect: () => sort(true, false) },
      ...(others.length === 0
        ? []
        : [
            { label: words.sortUpToo, onSelect: () => sort(false, true) },
            { label: words.sortDownToo, onSelect: () => sort(true, true) },
          ]),
      ...(step === undefined
        ? []
        : [{ label: words.unsort, onSelect: () => settings.change({ sort: others.length === 0 ? null : others }) }]),
      { kind: "separator" },
      {
        label: words.moveLeft,
        disabled: index <= 0,
        onSelect: () => move(shown[index - 1]!.key, index),
      },
      {
        label: words.moveRight,
        disabled: index >= shown.length - 1,
        onSelect: () => move(shown[index + 2]?.key ?? null, index + 2),
      },
      { label: words.wider, onSelect: () => widen(WIDTH_STEP), staysOpen: true },
      { label: words.narrower, onSelect: () => widen(-WIDTH_STEP), staysOpen: true },
      {
        label: words.usualWidth,
        disabled: !settings.hasWidth(column.key),
        onSelect: () => settings.setWidth(column.key, null),
      },
      { kind: "separator" },
      { label: words.hideColumn, disabled: column.key === "title", onSelect: () => settings.show(column.key, false) },
    ]
  }
}

/** How far a head is dragged before it moves and is no press, px. */
const SLACK = 4

/** Lets heads be pressed for the order of rows, dragged for the order of columns, and their edges for the width. */
export function makeHeadPointer(grid: HTMLElement, list: ListState): void {
  const { settings } = list
  type Press = {
    readonly pointer: number
    readonly column: ListColumn
    readonly x: number
    readonly width: number
    readonly isEdge: boolean
    moves: boolean
  }
  let press: Press | null = null
  let before: string | null | undefined

  const onPointerDown = (event: PointerEvent) => {
    const target = event.target as Element
    const head = target.closest<HTMLElement>(".list-head-cell")
    const column = settings.columns().find(({ key }) => key === head?.dataset["column"])
    if (event.button !== 0 || head === null || column === undefined) return
    const isEdge = target.closest("[data-edge]") !== null
    const { width } = head.getBoundingClientRect()
    press = { pointer: event.pointerId, column, x: event.clientX, width, isEdge, moves: false }
    if (isEdge) grid.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (press === null || event.pointerId !== press.pointer) return
    const moved = event.clientX - press.x
    if (press.isEdge) return settings.previewWidth(press.column.key, press.width + moved)
    if (!press.moves && Math.abs(moved) < SLACK) return
    if (!press.moves) grid.setPointerCapture(press.pointer)
    press.moves = true
    mark(event.clientX)
  }
  const mark = (x: number) => {
    const heads = [...grid.querySelectorAll<HTMLElement>(".list-head-cell")]
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
      if (event.clientX === x) settings.previewWidth(column.key, null)
      else settings.setWidth(column.key, width + event.clientX - x)
    } else if (moves && place !== undefined && place !== column.key) settings.moveColumn(column.key, place)
    else if (!moves) settings.sortBy(column.key, event.shiftKey)
  }
  const cancel = () => {
    if (press?.isEdge) settings.previewWidth(press.column.key, null)
    end()
  }
  const onDoubleClick = (event: MouseEvent) => {
    const edge = (event.target as Element).closest("[data-edge]")
    const key = edge?.closest<HTMLElement>(".list-head-cell")?.dataset["column"]
    if (key !== undefined) settings.setWidth(key, null)
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

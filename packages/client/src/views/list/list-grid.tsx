import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show, type JSX } from "solid-js"
import { Portal } from "solid-js/web"
import { listWords } from "../../text/list.ts"
import { isFreePress } from "../../ui/free-press.ts"
import { makeListClipboard } from "./clipboard.ts"
import { HEAD } from "./cursor.ts"
import { LineEditor } from "./line-editor.tsx"
import { ListFoot } from "./list-foot.tsx"
import { ListHead, makeListHeadPointer } from "./list-head.tsx"
import { createListKeys } from "./list-keys.ts"
import { drawLine } from "./list-line.tsx"
import { cellElementId, lineElementId } from "./line-parts.ts"
import { makeListPointer } from "./list-pointer.ts"
import { useList } from "./list-context.ts"
import { makeRowDrag } from "./row-drag.ts"
import type { ListScroller } from "./list-scroller.ts"

/** The column of the boxes, as the styles have it, px. */
const BOX_WIDTH = 40
/** Lines drawn beyond each edge of what is in view, once that has been painted. */
const MORE = 2
/** Lines come and go in blocks of so many, so that a slow scroll has most frames for itself. */
const BLOCK = 4

export interface ListGridProps {
  readonly ref: (grid: HTMLElement) => void
  readonly scroller: ListScroller
}

/**
 * The table: heads, lines and sums. It holds the focus itself and names the line or cell that the cursor is on, so that
 * a line that is scrolled out of view, or that somebody else moves, takes nothing along.
 */
export function ListGrid(props: ListGridProps): JSX.Element {
  const list = useList()
  const { model, cursor, settings } = list
  let grid!: HTMLDivElement
  let body!: HTMLDivElement
  const keys = createListKeys(list)

  const [view, setView] = createSignal(
    { top: 0, height: window.innerHeight, width: window.innerWidth },
    { equals: sameView },
  )
  const [more, setMore] = createSignal(0)
  const range = createMemo(
    () => {
      const height = list.lineHeight()
      const count = model.lines().length
      const first = BLOCK * Math.floor((view().top / height - more()) / BLOCK)
      const last = BLOCK * Math.ceil(((view().top + view().height) / height + more()) / BLOCK)
      return { start: Math.max(0, Math.min(first, count)), end: Math.max(0, Math.min(last, count)) }
    },
    undefined,
    { equals: (before, after) => before.start === after.start && before.end === after.end },
  )
  const drawn = createMemo(() => model.lines().slice(range().start, range().end))
  const look = () => setView({ top: grid.scrollTop, height: grid.clientHeight, width: grid.clientWidth })
  const sizes = new ResizeObserver(look)

  onMount(() => {
    props.scroller.attach(grid, look)
    sizes.observe(grid)
    grid.addEventListener("scroll", look, { passive: true })
    grid.addEventListener("keydown", keys.onKey)
    // With nothing focused, the list is what is worked with. New items are then the frame's matter.
    const listen = (event: KeyboardEvent) => {
      if (isFreePress(event) && event.key !== "c" && event.key !== "Tab") keys.onKey(event)
    }
    document.addEventListener("keydown", listen)
    makeListPointer(grid, list)
    makeRowDrag(grid, () => body, list)
    makeListHeadPointer(grid, list)
    makeListClipboard(grid, list)
    const settled = setTimeout(() => setMore(MORE), 100)
    onCleanup(() => {
      clearTimeout(settled)
      sizes.disconnect()
      grid.removeEventListener("scroll", look)
      grid.removeEventListener("keydown", keys.onKey)
      document.removeEventListener("keydown", listen)
    })
  })

  /** Where the line for writing is drawn; looked for again when lines come and go. */
  const [mount, setMount] = createSignal<HTMLElement | null>(null)
  createEffect<HTMLElement | null>(before => {
    before?.removeAttribute("data-editing")
    mount()?.setAttribute("data-editing", "")
    return mount()
  }, null)
  createEffect(
    on([list.editing.cell, drawn], ([cell]) => {
      if (cell === null) return setMount(null)
      const element = list.cellElement(cell.item, cell.column.key) ?? null
      setMount(element)
      if (element === null) return list.editing.end()
      queueMicrotask(() => {
        if (document.activeElement !== document.body) return
        element.querySelector<HTMLElement>(".list-editor > input")?.focus({ preventScroll: true })
      })
    }),
  )

  const activeElement = () => {
    const { line, column } = cursor.at()
    if (line === null) return undefined
    const isDrawn = line === HEAD || drawn().includes(line)
    if (!isDrawn) return undefined
    return column === null ? lineElementId(line) : cellElementId(line, column)
  }
  const width = createMemo(() => settings.columns().reduce((sum, column) => sum + settings.widthOf(column), BOX_WIDTH))
  const isWide = createMemo(() => !list.narrow() && width() > view().width)
  const template = () =>
    [
      "var(--list-box)",
      ...settings.columns().map(column => {
        const width = `${settings.widthOf(column)}px`
        return column.key === "title" && !settings.hasWidth("title") ? `minmax(${width}, 1fr)` : width
      }),
      settings.hasWidth("title") ? "minmax(0, 1fr)" : "0",
    ].join(" ")

  return (
    <div
      ref={element => {
        grid = element
        props.ref(element)
      }}
      class="list-grid"
      role="treegrid"
      aria-label={listWords().grid}
      aria-multiselectable="true"
      aria-rowcount={model.lines().length + 2}
      aria-colcount={settings.columns().length + 1}
      aria-readonly={list.mayWrite() ? undefined : true}
      aria-activedescendant={activeElement()}
      data-wide={isWide() ? "" : undefined}
      data-tree={model.isTree() ? "" : undefined}
      data-dragging={list.drag.held().length > 0 ? "" : undefined}
      tabIndex={0}
      style={{
        "--list-template": template(),
        "--list-width": `${width()}px`,
        "--line-height": `${list.lineHeight()}px`,
      }}
      onFocus={() => {
        if (cursor.at().line === null) keys.goToIndex(0)
      }}
    >
      <Show when={!list.narrow()}>
        <div role="rowgroup" class="list-head-group">
          <ListHead />
        </div>
      </Show>
      <div
        ref={body}
        role="rowgroup"
        class="list-body"
        style={{
          "padding-top": `${range().start * list.lineHeight()}px`,
          "min-height": `${model.lines().length * list.lineHeight()}px`,
          "padding-bottom": `${(model.lines().length - range().end) * list.lineHeight()}px`,
        }}
      >
        {/* What a line is drawn as is decided once, so all are drawn anew for a phone. */}
        <Show when={{ isNarrow: list.narrow() }} keyed>
          <For each={drawn()}>{line => drawLine(list, line)}</For>
        </Show>
      </div>
      <Show when={!list.narrow() && model.shownTotal() > 0}>
        <ListFoot />
      </Show>
      <Show when={mount() !== null && list.editing.cell()} keyed>
        {cell => (
          <Portal mount={mount()!} ref={holder => (holder.className = "list-editor-holder")}>
            <LineEditor
              list={list}
              cell={cell}
              onDone={then => {
                list.editing.end()
                list.refocus()
                if (then === "down" || then === "up") keys.step(then === "down" ? 1 : -1, false)
                else if (then !== "stay") keys.tab(then === "next" ? 1 : -1)
              }}
            />
          </Portal>
        )}
      </Show>
    </div>
  )
}

interface View {
  readonly top: number
  readonly height: number
  readonly width: number
}

function sameView(left: View, right: View): boolean {
  return left.top === right.top && left.height === right.height && left.width === right.width
}

import type { BoardId } from "@weft/model/base/ids"
import type { Filter } from "@weft/model/query/filter"
import { filterToText } from "@weft/model/query/filter-address"
import { createEffect, on, onCleanup, onMount, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { FilterBar } from "../../parts/filter-bar.tsx"
import type { OpenItemBeside } from "../../parts/open-item.ts"
import type { SavedView } from "../../parts/saved-views.ts"
import { t } from "../../text/index.ts"
import { isFreePress } from "../../ui/free-press.ts"
import { BoardColumns, BoardLanes } from "./board-columns.tsx"
import { BoardProvider, type BoardState } from "./board-context.ts"
import { BoardEmpty } from "./board-empty.tsx"
import { createBoardKeys } from "./board-keys.ts"
import { makeCardsTakeFiles } from "./board-files.ts"
import { BoardOptions } from "./board-options.tsx"
import { tellPeers } from "./board-peers.ts"
import { createBoardState } from "./board-state.ts"
import { ColumnTabs } from "./column-tabs.tsx"
import { makePointerDrag } from "./pointer-drag.ts"

export interface BoardProps {
  readonly space: SpaceData
  readonly id: BoardId
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly openItem: string | null
  readonly onOpenItem: OpenItemBeside
  readonly onBoard: (id: BoardId) => void
  /** The saved view that is shown. */
  readonly view: string | undefined
  readonly onView: (view: SavedView | undefined) => void
}

/** One board, from when it is opened to when another is. */
export function Board(props: BoardProps): JSX.Element {
  const workspace = useWorkspace()
  const { space, id } = untrack(() => ({ space: props.space, id: props.id }))
  let root!: HTMLDivElement
  let layer!: HTMLDivElement
  let openFilter: () => void = () => {}
  const state = createBoardState({
    space,
    id,
    filter: () => props.filter,
    openItem: () => props.openItem,
    onOpenItem: (item, how) => props.onOpenItem(item, how),
    root: () => root,
  })
  const { model, selection, drag } = state
  const onKey = createBoardKeys({ board: state, workspace, openFilter: () => openFilter() })

  tellPeers(workspace, space.id, state)
  onMount(() => {
    state.lists.root = root
    makePointerDrag(root, layer, state, (card, element) => state.openMenu(card, element))
    makeCardsTakeFiles(root, state, workspace)
    root.addEventListener("keydown", onKey)
    // With nothing focused, the board is what is worked with.
    const listen = (event: KeyboardEvent) => {
      if (isFreePress(event)) onKey(event)
    }
    document.addEventListener("keydown", listen)
    onCleanup(() => document.removeEventListener("keydown", listen))
  })
  forgetWhatIsGone(state)
  focusCardOfClosed(state)

  const cardAt = (event: Event) => (event.target as Element).closest<HTMLElement>("[data-card]") ?? undefined
  const onClick = (event: MouseEvent) => {
    const card = cardAt(event)
    if (card === undefined) {
      if (event.target instanceof Element && event.target.closest("button, input") === null) selection.clear()
      return
    }
    const clicked = card.dataset["card"]!
    if (event.shiftKey) selectThrough(state, clicked)
    else if (event.ctrlKey || event.metaKey) selection.toggle(clicked)
    else {
      selection.clear()
      props.onOpenItem(clicked)
    }
    selection.setFocused(clicked)
  }
  const onContextMenu = (event: MouseEvent) => {
    const card = cardAt(event)
    if (card === undefined) return
    event.preventDefault()
    const fromKeyboard = event.clientX === 0 && event.clientY === 0
    state.openMenu(card.dataset["card"]!, fromKeyboard ? card : { x: event.clientX, y: event.clientY })
  }
  const onFocusIn = (event: FocusEvent) => {
    const card = cardAt(event)
    if (card !== undefined) selection.setFocused(card.dataset["card"]!)
  }

  return (
    <BoardProvider value={state}>
      <div class="board-view">
        <FilterBar
          filter={props.filter}
          onFilter={props.onFilter}
          setup={model.setup()}
          today={state.cards.today()}
          narrow={state.narrow()}
          opener={open => (openFilter = open)}
        >
          <BoardOptions
            onBoard={next => props.onBoard(next as BoardId)}
            view={props.view}
            filterText={filterToText(props.filter)}
            onView={props.onView}
          />
        </FilterBar>
        <Show when={state.narrow() && !model.hasLanes()}>
          <ColumnTabs root={() => root} />
        </Show>
        <div
          ref={root}
          class="board"
          role="region"
          aria-label={model.board().name || t().board.label}
          data-lanes={model.hasLanes() ? "" : undefined}
          data-matrix={model.isMatrix() ? "" : undefined}
          data-holding={drag.held() === null ? undefined : ""}
          tabIndex={selection.focused() !== null && !state.keeper.isDrawn() ? 0 : -1}
          onClick={onClick}
          onContextMenu={onContextMenu}
          onFocusIn={onFocusIn}
        >
          <Show when={model.hasLanes()} fallback={<BoardColumns />}>
            <BoardLanes scroller={() => root} />
          </Show>
        </div>
        <BoardEmpty filter={props.filter} onClear={() => props.onFilter([])} />
        <div ref={layer} class="drag-layer" aria-hidden="true" />
      </div>
    </BoardProvider>
  )
}

/** Selects all cards between the one that the keyboard is on and another of the same column, or that one alone. */
function selectThrough({ model, selection }: BoardState, to: string): void {
  const [from, until] = [model.placeOf(selection.focused() ?? ""), model.placeOf(to)]
  if (until === undefined) return
  if (from === undefined || from.column !== until.column || from.lane !== until.lane) return selection.add([to])
  const [first, last] = [Math.min(from.index, until.index), Math.max(from.index, until.index)]
  selection.add(
    model
      .cards(from.column, from.lane)
      .slice(first, last + 1)
      .map(card => card.id),
  )
}

/** When the open item is closed, the keyboard is on its card, unless the person went somewhere else. */
function focusCardOfClosed({ openItem, selection, refocus }: BoardState): void {
  createEffect(
    on(openItem, (now, before) => {
      if (now !== null || before == null) return
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return
        selection.setFocused(before)
        refocus()
      })
    }),
  )
}

/** A card that is shown no more is neither selected nor in the hand. */
function forgetWhatIsGone({ model, selection, drag }: BoardState): void {
  createEffect(
    on(model.shownTotal, () => {
      const standing = [...selection.selected()].filter(id => model.placeOf(id) !== undefined)
      if (standing.length < selection.selected().size) selection.select(standing)
      if (drag.held()?.items.some(id => model.placeOf(id) === undefined)) drag.putBack()
    }),
  )
}

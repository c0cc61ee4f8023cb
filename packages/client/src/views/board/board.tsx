import type { BoardId } from "@weft/model/base/ids"
import type { Filter } from "@weft/model/query/filter"
import type { Board as BoardRow } from "@weft/model/schema/work"
import type { Priority } from "@weft/model/schema/item"
import {
  createEffect,
  createMemo,
  createSelector,
  createSignal,
  on,
  onCleanup,
  onMount,
  Show,
  type JSX,
} from "solid-js"
import { createBoardMemory } from "../../data/board-memory.ts"
import { createSetupSnapshot, createToday, useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { createCardSpace } from "../../parts/card-space.ts"
import { FilterBar } from "../../parts/filter-bar.tsx"
import { createNarrow } from "../../parts/narrow.ts"
import { t } from "../../text/index.ts"
import { openMenu } from "../../ui/menu.tsx"
import type { Anchor } from "../../ui/overlays.tsx"
import { BoardColumns, BoardLanes } from "./board-columns.tsx"
import { BoardProvider, type BoardState } from "./board-context.ts"
import { createBoardDrag } from "./board-drag.ts"
import { BoardEmpty } from "./board-empty.tsx"
import { createBoardKeys } from "./board-keys.ts"
import { createBoardModel } from "./board-model.ts"
import { BoardOptions } from "./board-options.tsx"
import { createBoardPeers, tellPeers } from "./board-peers.ts"
import { cardMenu } from "./card-actions.tsx"
import { CardLists } from "./card-lists.ts"
import { ColumnTabs } from "./column-tabs.tsx"
import { createFocusKeeper } from "./focus-keeper.ts"
import { inBoardOrder, makePointerDrag } from "./pointer-drag.ts"
import { createSelection } from "./selection.ts"

export interface BoardProps {
  readonly space: SpaceData
  readonly id: BoardId
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly openItem: string | null
  readonly onOpenItem: (id: string | null) => void
  readonly onBoard: (id: BoardId) => void
}

/** One board, from when it is opened to when another is. */
export function Board(props: BoardProps): JSX.Element {
  const workspace = useWorkspace()
  const { space, id } = props
  let root!: HTMLDivElement
  let layer!: HTMLDivElement
  let openFilter: () => void = () => {}
  const state = createBoardState(props, () => root)
  const { model, selection, drag } = state
  const openColumns = () =>
    state.narrow() ? model.columns() : model.columns().filter(column => !state.memory.foldedColumns().has(column))
  const onKey = createBoardKeys({ board: state, workspace, openColumns, openFilter: () => openFilter() })

  tellPeers(workspace, space.id, selection, drag, () => props.openItem)
  onMount(() => {
    state.lists.root = root
    makePointerDrag(root, layer, state, (card, element) => state.openMenu(card, element))
    root.addEventListener("keydown", onKey)
    // With nothing focused, the board is what is worked with. New items are then the frame's matter.
    const listen = (event: KeyboardEvent) => {
      if (event.target === document.body && event.key !== "c") onKey(event)
    }
    document.addEventListener("keydown", listen)
    onCleanup(() => document.removeEventListener("keydown", listen))
  })
  forgetWhatIsGone(state)
  focusCardOfClosed(() => props.openItem, state)

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
          <BoardOptions onBoard={next => props.onBoard(next as BoardId)} />
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

  function createBoardState(given: BoardProps, rootOf: () => HTMLElement): BoardState {
    const setup = createSetupSnapshot(workspace, () => space)
    const today = createToday(() => workspace.now())
    const row = createMemo<BoardRow>(before => space.live.table("boards").get(id) ?? before!)
    const memory = createBoardMemory(localStorage, id)
    const narrow = createNarrow()
    const cards = createCardSpace(workspace, space, setup, today)
    const ownModel = createBoardModel({
      space,
      board: row,
      setup,
      filter: () => given.filter,
      today,
      memory,
      nameless,
    })
    const ownSelection = createSelection()
    const lists = new CardLists()
    const act = useAct(() => space.id)
    const say = (items: readonly string[]) =>
      t().boards.some(
        items
          .slice(0, 2)
          .map(item => keyOf(cards, space, item))
          .concat(items.slice(2)),
      )
    const [adding, setAdding] = createSignal<{ readonly column: string; readonly lane: string } | null>(null)
    const openColumnsOf = () => ownModel.columns().filter(column => narrow() || !memory.foldedColumns().has(column))
    const firstCard = createMemo(() => {
      for (const lane of ownModel.lanes())
        for (const column of openColumnsOf()) {
          const card = ownModel.cards(column, lane)[0]
          if (card !== undefined) return card.id as string
        }
      return null
    })
    const tabStop = createMemo(() => ownSelection.focused() ?? firstCard())
    const refocus = () => {
      const focused = ownSelection.focused()
      if (focused !== null) lists.focus(focused, ownModel.placeOf(focused))
    }
    const made: BoardState = {
      model: ownModel,
      cards,
      memory,
      selection: ownSelection,
      lists,
      drag: createBoardDrag({ model: ownModel, act, openColumns: openColumnsOf, say }),
      peers: createBoardPeers(workspace, space.id),
      keeper: createFocusKeeper(ownSelection.focused, rootOf),
      act,
      say,
      refocus,
      narrow,
      adding,
      setAdding,
      facts: createMemo(() => new Set(row().cardFacts)),
      isOpen: createSelector(() => given.openItem),
      isTabStop: createSelector(tabStop),
      open: item => given.onOpenItem(item),
      openMenu: (item, anchor: Anchor) => {
        const items = ownSelection.isSelected(item) ? inBoardOrder(made, ownSelection.selected()) : [item]
        ownSelection.setFocused(item)
        openMenu({
          anchor,
          label: items.length > 1 ? t().boards.cardsMenu(items.length) : t().boards.cardMenu(say(items)),
          entries: () => cardMenu(items, anchor, made, workspace),
        })
      },
    }
    return made
  }
}

function keyOf(cards: BoardState["cards"], space: SpaceData, item: string): string {
  const row = space.live.row("items", item)
  return row === undefined ? item : cards.key(row)
}

/** The word for a column or lane that people gave no name. */
function nameless(by: string, key: string): string {
  if (by === "priority") return t().priorities[key as Priority] ?? t().boards.none
  return by === "owner" ? t().boards.nobody : t().boards.none
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

/** When the open item is closed, the keyboard is on its card again, unless it went somewhere else. */
function focusCardOfClosed(openItem: () => string | null, { refocus }: BoardState): void {
  createEffect(
    on(openItem, (now, before) => {
      if (now !== null || before == null) return
      requestAnimationFrame(() => document.activeElement === document.body && refocus())
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

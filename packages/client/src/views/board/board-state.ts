import type { BoardId } from "@weft/model/base/ids"
import type { Filter } from "@weft/model/query/filter"
import type { Priority } from "@weft/model/schema/item"
import type { Board } from "@weft/model/schema/work"
import type { Item } from "@weft/model/schema/item"
import { createMemo, createSelector, createSignal, untrack, type Accessor } from "solid-js"
import { createBoardMemory } from "../../data/board-memory.ts"
import { createSetupSnapshot, createToday, useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { createCardSpace } from "../../parts/card-space.ts"
import { createFilterReader } from "../../parts/filter-reader.ts"
import { createNarrow } from "../../parts/narrow.ts"
import { t } from "../../text/index.ts"
import type { OpenItemBeside } from "../../parts/open-item.ts"
import type { BoardState } from "./board-context.ts"
import { createBoardDrag } from "./board-drag.ts"
import { createBoardModel } from "./board-model.ts"
import { createBoardPeers } from "./board-peers.ts"
import { CardLists } from "./card-lists.ts"
import { createFocusKeeper } from "./focus-keeper.ts"
import { cardActions } from "./lazy-parts.ts"
import { inBoardOrder } from "./pointer-drag.ts"
import { createSelection } from "../../parts/selection.ts"

export interface BoardStateOptions {
  readonly space: SpaceData
  readonly id: BoardId
  readonly filter: Accessor<Filter>
  readonly openItem: Accessor<string | null>
  readonly onOpenItem: OpenItemBeside
  /** Holds the focus while the card that the keyboard is on is not drawn. */
  readonly root: () => HTMLElement
}

/** Puts together what the parts of one board share. */
export function createBoardState({ space, id, filter, openItem, onOpenItem, root }: BoardStateOptions): BoardState {
  const workspace = useWorkspace()
  const setup = createSetupSnapshot(workspace, () => space)
  const today = createToday(() => workspace.now())
  // A board that is gone keeps what it was until its screen is left.
  const row = createMemo<Board>(before => space.live.table("boards").get(id) ?? before!)
  const memory = createBoardMemory(localStorage, id)
  const narrow = createNarrow()
  const cards = createCardSpace(workspace, space, setup, today)
  const asker = createFilterReader(workspace, today)
  const keyNow = (item: Item) => untrack(() => cards.keyOf(item))
  const reader = createMemo(() => ({ ...asker(), keyOf: keyNow }))
  const model = createBoardModel({ space, board: row, setup, filter, reader, memory, nameless })
  const selection = createSelection()
  const lists = new CardLists()
  const act = useAct(() => space.id, space.guests)
  const mayWrite = () => workspace.mayWrite(`space/${space.id}`)
  const [adding, setAdding] = createSignal<{ readonly column: string; readonly lane: string } | null>(null)

  const openColumns = createMemo(() =>
    model.columns().filter(column => narrow() || !memory.foldedColumns().has(column)),
  )
  const tabStop = createMemo(() => selection.focused() ?? firstCardOf(model, openColumns()))
  const keyOf = (item: string) => {
    const live = space.live.row("items", item)
    return live === undefined ? item : cards.key(live)
  }
  const say = (items: readonly string[]) => (items.length === 1 ? keyOf(items[0]!) : t().general.items(items.length))

  const state: BoardState = {
    model,
    cards,
    memory,
    selection,
    lists,
    openColumns,
    drag: createBoardDrag({ model, act, mayWrite, openColumns, say }),
    peers: createBoardPeers(workspace, space.id),
    keeper: createFocusKeeper(selection.focused, root),
    act,
    mayWrite,
    say,
    narrow,
    adding,
    setAdding: cell => (cell === null || mayWrite()) && setAdding(cell),
    facts: createMemo(() => new Set(row().cardFacts)),
    openItem,
    isOpen: createSelector(openItem),
    isTabStop: createSelector(tabStop),
    open: item => onOpenItem(item),
    peek: item => onOpenItem(item, "peek"),
    refocus: () => {
      const focused = selection.focused()
      if (focused !== null) lists.focus(focused, model.placeOf(focused))
    },
    openMenu: (item, anchor) => {
      const items = selection.isSelected(item) ? inBoardOrder(state, selection.selected()) : [item]
      selection.setFocused(item)
      if (!mayWrite()) return
      void cardActions().then(({ openCardMenu }) => openCardMenu(items, anchor, state, workspace))
    },
  }
  return state
}

function firstCardOf(model: BoardState["model"], columns: readonly string[]): string | null {
  for (const lane of model.lanes())
    for (const column of columns) {
      const card = model.cards(column, lane)[0]
      if (card !== undefined) return card.id
    }
  return null
}

/** The word for a column or lane that people gave no name. */
function nameless(by: string, key: string): string {
  if (by === "urgency" || by === "importance") return t().boards.matrix[by][key as "high" | "low"] ?? t().boards.none
  if (by === "priority") return t().priorities[key as Priority] ?? t().boards.none
  return by === "owner" ? t().boards.nobody : t().boards.none
}

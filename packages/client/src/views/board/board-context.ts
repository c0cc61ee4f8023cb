import { createContext, useContext, type Accessor } from "solid-js"
import type { BoardMemory } from "../../data/board-memory.ts"
import type { Act } from "../../parts/acting.ts"
import type { CardSpace } from "../../parts/card-space.ts"
import type { Anchor } from "../../ui/overlays.tsx"
import type { BoardDrag } from "./board-drag.ts"
import type { BoardModel } from "./board-model.ts"
import type { BoardPeers } from "./board-peers.ts"
import type { CardLists } from "./card-lists.ts"
import type { FocusKeeper } from "./focus-keeper.ts"
import type { Selection } from "../../parts/selection.ts"

/** What the parts of one board share. */
export interface BoardState {
  readonly model: BoardModel
  readonly cards: CardSpace
  readonly memory: BoardMemory
  readonly selection: Selection
  readonly lists: CardLists
  /** The columns that are not folded, in order. */
  readonly openColumns: Accessor<readonly string[]>
  readonly drag: BoardDrag
  readonly peers: BoardPeers
  readonly keeper: FocusKeeper
  /** Whether Tab leads to this card. */
  readonly isTabStop: (id: string) => boolean
  readonly act: Act
  /** Whether the person may change items here, as far as is known. */
  readonly mayWrite: Accessor<boolean>
  readonly facts: Accessor<ReadonlySet<string>>
  /** The item that is open beside the board. */
  readonly openItem: Accessor<string | null>
  readonly isOpen: (id: string) => boolean
  readonly open: (id: string) => void
  /** Shows an item beside the board while the keyboard stays on its card; `null` puts it away. */
  readonly peek: (id: string | null) => void
  /** What some items are called in a sentence: their key, or how many. */
  readonly say: (items: readonly string[]) => string
  /** Gives the focus back to the card that the keyboard is on, wherever it stands now. */
  readonly refocus: () => void
  readonly openMenu: (id: string, anchor: Anchor) => void
  /** The cell whose line for new items is open. */
  readonly adding: Accessor<{ readonly column: string; readonly lane: string } | null>
  readonly setAdding: (cell: { readonly column: string; readonly lane: string } | null) => void
  /** Whether the window is a phone's. */
  readonly narrow: Accessor<boolean>
}

const BoardContext = createContext<BoardState>()

export const BoardProvider = BoardContext.Provider

export function useBoard(): BoardState {
  const state = useContext(BoardContext)
  if (state === undefined) throw new Error("Broken invariant: this part stands outside a board")
  return state
}

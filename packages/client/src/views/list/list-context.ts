import { createContext, useContext, type Accessor } from "solid-js"
import type { ListMemory } from "../../data/list-memory.ts"
import type { Workspace } from "../../data/workspace.ts"
import type { Act } from "../../parts/acting.ts"
import type { CardSpace } from "../../parts/card-space.ts"
import type { Selection } from "../../parts/selection.ts"
import type { Anchor } from "../../ui/overlays.tsx"
import type { WaitingPaste } from "./clipboard.ts"
import type { ListColumn } from "./column.ts"
import type { Cursor } from "./cursor.ts"
import type { LineEditing } from "./line-editing.ts"
import type { ListModel } from "./list-model.ts"
import type { ListPeers } from "./list-peers.ts"
import type { ListSettings } from "./list-settings.ts"
import type { RowDrag } from "./row-drag.ts"

/** What the parts of one list share. */
export interface ListState {
  readonly workspace: Workspace
  readonly model: ListModel
  readonly cards: CardSpace
  readonly settings: ListSettings
  readonly memory: ListMemory
  readonly selection: Selection
  readonly cursor: Cursor
  readonly editing: LineEditing
  readonly peers: ListPeers
  readonly drag: RowDrag
  /** All columns there are, shown or not. */
  readonly allColumns: Accessor<readonly ListColumn[]>
  readonly act: Act
  readonly mayWrite: Accessor<boolean>
  readonly narrow: Accessor<boolean>
  /** How high a line is, px. */
  readonly lineHeight: Accessor<number>
  /** The item that is open beside the list. */
  readonly openItem: Accessor<string | null>
  readonly isOpen: (id: string) => boolean
  readonly open: (id: string) => void
  /** Shows an item beside the list while the keyboard stays on its row; `null` puts it away. */
  readonly peek: (id: string | null) => void
  /** What some items are called in a sentence: their key, or how many. */
  readonly say: (items: readonly string[]) => string
  readonly titleOf: (item: string) => string
  /** The items that a command on one of them is about: all that are selected with it, from top to bottom. */
  readonly together: (item: string) => readonly string[]
  /** The group whose line for new titles is open. */
  readonly adding: Accessor<string | null>
  readonly setAdding: (group: string | null) => void
  /** A paste that waits for the person to look at what it will do. */
  readonly waitingPaste: Accessor<WaitingPaste | null>
  readonly setWaitingPaste: (paste: WaitingPaste | null) => void
  /** The element that scrolls and holds the focus. */
  readonly grid: () => HTMLElement
  /** Draws a line if it is not, and brings it and the cursor's cell into view. */
  readonly reveal: (line: string) => void
  readonly lineElement: (line: string) => HTMLElement | undefined
  readonly cellElement: (line: string, column: string) => HTMLElement | undefined
  /** Gives the focus back to the list, with the cursor where it was. */
  readonly refocus: () => void
  readonly openMenu: (item: string, anchor: Anchor) => void
  readonly openFilter: () => void
}

const ListContext = createContext<ListState>()

export const ListProvider = ListContext.Provider

export function useList(): ListState {
  const state = useContext(ListContext)
  if (state === undefined) throw new Error("Broken invariant: this part stands outside a list")
  return state
}

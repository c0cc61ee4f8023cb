import type { BoardId } from "@weft/model/base/ids"
import type { Filter } from "@weft/model/query/filter"
import { filterToText } from "@weft/model/query/filter-address"
import { createMemo, Show, type JSX } from "solid-js"
import type { SpaceData } from "../../data/workspace.ts"
import type { OpenItemBeside } from "../../parts/open-item.ts"
import type { SavedView } from "../../parts/saved-views.ts"
import { t } from "../../text/index.ts"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Board } from "./board.tsx"
import "./board.css"

export interface BoardScreenProps {
  readonly space: SpaceData
  readonly board: BoardId
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  /** The item that is open beside the board. */
  readonly openItem: string | null
  readonly onOpenItem: OpenItemBeside
  readonly onBoard: (id: BoardId) => void
  /** The saved view that is shown. */
  readonly view: string | undefined
  readonly onView: (view: SavedView | undefined) => void
}

/** A board of a space: its cards in columns and lanes, filtered, and all that can be done with them. */
export function BoardScreen(props: BoardScreenProps): JSX.Element {
  // An address gives a new array each time it is read; equal conditions are one filter.
  const filter = createMemo(() => props.filter, [], { equals: (a, b) => filterToText(a) === filterToText(b) })
  const isHere = createMemo(() => props.space.live.table("boards").has(props.board))
  const shown = createMemo(() => (isHere() ? { space: props.space, id: props.board } : undefined), undefined, {
    equals: (before, after) => before?.space === after?.space && before?.id === after?.id,
  })
  return (
    <Show when={shown()} keyed fallback={<EmptyState title={t().boards.noBoard}>{t().boards.noBoardBody}</EmptyState>}>
      {({ space, id }) => (
        <Board
          space={space}
          id={id}
          filter={filter()}
          onFilter={props.onFilter}
          openItem={props.openItem}
          onOpenItem={props.onOpenItem}
          onBoard={props.onBoard}
          view={props.view}
          onView={props.onView}
        />
      )}
    </Show>
  )
}

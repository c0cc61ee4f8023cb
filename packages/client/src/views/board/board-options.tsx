import { patchBoard, type PatchBoard } from "@weft/model/actions/board"
import { compareRanked } from "@weft/model/base/rank"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { GROUPINGS } from "@weft/model/schema/work"
import { Show, type JSX } from "solid-js"
import { CARD_SORTS } from "../../data/board-memory.ts"
import { useWorkspace } from "../../data/context.ts"
import type { SavedView } from "../../parts/saved-views.ts"
import { t } from "../../text/index.ts"
import {
  arrowDownUpIcon,
  ellipsisIcon,
  layersIcon,
  layoutGridIcon,
  slidersHorizontalIcon,
  squareKanbanIcon,
} from "../../ui/icons.ts"
import { IconMenuButton, MenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { PopoverButton } from "../../ui/popover.tsx"
import { useBoard } from "./board-context.ts"
import { BoardMenu, DisplayPanel } from "./lazy-parts.ts"

/** The attributes that columns and lanes can show, with their names. */
function attributesOf(setup: Snapshot): readonly { readonly by: string; readonly name: string }[] {
  const fields = living(setup.customFields).filter(({ type }) => type === "select")
  return [
    ...GROUPINGS.map(by => ({ by, name: t().boards.attributes[by] ?? by })),
    ...fields.sort(compareRanked).map(({ id, name }) => ({ by: `custom-${id}`, name })),
  ]
}

export interface BoardOptionsProps {
  readonly onBoard: (id: string) => void
  /** The saved view that is shown. */
  readonly view: string | undefined
  /** The filter that is shown, as it stands in an address. */
  readonly filterText: string
  readonly onView: (view: SavedView | undefined) => void
}

/** How a board is displayed, at the right of its filter bar. Columns and lanes are everybody's, the sorting one's own. */
export function BoardOptions(props: BoardOptionsProps): JSX.Element {
  const board = useBoard()
  const workspace = useWorkspace()
  const { model, memory } = board
  const nameOf = (by: string) => attributesOf(model.setup()).find(attribute => attribute.by === by)?.name ?? ""
  const patch = (fields: PatchBoard["fields"]) =>
    void board.act(patchBoard, { board: model.id, fields }, t().boards.steps.display)
  const columnEntries = (): readonly MenuEntry[] => [
    { kind: "heading", label: t().boards.columnsBy },
    ...attributesOf(model.setup()).map(({ by, name }) => ({
      label: name,
      checked: by === model.board().columnsBy && !model.isMatrix(),
      exclusive: true,
      // Whoever leaves the four quadrants leaves their lanes as well.
      onSelect: () => patch({ columnsBy: by, ...(model.isMatrix() && { lanesBy: "" }) }),
    })),
    { kind: "separator" },
    {
      label: t().boards.matrix.name,
      icon: layoutGridIcon,
      checked: model.isMatrix(),
      exclusive: true,
      onSelect: () => patch({ columnsBy: "urgency", lanesBy: "importance" }),
    },
  ]
  const laneEntries = (): readonly MenuEntry[] => [
    { kind: "heading", label: t().boards.lanesBy },
    ...[{ by: "", name: t().board.noSwimlanes }, ...attributesOf(model.setup())].map(({ by, name }) => ({
      label: name,
      checked: by === model.board().lanesBy,
      exclusive: true,
      disabled: by === model.board().columnsBy,
      onSelect: () => patch({ lanesBy: by }),
    })),
  ]
  const sortEntries = (): readonly MenuEntry[] =>
    CARD_SORTS.map(sort => ({
      label: t().boards.sorts[sort],
      checked: sort === memory.sort(),
      exclusive: true,
      onSelect: () => memory.setSort(sort),
    }))
  return (
    <>
      <MenuButton kind="quiet" icon={squareKanbanIcon} data-folds="" entries={columnEntries}>
        {model.isMatrix() ? t().boards.matrix.name : t().board.columnsBy(nameOf(model.board().columnsBy))}
      </MenuButton>
      <Show when={!model.isMatrix()}>
        <MenuButton kind="quiet" icon={layersIcon} data-folds="" entries={laneEntries}>
          {model.hasLanes() ? t().board.swimlanesBy(nameOf(model.board().lanesBy)) : t().board.swimlanes}
        </MenuButton>
      </Show>
      <MenuButton kind="quiet" icon={arrowDownUpIcon} data-folds="" entries={sortEntries} align="end">
        {t().boards.sortBy(t().boards.sorts[memory.sort()])}
      </MenuButton>
      <PopoverButton
        kind="quiet"
        icon={slidersHorizontalIcon}
        data-folds=""
        popoverLabel={t().boards.display}
        align="end"
        content={() => <DisplayPanel board={board} onPatch={patch} />}
      >
        {t().boards.display}
      </PopoverButton>
      <Show when={living(model.setup().boards).length > 1}>
        <span class="board-name">{model.board().name}</span>
      </Show>
      <IconMenuButton
        icon={ellipsisIcon}
        label={t().boards.menu}
        data-board-menu=""
        align="end"
        panel={menu => (
          <BoardMenu
            {...menu}
            board={board}
            workspace={workspace}
            view={props.view}
            filterText={props.filterText}
            onBoard={id => props.onBoard(id)}
            onView={view => props.onView(view)}
          />
        )}
      />
    </>
  )
}

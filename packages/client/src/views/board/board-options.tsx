import { createBoard, patchBoard, setCardFact, trashBoard, type PatchBoard } from "@weft/model/actions/board"
import { newId, type BoardId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { CARD_FACTS, GROUPINGS } from "@weft/model/schema/work"
import { For, Show, untrack, type JSX } from "solid-js"
import { CARD_SORTS } from "../../data/board-memory.ts"
import { useWorkspace } from "../../data/context.ts"
import { undoLast } from "../../parts/acting.ts"
import { openSmallForm } from "../../parts/small-form.tsx"
import { t } from "../../text/index.ts"
import { Checkbox, Switch } from "../../ui/checkbox.tsx"
import { Select } from "../../ui/field.tsx"
import {
  arrowDownUpIcon,
  ellipsisIcon,
  layersIcon,
  pencilIcon,
  plusIcon,
  slidersHorizontalIcon,
  squareKanbanIcon,
  trash2Icon,
} from "../../ui/icons.ts"
import { IconMenuButton, MenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { PopoverButton } from "../../ui/popover.tsx"
import { showToast } from "../../ui/toast.tsx"
import { useBoard, type BoardState } from "./board-context.ts"

/** The attributes that columns and lanes can show, with their names. */
function attributesOf(setup: Snapshot): readonly { readonly by: string; readonly name: string }[] {
  const fields = living(setup.customFields).filter(({ type }) => type === "select")
  return [
    ...GROUPINGS.map(by => ({ by, name: t().boards.attributes[by] ?? by })),
    ...fields.sort(compareRanked).map(({ id, name }) => ({ by: `custom-${id}`, name })),
  ]
}

/** How a board is displayed, at the right of its filter bar. Columns and lanes are everybody's, the sorting one's own. */
export function BoardOptions(props: { readonly onBoard: (id: string) => void }): JSX.Element {
  const board = useBoard()
  const { model, memory } = board
  const nameOf = (by: string) => attributesOf(model.setup()).find(attribute => attribute.by === by)?.name ?? ""
  const patch = (fields: PatchBoard["fields"]) =>
    void board.act(patchBoard, { board: model.id, fields }, t().boards.steps.display)
  const columnEntries = (): readonly MenuEntry[] => [
    { kind: "heading", label: t().boards.columnsBy },
    ...attributesOf(model.setup()).map(({ by, name }) => ({
      label: name,
      checked: by === model.board().columnsBy,
      exclusive: true,
      onSelect: () => patch({ columnsBy: by }),
    })),
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
        {t().board.columnsBy(nameOf(model.board().columnsBy))}
      </MenuButton>
      <MenuButton kind="quiet" icon={layersIcon} data-folds="" entries={laneEntries}>
        {model.hasLanes() ? t().board.swimlanesBy(nameOf(model.board().lanesBy)) : t().board.swimlanes}
      </MenuButton>
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
      <BoardMenu onBoard={props.onBoard} />
    </>
  )
}

interface DisplayPanelProps {
  /** Given, since what opens stands outside of the board's context. */
  readonly board: BoardState
  readonly onPatch: (fields: PatchBoard["fields"]) => void
}

function DisplayPanel(props: DisplayPanelProps): JSX.Element {
  const { model, act, facts } = untrack(() => props.board)
  const isShown = (fact: string) => facts().size === 0 || facts().has(fact)
  /** No fact at all means the usual ones, so the first choice writes out what was usual. */
  const choose = (fact: string, shown: boolean) => {
    const says = t().boards.steps.display
    if (facts().size === 0)
      for (const other of CARD_FACTS) act(setCardFact, { board: model.id, fact: other, shown: other !== fact }, says)
    else act(setCardFact, { board: model.id, fact, shown }, says)
  }
  return (
    <div class="display-panel">
      <Switch checked={model.board().hideEmpty} onChange={hideEmpty => props.onPatch({ hideEmpty })}>
        {t().boards.hideEmpty}
      </Switch>
      <label class="display-row">
        {t().boards.limitBy}
        <Select
          label={t().boards.limitBy}
          value={model.board().limitBy}
          options={(["count", "estimate"] as const).map(value => ({ value, label: t().boards.limits[value] }))}
          onValue={limitBy => props.onPatch({ limitBy })}
        />
      </label>
      <fieldset class="display-facts">
        <legend>{t().boards.factsShown}</legend>
        <For each={CARD_FACTS}>
          {fact => (
            <Checkbox checked={isShown(fact)} onChange={shown => choose(fact, shown)}>
              {t().boards.facts[fact]}
            </Checkbox>
          )}
        </For>
      </fieldset>
    </div>
  )
}

/** Switches between the boards of a space, makes them, renames and deletes them. */
function BoardMenu(props: { readonly onBoard: (id: string) => void }): JSX.Element {
  const board = useBoard()
  const workspace = useWorkspace()
  const { model, act } = board
  const all = () => living(model.setup().boards).sort(compareRanked)
  const anchor = () => document.querySelector("[data-board-menu]") ?? { x: innerWidth - 40, y: 100 }
  const make = () =>
    openSmallForm({
      anchor: anchor(),
      label: t().boards.boardName,
      value: "",
      done: t().boards.newBoard,
      onDone: name => {
        const id = newId<BoardId>(workspace.random)
        const done = act(createBoard, { id, name }, t().boards.steps.board(name))
        if (done) props.onBoard(id)
        return done
      },
    })
  const rename = () =>
    openSmallForm({
      anchor: anchor(),
      label: t().boards.boardName,
      value: model.board().name,
      done: t().general.rename,
      onDone: name => act(patchBoard, { board: model.id, fields: { name } }, t().boards.steps.board(name)),
    })
  const trash = () => {
    const next = all().find(({ id }) => id !== model.id)
    const name = model.board().name
    if (!act(trashBoard, { board: model.id }, t().boards.steps.board(name))) return
    if (next !== undefined) props.onBoard(next.id)
    showToast({
      text: t().boards.steps.board(name),
      icon: trash2Icon,
      action: { label: t().general.undo, run: () => void undoLast(workspace) },
    })
  }
  const entries = (): readonly MenuEntry[] => [
    { kind: "heading", label: t().boards.boards },
    ...all().map(({ id, name }) => ({
      label: name,
      checked: id === model.id,
      exclusive: true,
      onSelect: () => props.onBoard(id),
    })),
    { kind: "separator" },
    { label: t().boards.newBoard, icon: plusIcon, onSelect: make },
    { label: t().boards.renameBoard, icon: pencilIcon, onSelect: rename },
    { label: t().boards.deleteBoard, icon: trash2Icon, danger: true, disabled: all().length < 2, onSelect: trash },
  ]
  return (
    <>
      <Show when={all().length > 1}>
        <span class="board-name">{model.board().name}</span>
      </Show>
      <IconMenuButton icon={ellipsisIcon} label={t().boards.menu} data-board-menu="" align="end" entries={entries} />
    </>
  )
}

import { createBoard, patchBoard, trashBoard } from "@weft/model/actions/board"
import { newId, type BoardId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { untrack, type JSX } from "solid-js"
import type { Workspace } from "../../data/workspace.ts"
import { undoLast } from "../../parts/acting.ts"
import { savedViewEntries } from "../../parts/saved-views-menu.ts"
import type { SavedView } from "../../parts/saved-views.ts"
import { openSmallForm } from "../../parts/small-form.tsx"
import { boardMenuWords } from "../../text/board-menu.ts"
import { t } from "../../text/index.ts"
import { spaceTemplateWords } from "../../text/space-templates.ts"
import { listWords } from "../../text/list.ts"
import { copyIcon, pencilIcon, plusIcon, squareKanbanIcon, trash2Icon } from "../../ui/icons.ts"
import type { MenuEntry, OwnMenuProps } from "../../ui/menu.tsx"
import { MenuPanel } from "../../ui/menu-panel.tsx"
import { showToast } from "../../ui/toast.tsx"
import type { BoardState } from "./board-context.ts"

export interface BoardMenuProps extends OwnMenuProps {
  readonly onBoard: (id: string) => void
  /** The saved view that is shown, and the filter as it stands in an address. */
  readonly view: string | undefined
  readonly filterText: string
  readonly onView: (view: SavedView | undefined) => void
  /** Given, since menus stand outside of the board's context. */
  readonly board: BoardState
  readonly workspace: Workspace
}

/** Switches between the boards of a space, makes them, renames and deletes them. */
export function BoardMenu(props: BoardMenuProps): JSX.Element {
  const { board, workspace, onBoard, view, filterText, onView } = untrack(() => ({ ...props }))
  const { model, act } = board
  const all = () => living(model.setup().boards).sort(compareRanked)
  const anchor = () => document.querySelector("[data-board-menu]") ?? { x: innerWidth - 40, y: 100 }
  const make = () =>
    openSmallForm({
      anchor: anchor(),
      label: boardMenuWords().boardName,
      value: "",
      done: boardMenuWords().newBoard,
      onDone: name => {
        const id = newId<BoardId>(workspace.random)
        const done = act(createBoard, { id, name }, t().boards.steps.board(name))
        if (done) onBoard(id)
        return done
      },
    })
  const rename = () =>
    openSmallForm({
      anchor: anchor(),
      label: boardMenuWords().boardName,
      value: model.board().name,
      done: t().general.rename,
      onDone: name => act(patchBoard, { board: model.id, fields: { name } }, t().boards.steps.board(name)),
    })
  const save = async () => {
    const { openSaveBoardTemplate } = await import("../../parts/space-templates/save-template.ts")
    openSaveBoardTemplate({ anchor: anchor(), workspace, space: model.space }, model.id)
  }
  const use = async () => {
    const { openUseBoardTemplate } = await import("../../parts/space-templates/use-board-template.ts")
    openUseBoardTemplate(anchor(), workspace, model.space, model.id)
  }
  const trash = () => {
    const next = all().find(({ id }) => id !== model.id)
    const name = model.board().name
    if (!act(trashBoard, { board: model.id }, t().boards.steps.board(name))) return
    if (next !== undefined) onBoard(next.id)
    showToast({
      text: t().boards.steps.board(name),
      icon: trash2Icon,
      action: { label: t().general.undo, run: () => void undoLast(workspace) },
    })
  }
  const entries = (): readonly MenuEntry[] => [
    { kind: "heading", label: boardMenuWords().boards },
    ...all().map(({ id, name }) => ({
      label: name,
      checked: id === model.id,
      exclusive: true,
      onSelect: () => onBoard(id),
    })),
    { kind: "separator" },
    { label: boardMenuWords().newBoard, icon: plusIcon, onSelect: make },
    { label: boardMenuWords().renameBoard, icon: pencilIcon, onSelect: rename },
    ...(workspace.mayWrite("directory")
      ? [{ label: spaceTemplateWords().saveBoard, icon: copyIcon, onSelect: () => void save() }]
      : []),
    { label: spaceTemplateWords().useBoard, icon: squareKanbanIcon, onSelect: () => void use() },
    {
      label: boardMenuWords().deleteBoard,
      icon: trash2Icon,
      danger: true,
      disabled: all().length < 2,
      onSelect: trash,
    },
    { kind: "heading", label: listWords().views },
    ...savedViewEntries({
      workspace,
      space: model.space,
      act,
      anchor,
      current: view,
      filterText,
      settings: () => ({ board: model.id }),
      onView,
    }),
  ]
  return <MenuPanel label={props.label} entries={entries()} onClose={() => props.onClose()} />
}

import { createStatus, moveStatus, patchStatus, trashStatus } from "@weft/model/actions/workflow"
import { newId, type StatusId } from "@weft/model/base/ids"
import { CATEGORIES, type Category } from "@weft/model/schema/workflow"
import { workflowOf } from "@weft/model/tasks/workflow"
import { untrack, type JSX } from "solid-js"
import type { Workspace } from "../../data/workspace.ts"
import { undoLast } from "../../parts/acting.ts"
import { boardMenuWords } from "../../text/board-menu.ts"
import { t } from "../../text/index.ts"
import {
  arrowLeftIcon,
  arrowRightIcon,
  circleAlertIcon,
  columns3Icon,
  minusIcon,
  pencilIcon,
  plusIcon,
  trash2Icon,
} from "../../ui/icons.ts"
import type { MenuEntry, OwnMenuProps } from "../../ui/menu.tsx"
import { MenuPanel } from "../../ui/menu-panel.tsx"
import type { Anchor } from "../../ui/overlays.tsx"
import { showToast } from "../../ui/toast.tsx"
import type { BoardState } from "./board-context.ts"
import { NO_LANE } from "./board-model.ts"
import { openLimitForm } from "./limit-form.ts"
import { openSmallForm } from "../../parts/small-form.tsx"

export interface ColumnMenuProps extends OwnMenuProps {
  readonly column: string
  /** Given, since menus stand outside of the board's context. */
  readonly board: BoardState
  readonly workspace: Workspace
}

/** What can be done with a column. Its states are those of the whole space, so renaming one renames it on every board. */
export function ColumnMenu(props: ColumnMenuProps): JSX.Element {
  const { board, workspace } = untrack(() => ({ board: props.board, workspace: props.workspace }))
  const column = () => props.column
  const { model, act } = board
  const name = () => model.columnName(column())
  const head = (): Anchor =>
    document.querySelector(`[data-column-head="${CSS.escape(column())}"]`) ?? { x: innerWidth / 2, y: 120 }

  const rename = () =>
    openSmallForm({
      anchor: head(),
      label: boardMenuWords().columnName,
      value: name(),
      done: t().general.rename,
      onDone: text =>
        act(patchStatus, { status: column() as StatusId, fields: { name: text } }, t().boards.steps.column(text)),
    })
  const limit = () =>
    openLimitForm({
      board,
      anchor: head(),
      label: boardMenuWords().limitLabel,
      standing: model.columnFill(column()).limit,
      limited: { of: "column", key: column() },
      says: t().boards.steps.limit(name()),
    })
  const move = (by: -1 | 1) => {
    const flow = workflowOf(model.setup())
    const index = flow.findIndex(({ id }) => id === column())
    const before = by < 0 ? flow[index - 1] : flow[index + 2]
    act(moveStatus, { status: column() as StatusId, before: before?.id ?? null }, t().boards.steps.column(name()))
  }
  const trash = () => {
    const text = boardMenuWords().statusDeleted(name())
    if (!act(trashStatus, { status: column() as StatusId }, t().boards.steps.column(name()))) return
    showToast({ text, action: { label: t().general.undo, run: () => void undoLast(workspace) } })
  }

  const statusEntries = (): readonly MenuEntry[] => {
    const flow = workflowOf(model.setup())
    const index = flow.findIndex(({ id }) => id === column())
    return [
      { label: boardMenuWords().moveLeft, icon: arrowLeftIcon, disabled: index <= 0, onSelect: () => move(-1) },
      {
        label: boardMenuWords().moveRight,
        icon: arrowRightIcon,
        disabled: index >= flow.length - 1,
        onSelect: () => move(1),
      },
      { kind: "separator" },
      {
        label: t().board.addColumn,
        icon: columns3Icon,
        onSelect: () => openColumnForm(board, workspace.random, head(), column()),
      },
      { label: boardMenuWords().deleteStatus, icon: trash2Icon, danger: true, onSelect: trash },
    ]
  }

  const entries = (): readonly MenuEntry[] => {
    const isStatus = model.board().columnsBy === "status" && model.setup().statuses.has(column())
    return [
      {
        label: t().board.addItem,
        icon: plusIcon,
        onSelect: () => board.setAdding({ column: column(), lane: model.lanes()[0] ?? NO_LANE }),
      },
      ...(isStatus ? [{ label: boardMenuWords().renameColumn, icon: pencilIcon, onSelect: rename }] : []),
      { label: t().board.setLimit, icon: circleAlertIcon, onSelect: limit },
      { label: t().board.foldColumn, icon: minusIcon, onSelect: () => board.memory.foldColumn(column(), true) },
      ...(isStatus ? statusEntries() : []),
    ]
  }
  return <MenuPanel label={props.label} entries={entries()} onClose={() => props.onClose()} />
}

/** Asks for a new status: its name, and what it means for clocks and reports. It goes before the given one's follower. */
export function openColumnForm(board: BoardState, random: () => number, anchor: Anchor, after: string | null): void {
  const flow = workflowOf(board.model.setup())
  const index = flow.findIndex(({ id }) => id === after)
  openSmallForm<Category>({
    anchor,
    label: boardMenuWords().columnName,
    value: "",
    choice: {
      label: boardMenuWords().category,
      value: flow[index]?.category ?? "active",
      options: CATEGORIES.map(value => ({ value, label: t().statusCategories[value] })),
    },
    done: t().board.addColumn,
    onDone: (name, category) =>
      board.act(
        createStatus,
        {
          id: newId<StatusId>(random),
          name,
          category: category ?? "active",
          before: index < 0 ? null : (flow[index + 1]?.id ?? null),
        },
        t().boards.steps.column(name),
      ),
  })
}

import { setLimit } from "@weft/model/actions/board"
import { createStatus, moveStatus, patchStatus, trashStatus } from "@weft/model/actions/workflow"
import { newId, type BoardId, type StatusId } from "@weft/model/base/ids"
import { CATEGORIES, type Category } from "@weft/model/schema/workflow"
import { workflowOf } from "@weft/model/tasks/workflow"
import { useWorkspace } from "../../data/context.ts"
import { undoLast } from "../../parts/acting.ts"
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
import type { MenuEntry } from "../../ui/menu.tsx"
import type { Anchor } from "../../ui/overlays.tsx"
import { showToast } from "../../ui/toast.tsx"
import { useBoard, type BoardState } from "./board-context.ts"
import { NO_LANE } from "./board-model.ts"
import { openSmallForm } from "../../parts/small-form.tsx"

const MINUTES_PER_HOUR = 60

/** What can be done with a column. Its states are those of the whole space, so renaming one renames it on every board. */
export function useColumnMenu(column: () => string): () => readonly MenuEntry[] {
  const board = useBoard()
  const workspace = useWorkspace()
  const { model, act } = board
  const name = () => model.columnName(column())
  const head = (): Anchor =>
    document.querySelector(`[data-column-head="${CSS.escape(column())}"]`) ?? { x: innerWidth / 2, y: 120 }

  const rename = () =>
    openSmallForm({
      anchor: head(),
      label: t().boards.columnName,
      value: name(),
      done: t().general.rename,
      onDone: text =>
        act(patchStatus, { status: column() as StatusId, fields: { name: text } }, t().boards.steps.column(text)),
    })
  const limit = () => openLimitForm(board, column(), head())
  const move = (by: -1 | 1) => {
    const flow = workflowOf(model.setup())
    const index = flow.findIndex(({ id }) => id === column())
    const before = by < 0 ? flow[index - 1] : flow[index + 2]
    act(moveStatus, { status: column() as StatusId, before: before?.id ?? null }, t().boards.steps.column(name()))
  }
  const trash = () => {
    const text = t().boards.statusDeleted(name())
    if (!act(trashStatus, { status: column() as StatusId }, t().boards.steps.column(name()))) return
    showToast({ text, action: { label: t().general.undo, run: () => void undoLast(workspace) } })
  }

  const statusEntries = (): readonly MenuEntry[] => {
    const flow = workflowOf(model.setup())
    const index = flow.findIndex(({ id }) => id === column())
    return [
      { label: t().boards.moveLeft, icon: arrowLeftIcon, disabled: index <= 0, onSelect: () => move(-1) },
      {
        label: t().boards.moveRight,
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
      { label: t().boards.deleteStatus, icon: trash2Icon, danger: true, onSelect: trash },
    ]
  }

  return () => {
    const isStatus = model.board().columnsBy === "status" && model.setup().statuses.has(column())
    return [
      {
        label: t().board.addItem,
        icon: plusIcon,
        onSelect: () => board.setAdding({ column: column(), lane: model.lanes()[0] ?? NO_LANE }),
      },
      ...(isStatus ? [{ label: t().boards.renameColumn, icon: pencilIcon, onSelect: rename }] : []),
      { label: t().board.setLimit, icon: circleAlertIcon, onSelect: limit },
      { label: t().board.foldColumn, icon: minusIcon, onSelect: () => board.memory.foldColumn(column(), true) },
      ...(isStatus ? statusEntries() : []),
    ]
  }
}

function openLimitForm({ model, act }: BoardState, column: string, anchor: Anchor): void {
  const isCount = model.board().limitBy === "count"
  const unit = isCount ? 1 : MINUTES_PER_HOUR
  const standing = model.limit(column)
  openSmallForm({
    anchor,
    label: t().boards.limitLabel,
    hint: isCount ? t().boards.limitHintCount : t().boards.limitHintEstimate,
    value: standing === null ? "" : String(standing / unit),
    inputMode: "decimal",
    done: t().general.apply,
    onDone: text => {
      const most = text === "" ? null : Math.round(Number(text.replace(",", ".")) * unit)
      return act(
        setLimit,
        { board: model.id as BoardId, of: "column", key: column, limit: most },
        t().boards.steps.limit(model.columnName(column)),
      )
    },
  })
}

/** Asks for a new status: its name, and what it means for clocks and reports. It goes before the given one's follower. */
export function openColumnForm(board: BoardState, random: () => number, anchor: Anchor, after: string | null): void {
  const flow = workflowOf(board.model.setup())
  const index = flow.findIndex(({ id }) => id === after)
  openSmallForm<Category>({
    anchor,
    label: t().boards.columnName,
    value: "",
    choice: {
      label: t().boards.category,
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

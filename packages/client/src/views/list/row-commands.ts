import { archiveItems } from "@weft/model/actions/archive"
import { trashItems } from "@weft/model/actions/item"
import type { ItemId } from "@weft/model/base/ids"
import { refuse } from "@weft/model/base/result"
import { sayRefusal, undoLast } from "../../parts/acting.ts"
import { openPlaceInSpace, takeOff } from "../../parts/place-in-space.ts"
import { openSaveTemplate } from "../../parts/save-template.ts"
import { guestWords } from "../../text/guests.ts"
import { boardMenuWords } from "../../text/board-menu.ts"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import {
  archiveIcon,
  arrowDownIcon,
  arrowUpIcon,
  folderInputIcon,
  layersIcon,
  panelRightOpenIcon,
  pencilIcon,
  squareCheckIcon,
  trash2Icon,
  xIcon,
} from "../../ui/icons.ts"
import type { MenuEntry } from "../../ui/menu.tsx"
import { openMenu } from "../../ui/menu.tsx"
import type { Anchor } from "../../ui/overlays.tsx"
import { showToast } from "../../ui/toast.tsx"
import { chooseField, editCell } from "./edit-cell.tsx"
import type { ListState } from "./list-context.ts"
import { moveRows } from "./move-rows.ts"
import { setField } from "./set-field.ts"

/** Whether all of some rows lie in other spaces. */
function areGuests({ model }: ListState, items: readonly string[]): boolean {
  return items.length > 0 && items.every(item => model.space.guests?.of(item) !== undefined)
}

/** Asks for a further space to show rows in. */
export function alsoShow({ workspace, model }: ListState, items: readonly string[], anchor: Anchor): void {
  openPlaceInSpace({ anchor, workspace, space: model.space, items })
}

/**
 * Puts rows in the trash with all that is below them, and leaves the cursor where they were. What lies in other spaces is
 * taken off this one.
 */
export function trashRows(list: ListState, items: readonly string[]): void {
  if (areGuests(list, items)) {
    const { workspace, model } = list
    const off = () =>
      takeOff(workspace, model.space.id, items, item => model.space.guests?.of(item)?.home ?? model.space.id)
    return takeAway(list, items, off, null)
  }
  const done = (says: string) => list.act(trashItems, { items: items as readonly ItemId[] }, says)
  const own = items.filter(item => !areGuests(list, [item]))
  takeAway(list, items, () => done(listWords().steps.trash(list.say(items))), t().toast.deleted(own.length))
}

/** Puts rows in the archive. */
export function archiveRows(list: ListState, items: readonly string[]): void {
  const done = (says: string) => list.act(archiveItems, { items: items as readonly ItemId[], archived: true }, says)
  takeAway(list, items, () => done(listWords().steps.archive(list.say(items))), listWords().archived(items.length))
}

/** Asks for the space that rows shall move to. */
export async function chooseSpace(list: ListState, items: readonly string[], anchor: Anchor): Promise<void> {
  if (items.some(item => list.model.space.guests?.of(item) !== undefined)) return sayRefusal(refuse("only-at-home"))
  const { openMoveToSpace } = await import("../../parts/move-to-space.ts")
  const onMoved = () => list.selection.clear()
  openMoveToSpace({ anchor, workspace: list.workspace, space: list.model.space, items, onMoved })
}

/** Lets somebody choose a macro, and runs it on rows of this space. */
export async function chooseMacro(list: ListState, items: readonly string[], anchor: Anchor): Promise<void> {
  if (items.some(item => list.model.space.guests?.of(item) !== undefined)) return sayRefusal(refuse("only-at-home"))
  const { openMacroPicker } = await import("../../parts/talk/macros.ts")
  const { workspace, model } = list
  openMacroPicker(anchor, { workspace, space: model.space, items: items as readonly ItemId[] })
}

function takeAway(list: ListState, items: readonly string[], act: () => boolean, says: string | null): void {
  const { line, column } = list.cursor.at()
  const index = line === null ? -1 : list.model.indexOf(line)
  if (items.length === 0 || !act()) return
  list.selection.clear()
  const lines = list.model.lines()
  if (index >= 0 && !lines.includes(line!)) {
    const next = lines[Math.min(index, lines.length - 1)]
    list.cursor.go(next ?? null, next !== undefined && list.model.line(next)?.kind === "item" ? column : null)
  }
  if (says === null) return
  showToast({
    text: says,
    icon: trash2Icon,
    action: { label: t().general.undo, run: () => void undoLast(list.workspace) },
  })
}

export function maySaveTemplates({ workspace, model }: ListState): boolean {
  return workspace.mayWrite(`setup/${model.space.id}`)
}

/** Asks for the name of a template made of a row. */
export function saveTemplate({ titleOf, act, workspace }: ListState, item: string, anchor: Anchor): void {
  openSaveTemplate({ anchor, item, title: titleOf(item), act, random: workspace.random })
}

/** The fields that the menus name first; the others are behind one entry. */
const FIRST_FIELDS = ["status", "assignees", "priority", "labels", "due"]
const SHORTCUTS: Readonly<Record<string, string>> = {
  status: "s",
  assignees: "a",
  priority: "p",
  labels: "l",
  due: "d",
}

/** The menu of one row, or of all that are selected with it. */
export function rowMenu(list: ListState, items: readonly string[], anchor: Anchor): readonly MenuEntry[] {
  const words = listWords()
  const one = items.length === 1 ? items[0] : undefined
  const title = list.settings.columns().find(({ key }) => key === "title")
  const single: readonly MenuEntry[] =
    one === undefined
      ? []
      : [
          { label: words.open, icon: panelRightOpenIcon, shortcut: "enter", onSelect: () => list.open(one) },
          {
            label: list.selection.isSelected(one) ? boardMenuWords().unselect : boardMenuWords().select,
            icon: squareCheckIcon,
            shortcut: "x",
            onSelect: () => list.selection.toggle(one),
          },
        ]
  if (!list.mayWrite()) return single
  const edit: readonly MenuEntry[] =
    one === undefined || title === undefined || list.narrow()
      ? []
      : [{ label: words.edit, icon: pencilIcon, shortcut: "f2", onSelect: () => editCell(list, one, title) }]
  const move = (how: Parameters<typeof moveRows>[2]) => () => moveRows(list, items[0]!, how)
  return [
    ...single,
    ...edit,
    { kind: "separator" },
    ...fieldEntries(list, items, anchor),
    { kind: "separator" },
    { label: words.moveUp, icon: arrowUpIcon, shortcut: "alt+shift+arrowup", onSelect: move("up") },
    { label: words.moveDown, icon: arrowDownIcon, shortcut: "alt+shift+arrowdown", onSelect: move("down") },
    { label: words.nest, shortcut: "alt+shift+arrowright", onSelect: move("nest") },
    { label: words.unnest, shortcut: "alt+shift+arrowleft", onSelect: move("unnest") },
    { kind: "separator" },
    { label: guestWords().show, icon: layersIcon, onSelect: () => alsoShow(list, items, anchor) },
    ...(areGuests(list, items)
      ? [{ label: guestWords().takeOff, icon: xIcon, shortcut: "delete", onSelect: () => trashRows(list, items) }]
      : ownEntries(list, items, anchor)),
  ]
}

function ownEntries(list: ListState, items: readonly string[], anchor: Anchor): readonly MenuEntry[] {
  const words = listWords()
  const one = items.length === 1 ? items[0] : undefined
  return [
    ...(one === undefined || !maySaveTemplates(list)
      ? []
      : [{ label: boardMenuWords().saveTemplate, onSelect: () => saveTemplate(list, one, anchor) }]),
    { label: t().item.moveToSpace, icon: folderInputIcon, onSelect: () => void chooseSpace(list, items, anchor) },
    { label: words.archive, icon: archiveIcon, onSelect: () => archiveRows(list, items) },
    {
      label: words.trash,
      icon: trash2Icon,
      shortcut: "delete",
      danger: true,
      onSelect: () => trashRows(list, items),
    },
  ]
}

function fieldEntries(list: ListState, items: readonly string[], anchor: Anchor): readonly MenuEntry[] {
  const first = list.allColumns().filter(({ key }) => FIRST_FIELDS.includes(key))
  return [
    ...first.map(column => ({
      label: column.name,
      shortcut: SHORTCUTS[column.key],
      onSelect: () => chooseField(list, items, column, anchor),
    })),
    { label: listWords().moreFields, onSelect: () => openFieldMenu(list, items, anchor) },
  ]
}

/** Opens the choice of any other field to set. */
export function openFieldMenu(list: ListState, items: readonly string[], anchor: Anchor): void {
  const fields = () =>
    list.allColumns().filter(({ key, edit }) => edit !== "none" && key !== "title" && !FIRST_FIELDS.includes(key))
  openMenu({
    anchor,
    label: listWords().setField,
    entries: () =>
      fields().map(column => ({
        label: column.name,
        onSelect: () => setField(list, items, column, anchor),
      })),
  })
}

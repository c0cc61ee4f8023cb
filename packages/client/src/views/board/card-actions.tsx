import { assignTeam, patchItems, setItemMember, setStatus, trashItems } from "@weft/model/actions/item"
import { createLabel } from "@weft/model/actions/work"
import { newId, type ItemId, type LabelId, type MemberId } from "@weft/model/base/ids"
import { refuse } from "@weft/model/base/result"
import type { Item } from "@weft/model/schema/item"
import { standInOf } from "@weft/model/tasks/stand-in"
import { dayOf } from "@weft/model/time/moment"
import type { ItemCommand } from "../../commands/commands.ts"
import type { Workspace } from "../../data/workspace.ts"
import { sayRefusal, undoLast } from "../../parts/acting.ts"
import { openEstimateForm } from "../../parts/estimate-form.ts"
import { openLabelPicker } from "../../parts/label-picker.tsx"
import { openPeoplePicker } from "../../parts/people-picker.tsx"
import { openPlaceInSpace, takeOff } from "../../parts/place-in-space.ts"
import { openPriorityPicker } from "../../parts/priority-picker.tsx"
import { openStatusPicker } from "../../parts/status-picker.tsx"
import { guestWords } from "../../text/guests.ts"
import { boardMenuWords } from "../../text/board-menu.ts"
import { t } from "../../text/index.ts"
import { openDatePicker } from "../../ui/date-picker.tsx"
import {
  calendarIcon,
  clockIcon,
  circleDotIcon,
  folderInputIcon,
  layersIcon,
  panelRightOpenIcon,
  squareCheckIcon,
  tagIcon,
  trash2Icon,
  xIcon,
  userIcon,
  flagIcon,
} from "../../ui/icons.ts"
import { openMenu, type MenuEntry } from "../../ui/menu.tsx"
import type { Anchor } from "../../ui/overlays.tsx"
import { openPicker } from "../../ui/picker.tsx"
import { showToast } from "../../ui/toast.tsx"
import type { BoardState } from "./board-context.ts"
import type { CardPlace } from "./board-model.ts"
import { GroupPicture } from "../../parts/group-picture.tsx"
import { placeName, quadrantName } from "./place-words.ts"

/** What can be done with cards by name: each opens a shared picker beside them, and acts on all of them as one step. */
export type CardCommand = ItemCommand

/** Does a command to cards; those with a choice open it beside the anchor. */
export function runCardCommand(
  command: CardCommand,
  items: readonly string[],
  anchor: Anchor,
  board: BoardState,
  workspace: Workspace,
): void {
  if (items.length === 0) return
  const ids = items as readonly ItemId[]
  const { act, model } = board
  const steps = t().boards.steps
  const what = board.say(items)
  const live = model.space.live
  const first = (): Item => live.row("items", items[0]!)?.plain ?? live.plain.items.get(items[0]!)!
  /** What all of them have; followed, so that an open picker shows what others do. */
  const shared = <Id extends string>(field: "assignees" | "labels"): readonly Id[] =>
    items
      .map(id => (live.row("items", id)?.read(field) ?? []) as readonly string[] as readonly Id[])
      .reduce((common, own) => common.filter(id => own.includes(id)))
  const teamOf = (id: string) => {
    const row = live.row("items", id)
    return row === undefined ? null : standInOf({ owner: row.read("owner"), team: row.read("team") })
  }
  const sharedTeam = () => {
    const team = teamOf(items[0]!)
    return items.every(id => teamOf(id) === team) ? team : null
  }
  switch (command) {
    case "status":
      openStatusPicker({
        anchor,
        snapshot: model.setup,
        item: first,
        onPick: status => act(setStatus, { items: ids, status }, steps.status(what)),
      })
      return
    case "assignee":
      openPeoplePicker({
        anchor,
        label: t().item.assignees,
        members: () => workspace.live.table("members"),
        me: workspace.me,
        selected: () => shared<MemberId>("assignees"),
        onToggle: (member, inside) =>
          act(setItemMember, { items: ids, field: "assignees", member, inside }, steps.assignee(what)),
        standIn: {
          teams: () => workspace.live.table("teams"),
          standing: sharedTeam,
          onPick: team => act(assignTeam, { items: ids, team }, steps.assignee(what)),
        },
      })
      return
    case "priority":
      openPriorityPicker({
        anchor,
        priority: () => first().priority,
        onPick: priority => act(patchItems, { items: ids, fields: { priority } }, steps.priority(what)),
      })
      return
    case "labels": {
      const toggle = (member: LabelId, inside: boolean) =>
        act(setItemMember, { items: ids, field: "labels", member, inside }, steps.labels(what))
      openLabelPicker({
        anchor,
        labels: () => live.table("labels"),
        selected: () => shared<LabelId>("labels"),
        onToggle: toggle,
        onCreate: name => {
          const id = newId<LabelId>(workspace.random)
          if (act(createLabel, { id, name }, steps.labels(what))) toggle(id, true)
        },
      })
      return
    }
    case "due":
      openDatePicker({
        anchor,
        label: t().item.due,
        value: dayOfDue(first().due),
        today: board.cards.today(),
        onPick: date => act(patchItems, { items: ids, fields: { due: date ?? null } }, steps.due(what)),
      })
      return
    case "estimate":
      openEstimateForm({
        anchor,
        minutes: first().estimateMinutes,
        onSave: minutes => act(patchItems, { items: ids, fields: { estimateMinutes: minutes } }, steps.estimate(what)),
      })
      return
    case "move":
      return openMovePicker(ids, anchor, board)
    case "trash": {
      const place = model.placeOf(board.selection.focused() ?? "")
      if (areGuests(items, board)) {
        if (!takeOffCards(items, board, workspace)) return
        board.selection.clear()
        return focusNear(place, board)
      }
      if (!act(trashItems, { items: ids }, steps.trash(what))) return
      board.selection.clear()
      focusNear(place, board)
      showToast({
        text: t().toast.deleted(items.filter(item => !areGuests([item], board)).length),
        icon: trash2Icon,
        action: { label: t().general.undo, run: () => void undoLast(workspace) },
      })
    }
  }
}

function takeOffCards(items: readonly string[], { model }: BoardState, workspace: Workspace): boolean {
  return takeOff(workspace, model.space.id, items, item => model.space.guests?.of(item)?.home ?? model.space.id)
}

/** Puts the keyboard on the card that now stands where another one was, or on the one above. */
function focusNear(place: CardPlace | undefined, { model, selection, refocus }: BoardState): void {
  if (place === undefined) return
  const cards = model.cards(place.column, place.lane)
  const near = cards[Math.min(place.index, cards.length - 1)]
  if (near === undefined) return
  selection.setFocused(near.id)
  refocus()
}

function dayOfDue(due: string | null): string | undefined {
  return due === null ? undefined : dayOf(due)
}

/** The choice of a column to put cards at the end of: what dragging does, for whoever cannot or will not drag. */
function openMovePicker(items: readonly ItemId[], anchor: Anchor, board: BoardState): void {
  const { model } = board
  const place = model.placeOf(items[0]!)
  if (model.isMatrix()) return openQuadrantPicker(items, anchor, board)
  openPicker({
    anchor,
    label: t().board.moveTo,
    options: () =>
      model.columns().map(column => ({
        id: column || NONE,
        label: model.columnName(column),
        glyph: () => <GroupPicture by={model.board().columnsBy} key={column} setup={model.setup()} />,
      })),
    selected: () => (place === undefined ? [] : [place.column || NONE]),
    onChange: ([chosen]) => {
      if (chosen === undefined) return
      const column = chosen === NONE ? "" : chosen
      const lane = place?.lane ?? model.lanes()[0] ?? ""
      if (board.drag.moveTo(items, { column, lane, before: null })) board.refocus()
    },
  })
}

/** The same of urgency × importance, where a place is both of them. */
function openQuadrantPicker(items: readonly ItemId[], anchor: Anchor, board: BoardState): void {
  const { model } = board
  const place = model.placeOf(items[0]!)
  const quadrants = model.lanes().flatMap(lane => model.columns().map(column => ({ column, lane })))
  const idOf = ({ column, lane }: Pick<CardPlace, "column" | "lane">) => `${column}-${lane}`
  openPicker({
    anchor,
    label: t().board.moveTo,
    options: () => quadrants.map(at => ({ id: idOf(at), label: quadrantName(at), hint: placeName(model, at) })),
    selected: () => (place === undefined ? [] : [idOf(place)]),
    onChange: ([chosen]) => {
      const at = quadrants.find(quadrant => idOf(quadrant) === chosen)
      if (at !== undefined && board.drag.moveTo(items, { ...at, before: null })) board.refocus()
    },
  })
}

/** The row of the column for items without a value. No key has a space in it. */
const NONE = "no value"

function maySaveTemplates({ model }: BoardState, workspace: Workspace): boolean {
  return workspace.mayWrite(`setup/${model.space.id}`)
}

/** Asks for the space that cards shall move to. */
export async function chooseSpace(
  items: readonly string[],
  anchor: Anchor,
  { model, selection }: BoardState,
  workspace: Workspace,
): Promise<void> {
  if (items.some(item => model.space.guests?.of(item) !== undefined)) return sayRefusal(refuse("only-at-home"))
  const { openMoveToSpace } = await import("../../parts/move-to-space.ts")
  openMoveToSpace({ anchor, workspace, space: model.space, items, onMoved: () => selection.clear() })
}

/** Asks for a further space to show cards in. */
export function alsoShow(items: readonly string[], anchor: Anchor, { model }: BoardState, workspace: Workspace): void {
  openPlaceInSpace({ anchor, workspace, space: model.space, items })
}

/** Whether all of some cards lie in other spaces. */
function areGuests(items: readonly string[], { model }: BoardState): boolean {
  return items.every(item => model.space.guests?.of(item) !== undefined)
}

/** Asks for the name of a template made of an item. */
export async function saveTemplate(
  item: string,
  anchor: Anchor,
  { model, act }: BoardState,
  { random }: Workspace,
): Promise<void> {
  const { openSaveTemplate } = await import("../../parts/save-template.ts")
  openSaveTemplate({ anchor, item, title: model.space.live.plain.items.get(item)?.title ?? "", act, random })
}

/** Opens the menu of one card, or of all that are selected with it. */
export function openCardMenu(items: readonly string[], anchor: Anchor, board: BoardState, workspace: Workspace): void {
  openMenu({
    anchor,
    label: items.length > 1 ? boardMenuWords().cardsMenu(items.length) : boardMenuWords().cardMenu(board.say(items)),
    entries: () => cardMenu(items, anchor, board, workspace),
  })
}

function cardMenu(
  items: readonly string[],
  anchor: Anchor,
  board: BoardState,
  workspace: Workspace,
): readonly MenuEntry[] {
  const run = (command: CardCommand) => () => runCardCommand(command, items, anchor, board, workspace)
  const words = t().item
  const one = items.length === 1 ? items[0] : undefined
  const isSelected = one !== undefined && board.selection.isSelected(one)
  const single: readonly MenuEntry[] =
    one === undefined
      ? []
      : [
          {
            label: boardMenuWords().open,
            icon: panelRightOpenIcon,
            shortcut: "enter",
            onSelect: () => board.open(one),
          },
          {
            label: isSelected ? boardMenuWords().unselect : boardMenuWords().select,
            icon: squareCheckIcon,
            shortcut: "x",
            onSelect: () => board.selection.toggle(one),
          },
          { kind: "separator" },
        ]
  return [
    ...single,
    { label: boardMenuWords().moveToColumn, icon: folderInputIcon, shortcut: "m", onSelect: run("move") },
    { label: words.status, icon: circleDotIcon, shortcut: "s", onSelect: run("status") },
    { label: words.assignees, icon: userIcon, shortcut: "a", onSelect: run("assignee") },
    { label: words.priority, icon: flagIcon, shortcut: "p", onSelect: run("priority") },
    { label: words.labels, icon: tagIcon, shortcut: "l", onSelect: run("labels") },
    { label: boardMenuWords().dueDate, icon: calendarIcon, shortcut: "d", onSelect: run("due") },
    { label: words.estimate, icon: clockIcon, shortcut: "e", onSelect: run("estimate") },
    { kind: "separator" },
    { label: guestWords().show, icon: layersIcon, onSelect: () => alsoShow(items, anchor, board, workspace) },
    ...(areGuests(items, board)
      ? [{ label: guestWords().takeOff, icon: xIcon, shortcut: "delete", onSelect: run("trash") }]
      : ownEntries()),
  ]
  function ownEntries(): readonly MenuEntry[] {
    return [
      ...(one === undefined || !maySaveTemplates(board, workspace)
        ? []
        : [{ label: boardMenuWords().saveTemplate, onSelect: () => void saveTemplate(one, anchor, board, workspace) }]),
      { label: words.moveToSpace, onSelect: () => void chooseSpace(items, anchor, board, workspace) },
      { label: boardMenuWords().trash, icon: trash2Icon, shortcut: "delete", danger: true, onSelect: run("trash") },
    ]
  }
}

import { editItems, type ItemWrite } from "@weft/model/actions/edit"
import { assignTeam, setItemMember } from "@weft/model/actions/item"
import { createLabel } from "@weft/model/actions/work"
import { newId, type ItemId, type LabelId, type MemberId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { LEVELS, type Item } from "@weft/model/schema/item"
import { living } from "@weft/model/schema/snapshot"
import type { CustomField } from "@weft/model/schema/workflow"
import { customFieldOf } from "@weft/model/tasks/board"
import { standInOf } from "@weft/model/tasks/stand-in"
import { dayOf } from "@weft/model/time/moment"
import { openItemPicker } from "../../parts/item-picker.tsx"
import { openLabelPicker } from "../../parts/label-picker.tsx"
import { openPeoplePicker, openPersonPicker } from "../../parts/people-picker.tsx"
import { openPriorityPicker } from "../../parts/priority-picker.tsx"
import { openStatusPicker } from "../../parts/status-picker.tsx"
import { openTypePicker } from "../../parts/type-picker.tsx"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { openDatePicker } from "../../ui/date-picker.tsx"
import { announce } from "../../ui/live-region.tsx"
import type { Anchor } from "../../ui/overlays.tsx"
import { openPicker } from "../../ui/picker.tsx"
import type { ListColumn } from "./column.ts"
import type { ListState } from "./list-context.ts"

/** Writes one field of some items as one step. Answers whether it was done. */
export function writeField(
  state: ListState,
  items: readonly string[],
  column: Pick<ListColumn, "name">,
  write: ItemWrite,
): boolean {
  const edits = items.map(item => ({ item: item as ItemId, write }))
  return state.act(editItems, { edits }, listWords().steps.field(column.name, state.say(items)))
}

/**
 * Edits a cell: opens its choice, or a line in its place. What is entered is set on all rows that are selected with it.
 *
 * @param typed the letter that began it, which replaces what stands
 */
export function editCell(state: ListState, item: string, column: ListColumn, typed?: string): void {
  if (!state.mayWrite()) return
  const row = state.model.space.live.plain.items.get(item)
  if (row === undefined) return
  if (column.edit === "none") return announce(listWords().notEditable(column.name))
  const items = state.together(item)
  if (column.edit === "flag") return void turnOver(state, items, row, column)
  if (column.edit === "line" || (column.edit === "date" && typed !== undefined)) {
    state.reveal(item)
    return state.editing.start({
      item,
      column,
      text: typed ?? column.text(row),
      selectsAll: typed === undefined,
    })
  }
  chooseField(state, items, column, state.cellElement(item, column.key) ?? state.grid(), typed)
}

function turnOver(state: ListState, items: readonly string[], row: Item, column: ListColumn): boolean {
  const field = customFieldOf(column.key)!
  return writeField(state, items, column, { set: "custom", field, value: row.custom[field] !== true })
}

/** Opens the choice of a field's value beside an anchor, for some items at once. Lines of text have none. */
export function chooseField(
  state: ListState,
  items: readonly string[],
  column: ListColumn,
  anchor: Anchor,
  query?: string,
): void {
  const { workspace, model, cards, act } = state
  const { live } = model.space
  const ids = items as readonly ItemId[]
  const first = (): Item => live.row("items", items[0]!)?.plain ?? live.plain.items.get(items[0]!)!
  const read = <F extends keyof Item>(field: F): Item[F] => live.row("items", items[0]!)?.read(field) ?? first()[field]
  /** What all of them have; followed, so that an open picker shows what others do. */
  const shared = <Id extends string>(field: "assignees" | "labels"): readonly Id[] =>
    items
      .map(id => (live.row("items", id)?.read(field) ?? []) as readonly string[] as readonly Id[])
      .reduce((common, own) => common.filter(id => own.includes(id)))
  const says = listWords().steps.field(column.name, state.say(items))
  const write = (wanted: ItemWrite) => void writeField(state, items, column, wanted)
  const members = () => workspace.live.table("members")
  const date = (value: string | null, onPick: (day: string | null) => void) =>
    void openDatePicker({
      anchor,
      label: column.name,
      value: value === null ? undefined : dayOf(value),
      today: cards.today(),
      onPick: day => onPick(day ?? null),
    })
  switch (column.key) {
    case "status":
      return void openStatusPicker({
        anchor,
        query,
        snapshot: model.setup,
        item: first,
        onPick: status => write({ set: "status", status }),
      })
    case "priority":
      return void openPriorityPicker({
        anchor,
        query,
        priority: () => read("priority"),
        onPick: priority => write({ set: "fields", fields: { priority } }),
      })
    case "type":
      return void openTypePicker({
        anchor,
        query,
        types: () => live.table("itemTypes"),
        selected: () => read("type"),
        onPick: type => write({ set: "fields", fields: { type } }),
      })
    case "owner":
    case "assignees": {
      const standIn = {
        teams: () => workspace.live.table("teams"),
        standing: () => standInOf({ owner: read("owner"), team: read("team") }),
        onPick: (team: Parameters<typeof assignTeam.decide>[1]["team"]) =>
          void act(assignTeam, { items: ids, team }, says),
      }
      const common = { anchor, query, label: column.name, members, me: workspace.me, standIn }
      if (column.key === "owner")
        return void openPersonPicker({
          ...common,
          selected: () => [read("owner") ?? []].flat(),
          onPick: owner => write({ set: "fields", fields: { owner } }),
        })
      return void openPeoplePicker({
        ...common,
        selected: () => shared<MemberId>("assignees"),
        onToggle: (member, inside) => act(setItemMember, { items: ids, field: "assignees", member, inside }, says),
      })
    }
    case "labels": {
      const toggle = (member: LabelId, inside: boolean) =>
        act(setItemMember, { items: ids, field: "labels", member, inside }, says)
      return void openLabelPicker({
        anchor,
        query,
        labels: () => live.table("labels"),
        selected: () => shared<LabelId>("labels"),
        onToggle: toggle,
        onCreate: name => {
          const id = newId<LabelId>(workspace.random)
          if (act(createLabel, { id, name }, says)) toggle(id, true)
        },
      })
    }
    case "parent":
      return void openItemPicker({
        anchor,
        query,
        label: column.name,
        snapshot: () => workspace.snapshot(model.space.id),
        selected: () => read("parent"),
        offers: item => !items.includes(item.id),
        none: t().item.noParent,
        onPick: parent => write({ set: "parent", parent }),
      })
    case "importance":
    case "urgency":
    case "impact": {
      const key = column.key
      return void openPicker({
        anchor,
        query,
        label: column.name,
        options: () => [
          ...LEVELS.map(id => ({ id: id as string, label: listWords().levels[id] })),
          { id: NOTHING, label: listWords().noLevel },
        ],
        selected: () => [read(key) ?? NOTHING],
        onChange: ([chosen]) =>
          write({ set: "fields", fields: { [key]: LEVELS.find(level => level === chosen) ?? null } }),
      })
    }
    case "start":
    case "due": {
      const key = column.key
      return date(read(key), day => write({ set: "fields", fields: { [key]: day } }))
    }
    default: {
      const id = customFieldOf(column.key)
      const field = id === null ? undefined : model.setup().customFields.get(id)
      if (field !== undefined) chooseCustom(state, items, column, field, anchor, query)
    }
  }
}

/** The row that chooses nothing. No id has a space in it. */
const NOTHING = "no value"

function chooseCustom(
  state: ListState,
  items: readonly string[],
  column: ListColumn,
  field: CustomField,
  anchor: Anchor,
  query: string | undefined,
): void {
  const { workspace, model, cards } = state
  const { live } = model.space
  const value = () => live.row("items", items[0]!)?.read("custom")[field.id]
  const write = (wanted: string | boolean | readonly string[] | null) =>
    void writeField(state, items, column, { set: "custom", field: field.id, value: wanted })
  const text = () => {
    const standing = value()
    return typeof standing === "string" ? standing : null
  }
  switch (field.type) {
    case "date":
      return void openDatePicker({
        anchor,
        label: field.name,
        value: text() === null ? undefined : dayOf(text()!),
        today: cards.today(),
        onPick: day => write(day ?? null),
      })
    case "person":
      return void openPersonPicker({
        anchor,
        query,
        label: field.name,
        members: () => workspace.live.table("members"),
        me: workspace.me,
        selected: () => [(text() as MemberId | null) ?? []].flat(),
        onPick: write,
      })
    case "item":
      return void openItemPicker({
        anchor,
        query,
        label: field.name,
        snapshot: () => workspace.snapshot(model.space.id),
        selected: () => text() as ItemId | null,
        offers: item => !items.includes(item.id),
        none: listWords().nothing,
        onPick: write,
      })
    case "flag":
      return write(value() !== true)
    case "select":
    case "multi": {
      const isMultiple = field.type === "multi"
      const choices = () =>
        living(model.setup().options)
          .filter(option => option.field === field.id)
          .sort(compareRanked)
          .map(option => ({ id: option.id as string, label: option.name }))
      const chosen = () => [value() ?? []].flat() as readonly string[]
      return void openPicker({
        anchor,
        query,
        label: field.name,
        multiple: isMultiple,
        options: () => (isMultiple ? choices() : [...choices(), { id: NOTHING, label: listWords().nothing }]),
        selected: () => (isMultiple || chosen().length > 0 ? chosen() : [NOTHING]),
        onChange: next => {
          if (isMultiple) write(next.length === 0 ? null : next)
          else write(next[0] === undefined || next[0] === NOTHING ? null : next[0])
        },
      })
    }
    case "text":
    case "number":
    case "money":
      return
  }
}

import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { GROUPINGS } from "@weft/model/schema/work"
import { For, Show, type JSX } from "solid-js"
import { useCommands } from "../../commands/command-host.ts"
import { savedViewEntries } from "../../parts/saved-views-menu.ts"
import type { SavedView } from "../../parts/saved-views.ts"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import {
  arrowDownUpIcon,
  copyIcon,
  downloadIcon,
  ellipsisIcon,
  layersIcon,
  listIcon,
  slidersHorizontalIcon,
} from "../../ui/icons.ts"
import { IconMenuButton, MenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { PopoverButton } from "../../ui/popover.tsx"
import { useList, type ListState } from "./list-context.ts"
import type { WayOut } from "./list-export.ts"

export interface ListOptionsProps {
  /** Shows another view; nothing is the member's own list. */
  readonly onView: (view: SavedView | undefined) => void
  readonly onSave: (name: string, text: string) => void
  /** The filter that is shown, as it stands in an address. */
  readonly filterText: string
}

/** How a list is displayed and which of its views is shown, at the right of its filter bar. */
export function ListOptions(props: ListOptionsProps): JSX.Element {
  const list = useList()
  const { model, settings, memory } = list
  useCommands({
    "save-csv": { run: () => void saveList(list, "csv", props.onSave) },
    "save-markdown": { run: () => void saveList(list, "markdown", props.onSave) },
    "save-tasks": { run: () => void saveList(list, "tasks", props.onSave) },
    "copy-cells": { run: () => void copyOut(list, "cells") },
    "copy-markdown": { run: () => void copyOut(list, "markdown") },
    "copy-tasks": { run: () => void copyOut(list, "tasks") },
  })
  const attributes = () => {
    const fields = living(model.setup().customFields).filter(({ type }) => type === "select")
    return [
      ...GROUPINGS.map(by => ({ by: by as string, name: t().boards.attributes[by] ?? by })),
      ...fields.sort(compareRanked).map(({ id, name }) => ({ by: `custom-${id}`, name })),
    ]
  }
  const groupName = () => attributes().find(({ by }) => by === settings.groupBy())?.name
  const groupEntries = (): readonly MenuEntry[] => [
    { kind: "heading", label: listWords().group },
    ...[{ by: "", name: listWords().noGroup }, ...attributes()].map(({ by, name }) => ({
      label: name,
      checked: by === settings.groupBy(),
      exclusive: true,
      onSelect: () => settings.change({ groupBy: by }),
    })),
    { kind: "separator" },
    { label: listWords().foldAll, onSelect: () => foldAll(list, true) },
    {
      label: listWords().unfoldAll,
      onSelect: () => foldAll(list, false),
      disabled: memory.foldedRows().size === 0 && memory.foldedGroups().size === 0,
    },
  ]
  const sortName = () => {
    const [first, ...others] = settings.sort()
    const column = list.allColumns().find(({ key }) => key === first?.column)
    return listWords().sortBy(column?.name ?? listWords().byHand, others.length)
  }
  const sortEntries = (): readonly MenuEntry[] => {
    const stepOf = (key: string) => settings.sort().find(({ column }) => column === key)
    return [
      {
        label: listWords().byHand,
        checked: settings.sort().length === 0,
        exclusive: true,
        onSelect: () => settings.change({ sort: null }),
      },
      { kind: "heading", label: listWords().sortHint },
      ...list.allColumns().map(column => {
        const step = stepOf(column.key)
        const direction = step?.down === true ? listWords().down : listWords().up
        return {
          label: step === undefined ? column.name : listWords().sorted(column.name, direction),
          checked: step !== undefined,
          staysOpen: true,
          onSelect: () => settings.sortBy(column.key, true),
        }
      }),
    ]
  }
  return (
    <>
      <MenuButton kind="quiet" icon={layersIcon} data-folds="" entries={groupEntries}>
        {groupName() === undefined ? listWords().group : listWords().groupBy(groupName()!)}
      </MenuButton>
      <MenuButton kind="quiet" icon={arrowDownUpIcon} data-folds="" entries={sortEntries} align="end">
        {sortName()}
      </MenuButton>
      <PopoverButton
        kind="quiet"
        icon={slidersHorizontalIcon}
        data-folds=""
        popoverLabel={listWords().shownColumns}
        align="end"
        content={() => <ColumnChooser list={list} />}
      >
        {listWords().display}
      </PopoverButton>
      <Show when={settings.isSaved}>
        <span class="list-view-name">{settings.name()}</span>
      </Show>
      <IconMenuButton
        icon={ellipsisIcon}
        label={listWords().viewMenu}
        data-list-menu=""
        align="end"
        entries={() => viewEntries(list, props)}
      />
    </>
  )
}

function foldAll({ model, memory }: ListState, folded: boolean): void {
  if (!folded) {
    memory.foldGroups([...memory.foldedGroups()], false)
    return memory.foldRows([...memory.foldedRows()], false)
  }
  const lines = model.lines().flatMap(key => model.line(key) ?? [])
  memory.foldGroups(
    lines.flatMap(line => (line.kind === "group" ? [`${model.groupBy()}.${line.group}`] : [])),
    true,
  )
  memory.foldRows(
    lines.flatMap(line => (line.kind === "item" && line.node.children > 0 ? [line.key] : [])),
    true,
  )
}

function ColumnChooser(props: { readonly list: ListState }): JSX.Element {
  const settings = () => props.list.settings
  return (
    <fieldset class="column-chooser">
      <legend>{listWords().shownColumns}</legend>
      <For each={props.list.allColumns()}>
        {column => (
          <Checkbox
            checked={settings().isShown(column.key)}
            disabled={column.key === "title"}
            onChange={shown => settings().show(column.key, shown)}
          >
            {column.name}
          </Checkbox>
        )}
      </For>
      <Button
        size="small"
        onClick={() =>
          settings().change({
            columns: Object.fromEntries(props.list.allColumns().map(({ key }) => [key, null])),
            widths: Object.fromEntries(props.list.allColumns().map(({ key }) => [key, null])),
          })
        }
      >
        {listWords().usualColumns}
      </Button>
    </fieldset>
  )
}

function viewEntries(list: ListState, props: ListOptionsProps): readonly MenuEntry[] {
  const { workspace, model, settings, act } = list
  const words = listWords()
  return [
    { kind: "heading", label: words.views },
    {
      label: words.ownList,
      icon: listIcon,
      checked: !settings.isSaved,
      exclusive: true,
      onSelect: () => props.onView(undefined),
    },
    ...savedViewEntries({
      workspace,
      space: model.space,
      act,
      anchor: () => document.querySelector("[data-list-menu]") ?? { x: innerWidth - 40, y: 100 },
      current: settings.isSaved ? settings.id : undefined,
      filterText: props.filterText,
      settings: settings.all,
      onView: props.onView,
    }),
    { kind: "separator" },
    ...(["csv", "markdown", "tasks"] as const).map(way => ({
      label: words.save[way],
      icon: downloadIcon,
      onSelect: () => void saveList(list, way, props.onSave),
    })),
    ...(["cells", "markdown", "tasks"] as const).map(way => ({
      label: words.copy[way],
      icon: copyIcon,
      onSelect: () => void copyOut(list, way),
    })),
  ]
}

async function copyOut(list: ListState, way: WayOut): Promise<void> {
  const { copyList } = await import("./list-export.ts")
  await copyList(list, way)
}

async function saveList(list: ListState, way: WayOut, onSave: ListOptionsProps["onSave"]): Promise<void> {
  const { listFileName, listText } = await import("./list-export.ts")
  onSave(listFileName(list, way), listText(list, way))
}

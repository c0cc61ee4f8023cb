import { For, Show, type JSX } from "solid-js"
import { columnEntries, makeHeadPointer } from "../../parts/column-head.ts"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { Icon } from "../../ui/icon.tsx"
import { arrowDownIcon, arrowUpIcon } from "../../ui/icons.ts"
import { openMenu, type MenuEntry } from "../../ui/menu.tsx"
import type { Anchor } from "../../ui/overlays.tsx"
import { VisuallyHidden } from "../../ui/visually-hidden.tsx"
import type { ListColumn } from "./column.ts"
import { HEAD } from "./cursor.ts"
import { cellElementId } from "./line-parts.ts"
import { useList, type ListState } from "./list-context.ts"

/** Columns narrower than this have no room for their name. */
const ROOM_FOR_NAME = 56

/** The heads of the columns: a press sorts, with Shift by several; edges are dragged for the width, heads for the order. */
export function ListHead(): JSX.Element {
  const list = useList()
  const { settings, cursor } = list
  const stepOf = (column: string) => settings.sort().find(step => step.column === column)
  const isActive = (column: string) => cursor.at().line === HEAD && cursor.at().column === column
  const allSelected = () => {
    const items = list.model.items()
    return items.length > 0 && items.every(id => list.selection.isSelected(id))
  }
  return (
    <div class="list-line list-head" role="row" aria-rowindex={1} data-line={HEAD}>
      <div role="columnheader" class="list-box">
        <VisuallyHidden>{t().list.selectAll}</VisuallyHidden>
        <Show when={list.selection.selected().size > 0}>
          <span class="list-check" data-check-all="" data-on={allSelected() ? "" : undefined} data-mixed="" />
        </Show>
      </div>
      <For each={settings.columns()}>
        {column => (
          <div
            role="columnheader"
            id={cellElementId(HEAD, column.key)}
            class="list-cell list-head-cell"
            data-column={column.key}
            data-numeric={column.isNumeric ? "" : undefined}
            data-active={isActive(column.key) ? "" : undefined}
            aria-sort={
              stepOf(column.key) === undefined ? undefined : stepOf(column.key)!.down ? "descending" : "ascending"
            }
            data-tooltip={settings.widthOf(column) < ROOM_FOR_NAME ? column.name : undefined}
          >
            <Show
              when={settings.widthOf(column) >= ROOM_FOR_NAME}
              fallback={<VisuallyHidden>{column.name}</VisuallyHidden>}
            >
              <span class="list-head-name">{column.name}</span>
            </Show>
            <Show when={stepOf(column.key)}>
              {step => (
                <span class="list-sort" aria-hidden="true">
                  <Icon icon={step().down ? arrowDownIcon : arrowUpIcon} size={12} />
                  <Show when={settings.sort().length > 1}>{settings.sort().indexOf(step()) + 1}</Show>
                </span>
              )}
            </Show>
            <span class="list-edge" data-edge="" />
          </div>
        )}
      </For>
    </div>
  )
}

/** What can be done with a column; all that a drag does as well. */
export function openColumnMenu(list: ListState, column: ListColumn, anchor: Anchor): void {
  const { settings } = list
  const words = listWords()
  openMenu({ anchor, label: words.columnMenu(column.name), entries: () => entries() })

  function entries(): readonly MenuEntry[] {
    const step = settings.sort().find(one => one.column === column.key)
    const others = settings.sort().filter(one => one.column !== column.key)
    const sort = (down: boolean, beside: boolean) =>
      settings.change({ sort: [...(beside ? others : []), { column: column.key, down }] })
    return [
      { label: words.sortUp, icon: arrowUpIcon, checked: step?.down === false, onSelect: () => sort(false, false) },
      { label: words.sortDown, icon: arrowDownIcon, checked: step?.down === true, onSelect: () => sort(true, false) },
      ...(others.length === 0
        ? []
        : [
            { label: words.sortUpToo, onSelect: () => sort(false, true) },
            { label: words.sortDownToo, onSelect: () => sort(true, true) },
          ]),
      ...(step === undefined
        ? []
        : [{ label: words.unsort, onSelect: () => settings.change({ sort: others.length === 0 ? null : others }) }]),
      { kind: "separator" },
      ...columnEntries(settings, column, "title"),
    ]
  }
}

/** Lets heads be pressed for the order of rows, with Shift by several; and dragged as columns are. */
export function makeListHeadPointer(grid: HTMLElement, { settings }: ListState): void {
  makeHeadPointer(grid, {
    arrangement: settings,
    heads: ".list-head-cell",
    onPress: (column, event) => settings.sortBy(column.key, event.shiftKey),
  })
}

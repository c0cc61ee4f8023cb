import { compareRanked, type Rank } from "@weft/model/base/rank"
import { living, type Table } from "@weft/model/schema/snapshot"
import { createMemo, For, Show, type Accessor, type JSX } from "solid-js"
import { sameIds } from "../../parts/same-ids.ts"
import { serviceSettingsWords } from "../../text/service-settings.ts"
import { IconMenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { arrowDownIcon, arrowUpIcon, ellipsisIcon, trash2Icon } from "../../ui/icons.ts"
import { Icon, type IconShape } from "../../ui/icon.tsx"
import "./rows-in-order.css"

interface NamedRow {
  readonly id: string
  readonly name: string
  readonly rank: Rank
  readonly deleted: unknown
}

export interface RowsInOrderProps<Row extends NamedRow> {
  /** Followed, when it is read in a computation. */
  readonly table: Table<Row>
  readonly icon: IconShape
  readonly empty: string
  readonly mayManage: boolean
  readonly onEdit: (row: Row) => void
  /** Puts a row before another, or at the end. */
  readonly onPlace: (row: Row, before: Row | null) => void
  readonly onTrash: (row: Row) => void
  /** What it is about, behind its name. */
  readonly about: (row: Accessor<Row>) => JSX.Element
  /** What stands at its end, before what can be done with it. */
  readonly beside?: (row: Accessor<Row>) => JSX.Element
}

/** What lives of a small table in its order, each with what can be done with it as a whole. */
export function RowsInOrder<Row extends NamedRow>(props: RowsInOrderProps<Row>): JSX.Element {
  const rows = createMemo(() => living(props.table).sort(compareRanked))
  const ids = createMemo(() => rows().map(({ id }) => id), [], { equals: sameIds })
  const indexOf = (id: string) => rows().findIndex(row => row.id === id)
  /** Puts a row before the one that many places further on. */
  const place = (id: string, further: number) => {
    const row = rows()[indexOf(id)]
    if (row !== undefined) props.onPlace(row, rows()[indexOf(id) + further] ?? null)
  }
  const trash = (id: string) => {
    const row = rows()[indexOf(id)]
    if (row !== undefined) props.onTrash(row)
  }
  const entries = (id: string): readonly MenuEntry[] => [
    {
      label: serviceSettingsWords().rows.moveUp,
      icon: arrowUpIcon,
      disabled: indexOf(id) <= 0,
      onSelect: () => place(id, -1),
    },
    {
      label: serviceSettingsWords().rows.moveDown,
      icon: arrowDownIcon,
      disabled: indexOf(id) === rows().length - 1,
      onSelect: () => place(id, 2),
    },
    { kind: "separator" },
    { label: serviceSettingsWords().rows.remove, icon: trash2Icon, danger: true, onSelect: () => trash(id) },
  ]
  return (
    <Show when={ids().length > 0} fallback={<p class="page-empty">{props.empty}</p>}>
      <ul class="page-rows">
        <For each={ids()}>
          {id => (
            <Show when={props.table.get(id)}>
              {row => (
                <li class="page-row ordered-row">
                  <Icon icon={props.icon} />
                  <button type="button" class="ordered-row-open" onClick={() => props.onEdit(row())}>
                    <span class="ordered-row-name">{row().name}</span>
                    <span class="ordered-row-about">{props.about(row)}</span>
                  </button>
                  {props.beside?.(row)}
                  <Show when={props.mayManage}>
                    <IconMenuButton
                      icon={ellipsisIcon}
                      label={serviceSettingsWords().rows.more(row().name)}
                      entries={() => entries(id)}
                      align="end"
                    />
                  </Show>
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
    </Show>
  )
}

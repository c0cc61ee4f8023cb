import { compareRanked, type Rank } from "@weft/model/base/rank"
import { living, type Table } from "@weft/model/schema/snapshot"
import { createMemo, For, Show, type Accessor, type JSX } from "solid-js"

interface RankedRow {
  readonly id: string
  readonly rank: Rank
  readonly deleted: unknown
}

export interface RankedRowsProps<Row extends RankedRow> {
  /** Followed, when it is read in a computation. */
  readonly table: Table<Row>
  /** What stands where there is no row. */
  readonly empty: string
  readonly children: (row: Accessor<Row>) => JSX.Element
}

/** What lives of a small table, in its order. A line stays while the values of its row change, so what is typed in it does. */
export function RankedRows<Row extends RankedRow>(props: RankedRowsProps<Row>): JSX.Element {
  const ids = createMemo(() =>
    living(props.table)
      .sort(compareRanked)
      .map(({ id }) => id),
  )
  return (
    <Show when={ids().length > 0} fallback={<p class="page-empty">{props.empty}</p>}>
      <ul class="page-rows">
        <For each={ids()}>{id => <Show when={props.table.get(id)}>{row => props.children(row)}</Show>}</For>
      </ul>
    </Show>
  )
}

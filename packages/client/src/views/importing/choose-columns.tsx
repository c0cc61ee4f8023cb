import { COLUMN_USES, withUse, type ColumnUse, type TableMapping } from "@weft/model/exchange/table/mapping"
import { DATE_ORDERS } from "@weft/model/exchange/table/dates"
import { unitOf } from "@weft/model/exchange/table/numbers"
import { shownCell, type ShownCell } from "@weft/model/exchange/table/shown-cell"
import { dayOf, minuteOf } from "@weft/model/time/moment"
import { createMemo, For, Index, Show, type JSX } from "solid-js"
import { exchange } from "../../text/exchange.ts"
import { format } from "../../text/index.ts"
import { Field, Select } from "../../ui/field.tsx"
import type { ChosenColumns } from "./create-import.ts"
import { Part } from "./part.tsx"

export interface ChooseColumnsProps {
  readonly chosen: ChosenColumns
  readonly onChoose: (mapping: TableMapping) => void
}

/** What each column of a table becomes, beside its first values as they would be read. */
export function ChooseColumns(props: ChooseColumnsProps): JSX.Element {
  const words = () => exchange()
  const table = () => props.chosen.table
  const mapping = () => props.chosen.mapping
  const uses = createMemo(() => COLUMN_USES.map(value => ({ value, label: words().uses[value] })))
  return (
    <div class="import-preview">
      <div class="import-choices">
        <Field label={words().order} hint={table().guess.isOrderSure ? undefined : words().askOrder}>
          {attributes => (
            <Select
              attributes={attributes}
              value={mapping().order}
              options={DATE_ORDERS.map(value => ({ value, label: words().orders[value] }))}
              onValue={order => props.onChoose({ ...mapping(), order })}
            />
          )}
        </Field>
        <Field label={words().decimal}>
          {attributes => (
            <Select
              attributes={attributes}
              value={mapping().decimal}
              options={([".", ","] as const).map(value => ({ value, label: words().decimals[value] }))}
              onValue={decimal => props.onChoose({ ...mapping(), decimal })}
            />
          )}
        </Field>
      </div>
      <Part title={words().columns} hint={words().columnsHint(format().number(table().rowCount))}>
        <table class="import-table import-columns">
          <thead>
            <tr>
              <th scope="col">{words().columnHead}</th>
              <th scope="col">{words().columnUse}</th>
              <th scope="col">{words().firstRows}</th>
            </tr>
          </thead>
          <tbody>
            <Index each={table().heads}>
              {(head, column) => (
                <tr>
                  <th scope="row">{head()}</th>
                  <td>
                    <Select<ColumnUse>
                      label={words().columnIs(head())}
                      value={mapping().uses[column]!}
                      options={uses()}
                      onValue={use => props.onChoose(withUse(mapping(), column, use))}
                    />
                  </td>
                  <td>
                    <Cells chosen={props.chosen} column={column} />
                  </td>
                </tr>
              )}
            </Index>
          </tbody>
        </table>
      </Part>
    </div>
  )
}

/** The first values of a column; what cannot be read says so. */
function Cells(props: { readonly chosen: ChosenColumns; readonly column: number }): JSX.Element {
  const shown = createMemo(() => {
    const { table, mapping } = props.chosen
    const use = mapping.uses[props.column]!
    const reading = { ...mapping, zone: "UTC" }
    const unit = unitOf(table.heads[props.column]!)
    return table.rows.map(({ cells }) => shownCell(cells[props.column] ?? "", use, reading, unit))
  })
  return (
    <For each={shown()}>
      {cell => (
        <Show when={wordsOf(cell) !== ""}>
          <span class="import-cell" data-wrong={cell.is === "wrong" ? "" : undefined} title={wordsOf(cell)}>
            {wordsOf(cell)}
          </span>
        </Show>
      )}
    </For>
  )
}

function wordsOf(cell: ShownCell): string {
  switch (cell.is) {
    case "moment": {
      const minute = minuteOf(cell.moment)
      const day = `${format().shortDate(dayOf(cell.moment))} ${cell.moment.slice(0, 4)}`
      return minute === null ? day : `${day}, ${minute}`
    }
    case "flag":
      return cell.flag ? exchange().yes : exchange().no
    case "minutes":
      return format().duration(cell.minutes)
    case "number":
      return format().number(cell.number)
    case "wrong":
      return `${cell.text} (${exchange().unreadable})`
    default:
      return cell.text
  }
}

import { For, Show, type JSX } from "solid-js"
import { listWords } from "../../text/list.ts"
import { useList } from "./list-context.ts"

/** How many rows there are, and the sums below their columns. Stays at the foot of the list. */
export function ListFoot(): JSX.Element {
  const list = useList()
  const { model, settings } = list
  const words = () =>
    model.shownTotal() === model.total()
      ? listWords().shown(model.shownTotal())
      : listWords().shownOf(model.shownTotal(), model.total())
  const title = () => settings.columns().findIndex(({ key }) => key === "title")
  return (
    <div role="rowgroup" class="list-foot">
      <div role="row" class="list-line" aria-rowindex={model.lines().length + 2}>
        <div role="gridcell" class="list-foot-count" style={{ "grid-column": `1 / span ${title() + 2}` }}>
          <span class="list-group-stuck">{words()}</span>
        </div>
        <For each={settings.columns().slice(title() + 1)}>
          {(column, index) => (
            <div
              role="gridcell"
              class="list-cell list-sum"
              style={{ "grid-column": title() + index() + 3 }}
              data-numeric={column.isNumeric ? "" : undefined}
            >
              <Show when={column.sum !== undefined && model.sum(column.key, null) !== null}>
                <span
                  class="list-text"
                  role="img"
                  aria-label={listWords().sum(column.name, column.sum!.words(model.sum(column.key, null)!))}
                >
                  {column.sum!.words(model.sum(column.key, null)!)}
                </span>
              </Show>
            </div>
          )}
        </For>
      </div>
    </div>
  )
}

import { For, onMount, Show, type JSX } from "solid-js"
import { columnEntries, makeHeadPointer } from "../../../parts/column-head.ts"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { openMenu } from "../../../ui/menu.tsx"
import { VisuallyHidden } from "../../../ui/visually-hidden.tsx"
import { usePlan } from "../plan-state.ts"
import { cellElementId, HEAD_ROW } from "./outline-ids.ts"

/** A column narrower than this has no room for its name. */
const ROOM_FOR_NAME = 56

/** The heads of the outline: dragged for their order, at their edges for their width, pressed for what can be done. */
export function OutlineHead(props: { readonly ref: (head: HTMLElement) => void }): JSX.Element {
  const state = usePlan()
  const { sheet } = state
  let head!: HTMLDivElement
  onMount(() =>
    makeHeadPointer(head, {
      arrangement: sheet,
      heads: ".plan-head-cell",
      onPress: (column, event) =>
        openMenu({
          anchor: (event.target as Element).closest(".plan-head-cell") ?? head,
          label: sheetWords().columnOptions(column.name),
          entries: () => columnEntries(sheet, column, "name"),
        }),
    }),
  )
  return (
    <div
      ref={element => {
        head = element
        props.ref(element)
      }}
      class="plan-head"
      role="rowgroup"
    >
      <div role="row" class="plan-head-row" aria-rowindex={1}>
        <For each={sheet.columns()}>
          {column => (
            <span
              role="columnheader"
              id={cellElementId(HEAD_ROW, column.key)}
              class="plan-head-cell"
              data-column={column.key}
              data-numeric={column.isNumeric ? "" : undefined}
              data-tooltip={sheet.widthOf(column) < ROOM_FOR_NAME ? column.name : undefined}
            >
              <Show
                when={column.key !== "code" && (column.key === "who" || sheet.widthOf(column) >= ROOM_FOR_NAME)}
                fallback={<VisuallyHidden>{column.name}</VisuallyHidden>}
              >
                <span class="plan-head-name">{column.name}</span>
              </Show>
              <span class="plan-head-edge" data-edge="" />
            </span>
          )}
        </For>
      </div>
    </div>
  )
}

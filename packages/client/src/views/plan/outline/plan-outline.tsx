import { createMemo, For, onCleanup, onMount, type JSX } from "solid-js"
import { sameIds } from "../../../parts/same-ids.ts"
import { AXIS } from "../chart/chart-view.ts"
import { usePlan } from "../plan-state.ts"
import { OutlineHead } from "./outline-head.tsx"
import { OutlineRow } from "./outline-row.tsx"
import { makeOutlineClipboard } from "./outline-clipboard.ts"
import "./outline.css"

/** Rows drawn beyond each edge of what is in view. */
const MORE = 3

/** The rows of the plan as a sheet: as many as are in view, and all their columns, sideways scrolled where they are many. */
export function PlanOutline(): JSX.Element {
  const state = usePlan()
  let head!: HTMLElement
  let rows!: HTMLDivElement
  const range = createMemo(
    () => {
      const { top, height } = state.viewport()
      const count = state.rows().length
      const first = Math.max(0, Math.floor(top / state.rowHeight()) - MORE)
      const end = Math.min(count, Math.ceil((top + height - AXIS) / state.rowHeight()) + MORE)
      return [Math.min(first, count), end] as const
    },
    undefined,
    { equals: (one, other) => one[0] === other[0] && one[1] === other[1] },
  )
  const drawn = createMemo<readonly string[]>(
    () =>
      state
        .rows()
        .slice(...range())
        .map(({ id }) => id),
    [],
    { equals: sameIds },
  )
  onMount(() => {
    const follow = () => (head.scrollLeft = rows.scrollLeft)
    rows.addEventListener("scroll", follow, { passive: true })
    onCleanup(() => rows.removeEventListener("scroll", follow))
    makeOutlineClipboard(state.grid(), state)
  })
  return (
    <>
      <OutlineHead ref={element => (head = element)} />
      <div
        ref={rows}
        class="plan-rows"
        role="rowgroup"
        style={{ height: `${state.rows().length * state.rowHeight()}px` }}
      >
        <For each={drawn()}>{id => <OutlineRow id={id} />}</For>
      </div>
    </>
  )
}

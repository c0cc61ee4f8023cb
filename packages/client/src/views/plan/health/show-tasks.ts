import type { PlanState } from "../plan-state.ts"

/** Selects activities and brings the first into view, unfolding what it lies in. */
export function showTasks(state: PlanState, ids: readonly string[]): void {
  const [first] = ids
  if (first === undefined) return
  const live = state.plan()
  for (let above = live.taskOf(first)?.parent ?? null; above !== null; above = live.taskOf(above)?.parent ?? null)
    state.fold(above, false)
  state.selection.select(ids)
  state.setActive(first)
  revealBeside(state, first)
}

/** Brings a row into view beside a panel; on a phone to the top, since the panel lies over the rest. */
export function revealBeside(state: PlanState, id: string): void {
  state.reveal(id)
  const index = state.indexOf(id)
  if (state.narrow() && index >= 0) state.grid().scrollTop = index * state.rowHeight()
}

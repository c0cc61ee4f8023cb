import type { PlanState } from "./plan-state.ts"

/** Chooses a row as a press means it: alone, with Control beside others, with Shift all up to it. */
export function choose(state: PlanState, id: string, event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey) state.selection.toggle(id)
  else if (event.shiftKey && state.active() !== null) {
    const [one, other] = [state.indexOf(state.active()!), state.indexOf(id)]
    const range = state.rows().slice(Math.min(one, other), Math.max(one, other) + 1)
    state.selection.select(range.map(row => row.id))
  } else state.selection.clear()
  state.setActive(id)
}

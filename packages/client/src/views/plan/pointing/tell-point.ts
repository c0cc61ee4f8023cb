import { createEffect, onCleanup } from "solid-js"
import { AXIS } from "../chart/chart-view.ts"
import { instantAt } from "../chart/time-scale.ts"
import type { PlanState } from "../plan-state.ts"
import { createSessionLeader } from "./session-leader.ts"

/**
 * Tells the others where on the chart the pointer of this person is, as long as they lead a planning session: an instant
 * and a row, for the others look at it in another zoom.
 */
export function tellPoint(chart: HTMLElement, state: PlanState): void {
  const leader = createSessionLeader(state.space)
  const tell = (point: { readonly item: string; readonly at: number } | null) =>
    state.workspace.presence.tell(`space/${state.space.id}`, { point })
  const leave = () => tell(null)
  const move = (event: PointerEvent) => {
    const box = chart.getBoundingClientRect()
    const [x, y] = [event.clientX - box.left, event.clientY - box.top - AXIS]
    const row = state.rows()[Math.floor((y + state.viewport().top) / state.rowHeight())]
    tell(y < 0 || row === undefined ? null : { item: row.id, at: instantAt(state.scale(), x) })
  }
  createEffect(() => {
    if (leader() !== state.workspace.me) return
    chart.addEventListener("pointermove", move)
    chart.addEventListener("pointerleave", leave)
    onCleanup(() => {
      chart.removeEventListener("pointermove", move)
      chart.removeEventListener("pointerleave", leave)
      leave()
    })
  })
}

import type { Surface } from "./surface.ts"
import { panned, zoomedAt } from "./time-scale.ts"

/** Two fingers on a chart: they zoom about the point between them, and take it along. */
export function makePinch({ chart, state, at }: Surface): {
  /** Takes note of a finger that was put down; answers whether it is the second one. */
  readonly began: (event: PointerEvent) => boolean
  readonly stop: () => void
} {
  const fingers = new Map<number, PointerEvent>()
  const spread = ([one, other]: readonly PointerEvent[]) => Math.max(24, Math.abs(one!.clientX - other!.clientX))
  const middle = ([one, other]: readonly PointerEvent[]) =>
    at({ clientX: (one!.clientX + other!.clientX) / 2, clientY: one!.clientY }).x
  const move = (event: PointerEvent) => {
    if (!fingers.has(event.pointerId)) return
    const before = [...fingers.values()]
    fingers.set(event.pointerId, event)
    if (before.length !== 2) return
    const now = [...fingers.values()]
    const zoomed = zoomedAt(state.scale(), middle(before), spread(now) / spread(before))
    state.setScale(panned(zoomed, middle(before) - middle(now)))
    event.stopImmediatePropagation()
  }
  const gone = (event: PointerEvent) => void fingers.delete(event.pointerId)
  chart.addEventListener("pointermove", move, { capture: true })
  for (const end of ["pointerup", "pointercancel"] as const) chart.addEventListener(end, gone, { capture: true })
  return {
    began: event => {
      fingers.set(event.pointerId, event)
      return fingers.size === 2
    },
    stop: () => {
      chart.removeEventListener("pointermove", move, { capture: true })
      for (const end of ["pointerup", "pointercancel"] as const) chart.removeEventListener(end, gone, { capture: true })
    },
  }
}

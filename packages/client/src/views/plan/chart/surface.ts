import type { PlanState } from "../plan-state.ts"
import type { Hit } from "./hit.ts"

/** What the parts of a chart that follow a pointer need of it. */
export interface Surface {
  readonly chart: HTMLElement
  readonly state: PlanState
  /** A point from the top left of the rows, below the axis. */
  readonly at: (event: { clientX: number; clientY: number }) => { readonly x: number; readonly y: number }
  readonly hit: (point: { readonly x: number; readonly y: number }) => Hit | null
}

import type { PlanTask } from "@weft/model/plan/input"
import type { LivePlan } from "@weft/model/plan/live-plan"
import type { ScheduledTask } from "@weft/model/plan/schedule-rows"
import { barTop } from "./chart-view.ts"
import type { PlanRow } from "../outline/plan-rows.ts"
import { xOf, type TimeScale } from "./time-scale.ts"

/** Where the bar of a row stands on the chart, in pixels from its top left below the axis. */
export interface BarPlace {
  readonly kind: "task" | "summary" | "milestone"
  readonly task: PlanTask
  readonly dates: ScheduledTask
  readonly left: number
  readonly right: number
  readonly top: number
  readonly height: number
  /** The end of what is done; the left end where nothing is. */
  readonly done: number
}

const BAR = 13
const DIAMOND = 14
const LEAST_BAR = 4

export interface BarView {
  readonly plan: LivePlan
  readonly rows: readonly PlanRow[]
  readonly scale: TimeScale
  readonly top: number
  readonly rowHeight: number
  readonly isNarrow: boolean
}

export function barPlace(view: BarView, row: number): BarPlace {
  const { id, task: index, isSummary } = view.rows[row]!
  const { net } = view.plan.computed
  const task = net.input.tasks[index]!
  const dates = view.plan.task(id)
  const [start, finish] = [xOf(view.scale, dates.start), xOf(view.scale, dates.finish)]
  const top = row * view.rowHeight - view.top + barTop(view.rowHeight, view.isNarrow)
  const isMilestone = !isSummary && (task.isMilestone || dates.start === dates.finish)
  if (isMilestone) {
    const [left, right] = [finish - DIAMOND / 2, finish + DIAMOND / 2]
    return { kind: "milestone", task, dates, left, right, top, height: DIAMOND, done: left }
  }
  const right = Math.max(start + LEAST_BAR, finish)
  const kind = isSummary ? ("summary" as const) : ("task" as const)
  return { kind, task, dates, left: start, right, top, height: BAR, done: doneUntil(task, start, right) }
}

/** Progress fills a bar from the left, by its share of the duration. */
function doneUntil(task: PlanTask, left: number, right: number): number {
  if (task.actualFinish !== null) return right
  if (task.duration <= 0) return left
  return left + (right - left) * Math.min(1, Math.max(0, task.actualDuration / task.duration))
}

/** The middle of a row's bar, where links leave it. */
export function middleOf({ top, height }: BarPlace): number {
  return Math.round(top + height / 2) + 0.5
}

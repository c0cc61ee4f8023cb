import type { LivePlan } from "@weft/model/plan/live-plan"
import type { Instant } from "@weft/model/time/instant"
import type { Ink } from "../chart/shapes.ts"
import type { PlanRow } from "../outline/plan-rows.ts"

/** The time that an overview spans. */
export interface OverviewSpan {
  readonly from: Instant
  readonly to: Instant
}

export interface OverviewBar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly ink: Ink
}

/** Where an instant lies in an overview that is so many pixels wide. */
export function placeIn({ from, to }: OverviewSpan, at: Instant, width: number): number {
  return ((at - from) / (to - from)) * width
}

/** All bars of a plan in small. Of rows that fall on one line of pixels, as many are drawn as can be told apart. */
export function overviewOf(
  plan: LivePlan,
  rows: readonly PlanRow[],
  span: OverviewSpan,
  width: number,
  height: number,
): readonly OverviewBar[] {
  const { net, dates } = plan.computed
  const lines = Math.max(1, Math.floor(height / LINE))
  // Of many rows on one line every so many-th is enough: the rest would be drawn over it.
  const step = Math.max(1, Math.floor(rows.length / (lines * MOST_ON_LINE)))
  const bars: OverviewBar[] = []
  for (let row = 0; row < rows.length; row += step) {
    const { task, isSummary } = rows[row]!
    const [start, finish] = [dates.earlyStart[task]!, dates.earlyFinish[task]!]
    if (finish < start || start < span.from) continue
    const x = placeIn(span, start, width)
    const isDone = net.input.tasks[task]!.actualFinish !== null
    bars.push({
      x,
      y: (row / rows.length) * (height - LINE),
      width: Math.max(1.5, placeIn(span, finish, width) - x),
      height: Math.min(LINE, Math.max(1, height / rows.length - 0.5)),
      ink: isSummary ? "summary" : isDone ? "bar-done" : "bar-line",
    })
  }
  return bars
}

const LINE = 3
const MOST_ON_LINE = 24

import type { PlanInput } from "@weft/model/plan/input"
import { LivePlan } from "@weft/model/plan/live-plan"
import { UNATTENDED, type ChartView } from "../../packages/client/src/views/plan/chart/chart-view.ts"
import { LinkRows } from "../../packages/client/src/views/plan/chart/link-rows.ts"
import { stretchesOf } from "../../packages/client/src/views/plan/chart/stretches.ts"
import { fitted } from "../../packages/client/src/views/plan/chart/time-scale.ts"
import { planRows } from "../../packages/client/src/views/plan/outline/plan-rows.ts"

/** A plan as a screen without anybody at it shows it, 900 × 600 pixels. */
export function viewOf(input: PlanInput, over: Partial<ChartView> = {}): ChartView {
  const plan = new LivePlan(input)
  const rows = planRows(input, new Set(), () => "")
  return {
    plan,
    rows,
    links: new LinkRows(input.links, rows),
    scale: fitted(plan.computed.dates.start, plan.computed.dates.finish, 900),
    width: 900,
    height: 600,
    top: 0,
    rowHeight: 28,
    isNarrow: false,
    marksCritical: true,
    today: null,
    baselines: [],
    stretches: stretchesOf(input),
    ...UNATTENDED,
    words: { firstDayOfWeek: 1, fieldOf: unit => unit, today: "today", shift: days => `${days}` },
    ...over,
  }
}

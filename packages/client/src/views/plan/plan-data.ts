import { planOf } from "@weft/model/plan/plan-of-space"
import { LivePlan } from "@weft/model/plan/live-plan"
import type { KindName } from "@weft/model/schema/kinds"
import { createSignal, onCleanup, type Accessor } from "solid-js"
import type { SpaceData, Workspace } from "../../data/workspace.ts"

/** What of a space says when its work is done. */
const OWN_KINDS: readonly KindName[] = [
  "items",
  "plans",
  "dependencies",
  "resources",
  "assignments",
  "calendars",
  "calendarWeeks",
  "calendarExceptions",
]
/** What of the workspace does: the hours of its people. */
const SHARED_KINDS: readonly KindName[] = ["members", "workPatterns", "absences"]

/**
 * The plan of a space, kept in step with its rows. The engine runs in the tab: ten thousand activities take it a few
 * hundredths of a second, and what somebody does here is drawn in the same frame. Changes that come together are read once.
 */
export function createPlanData(workspace: Workspace, space: SpaceData): Accessor<LivePlan> {
  const read = () => planOf(workspace.snapshot(space.id))
  const live = new LivePlan(read())
  const [plan, setPlan] = createSignal(live, { equals: false })
  let isDue = false
  let isOver = false
  const readAgain = () => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      if (isOver) return
      live.apply({ edit: "plan", input: read() })
      setPlan(live)
    })
  }
  const stops = [
    ...OWN_KINDS.map(kind => space.live.observe(kind, readAgain)),
    ...SHARED_KINDS.map(kind => workspace.live.observe(kind, readAgain)),
  ]
  onCleanup(() => {
    isOver = true
    for (const stop of stops) stop()
  })
  return plan
}

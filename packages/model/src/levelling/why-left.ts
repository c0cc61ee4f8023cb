import type { Network } from "../plan/network.ts"
import type { PlanDates } from "../plan/plan-dates.ts"
import type { PlanLevellingOptions } from "./levelling-options.ts"
import { obstacleOf, type Obstacle } from "./movable-tasks.ts"
import type { OverAllocation } from "./over-allocation.ts"

/** Why an over-allocation is there in spite of delays. */
export type LeftBecause =
  /** One task wants more than there is. */
  | { readonly because: "alone"; readonly task: string }
  /** Delays of these were left out: of those in the way, else of those that it follows from. */
  | { readonly because: "left-out"; readonly tasks: readonly string[] }
  /** None of these is ever delayed. */
  | { readonly because: "obstacles"; readonly tasks: readonly { readonly task: string; readonly obstacle: Obstacle }[] }
  /** What could be delayed has not slack enough, and nothing may be moved beyond it. */
  | { readonly because: "slack" }
  /** What could be delayed drives something that stays. */
  | { readonly because: "drives" }

export interface LevelledDates {
  /** The plan as it was before levelling. */
  readonly net: Network
  readonly dates: PlanDates
  readonly options: PlanLevellingOptions
  /** Tasks whose delays were proposed and are not taken. */
  readonly leftOut: ReadonlySet<string>
  /** What is over-allocated with all of the delays that were proposed. */
  readonly unavoidable: readonly OverAllocation[]
}

/** Why delays leave an over-allocation. */
export function whyLeft(
  over: OverAllocation,
  { net, dates, options, leftOut, unavoidable }: LevelledDates,
): LeftBecause {
  const [first, ...others] = over.tasks
  if (others.length === 0) return { because: "alone", task: first! }
  const spared = over.tasks.filter(task => leftOut.has(task))
  if (spared.length > 0) return { because: "left-out", tasks: spared }
  const tasks = over.tasks.flatMap(task => {
    const obstacle = obstacleOf(net, dates, net.indexOf.get(task)!, options)
    return obstacle === null ? [] : [{ task, obstacle }]
  })
  // Of one that stays and others that do not, these would have made way if they could.
  if (tasks.length > 1) return { because: "obstacles", tasks }
  const isUnavoidable = unavoidable.some(
    ({ resource, tasks: crowd }) => resource === over.resource && over.tasks.every(task => crowd.includes(task)),
  )
  // One that was left out held back what follows it, and that is in the way now.
  if (!isUnavoidable && leftOut.size > 0) return { because: "left-out", tasks: [...leftOut] }
  return { because: options.withinSlack ? "slack" : "drives" }
}

import type { Snapshot } from "../schema/snapshot.ts"
import { LivePlan } from "./live-plan.ts"
import { planOf } from "./plan-of-space.ts"

/** Whoever follows a plan says here what it is, for as long as somebody works on that very snapshot. */
const known = new WeakMap<Snapshot, LivePlan>()

/** Does some work for which the plan of a snapshot is known already: nobody in it has to compute it. */
export function knowingPlan<Result>(snapshot: Snapshot, plan: LivePlan, work: () => Result): Result {
  known.set(snapshot, plan)
  try {
    return work()
  } finally {
    known.delete(snapshot)
  }
}

/** The scheduled plan of a snapshot. What is tried on it has to be taken back. */
export function livePlanOf(snapshot: Snapshot): LivePlan {
  return known.get(snapshot) ?? new LivePlan(planOf(snapshot))
}

import { textHash } from "../base/text-hash.ts"
import type { PlanInput } from "../plan/input.ts"
import { planOf, unitsOf } from "../plan/plan-of-space.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { USUAL_PRIORITY } from "./levelling-options.ts"

/** The plan of a space as levelling takes it. */
export interface SpaceLevelling {
  readonly input: PlanInput
  /** How much there is of each resource; 1 is one person full time. */
  readonly units: ReadonlyMap<string, number>
  /** By task, where it is not the usual one. */
  readonly priorities: ReadonlyMap<string, number>
  /**
   * 32 bits of all that levelling reads. Two replicas of the same rows have the same, so that, as the seed of a search, it
   * gives them the same proposal; a change of the plan gives another.
   */
  readonly sum: number
}

export function spaceLevelling(snapshot: Snapshot): SpaceLevelling {
  const input = planOf(snapshot)
  const units = new Map(input.resources.map(({ id }) => [id, unitsOf(snapshot, id)] as const))
  const prioritised = living(snapshot.items).filter(item => item.levellingPriority !== USUAL_PRIORITY)
  const priorities = new Map(
    prioritised
      .map(({ id, levellingPriority }) => [id as string, levellingPriority] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
  return { input, units, priorities, sum: textHash(JSON.stringify([input, [...units], [...priorities]])) }
}

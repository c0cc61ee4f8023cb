import { seededRandom } from "../base/random.ts"
import type { ActivityNetwork } from "./activity-network.ts"
import { searchOrders, type Found } from "./genetic-search.ts"
import { justifiedSides } from "./justified-sides.ts"
import { lowerBound } from "./lower-bound.ts"

export interface LevellingBudget {
  /** How many schedules may be generated at most; each pass over all activities is one, in whichever direction. */
  readonly schedules: number
  readonly seed: number
}

export interface LevelledActivities {
  /** When each activity begins, in the schedule as it was found; not all need begin as early as they could. */
  readonly starts: Int32Array
  /** When the last one ends. */
  readonly makespan: number
  /** How many schedules were generated so far. */
  readonly schedules: number
  /** What no schedule can beat. */
  readonly bound: number
}

/**
 * Searches for short schedules of a network within its capacities, until the budget is spent or the bound is met.
 *
 * Yields the best so far from time to time, so that whoever asks may stop at any of them; the last is the result. The
 * same seed and budget give the same schedule.
 */
export function* levelActivities(
  network: ActivityNetwork,
  { schedules, seed }: LevellingBudget,
): Generator<LevelledActivities, void> {
  const bound = lowerBound(network)
  const sides = justifiedSides(network)
  for (const found of searchOrders(sides, { schedules, random: seededRandom(seed), bound }))
    yield { ...leftToRight(network, found), schedules: found.schedules, bound }
}

/** The same without stops. */
export function levelledActivities(network: ActivityNetwork, budget: LevellingBudget): LevelledActivities {
  let last: LevelledActivities | null = null
  for (const found of levelActivities(network, budget)) last = found
  return last!
}

/** A schedule that was generated from the end counts its time from there. */
function leftToRight({ count }: ActivityNetwork, { best, side }: Found): { starts: Int32Array; makespan: number } {
  const { starts, finishes, cost } = best
  if (side === 0) return { starts: starts.slice(), makespan: cost }
  return { starts: Int32Array.from({ length: count }, (_, activity) => cost - finishes[activity]!), makespan: cost }
}

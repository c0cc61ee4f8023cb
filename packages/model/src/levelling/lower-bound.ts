import type { ActivityNetwork } from "./activity-network.ts"

/** What no schedule can beat: the critical path, and what the scarcest resource takes for all its work. */
export function lowerBound(network: ActivityNetwork): number {
  const { durations, demands, capacities, resourceCount, count } = network
  let bound = 0
  const heads = headsOf(network)
  for (let activity = 0; activity < count; activity += 1)
    bound = Math.max(bound, heads[activity]! + durations[activity]!)
  for (let resource = 0; resource < resourceCount; resource += 1) {
    let energy = 0
    for (let activity = 0; activity < count; activity += 1)
      energy += durations[activity]! * demands[activity * resourceCount + resource]!
    if (energy > 0) bound = Math.max(bound, Math.ceil(energy / capacities[resource]!))
  }
  return bound
}

/** The earliest start of each activity as far as its predecessors say. */
export function headsOf({
  count,
  durations,
  predecessors: { first, items },
  topological,
}: ActivityNetwork): Int32Array {
  const heads = new Int32Array(count)
  for (const activity of topological)
    for (let edge = first[activity]!; edge < first[activity + 1]!; edge += 1) {
      const before = items[edge]!
      heads[activity] = Math.max(heads[activity]!, heads[before]! + durations[before]!)
    }
  return heads
}

/** How long it takes from the end of each activity to the end of all, as far as its successors say. */
export function tailsOf({ count, durations, successors: { first, items }, topological }: ActivityNetwork): Int32Array {
  const tails = new Int32Array(count)
  for (const activity of topological.toReversed())
    for (let edge = first[activity]!; edge < first[activity + 1]!; edge += 1) {
      const after = items[edge]!
      tails[activity] = Math.max(tails[activity]!, tails[after]! + durations[after]!)
    }
  return tails
}

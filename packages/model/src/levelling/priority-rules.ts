import type { ActivityNetwork } from "./activity-network.ts"
import { headsOf, tailsOf } from "./lower-bound.ts"

export const PRIORITY_RULES = ["LFT", "LST", "MINSLK", "MTS", "GRPW"] as const

/**
 * Latest finish, latest start and least slack by the critical path, most successors in all, and greatest rank
 * positional weight: the duration of an activity and of what follows it directly.
 */
export type PriorityRule = (typeof PRIORITY_RULES)[number]

/** The urgency of each activity by a rule; the highest goes first. */
export function urgencies(network: ActivityNetwork, rule: PriorityRule): Float64Array {
  const { durations, count } = network
  switch (rule) {
    case "LFT":
      return Float64Array.from(tailsOf(network))
    case "LST":
      return Float64Array.from(tailsOf(network), (tail, activity) => tail + durations[activity]!)
    case "MINSLK": {
      const heads = headsOf(network)
      return Float64Array.from(tailsOf(network), (tail, activity) => tail + durations[activity]! + heads[activity]!)
    }
    case "MTS":
      return followerCounts(network)
    case "GRPW": {
      const { first, items } = network.successors
      return Float64Array.from({ length: count }, (_, activity) => {
        let weight = durations[activity]!
        for (let edge = first[activity]!; edge < first[activity + 1]!; edge += 1) weight += durations[items[edge]!]!
        return weight
      })
    }
  }
}

/** How many activities follow each one, directly or not; beyond some thousands only the direct ones, as each pair takes a bit. */
function followerCounts({ count, successors: { first, items }, topological }: ActivityNetwork): Float64Array {
  const counts = Float64Array.from({ length: count }, (_, activity) => first[activity + 1]! - first[activity]!)
  if (count > MOST_COUNTED) return counts
  const words = (count + 31) >> 5
  const followers = new Int32Array(count * words)
  for (const activity of topological.toReversed()) {
    for (let edge = first[activity]!; edge < first[activity + 1]!; edge += 1) {
      const after = items[edge]!
      followers[activity * words + (after >> 5)]! |= 1 << (after & 31)
      for (let word = 0; word < words; word += 1)
        followers[activity * words + word]! |= followers[after * words + word]!
    }
    counts[activity] = 0
    for (let word = 0; word < words; word += 1) counts[activity]! += bitsIn(followers[activity * words + word]!)
  }
  return counts
}

const MOST_COUNTED = 4096

function bitsIn(word: number): number {
  let count = 0
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1
  return count
}

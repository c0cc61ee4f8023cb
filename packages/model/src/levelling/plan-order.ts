import { CONSTRAINTS } from "../plan/input.ts"
import type { Network } from "../plan/network.ts"
import type { PlanDates } from "../plan/plan-dates.ts"
import { RankHeap } from "../plan/rank-heap.ts"
import type { Adjacency } from "./activity-network.ts"
import type { PlanLevellingOptions } from "./levelling-options.ts"
import { priorityOf } from "./movable-tasks.ts"

/** What must stand before what in an order: what drives a task, and all below a summary before it. */
export interface PlanPrecedence {
  readonly count: number
  readonly predecessors: Adjacency
  readonly successors: Adjacency
}

export function planPrecedence({ count, links, parent }: Network): PlanPrecedence {
  const into: number[][] = Array.from({ length: count }, () => [])
  const outOf: number[][] = Array.from({ length: count }, () => [])
  const add = (from: number, to: number) => {
    into[to]!.push(from)
    outOf[from]!.push(to)
  }
  for (let task = 0; task < count; task += 1) {
    for (let slot = links.inFirst[task]!; slot >= 0; slot = links.inNext[slot]!) add(links.from[slot]!, task)
    if (parent[task]! >= 0) add(task, parent[task]!)
  }
  return { count, predecessors: adjacencyOf(into), successors: adjacencyOf(outOf) }
}

function adjacencyOf(rows: readonly (readonly number[])[]): Adjacency {
  const first = new Int32Array(rows.length + 1)
  for (const [index, row] of rows.entries()) first[index + 1] = first[index]! + row.length
  return { first, items: Int32Array.from(rows.flat()) }
}

/** The order in which of all tasks whose predecessors are placed the one of the lowest rank is next. */
export function orderByRank({ count, predecessors, successors }: PlanPrecedence, rank: Int32Array): Int32Array {
  const taskOfRank = new Int32Array(count)
  for (let task = 0; task < count; task += 1) taskOfRank[rank[task]!] = task
  const heap = new RankHeap(rank, taskOfRank, "lowest")
  const waiting = Int32Array.from(
    { length: count },
    (_, task) => predecessors.first[task + 1]! - predecessors.first[task]!,
  )
  for (let task = 0; task < count; task += 1) if (waiting[task] === 0) heap.push(task)
  const order = new Int32Array(count)
  for (let place = 0; place < count; place += 1) {
    const task = heap.pop()
    order[place] = task
    for (let edge = successors.first[task]!; edge < successors.first[task + 1]!; edge += 1) {
      const after = successors.items[edge]!
      waiting[after]! -= 1
      if (waiting[after] === 0) heap.push(after)
    }
  }
  return order
}

/** Ranks tasks by a comparison; the first has rank 0. Those that are equal stay in the order of the plan. */
export function rankedBy(count: number, compare: (one: number, other: number) => number): Int32Array {
  const sorted = Int32Array.from({ length: count }, (_, task) => task).sort(
    (one, other) => compare(one, other) || one - other,
  )
  const rank = new Int32Array(count)
  for (let place = 0; place < count; place += 1) rank[sorted[place]!] = place
  return rank
}

/**
 * The rank of each task by the standard key of planning programs: after what it depends on, the earlier start, a
 * constraint before none, the lesser slack, the higher priority, the place in the plan. Or priority before all these. The
 * priority of the project comes before that of the task.
 */
export function standardRank(
  net: Network,
  base: PlanDates,
  slack: Int32Array,
  options: PlanLevellingOptions,
): Int32Array {
  const priorities = net.input.tasks.map((_, task) => priorityOf(net, task, options))
  const isFree = net.input.tasks.map(({ constraint }) => CONSTRAINTS.indexOf(constraint.kind) <= 1)
  const byPriority = (one: number, other: number) =>
    priorities[other]!.project - priorities[one]!.project || priorities[other]!.task - priorities[one]!.task
  const byNeed = (one: number, other: number) =>
    base.earlyStart[one]! - base.earlyStart[other]! ||
    Number(isFree[one]) - Number(isFree[other]) ||
    slack[one]! - slack[other]!
  return rankedBy(net.count, (one, other) =>
    options.order === "standard"
      ? byNeed(one, other) || byPriority(one, other)
      : byPriority(one, other) || byNeed(one, other),
  )
}

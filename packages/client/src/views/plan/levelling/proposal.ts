import type { LevelledTask } from "@weft/model/levelling/level-plan"
import type { PlanLevellingOptions } from "@weft/model/levelling/levelling-options"
import { overAllocationsOf, type OverAllocation } from "@weft/model/levelling/over-allocation"
import { whyLeft, type LeftBecause } from "@weft/model/levelling/why-left"
import type { PlanTask } from "@weft/model/plan/input"
import { LivePlan } from "@weft/model/plan/live-plan"
import type { Instant } from "@weft/model/time/instant"
import type { Ghost, GhostPlan } from "../chart/ghost.ts"

/** Delays that somebody may take, each by itself. */
export interface Proposal {
  /** How the plan was to be levelled; null where all delays are to come out. */
  readonly options: PlanLevellingOptions | null
  /** In the order in which they would begin. */
  readonly moves: readonly LevelledTask[]
  /** What is over-allocated with all of them; nobody asks where delays come out. */
  readonly unavoidable: readonly OverAllocation[]
  /** The sum of the plan that it is for (see `SpaceLevelling`). */
  readonly sum: number
}

/** The tasks of a plan that levelling delays. */
export function delayedTasks(plan: LivePlan): PlanTask[] {
  return plan.computed.net.input.tasks
    .map(({ id }) => plan.taskOf(id)!)
    .filter(({ levelingDelay }) => levelingDelay > 0)
}

/** A proposal that takes all delays out of a plan. */
export function clearedProposal(plan: LivePlan, sum: number): Proposal {
  const delayed = delayedTasks(plan)
  const cleared = new LivePlan(plan.input)
  cleared.apply(...delayed.map(task => ({ edit: "task", task: { ...task, levelingDelay: 0 } }) as const))
  const moves = delayed.map(({ id, levelingDelay }): LevelledTask => ({
    task: id,
    delay: 0,
    delayBefore: levelingDelay,
    start: cleared.task(id).start,
    startBefore: plan.task(id).start,
    reason: null,
  }))
  return { options: null, moves: inOrder(moves), unavoidable: [], sum }
}

/** Moves by when they would begin; of equals the order of the plan stays. */
export function inOrder(moves: readonly LevelledTask[]): LevelledTask[] {
  return moves.toSorted((one, other) => one.start - other.start)
}

/** What the plan would be with the delays that are taken. */
export interface Review {
  readonly ghost: Ghost
  /** When a task would begin. */
  readonly startOf: (task: string) => Instant
  /** Who would still have too much, and why; no reason where nobody tried to end it. */
  readonly left: readonly (OverAllocation & { readonly why: LeftBecause | null })[]
}

/**
 * Tries on the engine what a proposal comes to with some of its delays left out, whatever the plan has become since it was
 * made: what is gone is left out too.
 */
export function review(
  plan: LivePlan,
  trials: GhostPlan,
  { moves, options, unavoidable }: Proposal,
  leftOut: ReadonlySet<string>,
  unitsOf: (resource: string) => number,
): Review {
  const tasks = moves.flatMap(({ task, delay }) => {
    const row = plan.taskOf(task)
    return row === undefined || leftOut.has(task) ? [] : [{ ...row, levelingDelay: delay }]
  })
  const ghost = trials.try({ tasks, link: null })
  const { tried } = trials
  const why = (over: OverAllocation) =>
    options === null ? null : whyLeft(over, { ...plan.computed, options, leftOut, unavoidable })
  return {
    ghost,
    startOf: task => tried.task(task).start,
    left: overAllocationsOf(tried.computed, unitsOf).map(over => ({ ...over, why: why(over) })),
  }
}

import type { Instant } from "../time/instant.ts"
import type { WorkingCalendar } from "../time/working-calendar.ts"

/** How progress earns the budget of a task. */
export type EarningRule =
  /** As much as its progress says. */
  | { readonly rule: "percent" }
  /** All of it when it is finished, a part of it already when it begins: 0/100, 50/50, 20/80. */
  | { readonly rule: "start-finish"; readonly atStart: number }
  /** The weights of the milestones that are reached. */
  | { readonly rule: "milestones"; readonly reached: number }
  /** As time passes, whatever is done. */
  | { readonly rule: "level-of-effort" }

export interface BudgetedTask {
  readonly id: string
  /** The baseline. Its cost is spread evenly over its working time. */
  readonly start: Instant
  readonly finish: Instant
  readonly budget: number
  /** 0 to 1: physical progress, or done part of the duration. */
  readonly progress: number
  readonly hasStarted: boolean
  readonly isFinished: boolean
  readonly earns: EarningRule
  readonly actualCost: number
}

/** Earned value at one instant. What would be divided by zero is null. */
export interface EarnedValue {
  readonly plannedValue: number
  readonly earnedValue: number
  readonly actualCost: number
  readonly budgetAtCompletion: number
  readonly costVariance: number
  readonly scheduleVariance: number
  readonly costIndex: number | null
  readonly scheduleIndex: number | null
  /** If the rest costs as what was done did. */
  readonly estimateAtCompletion: number | null
  /** If the rest costs as planned. */
  readonly estimateAsPlanned: number
  /** If the rest costs as what was done did, and being late costs as well. */
  readonly estimateWithSchedule: number | null
  readonly estimateToComplete: number | null
  readonly varianceAtCompletion: number | null
  /** What the rest must earn for its cost to meet the budget, or the estimate. */
  readonly toCompleteForBudget: number | null
  readonly toCompleteForEstimate: number | null
}

const over = (dividend: number | null, divisor: number | null): number | null =>
  dividend === null || divisor === null || divisor === 0 ? null : dividend / divisor

/** What a task should have earned by an instant. */
export function plannedValueOf(
  { start, finish, budget }: BudgetedTask,
  at: Instant,
  calendar: WorkingCalendar,
): number {
  if (at >= finish) return budget
  if (at <= start) return 0
  const whole = calendar.between(start, finish)
  return whole > 0 ? budget * (calendar.between(start, at) / whole) : 0
}

/** What a task has earned. */
export function earnedValueOf(task: BudgetedTask, at: Instant, calendar: WorkingCalendar): number {
  const within = (part: number) => Math.min(1, Math.max(0, part))
  switch (task.earns.rule) {
    case "percent":
      return task.budget * (task.isFinished ? 1 : within(task.progress))
    case "start-finish":
      return task.budget * (task.isFinished ? 1 : task.hasStarted ? within(task.earns.atStart) : 0)
    case "milestones":
      return task.budget * within(task.earns.reached)
    case "level-of-effort":
      return plannedValueOf(task, at, calendar)
  }
}

/** Earned value of some tasks together, at a status date. */
export function earnedValue(tasks: readonly BudgetedTask[], at: Instant, calendar: WorkingCalendar): EarnedValue {
  const sum = (value: (task: BudgetedTask) => number) => tasks.reduce((total, task) => total + value(task), 0)
  const plannedValue = sum(task => plannedValueOf(task, at, calendar))
  const earned = sum(task => earnedValueOf(task, at, calendar))
  const actualCost = sum(task => task.actualCost)
  const budget = sum(task => task.budget)
  const costIndex = over(earned, actualCost)
  const scheduleIndex = over(earned, plannedValue)
  const estimate = over(budget, costIndex)
  const bothIndices = costIndex === null || scheduleIndex === null ? null : costIndex * scheduleIndex
  const restWithSchedule = over(budget - earned, bothIndices)
  return {
    plannedValue,
    earnedValue: earned,
    actualCost,
    budgetAtCompletion: budget,
    costVariance: earned - actualCost,
    scheduleVariance: earned - plannedValue,
    costIndex,
    scheduleIndex,
    estimateAtCompletion: estimate,
    estimateAsPlanned: actualCost + (budget - earned),
    estimateWithSchedule: restWithSchedule === null ? null : actualCost + restWithSchedule,
    estimateToComplete: estimate === null ? null : estimate - actualCost,
    varianceAtCompletion: estimate === null ? null : budget - estimate,
    toCompleteForBudget: over(budget - earned, budget - actualCost),
    toCompleteForEstimate: estimate === null ? null : over(budget - earned, estimate - actualCost),
  }
}

/** Earned schedule: how far along the plan of its value a project is, in periods. */
export interface EarnedSchedule {
  /** The time at which what is earned now should have been earned. */
  readonly earned: number
  readonly actualTime: number
  readonly variance: number
  readonly index: number | null
  /** How many periods the project takes in all, if it goes on as it did. */
  readonly estimateAtCompletion: number | null
}

/**
 * Earned schedule from the planned value at the end of each period, the first of which is that of no period: 0.
 *
 * The earned time is the last period whose planned value is reached, and of the next one the part that is.
 */
export function earnedSchedule(planned: readonly number[], earned: number, actualTime: number): EarnedSchedule {
  let period = 0
  while (period + 1 < planned.length && planned[period + 1]! <= earned) period += 1
  const next = planned[period + 1]
  const part = next === undefined ? 0 : (over(earned - planned[period]!, next - planned[period]!) ?? 0)
  const time = period + Math.max(0, part)
  const index = over(time, actualTime)
  return {
    earned: time,
    actualTime,
    variance: time - actualTime,
    index,
    estimateAtCompletion: over(planned.length - 1, index),
  }
}

import { CalendarSet } from "../time/calendar-set.ts"
import type { Instant, Tenths } from "../time/instant.ts"
import type { PlanInput } from "./input.ts"
import type { PlanSchedule } from "./schedule-rows.ts"

/** What a plan said of one task when a baseline was taken. */
export interface BaselineRow {
  readonly task: string
  readonly start: Instant
  readonly finish: Instant
  readonly duration: Tenths
  readonly work: Tenths
  /** In the smallest unit of the plan's currency. */
  readonly cost: number
}

/** How far a task is from a baseline: later, longer and more is positive. */
export interface Variance {
  readonly task: string
  /** Working tenths of the task's calendar. */
  readonly start: Tenths
  readonly finish: Tenths
  readonly duration: Tenths
  readonly work: Tenths
  readonly cost: number
}

export interface Comparison {
  readonly variances: readonly Variance[]
  /** Tasks that only the later one has, and that only the earlier one has. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** Takes a baseline of a scheduled plan. Costs come from whoever knows rates; what is not named costs nothing. */
export function takeBaseline(
  input: PlanInput,
  schedule: PlanSchedule,
  costs: ReadonlyMap<string, number> = new Map(),
): readonly BaselineRow[] {
  const calendars = new CalendarSet(input.calendars)
  const workOf = new Map<string, number>()
  for (const { task, work } of input.assignments) workOf.set(task, (workOf.get(task) ?? 0) + work)
  return schedule.tasks.map(({ id, start, finish, isSummary }, index) => {
    const task = input.tasks[index]!
    const calendar = calendars.get(task.calendar ?? input.project.calendar)
    const duration = isSummary ? calendar.between(start, finish) : task.duration
    return { task: id, start, finish, duration, work: workOf.get(id) ?? 0, cost: costs.get(id) ?? 0 }
  })
}

/** Compares two baselines, or one with a plan as it is now taken as one. The calendars are those of the plan. */
export function compareBaselines(
  input: PlanInput,
  earlier: readonly BaselineRow[],
  later: readonly BaselineRow[],
): Comparison {
  const calendars = new CalendarSet(input.calendars)
  const calendarOf = new Map(input.tasks.map(task => [task.id, task.calendar]))
  const before = new Map(earlier.map(row => [row.task, row]))
  const after = new Set(later.map(row => row.task))
  return {
    variances: later.flatMap(now => {
      const was = before.get(now.task)
      if (was === undefined) return []
      const calendar = calendars.get(calendarOf.get(now.task) ?? input.project.calendar)
      return [
        {
          task: now.task,
          start: calendar.between(was.start, now.start),
          finish: calendar.between(was.finish, now.finish),
          duration: now.duration - was.duration,
          work: now.work - was.work,
          cost: now.cost - was.cost,
        },
      ]
    }),
    added: later.filter(({ task }) => !before.has(task)).map(({ task }) => task),
    removed: earlier.filter(({ task }) => !after.has(task)).map(({ task }) => task),
  }
}

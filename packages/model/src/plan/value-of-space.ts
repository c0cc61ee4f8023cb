import type { BaselineId } from "../base/ids.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { CalendarSet } from "../time/calendar-set.ts"
import type { Instant } from "../time/instant.ts"
import type { WorkingCalendar } from "../time/working-calendar.ts"
import { baselineCostsOf, baselineOf } from "./baselines-of-space.ts"
import { costsOf } from "./costs-of-space.ts"
import {
  earnedSchedule,
  earnedValue,
  earnedValueOf,
  plannedValueOf,
  type BudgetedTask,
  type EarnedSchedule,
  type EarnedValue,
  type EarningRule,
} from "./earned-value.ts"
import type { PlanInput } from "./input.ts"
import type { PlanSchedule } from "./schedule-rows.ts"

/** What value is counted in: money, hours of work where nobody may see money, or hours of duration where nobody is assigned. */
export type ValueUnit = "money" | "work" | "duration"

export interface Valuing {
  readonly baseline: BaselineId
  readonly rule: EarningRule
  /** The data date: everything is as of then. */
  readonly at: Instant
  /** Whether to count in money, where the baseline has any. */
  readonly inMoney: boolean
}

/** The three curves at one instant; what lies after the data date is neither earned nor spent. */
export interface CurvePoint {
  readonly at: Instant
  readonly planned: number
  readonly earned: number | null
  readonly actual: number | null
}

export interface SpaceValue {
  readonly unit: ValueUnit
  readonly value: EarnedValue
  /** In weeks since the start of the baseline. */
  readonly schedule: EarnedSchedule
  readonly curve: readonly CurvePoint[]
}

const TENTHS_PER_HOUR = 600
const WEEK: Instant = 7 * 14_400

/** A task with what the curves need beside its budget: when it was really worked on. */
interface ValuedTask extends BudgetedTask {
  readonly workedFrom: Instant | null
  readonly workedTo: Instant
}

/**
 * Earned value of a space against one of its baselines; nothing where the baseline says nothing. Items that were deleted
 * since keep their budget and earn nothing more; those that came since have no budget, but what they cost counts.
 */
export function valueOf(
  snapshot: Snapshot,
  input: PlanInput,
  schedule: PlanSchedule,
  { baseline, rule, at, inMoney }: Valuing,
): SpaceValue | null {
  const costs = inMoney ? baselineCostsOf(snapshot, baseline) : new Map<string, number>()
  const rows = baselineOf(snapshot, baseline)
  if (rows.length === 0) return null
  const unit: ValueUnit = costs.size > 0 ? "money" : rows.some(({ work }) => work > 0) ? "work" : "duration"
  const tasks = budgetedTasks(snapshot, input, schedule, { rows, costs, unit, rule, at })
  const calendar = new CalendarSet(input.calendars).get(input.project.calendar)
  const value = earnedValue(tasks, at, calendar)
  const first = Math.min(...rows.map(({ start }) => start))
  const last = Math.max(...rows.map(({ finish }) => finish))
  const weekly = instantsBetween(first, last).map(instant => plannedBy(tasks, instant, calendar))
  return {
    unit,
    value,
    schedule: earnedSchedule(weekly, value.earnedValue, Math.max(0, (at - first) / WEEK)),
    curve: drawnBetween(first, Math.max(last, at, schedule.finish), at).map(instant => ({
      at: instant,
      planned: plannedBy(tasks, instant, calendar),
      earned:
        instant > at
          ? null
          : sum(tasks, task => earnedValueOf(task, at, calendar) * workedPart(task, instant, calendar)),
      actual: instant > at ? null : sum(tasks, task => task.actualCost * workedPart(task, instant, calendar)),
    })),
  }
}

interface Budgeting {
  readonly rows: ReturnType<typeof baselineOf>
  readonly costs: ReadonlyMap<string, number>
  readonly unit: ValueUnit
  readonly rule: EarningRule
  readonly at: Instant
}

function budgetedTasks(
  snapshot: Snapshot,
  input: PlanInput,
  schedule: PlanSchedule,
  { rows, costs, unit, rule, at }: Budgeting,
): ValuedTask[] {
  const place = new Map(input.tasks.map(({ id }, index) => [id, index]))
  const summaries = new Set(input.tasks.map(({ parent }) => parent))
  const worked = Map.groupBy(input.assignments, ({ task }) => task)
  const spent = unit === "money" ? costsOf(snapshot, input, schedule).rows : null
  const before = new Map(rows.map(row => [row.task, row]))
  const actualCostOf = (id: string): number => {
    if (spent !== null) return spent.get(id)?.own.actual ?? 0
    const task = input.tasks[place.get(id) ?? -1]
    if (task === undefined || (unit === "duration" && summaries.has(id))) return 0
    if (unit === "duration") return task.actualDuration / TENTHS_PER_HOUR
    return sum(worked.get(id) ?? [], ({ actualWork }) => actualWork) / TENTHS_PER_HOUR
  }
  return [...new Set([...before.keys(), ...place.keys()])].map((id): ValuedTask => {
    const row = before.get(id)
    const task = input.tasks[place.get(id) ?? -1]
    const item = snapshot.items.get(id)
    const isSummary = summaries.has(id)
    const hours = (tenths: number) => tenths / TENTHS_PER_HOUR
    const budget = { money: costs.get(id) ?? 0, work: hours(row?.work ?? 0), duration: hours(row?.duration ?? 0) }[unit]
    const duration = task?.duration ?? 0
    const done = task?.actualFinish != null ? 1 : duration > 0 ? (task?.actualDuration ?? 0) / duration : 0
    const physical = item?.physicalPercent ?? null
    return {
      id,
      start: row?.start ?? at,
      finish: row?.finish ?? at,
      // A summary is worth what is below it.
      budget: row === undefined || (isSummary && unit === "duration") ? 0 : budget,
      progress: physical === null ? done : physical / 100,
      hasStarted: task?.actualStart != null && task.actualStart <= at,
      isFinished: task?.actualFinish != null && task.actualFinish <= at,
      earns: rule,
      actualCost: actualCostOf(id),
      workedFrom: task?.actualStart ?? null,
      workedTo: Math.min(at, task?.actualFinish ?? at),
    }
  })
}

function plannedBy(tasks: readonly ValuedTask[], at: Instant, calendar: WorkingCalendar): number {
  return sum(tasks, task => plannedValueOf(task, at, calendar))
}

/** The part of what a task has earned and cost that it had by an instant: it is spread evenly over when it was worked on. */
function workedPart({ workedFrom, workedTo }: ValuedTask, at: Instant, calendar: WorkingCalendar): number {
  if (at >= workedTo) return 1
  if (workedFrom === null || at <= workedFrom) return 0
  const whole = calendar.between(workedFrom, workedTo)
  return whole > 0 ? calendar.between(workedFrom, at) / whole : 1
}

/** A curve has no more points than this: one date that was mistyped by a century would make thousands. */
const MOST_POINTS = 520

/** From one instant to another week by week, or in longer steps over many years; with both ends, and another instant. */
function drawnBetween(first: Instant, last: Instant, also: Instant): Instant[] {
  const instants = instantsBetween(first, last, WEEK * Math.max(1, Math.ceil((last - first) / WEEK / MOST_POINTS)))
  return also > first && also < last ? [...new Set([...instants, also])].sort((left, right) => left - right) : instants
}

/** From one instant to another in steps, with both ends. */
function instantsBetween(first: Instant, last: Instant, step: Instant = WEEK): Instant[] {
  const instants: Instant[] = [first]
  for (let instant = first + step; instant < last; instant += step) instants.push(instant)
  return last > first ? [...instants, last] : instants
}

function sum<Row>(rows: readonly Row[], amount: (row: Row) => number): number {
  return rows.reduce((total, row) => total + amount(row), 0)
}

import type { ItemId, MemberId, ResourceId } from "../base/ids.ts"
import { itemCostId } from "../schema/money.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { CalendarSet } from "../time/calendar-set.ts"
import { readInstant, type Instant, type Tenths } from "../time/instant.ts"
import type { WorkingCalendar } from "../time/working-calendar.ts"
import type { PlanAssignment, PlanInput, PlanTask } from "./input.ts"
import { personOf } from "./plan-of-space.ts"
import type { PlanSchedule, ScheduledTask } from "./schedule-rows.ts"

/** What one item costs, with all below it. In the smallest unit of the space's currency. */
export interface CostRow {
  readonly item: ItemId
  /** As it was estimated: work by the rates of its days, and fixed costs. */
  readonly planned: number
  /** What is spent. */
  readonly actual: number
  /** What is spent, and what is left at the rates of its days. */
  readonly forecast: number
  /** Its own budget, else the sum of those below it; nothing where nobody has given one. */
  readonly budget: number | null
  /** Whether the budget is for all of it: its own, or one of each below it that costs anything. */
  readonly isBudgetWhole: boolean
  /** Its own share of `planned`, `actual` and `forecast`, without what is below it. */
  readonly own: { readonly planned: number; readonly actual: number; readonly forecast: number }
}

export interface SpaceCosts {
  /** By item, in outline order. */
  readonly rows: ReadonlyMap<string, CostRow>
  readonly total: Omit<CostRow, "item" | "own">
  /** Who works here and has no rate; their work counts as nothing. */
  readonly unrated: readonly (MemberId | ResourceId)[]
}

interface RateStep {
  readonly from: Instant
  readonly perHour: number
}

const TENTHS_PER_HOUR = 600

/** What a space costs, from its plan and the records of its money document. */
export function costsOf(snapshot: Snapshot, input: PlanInput, schedule: PlanSchedule): SpaceCosts {
  const rates = ratesOf(snapshot)
  const calendars = new CalendarSet(input.calendars)
  const unrated = new Set<string>()
  const shares = Map.groupBy(input.assignments, ({ task }) => task)
  const own = input.tasks.map((task, index) => {
    const row = schedule.tasks[index]!
    const calendar = calendars.get(task.calendar ?? input.project.calendar)
    const cost = { planned: 0, actual: 0, forecast: 0 }
    for (const share of shares.get(task.id) ?? []) {
      const steps = rates.get(share.resource)
      if (steps === undefined) {
        if (share.work > 0) unrated.add(share.resource)
        continue
      }
      addShare(cost, snapshot, task, row, share, steps, calendar)
    }
    addFixed(cost, snapshot, task)
    return cost
  })
  return { ...rolledUp(snapshot, input, own), unrated: [...unrated].sort() as (MemberId | ResourceId)[] }
}

type Amounts = { planned: number; actual: number; forecast: number }

function addShare(
  cost: Amounts,
  snapshot: Snapshot,
  task: PlanTask,
  row: ScheduledTask,
  share: PlanAssignment,
  steps: readonly RateStep[],
  calendar: WorkingCalendar,
): void {
  const { start, finish } = row
  // Where the work stands: behind it lies what is done, ahead of it what is left.
  const now = task.actualFinish ?? (task.actualStart === null ? start : calendar.add(start, task.actualDuration))
  const actual = workCost(share.actualWork, start, now, steps, calendar)
  cost.planned += workCost(estimatedWork(snapshot, task, share), start, finish, steps, calendar)
  cost.actual += actual
  cost.forecast += actual + workCost(share.remainingWork, now, Math.max(now, finish), steps, calendar)
}

/** The work of a share as it was estimated, whatever has been said since of what is left. */
function estimatedWork(snapshot: Snapshot, task: PlanTask, { id, units, work }: PlanAssignment): Tenths {
  const typed = snapshot.assignments.get(id)?.workTenths ?? null
  if (typed !== null) return typed
  const duration = snapshot.items.get(task.id)?.durationTenths ?? null
  return duration === null ? work : Math.round(duration * units)
}

function addFixed(cost: Amounts, snapshot: Snapshot, task: PlanTask): void {
  const said = snapshot.itemCosts.get(itemCostId(task.id as ItemId))
  if (said === undefined || said.deleted !== null) return
  const [fixed, spent] = [said.fixed ?? 0, said.actualFixed ?? 0]
  cost.planned += fixed
  cost.actual += spent
  cost.forecast += task.actualFinish !== null ? spent : Math.max(fixed, spent)
}

/** The rates of each person, the earliest first. */
function ratesOf(snapshot: Snapshot): ReadonlyMap<string, readonly RateStep[]> {
  const rates = living(snapshot.rates).flatMap(({ resource, from, perHour }) =>
    resource === null
      ? []
      : [
          {
            who: personOf(snapshot, resource),
            from: from === null ? 0 : (readInstant(from.slice(0, 10)) ?? 0),
            perHour,
          },
        ],
  )
  rates.sort((left, right) => left.from - right.from || left.perHour - right.perHour)
  return Map.groupBy(rates, ({ who }) => who)
}

/** What work costs that is spread evenly over the working time between two instants: each part at the rate of its time. */
function workCost(
  work: Tenths,
  start: Instant,
  finish: Instant,
  steps: readonly RateStep[],
  calendar: WorkingCalendar,
): number {
  if (work <= 0) return 0
  const whole = calendar.between(start, finish)
  const rateAt = (instant: Instant) => steps.findLast(({ from }) => from <= instant)?.perHour ?? 0
  const costAt = (perHour: number, share: number) => (work / TENTHS_PER_HOUR) * perHour * share
  if (whole <= 0) return Math.round(costAt(rateAt(start), 1))
  const turns = [start, ...steps.map(({ from }) => from).filter(from => from > start && from < finish), finish]
  let cost = 0
  for (let turn = 0; turn + 1 < turns.length; turn += 1)
    cost += costAt(rateAt(turns[turn]!), calendar.between(turns[turn]!, turns[turn + 1]!) / whole)
  return Math.round(cost)
}

/** Adds up from below; every task stands after its summary. */
function rolledUp(snapshot: Snapshot, input: PlanInput, own: readonly Amounts[]): Pick<SpaceCosts, "rows" | "total"> {
  const place = new Map(input.tasks.map(({ id }, index) => [id, index]))
  const nothing = (): Sum => ({ planned: 0, actual: 0, forecast: 0, below: null, isCovered: true })
  const total = nothing()
  const sums = own.map((cost): Sum => ({ ...cost, below: null, isCovered: cost.forecast === 0 }))
  const budgets: (number | null)[] = []
  for (let index = input.tasks.length - 1; index >= 0; index -= 1) {
    const task = input.tasks[index]!
    const sum = sums[index]!
    const typed = snapshot.itemCosts.get(itemCostId(task.id as ItemId))?.budget ?? null
    if (typed !== null) sum.isCovered = true
    const budget = typed ?? sum.below
    budgets[index] = budget
    const into = sums[place.get(task.parent ?? "") ?? -1] ?? total
    for (const amount of ["planned", "actual", "forecast"] as const) into[amount] += sum[amount]
    if (budget !== null) into.below = (into.below ?? 0) + budget
    into.isCovered &&= sum.isCovered
  }
  const rows = input.tasks.map(({ id }, index): [string, CostRow] => {
    const { planned, actual, forecast, isCovered } = sums[index]!
    const budget = budgets[index] ?? null
    const isBudgetWhole = budget !== null && isCovered
    return [id, { item: id as ItemId, planned, actual, forecast, budget, isBudgetWhole, own: own[index]! }]
  })
  const { planned, actual, forecast, below: budget, isCovered } = total
  return {
    rows: new Map(rows),
    total: { planned, actual, forecast, budget, isBudgetWhole: budget !== null && isCovered },
  }
}

/** What is added up for one task: with the budgets below it, and whether these cover all that costs anything. */
interface Sum extends Amounts {
  below: number | null
  isCovered: boolean
}

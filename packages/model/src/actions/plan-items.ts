import type { ItemId } from "../base/ids.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import type { Item } from "../schema/item.ts"
import { planOf, planRow } from "../plan/plan-of-space.ts"
import type { PlanInput, PlanTask } from "../plan/input.ts"
import { schedulePlan } from "../plan/schedule-plan.ts"
import type { ScheduledTask } from "../plan/schedule-rows.ts"
import type { Plan } from "../schema/planning.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { CalendarSet } from "../time/calendar-set.ts"
import type { WorkingCalendar } from "../time/working-calendar.ts"
import type { ActionContext } from "./define.ts"

/** An item with what the engine makes of it. */
export interface PlannedItem {
  readonly item: Item
  readonly task: PlanTask
  readonly row: ScheduledTask
  readonly calendar: WorkingCalendar
}

/** What actions on planned items read: the plan, and items by id; made once for one action. */
export interface ReadPlan {
  readonly plan: Plan
  readonly input: PlanInput
  readonly items: readonly PlannedItem[]
}

/** The plan of a space with some of its items; refused where one is not in it. */
export function readPlan(snapshot: Snapshot, ids: readonly ItemId[]): ReadPlan | Refusal {
  const input = planOf(snapshot)
  const schedule = schedulePlan(input)
  const places = new Map(input.tasks.map(({ id }, place) => [id, place]))
  const calendars = new CalendarSet(input.calendars)
  const items: PlannedItem[] = []
  for (const id of ids) {
    const [place, item] = [places.get(id), snapshot.items.get(id)]
    if (place === undefined || item === undefined) return refuse("not-found", { item: id })
    const task = input.tasks[place]!
    const calendar = calendars.get(task.calendar ?? input.project.calendar)
    items.push({ item, task, row: schedule.tasks[place]!, calendar })
  }
  return items.length === 0 ? refuse("not-found") : { plan: planRow(snapshot), input, items }
}

/**
 * Keeps the plan beginning where it begins. As long as nobody has said where that is, it is the first date that anybody
 * typed, and a date that somebody gives one item would take along all others that nothing holds.
 */
export function holdStart(
  { snapshot, write }: Pick<ActionContext, "snapshot" | "write">,
  { plan, input }: ReadPlan,
): void {
  if (plan.start !== null) return
  if (!snapshot.plans.has(plan.id)) write.create("plans", plan.id, {})
  write.patch("plans", plan.id, { start: input.project.start })
}

/** Some items whose dates are their own; refused where one is a summary, whose dates are those of what is below it. */
export function readLeaves(snapshot: Snapshot, ids: readonly ItemId[]): ReadPlan | Refusal {
  const read = readPlan(snapshot, ids)
  if (isRefusal(read)) return read
  const summary = read.items.find(({ row }) => row.isSummary)
  return summary === undefined ? read : refuse("dates-from-below", { item: summary.item.title })
}

import type { ItemId } from "../base/ids.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import type { Item } from "../schema/item.ts"
import { livePlanOf } from "../plan/known-plan.ts"
import type { LivePlan } from "../plan/live-plan.ts"
import { planRow } from "../plan/plan-of-space.ts"
import type { PlanInput, PlanTask } from "../plan/input.ts"
import type { ScheduledTask } from "../plan/schedule-rows.ts"
import type { Plan } from "../schema/planning.ts"
import type { Snapshot } from "../schema/snapshot.ts"
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
  readonly live: LivePlan
  readonly input: PlanInput
  readonly items: readonly PlannedItem[]
}

/** The plan of a space with some of its items; refused where one is not in it. */
export function readPlan(snapshot: Snapshot, ids: readonly ItemId[]): ReadPlan | Refusal {
  const live = livePlanOf(snapshot)
  const { net } = live.computed
  const items: PlannedItem[] = []
  for (const id of ids) {
    const [place, item] = [net.indexOf.get(id), snapshot.items.get(id)]
    if (place === undefined || item === undefined) return refuse("not-found", { item: id })
    items.push({ item, task: live.taskOf(id)!, row: live.task(id), calendar: net.calendars[net.calendar[place]!]! })
  }
  return items.length === 0 ? refuse("not-found") : { plan: planRow(snapshot), live, input: live.input, items }
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

import type { PlanTask } from "@weft/model/plan/input"
import type { LivePlan } from "@weft/model/plan/live-plan"
import { movedTasks } from "@weft/model/plan/moved-tasks"
import type { Instant, Tenths } from "@weft/model/time/instant"
import type { WorkingCalendar } from "@weft/model/time/working-calendar"

/* Rows of a plan as they would be after something that a person is about to do; nothing is written. */

/** A task as the plan has it, and whether its dates come from what lies below it. */
export function rowOf(plan: LivePlan, id: string): { readonly task: PlanTask; readonly isSummary: boolean } {
  const { net } = plan.computed
  const index = net.indexOf.get(id)!
  return { task: net.input.tasks[index]!, isSummary: net.childStart[index] !== net.childStart[index + 1] }
}

export function calendarOf(plan: LivePlan, id: string): WorkingCalendar {
  const { net } = plan.computed
  return net.calendars[net.calendar[net.indexOf.get(id)!]!]!
}

/** The row of a task as it would be if it began at an instant; null where its dates are not its own, or facts already. */
export function movedTask(plan: LivePlan, id: string, start: Instant): PlanTask | null {
  const { task, isSummary } = rowOf(plan, id)
  if (isSummary || task.actualStart !== null) return null
  if (task.mode === "auto") return { ...task, constraint: { kind: "SNET", date: start } }
  const shown = plan.task(id)
  const calendar = calendarOf(plan, id)
  const length = task.isElapsed ? shown.finish - shown.start : calendar.between(shown.start, shown.finish)
  return { ...task, start, finish: task.isElapsed ? start + length : calendar.add(start, length) }
}

/** The rows that are others when tasks are moved together, as `movedTasks` says. */
export function movedTogether(plan: LivePlan, ids: readonly string[], by: number): readonly PlanTask[] {
  const datesOf = (id: string) => plan.task(id)
  return movedTasks({ input: plan.computed.net.input, datesOf, calendarOf: id => calendarOf(plan, id) }, ids, by)
}

/** The row of a task as it would be with another duration; null where it has none of its own. */
export function resizedTask(plan: LivePlan, id: string, duration: Tenths): PlanTask | null {
  const { task, isSummary } = rowOf(plan, id)
  if (isSummary || task.actualFinish !== null || task.isMilestone) return null
  const left = Math.max(0, duration - task.actualDuration)
  const resized = { ...task, duration: task.actualDuration + left, remainingDuration: left }
  if (task.mode === "auto") return resized
  return { ...resized, finish: calendarOf(plan, id).add(plan.task(id).start, duration) }
}

/** The row of a task as it would be if it began elsewhere and ended where it ends; null where that cannot be. */
export function pulledTask(plan: LivePlan, id: string, start: Instant): PlanTask | null {
  const { task, isSummary } = rowOf(plan, id)
  if (isSummary || task.actualStart !== null || task.actualFinish !== null || task.isMilestone) return null
  const { finish } = plan.task(id)
  const duration = task.isElapsed ? finish - start : calendarOf(plan, id).between(start, finish)
  if (duration <= 0) return null
  const pulled = { ...task, duration, remainingDuration: duration }
  return task.mode === "auto" ? { ...pulled, constraint: { kind: "SNET", date: start } } : { ...pulled, start, finish }
}

/** How long a task takes if it ends at an instant; never less than an hour. */
export function durationUntil(plan: LivePlan, id: string, finish: Instant): Tenths {
  const { task } = rowOf(plan, id)
  const { start } = plan.task(id)
  const length = task.isElapsed ? finish - start : calendarOf(plan, id).between(start, finish)
  return Math.max(LEAST_DURATION, Math.round(length))
}

export const LEAST_DURATION = 600

/** What share of a task lies before an instant, in steps of five per cent. */
export function percentAt(plan: LivePlan, id: string, instant: Instant): number {
  const { start, finish } = plan.task(id)
  const share = finish > start ? (instant - start) / (finish - start) : 0
  return Math.max(0, Math.min(100, Math.round(share * 20) * 5))
}

/** How much of a task is done, 0 to 100. */
export function percentOf(plan: LivePlan, id: string): number {
  const { task } = rowOf(plan, id)
  if (task.actualFinish !== null) return 100
  return task.duration > 0 ? Math.round((100 * task.actualDuration) / task.duration) : 0
}

/** Whether a plan would have other dates with some tasks as they are here. It is tried on the plan itself, and taken back. */
export function movesAny(plan: LivePlan, tasks: readonly PlanTask[]): boolean {
  const before = tasks.map(({ id }) => plan.taskOf(id)!)
  const asEdits = (rows: readonly PlanTask[]) => rows.map(task => ({ edit: "task", task }) as const)
  const moved = plan.apply(...asEdits(tasks))
  plan.apply(...asEdits(before))
  return moved.length > 0
}

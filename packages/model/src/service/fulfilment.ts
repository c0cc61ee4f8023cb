import type { Answers } from "../schema/request-answer.ts"
import type { FulfilmentTask, OfferingContent } from "../schema/offering-content.ts"
import type { Category } from "../schema/workflow.ts"
import type { CalendarDate } from "../time/calendar-date.ts"
import { holdsOfAnswers } from "./request-form.ts"

/** A task that a request brings with it, with the day on which it is due; nothing where nothing is promised to count from. */
export interface PlannedTask {
  readonly task: FulfilmentTask
  readonly due: CalendarDate | null
  /** The tasks that it waits for, of those that are made. */
  readonly after: readonly string[]
}

export interface FulfilmentBasis {
  readonly opened: CalendarDate
  /** When the request is due; nothing where nothing is promised. */
  readonly due: CalendarDate | null
  /** The day so many working days after another; nothing where there is none. */
  readonly workingDayAfter: (day: CalendarDate, days: number) => CalendarDate | null
}

/**
 * The tasks that a request brings with it, in order: those whose condition holds of its answers. A task that is not made
 * is waited for by nobody; whoever waited for it waits for what it would have waited for itself.
 */
export function plannedTasks(
  { tasks, form }: Pick<OfferingContent, "tasks" | "form">,
  answers: Answers,
  { opened, due, workingDayAfter }: FulfilmentBasis,
): readonly PlannedTask[] {
  const waitsFor = new Map<string, readonly string[]>()
  const planned: PlannedTask[] = []
  const made = new Set<string>()
  for (const task of tasks) {
    const isMade = task.onlyIf === null || holdsOfAnswers(task.onlyIf, form, answers)
    // Only tasks above are known here, so that no two can wait for each other.
    const after = [...new Set(task.after.flatMap(key => (made.has(key) ? [key] : (waitsFor.get(key) ?? []))))]
    waitsFor.set(task.key, after)
    if (!isMade) continue
    made.add(task.key)
    const origin = task.from === "opening" ? opened : due
    planned.push({ task, after, due: origin === null ? null : workingDayAfter(origin, task.workingDays) })
  }
  return planned
}

/** A task of a request as it stands: `unknown` where its space is not here or may not be read. */
export interface TaskStanding {
  readonly category: Category | "unknown" | "gone"
  readonly due: CalendarDate | null
}

/** How far the fulfilment of a request is. */
export interface FulfilmentProgress {
  readonly done: number
  /** What was cancelled or deleted is not asked for any more, and not counted. */
  readonly total: number
  /** The places of those that are open and were due before today. */
  readonly late: readonly number[]
  /** Whether there were tasks, and all that are asked for are done. */
  readonly isComplete: boolean
}

/** How far tasks are that belong to one request, on a day. */
export function fulfilmentProgress(tasks: readonly TaskStanding[], today: CalendarDate): FulfilmentProgress {
  const asked = tasks.filter(({ category }) => category !== "cancelled" && category !== "gone")
  const done = asked.filter(({ category }) => category === "done").length
  const late = tasks.flatMap((task, place) => (isLate(task, today) ? [place] : []))
  return { done, total: asked.length, late, isComplete: asked.length > 0 && done === asked.length }
}

/** Whether a task that is still asked for was due before today. */
export function isLate({ category, due }: TaskStanding, today: CalendarDate): boolean {
  return due !== null && due < today && !SETTLED.has(category)
}

const SETTLED: ReadonlySet<TaskStanding["category"]> = new Set(["done", "cancelled", "gone"])

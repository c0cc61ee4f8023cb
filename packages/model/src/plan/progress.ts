import type { Instant } from "../time/instant.ts"
import type { PlanInput, PlanLink, PlanTask } from "./input.ts"
import type { PlanSchedule } from "./schedule-rows.ts"

/**
 * What "reschedule uncompleted work" changes: the rest of work that has begun goes on no earlier than an instant, and what
 * has not begun starts no earlier. Answers the rows that are others then; manual tasks stay where they are.
 */
export function rescheduleAfter(input: PlanInput, schedule: PlanSchedule, instant: Instant): PlanTask[] {
  const summaries = new Set(input.tasks.map(({ parent }) => parent))
  return input.tasks.flatMap((task, index): PlanTask[] => {
    const row = schedule.tasks[index]
    if (task.mode !== "auto" || task.actualFinish !== null || summaries.has(task.id) || row === undefined) return []
    // Work that stopped later than that goes on where it stopped anyway.
    if (task.actualStart !== null) return [{ ...task, resume: Math.max(instant, task.resume ?? instant) }]
    const kind = task.constraint.kind
    if (row.start >= instant || (kind !== "ASAP" && kind !== "SNET")) return []
    return [{ ...task, constraint: { kind: "SNET", date: instant } }]
  })
}

/** Links whose successor began before the link let it: its predecessor was not finished, or not begun, by then. */
export function outOfSequence(input: PlanInput): readonly PlanLink[] {
  const tasks = new Map(input.tasks.map(task => [task.id, task]))
  return input.links.filter(({ from, to, kind, lag }) => {
    const [predecessor, successor] = [tasks.get(from), tasks.get(to)]
    if (predecessor === undefined || successor === undefined || lag.amount < 0) return false
    if (!predecessor.isActive || !successor.isActive) return false
    const driven = kind === "FS" || kind === "SS" ? successor.actualStart : successor.actualFinish
    const driving = kind === "FS" || kind === "FF" ? predecessor.actualFinish : predecessor.actualStart
    return driven !== null && (driving === null || driven < driving)
  })
}

import type { Instant } from "../time/instant.ts"
import type { WorkingCalendar } from "../time/working-calendar.ts"
import type { PlanInput, PlanTask } from "./input.ts"

/** What moving asks of a plan: its rows, where each lies, and by which hours it is worked. */
export interface MovedPlan {
  readonly input: PlanInput
  readonly datesOf: (task: string) => { readonly start: Instant; readonly finish: Instant }
  readonly calendarOf: (task: string) => WorkingCalendar
}

/**
 * The rows of a plan after some of its tasks, and all that lies below those that are summaries, are moved by a length of
 * clock time; only rows that are others then. What has begun stays, and so does what is as late as possible.
 *
 * - A manual task begins so much later, and keeps the working time that it has.
 * - A date that somebody constrained a task to moves along, whatever kind of constraint it is.
 * - Of the rest, what waits for another one that moves follows it by its links. What waits for nothing that moves gets a
 *   pin, "no earlier than"; going back, it gets none where it waits for something else, since its links hold it there.
 */
export function movedTasks({ input, datesOf, calendarOf }: MovedPlan, ids: Iterable<string>, by: number): PlanTask[] {
  const moving = withAllBelow(input, ids)
  const waits = new Map<string, "inside" | "outside">()
  for (const { from, to } of input.links)
    if (moving.has(from)) waits.set(to, "inside")
    else if (!waits.has(to)) waits.set(to, "outside")
  const summaries = new Set(input.tasks.map(({ parent }) => parent))
  return input.tasks.flatMap((task): PlanTask[] => {
    const { id, constraint } = task
    if (by === 0 || !moving.has(id) || summaries.has(id) || task.actualStart !== null) return []
    const { start, finish } = datesOf(id)
    if (task.mode === "manual") {
      const calendar = calendarOf(id)
      const begins = Math.max(0, start + by)
      const ends = task.isElapsed ? begins + finish - start : calendar.add(begins, calendar.between(start, finish))
      return [{ ...task, start: begins, finish: ends }]
    }
    if (task.mode === "external" || constraint.kind === "ALAP" || constraint.kind === "ZFF") return []
    if (constraint.date !== null)
      return [{ ...task, constraint: { ...constraint, date: Math.max(0, constraint.date + by) } }]
    const waitsFor = waits.get(id)
    if (waitsFor === "inside" || (waitsFor === "outside" && by < 0)) return []
    return [{ ...task, constraint: { kind: "SNET", date: Math.max(0, start + by) } }]
  })
}

/** Tasks with all that lies below them; in outline order every summary stands before what it holds. */
function withAllBelow({ tasks }: PlanInput, ids: Iterable<string>): ReadonlySet<string> {
  const found = new Set(ids)
  for (const { id, parent } of tasks) if (parent !== null && found.has(parent)) found.add(id)
  return found
}

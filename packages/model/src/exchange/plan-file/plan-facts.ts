import { Explained } from "../../plan/explain.ts"
import type { Reason, Reasons } from "../../plan/reasons.ts"
import { schedulePlan } from "../../plan/schedule-plan.ts"
import type { PlanSchedule } from "../../plan/schedule-rows.ts"
import { CalendarSet } from "../../time/calendar-set.ts"
import type { Instant } from "../../time/instant.ts"
import type { FileTask, PlanFile } from "./plan-file.ts"
import { toPlanInput } from "./plan-input.ts"

/** A task whose dates as they are computed here are not those that its file says. */
export interface MovedTask {
  readonly task: string
  readonly name: string
  readonly stored: { readonly start: Instant; readonly finish: Instant }
  readonly computed: { readonly start: Instant; readonly finish: Instant }
  /** What gives the date that differs, the start where both do. */
  readonly because: Reason["because"]
}

/** When a plan lies, and what of it lies elsewhere than its file says. */
export interface PlanFacts {
  readonly start: Instant
  readonly finish: Instant
  readonly moved: readonly MovedTask[]
}

/** What differs by less is the same: programs round to minutes. */
const TOLERANCE = 10

export function factsOf(file: PlanFile): PlanFacts {
  const schedule = schedulePlan(toPlanInput(file))
  const moved = movedTasks(file, schedule)
  const explained = moved.length === 0 ? null : Explained.of(toPlanInput(file))
  return {
    start: schedule.start,
    finish: schedule.finish,
    moved: moved.map(({ task, isStart, ...row }) => {
      const reasons = explained?.reasons(task)
      return { task, ...row, because: mainReason((isStart ? reasons?.start : reasons?.finish) ?? []) }
    }),
  }
}

/** The last reason, but that nobody works at night is none that anybody asks for. */
function mainReason(reasons: Reasons): Reason["because"] {
  const main = reasons.findLast(({ because }) => because !== "calendar") ?? reasons.at(-1)
  return main?.because ?? "project-start"
}

/** A date that holds a task where its file has it. */
export interface Pin {
  readonly task: string
  readonly date: Instant
}

/** Rounds of pinning, computing and pinning what is still too early: a chain of as many tasks that nothing explains. */
const ROUNDS = 12

/**
 * The dates that keep tasks from moving forward to what their links and the start of the project alone would let them:
 * of tasks that begin earlier here than their file says, and wait for none that does.
 */
export function pinsOf(file: PlanFile): readonly Pin[] {
  const pins = new Map<string, Instant>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const held = withPins(
      file,
      [...pins].map(([task, date]) => ({ task, date })),
    )
    const early = new Map(
      movedTasks(held, schedulePlan(toPlanInput(held)))
        .filter(({ stored, computed, isStart }) => isStart && computed.start < stored.start)
        .map(({ task, stored }) => [task, stored.start]),
    )
    const waits = new Set(file.links.filter(({ from }) => early.has(from)).map(({ to }) => to))
    const found = held.tasks.filter(task => early.has(task.id) && !waits.has(task.id) && isFree(task))
    if (found.length === 0) break
    for (const { id } of found) pins.set(id, early.get(id)!)
  }
  return Array.from(pins, ([task, date]) => ({ task, date }))
}

function isFree({ mode, constraint, actualStart, actualFinish }: FileTask): boolean {
  return mode === "auto" && constraint.kind === "ASAP" && actualStart === null && actualFinish === null
}

/** The plan with tasks that start no earlier than their pins. */
export function withPins(file: PlanFile, pins: readonly Pin[]): PlanFile {
  if (pins.length === 0) return file
  const dates = new Map(pins.map(({ task, date }) => [task, date]))
  const pinned = (task: FileTask): FileTask => {
    const date = dates.get(task.id)
    return date === undefined ? task : { ...task, constraint: { kind: "SNET", date } }
  }
  return { ...file, tasks: file.tasks.map(pinned) }
}

type Moved = Omit<MovedTask, "because"> & { readonly isStart: boolean }

/** The tasks without others below them whose dates differ from those of the file by working time. */
function movedTasks(file: PlanFile, schedule: PlanSchedule): Moved[] {
  const calendars = new CalendarSet(file.calendars)
  return file.tasks.flatMap((task, index): Moved[] => {
    const dates = schedule.tasks[index]!
    const { start, finish } = task.stored
    if (dates.isSummary || !task.isActive || start === null || finish === null) return []
    const calendar = calendars.get(task.calendar ?? file.project.calendar)
    const apart = (stored: Instant, computed: Instant) =>
      Math.min(Math.abs(calendar.between(stored, computed)), Math.abs(stored - computed)) > TOLERANCE
    const isStart = apart(start, dates.start)
    if (!isStart && !apart(finish, dates.finish)) return []
    const computed = { start: dates.start, finish: dates.finish }
    return [{ task: task.id, name: task.name, stored: { start, finish }, computed, isStart }]
  })
}

import type { Instant, Tenths } from "../time/instant.ts"
import type { PlanWarning } from "./warning.ts"

/** What the engine says of a plan: the dates of every task, in the order of the input, and what it had to put aside. */
export interface PlanSchedule {
  /** The earliest start and the latest finish of all that counts; both the project's start where nothing does. */
  readonly start: Instant
  readonly finish: Instant
  readonly tasks: readonly ScheduledTask[]
  readonly warnings: readonly PlanWarning[]
}

export interface ScheduledTask {
  readonly id: string
  /** What a chart shows: the actual dates, else the early ones, the late ones of work as late as possible, those between of work that waits. */
  readonly start: Instant
  readonly finish: Instant
  readonly earlyStart: Instant
  readonly earlyFinish: Instant
  readonly lateStart: Instant
  readonly lateFinish: Instant
  /** Working tenths of the task's calendar, clock tenths where its duration is elapsed; negative where a promise is broken. */
  readonly totalSlack: Tenths
  /** Never negative. */
  readonly freeSlack: Tenths
  readonly isCritical: boolean
  readonly isSummary: boolean
}

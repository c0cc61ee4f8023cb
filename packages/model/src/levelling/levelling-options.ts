import type { Instant } from "../time/instant.ts"

/** What is never moved by levelling. */
export const NEVER_MOVED = 1000
/** The priority of what says none. */
export const USUAL_PRIORITY = 500

/** How a plan is to be levelled. */
export interface PlanLevellingOptions {
  /** 0 to 1000 by task; the higher is placed first, and 1000 is never moved. Not given, it is 500. */
  readonly priorities: ReadonlyMap<string, number>
  /**
   * The same for whole projects, by the summary task that each is: of two tasks that of the more important project is
   * placed first, whatever their own priorities. The nearest summary above a task counts.
   */
  readonly projectPriorities: ReadonlyMap<string, number>
  /** How much there is of each resource; 1 is one person full time, and what is not given. */
  readonly units: ReadonlyMap<string, number>
  /** The key of the first schedule: predecessors, dates, constraints, slack, priority; or priority before all others. */
  readonly order: "standard" | "priority-first"
  /** Whether nothing may be moved beyond its slack, so that the project and every deadline stay. */
  readonly withinSlack: boolean
  /** What begins before this stays, and nothing is moved to before it; null where all may move. */
  readonly frozenUntil: Instant | null
  /** The only tasks that may be delayed, the rest stays where it is; null where all may. */
  readonly only: ReadonlySet<string> | null
  /** How many schedules may be generated; the first is that of the key alone. */
  readonly schedules: number
  readonly seed: number
}

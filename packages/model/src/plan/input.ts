import type { CalendarDefinition } from "../time/calendar-definition.ts"
import type { Instant, Tenths } from "../time/instant.ts"

/** What the planning engine needs to know of a plan: plain rows, whoever made them. */
export interface PlanInput {
  readonly project: PlanProject
  readonly calendars: readonly CalendarDefinition[]
  /** In outline order: every task stands after its summary. */
  readonly tasks: readonly PlanTask[]
  /** The oldest first: where links close a ring, the later one is suspended. */
  readonly links: readonly PlanLink[]
  readonly resources: readonly PlanResource[]
  readonly assignments: readonly PlanAssignment[]
}

export interface PlanProject {
  /** Where scheduling from the start begins. */
  readonly start: Instant
  /** Where scheduling from the finish ends; only used with `scheduleFrom: "finish"`. */
  readonly finish: Instant | null
  readonly scheduleFrom: "start" | "finish"
  /** The calendar of tasks that have none. */
  readonly calendar: string
  /** Whether late and hard constraints move a task against its links; if not, links win and the slack is negative. */
  readonly honorConstraints: boolean
  /** A task with at most this total slack is critical; in working tenths. */
  readonly criticalSlackLimit: Tenths
  /** Whether every task without successors ends a critical path of its own, rather than only the last one. */
  readonly multipleCriticalPaths: boolean
  /** Which slack is the total slack of a task that has not started. */
  readonly totalSlack: "smallest" | "start" | "finish"
  /** Up to when progress is reported. Where it is given, nothing that has not begun lies before it. */
  readonly dataDate?: Instant | null
  /** What becomes of the rest of work that has begun, where there is a data date; not given, it is retained logic. */
  readonly progress?: ProgressMode
}

export const PROGRESS_MODES = ["retained-logic", "progress-override", "actual-dates"] as const

/**
 * The rest goes on no earlier than the data date, and: when unfinished predecessors allow (retained logic), whatever they
 * say (progress override), or where it stopped, even before the data date (actual dates).
 */
export type ProgressMode = (typeof PROGRESS_MODES)[number]

/** The first eight are in the order of Microsoft Project, which has no other. */
export const CONSTRAINTS = ["ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT", "ZFF"] as const

/**
 * As soon or as late as possible, must start or finish on, start or finish no earlier or no later than, and as late as
 * delays no successor (zero free float). As late as possible uses up all the slack of a chain, and pushes what follows
 * in it; zero free float takes only what is the task's own.
 */
export type ConstraintKind = (typeof CONSTRAINTS)[number]

/** Whether a constraint needs a date. */
export function isDated(kind: ConstraintKind): boolean {
  return kind !== "ASAP" && kind !== "ALAP" && kind !== "ZFF"
}

export interface PlanTask {
  readonly id: string
  /** The summary above; null at the top. A task that is somebody's parent is a summary and gets its dates from below. */
  readonly parent: string | null
  /** Working tenths, or clock time where `isElapsed`. */
  readonly duration: Tenths
  /** Whether the duration runs by the clock, through nights and weekends. */
  readonly isElapsed: boolean
  /** A milestone may stay at the end of a shift, where other work moves on to the next. */
  readonly isMilestone: boolean
  /**
   * `auto`: dates from links and constraints. `manual`: dates as typed. `external`: a task of another plan, with the
   * dates that it had there.
   */
  readonly mode: "auto" | "manual" | "external"
  /** Inactive tasks have dates, but move nothing and count in no summary. */
  readonly isActive: boolean
  readonly constraint: { readonly kind: ConstraintKind; readonly date: Instant | null }
  /** Tightens the late finish, never the early dates. */
  readonly deadline: Instant | null
  /** The task's own calendar; null is the project's. */
  readonly calendar: string | null
  /** Whether people assigned to a task with its own calendar work by that alone. */
  readonly ignoresResourceCalendars: boolean
  /** A fixed duration holds whoever is assigned; otherwise assignments with work say how long the task takes. */
  readonly hasFixedDuration: boolean
  readonly actualStart: Instant | null
  readonly actualFinish: Instant | null
  /** The part of the duration that is done. */
  readonly actualDuration: Tenths
  /** The part of the duration that is left. */
  readonly remainingDuration: Tenths
  /** A delay by the clock that removes an over-allocation. */
  readonly levelingDelay: Tenths
  /** The typed dates of a manual task, the imported ones of an external task; otherwise not used. */
  readonly start: Instant | null
  readonly finish: Instant | null
  /** Where work that was interrupted goes on; only used once it has started. Not given, it goes on where it stopped. */
  readonly resume?: Instant | null
  /** The stretches of a split task without assignments; not given, it is worked in one. */
  readonly segments?: readonly Segment[]
  /** Links whose predecessors lie in other plans. */
  readonly farLinks?: readonly FarLink[]
}

/** A link from a task of another plan, with the dates at which that was last seen. It drives the start of its successor alone. */
export interface FarLink {
  readonly id: string
  /** The space that the predecessor lies in. */
  readonly space: string
  readonly kind: LinkKind
  readonly lag: Lag
  readonly start: Instant
  readonly finish: Instant
  /** The working duration of the predecessor, of which a lag may be a part. */
  readonly duration: Tenths
  /** The day on which somebody saw these dates. */
  readonly seenOn: string
}

/** A stretch of work in working tenths: where it begins, counted from the first one, and how much it is. */
export interface Segment {
  readonly at: Tenths
  readonly length: Tenths
}

/** Which end of the predecessor drives which end of the successor. */
export const LINK_KINDS = ["FF", "FS", "SF", "SS"] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/**
 * The time between the two ends of a link, negative for a lead: working tenths of the successor's calendar, tenths by
 * the clock, or percent of the predecessor's duration in either.
 */
export interface Lag {
  readonly kind: "working" | "elapsed" | "percent" | "elapsed-percent"
  readonly amount: number
}

export interface PlanLink {
  readonly id: string
  /** The predecessor. */
  readonly from: string
  /** The successor. */
  readonly to: string
  readonly kind: LinkKind
  readonly lag: Lag
}

export interface PlanResource {
  readonly id: string
  /** The hours that it works; null are those of the project. */
  readonly calendar: string | null
  /** Only work takes time; material and cost do not. */
  readonly kind: "work" | "material" | "cost"
}

export interface PlanAssignment {
  readonly id: string
  readonly task: string
  readonly resource: string
  /** 1 is full time. */
  readonly units: number
  /** Tenths of a minute of one person's work. */
  readonly work: Tenths
  readonly actualWork: Tenths
  readonly remainingWork: Tenths
  /** The part of the work, and of what is done, that is worked beside the usual hours and so takes none of them. */
  readonly overtimeWork?: Tenths
  readonly actualOvertimeWork?: Tenths
  /** Working tenths between the start of the task and that of this share; not given, there are none. */
  readonly delay?: Tenths
  /** The stretches of work that is split or contoured; not given, it is worked in one at the same rate. */
  readonly segments?: readonly Segment[]
}

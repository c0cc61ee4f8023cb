import type { WorkingCalendar } from "../time/working-calendar.ts"
import { LAST_INSTANT, type Instant, type Tenths } from "../time/instant.ts"
import type { CalendarTable } from "./calendar-table.ts"
import type { FarLink, PlanInput, ProgressMode } from "./input.ts"
import type { Edges } from "./link-graph.ts"
import type { LinkTable } from "./link-table.ts"
import type { PlanWarning } from "./warning.ts"

/** Stands for a date that is not there in arrays of instants; earlier than any. */
export const NO_DATE: Instant = -0x80000000

export const KIND_FF = 0
export const KIND_FS = 1
export const KIND_SF = 2
export const KIND_SS = 3

export const LAG_NONE = 0
export const LAG_WORKING = 1
export const LAG_ELAPSED = 2
export const LAG_PERCENT = 3
export const LAG_ELAPSED_PERCENT = 4

export const ASAP = 0
export const ALAP = 1
export const MSO = 2
export const MFO = 3
export const SNET = 4
export const SNLT = 5
export const FNET = 6
export const FNLT = 7
export const ZFF = 8

/** Bits of `Network.flags`. */
export const SUMMARY = 1
export const ELAPSED = 2
export const MILESTONE = 4
/** Has its dates as given: manual or external. */
export const PINNED = 8
export const INACTIVE = 16
/** A summary whose links or constraint limit what is below it. */
export const LIMITING = 32
export const EXTERNAL = 64
/** Manual, but nobody has typed a date yet. */
export const UNTYPED = 128

/**
 * A plan as arrays, one entry a task, in the order of `input.tasks`. Links to summaries are spread over the leaves
 * below; a summary itself stands in the order after all that is below it, so that it can be a predecessor.
 */
export interface Network {
  readonly input: PlanInput
  readonly count: number
  readonly indexOf: ReadonlyMap<string, number>
  /** Tasks such that every predecessor comes before its successors, and everything below a summary before it. */
  readonly order: Int32Array
  /** The place of each task in the order. */
  readonly rank: Int32Array
  /** The summary above, or -1. */
  readonly parent: Int32Array
  /** What stands directly below task i: `child` from childStart[i] to childStart[i + 1]. */
  readonly childStart: Int32Array
  readonly child: Int32Array
  readonly children: Edges

  readonly flags: Uint8Array
  readonly constraint: Uint8Array
  readonly constraintDate: Int32Array
  readonly deadline: Int32Array
  readonly duration: Int32Array
  readonly remaining: Int32Array
  readonly actualDuration: Int32Array
  readonly actualStart: Int32Array
  readonly actualFinish: Int32Array
  readonly resume: Int32Array
  readonly levelingDelay: Int32Array
  /** Typed or imported dates of pinned tasks. */
  readonly pinnedStart: Int32Array
  readonly pinnedFinish: Int32Array

  /** The calendars in use; `calendar[i]` is the index of the task's. */
  readonly calendars: readonly WorkingCalendar[]
  readonly calendar: Uint16Array
  readonly projectCalendar: WorkingCalendar
  readonly calendarTable: CalendarTable

  /** Nothing that has not begun lies before this; NO_DATE where nothing is said. */
  readonly dataDate: Instant
  readonly progress: ProgressMode
  /** The earliest start that summaries above a task allow; null where none says anything. */
  readonly startFloor: Int32Array | null
  readonly links: LinkTable
  /** Links from other plans by the task that they drive; null where there are none. */
  readonly farLinks: ReadonlyMap<number, readonly FarLink[]> | null
  /** What says how long tasks take besides their own durations. */
  readonly shares: ShareTable
  readonly warnings: PlanWarning[]
}

/** Assignments that say how long tasks take. Those of task i are from first[i] to end[i]; none where its duration does. */
export interface ShareTable {
  readonly first: Int32Array
  readonly end: Int32Array
  calendar: Uint16Array
  /** Working tenths from the start of the task to the end of the share. */
  span: Int32Array
  /** Working tenths from the end of what is done to the end of the share. */
  remaining: Int32Array
  /** Working tenths from the start of the task to the end of what is done. */
  actual: Int32Array
  /** How many places are taken. */
  size: number
}

/** Rounds to whole tenths, within what the arrays hold. */
export function wholeTenths(value: number): Tenths {
  if (!Number.isFinite(value)) return 0
  return Math.max(-1_000_000_000, Math.min(1_000_000_000, Math.round(value)))
}

/** An instant within what a plan may reach. */
export function withinPlans(instant: number): Instant {
  return instant < 0 ? 0 : instant > LAST_INSTANT ? LAST_INSTANT : instant
}

/** Whether a task takes part in nothing: its dates are its own affair. */
export function isInactive(net: Network, task: number): boolean {
  return (net.flags[task]! & INACTIVE) !== 0
}

export function isFinished(net: Network, task: number): boolean {
  return net.actualFinish[task]! !== NO_DATE
}

export function isStarted(net: Network, task: number): boolean {
  return net.actualStart[task]! !== NO_DATE
}

/** Whether a task is shown at its late dates: as late as possible, and not under way yet. */
export function isLate(net: Network, task: number): boolean {
  return net.constraint[task] === ALAP && net.actualStart[task] === NO_DATE && !(net.flags[task]! & (PINNED | SUMMARY))
}

/** Whether a task is shown as late as delays no successor, and is not under way yet. */
export function isWaiting(net: Network, task: number): boolean {
  return net.constraint[task] === ZFF && net.actualStart[task] === NO_DATE && !(net.flags[task]! & (PINNED | SUMMARY))
}

/**
 * Whether a task uses up its slack by where it is put: as late as possible in a plan from the start, as soon as possible
 * in one from the finish.
 */
export function usesSlack(net: Network, task: number): boolean {
  const { scheduleFrom, finish } = net.input.project
  if (scheduleFrom === "start" || finish === null) return isLate(net, task)
  return net.constraint[task] === ASAP && net.actualStart[task] === NO_DATE && !(net.flags[task]! & (PINNED | SUMMARY))
}

import type { Instant } from "../time/instant.ts"
import { NO_DATE } from "./network.ts"

/** A link from the start of a summary, and the task that it holds: the first to start below the summary. */
export interface StartLimit {
  readonly slot: number
  readonly leaf: number
}

/** The dates at which tasks are shown. */
export interface PlacedDates {
  readonly start: Int32Array
  readonly finish: Int32Array
}

/** The dates of a network, one entry a task; summaries without anything below that counts have none. */
export interface PlanDates {
  /** Where links, delays and early constraints would let a task begin, before a late constraint pulls it earlier. */
  readonly logicStart: Int32Array
  readonly earlyStart: Int32Array
  readonly earlyFinish: Int32Array
  /** The latest that what is left of a task may begin. */
  readonly lateStart: Int32Array
  readonly lateFinish: Int32Array
  /** The link that drives the early start of each task; -1 for none. */
  readonly driver: Int32Array
  /** For a summary: the latest finish that its own links and constraints leave to what is below. */
  readonly limit: Int32Array
  /** Where tasks are shown in a plan in which some wait for their successors; null where none does. */
  placed: PlacedDates | null
  /** Links from the starts of summaries, each with the one task that it holds. */
  startLimited: readonly StartLimit[]
  /** 1 for what is finished; a summary is, when all below it that counts is. */
  readonly isDone: Uint8Array
  /** The latest early finish of all that counts. */
  finish: Instant
  /** Where tasks without predecessors begin. */
  start: Instant
  /** Whether the late dates are there already, so that what is as late as possible offers them to its successors. */
  offersLate: boolean
  /** Whether, scheduling from the finish, what is as soon as possible asks its predecessors to be done by its early dates. */
  asksEarly: boolean
}

export function emptyDates(count: number, start: Instant): PlanDates {
  const dates = () => new Int32Array(count).fill(NO_DATE)
  return {
    logicStart: dates(),
    earlyStart: dates(),
    earlyFinish: dates(),
    lateStart: dates(),
    lateFinish: dates(),
    driver: new Int32Array(count).fill(-1),
    limit: dates(),
    placed: null,
    startLimited: [],
    isDone: new Uint8Array(count),
    finish: start,
    start,
    offersLate: false,
    asksEarly: false,
  }
}

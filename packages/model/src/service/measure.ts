import type { BusinessCalendar } from "./business-calendar.ts"
import type { Amount } from "./policy.ts"
import { rests, type Moment } from "./timeline.ts"

/** What a clock is read from. */
export interface Readable {
  readonly moments: readonly Moment[]
  readonly start: number
  readonly now: number
  readonly calendar: BusinessCalendar
}

/** What a clock shows. Amounts are of the promise's unit, and count working time or days alone. */
export interface Reading {
  readonly elapsed: number
  readonly paused: number
  /**
   * When the promise ends if nothing else happens; of a clock that stopped before, when it would have ended had it gone
   * on. Nothing while it rests, and where the calendar has no more working time.
   */
  readonly due: number | null
  readonly isPaused: boolean
}

/** Amounts of one unit on a calendar. */
export interface Measure {
  readonly calendar: BusinessCalendar
  readonly unit: Amount["unit"]
  /** From when on days count: the day after the start. */
  readonly first: number
}

export function measureOf(calendar: BusinessCalendar, unit: Amount["unit"], start: number): Measure {
  return { calendar, unit, first: unit === "days" ? calendar.nextDay(start) : start }
}

/** How much passes from one instant to a later one. */
export function amountBetween({ calendar, unit, first }: Measure, from: number, to: number): number {
  return unit === "time" ? calendar.workBetween(from, to) : calendar.dayEndsBetween(Math.max(from, first), to)
}

/** The first instant up to which so much passes; nothing where the calendar ends before. */
function reach({ calendar, unit, first }: Measure, from: number, amount: number): number | null {
  return unit === "time" ? calendar.addWork(from, amount) : calendar.dayEndAfter(Math.max(from, first), amount)
}

/**
 * Reads a clock up to where it stopped, or up to the present. It rests where its target says so, and does not count at
 * all while the ticket is closed, which only lies within a clock that goes on after a reopening.
 *
 * What ends or pauses a clock at the very instant at which it is due is in time.
 */
export function readClock(
  { moments, start, now, calendar }: Readable,
  stop: number | null,
  pausesIn: ReadonlySet<string>,
  { unit, amount }: Amount,
): Reading {
  const end = stop ?? now
  const measure = measureOf(calendar, unit, start)
  let [elapsed, paused] = [0, 0]
  let due: number | null = null
  let isPaused = false
  /** Where the clock last began to run, and what it showed then. */
  let runsFrom = start
  let shownThen = 0
  for (let place = lastBefore(moments, start); place < moments.length; place += 1) {
    const moment = moments[place]!
    // A ticket that went to and fro for years has many clocks, each of which sees little of it.
    if (moment.at > end) break
    const next = moments[place + 1]
    const to = next === undefined || next.at > end ? end : next.at
    if (to < start) continue
    const from = moment.at > start ? moment.at : start
    // Whatever happens at the stop comes after it.
    if (from === to && (stop !== null || next !== undefined) && to !== start) continue
    isPaused = moment.isClosed || rests(moment, pausesIn)
    if (isPaused) {
      if (!moment.isClosed) paused += amountBetween(measure, from, to)
      continue
    }
    runsFrom = from
    shownThen = elapsed
    elapsed += amountBetween(measure, from, to)
    if (due === null && elapsed >= amount) {
      const reached = reach(measure, from, amount - shownThen)
      if (reached !== null && (reached < to || next === undefined || (to === end && stop !== null))) due = reached
    }
  }
  if (due === null && !isPaused) due = reach(measure, runsFrom, amount - shownThen)
  return { elapsed, paused, due, isPaused }
}

/** The place of the last moment before an instant; the first where there is none. */
function lastBefore(moments: readonly Moment[], instant: number): number {
  let [low, high] = [0, moments.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (moments[middle]!.at < instant) low = middle
    else high = middle - 1
  }
  return low
}

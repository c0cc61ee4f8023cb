import type { BusinessCalendar } from "./business-calendar.ts"
import type { TicketClocks } from "./ticket-clocks.ts"

/** A share in millionths, so that 99.95 % is a whole number: 999,500. */
export type Millionths = number
const WHOLE: Millionths = 1_000_000

/**
 * How a promise about a whole period stands: a share of what there was has to be good, and what may be bad is its error
 * budget. Amounts are working milliseconds of availability, and numbers of tickets or answers of quality.
 */
export interface PromiseReading {
  /**
   * `running` while the period lasts; `unmeasured` where there was nothing to measure. Time that was lost does not come
   * back, so that availability is `breached` as soon as its budget is spent; quality is judged when its period is over.
   */
  readonly state: "running" | "met" | "breached" | "unmeasured"
  readonly promised: Millionths
  /** The share that was good so far, rounded down; nothing where nothing was measured. */
  readonly achieved: Millionths | null
  readonly total: number
  readonly bad: number
  /** How much may be bad, and how much of that is left; less than nothing once it is overspent. */
  readonly budget: number
  readonly remaining: number
  readonly breachedAt: number | null
}

/** A stretch in which a service was down; one that still lasts has no end. */
export interface Outage {
  readonly from: number
  readonly to: number | null
  /** Maintenance that was announced takes its time out of what was agreed. */
  readonly isPlanned: boolean
}

export interface Period {
  readonly from: number
  readonly to: number
}

/** A month of a calendar's zone, as instants. Months count from 1. */
export function monthOf({ clock }: BusinessCalendar, year: number, month: number): Period {
  return { from: clock.firstAt(Date.UTC(year, month - 1, 1)), to: clock.firstAt(Date.UTC(year, month, 1)) }
}

/**
 * The availability of a service in a period: working time of its calendar that it was not down. Outages that overlap
 * count once; planned ones are no agreed time, also where something was down meanwhile.
 */
export function readAvailability(
  calendar: BusinessCalendar,
  outages: readonly Outage[],
  promised: Millionths,
  period: Period,
  now: number,
): PromiseReading {
  const planned = together(
    outages.filter(({ isPlanned }) => isPlanned),
    period,
    Infinity,
  )
  const down = without(
    together(
      outages.filter(({ isPlanned }) => !isPlanned),
      period,
      now,
    ),
    planned,
  )
  const work = (stretches: readonly Period[]) =>
    stretches.reduce((sum, { from, to }) => sum + calendar.workBetween(from, to), 0)
  const total = calendar.workBetween(period.from, period.to) - work(planned)
  const bad = work(down)
  const budget = budgetOf(total, promised)
  const breachedAt = total > 0 && bad > budget ? overspentAt(calendar, down, budget) : null
  const passed = calendar.workBetween(period.from, Math.min(now, period.to)) - work(cutAt(planned, now))
  return {
    state: total === 0 ? "unmeasured" : breachedAt !== null ? "breached" : now < period.to ? "running" : "met",
    promised,
    achieved: passed === 0 ? null : shareOf(passed - bad, passed),
    total,
    bad,
    budget,
    remaining: budget - bad,
    breachedAt,
  }
}

/** The instant at which more was lost than may be. */
function overspentAt(calendar: BusinessCalendar, down: readonly Period[], budget: number): number {
  let left = budget
  for (const { from, to } of down) {
    const lost = calendar.workBetween(from, to)
    if (lost > left) return calendar.addWork(from, left) ?? to
    left -= lost
  }
  return down.at(-1)!.to
}

/** Stretches within a period, in order, those that touch as one. */
function together(outages: readonly Outage[], period: Period, now: number): Period[] {
  const end = Math.min(period.to, now)
  const stretches = outages
    .map(({ from, to }) => ({ from: Math.max(from, period.from), to: Math.min(to ?? end, end) }))
    .filter(({ from, to }) => from < to)
    .toSorted((one, other) => one.from - other.from)
  const merged: { from: number; to: number }[] = []
  for (const { from, to } of stretches) {
    const before = merged.at(-1)
    if (before !== undefined && from <= before.to) before.to = Math.max(before.to, to)
    else merged.push({ from, to })
  }
  return merged
}

function without(stretches: readonly Period[], holes: readonly Period[]): readonly Period[] {
  return holes.reduce<readonly Period[]>(
    (left, hole) =>
      left.flatMap(({ from, to }) =>
        [
          { from, to: Math.min(to, hole.from) },
          { from: Math.max(from, hole.to), to },
        ].filter(part => part.from < part.to),
      ),
    stretches,
  )
}

const cutAt = (stretches: readonly Period[], end: number) =>
  stretches.map(({ from, to }) => ({ from, to: Math.min(to, end) })).filter(({ from, to }) => from < to)

const budgetOf = (total: number, promised: Millionths) => Math.floor((total * (WHOLE - promised)) / WHOLE)
const shareOf = (good: number, total: number): Millionths => Math.floor((good * WHOLE) / total)

/** What of a period was good, and how many there were. */
export interface QualityCount {
  readonly good: number
  readonly total: number
}

/** A promise about a share of tickets or answers: satisfied people, tickets that stay solved, help at the first contact. */
export function readQuality(
  { good, total }: QualityCount,
  promised: Millionths,
  period: Period,
  now: number,
): PromiseReading {
  const [bad, budget] = [total - good, budgetOf(total, promised)]
  const isOver = now >= period.to
  return {
    state: !isOver ? "running" : total === 0 ? "unmeasured" : bad > budget ? "breached" : "met",
    promised,
    achieved: total === 0 ? null : shareOf(good, total),
    total,
    bad,
    budget,
    remaining: budget - bad,
    breachedAt: isOver && total > 0 && bad > budget ? period.to : null,
  }
}

/** Of the tickets that were done in a period for the first time, those that stayed so up to the present. */
export function countStayedDone(tickets: readonly TicketClocks[], period: Period): QualityCount {
  return countDone(tickets, period, ({ reopened }) => !reopened)
}

/** Of the tickets that were done in a period for the first time, those that took one reply at most and stayed done. */
export function countFirstContact(tickets: readonly TicketClocks[], period: Period): QualityCount {
  return countDone(tickets, period, ({ replies, reopened }) => replies <= 1 && !reopened)
}

/** An answer to a survey, from 1 to `of`. */
export interface Rating {
  readonly at: number
  readonly score: number
  readonly of: number
}

/** Of the answers of a period, those that are content: in the upper two fifths of the scale. */
export function countContent(ratings: readonly Rating[], period: Period): QualityCount {
  const given = ratings.filter(({ at }) => at >= period.from && at < period.to)
  return { good: given.filter(({ score, of }) => score * 5 > of * 3).length, total: given.length }
}

interface DoneTicket {
  /** Replies of agents until it was done for the first time. */
  readonly replies: number
  readonly reopened: boolean
}

function countDone(tickets: readonly TicketClocks[], period: Period, isGood: (ticket: DoneTicket) => boolean) {
  const count = { good: 0, total: 0 }
  for (const { moments } of tickets) {
    const place = moments.findIndex(({ state }) => state === "done")
    const done = moments[place]
    if (done === undefined || done.at < period.from || done.at >= period.to) continue
    count.total += 1
    const replies = moments.slice(0, place + 1).filter(({ event }) => event.kind === "agent-reply").length
    if (isGood({ replies, reopened: moments.slice(place).some(({ isClosed }) => !isClosed) })) count.good += 1
  }
  return count
}

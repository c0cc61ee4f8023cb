import type { Instant, Tenths } from "../time/instant.ts"
import {
  ELAPSED,
  LAG_ELAPSED,
  LAG_ELAPSED_PERCENT,
  LAG_NONE,
  LAG_PERCENT,
  MILESTONE,
  SUMMARY,
  wholeTenths,
  withinPlans,
  type Network,
} from "./network.ts"
import type { PlanDates } from "./plan-dates.ts"

/* From one end of a task to the other: by the clock, by its calendar, or by the hours of whoever is assigned. */

/** When a task ends that begins at an instant. */
export function finishFrom(net: Network, task: number, start: Instant): Instant {
  const { shares } = net
  if (shares.first[task] === shares.end[task] || net.flags[task]! & ELAPSED)
    return addTime(net, task, start, net.duration[task]!)
  return latest(net, task, start, shares.span)
}

/** When the work that is done so far ended. */
export function stopFrom(net: Network, task: number, start: Instant): Instant {
  const { shares } = net
  if (shares.first[task] === shares.end[task] || net.flags[task]! & ELAPSED)
    return addTime(net, task, start, net.actualDuration[task]!)
  return latest(net, task, start, shares.actual)
}

/** When a task ends whose rest is taken up at an instant. */
export function finishFromResume(net: Network, task: number, resume: Instant): Instant {
  const { shares } = net
  if (shares.first[task] === shares.end[task] || net.flags[task]! & ELAPSED)
    return addTime(net, task, resume, net.remaining[task]!)
  return latest(net, task, resume, shares.remaining)
}

/** When a task begins that ends at an instant. */
export function startFrom(net: Network, task: number, finish: Instant): Instant {
  const { shares } = net
  if (shares.first[task] === shares.end[task] || net.flags[task]! & ELAPSED)
    return addTime(net, task, finish, -net.duration[task]!)
  return earliest(net, task, finish, shares.span)
}

/** When the rest of a task begins, if the task ends at an instant. */
export function restartFrom(net: Network, task: number, finish: Instant): Instant {
  const { shares } = net
  if (shares.first[task] === shares.end[task] || net.flags[task]! & ELAPSED)
    return addTime(net, task, finish, -net.remaining[task]!)
  return earliest(net, task, finish, shares.remaining)
}

/** Adds time to an instant as a task counts it, by the clock where its duration is elapsed. */
export function addTime(net: Network, task: number, instant: Instant, tenths: number): Instant {
  if (net.flags[task]! & ELAPSED) return withinPlans(instant + tenths)
  return net.calendars[net.calendar[task]!]!.add(instant, tenths)
}

/** Time between two instants as a task counts it: by its calendar, or by the clock where its duration is elapsed. */
export function timeBetween(net: Network, task: number, from: Instant, to: Instant): Tenths {
  if (from === to) return 0
  if (net.flags[task]! & ELAPSED) return to - from
  return net.calendars[net.calendar[task]!]!.between(from, to)
}

function latest(net: Network, task: number, start: Instant, spans: Int32Array): Instant {
  const { first, end, calendar } = net.shares
  let finish = start
  for (let share = first[task]!; share < end[task]!; share += 1) {
    const candidate = net.calendars[calendar[share]!]!.add(start, spans[share]!)
    if (candidate > finish) finish = candidate
  }
  return finish
}

function earliest(net: Network, task: number, finish: Instant, spans: Int32Array): Instant {
  const { first, end, calendar } = net.shares
  let start = finish
  for (let share = first[task]!; share < end[task]!; share += 1) {
    const candidate = net.calendars[calendar[share]!]!.add(finish, -spans[share]!)
    if (candidate < start) start = candidate
  }
  return start
}

/**
 * The first instant from the given one on when a task can begin. A milestone may stay at the end of a shift, and what
 * runs by the clock begins at any time.
 */
export function snapStart(net: Network, task: number, start: Instant): Instant {
  if (net.flags[task]! & ELAPSED) return start
  const { first, end, calendar } = net.shares
  if (first[task] === end[task]) return snapped(net, net.calendar[task]!, task, start)
  let snap = snapped(net, calendar[first[task]!]!, task, start)
  for (let share = first[task]! + 1; share < end[task]!; share += 1)
    snap = Math.min(snap, snapped(net, calendar[share]!, task, start))
  return snap
}

function snapped(net: Network, calendar: number, task: number, start: Instant): Instant {
  const next = net.calendars[calendar]!.next(start)
  if (next > start && net.flags[task]! & MILESTONE && net.calendars[calendar]!.prev(start) === start) return start
  return next
}

/** The end of the last shift before an instant, where a task that ends at the instant could as well end. */
export function snapFinish(net: Network, task: number, finish: Instant): Instant {
  if (net.flags[task]! & ELAPSED) return finish
  const { first, end, calendar } = net.shares
  if (first[task] === end[task]) return net.calendars[net.calendar[task]!]!.prev(finish)
  let snap = net.calendars[calendar[first[task]!]!]!.prev(finish)
  for (let share = first[task]! + 1; share < end[task]!; share += 1)
    snap = Math.max(snap, net.calendars[calendar[share]!]!.prev(finish))
  return snap
}

/** Adds the lag of a link to an instant, or takes it away. It runs on the successor's calendar. */
export function addLag(
  net: Network,
  dates: PlanDates,
  slot: number,
  successor: number,
  instant: Instant,
  sign: 1 | -1,
): Instant {
  if (net.links.lagKind[slot] === LAG_NONE) return instant
  const lag = sign * lagOf(net, dates, slot)
  return isLagByClock(net, slot)
    ? withinPlans(instant + lag)
    : net.calendars[net.calendar[successor]!]!.add(instant, lag)
}

/** The lag of a link in tenths, by the clock or of work. */
export function lagOf(net: Network, dates: PlanDates, slot: number): number {
  const amount = net.links.lag[slot]!
  const kind = net.links.lagKind[slot]!
  if (kind === LAG_NONE) return 0
  if (kind < LAG_PERCENT) return amount
  const from = net.links.from[slot]!
  const whole =
    net.flags[from]! & SUMMARY
      ? net.projectCalendar.between(dates.earlyStart[from]!, dates.earlyFinish[from]!)
      : net.duration[from]!
  return wholeTenths((amount * whole) / 100)
}

/** Whether a lag runs through nights and weekends: an elapsed one, or a part of an elapsed duration. */
export function isLagByClock(net: Network, slot: number): boolean {
  const kind = net.links.lagKind[slot]!
  if (kind === LAG_ELAPSED || kind === LAG_ELAPSED_PERCENT) return true
  return kind === LAG_PERCENT && (net.flags[net.links.from[slot]!]! & (ELAPSED | SUMMARY)) === ELAPSED
}

import type { WorkingCalendar } from "../time/working-calendar.ts"
import {
  ASAP,
  ELAPSED,
  EXTERNAL,
  INACTIVE,
  isFinished,
  isStarted,
  LAG_ELAPSED,
  LAG_ELAPSED_PERCENT,
  LAG_PERCENT,
  NO_DATE,
  PINNED,
  SNET,
  SUMMARY,
  ZFF,
  type Network,
} from "./network.ts"
import type { PlanDates } from "./plan-dates.ts"

/**
 * A plan whose work all goes by one calendar, reckoned in working time alone: no calendar is asked while it is passed
 * through again and again.
 */
export interface StraightNetwork {
  readonly net: Network
  readonly calendar: WorkingCalendar
  /** Working time before the project's start. */
  readonly start: number
  /** Working time before the earliest that each task may begin, links aside. */
  readonly floor: Float64Array
  /** 1 for tasks whose start is what it is; 2 where the finish is as well. */
  readonly fixed: Uint8Array
  /** What a task takes as planned; of one that is under way, all of it. */
  readonly duration: Float64Array
  /** Part of the duration that is done and cannot vary. */
  readonly done: Float64Array
}

/**
 * The straight form of a network, or null where something in it needs a calendar or the clock: several calendars, elapsed
 * times, levelling delays, late or hard constraints, work that resumes later, a data date, links from other plans.
 */
export function straightNetwork(net: Network, dates: PlanDates): StraightNetwork | null {
  const calendar = net.projectCalendar
  if (net.dataDate !== NO_DATE || net.farLinks !== null) return null
  for (let slot = 0; slot < net.links.count; slot += 1) {
    const kind = net.links.lagKind[slot]!
    if (kind === LAG_ELAPSED || kind === LAG_ELAPSED_PERCENT) return null
    if (kind === LAG_PERCENT && net.flags[net.links.from[slot]!]! & SUMMARY) return null
  }
  for (let task = 0; task < net.count; task += 1)
    if (!isStraight(net, task) || dates.earlyStart[task] === NO_DATE) return null
  const form = {
    net,
    calendar,
    start: calendar.workBefore(dates.start),
    floor: new Float64Array(net.count),
    fixed: new Uint8Array(net.count),
    duration: new Float64Array(net.count),
    done: new Float64Array(net.count),
  }
  for (let task = 0; task < net.count; task += 1) straighten(form, dates, task)
  return form
}

function isStraight(net: Network, task: number): boolean {
  const flags = net.flags[task]!
  if (flags & SUMMARY) return !(flags & PINNED)
  if (flags & (INACTIVE | PINNED | EXTERNAL)) return !(flags & INACTIVE)
  if (net.calendars[net.calendar[task]!] !== net.projectCalendar || flags & ELAPSED) return false
  for (let share = net.shares.first[task]!; share < net.shares.end[task]!; share += 1)
    if (net.calendars[net.shares.calendar[share]!] !== net.projectCalendar) return false
  if (isFinished(net, task)) return true
  if (net.resume[task] !== NO_DATE && isStarted(net, task)) return false
  const kind = net.constraint[task]!
  return net.levelingDelay[task] === 0 && (kind === ASAP || kind === SNET || kind === ZFF)
}

function straighten(
  { net, calendar, start, floor, fixed, duration, done }: StraightNetwork,
  dates: PlanDates,
  task: number,
) {
  if (net.flags[task]! & SUMMARY || dates.earlyStart[task] === NO_DATE) return
  const [from, to] = [calendar.workBefore(dates.earlyStart[task]!), calendar.workBefore(dates.earlyFinish[task]!)]
  duration[task] = to - from
  const isOpen = net.links.inFirst[task]! < 0
  const isPinned = (net.flags[task]! & PINNED) !== 0
  if (isPinned || isStarted(net, task)) {
    fixed[task] = isPinned || isFinished(net, task) ? 2 : 1
    floor[task] = from
    done[task] = Math.min(duration[task]!, net.actualDuration[task]!)
  } else floor[task] = floorOf(net, calendar, start, task, isOpen)
}

function floorOf(net: Network, calendar: WorkingCalendar, start: number, task: number, isOpen: boolean): number {
  const above = net.startFloor?.[task] ?? NO_DATE
  const own =
    net.constraint[task] === SNET
      ? calendar.workBefore(net.constraintDate[task]!)
      : isOpen
        ? start
        : Number.NEGATIVE_INFINITY
  return above === NO_DATE ? own : Math.max(own, calendar.workBefore(above))
}

import type { Tenths } from "../time/instant.ts"
import {
  ELAPSED,
  INACTIVE,
  isFinished,
  isStarted,
  isWaiting,
  KIND_FF,
  KIND_FS,
  KIND_SS,
  NO_DATE,
  PINNED,
  SUMMARY,
  usesSlack,
  type Network,
} from "./network.ts"
import type { PlanDates } from "./plan-dates.ts"
import { placedFinish, placedStart } from "./placed-dates.ts"
import { isLagByClock, lagOf, timeBetween } from "./span.ts"
import { shownLateStart } from "./summary-dates.ts"

/** Time between two instants as whoever is assigned to a task works; the one with the least of it counts. */
function workBetween(net: Network, task: number, from: number, to: number): Tenths {
  const { first, end, calendar } = net.shares
  if (first[task] === end[task] || net.flags[task]! & ELAPSED) return timeBetween(net, task, from, to)
  let least = Number.POSITIVE_INFINITY
  for (let share = first[task]!; share < end[task]!; share += 1)
    least = Math.min(least, net.calendars[calendar[share]!]!.between(from, to))
  return least
}

/** How far the start of a task is from its late start; a task that a promise pulls against its links has less than none. */
function startSlack(net: Network, dates: PlanDates, task: number): Tenths {
  if (usesSlack(net, task)) return 0
  const start = isWaiting(net, task)
    ? placedStart(net, dates, task)
    : Math.max(dates.earlyStart[task]!, dates.logicStart[task]!)
  return timeBetween(net, task, start, shownLateStart(net, dates, task))
}

function finishSlack(net: Network, dates: PlanDates, task: number): Tenths {
  if (usesSlack(net, task)) return 0
  const finish = isWaiting(net, task) ? placedFinish(net, dates, task) : dates.earlyFinish[task]!
  return timeBetween(net, task, finish, dates.lateFinish[task]!)
}

/** Whether both ends of a task slip alike: its length is its own and all of it is left, and nothing pulls its start. */
function isRigid(net: Network, dates: PlanDates, task: number): boolean {
  return (
    !(net.flags[task]! & (SUMMARY | PINNED)) &&
    net.shares.first[task] === net.shares.end[task] &&
    net.duration[task] === net.remaining[task] &&
    dates.logicStart[task] === dates.earlyStart[task]
  )
}

/** How much a task can slip before the project, a promise or a deadline does. */
export function totalSlack(net: Network, dates: PlanDates, task: number): Tenths {
  const finish = finishSlack(net, dates, task)
  const { totalSlack: option } = net.input.project
  if (option === "finish") return finish
  if (option === "smallest" && isRigid(net, dates, task)) return finish
  const isUnderWay = isStarted(net, task) && !(net.flags[task]! & SUMMARY)
  if (isUnderWay && option === "smallest") return finish
  const start = startSlack(net, dates, task)
  return option === "start" ? start : Math.min(start, finish)
}

/** How much a task can slip before a successor does; of the links as they were drawn. */
export function freeSlack(net: Network, dates: PlanDates, task: number, total: Tenths): Tenths {
  if (total <= 0 || isFinished(net, task) || isWaiting(net, task)) return 0
  let least = total
  for (let slot = net.links.drawnFirst[task]!; slot >= 0; slot = net.links.drawnNext[slot]!) {
    const to = net.links.to[slot]!
    if (isFinished(net, to) || net.flags[to]! & INACTIVE || dates.earlyStart[to] === NO_DATE) continue
    least = Math.min(least, linkSlack(net, dates, slot, task))
    if (least <= 0) return 0
  }
  return least
}

/** How far the two ends of a link are apart, beyond its lag. */
function linkSlack(net: Network, dates: PlanDates, slot: number, task: number): Tenths {
  const to = net.links.to[slot]!
  const kind = net.links.kind[slot]!
  const isFromFinish = kind === KIND_FS || kind === KIND_FF
  const isToStart = kind === KIND_FS || kind === KIND_SS
  const from = isFromFinish ? placedFinish(net, dates, task) : placedStart(net, dates, task)
  let end = isToStart ? placedStart(net, dates, to) : placedFinish(net, dates, to)
  if (kind === KIND_FS) end -= net.levelingDelay[to]!
  const lag = lagOf(net, dates, slot)
  if (isLagByClock(net, slot)) return workBetween(net, task, from + lag, end)
  return workBetween(net, task, from, end) - lag
}

/** Both slacks of every task. */
export function slacksOf(net: Network, dates: PlanDates): { readonly total: Int32Array; readonly free: Int32Array } {
  const [total, free] = [new Int32Array(net.count), new Int32Array(net.count)]
  for (let task = 0; task < net.count; task += 1) {
    if (dates.earlyStart[task] === NO_DATE) continue
    total[task] = totalSlack(net, dates, task)
    free[task] = freeSlack(net, dates, task, total[task]!)
  }
  return { total, free }
}

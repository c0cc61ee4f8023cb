import type { Instant } from "../time/instant.ts"
import { countsAbove, linkStart } from "./early-pass.ts"
import { placeLate } from "./late-pass.ts"
import {
  INACTIVE,
  isLate,
  isStarted,
  isWaiting,
  KIND_FF,
  KIND_FS,
  NO_DATE,
  PINNED,
  SUMMARY,
  withinPlans,
  ZFF,
  type Network,
} from "./network.ts"
import type { PlacedDates, PlanDates } from "./plan-dates.ts"
import { addTime, finishFrom, snapStart, timeBetween } from "./span.ts"

/** Where a task is shown to begin: at its early dates, its late ones, or in between where it waits for its successors. */
export function placedStart(net: Network, dates: PlanDates, task: number): Instant {
  if (dates.placed !== null) return dates.placed.start[task]!
  return isLate(net, task) ? dates.lateStart[task]! : dates.earlyStart[task]!
}

/** Where a task is shown to end. */
export function placedFinish(net: Network, dates: PlanDates, task: number): Instant {
  if (dates.placed !== null) return dates.placed.finish[task]!
  return isLate(net, task) ? dates.lateFinish[task]! : dates.earlyFinish[task]!
}

/** Whether a task is shown later than it could be: its early dates are not those that it is worked on. */
export function isDeferred(net: Network, task: number): boolean {
  return isLate(net, task) || isWaiting(net, task)
}

/**
 * Puts what waits for its successors as late as none of them is delayed, once all other dates are there; null where
 * nothing waits.
 *
 * That is a late pass over a plan whose other tasks stand where they are shown. What waits for something that waits goes
 * with it, and the links of the summaries above hold it as its own do. Where that pass says too much, as lags by the
 * clock make it, the last instant is looked for at which the links themselves let all that follows stay.
 */
export function placeWaiting(net: Network, dates: PlanDates): PlacedDates | null {
  if (!net.constraint.includes(ZFF)) return null
  const [start, finish] = [new Int32Array(net.count), new Int32Array(net.count)]
  const late: PlanDates = { ...dates, lateStart: start, lateFinish: finish, limit: new Int32Array(net.count) }
  const standing: PlanDates = { ...dates, earlyStart: start, earlyFinish: finish, offersLate: false }
  for (let place = net.count - 1; place >= 0; place -= 1) {
    const task = net.order[place]!
    const isToWait = isWaiting(net, task)
    if (isToWait || net.flags[task]! & SUMMARY) placeLate(net, late, task)
    if (isToWait && start[task]! > dates.earlyStart[task]!) holdBack(net, dates, standing, task)
    else {
      start[task] = isLate(net, task) ? dates.lateStart[task]! : dates.earlyStart[task]!
      finish[task] = isLate(net, task) ? dates.lateFinish[task]! : dates.earlyFinish[task]!
    }
  }
  for (let place = 0; place < net.count; place += 1) rollUpPlaced(net, { start, finish }, net.order[place]!)
  return { start, finish }
}

/** Takes a task back towards its early dates as far as its links ask. */
function holdBack(net: Network, dates: PlanDates, standing: PlanDates, task: number): void {
  if (letsStay(net, standing, task)) return
  const [from, to] = [dates.earlyStart[task]!, standing.earlyStart[task]!]
  let [least, most] = [0, timeBetween(net, task, from, to)]
  const shift = (time: number) => {
    standing.earlyStart[task] = snapStart(net, task, addTime(net, task, from, time))
    standing.earlyFinish[task] = finishFrom(net, task, standing.earlyStart[task]!)
  }
  while (least < most) {
    const middle = (least + most + 1) >> 1
    shift(middle)
    if (letsStay(net, standing, task)) least = middle
    else most = middle - 1
  }
  shift(least)
}

/** Whether all that follows a task, and the summaries above it, may begin where it is shown. */
function letsStay(net: Network, standing: PlanDates, task: number): boolean {
  const { earlyStart: start, earlyFinish: finish } = standing
  for (let from = task; from >= 0; from = net.parent[from]!) {
    if (from !== task && net.flags[from]! & PINNED) return true
    // What is above ends no earlier than the task, and begins with it where it is the first there.
    finish[from] = finish[task]!
    if (standing.startLimited.some(({ leaf }) => leaf === task)) start[from] = start[task]!
    for (let slot = net.links.outFirst[from]!; slot >= 0; slot = net.links.outNext[slot]!)
      if ((from === task || drives(net, standing, slot, task)) && delays(net, standing, slot)) return false
  }
  return true
}

/** Whether a link of a summary goes by a task: one from its finish by any, one from its start by the first to start. */
function drives(net: Network, { startLimited }: PlanDates, slot: number, task: number): boolean {
  const kind = net.links.kind[slot]!
  if (kind === KIND_FS || kind === KIND_FF) return true
  return startLimited.some(limit => limit.slot === slot && limit.leaf === task)
}

/** Whether a link would have its successor begin later than it does. What has begun, or was put somewhere, stays anyway. */
function delays(net: Network, standing: PlanDates, slot: number): boolean {
  const to = net.links.to[slot]!
  if (isStarted(net, to) || net.flags[to]! & (PINNED | INACTIVE)) return false
  let start = snapStart(net, to, linkStart(net, standing, slot, to))
  if (net.levelingDelay[to]! > 0) start = snapStart(net, to, withinPlans(start + net.levelingDelay[to]!))
  return start > snapStart(net, to, standing.earlyStart[to]!)
}

function rollUpPlaced(net: Network, { start, finish }: PlacedDates, task: number): void {
  if (!(net.flags[task]! & SUMMARY) || net.flags[task]! & PINNED) return
  start[task] = finish[task] = NO_DATE
  for (let next = net.childStart[task]!; next < net.childStart[task + 1]!; next += 1) {
    const child = net.child[next]!
    if (start[child] === NO_DATE || !countsAbove(net, child, task)) continue
    if (start[task] === NO_DATE || start[child]! < start[task]!) start[task] = start[child]!
    if (finish[child]! > finish[task]!) finish[task] = finish[child]!
  }
}

import type { Instant } from "../time/instant.ts"
import { holdsRest } from "./early-pass.ts"
import {
  ELAPSED,
  FNLT,
  INACTIVE,
  isFinished,
  isLate,
  isStarted,
  KIND_FF,
  KIND_FS,
  KIND_SF,
  KIND_SS,
  LAG_NONE,
  LIMITING,
  MFO,
  MILESTONE,
  MSO,
  NO_DATE,
  PINNED,
  SNLT,
  SUMMARY,
  withinPlans,
  type Network,
} from "./network.ts"
import type { PlanDates } from "./plan-dates.ts"
import { addLag, finishFrom, restartFrom, snapFinish, startFrom, stopFrom } from "./span.ts"

/** No limit. */
const FAR: Instant = 0x7fffffff

/** Places every task as late as it can be, against the order of the network. */
export function passBackward(net: Network, dates: PlanDates): void {
  for (let place = net.count - 1; place >= 0; place -= 1) placeLate(net, dates, net.order[place]!)
}

/** Places one task as late as it can be, all its successors and all above it being placed. */
export function placeLate(net: Network, dates: PlanDates, task: number): void {
  if (net.flags[task]! & SUMMARY) dates.limit[task] = summaryLimit(net, dates, task)
  else if (isFinished(net, task)) {
    dates.lateFinish[task] = net.actualFinish[task]!
    dates.lateStart[task] = net.actualFinish[task]!
  } else placeOpen(net, dates, task)
}

/** What a summary leaves to the tasks below it: as much as is left to itself, and what its own links and date allow. */
function summaryLimit(net: Network, dates: PlanDates, task: number): Instant {
  const above = net.parent[task]!
  let limit = above >= 0 ? dates.limit[above]! : FAR
  if (!(net.flags[task]! & LIMITING)) return limit
  if (net.constraint[task] === FNLT) limit = Math.min(limit, net.constraintDate[task]!)
  for (let slot = net.links.outFirst[task]!; slot >= 0; slot = net.links.outNext[slot]!) {
    const kind = net.links.kind[slot]!
    if ((kind === KIND_FS || kind === KIND_FF) && limits(net, slot))
      limit = Math.min(limit, linkFinish(net, dates, slot, task))
  }
  return limit
}

/** Whether a link limits its predecessor: not where the successor is finished or takes part in nothing. */
function limits(net: Network, slot: number): boolean {
  const to = net.links.to[slot]!
  if (net.actualFinish[to] !== NO_DATE || net.flags[to]! & INACTIVE) return false
  // With a data date, what has begun is held by its predecessors only as far as its rest is.
  return net.dataDate === NO_DATE || !isStarted(net, to) || (net.progress === "retained-logic" && holdsRest(net, slot))
}

function placeOpen(net: Network, dates: PlanDates, task: number): void {
  const isPinned = (net.flags[task]! & PINNED) !== 0
  let finish = openFinish(net, dates, task)
  if (!isPinned) finish = lateConstrained(net, task, finish)
  const deadline = net.deadline[task]!
  if (deadline !== NO_DATE && deadline < finish) finish = deadline
  finish = snapFinish(net, task, finish)
  dates.lateFinish[task] = finish
  dates.lateStart[task] = isPinned ? startFrom(net, task, finish) : restartFrom(net, task, finish)
}

/** The latest finish that successors, summaries and the project leave to a task. */
function openFinish(net: Network, dates: PlanDates, task: number): Instant {
  if (net.flags[task]! & MILESTONE && net.duration[task] === 0 && isStarted(net, task)) return net.actualStart[task]!
  const above = net.parent[task]!
  let limit = above >= 0 ? dates.limit[above]! : FAR
  for (let slot = net.links.outFirst[task]!; slot >= 0; slot = net.links.outNext[slot]!)
    if (limits(net, slot)) limit = Math.min(limit, linkFinish(net, dates, slot, task))
  if (dates.startLimited.length > 0) limit = Math.min(limit, limitOfStarts(net, dates, task))
  if (limit === FAR && net.input.project.multipleCriticalPaths) return dates.earlyFinish[task]!
  return Math.min(limit, dates.finish)
}

/** What the links of summaries from their starts leave to a task: only the first one to start below them is meant. */
function limitOfStarts(net: Network, dates: PlanDates, task: number): Instant {
  let limit = FAR
  for (const { slot, leaf } of dates.startLimited)
    if (leaf === task && limits(net, slot)) limit = Math.min(limit, linkFinish(net, dates, slot, task))
  return limit
}

function lateConstrained(net: Network, task: number, finish: Instant): Instant {
  const date = net.constraintDate[task]!
  switch (net.constraint[task]) {
    case MSO:
      return finishFrom(net, task, date)
    case MFO:
      return date
    case SNLT:
      return Math.min(finish, finishFrom(net, task, date))
    case FNLT:
      return Math.min(finish, date)
    default:
      return finish
  }
}

/** The latest that one link lets its predecessor finish. */
function linkFinish(net: Network, dates: PlanDates, slot: number, task: number): Instant {
  const { links } = net
  const to = links.to[slot]!
  // Nearly all links are as plain as this; what follows would say the same.
  if (links.kind[slot] === KIND_FS && links.lagKind[slot] === LAG_NONE && !dates.asksEarly && !isStarted(net, to))
    return withinPlans(dates.lateStart[to]! - net.levelingDelay[to]!)
  switch (links.kind[slot]) {
    case KIND_FS:
      return addLag(net, dates, slot, to, heldStart(net, dates, slot, task, to), -1)
    case KIND_FF:
      return addLag(net, dates, slot, to, lateFinishOf(net, dates, task, to), -1)
    case KIND_SS:
      return finishByStarts(net, dates, slot, task, to)
    case KIND_SF:
      // What is pinned begins when it begins: a link from its start holds nothing.
      if (net.flags[task]! & PINNED) return dates.finish
      return addLag(net, dates, slot, to, finishFrom(net, task, lateFinishOf(net, dates, task, to)), -1)
    default:
      return FAR
  }
}

/** A link to a summary holds its predecessor to where the first work below it began, not to where it stopped. */
function heldStart(net: Network, dates: PlanDates, slot: number, task: number, to: number): Instant {
  return isStarted(net, to) && net.links.isSpread(slot) && net.dataDate === NO_DATE
    ? net.actualStart[to]!
    : lateStartOf(net, dates, task, to)
}

/** When a successor must be able to begin. What has begun holds its predecessors to where its work stopped. */
function lateStartOf(net: Network, dates: PlanDates, task: number, to: number): Instant {
  if (net.dataDate === NO_DATE && isStarted(net, to) && net.actualDuration[to]! > 0)
    return stopFrom(net, to, net.actualStart[to]!)
  const start = asksEarly(net, dates, task, to) ? dates.earlyStart[to]! : dates.lateStart[to]!
  return withinPlans(start - net.levelingDelay[to]!)
}

function lateFinishOf(net: Network, dates: PlanDates, task: number, to: number): Instant {
  return asksEarly(net, dates, task, to) ? dates.earlyFinish[to]! : dates.lateFinish[to]!
}

function asksEarly(net: Network, dates: PlanDates, task: number, to: number): boolean {
  return dates.asksEarly && isLate(net, task) && !isLate(net, to)
}

/** A link between starts holds what has not begun; where its successor has, then to where that work stopped. */
function finishByStarts(net: Network, dates: PlanDates, slot: number, task: number, to: number): Instant {
  if (isStarted(net, task) || net.flags[task]! & PINNED) return dates.finish
  if (isStarted(net, to)) {
    if (net.links.outFirst[to]! < 0) return dates.finish
    return finishFrom(net, task, stopFrom(net, to, net.actualStart[to]!))
  }
  const start = lateStartOf(net, dates, task, to)
  const next = net.flags[task]! & ELAPSED ? start : net.calendars[net.calendar[task]!]!.next(start)
  return finishFrom(net, task, addLag(net, dates, slot, to, next, -1))
}

import type { Instant } from "../time/instant.ts"
import { countsAbove } from "./early-pass.ts"
import {
  isFinished,
  isStarted,
  KIND_SF,
  KIND_SS,
  LIMITING,
  NO_DATE,
  PINNED,
  SUMMARY,
  UNTYPED,
  type Network,
} from "./network.ts"
import type { PlanDates, StartLimit } from "./plan-dates.ts"

/** Finds what the links from the starts of summaries hold, once the early dates are there. */
export function startLimits(net: Network, dates: PlanDates): StartLimit[] {
  const found: StartLimit[] = []
  for (let task = 0; task < net.count; task += 1) {
    if (!(net.flags[task]! & LIMITING)) continue
    for (let slot = net.links.outFirst[task]!; slot >= 0; slot = net.links.outNext[slot]!) {
      const kind = net.links.kind[slot]!
      if (kind !== KIND_SS && kind !== KIND_SF) continue
      const leaf = firstBelow(net, dates, task)
      if (leaf >= 0) found.push({ slot, leaf })
    }
  }
  return found
}

function firstBelow(net: Network, dates: PlanDates, summary: number): number {
  let task = summary
  while (task >= 0 && net.flags[task]! & SUMMARY) {
    let first = -1
    for (let next = net.childStart[task]!; next < net.childStart[task + 1]!; next += 1) {
      const child = net.child[next]!
      if (dates.earlyStart[child] === NO_DATE || !countsAbove(net, child, task)) continue
      if (first < 0 || dates.earlyStart[child]! < dates.earlyStart[first]!) first = child
    }
    task = first
  }
  return task
}

/** What summaries have from below once all dates are there: from the first late start to the last late finish. */
export function rollUpLate(net: Network, dates: PlanDates): void {
  for (let task = net.count - 1; task >= 0; task -= 1) {
    dates.isDone[task] = isFinished(net, task) ? 1 : 0
    if (net.flags[task]! & SUMMARY) rollUpOne(net, dates, task)
  }
}

/** The late dates of one summary, those of everything below it being there. */
export function rollUpOne(net: Network, dates: PlanDates, task: number): void {
  let start = NO_DATE
  let finish = NO_DATE
  let open = 0
  for (let next = net.childStart[task]!; next < net.childStart[task + 1]!; next += 1) {
    const child = net.child[next]!
    if (dates.earlyStart[child] === NO_DATE || !countsAbove(net, child, task)) continue
    if (dates.isDone[child] === 0) open += 1
    // What is pinned lies where it lies: its float is not its summary's.
    const isPinned = (net.flags[child]! & (PINNED | UNTYPED)) !== 0
    const from = isPinned ? dates.earlyStart[child]! : shownLateStart(net, dates, child)
    const to = isPinned ? dates.earlyFinish[child]! : dates.lateFinish[child]!
    if (start === NO_DATE || from < start) start = from
    if (to > finish) finish = to
  }
  // A manual summary has dates even where nothing below it counts.
  dates.lateStart[task] = start === NO_DATE ? dates.earlyStart[task]! : start
  dates.lateFinish[task] = start === NO_DATE ? dates.earlyFinish[task]! : finish
  dates.isDone[task] = start !== NO_DATE && open === 0 ? 1 : 0
}

/** The late start that is told: where work began, once it has. */
export function shownLateStart(net: Network, dates: PlanDates, task: number): Instant {
  return isStarted(net, task) && !(net.flags[task]! & SUMMARY) ? net.actualStart[task]! : dates.lateStart[task]!
}

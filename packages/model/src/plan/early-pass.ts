import type { Instant } from "../time/instant.ts"
import type { FarLink } from "./input.ts"
import {
  EXTERNAL,
  FNET,
  FNLT,
  INACTIVE,
  isLate,
  KIND_FF,
  KIND_FS,
  KIND_SF,
  LAG_NONE,
  MFO,
  MSO,
  NO_DATE,
  PINNED,
  SNET,
  SNLT,
  SUMMARY,
  wholeTenths,
  withinPlans,
  type Network,
} from "./network.ts"
import type { PlanDates } from "./plan-dates.ts"
import { addLag, finishFrom, finishFromResume, restartFrom, snapStart, startFrom, stopFrom } from "./span.ts"

/** Places every task as early as it can be, in the order of the network. */
export function passForward(net: Network, dates: PlanDates): void {
  for (let place = 0; place < net.count; place += 1) placeEarly(net, dates, net.order[place]!)
}

/** Places one task as early as it can be, all its predecessors and all below it being placed. */
export function placeEarly(net: Network, dates: PlanDates, task: number): void {
  const flags = net.flags[task]!
  if (flags & PINNED) placePinned(net, dates, task)
  else if (flags & SUMMARY) rollUpEarly(net, dates, task)
  else if (net.actualStart[task] !== NO_DATE) placeStarted(net, dates, task)
  else placePlanned(net, dates, task)
}

function place(dates: PlanDates, task: number, start: Instant, finish: Instant): void {
  dates.earlyStart[task] = start
  dates.earlyFinish[task] = finish
}

function placePinned(net: Network, dates: PlanDates, task: number): void {
  const start = net.pinnedStart[task]!
  const finish = net.pinnedFinish[task]!
  dates.logicStart[task] = start
  dates.driver[task] = -1
  place(dates, task, start, finish === NO_DATE ? finishFrom(net, task, start) : finish)
}

/** Work that has begun stays where it is, whatever its links say. */
function placeStarted(net: Network, dates: PlanDates, task: number): void {
  const start = net.actualStart[task]!
  dates.logicStart[task] = start
  dates.driver[task] = -1
  if (net.actualFinish[task] !== NO_DATE) return place(dates, task, start, net.actualFinish[task]!)
  const stop = stopFrom(net, task, start)
  const resume = restOf(net, dates, task, stop)
  let finish = resume > stop ? finishFromResume(net, task, resume) : finishFrom(net, task, start)
  if (net.constraint[task] === FNET) finish = Math.max(finish, net.constraintDate[task]!)
  place(dates, task, start, finish)
}

/** Where the rest of work that has begun goes on, at least. */
function restOf(net: Network, dates: PlanDates, task: number, stop: Instant): Instant {
  const resume = resumeOf(net, task, stop)
  if (net.dataDate === NO_DATE || net.progress === "actual-dates") return resume
  let rest = Math.max(resume, net.dataDate)
  if (net.progress === "retained-logic")
    for (let slot = net.links.inFirst[task]!; slot >= 0; slot = net.links.inNext[slot]!)
      if (holdsRest(net, slot)) rest = Math.max(rest, linkStart(net, dates, slot, task))
  return snapStart(net, task, rest)
}

/** Working tenths up to which a resumption is a matter of rounding: the work was not interrupted. */
const ROUNDING = 10

function resumeOf(net: Network, task: number, stop: Instant): Instant {
  const resume = net.resume[task]!
  if (resume === NO_DATE || resume <= stop) return stop
  return net.calendars[net.calendar[task]!]!.between(stop, resume) > ROUNDING ? resume : stop
}

/** Whether a link holds work that has begun: one from an unfinished predecessor's finish. */
export function holdsRest(net: Network, slot: number): boolean {
  const kind = net.links.kind[slot]!
  return (kind === KIND_FS || kind === KIND_FF) && net.actualFinish[net.links.from[slot]!] === NO_DATE
}

function placePlanned(net: Network, dates: PlanDates, task: number): void {
  const kind = net.constraint[task]!
  const date = net.constraintDate[task]!
  let start = pushConstrained(net, task, drivenStart(net, dates, task), kind, date)
  if (net.levelingDelay[task]! > 0) start = snapStart(net, task, withinPlans(start + net.levelingDelay[task]!))
  dates.logicStart[task] = start
  if (kind <= 1 || !net.input.project.honorConstraints) return place(dates, task, start, finishFrom(net, task, start))
  if (kind === MFO) return place(dates, task, startFrom(net, task, date), date)
  if (kind === MSO) start = date
  else if (kind === SNLT) start = Math.min(start, date)
  else if (kind === FNLT) start = Math.min(start, startFrom(net, task, date))
  place(dates, task, start, finishFrom(net, task, start))
}

/** Where links let a task begin, or the project and its own constraint where it has none. */
function drivenStart(net: Network, dates: PlanDates, task: number): Instant {
  let start = NO_DATE
  let driver = -1
  for (let slot = net.links.inFirst[task]!; slot >= 0; slot = net.links.inNext[slot]!) {
    const driven = linkStart(net, dates, slot, task)
    if (driven <= start) continue
    start = driven
    driver = slot
  }
  dates.driver[task] = driver
  if (driver >= 0) return snapStart(net, task, start)
  const date = net.constraintDate[task]!
  const kind = net.constraint[task]!
  if (kind === SNET) return snapStart(net, task, date)
  if (kind === FNET) return snapStart(net, task, startFrom(net, task, date))
  if (kind === MSO && !net.input.project.honorConstraints) return snapStart(net, task, date)
  if (kind === MFO && !net.input.project.honorConstraints) return snapStart(net, task, startFrom(net, task, date))
  return snapStart(net, task, dates.start)
}

/** Applies what pushes a start later: "no earlier than", and where links win, "must" as well; of the task and above it. */
function pushConstrained(net: Network, task: number, start: Instant, kind: number, date: Instant): Instant {
  const floor = net.startFloor === null ? NO_DATE : net.startFloor[task]!
  let pushed = Math.max(start, floor, net.dataDate)
  for (const link of net.farLinks?.get(task) ?? []) pushed = Math.max(pushed, farStart(net, task, link))
  const isSoft = !net.input.project.honorConstraints
  if (kind === SNET || (isSoft && kind === MSO)) pushed = Math.max(pushed, date)
  else if (kind === FNET || (isSoft && kind === MFO)) pushed = Math.max(pushed, startFrom(net, task, date))
  return pushed === start ? start : snapStart(net, task, pushed)
}

/** The earliest that a link from another plan lets a task begin, as that plan was last seen. */
export function farStart(net: Network, task: number, { kind, lag, start, finish, duration }: FarLink): Instant {
  const date = kind === "FS" || kind === "FF" ? finish : start
  const begin = kind === "FF" || kind === "SF" ? startFrom(net, task, date) : date
  const isPart = lag.kind === "percent" || lag.kind === "elapsed-percent"
  const length = wholeTenths(isPart ? (lag.amount * duration) / 100 : lag.amount)
  if (length === 0) return begin
  if (lag.kind === "elapsed" || lag.kind === "elapsed-percent") return withinPlans(begin + length)
  return net.calendars[net.calendar[task]!]!.add(begin, length)
}

/** The earliest that one link lets its successor begin. Where it drives the finish, the start is moved first, then the lag. */
export function linkStart(net: Network, dates: PlanDates, slot: number, task: number): Instant {
  const from = net.links.from[slot]!
  if (dates.earlyStart[from] === NO_DATE) return NO_DATE
  const offersLate = dates.offersLate && isLate(net, from) && !isLate(net, task)
  const kind = net.links.kind[slot]!
  // Nearly all links are as plain as this; what follows would say the same.
  if (kind === KIND_FS && net.links.lagKind[slot] === LAG_NONE && !offersLate) return dates.earlyFinish[from]!
  if (kind === KIND_FS || kind === KIND_FF) {
    const finish = offersLate ? dates.lateFinish[from]! : dates.earlyFinish[from]!
    if (kind === KIND_FS) return addLag(net, dates, slot, task, finish, 1)
    return Math.max(dates.start, addLag(net, dates, slot, task, restartFrom(net, task, finish), 1))
  }
  const start = offersLate ? dates.lateStart[from]! : dates.earlyStart[from]!
  return addLag(net, dates, slot, task, kind === KIND_SF ? startFrom(net, task, start) : start, 1)
}

/** A summary reaches from the first start below it to the last finish. What is inactive or external does not count. */
function rollUpEarly(net: Network, dates: PlanDates, task: number): void {
  let start = NO_DATE
  let finish = NO_DATE
  for (let next = net.childStart[task]!; next < net.childStart[task + 1]!; next += 1) {
    const child = net.child[next]!
    if (dates.earlyStart[child] === NO_DATE || !countsAbove(net, child, task)) continue
    const shownLate = dates.offersLate && isLate(net, child)
    const from = shownLate ? dates.lateStart[child]! : dates.earlyStart[child]!
    const to = shownLate ? dates.lateFinish[child]! : dates.earlyFinish[child]!
    if (start === NO_DATE || from < start) start = from
    if (to > finish) finish = to
  }
  dates.logicStart[task] = start
  dates.driver[task] = -1
  place(dates, task, start, finish)
}

/** Whether a task counts in the dates of the summary above it; an inactive summary is about inactive tasks. */
export function countsAbove(net: Network, child: number, summary: number): boolean {
  const flags = net.flags[child]!
  if (flags & EXTERNAL) return false
  return !(flags & INACTIVE) || (net.flags[summary]! & INACTIVE) !== 0
}

import type { Instant, Tenths } from "../time/instant.ts"
import { countsAbove, farStart, linkStart } from "./early-pass.ts"
import { CONSTRAINTS, type ConstraintKind, type FarLink } from "./input.ts"
import {
  EXTERNAL,
  FNET,
  isFinished,
  isLate,
  isStarted,
  isWaiting,
  KIND_FF,
  KIND_FS,
  MFO,
  MSO,
  NO_DATE,
  PINNED,
  SNET,
  SUMMARY,
  type Network,
} from "./network.ts"
import { placedFinish, placedStart } from "./placed-dates.ts"
import type { PlanDates } from "./plan-dates.ts"
import { finishFrom, startFrom } from "./span.ts"

/**
 * What made a date what it is. Each names the record that it comes from, so that whoever tells it can say who set that.
 */
export type Reason =
  /** Nothing else holds it: it begins with the project. */
  | { readonly because: "project-start"; readonly date: Instant }
  /** Links whose predecessors let it begin no earlier: all that say the same. */
  | {
      readonly because: "links"
      readonly links: readonly string[]
      readonly from: readonly string[]
      readonly date: Instant
    }
  /** A link from another plan, as that was last seen. */
  | { readonly because: "far-link"; readonly link: FarLink; readonly date: Instant }
  /** A constraint of the task, or of a summary above it. */
  | { readonly because: "constraint"; readonly task: string; readonly kind: ConstraintKind; readonly date: Instant }
  /** Nobody works from the one instant to the other. */
  | { readonly because: "calendar"; readonly from: Instant; readonly date: Instant }
  | { readonly because: "leveling-delay"; readonly delay: Tenths; readonly date: Instant }
  | { readonly because: "actual-start" | "actual-finish" | "resume"; readonly date: Instant }
  /** Nothing that has not begun lies before the data date. */
  | { readonly because: "data-date"; readonly date: Instant }
  /** Its dates are typed, or those of another plan. */
  | { readonly because: "manual" | "external"; readonly date: Instant }
  /** It waits as long as the plan and its promises allow. */
  | { readonly because: "as-late-as-possible"; readonly date: Instant }
  /** It waits as long as it delays nothing that follows it. */
  | { readonly because: "as-late-as-successors-allow"; readonly date: Instant }
  /** A summary has the date of what is below it. */
  | { readonly because: "below"; readonly task: string; readonly date: Instant }
  /** How long it takes: its duration, or the work of whoever is assigned. */
  | { readonly because: "duration" | "assignments"; readonly length: Tenths; readonly date: Instant }

/** The reasons of a date in the order in which they apply; the last one gives the date. */
export type Reasons = readonly Reason[]

/** Why a task begins when it does. */
export function reasonsOfStart(net: Network, dates: PlanDates, task: number): Reasons {
  const flags = net.flags[task]!
  const start = dates.earlyStart[task]!
  if (start === NO_DATE) return [{ because: "project-start", date: dates.start }]
  if (flags & PINNED) return [{ because: flags & EXTERNAL ? "external" : "manual", date: start }]
  if (flags & SUMMARY) return [below(net, dates, task, "start")]
  if (isStarted(net, task)) return [{ because: "actual-start", date: start }]
  const reasons = reasonsOfPlanned(net, dates, task)
  if (isLate(net, task) && dates.lateStart[task] !== start)
    reasons.push({ because: "as-late-as-possible", date: dates.lateStart[task]! })
  if (isWaiting(net, task) && placedStart(net, dates, task) !== start)
    reasons.push({ because: "as-late-as-successors-allow", date: placedStart(net, dates, task) })
  return reasons
}

/** Why a task ends when it does, its start being explained by `reasonsOfStart`. */
export function reasonsOfFinish(net: Network, dates: PlanDates, task: number): Reasons {
  const flags = net.flags[task]!
  const finish = dates.earlyFinish[task]!
  if (finish === NO_DATE) return [{ because: "project-start", date: dates.start }]
  if (flags & PINNED) return [{ because: flags & EXTERNAL ? "external" : "manual", date: finish }]
  if (flags & SUMMARY) return [below(net, dates, task, "finish")]
  if (isFinished(net, task)) return [{ because: "actual-finish", date: finish }]
  if (isLate(net, task) || isWaiting(net, task)) return [lengthOf(net, task, placedFinish(net, dates, task))]
  const plain = finishFrom(net, task, dates.earlyStart[task]!)
  const reasons: Reason[] = [lengthOf(net, task, plain)]
  if (finish === plain) return reasons
  const kind = net.constraint[task]!
  const isConstrained = (kind === FNET || kind === MFO) && net.constraintDate[task] === finish
  reasons.push(isConstrained ? ownConstraint(net, task, finish) : { because: "resume", date: finish })
  return reasons
}

function lengthOf(net: Network, task: number, date: Instant): Reason {
  const { first, end, span } = net.shares
  let length = first[task] === end[task] ? net.duration[task]! : 0
  for (let share = first[task]!; share < end[task]!; share += 1) length = Math.max(length, span[share]!)
  return { because: first[task] === end[task] ? "duration" : "assignments", length, date }
}

function reasonsOfPlanned(net: Network, dates: PlanDates, task: number): Reason[] {
  const reasons: Reason[] = []
  const links = drivingSlots(net, dates, task)
  const { input } = net
  let at = dates.start
  if (links.length > 0) {
    at = linkStart(net, dates, links[0]!, task)
    const named = links.map(slot => input.links[net.links.link[slot]!]!)
    reasons.push({ because: "links", links: named.map(({ id }) => id), from: named.map(({ from }) => from), date: at })
  } else if (standsAlone(net, task)) at = NO_DATE
  else reasons.push({ because: "project-start", date: at })
  at = explainPush(net, task, at, reasons)
  const delay = net.levelingDelay[task]!
  if (delay > 0) {
    at += delay
    reasons.push({ because: "leveling-delay", delay, date: at })
  }
  const logic = dates.logicStart[task]!
  if (logic > at) reasons.push({ because: "calendar", from: at, date: logic })
  const start = dates.earlyStart[task]!
  if (start !== logic) reasons.push(ownConstraint(net, task, start))
  return reasons
}

/** Whether a task without predecessors begins at the date of its constraint, whenever the project does. */
function standsAlone(net: Network, task: number): boolean {
  const kind = net.constraint[task]!
  const isHard = kind === MSO || kind === MFO
  return kind === SNET || kind === FNET || (isHard && !net.input.project.honorConstraints)
}

/** Adds what pushes a start later: its own "no earlier than", or that of a summary above it. Answers where it is then. */
function explainPush(net: Network, task: number, at: Instant, reasons: Reason[]): Instant {
  let pushed = at
  const floor = net.startFloor?.[task] ?? NO_DATE
  if (floor > pushed) {
    const above = summaryWithFloor(net, task, floor)
    reasons.push({ because: "constraint", task: net.input.tasks[above]!.id, kind: "SNET", date: floor })
    pushed = floor
  }
  for (const link of net.farLinks?.get(task) ?? []) {
    const allowed = farStart(net, task, link)
    if (allowed <= pushed) continue
    // It is not the start of the project then that it waits for.
    if (reasons.at(-1)?.because === "project-start") reasons.pop()
    reasons.push({ because: "far-link", link, date: allowed })
    pushed = allowed
  }
  if (net.dataDate > pushed) {
    reasons.push({ because: "data-date", date: net.dataDate })
    pushed = net.dataDate
  }
  if (!standsAlone(net, task)) return pushed
  const kind = net.constraint[task]!
  const date = net.constraintDate[task]!
  const start = kind === SNET || kind === MSO ? date : startFrom(net, task, date)
  if (start <= pushed) return pushed
  reasons.push(ownConstraint(net, task, start))
  return start
}

function summaryWithFloor(net: Network, task: number, floor: Instant): number {
  let above = net.parent[task]!
  while (net.parent[above]! >= 0 && (net.constraint[above] !== SNET || net.constraintDate[above] !== floor))
    above = net.parent[above]!
  return above
}

function ownConstraint(net: Network, task: number, date: Instant): Reason {
  return { because: "constraint", task: net.input.tasks[task]!.id, kind: CONSTRAINTS[net.constraint[task]!]!, date }
}

/** The first task below a summary to start, or the last to finish. */
function below(net: Network, dates: PlanDates, summary: number, end: "start" | "finish"): Reason {
  const date = placed(net, dates, summary, end)
  const child = childWith(net, dates, summary, end)
  return { because: "below", task: net.input.tasks[child]!.id, date }
}

function childWith(net: Network, dates: PlanDates, summary: number, end: "start" | "finish"): number {
  const date = placed(net, dates, summary, end)
  for (let next = net.childStart[summary]!; next < net.childStart[summary + 1]!; next += 1) {
    const child = net.child[next]!
    if (countsAbove(net, child, summary) && placed(net, dates, child, end) === date) return child
  }
  return summary
}

const placed = (net: Network, dates: PlanDates, task: number, end: "start" | "finish") =>
  end === "start" ? placedStart(net, dates, task) : placedFinish(net, dates, task)

/** The leaf that gives a summary its start or finish; a task that is none is its own. */
export function leafWith(net: Network, dates: PlanDates, task: number, end: "start" | "finish"): number {
  let leaf = task
  while (net.flags[leaf]! & SUMMARY && !(net.flags[leaf]! & PINNED)) {
    const child = childWith(net, dates, leaf, end)
    if (child === leaf) break
    leaf = child
  }
  return leaf
}

/** The slots of the links that drive the start of a task: none where its own dates or constraints do. */
export function drivingSlots(net: Network, dates: PlanDates, task: number): number[] {
  if (net.flags[task]! & (PINNED | SUMMARY) || isStarted(net, task) || dates.driver[task]! < 0) return []
  const { links } = net
  const calendar = net.calendars[net.calendar[task]!]!
  const latest = linkStart(net, dates, dates.driver[task]!, task)
  const found: number[] = []
  for (let slot = links.inFirst[task]!; slot >= 0; slot = links.inNext[slot]!) {
    const start = linkStart(net, dates, slot, task)
    if (start !== NO_DATE && calendar.isEquivalent(start, latest)) found.push(slot)
  }
  return found
}

/** Whether links, and nothing later, give a task its start. */
export function isDrivenByLinks(net: Network, dates: PlanDates, task: number): boolean {
  const reasons = reasonsOfStart(net, dates, task)
  return reasons[0]?.because === "links" && !reasons.some(({ because }) => because === "constraint")
}

/** The predecessor of a slot that gives the instant: below a summary, the leaf that does. */
export function driverOf(net: Network, dates: PlanDates, slot: number): number {
  const kind = net.links.kind[slot]!
  return leafWith(net, dates, net.links.from[slot]!, kind === KIND_FS || kind === KIND_FF ? "finish" : "start")
}

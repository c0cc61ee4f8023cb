import { passForward } from "../plan/early-pass.ts"
import { passBackward } from "../plan/late-pass.ts"
import { FNLT, INACTIVE, isStarted, MFO, MSO, NO_DATE, PINNED, SNLT, SUMMARY, type Network } from "../plan/network.ts"
import { isDeferred } from "../plan/placed-dates.ts"
import { emptyDates, type PlanDates } from "../plan/plan-dates.ts"
import { latestFinish } from "../plan/schedule-plan.ts"
import { startFrom } from "../plan/span.ts"
import { startLimits } from "../plan/summary-dates.ts"
import { LAST_INSTANT, type Instant } from "../time/instant.ts"
import { NEVER_MOVED, USUAL_PRIORITY, type PlanLevellingOptions } from "./levelling-options.ts"

/** The priority of a task, and of the project that it belongs to. */
export interface Priority {
  readonly project: number
  readonly task: number
}

export function priorityOf(net: Network, task: number, options: PlanLevellingOptions): Priority {
  let project = USUAL_PRIORITY
  for (let above = net.parent[task]!; above >= 0; above = net.parent[above]!) {
    const said = options.projectPriorities.get(net.input.tasks[above]!.id)
    if (said === undefined) continue
    project = said
    break
  }
  return { project, task: options.priorities.get(net.input.tasks[task]!.id) ?? USUAL_PRIORITY }
}

/** Why levelling never delays a task. */
export type Obstacle =
  "not-planned" | "begun" | "typed-dates" | "must-be-on-date" | "late" | "not-chosen" | "priority" | "frozen"

/**
 * What keeps levelling from delaying a task, or null: not what has begun, has typed dates, must start or finish on a date,
 * is as late as possible or as its successors allow, is not among those that may be, or of priority 1000, and not what
 * begins in the frozen time by the dates that it has now.
 */
export function obstacleOf(net: Network, now: PlanDates, task: number, options: PlanLevellingOptions): Obstacle | null {
  const [kind, flags] = [net.constraint[task]!, net.flags[task]!]
  if (flags & (SUMMARY | INACTIVE)) return "not-planned"
  if (isStarted(net, task)) return "begun"
  if (flags & PINNED) return "typed-dates"
  if (isDeferred(net, task)) return "late"
  if (kind === MSO || kind === MFO) return "must-be-on-date"
  if (options.only !== null && !options.only.has(net.input.tasks[task]!.id)) return "not-chosen"
  const { project, task: own } = priorityOf(net, task, options)
  if (project >= NEVER_MOVED || own >= NEVER_MOVED) return "priority"
  return options.frozenUntil !== null && now.earlyStart[task]! < options.frozenUntil ? "frozen" : null
}

/**
 * The latest start of each task with which nothing moves that must stay: late dates under which what is not movable ends
 * when it ends now, and within slack also the project, its deadlines and late constraints. Changes deadlines in the network.
 */
export function latestStarts(
  levelled: Network,
  isMovableTask: Uint8Array,
  { withinSlack }: PlanLevellingOptions,
): Int32Array {
  const net = withinSlack ? levelled : withoutOwnPaths(levelled)
  const dates = emptyDates(net.count, net.input.project.start)
  passForward(net, dates)
  dates.finish = withinSlack ? latestFinish(net, dates) : LAST_INSTANT
  dates.startLimited = startLimits(net, dates)
  for (let task = 0; task < net.count; task += 1) {
    if (!withinSlack) net.deadline[task] = NO_DATE
    const stays = isMovableTask[task] === 0 && !(net.flags[task]! & (SUMMARY | INACTIVE)) && !isDeferred(net, task)
    if (!stays || dates.earlyFinish[task] === NO_DATE) continue
    const finish = dates.earlyFinish[task]!
    net.deadline[task] = net.deadline[task] === NO_DATE ? finish : Math.min(finish, net.deadline[task]!)
  }
  passBackward(net, dates)
  return Int32Array.from({ length: net.count }, (_, task) => Math.min(dates.lateStart[task]!, promisedStart(net, task)))
}

/** The same network, in which tasks without successors may end after they end now. */
function withoutOwnPaths(net: Network): Network {
  return { ...net, input: { ...net.input, project: { ...net.input.project, multipleCriticalPaths: false } } }
}

/** The latest start that a constraint of the task itself lets levelling give it. */
function promisedStart(net: Network, task: number): Instant {
  const date = net.constraintDate[task]!
  if (net.constraint[task] === SNLT) return date
  return net.constraint[task] === FNLT ? startFrom(net, task, date) : LAST_INSTANT
}

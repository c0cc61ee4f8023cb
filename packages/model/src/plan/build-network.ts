import { assert } from "../base/assert.ts"
import { spreadLinks } from "./build-links.ts"
import { buildShares } from "./build-shares.ts"
import { CalendarTable } from "./calendar-table.ts"
import { CONSTRAINTS, isDated, type FarLink, type PlanInput, type PlanTask } from "./input.ts"
import { edgesBy } from "./link-graph.ts"
import {
  ELAPSED,
  EXTERNAL,
  FNLT,
  INACTIVE,
  LIMITING,
  MILESTONE,
  NO_DATE,
  PINNED,
  SNET,
  SUMMARY,
  UNTYPED,
  wholeTenths,
  withinPlans,
  type Network,
} from "./network.ts"
import { spanOfSegments } from "./segments.ts"
import type { PlanWarning } from "./warning.ts"

/**
 * Compiles a plan for scheduling.
 *
 * Whatever does not fit is told among the warnings and left out; nothing in a plan makes this fail but tasks that stand
 * before their summary or share an id, which the outline that they come from must not allow.
 */
export function buildNetwork(input: PlanInput): Network {
  const warnings: PlanWarning[] = []
  const warn = (warning: PlanWarning) => void warnings.push(warning)
  const count = input.tasks.length
  const indexOf = new Map<string, number>()
  for (let index = 0; index < count; index += 1) indexOf.set(input.tasks[index]!.id, index)
  assert(indexOf.size === count, "two tasks of a plan have one id")
  const parent = parentsOf(input.tasks, indexOf)
  const children = childrenOf(parent)
  const calendars = new CalendarTable(input, warn)
  const fields = emptyFields(count)
  for (let index = 0; index < count; index += 1)
    writeTask(fields, index, input.tasks[index]!, children.start[index + 1]! > children.start[index]!, calendars, warn)
  inheritInactive(fields.flags, parent)
  const shares = buildShares(input, indexOf, calendars, warn)
  const { order, links } = spreadLinks(input, { count, indexOf, flags: fields.flags, parent, children }, warn)
  for (let task = 0; task < count; task += 1)
    if (isLimiting(fields, links.outFirst, task)) fields.flags[task]! |= LIMITING
  const rank = new Int32Array(count)
  for (let place = 0; place < count; place += 1) rank[order[place]!] = place
  calendars.warnOfFaults()
  return {
    input,
    count,
    indexOf,
    parent,
    order,
    rank,
    childStart: children.start,
    child: children.to,
    children,
    ...fields,
    dataDate: dateOr(input.project.dataDate ?? null),
    progress: input.project.progress ?? "retained-logic",
    startFloor: startFloorOf(fields, parent),
    farLinks: farLinksOf(input.tasks),
    links,
    shares,
    calendars: calendars.all,
    projectCalendar: calendars.all[calendars.project]!,
    calendarTable: calendars,
    warnings,
  }
}

function parentsOf(tasks: readonly PlanTask[], indexOf: ReadonlyMap<string, number>): Int32Array {
  const parent = new Int32Array(tasks.length).fill(-1)
  for (let index = 0; index < tasks.length; index += 1) {
    const name = tasks[index]!.parent
    if (name === null) continue
    const above = indexOf.get(name)
    assert(above !== undefined && above < index, "a task stands after its summary")
    parent[index] = above
  }
  return parent
}

function childrenOf(parent: Int32Array) {
  const from: number[] = []
  const to: number[] = []
  for (let task = 0; task < parent.length; task += 1)
    if (parent[task]! >= 0) {
      from.push(parent[task]!)
      to.push(task)
    }
  return edgesBy(parent.length, from, to)
}

/** The arrays that hold what a row says of each task. */
type TaskFields = Pick<
  Network,
  | "flags"
  | "constraint"
  | "calendar"
  | "constraintDate"
  | "deadline"
  | "duration"
  | "remaining"
  | "actualDuration"
  | "actualStart"
  | "actualFinish"
  | "resume"
  | "levelingDelay"
  | "pinnedStart"
  | "pinnedFinish"
>

function emptyFields(count: number): TaskFields {
  const dates = () => new Int32Array(count).fill(NO_DATE)
  return {
    flags: new Uint8Array(count),
    constraint: new Uint8Array(count),
    calendar: new Uint16Array(count),
    constraintDate: dates(),
    deadline: dates(),
    duration: new Int32Array(count),
    remaining: new Int32Array(count),
    actualDuration: new Int32Array(count),
    actualStart: dates(),
    actualFinish: dates(),
    resume: dates(),
    levelingDelay: new Int32Array(count),
    pinnedStart: dates(),
    pinnedFinish: dates(),
  }
}

/** Writes one task into the arrays of a network. Whether it and all above it are active is for `inheritInactive`. */
export function writeTask(
  fields: TaskFields,
  index: number,
  task: PlanTask,
  isSummary: boolean,
  calendars: CalendarTable,
  warn: (warning: PlanWarning) => void,
): void {
  const spans = spanOfSegments(task.segments, task.duration, task.actualDuration)
  fields.flags[index] = flagsOf(task, isSummary)
  fields.constraint[index] = CONSTRAINTS.indexOf(task.constraint.kind)
  fields.constraintDate[index] = dateOr(task.constraint.date)
  fields.deadline[index] = dateOr(task.deadline)
  fields.duration[index] = positive(spans?.whole ?? task.duration)
  fields.remaining[index] = positive(spans?.remaining ?? task.remainingDuration)
  fields.actualDuration[index] = positive(spans?.done ?? task.actualDuration)
  fields.actualStart[index] = dateOr(task.actualStart ?? task.actualFinish)
  fields.actualFinish[index] = dateOr(task.actualFinish)
  fields.resume[index] = dateOr(task.resume ?? null)
  fields.levelingDelay[index] = positive(task.levelingDelay)
  fields.pinnedStart[index] = dateOr(task.start ?? (task.mode === "auto" ? null : task.finish))
  fields.pinnedFinish[index] = dateOr(task.finish)
  fields.calendar[index] = calendars.ofTask(task)
  const isUndated = isDated(task.constraint.kind) && fields.constraintDate[index] === NO_DATE
  const isUnpinned = (fields.flags[index]! & PINNED) > 0 && fields.pinnedStart[index] === NO_DATE
  if (isUndated) fields.constraint[index] = 0
  if (isUnpinned) fields.flags[index] = (fields.flags[index]! & ~PINNED) | (task.mode === "manual" ? UNTYPED : 0)
  // A manual task whose dates nobody has typed yet is no fault.
  if (isUndated || (isUnpinned && task.mode === "external"))
    warn({ code: "missing-date", task: task.id, about: null, ring: [] })
}

const dateOr = (date: number | null) =>
  date === null || !Number.isFinite(date) ? NO_DATE : withinPlans(wholeTenths(date))
const positive = (value: number) => Math.max(0, wholeTenths(value))

function flagsOf(task: PlanTask, isSummary: boolean): number {
  return (
    (isSummary ? SUMMARY : 0) |
    (task.isElapsed ? ELAPSED : 0) |
    (task.isMilestone ? MILESTONE : 0) |
    (task.mode === "auto" ? 0 : PINNED) |
    (task.mode === "external" ? EXTERNAL : 0) |
    (task.isActive ? 0 : INACTIVE)
  )
}

function farLinksOf(tasks: readonly PlanTask[]): Network["farLinks"] {
  let links: Map<number, readonly FarLink[]> | null = null
  for (let task = 0; task < tasks.length; task += 1) {
    const far = tasks[task]!.farLinks
    if (far !== undefined && far.length > 0) (links ??= new Map<number, readonly FarLink[]>()).set(task, far)
  }
  return links
}

/** "No earlier than" of a summary holds for all below it. */
function startFloorOf({ flags, constraint, constraintDate }: TaskFields, parent: Int32Array): Int32Array | null {
  let floors: Int32Array | null = null
  for (let task = 0; task < parent.length; task += 1) {
    const above = parent[task]!
    if (above < 0) continue
    const own = flags[above]! & SUMMARY && constraint[above] === SNET ? constraintDate[above]! : NO_DATE
    const floor = floors === null ? own : Math.max(own, floors[above]!)
    if (floor === NO_DATE) continue
    floors ??= new Int32Array(parent.length).fill(NO_DATE)
    floors[task] = floor
  }
  return floors
}

/** Whatever stands below an inactive summary is inactive. */
function inheritInactive(flags: Uint8Array, parent: Int32Array): void {
  for (let task = 0; task < flags.length; task += 1)
    if (parent[task]! >= 0 && flags[parent[task]!]! & INACTIVE) flags[task]! |= INACTIVE
}

/** Whether a summary has links out of it, or a late constraint, that the tasks below it must keep. */
function isLimiting(fields: TaskFields, outFirst: Int32Array, task: number): boolean {
  if (!(fields.flags[task]! & SUMMARY)) return false
  return outFirst[task]! >= 0 || fields.constraint[task] === FNLT
}

import type { Tenths } from "../time/instant.ts"
import type { CalendarTable } from "./calendar-table.ts"
import type { PlanAssignment, PlanInput, PlanResource, PlanTask } from "./input.ts"
import { wholeTenths, type ShareTable } from "./network.ts"
import { spanOfSegments } from "./segments.ts"
import type { PlanWarning } from "./warning.ts"

/** One assignment's share in how long its task takes. */
interface Share {
  readonly calendar: number
  span: Tenths
  remaining: Tenths
  actual: Tenths
}

/**
 * The share of an assignment, or null where it says nothing of how long the task takes: its duration is fixed, the
 * resource is used up rather than at work, or there is no work.
 */
function shareOf(
  task: PlanTask,
  { units, work, actualWork, remainingWork, delay, segments, ...assignment }: PlanAssignment,
  resource: PlanResource,
  calendars: CalendarTable,
): Share | null {
  if (resource.kind !== "work" || task.hasFixedDuration || task.isElapsed || !(units > 0) || !(work > 0)) return null
  const spans = spanOfSegments(segments, work, actualWork)
  const late = Math.max(0, delay ?? 0)
  const [overtime, doneOvertime] = [assignment.overtimeWork ?? 0, assignment.actualOvertimeWork ?? 0]
  const inHours = (tenths: Tenths) => Math.max(0, tenths) / units
  const isBegun = actualWork > 0
  return {
    calendar: calendars.ofAssignment(task, resource.calendar),
    span: wholeTenths(late + (spans?.whole ?? inHours(work - overtime))),
    remaining: wholeTenths(
      (isBegun ? 0 : late) + (spans?.remaining ?? inHours(remainingWork - overtime + doneOvertime)),
    ),
    actual: wholeTenths(isBegun ? late + (spans?.done ?? inHours(actualWork - doneOvertime)) : 0),
  }
}

/** Lays out the shares of all tasks. Of several people with the same hours only the longest share matters. */
export function buildShares(
  { assignments, resources, tasks }: PlanInput,
  indexOf: ReadonlyMap<string, number>,
  calendars: CalendarTable,
  warn: (warning: PlanWarning) => void,
): ShareTable {
  const resourceOf = new Map(resources.map(resource => [resource.id, resource]))
  const sharesOf = new Map<number, Share[]>()
  for (const assignment of assignments) {
    const [task, resource] = [indexOf.get(assignment.task), resourceOf.get(assignment.resource)]
    if (task === undefined || resource === undefined) {
      const about = assignment.id
      warn({ code: "assignment-to-nowhere", task: task === undefined ? null : assignment.task, about, ring: [] })
      continue
    }
    const share = shareOf(tasks[task]!, assignment, resource, calendars)
    if (share !== null) addShare(sharesOf, task, share)
  }
  return layOut(tasks.length, sharesOf)
}

function addShare(sharesOf: Map<number, Share[]>, task: number, share: Share): void {
  const shares = sharesOf.get(task)
  if (shares === undefined) {
    sharesOf.set(task, [share])
    return
  }
  const same = shares.find(({ calendar }) => calendar === share.calendar)
  if (same === undefined) shares.push(share)
  else {
    same.span = Math.max(same.span, share.span)
    same.remaining = Math.max(same.remaining, share.remaining)
    same.actual = Math.max(same.actual, share.actual)
  }
}

function layOut(tasks: number, sharesOf: ReadonlyMap<number, readonly Share[]>): ShareTable {
  let size = 0
  for (const shares of sharesOf.values()) size += shares.length
  const table = {
    first: new Int32Array(tasks),
    end: new Int32Array(tasks),
    calendar: new Uint16Array(size),
    span: new Int32Array(size),
    remaining: new Int32Array(size),
    actual: new Int32Array(size),
    size,
  }
  let place = 0
  for (let task = 0; task < tasks; task += 1) {
    table.first[task] = place
    for (const share of sharesOf.get(task) ?? []) {
      writeShare(table, place, share)
      place += 1
    }
    table.end[task] = place
  }
  return table
}

/** Replaces the shares of one task; they go behind all others where there are more than before. Assignments of resources that are not there are left out. */
export function replaceShares(
  table: ShareTable,
  task: number,
  row: PlanTask,
  assignments: readonly PlanAssignment[],
  resources: readonly PlanResource[],
  calendars: CalendarTable,
): void {
  const sharesOf = new Map<number, Share[]>()
  for (const assignment of assignments) {
    const resource = resources.find(({ id }) => id === assignment.resource)
    const share = resource === undefined ? null : shareOf(row, assignment, resource, calendars)
    if (share !== null) addShare(sharesOf, task, share)
  }
  const shares = sharesOf.get(task) ?? []
  const fits = shares.length <= table.end[task]! - table.first[task]!
  if (!fits) {
    grow(table, table.size + shares.length)
    table.first[task] = table.size
    table.size += shares.length
  }
  const first = table.first[task]!
  for (const [index, share] of shares.entries()) writeShare(table, first + index, share)
  table.end[task] = first + shares.length
}

function writeShare(table: ShareTable, place: number, share: Share): void {
  table.calendar[place] = share.calendar
  table.span[place] = share.span
  table.remaining[place] = share.remaining
  table.actual[place] = share.actual
}

function grow(table: ShareTable, size: number): void {
  if (size <= table.span.length) return
  const capacity = Math.ceil(size * 1.25) + 16
  const longer = (array: Int32Array) => {
    const next = new Int32Array(capacity)
    next.set(array)
    return next
  }
  const calendar = new Uint16Array(capacity)
  calendar.set(table.calendar)
  table.calendar = calendar
  table.span = longer(table.span)
  table.remaining = longer(table.remaining)
  table.actual = longer(table.actual)
}

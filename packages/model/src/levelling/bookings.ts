import type { PlanAssignment, PlanTask } from "../plan/input.ts"
import { isInactive, isStarted, SUMMARY, type Network } from "../plan/network.ts"
import { TENTHS_PER_DAY, type Instant, type Tenths } from "../time/instant.ts"
import type { WorkingCalendar } from "../time/working-calendar.ts"

/** Full time of one person; shares of it are whole numbers. */
export const FULL_TIME = 10_000
/** Shares are rounded: so much more than there is, is no over-allocation. */
export const UNITS_TOLERANCE = 5

/** What one assignment takes of a resource while it is worked. */
interface Demand {
  readonly resource: number
  readonly units: number
  readonly calendar: WorkingCalendar
  /** Working tenths from the start of the task to that of the share, and what the share takes from there. */
  readonly delay: Tenths
  readonly span: Tenths
  readonly stretches: PlanAssignment["segments"]
  /** Whether the share is worked at other hours than those of its resource, so that somebody else may work between them. */
  readonly hasOwnHours: boolean
}

/** Called with each time that a task takes units of a resource. */
export type Booking = (resource: number, from: Instant, to: Instant, units: number) => void

/**
 * What the tasks of a plan take of its resources, wherever they lie.
 *
 * A share is taken from its first working time to its last. Where its hours are not those of its resource, each day
 * counts by itself. Work that has begun takes its resources from its start to its finish; material and cost, overtime,
 * and tasks that are summaries or inactive take none.
 */
export class Bookings {
  /** How much there is of each resource, in the order of the plan. */
  readonly capacities: Int32Array
  readonly #net: Network
  readonly #demands: readonly (readonly Demand[])[]

  constructor(net: Network, unitsOf: (resource: string) => number) {
    this.#net = net
    this.capacities = Int32Array.from(net.input.resources, ({ id }) => wholeUnits(unitsOf(id)))
    this.#demands = demandsOf(net)
  }

  /** Whether a task takes anything. */
  has(task: number): boolean {
    return this.#demands[task]!.length > 0
  }

  /** Full-time tenths that a task takes in all. */
  load(task: number): number {
    return this.#demands[task]!.reduce((sum, { units, span }) => sum + (units / FULL_TIME) * span, 0)
  }

  each(task: number, start: Instant, finish: Instant, book: Booking): void {
    const isUnderWay = isStarted(this.#net, task)
    for (const demand of this.#demands[task]!) {
      if (isUnderWay) book(demand.resource, start, finish, demand.units)
      else eachStretch(demand, start, finish, book)
    }
  }
}

function eachStretch(demand: Demand, start: Instant, finish: Instant, book: Booking): void {
  const { calendar, delay, span, stretches } = demand
  const begin = delay > 0 ? calendar.add(start, delay) : start
  if (stretches === undefined || stretches.length === 0) {
    const from = calendar.next(begin)
    eachPart(demand, from, Math.min(finish, calendar.add(from, span)), book)
    return
  }
  for (const { at, length } of stretches) {
    const from = calendar.next(calendar.add(begin, at))
    eachPart(demand, from, Math.min(finish, calendar.add(from, length)), book)
  }
}

function eachPart(demand: Demand, from: Instant, to: Instant, book: Booking): void {
  const { resource, units, calendar, hasOwnHours } = demand
  if (!hasOwnHours) {
    if (to > from) book(resource, from, to, units)
    return
  }
  for (let at = from; at < to;) {
    const midnight = (Math.floor(at / TENTHS_PER_DAY) + 1) * TENTHS_PER_DAY
    const end = Math.min(to, calendar.prev(midnight))
    if (end > at) book(resource, at, end, units)
    const next = calendar.next(midnight)
    if (next < midnight || next <= at) break
    at = next
  }
}

function demandsOf(net: Network): Demand[][] {
  const { tasks, resources, assignments } = net.input
  const numberOf = new Map(resources.map(({ id }, index) => [id, index]))
  const demands: Demand[][] = tasks.map(() => [])
  for (const assignment of assignments) {
    const [task, resource] = [net.indexOf.get(assignment.task), numberOf.get(assignment.resource)]
    if (task === undefined || resource === undefined || net.flags[task]! & SUMMARY || isInactive(net, task)) continue
    if (resources[resource]!.kind !== "work") continue
    const demand = demandOf(net, tasks[task]!, assignment, resource)
    if (demand !== null) demands[task]!.push(demand)
  }
  return demands
}

function demandOf(net: Network, task: PlanTask, assignment: PlanAssignment, resource: number): Demand | null {
  const work = assignment.work - (assignment.overtimeWork ?? 0)
  if (!(work > 0) || !(task.duration > 0) || !Number.isFinite(assignment.units)) return null
  const rate = assignment.units > 0 ? assignment.units : work / task.duration
  const hours = net.input.resources[resource]!.calendar
  const own = net.calendarTable.ofAssignment(task, hours)
  const usual = net.calendarTable.ofAssignment({ ...task, calendar: null }, hours)
  return {
    resource,
    units: wholeUnits(rate),
    calendar: net.calendars[own]!,
    delay: Math.max(0, assignment.delay ?? 0),
    span: task.isElapsed ? task.duration : Math.max(1, Math.round(work / rate)),
    stretches: assignment.segments,
    hasOwnHours: own !== usual,
  }
}

function wholeUnits(units: number): number {
  return Number.isFinite(units) ? Math.min(1_000_000_000, Math.max(0, Math.round(units * FULL_TIME))) : 0
}

import { CalendarSet } from "../time/calendar-set.ts"
import type { Instant } from "../time/instant.ts"
import type { PlanAssignment, PlanInput } from "./input.ts"
import type { PlanSchedule } from "./schedule-rows.ts"

/** A stretch in which somebody is booked for more than there is of them. */
export interface Overload {
  readonly resource: string
  readonly from: Instant
  readonly to: Instant
  /** What is booked, and what there is; 1 is full time. */
  readonly booked: number
  readonly available: number
  /** The tasks that are worked on meanwhile. */
  readonly tasks: readonly string[]
}

/** Less than this is a difference of rounding. */
const TOLERANCE = 1e-6

/**
 * Where people are booked twice (MERGE S8): each booking with its units from its start until its work is done, by the
 * hours of the person. By resource in the order of the plan, then by time.
 */
export function overloads(
  input: PlanInput,
  schedule: PlanSchedule,
  unitsOf: (resource: string) => number,
): readonly Overload[] {
  const calendars = new CalendarSet(input.calendars)
  const bookings = bookingsOf(input, schedule, calendars)
  return input.resources.flatMap(({ id, kind, calendar }) => {
    const own = kind === "work" ? (bookings.get(id) ?? []) : []
    if (own.length === 0) return []
    const hours = calendars.get(calendar ?? input.project.calendar)
    return sweep(id, own, unitsOf(id)).filter(({ from, to }) => hours.between(from, to) > 0)
  })
}

interface Booking {
  readonly task: string
  readonly from: Instant
  readonly to: Instant
  readonly units: number
}

function bookingsOf(input: PlanInput, schedule: PlanSchedule, calendars: CalendarSet): Map<string, Booking[]> {
  const places = new Map(input.tasks.map(({ id }, place) => [id, place]))
  const calendarOf = new Map(input.resources.map(({ id, calendar }) => [id, calendar ?? input.project.calendar]))
  const bookings = new Map<string, Booking[]>()
  for (const assignment of input.assignments) {
    const place = places.get(assignment.task)
    const calendar = calendarOf.get(assignment.resource)
    if (place === undefined || calendar === undefined || !input.tasks[place]!.isActive || assignment.units <= 0)
      continue
    const span = spanOf(assignment, schedule.tasks[place]!, calendars.get(calendar))
    const own = bookings.get(assignment.resource) ?? []
    own.push({ task: assignment.task, units: assignment.units, ...span })
    bookings.set(assignment.resource, own)
  }
  return bookings
}

function spanOf(
  { work, units, delay = 0 }: PlanAssignment,
  row: PlanSchedule["tasks"][number],
  calendar: ReturnType<CalendarSet["get"]>,
): { readonly from: Instant; readonly to: Instant } {
  const from = delay > 0 ? calendar.add(row.start, delay) : row.start
  return { from, to: Math.min(row.finish, calendar.add(calendar.next(from), Math.round(work / units))) }
}

/** Goes over all beginnings and ends in time; neighbouring stretches with the same tasks are one. */
function sweep(resource: string, bookings: readonly Booking[], available: number): Overload[] {
  const times = [...new Set(bookings.flatMap(({ from, to }) => [from, to]))].sort((one, other) => one - other)
  const begins = bookings.toSorted((one, other) => one.from - other.from)
  const found: Overload[] = []
  let running: Booking[] = []
  let next = 0
  for (const [index, from] of times.entries()) {
    const to = times[index + 1]
    if (to === undefined) break
    running = running.filter(booking => booking.to > from)
    while (next < begins.length && begins[next]!.from <= from) running.push(begins[next++]!)
    const booked = running.reduce((sum, { units }) => sum + units, 0)
    if (booked <= available + TOLERANCE) continue
    found.push({ resource, from, to, booked, available, tasks: running.map(({ task }) => task).sort() })
  }
  return found
}

import { NO_DATE, type Network } from "../plan/network.ts"
import { placedFinish, placedStart } from "../plan/placed-dates.ts"
import type { PlanDates } from "../plan/plan-dates.ts"
import type { Instant } from "../time/instant.ts"
import { Bookings, FULL_TIME, UNITS_TOLERANCE } from "./bookings.ts"

/** A time when more of a resource is taken than there is, and by which tasks. */
export interface OverAllocation {
  readonly resource: string
  readonly from: Instant
  readonly to: Instant
  /** The most that is taken in that time; 1 is one person full time. */
  readonly units: number
  readonly tasks: readonly string[]
}

interface Taken {
  readonly task: number
  readonly from: Instant
  readonly to: Instant
  readonly units: number
}

/** When a task is worked as a chart shows it. */
export function shownSpan(net: Network, dates: PlanDates, task: number): readonly [Instant, Instant] {
  return [placedStart(net, dates, task), placedFinish(net, dates, task)]
}

/** Where people of a computed plan are booked for more than there is of them (MERGE S8). */
export function overAllocationsOf(
  { net, dates }: { readonly net: Network; readonly dates: PlanDates },
  unitsOf: (resource: string) => number,
): OverAllocation[] {
  return overAllocations(net, dates, new Bookings(net, unitsOf))
}

/** All times when more is taken than there is, by resource and then by time. */
export function overAllocations(net: Network, dates: PlanDates, bookings: Bookings): OverAllocation[] {
  const taken: Taken[][] = net.input.resources.map(() => [])
  for (let task = 0; task < net.count; task += 1) {
    if (dates.earlyStart[task] === NO_DATE) continue
    const [start, finish] = shownSpan(net, dates, task)
    bookings.each(task, start, finish, (resource, from, to, units) => taken[resource]!.push({ task, from, to, units }))
  }
  return taken.flatMap((all, resource) =>
    crowds(all, bookings.capacities[resource]! + UNITS_TOLERANCE).map(({ from, to, units, tasks }) => ({
      resource: net.input.resources[resource]!.id,
      from,
      to,
      units: units / FULL_TIME,
      tasks: tasks.map(task => net.input.tasks[task]!.id),
    })),
  )
}

interface Crowd {
  readonly from: Instant
  to: Instant
  units: number
  readonly tasks: number[]
}

/** Sweeps over the ends of what is taken; times that follow each other are one. */
function crowds(all: readonly Taken[], most: number): Crowd[] {
  const ends = [...new Set(all.flatMap(({ from, to }) => [from, to]))].sort((one, other) => one - other)
  const begins = all.toSorted((one, other) => one.from - other.from)
  const found: Crowd[] = []
  let [running, next]: [Taken[], number] = [[], 0]
  for (const [place, from] of ends.entries()) {
    running = running.filter(({ to }) => to > from)
    for (; next < begins.length && begins[next]!.from === from; next += 1) running.push(begins[next]!)
    const units = running.reduce((sum, { units: more }) => sum + more, 0)
    if (units <= most) continue
    const last = found.at(-1)
    const crowd = last?.to === from ? last : { from, to: from, units: 0, tasks: [] }
    if (crowd !== last) found.push(crowd)
    crowd.to = ends[place + 1]!
    crowd.units = Math.max(crowd.units, units)
    for (const { task } of running) if (!crowd.tasks.includes(task)) crowd.tasks.push(task)
  }
  return found
}

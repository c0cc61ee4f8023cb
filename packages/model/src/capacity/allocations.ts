import { Bookings, FULL_TIME } from "../levelling/bookings.ts"
import { shownSpan } from "../levelling/over-allocation.ts"
import { NO_DATE, type Network } from "../plan/network.ts"
import type { PlanDates } from "../plan/plan-dates.ts"
import type { Instant, Tenths } from "../time/instant.ts"
import type { WorkingCalendar } from "../time/working-calendar.ts"

/** Something that takes somebody's time: who, what for, from when to when, and how much of it; 1 is full time. */
export interface Allocation {
  readonly who: string
  readonly source: { readonly kind: "task"; readonly id: string }
  readonly from: Instant
  readonly to: Instant
  readonly units: number
}

/** What the activities of a plan take of people, as the plan lies now. */
export function planAllocations(net: Network, dates: PlanDates, unitsOf: (resource: string) => number): Allocation[] {
  const bookings = new Bookings(net, unitsOf)
  const { tasks, resources } = net.input
  const allocations: Allocation[] = []
  for (let task = 0; task < net.count; task += 1) {
    if (!bookings.has(task) || dates.earlyStart[task] === NO_DATE) continue
    const source = { kind: "task", id: tasks[task]!.id } as const
    const [start, finish] = shownSpan(net, dates, task)
    bookings.each(task, start, finish, (resource, from, to, units) =>
      allocations.push({ who: resources[resource]!.id, source, from, to, units: units / FULL_TIME }),
    )
  }
  return allocations
}

/** What somebody is wanted for in a stretch of time, against what there is of them. */
export interface Load {
  readonly from: Instant
  readonly to: Instant
  /** Tenths of a minute of work. */
  readonly booked: Tenths
  readonly available: Tenths
  /** What takes it, the most first. */
  readonly by: readonly { readonly source: Allocation["source"]; readonly booked: Tenths }[]
}

/** Of a load, less than this is a difference of rounding, in tenths of a minute (SCHEDULING §5: five minutes). */
const LOAD_TOLERANCE: Tenths = 50

/**
 * The load of one person in stretches that follow each other, given by their edges.
 *
 * @param own allocations of that person, in any order
 * @param calendar the hours of that person
 * @param units how much there is of them; 1 is full time
 */
export function loadsOf(
  own: readonly Allocation[],
  calendar: WorkingCalendar,
  units: number,
  edges: readonly Instant[],
): Load[] {
  return edges.slice(1).map((to, index) => {
    const from = edges[index]!
    const by = new Map<string, { source: Allocation["source"]; booked: Tenths }>()
    for (const { source, ...allocation } of own) {
      if (allocation.to <= from || allocation.from >= to) continue
      const hours = calendar.between(Math.max(from, allocation.from), Math.min(to, allocation.to))
      const standing = by.get(source.id)?.booked ?? 0
      if (hours > 0) by.set(source.id, { source, booked: standing + hours * allocation.units })
    }
    const takers = [...by.values()].sort((left, right) => right.booked - left.booked)
    const booked = takers.reduce((sum, taker) => sum + taker.booked, 0)
    return { from, to, booked, available: calendar.between(from, to) * units, by: takers }
  })
}

/** Whether more is wanted than there is. */
export function isTooMuch({ booked, available }: Pick<Load, "booked" | "available">): boolean {
  return booked > available + LOAD_TOLERANCE
}

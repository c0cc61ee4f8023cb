import type { DependencyId, SpaceId } from "../base/ids.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { Instant, Tenths } from "../time/instant.ts"
import type { LivePlan } from "./live-plan.ts"
import { closesFarRing } from "./far-rings.ts"
import { farSpaceOf } from "./plan-of-space.ts"

/** When a predecessor in another space lies, and how long it takes. */
export interface FarDates {
  readonly start: Instant
  readonly finish: Instant
  readonly duration: Tenths
}

/** The other spaces in which predecessors of a space lie. */
export function farSpacesOf(snapshot: Snapshot): ReadonlySet<SpaceId> {
  const spaces = new Set<SpaceId>()
  for (const row of living(snapshot.dependencies)) {
    const space = farSpaceOf(snapshot, row)
    if (space !== null && snapshot.items.get(row.to!)?.deleted === null) spaces.add(space)
  }
  return spaces
}

/**
 * What the plan of another space says of the predecessors that lie there, by the link that waits for each. Of activities
 * that wait for each other, as two people may have linked them at once, nothing is said: each note would move the other.
 */
export function farDatesFor(snapshot: Snapshot, other: Snapshot, plan: LivePlan): ReadonlyMap<DependencyId, FarDates> {
  const dates = new Map<DependencyId, FarDates>()
  for (const row of living(snapshot.dependencies)) {
    if (row.from === null || row.to === null || farSpaceOf(snapshot, row) !== other.space) continue
    const task = plan.taskOf(row.from)
    if (task === undefined || closesFarRing(snapshot, row.to, other, row.from)) continue
    const { start, finish } = plan.task(row.from)
    dates.set(row.id, { start, finish, duration: task.duration })
  }
  return dates
}

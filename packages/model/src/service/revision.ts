import { clockKey, type Clock } from "./clock.ts"
import type { TicketClocks } from "./ticket-clocks.ts"

/** What differs between two readings of a ticket's clocks, for instance when an event arrived that happened earlier. */
export interface ClockRevision {
  readonly key: string
  readonly before: Clock | null
  readonly after: Clock | null
  /** The facts that differ; empty where a clock appeared or went. */
  readonly changed: readonly RevisedFact[]
}

const REVISED_FACTS = [
  "policy",
  "version",
  "state",
  "start",
  "stoppedAt",
  "due",
  "breachedAt",
  "elapsed",
  "paused",
] as const
export type RevisedFact = (typeof REVISED_FACTS)[number]

/**
 * What a later reading says otherwise than an earlier one, both at the same `now`; clocks that say the same are left
 * out. Events that arrive late but happened earlier recompute everything, and this is what to mark.
 */
export function revisionsOf(before: TicketClocks, after: TicketClocks): ClockRevision[] {
  const old = new Map(before.clocks.map(clock => [clockKey(clock), clock]))
  const revisions: ClockRevision[] = []
  for (const clock of after.clocks) {
    const key = clockKey(clock)
    const earlier = old.get(key) ?? null
    old.delete(key)
    const changed = earlier === null ? [] : REVISED_FACTS.filter(fact => earlier[fact] !== clock[fact])
    if (earlier === null || changed.length > 0) revisions.push({ key, before: earlier, after: clock, changed })
  }
  return [...revisions, ...[...old].map(([key, clock]) => ({ key, before: clock, after: null, changed: [] }))]
}

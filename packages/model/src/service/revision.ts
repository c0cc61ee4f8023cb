import { BREACH_STEP, type Escalation } from "../schema/escalation.ts"
import { clockKey, type Clock, type ClockState } from "./clock.ts"
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

/** That people were told of a breach which, by what is known now, there was not. */
export interface ToldOtherwise {
  readonly escalation: Escalation
  /** How its clock stands now; `gone` where no promise is left. */
  readonly state: ClockState | "gone"
}

/**
 * The breaches that people were told of and that a later reading does not know, since something arrived late that happened
 * earlier. What a replaced policy had seen broken, and what was exempted, was broken all the same.
 */
export function toldOtherwise(escalations: readonly Escalation[], clocks: readonly Clock[]): readonly ToldOtherwise[] {
  return escalations.flatMap((escalation): ToldOtherwise[] => {
    if (escalation.step !== BREACH_STEP) return []
    const clock = clocks.find(
      ({ audience, target, cycle }) =>
        audience === escalation.audience && target === escalation.target && cycle === escalation.cycle,
    )
    if (clock === undefined) return [{ escalation, state: "gone" }]
    const isBroken = clock.breachedAt !== null || clock.earlierBreaches.length > 0
    return isBroken ? [] : [{ escalation, state: clock.state }]
  })
}

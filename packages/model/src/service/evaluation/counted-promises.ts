import type { Clock } from "../clock.ts"
import { keepsPromise } from "../cycles.ts"
import { placeAt, type Moment } from "../timeline.ts"
import type { CountedPromise, Reason, Verdict } from "./counted.ts"

/** A ticket's clock in a report that is made at the present. */
export interface Judged {
  readonly clock: Clock
  /** When the ticket was merged into another, which ends what is owed on it; nothing where it was not. */
  readonly mergedAt: number | null
}

/** When a cycle was decided; nothing where it is not. */
function decidedAt({ clock, mergedAt }: Judged): number | null {
  const { breachedAt, stoppedAt, exemption } = clock
  const times = [breachedAt, stoppedAt, exemption?.at ?? null, mergedAt].filter(at => at !== null)
  return times.length === 0 ? null : Math.min(...times)
}

function verdictOf({ clock, mergedAt }: Judged): Verdict {
  const { state } = clock
  if (state !== "running" && state !== "paused") return state
  return mergedAt === null ? "open" : "ended"
}

/**
 * A cycle as it is counted in a period that ends at an instant; `policyAt` says under which policy for requesters the ticket
 * was. Nothing where the cycle belongs to another period.
 */
export function countedPromise(
  judged: Judged,
  { start, end }: { readonly start: number; readonly end: number },
  policyAt: (instant: number) => string,
): CountedPromise | null {
  const { clock } = judged
  if (clock.start >= end) return null
  const decided = decidedAt(judged)
  if (decided !== null && decided < start) return null
  const isDecided = decided !== null && decided < end
  const verdict = isDecided ? verdictOf(judged) : "open"
  const at = isDecided ? decided : Math.min(end - 1, clock.basis.now)
  const { moments } = clock.basis
  return {
    of: "promise",
    ticket: clock.ticket,
    at,
    facts: moments[placeAt(moments, at)]!.facts,
    policy: policyAt(at),
    audience: clock.audience,
    kind: clock.kind,
    target: clock.target,
    cycle: clock.cycle,
    verdict,
    reasons: verdict === "breached" ? reasonsOf(judged, decided!) : [],
    start: clock.start,
    due: clock.due,
    stoppedAt: clock.stoppedAt,
    promise: clock.promise,
    elapsed: clock.elapsed,
    paused: clock.paused,
  }
}

function reasonsOf({ clock, mergedAt }: Judged, breachedAt: number): Reason[] {
  const { moments, spans } = clock.basis
  const end = clock.stoppedAt ?? clock.basis.now
  const within = moments.filter(({ at }) => at > clock.start && at <= end)
  const before = moments[placeAt(moments, clock.start)]!
  const reasons: Reason[] = [clock.stopCause === null && mergedAt !== null ? "never-came" : ending(clock)]
  if ((moments[placeAt(moments, breachedAt - 1)]!.facts["owner"] ?? "") === "") reasons.push("unowned")
  if (changesHands(before, within, "owner")) reasons.push("reassigned")
  if (changesHands(before, within, "queue")) reasons.push("handed-on")
  if (clock.paused > 0) reasons.push("paused")
  if (clock.cycle > 1) reasons.push("again")
  if (spans.some(({ from }) => from > clock.start && from <= end)) reasons.push("policy-changed")
  return reasons
}

function ending({ stopCause, basis }: Clock): Reason {
  if (stopCause === null) return "still-owed"
  return keepsPromise(basis.bound.target, stopCause) ? "late" : "never-came"
}

/** Whether what somebody had went to somebody else; that somebody takes what nobody had is none. */
function changesHands(before: Moment, within: readonly Moment[], fact: string): boolean {
  let holder = before.facts[fact] ?? ""
  return within.some(({ facts }) => {
    const next = facts[fact] ?? ""
    const isChange = holder !== "" && next !== "" && next !== holder
    if (next !== "") holder = next
    return isChange
  })
}

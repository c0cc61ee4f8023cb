import { computedId, type EscalationId } from "../base/ids.ts"
import { BREACH_STEP, BY_ITSELF } from "../schema/escalation.ts"
import type { Audience } from "../schema/service.ts"
import type { Clock } from "./clock.ts"
import { readClock } from "./measure.ts"
import { allHold, type EscalationAction, type EscalationStep, type TargetKind } from "./policy.ts"
import { placeAt } from "./timeline.ts"

/** A step whose time has come. */
export interface DueStep {
  /** The id of the fact that it was done: the same on every device, so that it is done once. */
  readonly id: EscalationId
  readonly ticket: string
  readonly audience: Audience
  readonly target: string
  readonly kind: TargetKind
  readonly cycle: number
  readonly step: string
  /** When its time came. */
  readonly at: number
  /** When the promise is or was due; nothing while its clock rests. */
  readonly due: number | null
  readonly actions: readonly EscalationAction[]
}

/** The fact that a step was done, keyed by ticket, audience and target, cycle and step. */
export function escalationId(clock: Clock, step: string): EscalationId {
  const { ticket, audience, target, cycle } = clock
  return computedId<EscalationId>("escalation", ticket, audience, target, String(cycle), step)
}

/**
 * The steps of a clock's ladder whose time has come and that are not done, by their time. A step whose conditions do
 * not hold at its time is passed over for good. None comes after the clock stopped or somebody was exempted.
 */
export function dueSteps(clock: Clock, isDone: (fact: EscalationId) => boolean): DueStep[] {
  const { basis } = clock
  const end = endOfLadder(clock)
  const due = basis.bound.target.steps.flatMap((step): DueStep[] => {
    const at = timeOfStep(clock, step)
    if (at === null || at > end) return []
    const { facts } = basis.moments[placeAt(basis.moments, at)]!
    const id = escalationId(clock, step.id)
    if (!allHold(step.conditions, facts) || isDone(id)) return []
    return [stepOf(clock, { id, step: step.id, at, actions: step.actions })]
  })
  return due.toSorted((one, other) => one.at - other.at)
}

/** What every breach brings about: whoever has the ticket is told, once in a cycle. Nothing where nothing was broken. */
function dueBreach(clock: Clock, isDone: (fact: EscalationId) => boolean): DueStep | null {
  if (clock.breachedAt === null || clock.exemption !== null) return null
  const id = escalationId(clock, BREACH_STEP)
  return isDone(id) ? null : stepOf(clock, { id, step: BREACH_STEP, at: clock.breachedAt, actions: TELL_OWNER })
}

const TELL_OWNER: readonly EscalationAction[] = [{ action: "notify", whom: "owner" }]

/** A clock that ladders let begin anew so often does not escalate any more: two of them hand its ticket to and fro. */
const MOST_RESTARTS = 20

/**
 * What is to be done now for clocks that are open, by its time. A step that nobody did while its clock ran is not made up
 * for once that has stopped: nothing is to be hurried any more. Steps that make their own clock begin anew, over and over,
 * come to an end.
 */
export function stepsToDo(clocks: readonly Clock[], isDone: (fact: EscalationId) => boolean): DueStep[] {
  const due = clocks.flatMap((clock): DueStep[] => {
    if (clock.stoppedAt !== null || restartsOf(clocks, clock) > MOST_RESTARTS) return []
    const breach = dueBreach(clock, isDone)
    return breach === null ? dueSteps(clock, isDone) : [...dueSteps(clock, isDone), breach]
  })
  return due.length < 2 ? due : due.toSorted((one, other) => one.at - other.at)
}

function restartsOf(clocks: readonly Clock[], { audience, target, cycle }: Clock): number {
  if (cycle <= MOST_RESTARTS) return 0
  return clocks.filter(
    clock =>
      clock.audience === audience &&
      clock.target === target &&
      (clock.stopCause === "restarted" || wasEndedByItself(clock)),
  ).length
}

/** Whether no person ended a clock, but a step of a ladder. */
function wasEndedByItself({ stoppedAt, basis: { moments } }: Clock): boolean {
  return stoppedAt !== null && moments[placeAt(moments, stoppedAt)]!.event.by === BY_ITSELF
}

function stepOf(clock: Clock, step: Pick<DueStep, "id" | "step" | "at" | "actions">): DueStep {
  const { ticket, audience, target, kind, cycle, due } = clock
  return { ...step, ticket, audience, target, kind, cycle, due }
}

function endOfLadder({ stoppedAt, exemption, basis }: Clock): number {
  const end = stoppedAt ?? basis.now
  return exemption === null ? end : Math.min(end, exemption.at)
}

/** When the next step of an open clock comes if nothing else happens; nothing where none does. */
export function nextStepAt(clock: Clock): number | null {
  if (clock.stoppedAt !== null || clock.exemption !== null || clock.basis.bound.target.steps.length === 0) return null
  let next: number | null = null
  for (const step of clock.basis.bound.target.steps) {
    const at = timeOfStep(clock, step)
    if (at !== null && at > clock.basis.now && (next === null || at < next)) next = at
  }
  return next
}

/**
 * When a step's time comes: when the clock shows so much more or less than its promise. Working time before or after the
 * end of a day is counted from that end. Nothing while the clock rests before it.
 */
function timeOfStep({ promise, stoppedAt, start, due, basis }: Clock, { offset }: EscalationStep): number | null {
  const { calendar, bound, since } = basis
  const at = () => {
    if (offset.amount === 0) return due
    if (offset.unit !== promise.unit) {
      if (due === null) return null
      return offset.amount < 0 ? calendar.takeWork(due, -offset.amount) : calendar.addWork(due, offset.amount)
    }
    const amount = promise.amount + offset.amount
    // What lies before the beginning is due at once.
    if (amount <= 0) return start
    return readClock(basis, stoppedAt, bound.pausesIn, { unit: promise.unit, amount }).due
  }
  const time = at()
  return time === null ? null : Math.max(time, since, start)
}

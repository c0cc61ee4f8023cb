import type { Audience } from "../../schema/service.ts"
import type { Amount, Condition, Facts, TargetKind } from "../policy.ts"
import { allHold } from "../policy.ts"

/** By what a report can be split: facts of a ticket as they were when what is counted happened. `queue` is its team. */
export const SPLITS = [
  "service",
  "category",
  "queue",
  "owner",
  "priority",
  "type",
  "channel",
  "organisation",
  "policy",
] as const
export type Split = (typeof SPLITS)[number]

/** What all that is counted says: of which ticket, when, and what the ticket was then. */
export interface CountedBase {
  readonly ticket: string
  /** ms since 1970. */
  readonly at: number
  readonly facts: Facts
  /** The policy for requesters that the ticket was under then, or empty. */
  readonly policy: string
}

/** A ticket came, left or came back. Merged into another or turned into something else it left. */
export interface CountedTurn extends CountedBase {
  readonly of: "opened" | "closed" | "reopened"
}

/**
 * A ticket was solved: once in a period, at its last solving there.
 *
 * It is *reopened* where it was opened again after its first solving in the period, whenever that was up to the present,
 * so that the share of a recent period can still rise. It is a *first contact* where its requester had exactly one reply of
 * an agent by then and it was never opened again, in or after the period: the usual meaning of first contact resolution,
 * counted from what happened and not from what somebody ticked. One that was solved without any reply was no contact.
 */
export interface CountedSolving extends CountedBase {
  readonly of: "solved"
  readonly isReopened: boolean
  readonly isFirstContact: boolean
  /** Replies of agents until then. */
  readonly replies: number
  /** Working ms from the opening, see `workUntil`; nothing where no policy, so no calendar, holds. */
  readonly work: number | null
}

/** The first reply of an agent to a ticket. */
export interface CountedAnswer extends CountedBase {
  readonly of: "answered"
  /** Working ms from the opening, see `workUntil`; nothing where no policy, so no calendar, holds. */
  readonly work: number | null
}

/** A ticket that waited at the end of a day. */
export interface CountedOpen extends CountedBase {
  readonly of: "open"
  /** ms since its opening, by the clock: whoever asked has waited that long, also where it was closed in between. */
  readonly age: number
}

/** How a promise came out: `open` is not decided by the end of the period, `ended` that nothing is owed any more. */
export const VERDICTS = ["met", "breached", "exempt", "open", "ended"] as const
export type Verdict = (typeof VERDICTS)[number]

/**
 * What was so in a cycle that was breached. The first three are how it ended and exclude each other; of the others any may
 * be so, so that they do not add up.
 */
export const REASONS = [
  /** What was promised came, but late. */
  "late",
  /** The ticket was closed, or the promise ended, without it. */
  "never-came",
  /** It has not come yet. */
  "still-owed",
  /** Nobody had the ticket when it was due. */
  "unowned",
  /** It went from one person to another meanwhile. */
  "reassigned",
  /** It went from one team to another meanwhile. */
  "handed-on",
  /** Its clock rested meanwhile, which moved its due time. */
  "paused",
  /** It was owed again, after the ticket had been opened again or somebody had written again. */
  "again",
  /** Another policy or version came into force meanwhile. */
  "policy-changed",
] as const
export type Reason = (typeof REASONS)[number]

/**
 * One cycle of one promise. It counts where it was decided: at the first of its breach, its end and an exemption. What was
 * not decided by the end of a period but had begun is open there, so that each cycle is decided in one period only.
 */
export interface CountedPromise extends CountedBase {
  readonly of: "promise"
  readonly audience: Audience
  readonly kind: TargetKind
  readonly target: string
  readonly cycle: number
  readonly verdict: Verdict
  readonly reasons: readonly Reason[]
  readonly start: number
  readonly due: number | null
  readonly stoppedAt: number | null
  readonly promise: Amount
  readonly elapsed: number
  readonly paused: number
}

export type Counted = CountedTurn | CountedSolving | CountedAnswer | CountedOpen | CountedPromise

/** Values of facts that say that there is none. */
const NOTHING: ReadonlySet<string> = new Set(["none"])

/**
 * The value that something is counted under; empty where there is none. Of a category with those above it that is the
 * category itself, so that nothing is counted twice.
 */
export function valueOf({ facts, policy }: CountedBase, split: Split): string {
  const value = split === "policy" ? policy : (facts[split] ?? "")
  const [own = ""] = value.split(" ")
  return NOTHING.has(own) ? "" : own
}

/**
 * Whether something is counted under some conditions, by what the ticket was when it happened. A category takes in those
 * under it, as it does for policies.
 */
export function passes(counted: CountedBase, filter: readonly Condition[]): boolean {
  return filter.length === 0 || allHold(filter, { ...counted.facts, policy: counted.policy })
}

/** Names a promise within a report: those of different audiences, and each that is held in some state, are their own. */
export function promiseKey({ audience, kind, target }: Pick<CountedPromise, "audience" | "kind" | "target">): string {
  return kind === "held" ? `${audience} ${kind} ${target}` : `${audience} ${kind}`
}

/** From how many days on a ticket that waits is in each class of age; the classes follow each other without a gap. */
export const AGES = [0, 1, 3, 7, 14, 30, 90] as const
export type Age = (typeof AGES)[number]

const DAY = 86_400_000

/** The class of age that a waiting ticket is in. */
export function ageOf({ age }: CountedOpen): Age {
  return AGES.findLast(days => age >= days * DAY) ?? 0
}

import type { TicketCategoryId } from "../base/ids.ts"
import type { TicketCategory } from "../schema/classification.ts"
import { categoryPath } from "../schema/repair/categories.ts"
import type { Table } from "../schema/snapshot.ts"
import type { PolicyBook } from "./policy-book.ts"
import type { Condition, Policy, PolicyVersion, ServiceTerms, Target } from "./policy.ts"

/** Something about policies that somebody should know before they are published. None of it stops the clocks. */
export type PolicyFinding =
  /** Some tickets match both; the one that stands first is theirs. */
  | { readonly finding: "overlap"; readonly policy: string; readonly other: string }
  /** An earlier policy matches every ticket that this one would, so that it is never chosen. */
  | { readonly finding: "never-chosen"; readonly policy: string; readonly other: string }
  /** Its conditions on one fact cannot hold together. */
  | { readonly finding: "never-matches"; readonly policy: string; readonly version: number; readonly fact: string }
  | { readonly finding: "same-policy"; readonly policy: string }
  | { readonly finding: "same-version"; readonly policy: string; readonly version: number }
  /** It is valid while a later one is already; the later is chosen. */
  | { readonly finding: "versions-overlap"; readonly policy: string; readonly version: number; readonly other: number }
  | { readonly finding: "ends-before-it-begins"; readonly policy: string; readonly version: number }
  /** Its calendar is not there, or cannot be used; no clock runs under it. */
  | {
      readonly finding: "unusable-calendar"
      readonly policy: string
      readonly version: number
      readonly calendar: string
      readonly reason: string
    }
  | { readonly finding: "same-target"; readonly policy: string; readonly version: number; readonly target: string }
  /** It promises nothing, less than nothing, or no whole number. */
  | { readonly finding: "bad-promise"; readonly policy: string; readonly version: number; readonly target: string }
  /** An answer may come later than the resolution has to. */
  | {
      readonly finding: "answer-after-resolution"
      readonly policy: string
      readonly version: number
      readonly target: string
    }
  | {
      readonly finding: "same-step" | "bad-step"
      readonly policy: string
      readonly version: number
      readonly target: string
      readonly step: string
    }

/** A value of a fact and the wider values that hold with it, itself first: of a category those above it. */
export type WiderValues = (fact: string, value: string) => readonly string[]

/** The wider values of a service: categories lie in others. */
export function widerValuesIn(categories: Table<TicketCategory>): WiderValues {
  return (fact, value) =>
    fact === "category" && value !== "" ? categoryPath(categories, value as TicketCategoryId) : [value]
}

const NONE_WIDER: WiderValues = (_fact, value) => [value]

/** What is doubtful about terms, policy by policy in their order. */
export function findingsOf({ policies }: ServiceTerms, book: PolicyBook, wider = NONE_WIDER): PolicyFinding[] {
  return policies.flatMap((policy, place) => [
    ...(policies.slice(0, place).some(({ id }) => id === policy.id)
      ? [{ finding: "same-policy", policy: policy.id } as const]
      : []),
    ...versionFindings(policy),
    ...policy.versions.flatMap(version => findingsOfVersion(policy, version, { book, wider })),
    ...findingsBeside(policy, policies.slice(0, place), wider),
  ])
}

function versionFindings({ id, versions }: Policy): PolicyFinding[] {
  const sorted = versions.toSorted((one, other) => one.from - other.from || one.version - other.version)
  return sorted.flatMap((version, place): PolicyFinding[] => {
    const { version: number, from, until } = version
    const later = sorted[place + 1]
    const findings: PolicyFinding[] = []
    if (
      versions.some(other => other !== version && other.version === number) &&
      sorted.findIndex(one => one.version === number) === place
    )
      findings.push({ finding: "same-version", policy: id, version: number })
    if (until !== null && until <= from)
      findings.push({ finding: "ends-before-it-begins", policy: id, version: number })
    const isPublishedOver = later !== undefined && (later.from === from || (until !== null && until > later.from))
    if (isPublishedOver)
      findings.push({ finding: "versions-overlap", policy: id, version: number, other: later.version })
    return findings
  })
}

function findingsOfVersion(
  { id: policy }: Policy,
  terms: PolicyVersion,
  { book, wider }: { readonly book: PolicyBook; readonly wider: WiderValues },
): PolicyFinding[] {
  const { version, calendar, targets, conditions } = terms
  const fact = contradictedFact(conditions, wider)
  const reason = book.whyUnusable(calendar)
  return [
    ...(fact === undefined ? [] : [{ finding: "never-matches", policy, version, fact } as const]),
    ...(reason === null ? [] : [{ finding: "unusable-calendar", policy, version, calendar, reason } as const]),
    ...targets.flatMap((target, place) => findingsOfTarget(policy, terms, target, place)),
  ]
}

function findingsOfTarget(
  policy: string,
  { version, targets }: PolicyVersion,
  target: Target,
  place: number,
): PolicyFinding[] {
  const { key, kind, promise, steps } = target
  const where = { policy, version, target: key }
  const isTwice = targets.slice(0, place).some(one => one.key === key || (kind !== "held" && one.kind === kind))
  const resolution = targets.find(one => one.kind === "resolution")?.promise
  const isTooLong = resolution?.unit === promise.unit && promise.amount > resolution.amount
  return [
    ...(isTwice ? [{ finding: "same-target", ...where } as const] : []),
    ...(!Number.isSafeInteger(promise.amount) || promise.amount <= 0
      ? [{ finding: "bad-promise", ...where } as const]
      : []),
    ...(kind === "first-response" && isTooLong ? [{ finding: "answer-after-resolution", ...where } as const] : []),
    ...steps.flatMap(({ id, offset }, index): PolicyFinding[] => [
      ...(steps.slice(0, index).some(one => one.id === id)
        ? [{ finding: "same-step", ...where, step: id } as const]
        : []),
      ...(!Number.isSafeInteger(offset.amount) || (offset.unit === "days" && promise.unit === "time")
        ? [{ finding: "bad-step", ...where, step: id } as const]
        : []),
    ]),
  ]
}

/** The first fact whose conditions cannot hold together; undefined where all can. */
export function contradictedFact(conditions: readonly Condition[], wider = NONE_WIDER): string | undefined {
  return conditions.find(({ fact }) => !canHold(rangeOf(conditions, fact, wider)))?.fact
}

/** How a policy stands to those before it, as they are valid at the same time. */
function findingsBeside(policy: Policy, earlier: readonly Policy[], wider: WiderValues): PolicyFinding[] {
  return earlier.flatMap((other): PolicyFinding[] => {
    if (other.audience !== policy.audience || other.id === policy.id) return []
    const pairs = policy.versions.flatMap(version =>
      other.versions.filter(one => areTogether(one, version)).map(one => [one.conditions, version.conditions] as const),
    )
    const finding = { policy: policy.id, other: other.id }
    if (pairs.length > 0 && pairs.every(([one, then]) => covers(one, then, wider)))
      return [{ finding: "never-chosen", ...finding }]
    return pairs.some(([one, then]) => canMeet(one, then, wider)) ? [{ finding: "overlap", ...finding }] : []
  })
}

function areTogether(one: PolicyVersion, other: PolicyVersion): boolean {
  return (one.until === null || one.until > other.from) && (other.until === null || other.until > one.from)
}

/** The values that conditions leave to a fact: these with all that lies in them, or all; but none of the others. */
interface Range {
  readonly only: ReadonlySet<string> | null
  readonly not: ReadonlySet<string>
}

function rangeOf(conditions: readonly Condition[], fact: string, wider: WiderValues): Range {
  const of = conditions.filter(one => one.fact === fact)
  const not = new Set(of.filter(({ isNegated }) => isNegated).flatMap(({ values }) => values))
  const sets = of.filter(({ isNegated }) => !isNegated).map(({ values }) => new Set(values))
  if (sets.length === 0) return { only: null, not }
  const liesIn = (value: string, set: ReadonlySet<string>) => wider(fact, value).some(one => set.has(one))
  const all = [...new Set(sets.flatMap(set => [...set]))]
  const only = all.filter(value => sets.every(set => liesIn(value, set)) && !liesIn(value, not))
  return { only: new Set(only), not }
}

const canHold = ({ only }: Range) => only === null || only.size > 0

const factsIn = (...lists: readonly (readonly Condition[])[]) => [...new Set(lists.flat().map(({ fact }) => fact))]

function canMeet(one: readonly Condition[], other: readonly Condition[], wider: WiderValues): boolean {
  const both = [...one, ...other]
  return factsIn(both).every(fact => canHold(rangeOf(both, fact, wider)))
}

/** Whether whatever fulfils the second list fulfils the first. */
function covers(one: readonly Condition[], other: readonly Condition[], wider: WiderValues): boolean {
  return factsIn(one).every(fact => {
    const [wide, narrow] = [rangeOf(one, fact, wider), rangeOf(other, fact, wider)]
    const liesIn = (value: string, set: ReadonlySet<string>) => wider(fact, value).some(own => set.has(own))
    // What the first leaves out must lie outside of the second: in what that leaves out, or apart from what it allows.
    const isOutside = (value: string) =>
      liesIn(value, narrow.not) ||
      (narrow.only !== null &&
        !liesIn(value, narrow.only) &&
        ![...narrow.only].some(own => liesIn(own, new Set([value]))))
    if (![...wide.not].every(isOutside)) return false
    const { only } = wide
    return only === null || (narrow.only !== null && [...narrow.only].every(value => liesIn(value, only)))
  })
}

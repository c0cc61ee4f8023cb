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

/** What is doubtful about terms, policy by policy in their order. */
export function findingsOf({ policies }: ServiceTerms, book: PolicyBook): PolicyFinding[] {
  return policies.flatMap((policy, place) => [
    ...(policies.slice(0, place).some(({ id }) => id === policy.id)
      ? [{ finding: "same-policy", policy: policy.id } as const]
      : []),
    ...versionFindings(policy),
    ...policy.versions.flatMap(version => findingsOfVersion(policy, version, book)),
    ...findingsBeside(policy, policies.slice(0, place)),
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

function findingsOfVersion({ id: policy }: Policy, terms: PolicyVersion, book: PolicyBook): PolicyFinding[] {
  const { version, calendar, targets, conditions } = terms
  const fact = conditions.find(({ fact }) => !canHold(rangeOf(conditions, fact)))?.fact
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

/** How a policy stands to those before it, as they are valid at the same time. */
function findingsBeside(policy: Policy, earlier: readonly Policy[]): PolicyFinding[] {
  return earlier.flatMap((other): PolicyFinding[] => {
    if (other.audience !== policy.audience || other.id === policy.id) return []
    const pairs = policy.versions.flatMap(version =>
      other.versions.filter(one => areTogether(one, version)).map(one => [one.conditions, version.conditions] as const),
    )
    const finding = { policy: policy.id, other: other.id }
    if (pairs.length > 0 && pairs.every(([one, then]) => covers(one, then)))
      return [{ finding: "never-chosen", ...finding }]
    return pairs.some(([one, then]) => canMeet(one, then)) ? [{ finding: "overlap", ...finding }] : []
  })
}

function areTogether(one: PolicyVersion, other: PolicyVersion): boolean {
  return (one.until === null || one.until > other.from) && (other.until === null || other.until > one.from)
}

/** The values that conditions leave to a fact: these, or all but these. */
interface Range {
  readonly only: ReadonlySet<string> | null
  readonly not: ReadonlySet<string>
}

function rangeOf(conditions: readonly Condition[], fact: string): Range {
  const of = conditions.filter(one => one.fact === fact)
  const not = new Set(of.filter(({ isNegated }) => isNegated).flatMap(({ values }) => values))
  const sets = of.filter(({ isNegated }) => !isNegated).map(({ values }) => new Set(values))
  const [first, ...others] = sets
  if (first === undefined) return { only: null, not }
  const only = [...first].filter(value => !not.has(value) && others.every(set => set.has(value)))
  return { only: new Set(only), not }
}

const canHold = ({ only }: Range) => only === null || only.size > 0

const factsIn = (...lists: readonly (readonly Condition[])[]) => [...new Set(lists.flat().map(({ fact }) => fact))]

function canMeet(one: readonly Condition[], other: readonly Condition[]): boolean {
  const both = [...one, ...other]
  return factsIn(both).every(fact => canHold(rangeOf(both, fact)))
}

/** Whether whatever fulfils the second list fulfils the first. */
function covers(one: readonly Condition[], other: readonly Condition[]): boolean {
  return factsIn(one).every(fact => {
    const [wide, narrow] = [rangeOf(one, fact), rangeOf(other, fact)]
    if (narrow.only !== null)
      return [...narrow.only].every(value => (wide.only?.has(value) ?? true) && !wide.not.has(value))
    return wide.only === null && [...wide.not].every(value => narrow.not.has(value))
  })
}

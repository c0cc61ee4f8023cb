import type { Condition, Target } from "./policy.ts"
import type { StoredTerms } from "./space-terms.ts"

/** What a version of a policy says, with the hours it runs on. */
export interface TermsOfVersion {
  readonly calendar: string
  readonly terms: StoredTerms
}

/** One thing in which a version differs from the one before it. */
export type TermsDifference =
  | { readonly differs: "calendar"; readonly before: string; readonly after: string }
  | { readonly differs: "condition-added" | "condition-removed"; readonly condition: Condition }
  | { readonly differs: "target-added" | "target-removed"; readonly target: Target }
  | { readonly differs: "promise" | "rests" | "while" | "steps"; readonly before: Target; readonly after: Target }
  | { readonly differs: "onChange" | "appliesTo" | "onReopen"; readonly after: string }

const OPTIONS = ["onChange", "appliesTo", "onReopen"] as const

/** In what a version differs from another, in the order in which it is read. Targets are told apart by their keys. */
export function differencesOf(before: TermsOfVersion, after: TermsOfVersion): readonly TermsDifference[] {
  const [old, young] = [before.terms, after.terms]
  return [
    ...(before.calendar === after.calendar
      ? []
      : [{ differs: "calendar", before: before.calendar, after: after.calendar } as const]),
    ...missingIn(old.conditions, young.conditions).map(
      condition => ({ differs: "condition-removed", condition }) as const,
    ),
    ...missingIn(young.conditions, old.conditions).map(
      condition => ({ differs: "condition-added", condition }) as const,
    ),
    ...targetDifferences(old.targets, young.targets),
    ...OPTIONS.filter(option => old[option] !== young[option]).map(
      option => ({ differs: option, after: young[option] }) as const,
    ),
  ]
}

function targetDifferences(before: readonly Target[], after: readonly Target[]): readonly TermsDifference[] {
  const removed = before.filter(({ key }) => !after.some(one => one.key === key))
  return [
    ...removed.map(target => ({ differs: "target-removed", target }) as const),
    ...after.flatMap((target): readonly TermsDifference[] => {
      const standing = before.find(({ key }) => key === target.key)
      return standing === undefined ? [{ differs: "target-added", target }] : withinTarget(standing, target)
    }),
  ]
}

function withinTarget(before: Target, after: Target): readonly TermsDifference[] {
  const parts = [
    ["promise", "promise"],
    ["rests", "pausesIn"],
    ["while", "while"],
    ["steps", "steps"],
  ] as const
  return parts
    .filter(([, field]) => !isSame(before[field], after[field]))
    .map(([differs]) => ({ differs, before, after }))
}

function missingIn(some: readonly Condition[], others: readonly Condition[]): readonly Condition[] {
  return some.filter(condition => !others.some(other => isSame(condition, other)))
}

/** Stored terms are plain data; the order of an object's fields says nothing, that of a list does. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other
  const [left, right] = [Object.entries(one), other as Readonly<Record<string, unknown>>]
  return left.length === Object.keys(right).length && left.every(([key, value]) => isSame(value, right[key]))
}

import { refuse, type Refusal } from "../base/result.ts"
import { PRIORITIES } from "../schema/item.ts"
import type { Condition, EscalationAction, EscalationStep, Target } from "./policy.ts"
import { TERMS_LIMITS, type StoredTerms } from "./space-terms.ts"

/**
 * Why terms cannot be published, or nothing: `promises-nothing`; `same-target`, `bad-promise`, `bad-step` and
 * `empty-step` with the target's key; `condition-without-values` with the fact; `terms-too-many`.
 */
export function refuseTerms({ conditions, targets }: StoredTerms): Refusal | null {
  if (targets.length === 0) return refuse("promises-nothing")
  if (targets.length > TERMS_LIMITS.targets) return refuse("terms-too-many", { most: TERMS_LIMITS.targets })
  return (
    refuseConditions(conditions) ?? firstOf(targets, (target, place) => refuseTarget(target, targets.slice(0, place)))
  )
}

function refuseTarget({ key, kind, promise, while: held, steps }: Target, before: readonly Target[]): Refusal | null {
  const where = { target: key }
  if (before.some(one => one.key === key || (kind !== "held" && one.kind === kind))) return refuse("same-target", where)
  if (!Number.isSafeInteger(promise.amount) || promise.amount <= 0) return refuse("bad-promise", where)
  if (kind === "held" && held.length === 0) return refuse("held-without-conditions", where)
  if (steps.length > TERMS_LIMITS.steps) return refuse("terms-too-many", { most: TERMS_LIMITS.steps })
  return (
    refuseConditions(held) ??
    firstOf(steps, (step, place) => {
      const isTwice = steps.slice(0, place).some(({ id }) => id === step.id)
      const isOff =
        !Number.isSafeInteger(step.offset.amount) || (step.offset.unit === "days" && promise.unit === "time")
      return isTwice || isOff ? refuse("bad-step", where) : refuseStep(step, where)
    })
  )
}

function refuseStep({ conditions, actions }: EscalationStep, where: { readonly target: string }): Refusal | null {
  if (actions.length === 0 || !actions.every(doesSomething)) return refuse("empty-step", where)
  if (actions.length > TERMS_LIMITS.actions) return refuse("terms-too-many", { most: TERMS_LIMITS.actions })
  return refuseConditions(conditions)
}

function doesSomething(action: EscalationAction): boolean {
  switch (action.action) {
    case "notify":
      return action.whom !== ""
    case "reassign":
      return action.owner !== "" || action.queue !== ""
    case "raise-priority":
      return (PRIORITIES as readonly string[]).includes(action.priority)
    case "add-note":
      return action.text.trim() !== "" && action.text.length <= TERMS_LIMITS.note
  }
}

function refuseConditions(conditions: readonly Condition[]): Refusal | null {
  if (conditions.length > TERMS_LIMITS.conditions) return refuse("terms-too-many", { most: TERMS_LIMITS.conditions })
  return firstOf(conditions, ({ fact, values }) => {
    if (fact === "" || values.length === 0) return refuse("condition-without-values", { fact })
    return values.length > TERMS_LIMITS.values ? refuse("terms-too-many", { most: TERMS_LIMITS.values }) : null
  })
}

function firstOf<Entry>(
  entries: readonly Entry[],
  check: (entry: Entry, place: number) => Refusal | null,
): Refusal | null {
  for (const [place, entry] of entries.entries()) {
    const refusal = check(entry, place)
    if (refusal !== null) return refusal
  }
  return null
}

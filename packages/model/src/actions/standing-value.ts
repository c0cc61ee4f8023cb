import { refuse } from "../base/result.ts"
import type { KindName } from "../schema/kinds.ts"
import type { AnyRow } from "../schema/record.ts"
import { sameValue } from "../schema/row.ts"
import { defineAction } from "./define.ts"

/** What of steering a project two people can say at once. */
export type SteeredKind = Extract<
  KindName,
  "charters" | "gates" | "risks" | "rates" | "itemCosts" | "riskCosts" | "costPlans"
>

export interface ChooseStanding {
  readonly kind: SteeredKind
  readonly id: string
  readonly field: string
  /** One of the values that stand beside each other; that in use as well. */
  readonly value: unknown
}

/** Chooses one of the values that several people gave a field at the same time; the others stand no more. */
export const chooseStanding = defineAction<ChooseStanding>(
  "project.choose-standing",
  ({ snapshot, write }, { kind, id, field, value }) => {
    const row = snapshot[kind].get(id) as AnyRow | undefined
    const conflict = row?.conflicts.find(one => one.field === field)
    if (conflict === undefined || !conflict.values.some(standing => sameValue(standing.value, value)))
      return refuse("not-found")
    write.always(kind, id, field, value)
  },
)

import { costPlanId } from "@weft/model/schema/money"
import { moneyIn, readMoneyIn, typedMoneyIn } from "../../parts/money.ts"
import type { ProjectState } from "./project-state.ts"

/** The money of a space, ISO 4217. */
export function currencyOf(state: ProjectState): string {
  return state.snapshot().costPlans.get(costPlanId(state.space.id))?.currency ?? "EUR"
}

/** An amount in the smallest unit, as it is written. */
export function moneyWords(state: ProjectState, amount: number): string {
  return moneyIn(currencyOf(state), amount)
}

/** An amount as somebody types it, without the currency; empty where there is none. */
export function typedMoney(state: ProjectState, amount: number | null): string {
  return typedMoneyIn(currencyOf(state), amount)
}

/** The amount that somebody typed, in the smallest unit: `null` for an empty text, nothing where it is none. */
export function readMoney(state: ProjectState, text: string): number | null | undefined {
  return readMoneyIn(currencyOf(state), text)
}

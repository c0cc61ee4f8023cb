import { costPlanId } from "@weft/model/schema/money"
import { locale } from "../../text/index.ts"
import { readNumberHere } from "../../parts/typed-number.ts"
import type { ProjectState } from "./project-state.ts"

/** The money of a space, ISO 4217. */
export function currencyOf(state: ProjectState): string {
  return state.snapshot().costPlans.get(costPlanId(state.space.id))?.currency ?? "EUR"
}

/** How many decimals a currency has; one that is unknown here has two. */
function decimalsOf(currency: string): number {
  return formatter(currency).resolvedOptions().maximumFractionDigits ?? 2
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(currency: string): Intl.NumberFormat {
  const key = `${locale()} ${currency}`
  const made =
    formatters.get(key) ??
    new Intl.NumberFormat(locale(), { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" })
  formatters.set(key, made)
  return made
}

/** An amount in the smallest unit, as it is written. */
export function moneyWords(state: ProjectState, amount: number): string {
  const currency = currencyOf(state)
  return formatter(currency).format(amount / 10 ** decimalsOf(currency))
}

/** An amount as somebody types it, without the currency; empty where there is none. */
export function typedMoney(state: ProjectState, amount: number | null): string {
  if (amount === null) return ""
  const decimals = decimalsOf(currencyOf(state))
  const isWhole = amount % 10 ** decimals === 0
  return new Intl.NumberFormat(locale(), {
    minimumFractionDigits: isWhole ? 0 : decimals,
    maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals)
}

/** The amount that somebody typed, in the smallest unit: `null` for an empty text, nothing where it is none. */
export function readMoney(state: ProjectState, text: string): number | null | undefined {
  if (text.trim() === "") return null
  const value = readNumberHere(text)
  if (value === undefined || value < 0) return undefined
  const amount = Math.round(value * 10 ** decimalsOf(currencyOf(state)))
  return Number.isSafeInteger(amount) ? amount : undefined
}

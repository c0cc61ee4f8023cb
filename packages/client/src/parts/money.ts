import { locale } from "../text/index.ts"
import { readNumberHere } from "./typed-number.ts"

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

/** An amount in the smallest unit of a currency (ISO 4217), as it is written: "€1,200". */
export function moneyIn(currency: string, amount: number): string {
  return formatter(currency).format(amount / 10 ** decimalsOf(currency))
}

/** An amount as somebody types it, without the currency; empty where there is none. */
export function typedMoneyIn(currency: string, amount: number | null): string {
  if (amount === null) return ""
  const decimals = decimalsOf(currency)
  const isWhole = amount % 10 ** decimals === 0
  return new Intl.NumberFormat(locale(), {
    minimumFractionDigits: isWhole ? 0 : decimals,
    maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals)
}

/** The amount that somebody typed, in the smallest unit: `null` for an empty text, nothing where it is none. */
export function readMoneyIn(currency: string, text: string): number | null | undefined {
  if (text.trim() === "") return null
  const value = readNumberHere(text)
  if (value === undefined || value < 0) return undefined
  const amount = Math.round(value * 10 ** decimalsOf(currency))
  return Number.isSafeInteger(amount) ? amount : undefined
}

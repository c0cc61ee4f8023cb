import type { Amount } from "@weft/model/service/policy"

export const AMOUNT_UNITS = ["minutes", "hours", "days"] as const
export type AmountUnit = (typeof AMOUNT_UNITS)[number]

const MILLIS = { minutes: 60_000, hours: 3_600_000 } as const

/** The unit in which an amount is a whole number and reads shortest. */
export function unitOf({ unit, amount }: Amount): AmountUnit {
  if (unit === "days") return "days"
  return amount % MILLIS.hours === 0 && amount !== 0 ? "hours" : "minutes"
}

/** How many of a unit an amount is; of another kind of unit than its own, the same number stays. */
export function countIn({ unit, amount }: Amount, shown: AmountUnit): number {
  if (shown === "days" || unit === "days") return unit === "days" ? amount : Math.round(amount / MILLIS.hours)
  return Math.round(amount / MILLIS[shown])
}

/** So many of a unit as an amount: working days, or milliseconds of working time. */
export function amountOf(count: number, unit: AmountUnit): Amount {
  return unit === "days" ? { unit, amount: count } : { unit: "time", amount: count * MILLIS[unit] }
}

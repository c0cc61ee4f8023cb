import type { OfferingCost } from "@weft/model/schema/offering-content"
import { locale } from "../../text/index.ts"

/** What an offering costs, as it is written: "€1,200". */
export function costWords({ amount, currency }: OfferingCost): string {
  const format = new Intl.NumberFormat(locale(), {
    style: "currency",
    currency,
    trailingZeroDisplay: "stripIfInteger",
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  return format.format(amount / 100)
}

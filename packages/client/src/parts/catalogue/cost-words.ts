import type { OfferingCost } from "@weft/model/schema/offering-content"
import { moneyIn } from "../money.ts"

/** What an offering costs, as it is written: "€1,200". */
export function costWords({ amount, currency }: OfferingCost): string {
  return moneyIn(currency, amount)
}

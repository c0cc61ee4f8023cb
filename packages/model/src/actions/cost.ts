import type { ItemId, MemberId, RateId, ResourceId, RiskId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { costPlanId, itemCostId, MOST_MONEY, rateId, riskCostId } from "../schema/money.ts"
import type { CalendarDate } from "../time/calendar-date.ts"
import { defineAction } from "./define.ts"

/** Whole amounts of the smallest unit of the space's currency. */
const isMoney = (amount: number) => Number.isSafeInteger(amount) && amount >= 0 && amount <= MOST_MONEY

/** Says in which money a space counts. What was written before is read as that money: nothing is converted. */
export const setCurrency = defineAction<{ readonly currency: string }>(
  "cost.currency",
  ({ snapshot, write }, { currency }) => {
    if (!/^[A-Z]{3}$/.test(currency)) return refuse("currency-unknown")
    const id = costPlanId(snapshot.space)
    if (!snapshot.costPlans.has(id)) write.create("costPlans", id, {})
    write.patch("costPlans", id, { currency })
  },
)

export interface SetRate {
  readonly resource: MemberId | ResourceId
  /** The first day on which it holds; nothing is from ever. */
  readonly from: CalendarDate | null
  readonly perHour: number
}

/** Says what an hour of somebody costs from a day on; what was worked before keeps its own rate. */
export const setRate = defineAction<SetRate>("cost.rate", ({ snapshot, write }, { resource, from, perHour }) => {
  if (!snapshot.members.has(resource) && !snapshot.resources.has(resource)) return refuse("not-found")
  if (!isMoney(perHour)) return refuse("amount-not-possible")
  const id = rateId(resource, from)
  if (snapshot.rates.has(id)) write.restore("rates", id)
  else write.create("rates", id, { resource, from })
  // Apart from the seed: two amounts that are set at once stand beside each other then.
  write.patch("rates", id, { perHour })
})

export const trashRate = defineAction<{ readonly id: RateId }>("cost.trash-rate", ({ snapshot, write, me }, { id }) => {
  if (!snapshot.rates.has(id)) return refuse("not-found")
  write.trash("rates", id, me)
})

export interface SetItemCost {
  readonly item: ItemId
  /** What may be spent on it and all below it; `null` leaves that to those below. */
  readonly budget?: number | null
  /** What it costs beside work, as planned and as spent. */
  readonly fixed?: number | null
  readonly actualFixed?: number | null
}

export const setItemCost = defineAction<SetItemCost>("cost.item", ({ snapshot, write }, { item, ...amounts }) => {
  if (!snapshot.items.has(item)) return refuse("not-found")
  for (const amount of Object.values(amounts))
    if (typeof amount === "number" && !isMoney(amount)) return refuse("amount-not-possible")
  const id = itemCostId(item)
  if (!snapshot.itemCosts.has(id)) write.create("itemCosts", id, { item })
  write.patch("itemCosts", id, amounts)
})

/** Sets money aside for a risk; it lies in the money document, as all figures do. */
export const setRiskCost = defineAction<{ readonly risk: RiskId; readonly contingency: number | null }>(
  "cost.risk",
  ({ snapshot, write }, { risk, contingency }) => {
    if (!snapshot.risks.has(risk)) return refuse("not-found")
    if (contingency !== null && !isMoney(contingency)) return refuse("amount-not-possible")
    const id = riskCostId(risk)
    if (!snapshot.riskCosts.has(id)) write.create("riskCosts", id, { risk })
    write.patch("riskCosts", id, { contingency })
  },
)

import {
  computedId,
  type BaselineCostId,
  type BaselineId,
  type CostPlanId,
  type ItemCostId,
  type ItemId,
  type MemberId,
  type RateId,
  type ResourceId,
  type RiskCostId,
  type RiskId,
  type SpaceId,
} from "../base/ids.ts"
import type { CalendarDate } from "../time/calendar-date.ts"
import { countWithin, maybe, moment, ref, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/**
 * What a space costs: records of the document `money/<space>`, which only managers have. Amounts are whole numbers of the
 * smallest unit of the space's currency.
 */

/** The greatest amount: a hundred thousand million of a currency of two decimals still adds up exactly. */
export const MOST_MONEY = 10_000_000_000_000

/** An amount of money; nothing where nobody has said. */
const money = () => maybe(countWithin(0, MOST_MONEY, 0))

/** Which money is meant, and how progress earns it. Its id is {@link costPlanId}. */
const costPlanFields = {
  /** ISO 4217. */
  currency: text("EUR"),
}
export const costPlans = defineRecord<CostPlanId, typeof costPlanFields>("costPlans", "money", costPlanFields)
export type CostPlan = Row<CostPlanId, typeof costPlanFields>

export function costPlanId(space: SpaceId): CostPlanId {
  return computedId<CostPlanId>("cost-plan", space)
}

/** What an hour of somebody costs from a day on, until the next rate of theirs. */
const rateFields = {
  resource: ref<MemberId | ResourceId>(),
  /** A calendar date; nothing is from ever. */
  from: moment(),
  perHour: countWithin(0, MOST_MONEY, 0),
}
export const rates = defineRecord<RateId, typeof rateFields>("rates", "money", rateFields)
export type Rate = Row<RateId, typeof rateFields>

/** The id of a rate: of one person there is one from one day on. */
export function rateId(resource: MemberId | ResourceId, from: CalendarDate | null): RateId {
  return computedId<RateId>("rate", resource, from ?? "")
}

/** What an item costs beside work, and what may be spent on it and all below it. Its id is {@link itemCostId}. */
const itemCostFields = { item: ref<ItemId>(), budget: money(), fixed: money(), actualFixed: money() }
export const itemCosts = defineRecord<ItemCostId, typeof itemCostFields>("itemCosts", "money", itemCostFields)
export type ItemCost = Row<ItemCostId, typeof itemCostFields>

export function itemCostId(item: ItemId): ItemCostId {
  return computedId<ItemCostId>("item-cost", item)
}

/** What is set aside for a risk. Its id is {@link riskCostId}. */
const riskCostFields = { risk: ref<RiskId>(), contingency: money() }
export const riskCosts = defineRecord<RiskCostId, typeof riskCostFields>("riskCosts", "money", riskCostFields)
export type RiskCost = Row<RiskCostId, typeof riskCostFields>

export function riskCostId(risk: RiskId): RiskCostId {
  return computedId<RiskCostId>("risk-cost", risk)
}

/** What an item was to cost when a baseline was taken. */
export interface BaselineCost {
  readonly item: string
  readonly cost: number
}

/** What a baseline says of costs, by the rates of its day. Written once, by whoever took it and may see them. */
const baselineCostFields = {
  baseline: ref<BaselineId>(),
  rows: structured<readonly BaselineCost[]>("baseline-costs", raw =>
    Array.isArray(raw)
      ? (raw as unknown[]).flatMap(entry => {
          const { item, cost } = (entry ?? {}) as { item?: unknown; cost?: unknown }
          return typeof item === "string" && Number.isSafeInteger(cost) ? [{ item, cost: cost as number }] : []
        })
      : null,
  ),
}
export const baselineCosts = defineRecord<BaselineCostId, typeof baselineCostFields>(
  "baselineCosts",
  "money",
  baselineCostFields,
)
export type BaselineCosts = Row<BaselineCostId, typeof baselineCostFields>

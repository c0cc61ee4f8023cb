import type { ItemId, MemberId, RiskId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { MOST_GRADE, type Risk, type RiskResponse, type RiskState } from "../schema/steering.ts"
import type { Tenths } from "../time/instant.ts"
import { defineAction } from "./define.ts"

/** What is said of a risk; the grades go from 1 to 5, residual ones from 0, which is that nobody has said. */
export interface RiskFields {
  readonly kind?: Risk["kind"]
  readonly title?: string
  readonly probability?: number
  readonly impact?: number
  readonly owner?: MemberId | null
  readonly response?: RiskResponse
  readonly measures?: string
  readonly trigger?: string
  readonly residualProbability?: number
  readonly residualImpact?: number
  readonly contingencyTenths?: Tenths
  readonly state?: RiskState
}

function misfit(fields: RiskFields): Refusal | null {
  const { probability, impact, residualProbability, residualImpact, contingencyTenths } = fields
  const isGrade = (grade: number, least: number) => Number.isInteger(grade) && grade >= least && grade <= MOST_GRADE
  for (const grade of [probability, impact])
    if (grade !== undefined && !isGrade(grade, 1)) return refuse("grade-out-of-range")
  for (const grade of [residualProbability, residualImpact])
    if (grade !== undefined && !isGrade(grade, 0)) return refuse("grade-out-of-range")
  if (contingencyTenths !== undefined && !(Number.isSafeInteger(contingencyTenths) && contingencyTenths >= 0))
    return refuse("duration-negative")
  return fields.title !== undefined && fields.title.trim() === "" ? refuse("title-missing") : null
}

/** Puts a risk or an issue into the register. */
export const createRisk = defineAction<RiskFields & { readonly id: RiskId; readonly title: string }>(
  "risk.create",
  ({ snapshot, write, me, now }, { id, ...fields }) => {
    if (snapshot.risks.has(id)) return refuse("exists")
    const refusal = misfit(fields)
    if (refusal !== null) return refusal
    write.create("risks", id, { owner: me, ...fields, title: fields.title.trim(), createdAt: now, createdBy: me })
  },
)

export const patchRisk = defineAction<RiskFields & { readonly id: RiskId }>(
  "risk.patch",
  ({ snapshot, write }, { id, ...fields }) => {
    const risk = snapshot.risks.get(id)
    if (risk === undefined || risk.deleted !== null) return refuse("not-found")
    const refusal = misfit(fields)
    if (refusal !== null) return refusal
    write.patch("risks", id, { ...fields, title: fields.title?.trim() })
  },
)

/** Links a risk to an item that it concerns, or takes the link away. */
export const linkRisk = defineAction<{ readonly id: RiskId; readonly item: ItemId; readonly linked: boolean }>(
  "risk.link",
  ({ snapshot, write }, { id, item, linked }) => {
    const risk = snapshot.risks.get(id)
    if (risk === undefined || risk.deleted !== null || !snapshot.items.has(item)) return refuse("not-found")
    if (linked) write.add("risks", id, "items", item)
    else write.remove("risks", id, "items", item)
  },
)

export const trashRisk = defineAction<{ readonly id: RiskId }>("risk.trash", ({ snapshot, write, me }, { id }) => {
  if (!snapshot.risks.has(id)) return refuse("not-found")
  write.trash("risks", id, me)
})

export const restoreRisk = defineAction<{ readonly id: RiskId }>("risk.restore", ({ snapshot, write }, { id }) => {
  if (!snapshot.risks.has(id)) return refuse("not-found")
  write.restore("risks", id)
})

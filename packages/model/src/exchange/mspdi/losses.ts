import type { PlanFile } from "../plan-file/plan-file.ts"

/** Something that the XML of Microsoft Project says otherwise, and how much of it the plan has. */
export interface MspdiLoss {
  /** Tasks as late as successors allow. Microsoft Project has only "as late as possible", which moves their successors. */
  readonly what: "zero-free-float"
  readonly count: number
}

/** What becomes something else when a plan is written for Microsoft Project; nothing of it changes without being told. */
export function mspdiLosses({ tasks }: Pick<PlanFile, "tasks">): MspdiLoss[] {
  const count = tasks.filter(({ constraint }) => constraint.kind === "ZFF").length
  return count === 0 ? [] : [{ what: "zero-free-float", count }]
}

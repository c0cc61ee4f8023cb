import { TENTHS_PER_DAY } from "@weft/model/time/instant"
import { format, t } from "../../../text/index.ts"
import { planWords } from "../../../text/plan.ts"
import type { PlanState } from "../plan-state.ts"
import type { Broken } from "./ghost.ts"

/** A promise that a change would break, and by how much. */
export function brokenWords(state: PlanState, { task, promise, date, at }: Broken): string {
  const late = format().quantity(Math.max(1, Math.ceil((at - date) / TENTHS_PER_DAY)), t().time.dayUnit)
  return planWords().card.broken[promise](state.titleOf(task), late)
}

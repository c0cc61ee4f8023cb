import { newId, type BaselineCostId, type BaselineId, type BaselinePartId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { takeBaseline } from "../plan/baseline.ts"
import { costsOf } from "../plan/costs-of-space.ts"
import { planOf, planRow } from "../plan/plan-of-space.ts"
import { schedulePlan } from "../plan/schedule-plan.ts"
import { defineAction } from "./define.ts"

export interface NameBaseline {
  readonly id: BaselineId
  readonly name: string
}

export interface TakeBaseline extends NameBaseline {
  /** Whether its costs are noted as well, in the money document: for whoever has that, and may write there. */
  readonly withCosts?: boolean
}

/** Rows to a part: some 40 KB. */
const ROWS_OF_A_PART = 500

/** Takes down what the plan says now, as its author sees it (MERGE S6). Nothing but its name ever changes. */
export const saveBaseline = defineAction<TakeBaseline>("baseline.take", (context, { id, name, withCosts }) => {
  const { snapshot, write, now, me, random } = context
  if (name.trim() === "") return refuse("name-missing")
  if (snapshot.baselines.has(id)) return refuse("exists")
  const input = planOf(snapshot)
  if (input.tasks.length === 0) return refuse("nothing-planned")
  const schedule = schedulePlan(input)
  const rows = takeBaseline(input, schedule).map(({ task, cost: _apart, ...row }) => ({ item: task, ...row }))
  const { dataDate } = planRow(snapshot)
  write.create("baselines", id, { name: name.trim(), takenAt: now, takenBy: me, dataDate })
  for (let first = 0; first < rows.length; first += ROWS_OF_A_PART)
    write.create("baselineParts", newId<BaselinePartId>(random), {
      baseline: id,
      rows: rows.slice(first, first + ROWS_OF_A_PART),
    })
  if (withCosts !== true) return
  const costs = [...costsOf(snapshot, input, schedule).rows.values()].flatMap(({ item, own }) =>
    own.planned > 0 ? [{ item, cost: own.planned }] : [],
  )
  for (let first = 0; first < costs.length; first += ROWS_OF_A_PART)
    write.create("baselineCosts", newId<BaselineCostId>(random), {
      baseline: id,
      rows: costs.slice(first, first + ROWS_OF_A_PART),
    })
})

export const renameBaseline = defineAction<NameBaseline>("baseline.rename", ({ snapshot, write }, { id, name }) => {
  if (!snapshot.baselines.has(id)) return refuse("not-found")
  if (name.trim() === "") return refuse("name-missing")
  write.patch("baselines", id, { name: name.trim() })
})

export const trashBaseline = defineAction<{ readonly id: BaselineId }>(
  "baseline.trash",
  ({ snapshot, write, me }, { id }) => {
    if (!snapshot.baselines.has(id)) return refuse("not-found")
    write.trash("baselines", id, me)
  },
)

export const restoreBaseline = defineAction<{ readonly id: BaselineId }>(
  "baseline.restore",
  ({ snapshot, write }, { id }) => {
    if (!snapshot.baselines.has(id)) return refuse("not-found")
    write.restore("baselines", id)
  },
)

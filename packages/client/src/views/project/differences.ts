import { compareBaselines, type BaselineRow, type Variance } from "@weft/model/plan/baseline"
import type { PlanInput } from "@weft/model/plan/input"

/** What became of one activity between two baselines. */
export interface Difference {
  readonly id: string
  readonly change: "added" | "removed" | "moved" | "same"
  readonly before: BaselineRow | undefined
  readonly after: BaselineRow | undefined
  /** How far it moved, where both have it. */
  readonly variance: Variance | undefined
}

/** All that either of two baselines has, in the order of the later one; what only the earlier one has stands last. */
export function differencesOf(
  input: PlanInput,
  before: readonly BaselineRow[],
  after: readonly BaselineRow[],
): readonly Difference[] {
  const variances = new Map(compareBaselines(input, before, after).variances.map(one => [one.task, one]))
  const was = new Map(before.map(row => [row.task, row]))
  const is = new Map(after.map(row => [row.task, row]))
  return [...new Set([...is.keys(), ...was.keys()])].map(id => {
    const variance = variances.get(id)
    return { id, change: changeOf(variance, was.has(id)), before: was.get(id), after: is.get(id), variance }
  })
}

function changeOf(variance: Variance | undefined, wasThere: boolean): Difference["change"] {
  if (variance === undefined) return wasThere ? "removed" : "added"
  const { start, finish, duration, work } = variance
  return [start, finish, duration, work].some(amount => amount !== 0) ? "moved" : "same"
}

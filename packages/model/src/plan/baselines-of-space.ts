import type { BaselineId } from "../base/ids.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { BaselineRow } from "./baseline.ts"

/** What a baseline says, row by row as it was taken; of costs as far as the reader has them. */
export function baselineOf(snapshot: Snapshot, baseline: BaselineId): readonly BaselineRow[] {
  const parts = living(snapshot.baselineParts).filter(part => part.baseline === baseline)
  parts.sort((left, right) => (left.id < right.id ? -1 : 1))
  const costs = baselineCostsOf(snapshot, baseline)
  return parts.flatMap(({ rows }) =>
    (rows ?? []).map(({ item, ...row }) => ({ task: item, ...row, cost: costs.get(item) ?? 0 })),
  )
}

/** What a baseline says of costs, as far as the reader has it. */
export function baselineCostsOf(snapshot: Snapshot, baseline: BaselineId): ReadonlyMap<string, number> {
  const parts = living(snapshot.baselineCosts).filter(part => part.baseline === baseline)
  return new Map(parts.flatMap(({ rows }) => (rows ?? []).map(({ item, cost }) => [item, cost] as const)))
}

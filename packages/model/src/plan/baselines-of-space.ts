import type { BaselineId } from "../base/ids.ts"
import type { Baseline } from "../schema/planning.ts"
import { living, type Snapshot, type Table } from "../schema/snapshot.ts"
import type { BaselineRow } from "./baseline.ts"

/** The baselines that there are, the one taken last first. */
export function newestBaselines(baselines: Table<Baseline>): Baseline[] {
  return living(baselines).sort((one, other) => other.takenAt - one.takenAt || (one.id < other.id ? -1 : 1))
}

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

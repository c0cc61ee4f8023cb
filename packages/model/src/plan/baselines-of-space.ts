import type { BaselineId } from "../base/ids.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { BaselineRow } from "./baseline.ts"

/** What a baseline says, row by row as it was taken. */
export function baselineOf(snapshot: Snapshot, baseline: BaselineId): readonly BaselineRow[] {
  const parts = living(snapshot.baselineParts).filter(part => part.baseline === baseline)
  parts.sort((left, right) => (left.id < right.id ? -1 : 1))
  return parts.flatMap(({ rows }) => (rows ?? []).map(({ item, ...row }) => ({ task: item, ...row })))
}

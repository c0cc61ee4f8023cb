import type { Policy, TargetKind } from "@weft/model/service/policy"
import type { ReplayedPromise, ReplayProgress, VerdictCounts } from "@weft/model/service/replay"

/** What a replay has found so far. */
export interface ReplayResult {
  readonly done: number
  readonly total: number
  readonly before: VerdictCounts
  readonly after: VerdictCounts
  readonly changed: readonly ReplayedPromise[]
}

export const NO_RESULT: ReplayResult = { done: 0, total: 0, before: {}, after: {}, changed: [] }

/** A result with what came since: counts are of all so far, changed promises are the further ones. */
export function withProgress(result: ReplayResult, progress: ReplayProgress): ReplayResult {
  return { ...progress, changed: [...result.changed, ...progress.changed] }
}

/** One target as it was and as it would be: how many were in time, how many late, and all others. */
export interface ReplayRow {
  readonly key: string
  readonly kind: TargetKind | null
  readonly before: ReplayCell
  readonly after: ReplayCell
}

export interface ReplayCell {
  readonly met: number
  readonly breached: number
  readonly other: number
}

/** The targets that either of the terms had, by their order in the policies. */
export function replayRows({ before, after }: ReplayResult, policies: readonly Policy[]): readonly ReplayRow[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.map(key => ({
    key,
    kind: kindOf(key, policies),
    before: cellOf(before[key] ?? {}),
    after: cellOf(after[key] ?? {}),
  }))
}

function cellOf(counts: VerdictCounts[string]): ReplayCell {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const [met, breached] = [counts.met ?? 0, counts.breached ?? 0]
  return { met, breached, other: all - met - breached - (counts["not-promised"] ?? 0) }
}

/** What a key of a replay measures: `resolution`, or `internal network` for other audiences than the requesters. */
export function kindOf(key: string, policies: readonly Policy[]): TargetKind | null {
  const target = key.slice(key.indexOf(" ") + 1)
  for (const { versions } of policies)
    for (const { targets } of versions) for (const one of targets) if (one.key === target) return one.kind
  return null
}

/** How many tickets, not promises, would differ. */
export function changedTickets({ changed }: ReplayResult): number {
  return new Set(changed.map(({ ticket }) => ticket)).size
}

import { compareRanked, rankBetween, type Rank } from "../base/rank.ts"
import type { Random } from "../base/random.ts"

/** The rank between the record to stand before and the one above it; the end where there is none to stand before. */
export function rankBefore(
  rows: readonly { readonly id: string; readonly rank: string }[],
  before: string | null | undefined,
  moved: string | null,
  random: Random,
): Rank {
  const others = rows.filter(row => row.id !== moved).sort(compareRanked)
  const found = before == null ? -1 : others.findIndex(row => row.id === before)
  const index = found < 0 ? others.length : found
  return rankBetween(others[index - 1]?.rank ?? null, others[index]?.rank ?? null, random)
}

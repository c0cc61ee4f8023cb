import type { TicketCategoryId } from "../../base/ids.ts"
import type { TicketCategory } from "../classification.ts"
import type { Table } from "../snapshot.ts"

/**
 * The living category right above one, with the trash skipped.
 *
 * Two people can each move a category into the other's (MERGE T15). No write can prevent that, so every reader lets the
 * one with the lowest id of such a ring stand at the top, in byte order.
 */
export function categoryAbove(rows: Table<TicketCategory>, category: TicketCategoryId): TicketCategoryId | null {
  let above = cutParent(rows, category)
  while (above !== null && rows.get(above)?.deleted !== null) above = cutParent(rows, above)
  return above
}

/** A category and those above it, itself first. One in the trash, or that nobody knows, is first as well. */
export function categoryPath(
  rows: Table<TicketCategory>,
  category: TicketCategoryId,
): readonly [TicketCategoryId, ...TicketCategoryId[]] {
  const path: [TicketCategoryId, ...TicketCategoryId[]] = [category]
  for (let above = categoryAbove(rows, category); above !== null; above = categoryAbove(rows, above)) path.push(above)
  return path
}

/** The parent as it is stored, nothing for the one that a ring is cut at. */
function cutParent(rows: Table<TicketCategory>, category: TicketCategoryId): TicketCategoryId | null {
  const parent = rows.get(category)?.parent ?? null
  return parent === null || !rows.has(parent) || isTopOfRing(rows, category) ? null : parent
}

function isTopOfRing(rows: Table<TicketCategory>, category: TicketCategoryId): boolean {
  let isLowest = true
  const seen = new Set<string>()
  for (let above = rows.get(category)?.parent ?? null; above !== null; above = rows.get(above)?.parent ?? null) {
    if (above === category) return isLowest
    if (seen.has(above)) return false
    seen.add(above)
    if (above < category) isLowest = false
  }
  return false
}

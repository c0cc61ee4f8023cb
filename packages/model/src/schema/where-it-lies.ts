import type { KindName } from "./kinds.ts"
import type { AnyRow, Deletion } from "./record.ts"

/** What stands for a deletion in the space that an item has left: nobody put it in the trash. */
const MOVED_AWAY: Deletion = Object.freeze({ by: "", at: 0, editedAfter: false })

/**
 * A row as the document reads it that it lies in. An item that was moved to another space is not among the living of the
 * one that it has left, and keeps `movedTo` for whoever follows a link; in its new space it is like any other.
 */
export function asItLies(kind: KindName, row: AnyRow, document: string): AnyRow {
  const movedTo = row["movedTo"]
  if (kind !== "items" || movedTo == null) return row
  if (document.split("/")[1] === movedTo) return { ...row, movedTo: null }
  return row.deleted === null ? { ...row, deleted: MOVED_AWAY } : row
}

/** Whether what stands for a deletion says that an item has left its space, also after a way between threads. */
export function isMovedAway(deleted: Deletion | null): boolean {
  return deleted !== null && deleted.at === MOVED_AWAY.at && deleted.by === MOVED_AWAY.by
}

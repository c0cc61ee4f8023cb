import { refuse, type Refusal } from "../base/result.ts"
import { charterOf, isClosedProject } from "../plan/charter-of-space.ts"
import type { Change } from "../schema/change.ts"
import type { KindName } from "../schema/kinds.ts"
import type { Snapshot } from "../schema/snapshot.ts"

/** What tells of the closing itself, and so can be written while a project is closed. */
const OF_THE_CLOSING: ReadonlySet<KindName> = new Set(["charters", "closingParts"])

/**
 * Refuses changes to a space whose project is closed: it is read-only until it is opened again. What somebody wrote who
 * had not heard of the closing stands all the same, see `lateEdits`.
 */
export function refuseIfClosed(
  snapshot: Pick<Snapshot, "charters" | "space">,
  changes: readonly Change[],
): Refusal | null {
  if (!isClosedProject(charterOf(snapshot))) return null
  const isOfSpace = (change: Change) => change.document.split("/")[1] === snapshot.space
  const isHeld = (change: Change) => change.do === "prose" || !OF_THE_CLOSING.has(change.kind)
  return changes.some(change => isOfSpace(change) && isHeld(change)) ? refuse("project-closed") : null
}

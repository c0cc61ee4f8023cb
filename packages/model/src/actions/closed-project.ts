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
  const isHeld = (change: Change) =>
    change.do === "prose" || !(OF_THE_CLOSING.has(change.kind) || isArrivalOfFile(change))
  return changes.some(change => isOfSpace(change) && isHeld(change)) ? refuse("project-closed") : null
}

/** That the relay has a file now is nobody's edit: until it is said, the device that attached it has the only bytes. */
function isArrivalOfFile(change: Exclude<Change, { do: "prose" }>): boolean {
  return change.do === "set" && change.kind === "attachments" && change.field === "stored"
}

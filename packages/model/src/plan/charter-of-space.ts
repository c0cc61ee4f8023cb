import type { Snapshot } from "../schema/snapshot.ts"
import { charterId, type Charter } from "../schema/steering.ts"

/** The charter of a space; nothing where nobody has written one. */
export function charterOf({ charters, space }: Pick<Snapshot, "charters" | "space">): Charter | undefined {
  // Whoever asks what may be written asks this, and most spaces have none: an id takes some time to compute.
  return charters.size === 0 ? undefined : charters.get(charterId(space))
}

/** Whether a space is read-only because its project is over. */
export function isClosedProject(charter: Charter | undefined): boolean {
  return charter?.state === "closed" || charter?.state === "archived"
}

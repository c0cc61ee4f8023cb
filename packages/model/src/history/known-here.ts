import { stampTime } from "../base/hybrid-clock.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { PastChange, PastStep } from "./past-change.ts"

/**
 * What the rows of a space still tell of its past without its log: who made an item, how its status went, and who put it
 * in the trash. Earlier values of other fields are in the log alone.
 */
export function knownHere(snapshot: Pick<Snapshot, "items" | "transitions">): PastStep[] {
  const changes: PastChange[] = []
  for (const { id, createdAt, createdBy, deleted } of snapshot.items.values()) {
    if (createdAt > 0) changes.push({ did: "made", kind: "items", id, at: createdAt, by: createdBy ?? "" })
    if (deleted === null) continue
    const trashed = { field: "deleted", before: false, after: true }
    changes.push({ did: "set", kind: "items", id, ...trashed, at: stampTime(deleted.at), by: deleted.by })
  }
  for (const { item, from, to, by, at } of snapshot.transitions.values()) {
    if (item === null || from === null) continue
    changes.push({ did: "set", kind: "items", id: item, field: "status", before: from, after: to, at, by: by ?? "" })
  }
  return changes
    .sort((left, right) => left.at - right.at)
    .map(change => ({ arrivedAt: change.at, isThinned: false, changes: [change] }))
}

import type { Table } from "../schema/snapshot.ts"

/** What merging reads of an item. */
export interface Mergeable {
  readonly id: string
  readonly mergedInto: string | null
  readonly deleted: unknown
}

/**
 * The ticket that stands for one that was merged, itself where it was not.
 *
 * Two people can each merge one ticket into the other's (MERGE T5). No write can prevent that, so every reader lets the
 * ticket with the lowest id of such a ring survive, in byte order. A ticket in the trash takes nothing in.
 */
export function survivorOf<R extends Mergeable>(items: Table<R>, id: string): string {
  const walked = [id]
  for (;;) {
    const next = items.get(walked.at(-1)!)?.mergedInto ?? null
    if (next === null || items.get(next)?.deleted !== null) return walked.at(-1)!
    const ring = walked.indexOf(next)
    if (ring >= 0) return walked.slice(ring).reduce((lowest, one) => (one < lowest ? one : lowest))
    walked.push(next)
  }
}

/** Every living ticket that others were merged into, with those others in byte order. */
export function mergedTickets<R extends Mergeable>(items: Table<R>): ReadonlyMap<string, readonly string[]> {
  const merged = new Map<string, string[]>()
  for (const { id, mergedInto, deleted } of items.values()) {
    if (mergedInto === null || deleted !== null) continue
    const survivor = survivorOf(items, id)
    if (survivor === id) continue
    const others = merged.get(survivor)
    if (others === undefined) merged.set(survivor, [id])
    else others.push(id)
  }
  for (const others of merged.values()) others.sort()
  return merged
}

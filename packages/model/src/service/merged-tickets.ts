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
  return walkToSurvivor(items, id, NOBODY).survivor
}

const NOBODY: ReadonlyMap<string, string> = new Map()

/** Goes from ticket to ticket until one stands for all that were passed, or until one whose survivor is known. */
function walkToSurvivor<R extends Mergeable>(items: Table<R>, id: string, known: ReadonlyMap<string, string>) {
  const walked = new Set<string>()
  for (let at = id; ;) {
    const survivor = known.get(at)
    if (survivor !== undefined) return { survivor, walked }
    walked.add(at)
    const next = items.get(at)?.mergedInto ?? null
    if (next === null || items.get(next)?.deleted !== null) return { survivor: at, walked }
    if (walked.has(next)) return { survivor: lowestFrom(next, walked), walked }
    at = next
  }
}

/** The lowest of the tickets that were passed from one on, which are a ring. */
function lowestFrom(first: string, walked: ReadonlySet<string>): string {
  const passed = [...walked]
  return passed.slice(passed.indexOf(first)).reduce((lowest, one) => (one < lowest ? one : lowest))
}

/** Every living ticket that others were merged into, with those others in byte order. */
export function mergedTickets<R extends Mergeable>(items: Table<R>): ReadonlyMap<string, readonly string[]> {
  const merged = new Map<string, string[]>()
  // Of a long chain every ticket is passed once.
  const known = new Map<string, string>()
  for (const { id, mergedInto, deleted } of items.values()) {
    if (mergedInto === null || deleted !== null) continue
    const { survivor, walked } = walkToSurvivor(items, id, known)
    for (const one of walked) known.set(one, survivor)
    if (survivor === id) continue
    const others = merged.get(survivor)
    if (others === undefined) merged.set(survivor, [id])
    else others.push(id)
  }
  for (const others of merged.values()) others.sort()
  return merged
}

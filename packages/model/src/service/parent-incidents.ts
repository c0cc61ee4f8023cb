import type { Table } from "../schema/snapshot.ts"
import { survivorOf, type Mergeable } from "./merged-tickets.ts"

/** What grouping incidents reads of an item. */
export interface Groupable extends Mergeable {
  readonly parentIncident: string | null
  readonly movedTo: string | null
}

/**
 * The incident of which a ticket is one report, the topmost where that is a report of another; nothing where it is none's.
 *
 * Two people can each put one ticket under the other's. No write can prevent that, so every reader lets the ticket with
 * the lowest id of such a ring stand at the top, in byte order. What was merged into another stands where that one does;
 * an incident in the trash or in another space has none below it.
 */
export function parentIncidentOf<R extends Groupable>(items: Table<R>, ticket: string): string | null {
  const own = survivorOf(items, ticket)
  const walked = [own]
  for (;;) {
    const above = items.get(walked.at(-1)!)?.parentIncident ?? null
    const next = above === null ? null : survivorOf(items, above)
    const row = next === null ? undefined : items.get(next)
    if (next === null || row === undefined || row.deleted !== null || row.movedTo !== null || next === walked.at(-1))
      return walked.length === 1 ? null : walked.at(-1)!
    const ring = walked.indexOf(next)
    if (ring >= 0) {
      const top = walked.slice(ring).reduce((lowest, one) => (one < lowest ? one : lowest))
      return top === own ? null : top
    }
    walked.push(next)
  }
}

/** Every incident that others are reports of, with those others in byte order; merged tickets count as the one they are in. */
export function reportsByIncident<R extends Groupable>(items: Table<R>): ReadonlyMap<string, readonly string[]> {
  const reports = new Map<string, string[]>()
  for (const { id, parentIncident, deleted, movedTo } of items.values()) {
    if (parentIncident === null || deleted !== null || movedTo !== null || survivorOf(items, id) !== id) continue
    const incident = parentIncidentOf(items, id)
    if (incident === null) continue
    const others = reports.get(incident)
    if (others === undefined) reports.set(incident, [id])
    else others.push(id)
  }
  for (const others of reports.values()) others.sort()
  return reports
}

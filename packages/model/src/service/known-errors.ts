import { compareText } from "../base/rank.ts"
import type { Item } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { parentIncidentOf } from "./parent-incidents.ts"

/**
 * The known errors that a ticket suffers from, in the order of their ids: living problems that cause it, or the incident
 * that it is a report of, whose cause is known and that have a way around.
 */
export function knownErrorsOf(snapshot: Pick<Snapshot, "items" | "relations">, ticket: string): readonly Item[] {
  const sufferers = new Set([ticket, parentIncidentOf(snapshot.items, ticket) ?? ticket])
  const problems = new Map<string, Item>()
  for (const { type, from, to } of living(snapshot.relations)) {
    if (type !== "causes" || from === null || to === null || !sufferers.has(to)) continue
    const problem = snapshot.items.get(from)
    if (problem?.deleted === null && problem.knownError && problem.workaround.trim() !== "")
      problems.set(problem.id, problem)
  }
  return [...problems.values()].sort((one, other) => compareText(one.id, other.id))
}

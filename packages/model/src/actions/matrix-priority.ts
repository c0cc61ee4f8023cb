import type { Change } from "../schema/change.ts"
import { majorTicketId } from "../schema/classification.ts"
import type { Item } from "../schema/item.ts"
import type { SpaceId } from "../base/ids.ts"
import type { AnyRow } from "../schema/record.ts"
import { blankRow } from "../schema/row.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { isChosenByHand, priorityFor } from "../service/priority-matrix.ts"
import { Made, withWrites } from "./ticket-facts.ts"

type ItemWrite = Extract<Change, { do: "create" | "set" }>

const SAYS_WEIGHT: readonly string[] = ["impact", "urgency"]

/**
 * The changes of an action with the priority of each ticket whose impact or urgency it says, whatever the action was.
 *
 * Impact, urgency and priority are then written together, all three: of two people who each say one of them the later has
 * all of it (MERGE T10), so that a priority never stands beside an impact that it does not follow from. A priority that
 * the action says itself, that somebody chose by hand, or that a major ticket has is left alone.
 */
export function withMatrixPriority(snapshot: Snapshot, changes: readonly Change[], now: number): readonly Change[] {
  const written = new Map<string, ItemWrite[]>()
  for (const change of changes) {
    if ((change.do !== "create" && change.do !== "set") || change.kind !== "items" || !isWeighed(change)) continue
    written.set(change.id, [...(written.get(change.id) ?? []), change])
  }
  if (![...written.values()].some(writes => writes.some(saysWeight))) return changes
  const made = new Made(snapshot, changes, now)
  const added = [...written].flatMap(([id, writes]) => prioritising(id, writes, snapshot, made))
  return added.length === 0 ? changes : [...changes, ...added]
}

/** Whether what is weighed may differ after a change. */
function isWeighed(change: ItemWrite): boolean {
  return change.do === "create" || change.field === "priority" || change.field === "type" || saysWeight(change)
}

function saysWeight(change: ItemWrite): boolean {
  return change.do === "create"
    ? SAYS_WEIGHT.some(field => change.seed[field] !== undefined)
    : SAYS_WEIGHT.includes(change.field)
}

function saysPriority(change: ItemWrite): boolean {
  return change.do === "create" ? change.seed["priority"] !== undefined : change.field === "priority"
}

function prioritising(id: string, writes: readonly ItemWrite[], snapshot: Snapshot, made: Made): readonly Change[] {
  if (!writes.some(saysWeight) || writes.some(saysPriority)) return []
  const before = snapshot.items.get(id)
  const after = writes.reduce<AnyRow>(
    (row, write) =>
      withWrites("items", row, write.do === "set" ? [[write.field, write.value]] : Object.entries(write.seed)),
    (before ?? blankRow("items", id)) as AnyRow,
  ) as unknown as Item
  if (!made.isTicket(after) || snapshot.majorTickets.get(majorTicketId(after.id))?.deleted === null) return []
  const profile = snapshot.profiles.get(snapshot.space satisfies SpaceId)
  if (before !== undefined && isChosenByHand(profile, before)) return []
  const priority = priorityFor(profile, after) ?? "none"
  const { document } = writes[0]!
  const together = { impact: after.impact, urgency: after.urgency, priority }
  const said = new Set(writes.flatMap(write => (write.do === "set" ? [write.field] : SAYS_WEIGHT)))
  return Object.entries(together)
    .filter(([field]) => !said.has(field))
    .map(([field, value]) => ({ do: "set", document, kind: "items", id, field, value }))
}

import type { ItemId } from "../base/ids.ts"
import { automaticAssignments, hasAutomaticRules } from "../capacity/automatic-assignment.ts"
import type { Change } from "../schema/change.ts"
import type { UnassignedTicket } from "../service/unassigned.ts"
import type { AlsoDo } from "./define.ts"

type Creation = Extract<Change, { do: "create" }>

/**
 * The changes of an action, in which the tickets that it opens have the owners that rules give them by themselves: where
 * no relay does that, the device does on which they are opened. They go with it under its stamp.
 *
 * @param changes with the events of the tickets, see `withTicketEvents`
 */
export const withAssignments: AlsoDo = (snapshot, changes, acting) => {
  if (!hasAutomaticRules(snapshot)) return changes
  const openings = openingsOf(changes)
  if (openings.size === 0) return changes
  const tickets = [...openings.values()].map(({ ticket }) => ticket)
  const written = new Map<Change, Change>()
  const added: Change[] = []
  for (const { ticket, member, team } of automaticAssignments(snapshot, tickets, acting.now)) {
    const { event, document } = openings.get(ticket.id)!
    const id = ticket.id as ItemId
    const facts = member === null ? { "facts-queue": team } : { "facts-owner": member }
    written.set(event, { ...event, seed: { ...event.seed, ...facts } })
    if (member === null) added.push({ do: "set", document, kind: "items", id, field: "team", value: team })
    else
      added.push(
        { do: "set", document, kind: "items", id, field: "owner", value: member },
        { do: "add", document, kind: "items", id, field: "assignees", member },
      )
  }
  return [...changes.map(change => written.get(change) ?? change), ...added]
}

interface Opening {
  readonly ticket: UnassignedTicket
  readonly event: Creation
  readonly document: Creation["document"]
}

/** The tickets that an action makes without saying whose they are. */
function openingsOf(changes: readonly Change[]): ReadonlyMap<string, Opening> {
  const items = new Map<string, Creation>()
  for (const change of changes) if (change.do === "create" && change.kind === "items") items.set(change.id, change)
  const openings = new Map<string, Opening>()
  for (const change of changes) {
    if (change.do !== "create" || change.kind !== "ticketEvents" || change.seed["kind"] !== "opened") continue
    const made = items.get(String(change.seed["item"]))
    const facts = factsOf(change.seed)
    const isSettled = facts["owner"] !== undefined || facts["queue"] !== undefined || CLOSED.has(facts["state"] ?? "")
    if (made === undefined || isSettled) continue
    const ticket = { id: made.id, facts, openedAt: Number(change.seed["at"]) }
    openings.set(made.id, { ticket, event: change, document: made.document })
  }
  return openings
}

const CLOSED: ReadonlySet<string> = new Set(["done", "cancelled"])

function factsOf(seed: Creation["seed"]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(seed).flatMap(([field, value]) =>
      field.startsWith("facts-") ? [[field.slice("facts-".length), String(value)]] : [],
    ),
  )
}

import { computedId, type ItemId, type ItemTypeId, type SpaceId, type StatusId } from "../base/ids.ts"
import type { Rank } from "../base/rank.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { DELETED } from "../schema/change.ts"
import type { Item } from "../schema/item.ts"
import { CONVERTED, ticketEventId } from "../schema/service.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { charterId } from "../schema/steering.ts"
import { relationId } from "../schema/work.ts"
import { survivorOf } from "../service/merged-tickets.ts"
import { workflowOf } from "../tasks/workflow.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { writeStatus } from "./item.ts"
import { reviveSpace, writeSpace, type SpaceWords } from "./space.ts"
import { Made } from "./ticket-facts.ts"

/** The space of the project that a ticket becomes: made twice at the same time it is one. */
export function projectOfTicket(ticket: ItemId): SpaceId {
  return computedId<SpaceId>("project-of-ticket", ticket)
}

/** The task that a ticket becomes in a space, one in each. */
export function taskOfTicket(ticket: ItemId, space: SpaceId): ItemId {
  return computedId<ItemId>("task-of-ticket", ticket, space)
}

export interface PromoteToProject {
  readonly ticket: ItemId
  readonly name: string
  readonly prefix: string
  readonly words: SpaceWords
  /** What the project is for, and for whom: what the ticket says, and who asked for it. */
  readonly goal: string
  /** Whether the ticket waits for the project instead of ending with it. */
  readonly staysOpen: boolean
}

/**
 * Makes a project of a ticket, or ties the ticket to the one that somebody else made of it. Unless it stays open it ends,
 * and its clocks with it, for the reason that it was converted.
 */
export const promoteToProject = defineAction<PromoteToProject>(
  "ticket.promote-to-project",
  (context, { ticket, name, prefix, words, goal, staysOpen }) => {
    const { snapshot, write } = context
    const row = livingTicket(snapshot, ticket)
    if (row === undefined) return refuse("not-found")
    if (name.trim() === "") return refuse("name-missing")
    const id = projectOfTicket(row.id)
    if (row.becameProject === id && snapshot.places.get(id)?.deleted === null) return refuse("exists")
    const project = { id, name, kind: "project" as const, prefix, words }
    const place = snapshot.places.get(id)
    if (place === undefined) {
      writeSpace(context, project)
      const told = { goal: goal.trim(), ticket: row.id, ticketSpace: snapshot.space }
      write.create("charters", charterId(id), told, { space: id })
    } else if (place.deleted !== null) {
      reviveSpace(context, project)
      write.always("charters", charterId(id), DELETED, null, { space: id })
    }
    write.always("items", row.id, "becameProject", id)
    return staysOpen ? undefined : endAsConverted(context, row, id)
  },
)

/** Ties a ticket to the project that it became no more; the project stays. */
export const leaveProject = defineAction<{ readonly ticket: ItemId }>(
  "ticket.leave-project",
  ({ snapshot, write }, { ticket }) => {
    const row = snapshot.items.get(ticket)
    if (row === undefined || row.becameProject === null) return refuse("not-found")
    write.patch("items", ticket, { becameProject: null })
  },
)

export interface MakeTaskOfTicket {
  readonly ticket: ItemId
  readonly to: SpaceId
  /** What the task is in that space; whoever offers the choice has read it there. */
  readonly type: ItemTypeId | null
  readonly status: StatusId | null
  readonly rank: Rank
  /** Whether the ticket waits for the task instead of ending with it. */
  readonly staysOpen: boolean
}

/**
 * Makes a task of a ticket in another space, and names each at the other. The ticket stays where it is: its requester is
 * answered there. Made twice it is one task.
 */
export const makeTaskOfTicket = defineAction<MakeTaskOfTicket>(
  "ticket.make-task",
  (context, { ticket, to, type, status, rank, staysOpen }) => {
    const { snapshot, write, now, me } = context
    const row = livingTicket(snapshot, ticket)
    if (row === undefined) return refuse("not-found")
    if (to === snapshot.space) return refuse("same-space")
    const task = taskOfTicket(row.id, to)
    const id = relationId(row.id, task, "becomes")
    const standing = snapshot.relations.get(id)
    if (standing?.deleted === null) return refuse("exists")
    const { title, due, priority, owner, estimateMinutes } = row
    const known = { title, due, priority, estimateMinutes, ...(owner !== null && { owner, assignees: [owner] }) }
    const made = { type, status, rank, createdAt: now, createdBy: me }
    const ends = { from: row.id, to: task, type: "becomes" as const }
    if (standing === undefined) {
      write.create("items", task, { ...known, ...made }, { space: to })
      write.create("relations", id, { ...ends, toSpace: to })
      write.create("relations", id, { ...ends, fromSpace: snapshot.space }, { space: to })
    } else write.restore("relations", id)
    return staysOpen ? undefined : endAsConverted(context, row, to)
  },
)

function livingTicket(snapshot: Snapshot, id: ItemId): Item | undefined {
  const row = snapshot.items.get(survivorOf(snapshot.items, id))
  if (row === undefined || row.deleted !== null || row.movedTo !== null) return undefined
  return snapshot.itemTypes.get(row.type ?? "")?.behaviour === "ticket" ? row : undefined
}

/** Ends a ticket that goes on as something else: nothing is promised for it, and nothing of it counts as solved. */
function endAsConverted(context: ActionContext, ticket: Item, into: SpaceId): Refusal | void {
  const { snapshot, write, now, me } = context
  const category = snapshot.statuses.get(ticket.status ?? "")?.category
  if (category === "done" || category === "cancelled") return
  const workflow = workflowOf(snapshot)
  const end =
    workflow.find(({ category }) => category === "cancelled") ?? workflow.find(({ category }) => category === "done")
  if (end === undefined) return refuse("status-missing")
  const message = new Made(snapshot, [], now).lastMessage(ticket.id)
  const facts = { state: "cancelled" }
  const event = { item: ticket.id, kind: "changed" as const, at: now, by: me, message, facts, reason: CONVERTED }
  const id = ticketEventId(ticket.id, `converted ${into} ${now}`)
  write.create("ticketEvents", id, event)
  return writeStatus(context, ticket, end.id)
}

import type { ContactId, ItemId, TicketCategoryId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { majorTicketId } from "../schema/classification.ts"
import type { Item, Level, Priority } from "../schema/item.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { CategoryTree } from "../service/category-tree.ts"
import { cellOf, matrixKey, priorityFor } from "../service/priority-matrix.ts"
import { writeNewContact, type ContactFields } from "./contact.ts"
import { defineAction } from "./define.ts"
import type { ItemPatch } from "./item.ts"

export interface ClassifyTickets {
  readonly items: readonly ItemId[]
  readonly fields: Pick<ItemPatch, "requester" | "category" | "channel" | "impact" | "urgency" | "service">
}

/**
 * Says whom tickets are from and what they are about. Refused for a category that their type may not have, and for a
 * contact or category that is not there. The priority follows from impact and urgency, see `withMatrixPriority`.
 */
export const classifyTickets = defineAction<ClassifyTickets>(
  "ticket.classify",
  ({ snapshot, write }, { items, fields }) => {
    if (items.length === 0) return refuse("not-found")
    const { requester, category } = fields
    if (typeof requester === "string" && snapshot.contacts.get(requester)?.deleted !== null) return refuse("not-found")
    for (const id of items) {
      const item = snapshot.items.get(id)
      if (item === undefined) return refuse("not-found", { item: id })
      const refusal = typeof category === "string" ? categoryMisfit(snapshot, category, item) : null
      if (refusal !== null) return refusal
      write.patch("items", id, fields)
    }
  },
)

function categoryMisfit(snapshot: Snapshot, category: TicketCategoryId, { type }: Item): Refusal | null {
  const row = snapshot.ticketCategories.get(category)
  if (row === undefined || row.deleted !== null) return refuse("not-found")
  if (new CategoryTree(snapshot.ticketCategories).allows(category, type)) return null
  return refuse("category-not-for-type", { name: row.name })
}

/** Makes a contact, refused as `createContact` does, and says that tickets are from them: one step. */
export const requestedByNew = defineAction<{
  readonly items: readonly ItemId[]
  readonly id: ContactId
  readonly contact: ContactFields
}>("ticket.requested-by-new", (context, { items, id, contact }) => {
  const missing = items.find(item => !context.snapshot.items.has(item))
  if (missing !== undefined || items.length === 0) return refuse("not-found")
  const refusal = writeNewContact(context, id, contact)
  if (refusal !== undefined) return refusal
  for (const item of items) context.write.patch("items", item, { requester: id })
})

/** Gives tickets back the priority that follows from their impact and urgency; refused where neither is said. */
export const followMatrix = defineAction<{ readonly items: readonly ItemId[] }>(
  "ticket.follow-matrix",
  ({ snapshot, write }, { items }) => {
    if (items.length === 0) return refuse("not-found")
    for (const id of items) {
      const item = snapshot.items.get(id)
      if (item === undefined) return refuse("not-found", { item: id })
      const priority = priorityFor(snapshot.profiles.get(snapshot.space), item)
      if (priority === null) return refuse("nothing-follows")
      write.patch("items", id, { priority })
    }
  },
)

/**
 * Puts a ticket above the matrix, with the highest priority. It is told in the set-up, where only who manages the space
 * writes, so nobody else can.
 */
export const declareMajor = defineAction<{ readonly item: ItemId }>(
  "ticket.declare-major",
  ({ snapshot, write, me, now }, { item }) => {
    const ticket = snapshot.items.get(item)
    if (ticket?.deleted !== null) return refuse("not-found")
    if (snapshot.itemTypes.get(ticket.type ?? "")?.behaviour !== "ticket") return refuse("no-ticket")
    const id = majorTicketId(item)
    const standing = snapshot.majorTickets.get(id)
    if (standing?.deleted === null) return refuse("exists")
    if (standing === undefined) write.create("majorTickets", id, { item, by: me, at: now })
    else {
      write.restore("majorTickets", id)
      write.patch("majorTickets", id, { by: me, at: now })
    }
    write.patch("items", item, { priority: "urgent" })
  },
)

/** Takes a ticket back under the matrix; its priority is the one that follows, if one does. */
export const endMajor = defineAction<{ readonly item: ItemId }>(
  "ticket.end-major",
  ({ snapshot, write, me }, { item }) => {
    const ticket = snapshot.items.get(item)
    const id = majorTicketId(item)
    if (ticket === undefined || snapshot.majorTickets.get(id)?.deleted !== null) return refuse("not-found")
    write.trash("majorTickets", id, me)
    const priority = priorityFor(snapshot.profiles.get(snapshot.space), ticket)
    write.patch("items", item, { priority: priority ?? undefined })
  },
)

export interface SetMatrixCell {
  readonly impact: Level
  readonly urgency: Level
  readonly priority: Priority
}

/** Says which priority follows from an impact and an urgency from now on. Tickets keep theirs until they are weighed again. */
export const setMatrixCell = defineAction<SetMatrixCell>(
  "matrix.set",
  ({ snapshot, write }, { impact, urgency, priority }) => {
    const profile = snapshot.profiles.get(snapshot.space)
    if (profile === undefined) return refuse("not-found")
    const key = matrixKey(impact, urgency)
    const isUsual = cellOf(undefined, impact, urgency) === priority
    write.put("profiles", profile.id, "priorities", key, isUsual ? null : priority)
  },
)

/** Lets the priorities follow as is usual. */
export const followUsualMatrix = defineAction<Record<never, never>>("matrix.usual", ({ snapshot, write }) => {
  const profile = snapshot.profiles.get(snapshot.space)
  if (profile === undefined) return refuse("not-found")
  for (const key of Object.keys(profile.priorities)) write.put("profiles", profile.id, "priorities", key, null)
})

import {
  computedId,
  isComputedId,
  newId,
  type ItemId,
  type ItemTypeId,
  type LabelId,
  type MemberId,
  type StatusId,
  type TeamId,
  type TransitionId,
} from "../base/ids.ts"
import { rankBetween } from "../base/rank.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { compareRanked } from "../base/rank.ts"
import { DELETED } from "../schema/change.ts"
import type { CustomValue, Item } from "../schema/item.ts"
import { sameValue } from "../schema/row.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { allowsTransition, startingStatus } from "../tasks/workflow.ts"
import { defineAction, type ActionContext } from "./define.ts"
import type { Patch } from "./writer.ts"

/** The plain fields of an item that a person may set directly; status, parent and sets have actions of their own. */
export type ItemPatch = Omit<
  Patch<"items">,
  | "id"
  | "status"
  | "parent"
  | "parentBefore"
  | "team"
  | "assignees"
  | "watchers"
  | "labels"
  | "custom"
  | "place"
  | "deleted"
  | "conflicts"
  | "marks"
  | "affectedServices"
  | "mergedInto"
>

export interface CreateItem {
  readonly id: ItemId
  readonly title: string
  readonly status?: StatusId
  readonly type?: ItemTypeId
  readonly parent?: ItemId
  readonly fields?: ItemPatch
  readonly owner?: MemberId
  readonly labels?: readonly LabelId[]
  readonly description?: string
  readonly custom?: Readonly<Record<string, CustomValue>>
  /** Where on a board it is made: at the end of a column unless it names the card to stand before. */
  readonly place?: Readonly<Record<string, readonly [column: string, rank: string]>>
}

export const createItem = defineAction<CreateItem>("item.create", (context, item) => {
  const { snapshot, write, random, now, me } = context
  const title = item.title.trim()
  if (title === "") return refuse("title-missing")
  if (snapshot.items.has(item.id)) return refuse("exists")
  if (item.parent !== undefined && !snapshot.items.has(item.parent)) return refuse("not-found")
  const type = snapshot.itemTypes.get(item.type ?? "") ?? living(snapshot.itemTypes).sort(compareRanked)[0]
  const status = item.status ?? startingStatus(snapshot, type)?.id ?? null
  write.create("items", item.id, {
    ...item.fields,
    title,
    type: type?.id ?? null,
    status,
    parent: item.parent ?? null,
    rank: rankBetween(lastRank(snapshot), null, random),
    owner: item.owner ?? null,
    assignees: item.owner === undefined ? [] : [item.owner],
    labels: item.labels,
    custom: item.custom,
    place: item.place,
    createdAt: now,
    createdBy: me,
  })
  if (status !== null) appendTransition(context, item.id, null, status)
  if (item.description !== undefined && item.description !== "") write.describe(item.id, item.description)
})

function lastRank(snapshot: Snapshot): string | null {
  let last: string | null = null
  for (const { rank } of snapshot.items.values()) if (last === null || rank > last) last = rank
  return last
}

/** The fact that an item changed its status, for clocks and metrics; under the same stamp as the change itself. */
function appendTransition(
  { write, random, now, me }: ActionContext,
  item: ItemId,
  from: StatusId | null,
  to: StatusId,
): void {
  // An item that two devices may make has one beginning.
  const isMadeOnce = from === null && isComputedId(item)
  const id = isMadeOnce ? computedId<TransitionId>("transition", item) : newId<TransitionId>(random)
  write.create("transitions", id, { item, from, to, by: me, at: now })
}

export interface PatchItems {
  readonly items: readonly ItemId[]
  readonly fields: ItemPatch
}

/** Sets plain fields of one item or many, as one step. */
export const patchItems = defineAction<PatchItems>("item.patch", ({ snapshot, write }, { items, fields }) => {
  if (fields.title !== undefined && fields.title.trim() === "") return refuse("title-missing")
  return eachItem(snapshot, items, item => {
    write.patch("items", item.id, fields)
    const owner = fields.owner
    if (typeof owner !== "string") return
    // The accountable person is one of the assignees (FEATURES T3), and no team stands in for them.
    write.add("items", item.id, "assignees", owner)
    write.patch("items", item.id, { team: null })
  })
})

/** Runs a step for every item, or refuses whole where one is not there. */
function eachItem(snapshot: Snapshot, items: readonly ItemId[], step: (item: Item) => Refusal | void): Refusal | void {
  const missing = items.find(id => !snapshot.items.has(id))
  if (missing !== undefined || items.length === 0) return refuse("not-found", { item: missing ?? "" })
  for (const id of items) {
    const answer = step(snapshot.items.get(id)!)
    if (answer !== undefined) return answer
  }
}

export interface SetStatus {
  readonly items: readonly ItemId[]
  readonly status: StatusId
}

/** Moves items to a status and appends the transition under the same stamp; refused where the type's rules forbid it. */
export const setStatus = defineAction<SetStatus>("item.status", (context, { items, status }) =>
  eachItem(context.snapshot, items, item => writeStatus(context, item, status)),
)

export function writeStatus(context: ActionContext, item: Item, status: StatusId): Refusal | void {
  const { snapshot, write } = context
  const target = snapshot.statuses.get(status)
  if (target === undefined || target.deleted !== null) return refuse("status-missing")
  if (item.status === status) return
  const type = item.type === null ? undefined : snapshot.itemTypes.get(item.type)
  if (!allowsTransition(type, item.status, status))
    return refuse("transition-forbidden", { item: item.title, status: target.name })
  write.patch("items", item.id, { status })
  appendTransition(context, item.id, item.status, status)
}

export interface MembershipOfItems {
  readonly items: readonly ItemId[]
  readonly field: "assignees" | "watchers" | "labels"
  readonly member: string
  readonly inside: boolean
}

/** Adds a person or label to items, or removes them. Removing the accountable person leaves the item without one. */
export const setItemMember = defineAction<MembershipOfItems>(
  "item.member",
  ({ snapshot, write }, { items, field, member, inside }) =>
    eachItem(snapshot, items, item => {
      if (inside) write.add("items", item.id, field, member)
      else write.remove("items", item.id, field, member)
      if (field !== "assignees") return
      if (inside && item.owner === null) write.patch("items", item.id, { owner: member as MemberId, team: null })
      if (!inside && item.owner === member) write.patch("items", item.id, { owner: null })
    }),
)

export interface AssignTeam {
  readonly items: readonly ItemId[]
  /** `null` leaves the items with nobody. */
  readonly team: TeamId | null
}

/** Gives items to a team, which stands in until a person takes them. Who was accountable helps on, as an assignee. */
export const assignTeam = defineAction<AssignTeam>("item.team", ({ snapshot, write }, { items, team }) => {
  if (team !== null && snapshot.teams.get(team)?.deleted !== null) return refuse("not-found")
  return eachItem(snapshot, items, item => write.patch("items", item.id, { owner: null, team }))
})

export interface Reparent {
  readonly item: ItemId
  readonly parent: ItemId | null
}

/** Moves an item under another, or to the top. A move that would close a ring is refused. */
export const reparentItem = defineAction<Reparent>("item.reparent", ({ snapshot, write }, { item, parent }) => {
  const row = snapshot.items.get(item)
  if (row === undefined || (parent !== null && !snapshot.items.has(parent))) return refuse("not-found")
  if (parent !== null && isWithin(snapshot, parent, item)) return refuse("would-cycle")
  if (row.parent === parent && row.marks.length === 0) return
  // Both always written: a move and what it falls back to stand under one stamp, and choosing what a repair shows makes
  // it permanent.
  write.always("items", item, "parentBefore", row.parent)
  write.always("items", item, "parent", parent)
})

/** Whether an item is another one or lies below it. */
export function isWithin(snapshot: Snapshot, item: ItemId, ancestor: ItemId): boolean {
  const seen = new Set<string>()
  for (let id: ItemId | null = item; id !== null && !seen.has(id); id = snapshot.items.get(id)?.parent ?? null) {
    if (id === ancestor) return true
    seen.add(id)
  }
  return false
}

/** The items below an item, at any depth. */
export function descendantsOf(snapshot: Snapshot, ancestor: ItemId): ItemId[] {
  const children = new Map<ItemId, ItemId[]>()
  for (const { id, parent } of snapshot.items.values()) {
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), id])
  }
  const found: ItemId[] = []
  for (let next = children.get(ancestor) ?? []; next.length > 0; next = next.flatMap(id => children.get(id) ?? []))
    found.push(...next)
  return found
}

export interface SomeItems {
  readonly items: readonly ItemId[]
}

/** Puts items and everything below them in the trash. */
export const trashItems = defineAction<SomeItems>("item.trash", ({ snapshot, write, me }, { items }) =>
  eachItem(snapshot, items, item => {
    for (const id of [item.id, ...descendantsOf(snapshot, item.id)]) write.trash("items", id, me)
  }),
)

/** Takes items out of the trash, with what was put there together with them. */
export const restoreItems = defineAction<SomeItems>("item.restore", ({ snapshot, write }, { items }) =>
  eachItem(snapshot, items, item => {
    const together = descendantsOf(snapshot, item.id).filter(
      id => snapshot.items.get(id)?.deleted?.at === item.deleted?.at,
    )
    for (const id of [item.id, ...together]) write.restore("items", id)
  }),
)

export interface ArchiveItems extends SomeItems {
  readonly archived: boolean
}

export interface SetCustomValue extends SomeItems {
  readonly field: string
  readonly value: CustomValue | null
}

export const setCustomValue = defineAction<SetCustomValue>(
  "item.custom",
  ({ snapshot, write }, { items, field, value }) =>
    eachItem(snapshot, items, item => write.put("items", item.id, "custom", field, value)),
)

export interface UseValue {
  readonly item: ItemId
  /** The stored name of the field. */
  readonly field: string
  readonly value: unknown
}

/** Chooses one of the values that several people set at the same time; writing it again ends the standing side by side. */
export const useValue = defineAction<UseValue>("item.use-value", (context, { item, field, value }) => {
  const { snapshot, write } = context
  const row = snapshot.items.get(item)
  const conflict = row?.conflicts.find(standing => standing.field === field)
  if (row === undefined || !conflict?.values.some(standing => sameValue(standing.value, value))) {
    return refuse("not-found")
  }
  // What is more than a plain write elsewhere is so here: a status brings its transition, a parent must not close a ring,
  // and a deletion is stored with what its author had seen, which is now more.
  if (field === "status" && typeof value === "string" && value !== row.status) {
    return writeStatus(context, row, value as StatusId)
  }
  if (field === "parent") {
    if (typeof value === "string" && isWithin(snapshot, value as ItemId, item)) return refuse("would-cycle")
    write.always("items", item, "parentBefore", row.parent)
  }
  if (field === DELETED) return write.always("items", item, field, Array.isArray(value) ? value[1] : null)
  write.always("items", item, field, value)
})

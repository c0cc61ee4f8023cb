import type { ItemId, LabelId, MemberId, StatusId } from "../base/ids.ts"
import { ranksBetween } from "../base/rank.ts"
import { refuse, type Refusal } from "../base/result.ts"
import type { CustomValue, Item } from "../schema/item.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { attributeOf } from "./board.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { createItem, patchItems, reparentItem, writeStatus, type CreateItem, type ItemPatch } from "./item.ts"

/** One field of one item as somebody wants it, whatever kind of field it is. */
export type ItemWrite =
  | { readonly set: "fields"; readonly fields: ItemPatch }
  | { readonly set: "status"; readonly status: StatusId }
  | { readonly set: "parent"; readonly parent: ItemId | null }
  | { readonly set: "assignees"; readonly members: readonly MemberId[] }
  | { readonly set: "labels"; readonly members: readonly LabelId[] }
  | { readonly set: "custom"; readonly field: string; readonly value: CustomValue | null }

export interface ItemEdit {
  readonly item: ItemId
  readonly write: ItemWrite
}

/** An item that is made with an edit of others, with the values that are known of it. */
export interface MadeItem {
  readonly id: ItemId
  readonly title: string
  readonly writes: readonly ItemWrite[]
}

export interface EditItems {
  readonly edits: readonly ItemEdit[]
  /** Items to make, in the order in which they shall stand at the end. */
  readonly made?: readonly MadeItem[]
  /** The group of a list to make them in: an attribute and its value. */
  readonly group?: { readonly by: string; readonly key: string }
}

/**
 * Writes many fields of many items as one step, and makes items: what is pasted into a list, and every bulk edit. Where
 * one of them is refused, all of it is.
 */
export const editItems = defineAction<EditItems>("item.edit", (context, { edits, made = [], group }) => {
  const { snapshot, write, random } = context
  if (edits.length === 0 && made.length === 0) return refuse("not-found")
  const ring = closesRing(snapshot, edits)
  if (ring !== null) return refuse("would-cycle", { item: ring })
  for (const { item, write: wanted } of edits) {
    const row = snapshot.items.get(item)
    if (row === undefined) return refuse("not-found", { item })
    const answer = writeOne(context, row, wanted)
    if (answer !== undefined) return answer
  }
  const attributes = group === undefined ? {} : attributeOf(group.by, group.key)
  for (const one of made) {
    const answer = makeOne(context, one, attributes)
    if (answer !== undefined) return answer
  }
  if (made.length < 2) return
  // Made from one snapshot, they would stand at the end in any order; the one that they were given is meant.
  let last: string | null = null
  for (const { rank } of snapshot.items.values()) if (last === null || rank > last) last = rank
  const ranks = ranksBetween(last, null, made.length, random)
  made.forEach(({ id }, index) => write.always("items", id, "rank", ranks[index]))
})

function writeOne(context: ActionContext, row: Item, wanted: ItemWrite): Refusal | void {
  const { write } = context
  switch (wanted.set) {
    case "fields":
      return patchItems.decide(context, { items: [row.id], fields: wanted.fields })
    case "status":
      return writeStatus(context, row, wanted.status)
    case "parent":
      return reparentItem.decide(context, { item: row.id, parent: wanted.parent })
    case "labels":
      return writeMembers(context, row, "labels", wanted.members)
    case "assignees": {
      writeMembers(context, row, "assignees", wanted.members)
      // The accountable person is one of those who are assigned (FEATURES T3).
      if (row.owner !== null && wanted.members.includes(row.owner)) return
      const [first] = wanted.members
      return write.patch("items", row.id, first === undefined ? { owner: null } : { owner: first, team: null })
    }
    case "custom":
      return write.put("items", row.id, "custom", wanted.field, wanted.value)
  }
}

/** Writes only by which members two sets differ, since sets merge by member. */
function writeMembers(
  { write }: ActionContext,
  row: Item,
  field: "assignees" | "labels",
  members: readonly string[],
): void {
  const standing: readonly string[] = row[field]
  for (const member of members) if (!standing.includes(member)) write.add("items", row.id, field, member)
  for (const member of standing) if (!members.includes(member)) write.remove("items", row.id, field, member)
}

function makeOne(
  context: ActionContext,
  { id, title, writes }: MadeItem,
  attributes: Partial<CreateItem>,
): Refusal | void {
  const { write } = context
  let values: CreateItem = { ...attributes, id, title }
  const assignees: MemberId[] = []
  for (const wanted of writes) {
    switch (wanted.set) {
      case "fields": {
        const { type, owner, ...fields } = wanted.fields
        values = { ...values, fields: { ...values.fields, ...fields } }
        if (type != null) values = { ...values, type }
        if (owner != null) values = { ...values, owner }
        break
      }
      case "status":
        values = { ...values, status: wanted.status }
        break
      case "parent":
        if (wanted.parent !== null) values = { ...values, parent: wanted.parent }
        break
      case "labels":
        values = { ...values, labels: wanted.members }
        break
      case "assignees":
        assignees.push(...wanted.members)
        break
      case "custom":
        if (wanted.value !== null) values = { ...values, custom: { ...values.custom, [wanted.field]: wanted.value } }
    }
  }
  const owner = values.owner ?? assignees[0]
  const answer = createItem.decide(context, owner === undefined ? values : { ...values, owner })
  if (answer !== undefined) return answer
  for (const member of assignees) if (member !== owner) write.add("items", id, "assignees", member)
}

/** The title of an item that the wanted parents would put inside itself, or nothing. Each move alone may be fine. */
function closesRing(snapshot: Snapshot, edits: readonly ItemEdit[]): string | null {
  const wanted = new Map<string, ItemId | null>()
  for (const { item, write } of edits) if (write.set === "parent") wanted.set(item, write.parent)
  const parentOf = (id: string) => (wanted.has(id) ? wanted.get(id)! : (snapshot.items.get(id)?.parent ?? null))
  for (const start of wanted.keys()) {
    const seen = new Set<string>([start])
    for (let id = parentOf(start); id !== null; id = parentOf(id)) {
      if (id === start) return snapshot.items.get(start)?.title ?? start
      if (seen.has(id)) break
      seen.add(id)
    }
  }
  return null
}

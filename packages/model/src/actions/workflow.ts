import type { CustomFieldId, ItemTypeId, OptionId, StatusId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { living, type Table } from "../schema/snapshot.ts"
import {
  transitionRule,
  type Behaviour,
  type Category,
  type CustomFieldType,
  type TicketKind,
} from "../schema/workflow.ts"
import { workflowOf } from "../tasks/workflow.ts"
import { defineAction } from "./define.ts"
import { rankBefore } from "./rank-before.ts"
import type { Patch } from "./writer.ts"

type RankedRow = { readonly id: string; readonly rank: string; readonly deleted: unknown }

function livingRows(table: Table<RankedRow>): readonly RankedRow[] {
  return living(table)
}

export interface CreateStatus {
  readonly id: StatusId
  readonly name: string
  readonly category: Category
  readonly before?: StatusId | null
}

export const createStatus = defineAction<CreateStatus>(
  "status.create",
  ({ snapshot, write, random }, { id, name, category, before }) => {
    if (name.trim() === "") return refuse("name-missing")
    write.create("statuses", id, {
      name: name.trim(),
      category,
      rank: rankBefore(workflowOf(snapshot), before, null, random),
    })
  },
)

export interface PatchStatus {
  readonly status: StatusId
  readonly fields: Pick<Patch<"statuses">, "name" | "category">
}

export const patchStatus = defineAction<PatchStatus>("status.patch", ({ snapshot, write }, { status, fields }) => {
  if (!snapshot.statuses.has(status)) return refuse("not-found")
  if (fields.name !== undefined && fields.name.trim() === "") return refuse("name-missing")
  write.patch("statuses", status, fields)
})

export interface MoveStatus {
  readonly status: StatusId
  readonly before: StatusId | null
}

/** Moves a column to another place in the workflow (MERGE B6). */
export const moveStatus = defineAction<MoveStatus>("status.move", ({ snapshot, write, random }, { status, before }) => {
  if (!snapshot.statuses.has(status)) return refuse("not-found")
  write.patch("statuses", status, { rank: rankBefore(workflowOf(snapshot), before, status, random) })
})

/** Deletes a status; items in it show in the nearest one of the same category (MERGE B4). */
export const trashStatus = defineAction<{ readonly status: StatusId }>(
  "status.trash",
  ({ snapshot, write, me }, { status }) => {
    if (!snapshot.statuses.has(status)) return refuse("not-found")
    if (workflowOf(snapshot).length < 2) return refuse("last-status")
    write.trash("statuses", status, me)
  },
)

export const restoreStatus = defineAction<{ readonly status: StatusId }>("status.restore", ({ write }, { status }) => {
  write.restore("statuses", status)
})

export interface CreateItemType {
  readonly id: ItemTypeId
  readonly name: string
  readonly behaviour: Behaviour
  /** Of a type of tickets. */
  readonly ticketKind?: TicketKind
}

export const createItemType = defineAction<CreateItemType>(
  "type.create",
  ({ snapshot, write, random }, { id, name, behaviour, ticketKind }) => {
    if (name.trim() === "") return refuse("name-missing")
    write.create("itemTypes", id, {
      name: name.trim(),
      behaviour,
      ticketKind,
      rank: rankBefore(livingRows(snapshot.itemTypes), null, null, random),
    })
  },
)

export interface PatchItemType {
  readonly type: ItemTypeId
  readonly fields: Pick<Patch<"itemTypes">, "name" | "behaviour" | "ticketKind">
}

export const patchItemType = defineAction<PatchItemType>("type.patch", ({ snapshot, write }, { type, fields }) => {
  if (!snapshot.itemTypes.has(type)) return refuse("not-found")
  if (fields.name !== undefined && fields.name.trim() === "") return refuse("name-missing")
  write.patch("itemTypes", type, fields)
})

/** Deletes a type; its items keep it and what it says of them. */
export const trashItemType = defineAction<{ readonly type: ItemTypeId }>(
  "type.trash",
  ({ snapshot, write, me }, { type }) => {
    if (!snapshot.itemTypes.has(type)) return refuse("not-found")
    if (living(snapshot.itemTypes).length < 2) return refuse("last-type")
    write.trash("itemTypes", type, me)
  },
)

export interface AllowTransition {
  readonly type: ItemTypeId
  readonly from: StatusId
  readonly to: StatusId
  readonly allowed: boolean
}

export const allowTransition = defineAction<AllowTransition>(
  "type.transition",
  ({ snapshot, write }, { type, from, to, allowed }) => {
    if (!snapshot.itemTypes.has(type)) return refuse("not-found")
    if (allowed) write.add("itemTypes", type, "transitions", transitionRule(from, to))
    else write.remove("itemTypes", type, "transitions", transitionRule(from, to))
  },
)

/**
 * Allows or forbids going from one living status to another, where a type without rules allows all: forbidding the first
 * writes down all others, and allowing the last that is missing takes the rules away again, so that a status made later
 * can be reached. Refused with `last-transition` where nothing would be left, since that would allow everything.
 */
export const setTransition = defineAction<AllowTransition>(
  "type.rule",
  ({ snapshot, write }, { type, from, to, allowed }) => {
    const row = snapshot.itemTypes.get(type)
    if (row === undefined) return refuse("not-found")
    const changed = transitionRule(from, to)
    const all = workflowOf(snapshot).flatMap(({ id }) =>
      workflowOf(snapshot).flatMap(other => (other.id === id ? [] : [transitionRule(id, other.id)])),
    )
    const standing = row.transitions.length === 0 ? all : all.filter(rule => row.transitions.includes(rule))
    const wanted = all.filter(rule => (rule === changed ? allowed : standing.includes(rule)))
    if (wanted.length === 0) return refuse("last-transition")
    const rules = wanted.length === all.length ? [] : wanted
    for (const rule of row.transitions) if (!rules.includes(rule)) write.remove("itemTypes", type, "transitions", rule)
    for (const rule of rules) if (!row.transitions.includes(rule)) write.add("itemTypes", type, "transitions", rule)
  },
)

export interface CreateCustomField {
  readonly id: CustomFieldId
  readonly name: string
  readonly type: CustomFieldType
  readonly onCards?: boolean
}

export const createCustomField = defineAction<CreateCustomField>(
  "field.create",
  ({ snapshot, write, random }, { id, name, ...field }) => {
    if (name.trim() === "") return refuse("name-missing")
    write.create("customFields", id, {
      ...field,
      name: name.trim(),
      rank: rankBefore(livingRows(snapshot.customFields), null, null, random),
    })
  },
)

export interface PatchCustomField {
  readonly field: CustomFieldId
  readonly fields: Pick<Patch<"customFields">, "name" | "type" | "currency" | "onCards" | "required">
}

/** Changes a custom field; values of the old kind are kept and shown as not fitting (MERGE F7). */
export const patchCustomField = defineAction<PatchCustomField>(
  "field.patch",
  ({ snapshot, write }, { field, fields }) => {
    if (!snapshot.customFields.has(field)) return refuse("not-found")
    if (fields.name !== undefined && fields.name.trim() === "") return refuse("name-missing")
    write.patch("customFields", field, fields)
  },
)

export interface ShowFieldFor {
  readonly field: CustomFieldId
  readonly type: ItemTypeId
  readonly shown: boolean
}

/**
 * Shows a field on items of a type, or hides it there. A field that all types show names none, so hiding it on one names
 * the others; it is refused to hide it on the last. No value is touched.
 */
export const showFieldFor = defineAction<ShowFieldFor>(
  "field.show-for",
  ({ snapshot, write }, { field: id, type, shown }) => {
    const field = snapshot.customFields.get(id)
    if (field === undefined || !snapshot.itemTypes.has(type)) return refuse("not-found")
    const all = living(snapshot.itemTypes).map(row => row.id)
    const before = field.types.length === 0 ? all : field.types
    const after = new Set(shown ? [...before, type] : before.filter(other => other !== type))
    if (after.size === 0) return refuse("last-type")
    const isAll = all.every(other => after.has(other))
    for (const other of field.types) if (isAll || !after.has(other)) write.remove("customFields", id, "types", other)
    if (!isAll)
      for (const other of after) if (!field.types.includes(other)) write.add("customFields", id, "types", other)
  },
)

export const trashCustomField = defineAction<{ readonly field: CustomFieldId }>(
  "field.trash",
  ({ snapshot, write, me }, { field }) => {
    if (!snapshot.customFields.has(field)) return refuse("not-found")
    write.trash("customFields", field, me)
  },
)

export const restoreCustomField = defineAction<{ readonly field: CustomFieldId }>(
  "field.restore",
  ({ write }, { field }) => {
    write.restore("customFields", field)
  },
)

export interface CreateOption {
  readonly id: OptionId
  readonly field: CustomFieldId
  readonly name: string
}

export const createOption = defineAction<CreateOption>(
  "option.create",
  ({ snapshot, write, random }, { id, field, name }) => {
    if (name.trim() === "") return refuse("name-missing")
    const siblings = living(snapshot.options).filter(option => option.field === field)
    write.create("options", id, { field, name: name.trim(), rank: rankBefore(siblings, null, null, random) })
  },
)

export interface RenameOption {
  readonly option: OptionId
  readonly name: string
}

export const renameOption = defineAction<RenameOption>("option.rename", ({ snapshot, write }, { option, name }) => {
  if (!snapshot.options.has(option)) return refuse("not-found")
  if (name.trim() === "") return refuse("name-missing")
  write.patch("options", option, { name: name.trim() })
})

export const trashOption = defineAction<{ readonly option: OptionId }>(
  "option.trash",
  ({ snapshot, write, me }, { option }) => {
    if (!snapshot.options.has(option)) return refuse("not-found")
    write.trash("options", option, me)
  },
)

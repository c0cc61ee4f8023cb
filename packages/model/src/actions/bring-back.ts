import type { ItemId, MemberId, StatusId } from "../base/ids.ts"
import { isRefusal, refuse } from "../base/result.ts"
import { kindNamed } from "../schema/kinds.ts"
import { DESCRIPTION, splitFamily } from "../schema/change.ts"
import type { ProseNode } from "../schema/prose.ts"
import type { AnyRow } from "../schema/record.ts"
import { fieldOf, sameValue } from "../schema/row.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { reparentItem, writeStatus } from "./item.ts"

/** The kinds that are brought back with the item that they belong to. */
export type BroughtBackKind = "items" | "checks" | "checklists"

/** A record as it stood once, as far as it is to be brought back. */
export interface PastRecord {
  readonly kind: BroughtBackKind
  readonly id: string
  /** Values by the stored name of their field. */
  readonly values: Readonly<Record<string, unknown>>
  /** The members that were in a set, by its field. */
  readonly members: Readonly<Record<string, readonly string[]>>
  /** Whether it was in the trash; `undefined` leaves that as it is. */
  readonly isDeleted?: boolean
}

/** A value that was not brought back: the workflow does not lead there, or the tree would close a ring. */
export interface LeftOut {
  readonly id: string
  readonly field: string
  readonly reason: string
}

/** A description as it stands, and what it is to say: what others write meanwhile elsewhere in it stays. */
export interface PastText {
  readonly item: string
  readonly standing: readonly ProseNode[]
  readonly wanted: readonly ProseNode[]
}

export interface BringBack {
  readonly records: readonly PastRecord[]
  readonly text?: PastText | null
  /** Is told what an ordinary edit may not do either; the rest is brought back all the same. */
  readonly leftOut?: (left: LeftOut) => void
}

/**
 * Writes what once stood over what stands now, as an ordinary edit of one step: a status brings its transition, an owner
 * is among the assignees, and what stands already is left alone. Refused whole where a record is not there any more.
 */
export const bringBack = defineAction<BringBack>("history.bring-back", (context, { records, text = null, leftOut }) => {
  const { snapshot, write } = context
  const missing = records.some(({ kind, id }) => !snapshot[kind].has(id as never))
  if (missing || (records.length === 0 && text === null)) return refuse("not-found")
  if (text !== null && !snapshot.items.has(text.item as ItemId)) return refuse("not-found")
  if (text !== null) write.rewrite("text", text.item, DESCRIPTION, text.standing, text.wanted)
  for (const record of records) {
    bringBackLife(context, record)
    bringBackMembers(context, record)
    for (const [field, value] of Object.entries(record.values)) {
      const refused = bringBackValue(context, record, field, value)
      if (refused !== null) leftOut?.({ id: record.id, field, reason: refused })
    }
  }
})

function bringBackLife({ write, me }: ActionContext, { kind, id, isDeleted }: PastRecord): void {
  if (isDeleted === true) write.trash(kind, id, me)
  if (isDeleted === false) write.restore(kind, id)
}

function bringBackMembers({ snapshot, write }: ActionContext, { kind, id, members }: PastRecord): void {
  const row = snapshot[kind].get(id as never) as unknown as Readonly<Record<string, readonly string[]>>
  for (const [field, wanted] of Object.entries(members)) {
    const standing = row[field] ?? []
    for (const member of wanted) if (!standing.includes(member)) write.add(kind, id, field as never, member)
    for (const member of standing) if (!wanted.includes(member)) write.remove(kind, id, field as never, member)
  }
}

/** Writes one value; answers why not where an ordinary edit may not either. */
function bringBackValue(context: ActionContext, record: PastRecord, field: string, value: unknown): string | null {
  const { snapshot, write } = context
  const { kind, id } = record
  if (kind === "items") {
    const row = snapshot.items.get(id as ItemId)!
    if (sameValue(fieldOf(row as unknown as AnyRow, field), value)) return null
    if (field === "status" && typeof value === "string") {
      const answer = writeStatus(context, row, value as StatusId)
      return isRefusal(answer) ? answer.reason : null
    }
    if (field === "parent") {
      const answer = reparentItem.decide(context, { item: row.id, parent: value as ItemId | null })
      return isRefusal(answer) ? answer.reason : null
    }
    if (field === "owner" && typeof value === "string" && record.members["assignees"] === undefined)
      write.add("items", id, "assignees", value as MemberId)
  }
  const name = splitFamily(field)?.[0] ?? field
  if (kindNamed(kind).fields[name] === undefined) return "not-found"
  write.set(kind, id, field, value)
  return null
}

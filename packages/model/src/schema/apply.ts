import type { Stamp } from "../base/hybrid-clock.ts"
import { DELETED, type Change, type DocumentPath } from "./change.ts"
import { kindNamed, type KindName } from "./kinds.ts"
import { diffRow, type RowPatch } from "./patch.ts"
import type { AnyRow } from "./record.ts"
import { blankRow, withField } from "./row.ts"
import type { Tables } from "./snapshot.ts"
import { asItLies, isMovedAway } from "./where-it-lies.ts"

/**
 * What changes do to plain rows, before any replica has them: this is what a person sees in the same frame. The replica
 * that writes them comes to the same rows, as long as nothing concurrent stands in the same fields.
 */
export function patchesOf(tables: Tables, changes: readonly Change[], stamp: Stamp): RowPatch[] {
  const before = new Map<string, AnyRow | undefined>()
  const after = new Map<string, { kind: Parameters<typeof blankRow>[0]; row: AnyRow }>()
  for (const change of changes) {
    if (change.do === "prose") continue
    const key = `${change.kind}.${change.id}`
    if (!before.has(key)) before.set(key, tables[change.kind].get(change.id) as AnyRow | undefined)
    const row = after.get(key)?.row ?? before.get(key) ?? blankRow(change.kind, change.id)
    after.set(key, { kind: change.kind, row: markedIfDeleted(applied(row, change, stamp), change, stamp) })
  }
  const patches: RowPatch[] = []
  for (const [key, { kind, row }] of after) {
    const patch = diffRow(kind, row.id, before.get(key), row)
    if (patch !== null) patches.push(patch)
  }
  return patches
}

function applied(row: AnyRow, change: Exclude<Change, { do: "prose" }>, stamp: Stamp): AnyRow {
  switch (change.do) {
    case "create":
      return Object.keys(change.seed).reduce(
        (made, field) => withField(change.kind, made, field, change.seed[field]),
        row,
      )
    case "set":
      return {
        ...withWritten(row, change, stamp),
        conflicts: row.conflicts.filter(({ field }) => field !== change.field),
      }
    case "add":
    case "remove":
      return withMember(row, change)
  }
}

/**
 * What is written to a record in the trash is an edit that its deletion had not seen. A removal writes nothing; it may take
 * out what had marked the record, which only the replica knows.
 */
function markedIfDeleted(row: AnyRow, change: Change, stamp: Stamp): AnyRow {
  if (row.deleted === null || isMovedAway(row.deleted) || row.deleted.at === stamp || change.do === "remove") return row
  return { ...row, deleted: { ...row.deleted, editedAfter: true } }
}

/** Writing a field also ends a conflict over it, since a writer takes out what stood there. */
function withWritten(
  row: AnyRow,
  { kind, document, field, value }: Extract<Change, { do: "set" }>,
  stamp: Stamp,
): AnyRow {
  if (field === "movedTo") return movedRow(kind, row, document, value)
  if (field !== DELETED) return withField(kind, row, field, value)
  const deleted = typeof value === "string" ? { by: value, at: stamp, editedAfter: false } : null
  return asItLies(kind, { ...row, deleted }, document)
}

function movedRow(kind: KindName, row: AnyRow, document: DocumentPath, value: unknown): AnyRow {
  const back = isMovedAway(row.deleted) ? { ...row, deleted: null } : row
  return asItLies(kind, withField(kind, back, "movedTo", value), document)
}

function withMember(row: AnyRow, change: Extract<Change, { do: "add" | "remove" }>): AnyRow {
  if (kindNamed(change.kind).fields[change.field]?.storage !== "set") return row
  const others = (row[change.field] as readonly string[]).filter(member => member !== change.member)
  return { ...row, [change.field]: change.do === "add" ? [...others, change.member].sort() : others }
}

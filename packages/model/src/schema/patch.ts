import type { PersistentMap } from "../base/persistent-map.ts"
import type { KindName } from "./kinds.ts"
import type { AnyRow } from "./record.ts"
import { blankRow, sameValue } from "./row.ts"
import type { Tables } from "./snapshot.ts"

/** What became of one row: the fields that changed, or that it is there no more. Small, plain, for sending between threads. */
export type RowPatch =
  | { readonly kind: KindName; readonly id: string; readonly set: Readonly<Record<string, unknown>> }
  | { readonly kind: KindName; readonly id: string; readonly gone: true }

/** The patch between two versions of a row, or nothing if they are equal. A new row is the difference to a blank one. */
export function diffRow(
  kind: KindName,
  id: string,
  before: AnyRow | undefined,
  after: AnyRow | undefined,
): RowPatch | null {
  if (after === undefined) return before === undefined ? null : { kind, id, gone: true }
  const from = before ?? blankRow(kind, id)
  const set: Record<string, unknown> = {}
  let changed = before === undefined
  for (const field of Object.keys(after)) {
    if (sameValue(from[field], after[field])) continue
    set[field] = after[field]
    changed = true
  }
  return changed ? { kind, id, set } : null
}

type WritableTables = { -readonly [K in KindName]: Tables[K] }

/** The tables with all patches applied, in order. */
export function applyPatches(tables: Tables, patches: readonly RowPatch[]): Tables {
  const next: WritableTables = { ...tables }
  for (const [kind, rows] of groupByKind(patches)) {
    const table = next[kind] as unknown as PersistentMap<string, AnyRow>
    const entries = new Map<string, AnyRow | undefined>()
    for (const patch of rows) {
      if ("gone" in patch) entries.set(patch.id, undefined)
      else {
        const before = entries.has(patch.id) ? entries.get(patch.id) : table.get(patch.id)
        entries.set(patch.id, { ...(before ?? blankRow(kind, patch.id)), ...patch.set } as AnyRow)
      }
    }
    next[kind] = table.withAll(entries) as never
  }
  return next
}

function groupByKind(patches: readonly RowPatch[]): Map<KindName, RowPatch[]> {
  const groups = new Map<KindName, RowPatch[]>()
  for (const patch of patches) {
    const group = groups.get(patch.kind)
    if (group === undefined) groups.set(patch.kind, [patch])
    else group.push(patch)
  }
  return groups
}

import { RESTORABLE, type RestorableKind } from "@weft/model/actions/trash"
import type { MemberId } from "@weft/model/base/ids"
import { stampTime } from "@weft/model/base/hybrid-clock"
import type { Item } from "@weft/model/schema/item"
import type { Deletion } from "@weft/model/schema/record"
import type { Table } from "@weft/model/schema/snapshot"
import { isMovedAway } from "@weft/model/schema/where-it-lies"

/** What a list of the trash shows of a record. */
export interface Trashed {
  readonly kind: RestorableKind
  readonly id: string
  readonly title: string
  /** Of an item. */
  readonly number: number | null
  readonly by: MemberId | null
  /** Milliseconds since 1970; nothing of what is archived, which keeps no time. */
  readonly at: number | null
  readonly editedAfter: boolean
  /** Items below it that went to the trash with it and come back with it. */
  readonly below: number
}

type Named = { readonly id: string; readonly name: string; readonly deleted: Deletion | null }

/** Kinds of a space that have a name and can be restored one by one. */
export const SETUP_KINDS = RESTORABLE.filter(
  kind => !(["items", "places", "members", "teams", "ownViews", "spaceTemplates"] as readonly string[]).includes(kind),
) as readonly Exclude<RestorableKind, "items" | "places" | "members" | "teams" | "ownViews" | "spaceTemplates">[]

/** The records of a kind that lie in the trash, the latest first. */
export function trashedOf(kind: RestorableKind, rows: Iterable<Named>): Trashed[] {
  const found: Trashed[] = []
  for (const { id, name, deleted } of rows) if (deleted !== null) found.push(trashed(kind, id, name, deleted))
  return found.sort(latestFirst)
}

/** The items in the trash, the latest first; what was put there together with its parent is counted at the parent. */
export function trashedItems(items: Table<Item>): Trashed[] {
  const roots = new Map<string, { item: Item; below: number }>()
  const rootOf = (item: Item): Item => {
    const seen = new Set<string>()
    let root = item
    while (root.parent !== null && !seen.has(root.id)) {
      seen.add(root.id)
      const parent = items.get(root.parent)
      if (parent?.deleted == null || parent.deleted.at !== item.deleted?.at) return root
      root = parent
    }
    return root
  }
  for (const item of items.values()) {
    // What was moved to another space is there, and in no trash.
    if (item.deleted === null || isMovedAway(item.deleted)) continue
    const root = rootOf(item)
    const entry = roots.get(root.id) ?? { item: root, below: 0 }
    roots.set(root.id, entry)
    if (root !== item) entry.below++
  }
  return [...roots.values()]
    .map(({ item, below }) => ({
      ...trashed("items", item.id, item.title, item.deleted!),
      number: item.number,
      below,
    }))
    .sort(latestFirst)
}

/** The archived items that are not in the trash, by title. */
export function archivedItems(items: Table<Item>): Trashed[] {
  const found: Trashed[] = []
  for (const { id, title, number, archived, deleted } of items.values()) {
    if (!archived || deleted !== null) continue
    found.push({ kind: "items", id, title, number, by: null, at: null, editedAfter: false, below: 0 })
  }
  return found.sort((left, right) => left.title.localeCompare(right.title))
}

function trashed(kind: RestorableKind, id: string, title: string, { by, at, editedAfter }: Deletion): Trashed {
  return { kind, id, title, number: null, by: by as MemberId, at: stampTime(at), editedAfter, below: 0 }
}

function latestFirst(left: Trashed, right: Trashed): number {
  return (right.at ?? 0) - (left.at ?? 0) || left.title.localeCompare(right.title)
}

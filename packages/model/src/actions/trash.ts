import type { ItemId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import type { KindName } from "../schema/kinds.ts"
import { defineAction } from "./define.ts"
import { restoreItems } from "./item.ts"

/** What a person can take out of the trash by itself; parts of an item come back with what holds them. */
export const RESTORABLE = [
  "items",
  "boards",
  "views",
  "ownViews",
  "labels",
  "statuses",
  "itemTypes",
  "customFields",
  "options",
  "checklistTemplates",
  "itemTemplates",
  "textModules",
  "macros",
  "services",
  "offerings",
  "spaceTemplates",
  "places",
  "members",
  "teams",
] as const satisfies readonly KindName[]

export type RestorableKind = (typeof RESTORABLE)[number]

export interface RestorableRecord {
  readonly kind: RestorableKind
  readonly id: string
}

/**
 * Takes records of several kinds out of the trash as one step; items with what was put there together with them. Refused
 * whole where one of them is not there. What is not in the trash stays as it is.
 */
export const restoreRecords = defineAction<{ readonly records: readonly RestorableRecord[] }>(
  "trash.restore",
  (context, { records }) => {
    const { snapshot, write, me } = context
    const missing = records.find(({ kind, id }) => !snapshot[kind].has(id))
    if (missing !== undefined || records.length === 0) return refuse("not-found")
    const items = records.filter(({ kind }) => kind === "items").map(({ id }) => id as ItemId)
    const others = records.filter(({ kind }) => kind !== "items")
    for (const { kind, id } of others) write.restore(kind, id, kind === "ownViews" ? { member: me } : {})
    return items.length === 0 ? undefined : restoreItems.decide(context, { items })
  },
)

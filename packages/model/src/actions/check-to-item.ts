import { computedId, type CheckId, type ItemId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { statusesFor } from "../tasks/workflow.ts"
import { defineAction } from "./define.ts"
import { createItem } from "./item.ts"

export interface ConvertCheck {
  readonly check: CheckId
}

/** The id of the item that a checklist's row becomes: the same on every device, so that turned twice it is one (MERGE F10). */
export function itemOfCheck(check: CheckId): ItemId {
  return computedId<ItemId>("check", check)
}

/** Makes a sub-item of a checklist's row, with its person, its due time and whether it is done; the row goes to the trash. */
export const convertCheck = defineAction<ConvertCheck>("check.convert", (context, { check }) => {
  const { snapshot, write, me } = context
  const row = snapshot.checks.get(check)
  const parent = row?.item == null ? undefined : snapshot.items.get(row.item)
  if (row === undefined || parent === undefined) return refuse("not-found")
  const id = itemOfCheck(check)
  write.trash("checks", check, me)
  // Turned before and taken back: the item is in the trash, with whatever was done to it.
  if (snapshot.items.has(id)) return write.restore("items", id)
  const done = statusesFor(undefined, snapshot).find(status => status.category === "done")
  return createItem.decide(context, {
    id,
    title: row.title,
    parent: parent.id,
    fields: { due: row.due },
    ...(row.assignee !== null && { owner: row.assignee }),
    ...(row.done && done !== undefined && { status: done.id }),
  })
})

import type { CheckId, ItemId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { statusesFor } from "../tasks/workflow.ts"
import { defineAction } from "./define.ts"
import { createItem } from "./item.ts"

export interface ConvertCheck {
  readonly check: CheckId
  /** The id of the item that it becomes. */
  readonly id: ItemId
}

/** Makes a sub-item of a checklist's row, with its person, its due time and whether it is done; the row goes to the trash. */
export const convertCheck = defineAction<ConvertCheck>("check.convert", (context, { check, id }) => {
  const { snapshot, write, me } = context
  const row = snapshot.checks.get(check)
  const parent = row?.item == null ? undefined : snapshot.items.get(row.item)
  if (row === undefined || parent === undefined) return refuse("not-found")
  const done = statusesFor(undefined, snapshot).find(status => status.category === "done")
  const answer = createItem.decide(context, {
    id,
    title: row.title,
    parent: parent.id,
    fields: { due: row.due },
    ...(row.assignee !== null && { owner: row.assignee }),
    ...(row.done && done !== undefined && { status: done.id }),
  })
  if (answer !== undefined) return answer
  write.trash("checks", check, me)
})

import { editItems, type ItemEdit } from "@weft/model/actions/edit"
import type { ItemId } from "@weft/model/base/ids"
import { listWords } from "../../text/list.ts"
import { triangleAlertIcon } from "../../ui/icons.ts"
import { showToast } from "../../ui/toast.tsx"
import { isProblem } from "./column.ts"
import type { ListState } from "./list-context.ts"

/** Empties the cells of the range as one step, as far as they have something in them that may be empty. */
export function clearCells(list: ListState): void {
  const range = list.cursor.range()
  if (range === null) return
  const edits: ItemEdit[] = []
  let why: string | null = null
  for (const id of range.items) {
    const row = list.model.space.live.plain.items.get(id)
    if (row === undefined) continue
    for (const column of range.columns) {
      if (column.edit === "none" || column.text(row) === "") continue
      const reading = column.read("", row)
      if (isProblem(reading)) why = reading.problem
      else edits.push({ item: id as ItemId, write: reading.write })
    }
  }
  if (edits.length > 0) list.act(editItems, { edits }, listWords().steps.clear(edits.length))
  else if (why !== null) showToast({ text: why, icon: triangleAlertIcon })
}

import { openSmallForm } from "../../parts/small-form.tsx"
import { t } from "../../text/index.ts"
import { triangleAlertIcon } from "../../ui/icons.ts"
import type { Anchor } from "../../ui/overlays.tsx"
import { showToast } from "../../ui/toast.tsx"
import { isProblem, type ListColumn } from "./column.ts"
import { chooseField, writeField } from "./edit-cell.tsx"
import type { ListState } from "./list-context.ts"

/** Sets any field of some items: by its choice, or for lines of text by a small form. */
export function setField(list: ListState, items: readonly string[], column: ListColumn, anchor: Anchor): void {
  if (column.edit !== "line") return chooseField(list, items, column, anchor)
  const row = list.model.space.live.plain.items.get(items[0] ?? "")
  if (row === undefined) return
  openSmallForm({
    anchor,
    label: column.name,
    value: items.length === 1 ? column.text(row) : "",
    inputMode: column.isNumeric ? "decimal" : "text",
    done: t().general.apply,
    onDone: text => {
      const reading = column.read(text, row)
      if (!isProblem(reading)) return writeField(list, items, column, reading.write)
      showToast({ text: reading.problem, icon: triangleAlertIcon })
      return false
    },
  })
}

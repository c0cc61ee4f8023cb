import type { LabelId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living, type Table } from "@weft/model/schema/snapshot"
import type { Label } from "@weft/model/schema/work"
import { t } from "../text/index.ts"
import { tagIcon } from "../ui/icons.ts"
import type { Anchor } from "../ui/overlays.tsx"
import { openPicker } from "../ui/picker.tsx"
import { toggled } from "./people-picker.tsx"

export interface LabelPickerOptions {
  readonly anchor: Anchor
  readonly labels: () => Table<Label>
  readonly selected: () => readonly LabelId[]
  readonly onToggle: (label: LabelId, inside: boolean) => void
  /** Makes a label of this name and puts it on. */
  readonly onCreate: (name: string) => void
  /** What was typed already, where typing opened it. */
  readonly query?: string | undefined
  readonly onClose?: () => void
}

/** Opens the choice of labels; a name that nobody used yet makes a new one. */
export function openLabelPicker(options: LabelPickerOptions): () => void {
  const shown = () => {
    const table = options.labels()
    const deleted = options.selected().flatMap(id => table.get(id) ?? [])
    return [...living(table).sort(compareRanked), ...deleted.filter(label => label.deleted !== null)]
  }
  return openPicker({
    anchor: options.anchor,
    query: options.query,
    label: t().item.labels,
    multiple: true,
    options: () =>
      shown().map(label => ({
        id: label.id,
        label: label.deleted === null ? label.name : t().general.deletedName(label.name),
        icon: tagIcon,
      })),
    selected: options.selected,
    onChange: chosen => toggled(options.selected(), chosen, (id, inside) => options.onToggle(id as LabelId, inside)),
    onCreate: options.onCreate,
    ...(options.onClose && { onClose: options.onClose }),
  })
}

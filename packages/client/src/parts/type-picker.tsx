import type { ItemTypeId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living, type Table } from "@weft/model/schema/snapshot"
import type { ItemType } from "@weft/model/schema/workflow"
import { t } from "../text/index.ts"
import type { Anchor } from "../ui/overlays.tsx"
import { openPicker } from "../ui/picker.tsx"

export interface TypePickerOptions {
  readonly anchor: Anchor
  readonly types: () => Table<ItemType>
  readonly selected: () => ItemTypeId | null
  readonly onPick: (type: ItemTypeId) => void
  /** What was typed already, where typing opened it. */
  readonly query?: string | undefined
  readonly onClose?: () => void
}

/** Opens the choice of an item's type. */
export function openTypePicker(options: TypePickerOptions): () => void {
  return openPicker({
    anchor: options.anchor,
    query: options.query,
    label: t().item.type,
    options: () =>
      living(options.types())
        .sort(compareRanked)
        .map(({ id, name }) => ({ id, label: name })),
    selected: () => [options.selected() ?? ""],
    onChange: ([chosen]) => chosen !== undefined && options.onPick(chosen as ItemTypeId),
    ...(options.onClose && { onClose: options.onClose }),
  })
}

import type { ItemTypeId, StatusId } from "@weft/model/base/ids"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { allowsTransition, isNearlyDone, statusesFor } from "@weft/model/tasks/workflow"
import { t } from "../text/index.ts"
import type { Option } from "../ui/option.ts"
import type { Anchor } from "../ui/overlays.tsx"
import { openPicker } from "../ui/picker.tsx"
import { StatusGlyph } from "./status-glyph.tsx"

/** As much of an item as decides which states it may go to. */
export interface Standing {
  readonly status: StatusId | null
  readonly type: ItemTypeId | null
}

/** The states that an item's type knows, in the order of work; those that its rules forbid from here cannot be chosen. */
function statusOptions(snapshot: Snapshot, item: Standing): readonly Option[] {
  const type = item.type === null ? undefined : snapshot.itemTypes.get(item.type)
  const all = statusesFor(type, snapshot)
  return all.map(status => ({
    id: status.id,
    label: status.name,
    disabled: !allowsTransition(type, item.status, status.id),
    glyph: () => <StatusGlyph category={status.category} nearlyDone={isNearlyDone(status.id, all)} />,
  }))
}

export interface StatusPickerOptions {
  readonly anchor: Anchor
  readonly snapshot: () => Snapshot
  readonly item: () => Standing
  readonly onPick: (status: StatusId) => void
  /** What was typed already, where typing opened it. */
  readonly query?: string | undefined
  readonly onClose?: () => void
}

/** Opens the choice of a state. */
export function openStatusPicker(options: StatusPickerOptions): () => void {
  return openPicker({
    anchor: options.anchor,
    query: options.query,
    label: t().item.status,
    options: () => statusOptions(options.snapshot(), options.item()),
    selected: () => selectedOf(options.item().status),
    onChange: ([chosen]) => chosen !== undefined && options.onPick(chosen as StatusId),
    ...(options.onClose && { onClose: options.onClose }),
  })
}

const selectedOf = (id: string | null): readonly string[] => (id === null ? [] : [id])

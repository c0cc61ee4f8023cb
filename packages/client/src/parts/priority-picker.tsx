import { PRIORITIES, type Priority } from "@weft/model/schema/item"
import { t } from "../text/index.ts"
import type { Option } from "../ui/option.ts"
import type { Anchor } from "../ui/overlays.tsx"
import { openPicker } from "../ui/picker.tsx"
import { PriorityGlyph } from "./priority-glyph.tsx"

export interface PriorityPickerOptions {
  readonly anchor: Anchor
  readonly priority: () => Priority
  readonly onPick: (priority: Priority) => void
  /** What was typed already, where typing opened it. */
  readonly query?: string | undefined
  readonly onClose?: () => void
}

/** Opens the choice of a priority, the most urgent first. */
export function openPriorityPicker(options: PriorityPickerOptions): () => void {
  return openPicker({
    anchor: options.anchor,
    query: options.query,
    label: t().item.priority,
    options: priorityOptions,
    selected: () => [options.priority()],
    onChange: ([chosen]) => chosen !== undefined && options.onPick(chosen as Priority),
    ...(options.onClose && { onClose: options.onClose }),
  })
}

function priorityOptions(): readonly Option[] {
  return PRIORITIES.map(priority => ({
    id: priority,
    label: t().priorities[priority],
    glyph: () => <PriorityGlyph priority={priority} decorative />,
  }))
}

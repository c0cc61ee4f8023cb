import type { ItemId } from "@weft/model/base/ids"
import type { Item } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { Category } from "@weft/model/schema/workflow"
import { profileKey } from "@weft/model/base/item-key"
import { shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { t } from "../text/index.ts"
import { minusIcon } from "../ui/icons.ts"
import type { Option } from "../ui/option.ts"
import type { Anchor } from "../ui/overlays.tsx"
import { openPicker } from "../ui/picker.tsx"
import { StatusGlyph } from "./status-glyph.tsx"

/** The row that chooses no item. No item's id has a space in it. */
const NONE = "no item"

export interface ItemPickerOptions {
  readonly anchor: Anchor
  readonly label: string
  readonly snapshot: () => Snapshot
  readonly selected: () => ItemId | null
  /** Leaves out what makes no sense here, such as the item itself. */
  readonly offers?: (item: Item) => boolean
  /** Offers to choose none, under these words. */
  readonly none?: string
  readonly onPick: (item: ItemId | null) => void
  /** What was typed already, where typing opened it. */
  readonly query?: string | undefined
  readonly onClose?: () => void
}

/** Opens the choice of one item of the space; ten thousand are filtered as one types. */
export function openItemPicker(options: ItemPickerOptions): () => void {
  // Read once: the list would be built anew at every change of any item while it is open.
  const all = itemOptions(options.snapshot(), options.offers ?? (() => true))
  const none: readonly Option[] = options.none === undefined ? [] : [{ id: NONE, label: options.none, icon: minusIcon }]
  return openPicker({
    anchor: options.anchor,
    query: options.query,
    label: options.label,
    options: () => [...none, ...all],
    selected: () => [options.selected() ?? NONE],
    onChange: ([chosen]) => chosen !== undefined && options.onPick(chosen === NONE ? null : (chosen as ItemId)),
    ...(options.onClose && { onClose: options.onClose }),
  })
}

/** What is open first, and of that the latest: that is looked for more often than what is over. */
function itemOptions(snapshot: Snapshot, offers: (item: Item) => boolean): readonly Option[] {
  const prefix = snapshot.profiles.get(snapshot.space)?.prefix ?? ""
  const workflow = workflowOf(snapshot)
  const found: { readonly item: Item; readonly category: Category }[] = []
  for (const item of snapshot.items.values()) {
    if (item.deleted !== null || item.archived || item.movedTo !== null || !offers(item)) continue
    found.push({ item, category: shownStatus(item, snapshot, workflow)?.category ?? "waiting" })
  }
  const isOver = ({ category }: (typeof found)[number]) => Number(category === "done" || category === "cancelled")
  found.sort((one, other) => isOver(one) - isOver(other) || other.item.createdAt - one.item.createdAt)
  return found.map(({ item, category }) => ({
    id: item.id,
    label: item.title || t().item.untitled,
    hint: profileKey(prefix, item),
    glyph: () => <StatusGlyph category={category} />,
  }))
}

import { mergeTickets, splitTicket } from "@weft/model/actions/merge-tickets"
import { survivorOf } from "@weft/model/service/merged-tickets"
import { openItemPicker } from "../../../parts/item-picker.tsx"
import { serviceWords } from "../../../text/service.ts"
import { gitMergeIcon } from "../../../ui/icons.ts"
import type { MenuEntry } from "../../../ui/menu.tsx"
import { useItem } from "../item-context.ts"

/** How the menu of a ticket merges it into another, or takes it out again. */
export function createMergeEntry(): (anchor: () => HTMLElement) => MenuEntry {
  const { row, id, key, act, mayWrite, open, workspace, space } = useItem()
  const snapshot = () => workspace.snapshot(space.id)
  const choose = (anchor: HTMLElement) => {
    const { itemTypes } = snapshot()
    openItemPicker({
      anchor,
      label: serviceWords().merge,
      snapshot,
      selected: () => null,
      offers: item => item.id !== id && itemTypes.get(item.type ?? "")?.behaviour === "ticket",
      onPick: into => {
        if (into === null || !act(mergeTickets, { from: [id], into }, serviceWords().step.merge(key()))) return
        open(survivorOf(space.live.plain.items, id) as typeof id)
      },
    })
  }
  return anchor =>
    row.read("mergedInto") === null
      ? {
          label: serviceWords().merge,
          icon: gitMergeIcon,
          disabled: !mayWrite(),
          onSelect: () => choose(anchor().querySelector<HTMLElement>("[aria-haspopup=menu]") ?? anchor()),
        }
      : {
          label: serviceWords().split,
          icon: gitMergeIcon,
          disabled: !mayWrite(),
          onSelect: () => act(splitTicket, { item: id }, serviceWords().step.split(key())),
        }
}

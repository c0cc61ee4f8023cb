import type { ItemId } from "@weft/model/base/ids"
import type { Item } from "@weft/model/schema/item"
import type { JSX } from "solid-js"
import { openItemPicker } from "../../parts/item-picker.tsx"
import { Button } from "../../ui/button.tsx"
import { plusIcon } from "../../ui/icons.ts"
import { useProject } from "./project-state.ts"

/** Adds an item of the space to something: the button, and the choice that it opens. */
export function PickItemButton(props: {
  readonly label: string
  readonly size?: "normal" | "small"
  readonly offers: (item: Item) => boolean
  readonly onPick: (item: ItemId) => void
}): JSX.Element {
  const state = useProject()
  return (
    <Button
      size={props.size ?? "normal"}
      icon={plusIcon}
      aria-haspopup="dialog"
      onClick={event =>
        openItemPicker({
          anchor: event.currentTarget,
          label: props.label,
          snapshot: state.snapshot,
          selected: () => null,
          offers: props.offers,
          onPick: item => item !== null && props.onPick(item),
        })
      }
    >
      {props.label}
    </Button>
  )
}

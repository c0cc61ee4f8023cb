import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { Show, untrack, type JSX } from "solid-js"
import { itemKey } from "../../data/context.ts"
import { createRow } from "../../data/rows-where.ts"
import { itemHref, spaceName } from "../../parts/space-link.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { moving } from "../../text/moving.ts"
import { useItem } from "./item-context.ts"

/** An item of another space named in the panel: a link that leads there, with the name of its space. */
export function ItemElsewhere(props: { readonly id: ItemId; readonly space: SpaceId }): JSX.Element {
  const { workspace } = useItem()
  const { id, space } = untrack(() => ({ id: props.id, space: workspace.space(props.space) }))
  const row = createRow("items", () => ({ live: space.live, id }))
  return (
    <Show when={row()} fallback={<span class="item-line-text property-empty">{itemPanel().unknown}</span>}>
      {standing => (
        <a class="item-line" href={itemHref(workspace.id, standing().read("movedTo") ?? space.id, id)}>
          <span class="property-key">{itemKey(space, { id, number: standing().read("number") })}</span>
          <span class="item-line-text">{standing().read("title") || t().item.untitled}</span>
          <span class="item-path-in">{moving().inSpace(spaceName(workspace, space.id))}</span>
        </a>
      )}
    </Show>
  )
}

import type { ItemId } from "@weft/model/base/ids"
import { shownStatus } from "@weft/model/tasks/workflow"
import { Show, untrack, type JSX } from "solid-js"
import { itemKey } from "../../data/context.ts"
import { createRow } from "../../data/rows-where.ts"
import { StatusGlyph } from "../../parts/status-glyph.tsx"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { useItem } from "./item-context.ts"

export interface ItemLineProps {
  readonly id: ItemId
  /** Stands before the title in place of the status, such as a box to tick. */
  readonly lead?: JSX.Element
}

/** Another item named in the panel: its state, key and title, which open it. */
export function ItemLine(props: ItemLineProps): JSX.Element {
  const { space, setup, open } = useItem()
  const id = untrack(() => props.id)
  const row = createRow("items", () => ({ live: space.live, id }))
  const status = () => shownStatus({ status: row()?.read("status") ?? null }, setup())
  const isSettled = () => status()?.category === "done" || status()?.category === "cancelled"
  const title = () => row()?.read("title") || t().item.untitled
  return (
    <Show when={row()} fallback={<span class="item-line-text property-empty">{itemPanel().unknown}</span>}>
      {standing => (
        <>
          {props.lead ?? <StatusGlyph category={status()?.category ?? "waiting"} label={status()?.name ?? ""} />}
          <button
            type="button"
            class="item-line"
            data-deleted={standing().read("deleted") === null ? undefined : ""}
            data-settled={isSettled() ? "" : undefined}
            onClick={() => open(id)}
          >
            <span class="property-key">{itemKey(space, { id, number: standing().read("number") })}</span>
            <span class="item-line-text" title={title()}>
              {title()}
            </span>
          </button>
        </>
      )}
    </Show>
  )
}

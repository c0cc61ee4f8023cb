import { createItem, setStatus } from "@weft/model/actions/item"
import { newId, type ItemId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import type { Item } from "@weft/model/schema/item"
import { shownStatus, startingStatus, statusesFor } from "@weft/model/tasks/workflow"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { memberNamed } from "../../data/context.ts"
import { createRow, createRowsWhere } from "../../data/rows-where.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { LineInput } from "../../parts/line-input.tsx"
import { ProgressMeter } from "../../parts/progress-meter.tsx"
import { sameIds } from "../../parts/same-ids.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { plusIcon } from "../../ui/icons.ts"
import { useItem } from "./item-context.ts"
import { ItemLine } from "./item-line.tsx"

/** The items below this one: full items, of which only what matters here is shown. */
export function ItemSubitems(): JSX.Element {
  const { space, id, act, mayWrite, setup, workspace } = useItem()
  const [adds, setAdds] = createSignal(false)
  const children = createRowsWhere("items", () => ({
    live: space.live,
    matches: (item: Item) => item.parent === id && item.deleted === null,
    compare: compareRanked,
  }))
  const ids = createMemo(() => children().map(item => item.id), undefined, { equals: sameIds })
  const done = () => children().filter(item => shownStatus(item, setup())?.category === "done").length
  const add = (titles: readonly string[]) => {
    for (const title of titles)
      act(createItem, { id: newId<ItemId>(workspace.random), title, parent: id }, itemPanel().did.subitem(title))
  }
  return (
    <Show
      when={ids().length > 0 || adds()}
      fallback={
        <Show when={mayWrite()}>
          <Button kind="quiet" size="small" icon={plusIcon} class="item-add" onClick={() => setAdds(true)}>
            {t().item.addSubitem}
          </Button>
        </Show>
      }
    >
      <section class="item-section" aria-label={t().item.subitems}>
        <header class="item-section-head">
          <h3 class="item-section-name">{t().item.subitems}</h3>
          <Show when={ids().length > 0}>
            <ProgressMeter
              done={done()}
              total={ids().length}
              label={t().item.subitems}
              showsNumber
              width={64}
              tone="good"
            />
          </Show>
        </header>
        <ul class="item-lines">
          <For each={ids()}>{child => <SubitemRow id={child} />}</For>
        </ul>
        <Show when={mayWrite()}>
          <LineInput
            class="item-add-line"
            label={itemPanel().subitemTitle}
            value=""
            placeholder={t().item.addSubitem}
            stays
            ref={input => adds() && queueMicrotask(() => input.focus())}
            onSave={text => void (text.trim() !== "" && add([text]))}
            onPasteLines={add}
          />
        </Show>
      </section>
    </Show>
  )
}

function SubitemRow(props: { readonly id: ItemId }): JSX.Element {
  const { space, act, setup, workspace } = useItem()
  const row = createRow("items", () => ({ live: space.live, id: props.id }))
  const isDone = () => shownStatus({ status: row()?.read("status") ?? null }, setup())?.category === "done"
  const title = () => row()?.read("title") ?? ""
  const tick = (done: boolean) => {
    const type = setup().itemTypes.get(row()?.read("type") ?? "")
    const target = done
      ? statusesFor(type, setup()).find(status => status.category === "done")
      : startingStatus(setup(), type)
    if (target != null) act(setStatus, { items: [props.id], status: target.id }, itemPanel().did.status(title()))
  }
  const owner = () => memberNamed(workspace.live, row()?.read("owner") ?? null)
  return (
    <li class="item-lines-row">
      <ItemLine
        id={props.id}
        lead={
          <Checkbox
            tone="done"
            checked={isDone()}
            label={isDone() ? itemPanel().reopenItem(title()) : itemPanel().completeItem(title())}
            onChange={tick}
          />
        }
      />
      <Show when={owner()}>{person => <Avatar person={person()} />}</Show>
    </li>
  )
}

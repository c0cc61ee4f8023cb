import { relateItems, unrelateItems } from "@weft/model/actions/work"
import type { ItemId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import type { Relation, RelationType } from "@weft/model/schema/work"
import { createMemo, For, Show, type JSX } from "solid-js"
import { createRowsWhere } from "../../data/rows-where.ts"
import { openItemPicker } from "../../parts/item-picker.tsx"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { IconButton } from "../../ui/button.tsx"
import { plusIcon, xIcon } from "../../ui/icons.ts"
import { MenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { useItem } from "./item-context.ts"
import { ItemElsewhere } from "./item-elsewhere.tsx"
import { ItemLine } from "./item-line.tsx"

/** A relation as this item reads it: stored once, it has two names, one per end. */
interface RelationEnd {
  readonly type: RelationType
  /** Whether this item is the one that blocks, duplicates, causes. */
  readonly outgoing: boolean
}

const ENDS: readonly RelationEnd[] = [
  { type: "blocks", outgoing: false },
  { type: "blocks", outgoing: true },
  { type: "relates", outgoing: true },
  { type: "duplicates", outgoing: true },
  { type: "duplicates", outgoing: false },
  { type: "causes", outgoing: true },
  { type: "causes", outgoing: false },
  { type: "resolves", outgoing: true },
  { type: "resolves", outgoing: false },
  { type: "becomes", outgoing: true },
  { type: "becomes", outgoing: false },
]

function wordsOf({ type, outgoing }: RelationEnd): string {
  const kinds = t().item.relationKinds
  switch (type) {
    case "blocks":
      return outgoing ? kinds.blocks : kinds.blockedBy
    case "relates":
      return kinds.relatesTo
    case "duplicates":
      return outgoing ? kinds.duplicates : kinds.duplicatedBy
    case "causes":
      return outgoing ? itemPanel().causes : itemPanel().causedBy
    case "resolves":
      return outgoing ? itemPanel().resolves : itemPanel().resolvedBy
    case "becomes":
      return outgoing ? itemPanel().becomes : itemPanel().cameFrom
  }
}

/** What this item has to do with others, by kind. */
export function ItemRelations(): JSX.Element {
  const { space, id, act, key, mayWrite, workspace } = useItem()
  const relations = createRowsWhere("relations", () => ({
    live: space.live,
    matches: (relation: Relation) => relation.deleted === null && (relation.from === id || relation.to === id),
    compare: (left, right) => compareText(left.id, right.id),
  }))
  const isAt = (relation: Relation, end: RelationEnd) =>
    relation.type === end.type && (relation.type === "relates" || (relation.from === id) === end.outgoing)
  const groups = createMemo(() =>
    ENDS.map(end => ({ end, relations: relations().filter(relation => isAt(relation, end)) })).filter(
      group => group.relations.length > 0,
    ),
  )
  const endsOf = (end: RelationEnd, other: ItemId) =>
    end.outgoing ? { from: id, to: other, type: end.type } : { from: other, to: id, type: end.type }
  /** The space of the other end, where it lies in another one. */
  const spaceOf = (relation: Relation) => (relation.from === id ? relation.toSpace : relation.fromSpace)
  const pick = (end: RelationEnd, anchor: Element) =>
    openItemPicker({
      anchor,
      label: wordsOf(end),
      snapshot: () => workspace.snapshot(space.id),
      selected: () => null,
      offers: item => item.id !== id,
      onPick: other => other !== null && act(relateItems, endsOf(end, other), itemPanel().did.relation(key())),
    })
  let add!: HTMLElement
  const menu = (): readonly MenuEntry[] =>
    ENDS.filter(({ type }) => type !== "becomes").map(end => ({
      label: wordsOf(end),
      onSelect: () => void pick(end, add),
    }))
  const addButton = () => (
    <Show when={mayWrite()}>
      <span class="item-add" ref={add}>
        <MenuButton kind="quiet" size="small" icon={plusIcon} entries={menu} menuLabel={t().item.addRelation}>
          {t().item.addRelation}
        </MenuButton>
      </span>
    </Show>
  )
  return (
    <Show when={groups().length > 0} fallback={addButton()}>
      <section class="item-section" aria-label={t().item.relations}>
        <header class="item-section-head">
          <h3 class="item-section-name">{t().item.relations}</h3>
        </header>
        <For each={groups()}>
          {group => (
            <div class="item-relation-group">
              <span class="item-relation-kind">{wordsOf(group.end)}</span>
              <ul class="item-lines" aria-label={wordsOf(group.end)}>
                <For each={group.relations}>
                  {relation => {
                    const other = () => (relation.from === id ? relation.to : relation.from) as ItemId
                    return (
                      <li class="item-lines-row">
                        <Show when={spaceOf(relation)} fallback={<ItemLine id={other()} />}>
                          {elsewhere => <ItemElsewhere id={other()} space={elsewhere()} />}
                        </Show>
                        <Show when={mayWrite()}>
                          <IconButton
                            class="item-line-remove"
                            icon={xIcon}
                            size="small"
                            label={itemPanel().removeRelation(
                              wordsOf(group.end),
                              space.live.plain.items.get(other())?.title ?? "",
                            )}
                            onClick={() =>
                              act(unrelateItems, endsOf(group.end, other()), itemPanel().did.relation(key()))
                            }
                          />
                        </Show>
                      </li>
                    )
                  }}
                </For>
              </ul>
            </div>
          )}
        </For>
        {addButton()}
      </section>
    </Show>
  )
}

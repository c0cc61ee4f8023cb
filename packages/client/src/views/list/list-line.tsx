import type { Item } from "@weft/model/schema/item"
import { createEffect, createMemo, For, Match, onCleanup, Show, Switch, untrack, type JSX } from "solid-js"
import type { LiveRow } from "../../data/row.ts"
import { GroupPicture } from "../../parts/group-picture.tsx"
import { hueOf } from "../../parts/person-hue.ts"
import { PresenceFlag } from "../../parts/presence-flag.tsx"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { Icon } from "../../ui/icon.tsx"
import { chevronDownIcon, gripVerticalIcon, plusIcon } from "../../ui/icons.ts"
import { VisuallyHidden } from "../../ui/visually-hidden.tsx"
import { AddingLine } from "./adding-line.tsx"
import { drawCell } from "./cells.tsx"
import { useList } from "./list-context.ts"
import { cellElementId, createNode, lineElementId, type LineProps } from "./line-parts.ts"
import { NarrowRow } from "./narrow-row.tsx"

/** One line of the list, whatever stands in it. */
export function Line(props: LineProps): JSX.Element {
  const list = useList()
  const kind = createMemo(() => list.model.line(props.line)?.kind)
  return (
    <Switch>
      <Match when={kind() === "item" && list.model.space.live.row("items", props.line)} keyed>
        {row => (
          <Show when={list.narrow()} fallback={<ItemLine {...props} row={row} />}>
            <NarrowRow {...props} row={row} />
          </Show>
        )}
      </Match>
      <Match when={kind() === "group"}>
        <GroupLine {...props} />
      </Match>
      <Match when={kind() === "add"}>
        <AddLine {...props} />
      </Match>
    </Switch>
  )
}

function ItemLine(props: LineProps & { readonly row: LiveRow<Item> }): JSX.Element {
  const list = useList()
  const id = untrack(() => props.line)
  const node = createNode(list, () => props.line)
  let line!: HTMLDivElement
  followRange(() => line, id)
  const peer = () => list.peers.on(id)
  return (
    <div
      ref={line}
      id={lineElementId(id)}
      class="list-line list-row"
      classList={{ "presence-outline": peer() !== undefined }}
      role="row"
      data-line={id}
      data-hue={peer() === undefined ? undefined : hueOf(peer()!.member)}
      data-open={list.isOpen(id) ? "" : undefined}
      data-held={list.drag.isHeld(id) ? "" : undefined}
      data-drop={list.drag.target()?.line === id ? list.drag.target()?.where : undefined}
      aria-rowindex={props.index + 2}
      aria-level={(node()?.depth ?? 0) + 1}
      aria-expanded={node()?.children ? !node()?.isFolded : undefined}
      aria-selected={list.selection.isSelected(id)}
    >
      <div role="gridcell" class="list-box" aria-label={listWords().selectRow(list.cards.key(props.row))}>
        <Show when={list.mayWrite()}>
          <span class="list-grip" data-grip="">
            <Icon icon={gripVerticalIcon} size={12} />
          </span>
        </Show>
        <span class="list-check" data-check="" />
      </div>
      <For each={list.settings.columns()}>
        {column => (
          <div
            role="gridcell"
            id={cellElementId(id, column.key)}
            class="list-cell"
            data-column={column.key}
            data-numeric={column.isNumeric ? "" : undefined}
          >
            <Show when={column.key === "title"}>
              <span class="list-indent" style={{ width: `${Math.min(node()?.depth ?? 0, MOST_INDENT) * 20}px` }} />
              <Show when={node()?.children} fallback={<span class="list-fold-room" />}>
                <span class="list-fold" data-fold="" data-folded={node()?.isFolded ? "" : undefined}>
                  <Icon icon={chevronDownIcon} size={14} />
                </span>
              </Show>
            </Show>
            {drawCell(column, props.row, list)}
            <Show when={column.key === "title" && peer()}>
              {shown => (
                <PresenceFlag memberId={shown().member} place="inline">
                  {shown().name}
                </PresenceFlag>
              )}
            </Show>
          </div>
        )}
      </For>
    </div>
  )
}

/** Deeper rows are indented no further: their titles need room. */
const MOST_INDENT = 10

/** Marks the cells of a line that the cursor is on or that lie in its range: one effect a line, not one a cell. */
function followRange(line: () => HTMLElement, id: string): void {
  const list = useList()
  const { cursor } = list
  const isInRange = createMemo(() => cursor.range()?.items.includes(id) ?? false)
  const marked = createMemo(() => (isInRange() ? cursor.range()!.columns.map(({ key }) => key) : NONE), NONE, {
    equals: (before, after) => before.length === after.length && before.every((key, index) => key === after[index]),
  })
  const active = createMemo(() => (cursor.isOn(id) ? (cursor.at().column ?? "") : null))
  const peerCell = createMemo(() => {
    const cell = list.peers.on(id)?.cell
    return cell?.item === id ? cell.column : null
  })
  createEffect(() => {
    const [keys, column, theirs] = [new Set(marked()), active(), peerCell()]
    // Read so that cells which come later, when a column is shown, are marked as well.
    list.settings.columns()
    for (const cell of line().querySelectorAll<HTMLElement>(".list-cell")) {
      const key = cell.dataset["column"]!
      cell.toggleAttribute("data-in-range", keys.size > 1 || keys.has(key) ? keys.has(key) : false)
      cell.toggleAttribute("data-active", column === key)
      cell.toggleAttribute("data-theirs", theirs === key)
    }
    line().toggleAttribute("data-active", column === "")
  })
  onCleanup(() => list.editing.cell()?.item === id && list.editing.end())
}

const NONE: readonly string[] = []

function GroupLine(props: LineProps): JSX.Element {
  const list = useList()
  const { model, memory } = list
  const group = untrack(() => {
    const line = model.line(props.line)
    return line?.kind === "group" ? line.group : ""
  })
  const folds = () => memory.foldedGroups().has(`${model.groupBy()}.${group}`)
  const columns = () => list.settings.columns()
  const beforeSums = () => {
    const first = columns().findIndex(({ sum }) => sum !== undefined)
    const title = columns().findIndex(({ key }) => key === "title")
    return Math.max(first < 0 ? columns().length : first, title + 1)
  }
  return (
    <div
      id={lineElementId(props.line)}
      class="list-line list-group"
      role="row"
      data-line={props.line}
      data-active={list.cursor.isOn(props.line) ? "" : undefined}
      data-drop={list.drag.target()?.line === props.line ? "into" : undefined}
      aria-rowindex={props.index + 2}
      aria-level={1}
      aria-expanded={!folds()}
    >
      <div role="gridcell" class="list-group-name" style={{ "grid-column": `1 / span ${beforeSums() + 1}` }}>
        <span class="list-group-stuck">
          <span class="list-fold" data-fold="" data-folded={folds() ? "" : undefined}>
            <Icon icon={chevronDownIcon} size={14} />
          </span>
          <GroupPicture by={model.groupBy()} key={group} setup={model.setup()} />
          <span class="list-group-title">{model.groupName(group)}</span>
          <span class="list-count" aria-hidden="true">
            {model.groupCount(group)}
          </span>
          <VisuallyHidden>{listWords().shown(model.groupCount(group))}</VisuallyHidden>
          <Show when={list.mayWrite()}>
            <span class="list-group-add" data-add={group} data-tooltip={listWords().addItemTo(model.groupName(group))}>
              <Icon icon={plusIcon} size={14} />
            </span>
          </Show>
        </span>
      </div>
      <For each={columns().slice(beforeSums())}>
        {column => (
          <div role="gridcell" class="list-cell list-sum" data-numeric={column.isNumeric ? "" : undefined}>
            <Show when={column.sum !== undefined && model.sum(column.key, group) !== null}>
              <span
                class="list-text"
                aria-label={listWords().sum(column.name, column.sum!.words(model.sum(column.key, group)!))}
                role="img"
              >
                {column.sum!.words(model.sum(column.key, group)!)}
              </span>
            </Show>
          </div>
        )}
      </For>
    </div>
  )
}

function AddLine(props: LineProps): JSX.Element {
  const list = useList()
  const group = untrack(() => {
    const line = list.model.line(props.line)
    return line?.kind === "add" ? line.group : ""
  })
  const isOpen = () => list.adding() === group
  return (
    <div
      id={lineElementId(props.line)}
      class="list-line list-add"
      role="row"
      data-line={props.line}
      data-active={list.cursor.isOn(props.line) && !isOpen() ? "" : undefined}
      aria-rowindex={props.index + 2}
      aria-level={1}
    >
      <div role="gridcell" class="list-add-cell" style={{ "grid-column": "1 / -1" }}>
        <Show
          when={isOpen()}
          fallback={
            <span class="list-add-words" data-add={group}>
              <Icon icon={plusIcon} />
              {t().board.addItem}
            </span>
          }
        >
          <AddingLine group={group} />
        </Show>
      </div>
    </div>
  )
}

import type { ListNode } from "@weft/model/query/list-tree"
import type { Item } from "@weft/model/schema/item"
import { createEffect, For, Show, untrack, type JSX } from "solid-js"
import type { Peer } from "../../data/presence.ts"
import type { LiveRow } from "../../data/row.ts"
import { GroupPicture } from "../../parts/group-picture.tsx"
import { hueOf } from "../../parts/person-hue.ts"
import { PresenceFlag } from "../../parts/presence-flag.tsx"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { Icon } from "../../ui/icon.tsx"
import { chevronDownIcon, plusIcon } from "../../ui/icons.ts"
import { VisuallyHidden } from "../../ui/visually-hidden.tsx"
import { AddingLine } from "./adding-line.tsx"
import { drawCell } from "./cells.tsx"
import { useList, type ListState } from "./list-context.ts"
import { cellElementId, createNode, lineElementId, type LineProps } from "./line-parts.ts"
import { NarrowRow } from "./narrow-row.tsx"

/** One line of the list, whatever stands in it; what that is never changes under a key. */
export function drawLine(list: ListState, line: string): JSX.Element {
  const kind = untrack(() => list.model.line(line)?.kind)
  if (kind === "group") return <GroupLine line={line} />
  if (kind === "add") return <AddLine line={line} />
  const row = list.model.space.live.row("items", line)
  if (row === undefined) return null
  return list.narrow() ? <NarrowRow line={line} row={row} /> : <ItemLine line={line} row={row} />
}

function ItemLine(props: LineProps & { readonly row: LiveRow<Item> }): JSX.Element {
  const list = useList()
  const { id, row } = untrack(() => ({ id: props.line, row: props.row }))
  const node = createNode(list, () => props.line)
  let line!: HTMLDivElement
  followCursor(() => line, id)
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
      aria-rowindex={list.model.indexOf(props.line) + 2}
      aria-level={(node()?.depth ?? 0) + 1}
      aria-expanded={node()?.children ? !node()?.isFolded : undefined}
      aria-selected={list.selection.isSelected(id)}
    >
      <div role="gridcell" class="list-box">
        <span class="list-grip" data-grip="" />
        <span class="list-check" data-check="" />
      </div>
      <For each={list.settings.columns()}>
        {column => {
          const { key, isNumeric } = column
          const elementId = cellElementId(id, key)
          const numeric = isNumeric ? "" : undefined
          const lead = key === "title" ? <TitleLead node={node()} /> : null
          const inside = drawCell(column, row, list)
          const flag = key === "title" ? <PeerFlag peer={peer()} /> : null
          return (
            <div role="gridcell" id={elementId} class="list-cell" data-column={key} data-numeric={numeric}>
              {lead}
              {inside}
              {flag}
            </div>
          )
        }}
      </For>
    </div>
  )
}

/** What stands before a title: how deep it is, and the sign that folds what is below. */
function TitleLead(props: { readonly node: ListNode | undefined }): JSX.Element {
  return (
    <>
      <span class="list-indent" style={{ width: `${Math.min(props.node?.depth ?? 0, MOST_INDENT) * 20}px` }} />
      <Show when={props.node?.children} fallback={<span class="list-fold-room" />}>
        <span class="list-fold" data-fold="" data-folded={props.node?.isFolded ? "" : undefined}>
          <Icon icon={chevronDownIcon} size={14} />
        </span>
      </Show>
    </>
  )
}

function PeerFlag(props: { readonly peer: Peer | undefined }): JSX.Element {
  return (
    <Show when={props.peer}>
      {shown => (
        <PresenceFlag memberId={shown().member} place="inline">
          {shown().name}
        </PresenceFlag>
      )}
    </Show>
  )
}

/** Deeper rows are indented no further: their titles need room. */
const MOST_INDENT = 10

/**
 * Marks the cells of a line that the cursor is on, that lie in its range, or that somebody else is in. One effect a line
 * and not one a cell, and none of the work for the many lines that nobody is on.
 */
function followCursor(line: () => HTMLElement, id: string): void {
  const list = useList()
  const { cursor } = list
  let isMarked = false
  createEffect(() => {
    const active = cursor.isOn(id) ? (cursor.at().column ?? "") : null
    const range = cursor.isInRange(id) ? cursor.range() : null
    const cell = list.peers.on(id)?.cell
    const theirs = cell?.item === id ? cell.column : null
    if (active === null && range === null && theirs === null && !isMarked) return
    isMarked = true
    // Read so that cells which come later, when a column is shown, are marked as well.
    list.settings.columns()
    const keys = new Set(range?.columns.map(({ key }) => key))
    for (const element of line().querySelectorAll<HTMLElement>(".list-cell")) {
      const key = element.dataset["column"]!
      element.toggleAttribute("data-in-range", keys.has(key))
      element.toggleAttribute("data-active", active === key)
      element.toggleAttribute("data-theirs", theirs === key)
    }
    line().toggleAttribute("data-active", active === "")
    line().toggleAttribute("data-on", active !== null)
  })
}

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
      aria-rowindex={list.model.indexOf(props.line) + 2}
      aria-level={1}
      aria-expanded={!folds()}
    >
      <div role="gridcell" class="list-group-name">
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
        {(column, index) => (
          <div
            role="gridcell"
            class="list-cell list-sum"
            style={{ "grid-column": beforeSums() + index() + 2 }}
            data-numeric={column.isNumeric ? "" : undefined}
          >
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
      aria-rowindex={list.model.indexOf(props.line) + 2}
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

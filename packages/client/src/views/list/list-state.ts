import type { ViewId } from "@weft/model/base/ids"
import type { Filter } from "@weft/model/query/filter"
import { createMemo, createSelector, createSignal, onCleanup, untrack, type Accessor } from "solid-js"
import { createSetupSnapshot, createToday, useWorkspace } from "../../data/context.ts"
import { createListMemory } from "../../data/list-memory.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { createCardSpace } from "../../parts/card-space.ts"
import { createFilterReader } from "../../parts/filter-reader.ts"
import { createNarrow } from "../../parts/narrow.ts"
import { createSelection } from "../../parts/selection.ts"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import type { OpenItemBeside } from "../../parts/open-item.ts"
import { openMenu } from "../../ui/menu.tsx"
import { columnsOf } from "./columns.ts"
import type { WaitingPaste } from "./clipboard.ts"
import { createCursor } from "./cursor.ts"
import { createLineEditing } from "./line-editing.ts"
import { cellElementId, lineElementId } from "./line-parts.ts"
import type { ListState } from "./list-context.ts"
import { addKey, createListModel } from "./list-model.ts"
import { createListPeers } from "./list-peers.ts"
import { createListScroller, type ListScroller } from "./list-scroller.ts"
import { createListSettings } from "./list-settings.ts"
import { createRowDrag } from "./row-drag.ts"
import { rowMenu } from "./row-commands.ts"

export interface ListStateOptions {
  readonly space: SpaceData
  /** The saved view that the address names. */
  readonly view: ViewId | undefined
  /** The filter that the address names; else the view's own stands. */
  readonly filter: (own: string) => Filter
  readonly find: Accessor<string>
  readonly openItem: Accessor<string | null>
  readonly onOpenItem: OpenItemBeside
  readonly grid: () => HTMLElement
  readonly openFilter: () => void
}

/** The heights of a line, px: two lines of text on a phone, a finger's where one points with it. */
const NARROW_LINE = 64
const COARSE_LINE = 44
const LINE = 32

/** Puts together what the parts of one list share. */
export function createListState(options: ListStateOptions): ListState & { readonly scroller: ListScroller } {
  const { space, view, find, openItem, onOpenItem, grid } = options
  const workspace = useWorkspace()
  const setup = createSetupSnapshot(workspace, () => space)
  const today = createToday(() => workspace.now())
  const cards = createCardSpace(workspace, space, setup, today)
  const act = useAct(() => space.id, space.guests)
  const mayWrite = () => workspace.mayWrite(`space/${space.id}`)
  const narrow = createNarrow()
  const coarse = createCoarse()
  // What a column counts is looked up when rows are sorted or copied, never followed for all of them.
  const columns = createMemo(() =>
    columnsOf({
      setup: setup(),
      today: today(),
      key: item => untrack(() => cards.keyOf(item)),
      items: () => space.live.plain.items.values(),
      item: id => space.live.plain.items.get(id),
      checks: item => untrack(() => cards.checks(item)),
      subitems: item => untrack(() => cards.subitems(item)),
      attachments: item => untrack(() => cards.attachments(item)),
    }),
  )
  const settings = createListSettings({ workspace, space, view, all: columns, act })
  const memory = createListMemory(localStorage, settings.id)
  const [adding, setAdding] = createSignal<string | null>(null)
  const [waitingPaste, setWaitingPaste] = createSignal<WaitingPaste | null>(null)
  const filter = createMemo(() => options.filter(settings.filter()))
  const reader = createFilterReader(workspace, today)
  const model = createListModel({
    space,
    keyOf: cards.keyOf,
    setup,
    settings,
    columns,
    filter,
    find,
    reader,
    memory,
    mayWrite,
    adding,
  })
  const cursor = createCursor(model, settings.columns)
  const selection = createSelection()
  const scroller = createListScroller()
  const keyOf = (item: string) => {
    const live = space.live.row("items", item)
    return live === undefined ? item : untrack(() => cards.key(live))
  }
  const say = (items: readonly string[]) => (items.length === 1 ? keyOf(items[0]!) : t().general.items(items.length))
  const elementOf = (id: string) => document.getElementById(id) ?? undefined

  const state: ListState & { readonly scroller: ListScroller } = {
    workspace,
    model,
    cards,
    settings,
    memory,
    selection,
    cursor,
    editing: createLineEditing(),
    peers: createListPeers(workspace, space.id),
    drag: createRowDrag(),
    allColumns: columns,
    act,
    mayWrite,
    narrow,
    lineHeight: () => (narrow() ? NARROW_LINE : coarse() ? COARSE_LINE : LINE),
    openItem,
    isOpen: createSelector(openItem),
    open: item => onOpenItem(item),
    peek: item => onOpenItem(item, "peek"),
    say,
    titleOf: item => space.live.plain.items.get(item)?.title || t().item.untitled,
    together: item => {
      const selected = selection.selected()
      return selected.has(item) ? model.items().filter(id => selected.has(id)) : [item]
    },
    adding,
    setAdding: group => {
      if (group !== null && !mayWrite()) return
      setAdding(group)
      if (group === null) return
      const key = addKey(group)
      cursor.go(key, null)
      scroller.reveal(state, key)
    },
    waitingPaste,
    setWaitingPaste,
    grid,
    reveal: line => scroller.reveal(state, line),
    lineElement: line => elementOf(lineElementId(line)),
    cellElement: (line, column) => elementOf(cellElementId(line, column)),
    refocus: () => grid().focus({ preventScroll: true }),
    openMenu: (item, anchor) => {
      const items = state.together(item)
      openMenu({
        anchor,
        label: items.length > 1 ? listWords().rowsMenu(items.length) : listWords().rowMenu(say(items)),
        entries: () => rowMenu(state, items, anchor),
      })
    },
    openFilter: options.openFilter,
    scroller,
  }
  return state
}

/** Whether one points with a finger, followed. */
function createCoarse(): Accessor<boolean> {
  const query = window.matchMedia("(pointer: coarse)")
  const [coarse, setCoarse] = createSignal(query.matches)
  const listen = () => setCoarse(query.matches)
  query.addEventListener("change", listen)
  onCleanup(() => query.removeEventListener("change", listen))
  return coarse
}

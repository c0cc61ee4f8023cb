import type { ViewId } from "@weft/model/base/ids"
import type { Filter } from "@weft/model/query/filter"
import { filterFromText, filterToText } from "@weft/model/query/filter-address"
import { createEffect, createMemo, on, onMount, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { FilterBar } from "../../parts/filter-bar.tsx"
import type { OpenItemBeside } from "../../parts/open-item.ts"
import type { SavedView } from "../../parts/saved-views.ts"
import { listWords } from "../../text/list.ts"
import { Button } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { BulkBar } from "./bulk-bar.tsx"
import { FindField } from "./find-field.tsx"
import { ListProvider, type ListState } from "./list-context.ts"
import { ListEmpty } from "./list-empty.tsx"
import { ListGrid } from "./list-grid.tsx"
import { ListOptions } from "./list-options.tsx"
import { tellListPeers } from "./list-peers.ts"
import { createListState } from "./list-state.ts"
import { PasteDialog } from "./paste-dialog.tsx"
import "./list.css"

export interface ListScreenProps {
  readonly space: SpaceData
  /** The saved view that the address names; without, the member's own list. */
  readonly view: string | undefined
  /** The filter as the address has it; without, the view's own. */
  readonly filter: string | undefined
  readonly onFilter: (filter: string | undefined) => void
  /** What is looked for in the list. */
  readonly find: string
  readonly onFind: (text: string) => void
  /** The item that is open beside the list. */
  readonly openItem: string | null
  readonly onOpenItem: OpenItemBeside
  readonly onView: (view: SavedView | undefined) => void
  /** Offers a text to the person as a file. */
  readonly onSave: (name: string, text: string) => void
}

/** An address that says that no filter holds, also where the view has one. */
const NO_FILTER = "_"

/** The items of a space as rows: a table, a tree and groups in one. */
export function ListScreen(props: ListScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const isHere = (view: string) =>
    props.space.live.table("views").get(view)?.deleted === null ||
    workspace.live.table("ownViews").get(view)?.deleted === null
  const shown = createMemo(
    () => (props.view === undefined || isHere(props.view) ? { space: props.space, view: props.view } : undefined),
    undefined,
    { equals: (before, after) => before?.space === after?.space && before?.view === after?.view },
  )
  return (
    <Show
      when={shown()}
      keyed
      fallback={
        <EmptyState
          title={listWords().noView}
          action={<Button onClick={() => props.onView(undefined)}>{listWords().toList}</Button>}
        >
          {listWords().noViewBody}
        </EmptyState>
      }
    >
      {({ space, view }) => <List {...props} space={space} view={view} />}
    </Show>
  )
}

/** One list, from when it is opened to when another is. */
function List(props: ListScreenProps): JSX.Element {
  let grid: HTMLElement | undefined
  let openFilter: () => void = () => {}
  const filterText = createMemo(() => props.filter)
  const { space, view } = untrack(() => ({ space: props.space, view: props.view }))
  const readFilter = (own: string): Filter => filterFromText(filterText() ?? own)
  const list = createListState({
    space,
    view: view as ViewId | undefined,
    filter: readFilter,
    find: () => props.find,
    openItem: () => props.openItem,
    onOpenItem: (item, how) => props.onOpenItem(item, how),
    grid: () => grid!,
    openFilter: () => openFilter(),
  })
  const { settings, model } = list
  const filter = createMemo(() => readFilter(settings.filter()), [], {
    equals: (before, after) => filterToText(before) === filterToText(after),
  })
  const setFilter = (next: Filter) => {
    const text = filterToText(next)
    props.onFilter(text === settings.filter() ? undefined : text === "" ? NO_FILTER : text)
  }
  tellListPeers(list.workspace, space.id, {
    selected: list.selection.selected,
    openItem: () => props.openItem,
    cursor: list.cursor,
  })
  forgetWhatIsGone(list)
  focusRowOfClosed(list)
  onMount(() => {
    if (document.activeElement === document.body) list.refocus()
  })
  return (
    <ListProvider value={list}>
      <div class="list-view" data-narrow={list.narrow() ? "" : undefined}>
        <FilterBar
          filter={filter()}
          onFilter={setFilter}
          setup={model.setup()}
          today={list.cards.today()}
          narrow={list.narrow()}
          opener={open => (openFilter = open)}
        >
          <FindField text={props.find} onText={props.onFind} />
          <ListOptions
            filterText={filterToText(filter())}
            onView={next => props.onView(next)}
            onSave={(name, text) => props.onSave(name, text)}
          />
        </FilterBar>
        <ListGrid ref={element => (grid = element)} scroller={list.scroller} />
        <ListEmpty
          isFiltered={filter().length > 0 || props.find.trim() !== ""}
          onClear={() => {
            setFilter([])
            props.onFind("")
          }}
        />
        <BulkBar />
        <PasteDialog />
      </div>
    </ListProvider>
  )
}

/** What is shown no more is neither selected nor what the cursor is on. */
function forgetWhatIsGone({ model, selection, cursor }: ListState): void {
  createEffect(
    on(model.items, items => {
      const selected = selection.selected()
      if (selected.size > 0) {
        const shown = new Set(items)
        // Folded rows stay selected: they are only out of sight.
        const standing = [...selected].filter(id => shown.has(id) || model.groupOf(id) !== undefined)
        if (standing.length < selected.size) selection.select(standing)
      }
      const { line } = cursor.at()
      if (line !== null && !line.startsWith("head:") && model.indexOf(line) < 0) cursor.go(null, null)
    }),
  )
}

/** When the open item is closed, the keyboard is on its row, unless the person went somewhere else. */
function focusRowOfClosed(list: ListState): void {
  createEffect(
    on(list.openItem, (now, before) => {
      if (now !== null || before == null) return
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return
        if (list.model.indexOf(before) >= 0) {
          list.cursor.go(before, null)
          list.reveal(before)
        }
        list.refocus()
      })
    }),
  )
}

import type { ItemId } from "@weft/model/base/ids"
import { createEffect, createMemo, lazy, onCleanup, onMount, Show, Suspense, untrack, type JSX } from "solid-js"
import { createSetupSnapshot, createToday, itemKey, useWorkspace } from "../../data/context.ts"
import { createRow } from "../../data/rows-where.ts"
import type { LiveRow } from "../../data/row.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import type { Item } from "@weft/model/schema/item"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { preloadDatePicker } from "../../ui/date-picker.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { announce } from "../../ui/live-region.tsx"
import { preloadMenu } from "../../ui/menu.tsx"
import { preloadPicker } from "../../ui/picker.tsx"
import { Button } from "../../ui/button.tsx"
import { ItemActivity } from "./item-activity.tsx"
import { ItemAttachments } from "./item-attachments.tsx"
import { ItemChecklists } from "./item-checklists.tsx"
import { ItemProvider, type OpenItem } from "./item-context.ts"
import { ItemDescription } from "./item-description.tsx"
import { ItemHead } from "./item-head.tsx"
import { ItemNotices } from "./item-notices.tsx"
import { ItemProperties } from "./item-properties.tsx"
import { ItemRelations } from "./item-relations.tsx"
import { ItemSubitems } from "./item-subitems.tsx"
import { ItemTitle } from "./item-title.tsx"
import { pressProperty } from "./property.tsx"
import { createTyping, TypingHere } from "./typing.tsx"
import "./item-panel.css"

/** What agents work on, with the engine of clocks and its words. */
const TicketBody = lazy(async () => ({ default: (await import("./ticket/ticket-body.tsx")).TicketBody }))

export interface ItemPanelProps {
  readonly space: SpaceData
  readonly item: ItemId
  /** Whether the keyboard is in the panel; where not, somebody only peeks at it from its card or row. */
  readonly takesFocus: boolean
  readonly onClose: () => void
  readonly onOpenItem: (id: ItemId) => void
  /** Leads to the history of the item. */
  readonly onHistory: () => void
  /** Says more about how far changes have come. */
  readonly onSync: () => void
}

/**
 * Everything about one item, over the view it was opened from. What takes the focus gives it back when it closes.
 *
 * Stands at the inline end of the nearest positioned element; on a phone it is the whole page.
 */
export function ItemPanel(props: ItemPanelProps): JSX.Element {
  let panel!: HTMLElement
  const row = createRow("items", () => ({ live: props.space.live, id: props.item }))
  let before = document.activeElement

  onMount(() => {
    preloadChoices()
  })
  createEffect(() => {
    if (!props.takesFocus) return announcePeek(props.space, row())
    before = document.activeElement
    panel.focus({ preventScroll: true })
  })
  onCleanup(() => {
    const holdsFocus = panel.contains(document.activeElement) || document.activeElement === document.body
    const returned = before
    if (holdsFocus && returned instanceof HTMLElement && returned.isConnected)
      queueMicrotask(() => returned.focus({ preventScroll: true }))
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const editsText = isTextField(event.target)
    if (event.key === "Escape") {
      event.preventDefault()
      event.stopPropagation()
      if (editsText) panel.focus({ preventScroll: true })
      else props.onClose()
    }
    if (editsText || event.metaKey || event.ctrlKey || event.altKey) return
    const property = PROPERTY_KEYS[event.key.toLowerCase()]
    if (property === undefined || !pressProperty(panel, property)) return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <section
      ref={panel}
      class="item-panel"
      tabIndex={-1}
      aria-label={itemPanel().label(labelOf(props.space, row()))}
      onKeyDown={onKeyDown}
    >
      <Show when={row()} keyed fallback={<NotThere ready={props.space.ready()} onClose={() => props.onClose()} />}>
        {standing => (
          <OpenItemPanel
            row={standing}
            space={untrack(() => props.space)}
            onClose={() => props.onClose()}
            onOpenItem={id => props.onOpenItem(id)}
            onHistory={() => props.onHistory()}
            onSync={() => props.onSync()}
          />
        )}
      </Show>
    </section>
  )
}

/** Says what is shown to whoever does not see it, since the focus stays where it is. */
function announcePeek(space: SpaceData, row: LiveRow<Item> | undefined): void {
  if (row !== undefined) announce(itemPanel().peek(labelOf(space, row), row.plain.title || t().item.untitled))
}

/** Fetches what the properties open, so that they open in the same frame, and also when the network goes meanwhile. */
function preloadChoices(): void {
  // Without a network nothing is lost by not having it yet: the next press asks again.
  void Promise.allSettled([preloadPicker(), preloadMenu(), preloadDatePicker(), TicketBody.preload()])
}

const PROPERTY_KEYS: Readonly<Record<string, string>> = {
  s: "status",
  a: "assignees",
  p: "priority",
  d: "due",
  l: "labels",
  e: "estimate",
}

function labelOf(space: SpaceData, row: LiveRow<Item> | undefined): string {
  if (row === undefined) return ""
  return itemKey(space, { id: row.plain.id, number: row.read("number") })
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable) ||
    (target instanceof HTMLInputElement && target.type !== "checkbox")
  )
}

interface OpenItemPanelProps {
  readonly row: LiveRow<Item>
  readonly space: SpaceData
  readonly onClose: () => void
  readonly onOpenItem: (id: ItemId) => void
  readonly onHistory: () => void
  readonly onSync: () => void
}

function OpenItemPanel(props: OpenItemPanelProps): JSX.Element {
  const workspace = useWorkspace()
  const { row, space } = untrack(() => ({ row: props.row, space: props.space }))
  const id = row.plain.id
  const item: OpenItem = {
    workspace,
    space,
    id,
    row,
    key: () => itemKey(space, { id, number: row.read("number") }),
    today: createToday(() => workspace.now()),
    setup: createSetupSnapshot(workspace, () => space),
    act: useAct(() => space.id),
    mayWrite: () => workspace.mayWrite(`space/${space.id}`) && row.read("movedTo") === null,
    me: workspace.me,
    open: opened => props.onOpenItem(opened),
  }
  const isTicket = createMemo(() => item.setup().itemTypes.get(row.read("type") ?? "")?.behaviour === "ticket")
  return (
    <ItemProvider value={item}>
      <ItemHead onClose={() => props.onClose()} onHistory={() => props.onHistory()} onSync={() => props.onSync()} />
      <Show
        when={!isTicket()}
        fallback={
          <Suspense>
            <TicketBody />
          </Suspense>
        }
      >
        <div class="item-body" onInput={createTyping(item)}>
          <ItemNotices />
          <fieldset class="item-fields" disabled={!item.mayWrite()}>
            <ItemTitle />
            <TypingHere field="title" />
            <ItemProperties />
            <ItemDescription />
            <ItemChecklists />
          </fieldset>
          <ItemAttachments />
          <ItemSubitems />
          <ItemRelations />
          <ItemActivity />
        </div>
      </Show>
    </ItemProvider>
  )
}

function NotThere(props: { readonly ready: boolean; readonly onClose: () => void }): JSX.Element {
  return (
    <Show when={props.ready}>
      <div class="item-not-there">
        <EmptyState
          title={t().item.notThere}
          action={<Button onClick={() => props.onClose()}>{t().item.closePanel}</Button>}
        >
          {t().item.notThereBody}
        </EmptyState>
      </div>
    </Show>
  )
}

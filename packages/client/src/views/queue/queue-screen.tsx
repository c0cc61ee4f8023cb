import type { ItemId } from "@weft/model/base/ids"
import type { Filter } from "@weft/model/query/filter"
import { filterToText } from "@weft/model/query/filter-address"
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show, untrack, type JSX } from "solid-js"
import { useCommands } from "../../commands/command-host.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { FilterBar } from "../../parts/filter-bar.tsx"
import { createNarrow } from "../../parts/narrow.ts"
import type { OpenItemBeside } from "../../parts/open-item.ts"
import { savedViews, type SavedView } from "../../parts/saved-views.ts"
import { t } from "../../text/index.ts"
import { usualQueueFilter, type UsualQueue } from "../../parts/service/usual-queues.ts"
import { serviceWords } from "../../text/service.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { isFreePress } from "../../ui/free-press.ts"
import { Icon } from "../../ui/icon.tsx"
import { arrowDownUpIcon, chartColumnIcon, plusIcon } from "../../ui/icons.ts"
import { QueueLines } from "./queue-lines.tsx"
import { QueueMenu } from "./queue-menu.tsx"
import { createQueuePeers } from "./queue-peers.ts"
import { createQueueState, TICKET_HEIGHT, type QueueLine, type QueueState } from "./queue-state.ts"
import { rowElementId } from "./row-element.ts"
import "./queue.css"

export interface QueueScreenProps {
  readonly space: SpaceData
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  /** The saved queue that is shown; nothing for all tickets. */
  readonly view: string | undefined
  readonly onView: (view: SavedView | undefined) => void
  readonly onUsual: (queue: UsualQueue) => void
  /** The ticket that is open beside the queue. */
  readonly openItem: string | null
  readonly onOpenItem: OpenItemBeside
  /** Asks for something of the catalogue; nothing where it offers nothing. */
  readonly onRequest: (() => void) | undefined
  /** Leads to how the service did. */
  readonly onReport: () => void
}

/** How far above and below what is in sight rows are drawn, px. */
const OVERSCAN = 600

/** The tickets of a service by what is due next, with what agents do first: take one, and answer it. */
export function QueueScreen(props: QueueScreenProps): JSX.Element {
  let list!: HTMLDivElement
  const filter = createMemo(() => props.filter, [], {
    equals: (before, after) => filterToText(before) === filterToText(after),
  })
  const queue = createQueueState(
    untrack(() => props.space),
    filter,
  )
  const { workspace, space } = queue
  const narrow = createNarrow()
  const viewName = () =>
    usualQueueFilter(props.view) === undefined
      ? savedViews(workspace, space).find(({ id }) => id === props.view)?.name
      : serviceWords().queues[props.view as UsualQueue]
  const [view, setView] = createSignal({ top: 0, height: 800 })
  const peers = createQueuePeers(queue)
  createEffect(
    on(
      () => props.openItem,
      item => {
        if (item !== null) queue.setActive(item)
        workspace.presence.tell(`space/${space.id}`, { items: item === null ? [] : [item], cell: null, drag: null })
      },
    ),
  )
  onCleanup(() => workspace.presence.tell(`space/${space.id}`, { items: [] }))
  const inSight = createMemo(() => {
    const { top, height } = view()
    return queue.lines().filter(line => line.top + TICKET_HEIGHT > top - OVERSCAN && line.top < top + height + OVERSCAN)
  })
  const go = (by: number) => {
    const ticket = queue.go(by)
    if (ticket === null) return
    reveal(ticket)
    if (props.openItem !== null) props.onOpenItem(ticket, "peek")
  }
  const reveal = (ticket: string) => {
    const line = queue.lines().find(one => one.line === "ticket" && one.ticket.id === ticket)
    if (line === undefined) return
    const { scrollTop, clientHeight } = list
    if (line.top < scrollTop) list.scrollTop = line.top
    else if (line.top + TICKET_HEIGHT > scrollTop + clientHeight)
      list.scrollTop = line.top + TICKET_HEIGHT - clientHeight
  }
  const showTaken = (ticket: string) => {
    reveal(ticket)
    props.onOpenItem(ticket)
  }
  const takeNext = () => queue.takeNext(showTaken)
  const preview = () => {
    const active = queue.active()
    if (active !== null) queue.preview(active)
  }
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
    const active = queue.active()
    const done = (): true => {
      event.preventDefault()
      event.stopPropagation()
      return true
    }
    switch (event.key) {
      case "j":
      case "ArrowDown":
        return done() && go(1)
      case "k":
      case "ArrowUp":
        return done() && go(-1)
      case "Enter":
        return active === null ? undefined : done() && props.onOpenItem(active)
      case " ":
        return active === null ? undefined : done() && props.onOpenItem(active, "peek")
      case "n":
        return queue.mayWrite() ? done() && takeNext() : undefined
      case "i":
        return active === null || !queue.mayWrite() ? undefined : (done(), queue.take(active))
      case "M":
        // The open ticket hears it itself.
        return active === null || props.openItem !== null ? undefined : (done(), void runMacro())
      case "I":
        return active === null ? undefined : (done(), preview())
    }
  }
  onMount(() => {
    const look = () => setView({ top: list.scrollTop, height: list.clientHeight })
    look()
    const sizes = new ResizeObserver(look)
    sizes.observe(list)
    list.addEventListener("scroll", look, { passive: true })
    const listen = (event: KeyboardEvent) => {
      if (isFreePress(event)) press(event)
    }
    document.addEventListener("keydown", listen)
    if (document.activeElement === document.body) list.focus({ preventScroll: true })
    onCleanup(() => {
      sizes.disconnect()
      document.removeEventListener("keydown", listen)
    })
  })
  const runMacro = async () => {
    const active = queue.active()
    if (active === null || !queue.mayWrite()) return
    const { openMacroPicker } = await import("../../parts/talk/macros.ts")
    const anchor = document.getElementById(rowElementId(active)) ?? list
    openMacroPicker(anchor, { workspace, space, items: [active as ItemId] })
  }
  useCommands({
    "run-macro": { run: () => void runMacro(), may: () => queue.active() !== null && queue.mayWrite() },
    "take-next": { run: takeNext, may: queue.mayWrite },
    "preview-take": { run: preview, may: () => queue.active() !== null },
  })
  return (
    <div class="queue-view" data-beside={props.openItem === null ? undefined : ""}>
      <FilterBar
        filter={filter()}
        onFilter={props.onFilter}
        setup={queue.setup()}
        today={queue.today()}
        narrow={narrow()}
      >
        <span class="queue-order">
          <Icon icon={arrowDownUpIcon} size={14} />
          {serviceWords().order}
        </span>
        <Show when={viewName()}>{name => <span class="queue-view-name">{name()}</span>}</Show>
        <QueueMenu
          queue={queue}
          view={props.view}
          filterText={filterToText(filter())}
          onView={view => props.onView(view)}
          onUsual={queue => props.onUsual(queue)}
        />
        <IconButton icon={chartColumnIcon} label={t().navigation.report} onClick={() => props.onReport()} />
        <Show when={props.onRequest}>
          {request => (
            <Button
              kind="quiet"
              class="queue-request"
              data-tooltip={serviceWords().newRequest}
              icon={plusIcon}
              shortcut="shift+n"
              onClick={() => request()()}
            >
              {serviceWords().newRequest}
            </Button>
          )}
        </Show>
        <Show when={queue.mayWrite()}>
          <Button shortcut="n" onClick={takeNext}>
            {serviceWords().takeNext}
          </Button>
        </Show>
      </FilterBar>
      <Show when={!queue.hasTerms()}>
        <div class="queue-bar">
          <span class="queue-no-terms">{serviceWords().noTerms}</span>
          <Show when={queue.mayPromise()}>
            <Button size="small" data-tooltip={serviceWords().usualTermsAre} onClick={() => queue.promiseUsual()}>
              {serviceWords().usualTerms}
            </Button>
          </Show>
        </div>
      </Show>
      <div
        ref={list}
        class="queue-list"
        role="grid"
        tabIndex={0}
        aria-label={serviceWords().queue}
        aria-activedescendant={activeRow(queue, inSight())}
        onKeyDown={event => {
          if (event.target === list) press(event)
        }}
        onFocus={() => {
          if (queue.active() === null) queue.go(1)
        }}
      >
        <Show
          when={!queue.isEmpty()}
          fallback={
            filter().length === 0 ? (
              <EmptyState title={serviceWords().empty}>{serviceWords().emptyBody}</EmptyState>
            ) : (
              <EmptyState
                title={t().empty.filtered}
                action={<Button onClick={() => props.onFilter([])}>{t().filters.clear}</Button>}
              >
                {t().empty.filteredBody(queue.total())}
              </EmptyState>
            )
          }
        >
          <div class="queue-rows" role="presentation" style={{ height: `${queue.height()}px` }}>
            <QueueLines
              queue={queue}
              lines={inSight()}
              peers={peers()}
              openItem={props.openItem}
              onOpenItem={props.onOpenItem}
            />
          </div>
        </Show>
      </div>
    </div>
  )
}

function activeRow(queue: QueueState, lines: readonly QueueLine[]): string | undefined {
  const active = queue.active()
  const isDrawn = lines.some(line => line.line === "ticket" && line.ticket.id === active)
  return active !== null && isDrawn ? rowElementId(active) : undefined
}

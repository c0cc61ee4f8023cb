import { patchSpace, trashSpace } from "@weft/model/actions/space"
import type { BoardId, ItemId, SpaceId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { sessionGoingOn } from "@weft/model/tasks/planning-session"
import { createEffect, createMemo, createSignal, on, onCleanup, Show, Suspense, type JSX } from "solid-js"
import type { CommandId } from "../commands/commands.ts"
import { useCommands } from "../commands/command-host.ts"
import { useWorkspace } from "../data/context.ts"
import { rememberPlace } from "../data/recent-places.ts"
import type { SpaceData, Workspace } from "../data/workspace.ts"
import { useAct } from "../parts/acting.ts"
import type { OpenItemBeside } from "../parts/open-item.ts"
import { usualQueueFilter } from "../parts/service/usual-queues.ts"
import { savedViews, type SavedView } from "../parts/saved-views.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { EmptyState } from "../ui/empty-state.tsx"
import { inboxIcon, listIcon, squareChartGanttIcon, squareKanbanIcon } from "../ui/icons.ts"
import type { MenuEntry } from "../ui/menu.tsx"
import { BoardScreen } from "../views/board/board-screen.tsx"
import {
  boardHref,
  filterOf,
  listHref,
  planHref,
  queueHref,
  sameFilter,
  withFilter,
  withItem,
  withText,
  type BoardSearch,
} from "./addresses.ts"
import { Header } from "./header.tsx"
import {
  ItemPanel,
  ListScreen,
  PlanScreen,
  QueueScreen,
  RenameDialog,
  SessionDock,
  StartSessionDialog,
} from "./lazy-dialogs.ts"
import { saveFile } from "../parts/save-file.ts"
import { useShell } from "./shell-context.ts"
import { createShownSpace } from "./shown-space.ts"

export type SpaceView = "board" | "list" | "plan" | "queue"

export interface SpacePageProps {
  readonly space: SpaceId
  readonly shows: SpaceView
  /** The board that the address names; the space's first where it names none. */
  readonly board: string | undefined
  /** The saved view of the list that the address names. */
  readonly view: string | undefined
  readonly search: BoardSearch
  /** Shows another view or search, by its path within the space; `replace` does not add to the history. */
  readonly onGo: (place: string, search: BoardSearch, replace: boolean) => void
  readonly onGone: () => void
  /** Leads to another screen of the space. */
  readonly onOpen: (
    place: "project" | "settings" | "service" | "catalogue" | "report" | "trash" | "access" | "history" | "archive",
  ) => void
  /** Leads to the history of an item. */
  readonly onHistory: (item: ItemId) => void
}

/** A space with its board, its list or its plan, and an item over it. */
export function SpacePage(props: SpacePageProps): JSX.Element {
  const workspace = useWorkspace()
  const shell = useShell()
  const act = useAct(() => props.space)
  const space = createMemo(() => workspace.space(props.space))
  const shown = createShownSpace(workspace, space)
  /** Where the open item lies: a guest is worked on at its home, also when it was taken off here meanwhile. */
  const openHome = createMemo<{ readonly item: string | undefined; readonly on: SpaceData; readonly home: SpaceData }>(
    before => {
      const [{ item }, on] = [props.search, space()]
      const guest = shown()?.guests?.of(item ?? "")
      if (guest?.isReadable === true) return { item, on, home: workspace.space(guest.home) }
      return before !== undefined && before.item === item && before.on === on ? before : { item, on, home: on }
    },
  )
  const [open, setOpen] = createSignal<"none" | "rename" | "session">("none")
  const boards = createMemo(() => living(space().live.table("boards")).sort(compareRanked))
  const board = () => boards().find(candidate => candidate.id === props.board) ?? boards()[0]
  const isHere = () => workspace.spaces().includes(props.space)
  /** What runs on without an end has a queue, and begins with it. */
  const profile = () => space().live.table("profiles").get(props.space)
  const isService = () => profile()?.kind === "service"
  const mayWrite = () => workspace.mayWrite(`space/${props.space}`)
  const hasOfferings = () => mayWrite() && space().live.table("offeringVersions").size > 0
  /** Whether the person may change what the space is, and who may open it. */
  const mayManage = () => workspace.mayWrite(`setup/${props.space}`)
  const listPlace = () => (props.view === undefined ? "list" : `list/${props.view}`)
  const go = (search: BoardSearch, replace: boolean) => {
    const current = board()
    if (props.shows === "list") props.onGo(listPlace(), search, replace)
    else if (props.shows === "plan" || props.shows === "queue") props.onGo(props.shows, search, replace)
    else if (current !== undefined) props.onGo(`board/${current.id}`, search, replace)
  }
  const [isPeeking, setPeeking] = createSignal(false)
  // While somebody peeks from card to card, the way back leads to before the first one.
  const openItem: OpenItemBeside = (item, how = "open") => {
    if (item !== null) setPeeking(how === "peek")
    const isNext = how === "peek" && item !== null && props.search.item !== undefined
    if (item !== (props.search.item ?? null)) go(withItem(props.search, item), isNext)
  }
  const shownView = () => savedViews(workspace, space()).find(({ id }) => id === (props.view ?? props.search.view))
  const savedFilter = () => usualQueueFilter(props.search.view) ?? shownView()?.filter ?? ""
  const goToView = (view: SavedView | undefined, usual: string) => {
    if (view === undefined) props.onGo(usual, {}, false)
    else if (view.queue) props.onGo("queue", { view: view.id }, false)
    else if (view.board === null) props.onGo(`list/${view.id}`, {}, false)
    else props.onGo(`board/${view.board}`, { view: view.id }, false)
  }
  createEffect(() => {
    if (props.search.item !== undefined) rememberPlace(localStorage, workspace.id, props.search.item)
  })
  createEffect(() => showPresence(workspace, space().id))
  createEffect(() => {
    if (space().ready() && mayWrite()) onCleanup(keepArchiveLater(workspace, props.space))
  })
  // Where no relay gives tickets by rule, this tab does; what rules weigh is large, and few spaces have any.
  createEffect(() => {
    if (space().live.table("assignmentRules").size > 0 && workspace.sync().relay.state === "none")
      assignByRule(workspace)
  })
  // Whoever goes to another view works on in it: the head of the page stays, so it lets go of the keyboard.
  createEffect(on(() => props.shows, leaveHeader, { defer: true }))
  // An address without a board becomes the address of the first one, so that opening an item keeps the screen.
  createEffect(() => {
    const first = board()
    if (profile() !== undefined && props.shows === "board" && props.board === undefined && first !== undefined)
      props.onGo(isService() ? "queue" : `board/${first.id}`, props.search, true)
  })
  const goToNth = (index: number) => {
    const usual = [`board/${board()?.id ?? ""}`, "list", "plan"]
    goToView(savedViews(workspace, space())[index - usual.length], usual[index] ?? "list")
  }
  const viewsCount = () => 3 + savedViews(workspace, space()).length
  useCommands({
    "go-board": { run: () => goToNth(0) },
    "go-list": { run: () => goToNth(1) },
    "go-plan": { run: () => goToNth(2) },
    "go-catalogue": { run: () => props.onOpen("catalogue"), may: isService },
    "go-report": { run: () => props.onOpen("report"), may: isService },
    "go-queue": { run: () => props.onGo("queue", {}, false), may: isService },
    "plan-together": { run: () => setOpen("session"), may: () => mayPlan() },
    "go-project": { run: () => props.onOpen("project") },
    "go-settings": { run: () => props.onOpen("settings") },
    "go-trash": { run: () => props.onOpen("trash") },
    "go-archive": { run: () => props.onOpen("archive") },
    "go-history": { run: () => props.onOpen("history") },
    "go-access": { run: () => props.onOpen("access"), may: () => shell.isByAccount() },
    ...Object.fromEntries(
      VIEW_COMMANDS.map((id, index) => [id, { run: () => goToNth(index), may: () => index < viewsCount() }]),
    ),
  })

  const session = createMemo(() => sessionGoingOn({ planningSessions: space().live.table("planningSessions") }))
  const mayPlan = () => mayWrite() && session() === null

  const spaceEntries = (): readonly MenuEntry[] => [
    ...(mayManage() ? [{ label: t().shell.renameSpace, onSelect: () => setOpen("rename") }] : []),
    { label: t().shell.share, onSelect: () => shell.share() },
    ...(mayPlan() ? [{ label: t().shell.planTogether, onSelect: () => setOpen("session") }] : []),
    ...(shell.isByAccount() ? [{ label: t().shell.whoCanOpen, onSelect: () => props.onOpen("access") }] : []),
    { label: t().navigation.project, onSelect: () => props.onOpen("project") },
    ...(mayWrite() ? [{ label: t().shell.importPlan, onSelect: () => shell.importPlan() }] : []),
    { label: t().shell.exportPlan, onSelect: () => shell.exportPlan() },
    ...(isService() ? [{ label: t().navigation.catalogue, onSelect: () => props.onOpen("catalogue") }] : []),
    ...(isService() ? [{ label: t().navigation.report, onSelect: () => props.onOpen("report") }] : []),
    ...(isService() ? [{ label: t().navigation.service, onSelect: () => props.onOpen("service") }] : []),
    { label: t().navigation.settings, onSelect: () => props.onOpen("settings") },
    { label: t().navigation.history, onSelect: () => props.onOpen("history") },
    { label: t().navigation.archive, onSelect: () => props.onOpen("archive") },
    { label: t().navigation.trashAndArchive, onSelect: () => props.onOpen("trash") },
    ...(mayManage() && workspace.mayWrite("directory")
      ? [
          { kind: "separator" as const },
          {
            label: t().shell.trashSpace,
            danger: true,
            onSelect: () => void (act(trashSpace, {}, t().shell.stepSpace(nameOf(space()))) && props.onGone()),
          },
        ]
      : []),
  ]

  return (
    <Show
      when={isHere()}
      fallback={
        <EmptyState
          title={t().shell.spaceGone}
          action={<Button onClick={() => props.onOpen("trash")}>{t().navigation.trashAndArchive}</Button>}
        >
          {t().shell.spaceGoneBody}
        </EmptyState>
      }
    >
      <Header
        space={space()}
        views={[
          ...(isService()
            ? [
                {
                  label: t().views.queue,
                  icon: inboxIcon,
                  current: props.shows === "queue",
                  href: queueHref(workspace.id, props.space),
                  onOpen: () => props.onGo("queue", {}, false),
                },
              ]
            : []),
          {
            label: t().views.board,
            icon: squareKanbanIcon,
            current: props.shows === "board",
            href: boardHref(workspace.id, props.space, board()?.id ?? "", sameFilter(props.search)),
            onOpen: () => props.onGo(`board/${board()?.id ?? ""}`, sameFilter(props.search), false),
          },
          {
            label: t().views.list,
            icon: listIcon,
            current: props.shows === "list",
            href: listHref(workspace.id, props.space, undefined, sameFilter(props.search)),
            onOpen: () => props.onGo("list", sameFilter(props.search), false),
          },
          {
            label: t().views.plan,
            icon: squareChartGanttIcon,
            current: props.shows === "plan",
            href: planHref(workspace.id, props.space),
            onOpen: () => props.onGo("plan", {}, false),
          },
        ]}
        spaceEntries={spaceEntries}
        onShare={() => shell.share()}
        onSync={() => shell.sync()}
        onNewItem={mayWrite() ? () => shell.capture() : undefined}
        onSearch={() => shell.search()}
        onOpenSidebar={() => shell.openSidebar()}
      />
      <div class="space-stage">
        <main class="space-view">
          <Suspense>
            <Show when={space().ready() && props.shows === "list" && shown()}>
              {listed => (
                <ListScreen
                  space={listed()}
                  view={props.view}
                  filter={props.search.filter}
                  onFilter={filter => go(withText(props.search, "filter", filter), true)}
                  find={props.search.find ?? ""}
                  onFind={find => go(withText(props.search, "find", find), true)}
                  openItem={props.search.item ?? null}
                  onOpenItem={openItem}
                  onView={view => goToView(view, "list")}
                  onSave={saveFile}
                />
              )}
            </Show>
            <Show when={space().ready() && props.shows === "plan" && space()} keyed>
              {shown => (
                <PlanScreen
                  space={shown}
                  openItem={props.search.item ?? null}
                  onOpenItem={item => go(withItem(props.search, item), false)}
                />
              )}
            </Show>
            <Show when={space().ready() && props.shows === "queue" && space()} keyed>
              {queued => (
                <QueueScreen
                  space={queued}
                  filter={filterOf(props.search, savedFilter())}
                  onFilter={filter => go(withFilter(props.search, filter, savedFilter()), true)}
                  view={shownView()?.id ?? props.search.view}
                  onView={view => goToView(view, "queue")}
                  onUsual={view => props.onGo("queue", { view }, false)}
                  openItem={props.search.item ?? null}
                  onOpenItem={openItem}
                  onReport={() => props.onOpen("report")}
                  onRequest={hasOfferings() ? () => shell.request(null) : undefined}
                />
              )}
            </Show>
            <Show when={space().ready() && props.shows === "board" && props.board !== undefined && board() && shown()}>
              {carded => (
                <BoardScreen
                  space={carded()}
                  board={board()!.id}
                  filter={filterOf(props.search, savedFilter())}
                  onFilter={filter => go(withFilter(props.search, filter, savedFilter()), true)}
                  view={shownView()?.id}
                  onView={view => goToView(view, `board/${board()!.id}`)}
                  openItem={props.search.item ?? null}
                  onOpenItem={openItem}
                  onBoard={(id: BoardId) => props.onGo(`board/${id}`, withItem(props.search, null), false)}
                />
              )}
            </Show>
          </Suspense>
        </main>
        <Suspense>
          <Show when={space().ready() && props.search.item}>
            {item => (
              <ItemPanel
                space={openHome().home}
                item={item() as ItemId}
                takesFocus={!isPeeking()}
                onClose={() => go(withItem(props.search, null), false)}
                onOpenItem={(id: ItemId) => go(withItem(props.search, id), false)}
                onHistory={() => props.onHistory(item() as ItemId)}
                onSync={() => shell.sync()}
              />
            )}
          </Show>
        </Suspense>
      </div>
      <Suspense>
        <Show when={space().ready() && session()}>
          {shared => (
            <SessionDock
              space={space()}
              session={shared()}
              openItem={(props.search.item ?? null) as ItemId | null}
              onFollow={peer => shell.follow(peer)}
            />
          )}
        </Show>
      </Suspense>
      <Suspense>
        <Show when={open() === "session"}>
          <StartSessionDialog space={space()} onClose={() => setOpen("none")} />
        </Show>
        <Show when={open() === "rename"}>
          <RenameDialog
            title={t().shell.renameSpace}
            value={nameOf(space())}
            onClose={() => setOpen("none")}
            onRename={name => workspace.run(props.space, patchSpace, { name }, t().shell.stepSpace(name))}
          />
        </Show>
      </Suspense>
    </Show>
  )
}

function nameOf(space: SpaceData): string {
  return space.live.plain.profiles.get(space.id)?.name ?? ""
}

/** Says that this person is in the space until the surrounding computation runs again. */
function showPresence(workspace: Workspace, space: SpaceId): void {
  const name = workspace.live.table("members").get(workspace.me)?.name ?? ""
  const path = `space/${space}`
  workspace.presence.show(path, { member: workspace.me, name, items: [], drag: null })
  onCleanup(() => workspace.presence.show(path, null))
}

const assigning = new WeakSet<Workspace>()

function assignByRule(workspace: Workspace): void {
  if (assigning.has(workspace)) return
  assigning.add(workspace)
  // Without a network the tickets stay with nobody, and their rules are offered where one chooses an owner.
  import("./assign-here.ts").then(({ assignHere }) => assignHere(workspace)).catch(() => assigning.delete(workspace))
}

function leaveHeader(): void {
  const held = document.activeElement
  if (held instanceof HTMLElement && held.closest(".header") !== null) held.blur()
}

const VIEW_COMMANDS = [
  "view-1",
  "view-2",
  "view-3",
  "view-4",
  "view-5",
  "view-6",
  "view-7",
  "view-8",
  "view-9",
] as const satisfies readonly CommandId[]

/** How long after a space was opened its archive is looked after, so that nothing on the screen waits; in milliseconds. */
const ARCHIVE_AFTER_MILLIS = 5_000

/** Archives what has been finished for long enough, once the space has been open for a while. Answers how to stop that. */
function keepArchiveLater(workspace: Workspace, space: SpaceId): () => void {
  const timer = setTimeout(() => {
    // Without a network it is done on another day, or by somebody else.
    import("./keep-archive.ts").then(({ keepArchiveOf }) => keepArchiveOf(workspace, space)).catch(() => undefined)
  }, ARCHIVE_AFTER_MILLIS)
  return () => clearTimeout(timer)
}

import type { SpaceId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { compareRanked } from "@weft/model/base/rank"
import { charterOf } from "@weft/model/plan/charter-of-space"
import { SPACE_KINDS, type SpaceKind } from "@weft/model/schema/space"
import { createMemo, For, Show, Suspense, type JSX } from "solid-js"
import { memberNamed, useWorkspace } from "../data/context.ts"
import { Avatar } from "../parts/avatar.tsx"
import { SpaceKindGlyph } from "../parts/space-kind-glyph.tsx"
import { WorkspaceSync } from "../parts/workspace-sync.tsx"
import { t } from "../text/index.ts"
import { IconButton } from "../ui/button.tsx"
import { chevronDownIcon, listIcon, plusIcon, searchIcon, squareKanbanIcon, userIcon, usersIcon } from "../ui/icons.ts"
import { Icon } from "../ui/icon.tsx"
import { openMenu, type MenuEntry } from "../ui/menu.tsx"
import { ServiceNotices, ServiceQueues } from "./lazy-dialogs.ts"
import { boardHref, contactsHref, peopleHref, queueHref, spaceHref, viewHref } from "./addresses.ts"
import { hasContacts } from "./has-contacts.ts"
import { savedViews } from "../parts/saved-views.ts"
import { ariaShortcut, Kbd } from "../ui/kbd.tsx"
import { Mark } from "../ui/mark.tsx"
import "./sidebar.css"

export interface SidebarProps {
  /** The space that is shown. */
  readonly current: string | undefined
  /** The saved view that is shown. */
  readonly view: string | undefined
  /** The place of the workspace that is shown, outside its spaces. */
  readonly place: string | undefined
  readonly onNewSpace: (kind: SpaceKind) => void
  readonly onSync: () => void
  readonly onSearch: () => void
  readonly workspaceEntries: () => readonly MenuEntry[]
  readonly memberEntries: () => readonly MenuEntry[]
  readonly onNavigate: () => void
}

/** The places of the workspace. An entry is here only when its screen is real. */
export function Sidebar(props: SidebarProps): JSX.Element {
  const workspace = useWorkspace()
  const name = () => workspace.live.table("workspaces").get(workspace.id)?.name ?? ""
  const me = () => memberNamed(workspace.live, workspace.me)
  return (
    <nav class="sidebar" aria-label={t().shell.sidebar}>
      <div class="sidebar-head">
        <button
          type="button"
          class="sidebar-workspace"
          aria-haspopup="menu"
          aria-label={name() === "" ? t().navigation.workspaceMenu : undefined}
          onClick={event =>
            openMenu({
              anchor: event.currentTarget,
              label: t().navigation.workspaceMenu,
              entries: props.workspaceEntries,
            })
          }
        >
          <Mark />
          <span class="sidebar-name">{name()}</span>
          <Icon icon={chevronDownIcon} size={14} />
        </button>
        <WorkspaceSync onOpen={() => props.onSync()} />
      </div>
      <button
        type="button"
        class="sidebar-entry sidebar-search"
        aria-keyshortcuts={ariaShortcut("mod+k")}
        onClick={() => {
          props.onNavigate()
          props.onSearch()
        }}
      >
        <Icon icon={searchIcon} />
        <span class="sidebar-name">{t().general.search}</span>
        <Kbd keys="mod+k" />
      </button>
      <div class="sidebar-places">
        <a
          class="sidebar-entry"
          href={peopleHref(workspace.id)}
          aria-current={props.place === "people" ? "page" : undefined}
          data-focus="inside"
          onClick={() => props.onNavigate()}
        >
          <Icon icon={usersIcon} />
          <span class="sidebar-name">{t().navigation.people}</span>
        </a>
        <Show when={hasContacts(workspace)}>
          <a
            class="sidebar-entry"
            href={contactsHref(workspace.id)}
            aria-current={props.place === "contacts" ? "page" : undefined}
            data-focus="inside"
            onClick={() => props.onNavigate()}
          >
            <Icon icon={userIcon} />
            <span class="sidebar-name">{t().navigation.contacts}</span>
          </a>
        </Show>
        <For each={SPACE_KINDS}>
          {kind => (
            <SpacesOfKind
              kind={kind}
              current={props.current}
              view={props.view}
              onNew={props.onNewSpace}
              onNavigate={props.onNavigate}
            />
          )}
        </For>
      </div>
      <button
        type="button"
        class="sidebar-member"
        aria-haspopup="menu"
        onClick={event =>
          openMenu({
            anchor: event.currentTarget,
            label: t().shell.member,
            entries: props.memberEntries,
            side: "above",
          })
        }
      >
        <Avatar person={me()} decorative />
        <span class="sidebar-name">{me()?.name ?? t().shell.member}</span>
      </button>
    </nav>
  )
}

const HEADINGS = { project: "projects", service: "services", list: "lists" } as const

function SpacesOfKind(props: {
  readonly kind: SpaceKind
  readonly current: string | undefined
  readonly view: string | undefined
  readonly onNew: (kind: SpaceKind) => void
  readonly onNavigate: () => void
}): JSX.Element {
  const workspace = useWorkspace()
  // Straight to the queue, or to the board where it is known, which saves a step on the way.
  const hrefOf = (id: SpaceId) => {
    if (props.kind === "service") return queueHref(workspace.id, id)
    const board = living(workspace.setup(id).live.table("boards")).sort(compareRanked)[0]
    return board === undefined ? spaceHref(workspace.id, id) : boardHref(workspace.id, id, board.id)
  }
  const profileOf = (id: SpaceId) => workspace.setup(id).live.table("profiles").get(id)
  /** Archived projects are found in the palette; one that is open stands here as long as it is. */
  const isHere = (id: SpaceId) =>
    id === props.current ||
    charterOf({ space: id, charters: workspace.setup(id).live.table("charters") })?.state !== "archived"
  const spaces = createMemo(() => workspace.spaces().filter(id => profileOf(id)?.kind === props.kind && isHere(id)))
  /** Whether new ones may be made: guests see what they were invited to, and begin nothing. */
  const mayAdd = () => workspace.mayWrite("directory")
  return (
    <section class="sidebar-group" aria-label={t().navigation[HEADINGS[props.kind]]}>
      <div class="sidebar-group-head">
        <h2>{t().navigation[HEADINGS[props.kind]]}</h2>
        <Show when={mayAdd()}>
          <IconButton
            icon={plusIcon}
            size="small"
            label={t().shell.newSpaceIn[props.kind]}
            onClick={() => props.onNew(props.kind)}
          />
        </Show>
      </div>
      <Show when={spaces().length > 0}>
        <ul>
          <For each={spaces()}>
            {id => (
              <li>
                <a
                  class="sidebar-entry"
                  href={hrefOf(id)}
                  aria-current={props.current !== id ? undefined : props.view === undefined ? "page" : "true"}
                  data-focus="inside"
                  onClick={() => props.onNavigate()}
                >
                  <SpaceKindGlyph kind={props.kind} decorative />
                  <span class="sidebar-name">{profileOf(id)?.name}</span>
                </a>
                <Show when={props.kind === "service"}>
                  <Suspense>
                    <ServiceNotices space={id} onNavigate={props.onNavigate} />
                  </Suspense>
                </Show>
                <Show when={props.current === id && props.kind === "service"}>
                  <Suspense>
                    <ServiceQueues space={id} view={props.view} onNavigate={props.onNavigate} />
                  </Suspense>
                </Show>
                <Show when={props.current === id}>
                  <PinnedViews space={id} view={props.view} onNavigate={props.onNavigate} />
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}

/** The saved views of the space that is shown, as far as they are pinned. */
function PinnedViews(props: {
  readonly space: SpaceId
  readonly view: string | undefined
  readonly onNavigate: () => void
}): JSX.Element {
  const workspace = useWorkspace()
  const pinned = createMemo(() =>
    savedViews(workspace, workspace.setup(props.space)).filter(({ pinned, queue }) => pinned && !queue),
  )
  return (
    <Show when={pinned().length > 0}>
      <ul class="sidebar-views" aria-label={t().navigation.views}>
        <For each={pinned()}>
          {view => (
            <li>
              <a
                class="sidebar-entry"
                href={viewHref(workspace.id, props.space, view)}
                aria-current={props.view === view.id ? "page" : undefined}
                data-focus="inside"
                onClick={() => props.onNavigate()}
              >
                <Icon icon={view.board === null ? listIcon : squareKanbanIcon} />
                <span class="sidebar-name">{view.name}</span>
              </a>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

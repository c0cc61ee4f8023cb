import { For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import type { SpaceData } from "../data/workspace.ts"
import { Avatar } from "../parts/avatar.tsx"
import { SpaceKindGlyph } from "../parts/space-kind-glyph.tsx"
import { WorkspaceSync } from "../parts/workspace-sync.tsx"
import { t } from "../text/index.ts"
import { AvatarStack } from "../ui/avatar-stack.tsx"
import { Button, IconButton } from "../ui/button.tsx"
import { Icon, type IconShape } from "../ui/icon.tsx"
import { chevronDownIcon, menuIcon, plusIcon, searchIcon, squareKanbanIcon, userPlusIcon } from "../ui/icons.ts"
import { IconMenuButton, openMenu, type MenuEntry } from "../ui/menu.tsx"
import { TabBar, TabLink } from "../ui/tabs.tsx"
import { ReadOnlyChip } from "./lazy-dialogs.ts"
import { useShell } from "./shell-context.ts"
import "./header.css"

export interface HeaderView {
  readonly label: string
  readonly href: string
  readonly icon: IconShape
  readonly current: boolean
  /** Shows it, where there is no room for links. */
  readonly onOpen: () => void
}

export interface HeaderProps {
  readonly space: SpaceData
  readonly views: readonly HeaderView[]
  readonly spaceEntries: () => readonly MenuEntry[]
  readonly onShare: () => void
  readonly onSync: () => void
  /** Makes an item; nothing where the person may only read. */
  readonly onNewItem: (() => void) | undefined
  readonly onOpenSidebar: () => void
  readonly onSearch: () => void
}

/** The head of a space: what it is called, its views, who is here, and the one thing to make. */
export function Header(props: HeaderProps): JSX.Element {
  const workspace = useWorkspace()
  const shell = useShell()
  const profile = () => props.space.live.table("profiles").get(props.space.id)
  const currentView = () => props.views.find(({ current }) => current)
  const present = () => {
    // Once a person: by a tab of theirs in which something is done, where there is one.
    const seen = new Map<string, { id: string; name: string; peer: string; idle: boolean }>()
    for (const { member, name, peer, idle = false } of workspace.presence.peers(`space/${props.space.id}`))
      if (!idle || !seen.has(member)) seen.set(member, { id: member, name, peer, idle })
    return [...seen.values()]
  }
  return (
    <header class="header">
      <span class="header-drawer">
        <IconButton icon={menuIcon} label={t().navigation.openSidebar} onClick={() => props.onOpenSidebar()} />
        <IconButton icon={searchIcon} label={t().general.search} onClick={() => props.onSearch()} />
      </span>
      <h1 class="header-title">
        <button
          type="button"
          class="header-space"
          aria-haspopup="menu"
          onClick={event =>
            openMenu({ anchor: event.currentTarget, label: t().navigation.spaceMenu, entries: props.spaceEntries })
          }
        >
          <SpaceKindGlyph kind={profile()?.kind ?? "list"} />
          <span class="header-name">{profile()?.name}</span>
          <Icon icon={chevronDownIcon} size={14} />
        </button>
      </h1>
      <TabBar label={t().navigation.views}>
        <For each={props.views}>
          {view => (
            <TabLink href={view.href} icon={view.icon} current={view.current}>
              {view.label}
            </TabLink>
          )}
        </For>
      </TabBar>
      <span class="header-view">
        <IconMenuButton
          icon={currentView()?.icon ?? squareKanbanIcon}
          label={t().navigation.views}
          entries={() =>
            props.views.map(({ label, current, onOpen }) => ({
              label,
              checked: current,
              exclusive: true,
              onSelect: onOpen,
            }))
          }
        />
      </span>
      <div class="header-end">
        <span class="narrow-sync">
          <WorkspaceSync onOpen={() => props.onSync()} />
        </span>
        <Show when={present().length > 0}>
          <AvatarStack people={present()}>
            {person => (
              <span class="header-person" data-idle={person.idle ? "" : undefined}>
                <Avatar person={person} size={24} present decorative />
                <button
                  type="button"
                  data-tooltip={person.idle ? t().people.idle(person.name) : t().people.follow(person.name)}
                  aria-label={person.idle ? t().people.idle(person.name) : t().people.follow(person.name)}
                  onClick={() => shell.follow(person.peer)}
                />
              </span>
            )}
          </AvatarStack>
        </Show>
        <span class="header-share">
          <Button icon={userPlusIcon} onClick={() => props.onShare()}>
            {t().shell.share}
          </Button>
        </span>
        <Show when={props.onNewItem} fallback={<ReadOnlyChip space={props.space.id} />}>
          {make => (
            <span class="header-new">
              <Button kind="primary" icon={plusIcon} shortcut="c" onClick={() => make()()}>
                {t().shell.newItem}
              </Button>
            </span>
          )}
        </Show>
      </div>
    </header>
  )
}

import { archiveItems } from "@weft/model/actions/archive"
import { restoreItems, trashItems } from "@weft/model/actions/item"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import type { Item } from "@weft/model/schema/item"
import { createMemo, For, Show, type JSX } from "solid-js"
import { itemKey } from "../../data/context.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { WorkspaceSync } from "../../parts/workspace-sync.tsx"
import { useCommandHost } from "../../commands/command-host.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { serviceWords } from "../../text/service.ts"
import { templateWords } from "../../text/templates.ts"
import { AvatarStack } from "../../ui/avatar-stack.tsx"
import { IconButton } from "../../ui/button.tsx"
import {
  archiveIcon,
  chevronRightIcon,
  clockIcon,
  copyIcon,
  cornerDownRightIcon,
  ellipsisIcon,
  folderInputIcon,
  linkIcon,
  rotateCcwIcon,
  scaleIcon,
  trash2Icon,
  triangleAlertIcon,
  xIcon,
  zapIcon,
} from "../../ui/icons.ts"
import { Icon } from "../../ui/icon.tsx"
import { IconMenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { showToast } from "../../ui/toast.tsx"
import { useItem } from "./item-context.ts"
import { createTicketEntries } from "./ticket/structures/ticket-entries.ts"

/** The head of the panel: the key, where the item lies, who else is here, and what can be done with it as a whole. */
export function ItemHead(props: {
  readonly onClose: () => void
  readonly onHistory: () => void
  readonly onSync: () => void
}): JSX.Element {
  const { row, key, act, id, mayWrite, open, workspace, space, setup } = useItem()
  const ticketEntries = createTicketEntries()
  const isTicket = (type: string | null) => setup().itemTypes.get(type ?? "")?.behaviour === "ticket"
  const commands = useCommandHost()
  let head!: HTMLElement
  const chooseSpace = async () => {
    const { openMoveToSpace } = await import("../../parts/move-to-space.ts")
    const anchor = head.querySelector("[aria-haspopup=menu]") ?? head
    openMoveToSpace({ anchor, workspace, space, items: [id], onMoved: () => props.onClose() })
  }
  const saveAsTemplate = async () => {
    const { openSaveTemplate } = await import("../../parts/save-template.ts")
    const anchor = head.querySelector("[aria-haspopup=menu]") ?? head
    openSaveTemplate({ anchor, item: id, title: row.read("title"), act, random: workspace.random })
  }
  const macroEntry = (): MenuEntry => ({
    label: serviceWords().runMacro,
    icon: zapIcon,
    shortcut: "shift+m",
    disabled: !mayWrite(),
    onSelect: () => void commands?.run("run-macro"),
  })
  const previewTaking = async () => {
    const { openDisplacement } = await import("../../parts/displacement/open-displacement.tsx")
    const anchor = head.querySelector("[aria-haspopup=menu]") ?? head
    openDisplacement({ anchor, workspace, space, ticket: id })
  }
  const displacementEntry = (): MenuEntry => ({
    label: serviceWords().whatDisplaces,
    icon: scaleIcon,
    onSelect: () => void previewTaking(),
  })
  const entries = (): readonly MenuEntry[] => {
    const parent = row.read("parent")
    const isTrashed = row.read("deleted") !== null
    const isArchived = row.read("archived")
    const did = itemPanel().did
    return [
      { label: t().general.copyLink, icon: linkIcon, onSelect: () => void copyLink() },
      { label: t().navigation.history, icon: clockIcon, onSelect: () => props.onHistory() },
      {
        label: itemPanel().openParent,
        icon: cornerDownRightIcon,
        disabled: parent === null,
        onSelect: () => parent !== null && open(parent),
      },
      { kind: "separator" },
      {
        label: t().item.moveToSpace,
        icon: folderInputIcon,
        disabled: !mayWrite() || isTrashed,
        onSelect: () => void chooseSpace(),
      },
      ...(isTicket(row.read("type")) ? [macroEntry(), displacementEntry(), ...ticketEntries(() => head)] : []),
      {
        label: templateWords().saveItem,
        icon: copyIcon,
        disabled: !mayWrite() || isTrashed,
        onSelect: () => void saveAsTemplate(),
      },
      {
        label: isArchived ? itemPanel().unarchive : t().item.archive,
        icon: archiveIcon,
        disabled: !mayWrite(),
        onSelect: () =>
          act(
            archiveItems,
            { items: [id], archived: !isArchived },
            isArchived ? did.unarchive(key()) : did.archive(key()),
          ),
      },
      isTrashed
        ? {
            label: t().general.restore,
            icon: rotateCcwIcon,
            disabled: !mayWrite(),
            onSelect: () => act(restoreItems, { items: [id] }, did.restore(key())),
          }
        : {
            label: t().item.moveToTrash,
            icon: trash2Icon,
            danger: true,
            disabled: !mayWrite(),
            onSelect: () => act(trashItems, { items: [id] }, did.trash(key())),
          },
    ]
  }
  return (
    <header class="item-head" ref={head}>
      <span class="item-key">{key()}</span>
      <ParentPath />
      <span class="item-head-space" />
      <PeersHere />
      <span class="narrow-sync">
        <WorkspaceSync onOpen={() => props.onSync()} />
      </span>
      <IconButton icon={linkIcon} label={t().item.copyLink} onClick={() => void copyLink()} />
      <IconMenuButton icon={ellipsisIcon} label={t().general.moreActions} entries={entries} align="end" />
      <IconButton icon={xIcon} label={t().item.closePanel} shortcut="escape" onClick={() => props.onClose()} />
    </header>
  )
}

/** The page's address names the open item, so it is the link. */
async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href)
    showToast({ text: t().toast.linkCopied, icon: linkIcon })
  } catch {
    showToast({ text: itemPanel().linkNotCopied, icon: triangleAlertIcon })
  }
}

/** More levels than this would leave no room for the names. */
const MOST_LEVELS = 3

/** Where the item lies: the items around it, the outermost first. */
function ParentPath(): JSX.Element {
  const { row, space, open } = useItem()
  const path = createMemo((): readonly Item[] => {
    const above: Item[] = []
    for (let id = row.read("parent"); id !== null && above.length < 50;) {
      const parent = space.live.row("items", id)
      if (parent === undefined || above.some(other => other.id === parent.plain.id)) break
      parent.read("title")
      above.unshift(parent.plain)
      id = parent.read("parent")
    }
    return above
  })
  return (
    <Show when={path().length > 0}>
      <nav class="item-path" aria-label={t().item.parent}>
        <span class="item-path-in">{t().item.inSpace}</span>
        <Show when={path().length > MOST_LEVELS}>
          <span class="item-path-in">…</span>
        </Show>
        <For each={path().slice(-MOST_LEVELS)}>
          {(item, index) => (
            <>
              <Show when={index() > 0}>
                <Icon icon={chevronRightIcon} size={12} />
              </Show>
              <button
                type="button"
                class="item-path-step"
                data-tooltip={`${itemKey(space, item)} ${item.title}`}
                onClick={() => open(item.id as ItemId)}
              >
                {item.title || t().item.untitled}
              </button>
            </>
          )}
        </For>
      </nav>
    </Show>
  )
}

/** Who else has this item open or selected, once a person. */
function PeersHere(): JSX.Element {
  const { workspace, space, id, me } = useItem()
  const people = createMemo(() => {
    const found = new Map<string, { readonly id: MemberId; readonly name: string }>()
    for (const peer of workspace.presence.peers(`space/${space.id}`))
      if (peer.items.includes(id) && peer.member !== me)
        found.set(peer.member, { id: peer.member as MemberId, name: peer.name })
    return [...found.values()]
  })
  return (
    <Show when={people().length > 0}>
      <AvatarStack people={people()} size={24}>
        {person => <Avatar person={person} size={24} present />}
      </AvatarStack>
    </Show>
  )
}

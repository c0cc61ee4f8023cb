import { archiveItems } from "@weft/model/actions/archive"
import { reparentItem, restoreItems, setStatus } from "@weft/model/actions/item"
import { stampTime } from "@weft/model/base/hybrid-clock"
import type { ItemId } from "@weft/model/base/ids"
import type { Mark } from "@weft/model/schema/record"
import { enteredWithoutTransition, shownStatus } from "@weft/model/tasks/workflow"
import { createEffect, createMemo, For, onCleanup, Show, type JSX } from "solid-js"
import { showArchive } from "../../data/archived-rows.ts"
import { itemHref, spaceName } from "../../parts/space-link.ts"
import { whenWords } from "../../parts/when.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { moving } from "../../text/moving.ts"
import { Button } from "../../ui/button.tsx"
import { archiveIcon, folderInputIcon, gitMergeIcon, infoIcon, lockIcon, trash2Icon } from "../../ui/icons.ts"
import { Icon, type IconShape } from "../../ui/icon.tsx"
import { useItem } from "./item-context.ts"
import { createPeople } from "./people.ts"
import { createTransitions } from "./transitions.ts"

/** What is out of the ordinary about the item, each with the one thing to do about it. */
export function ItemNotices(): JSX.Element {
  const { row } = useItem()
  return (
    <div class="item-notices">
      <RightNotice />
      <MovedNotice />
      <TrashNotice />
      <ArchiveNotice />
      <For each={row.read("marks")}>{mark => <MarkNotice mark={mark} />}</For>
      <StatusNotice />
    </div>
  )
}

function Notice(props: {
  readonly icon: IconShape
  readonly children: JSX.Element
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}): JSX.Element {
  return (
    <div class="item-notice" role="note">
      <Icon icon={props.icon} />
      <div class="item-notice-text">{props.children}</div>
      <Show when={props.action}>
        {action => (
          <Button size="small" onClick={() => action().run()}>
            {action().label}
          </Button>
        )}
      </Show>
    </div>
  )
}

/** Why nothing can be changed here, beside the fields that say it by being grey. */
function RightNotice(): JSX.Element {
  const { workspace, space, id, mayWrite, row } = useItem()
  const words = () => itemPanel().mayNot
  const sentence = () => {
    if (workspace.sync().isTooOld) return words().tooOld
    return workspace.mayWrite(`comments/${space.id}/${id}`) ? words().comment : words().read
  }
  return (
    <Show when={!mayWrite() && row.read("movedTo") === null}>
      <Notice icon={lockIcon}>{sentence()}</Notice>
    </Show>
  )
}

function TrashNotice(): JSX.Element {
  const { row, id, act, key, today } = useItem()
  const people = createPeople()
  return (
    <Show when={row.read("movedTo") === null && row.read("deleted")}>
      {deletion => {
        const who = () => people(deletion().by)?.name ?? itemPanel().somebody
        // A deletion of this very moment has no stamp until the data worker has written it.
        const words = () =>
          deletion().at === 0
            ? itemPanel().trashedBy(who())
            : itemPanel().trashedAt(who(), whenWords(stampTime(deletion().at), today()))
        return (
          <Notice
            icon={trash2Icon}
            action={{
              label: t().general.restore,
              run: () => act(restoreItems, { items: [id] }, itemPanel().did.restore(key())),
            }}
          >
            {words()}
            <Show when={deletion().editedAfter}>
              <span class="item-notice-more"> {itemPanel().editedAfter}</span>
            </Show>
          </Notice>
        )
      }}
    </Show>
  )
}

/** The item has left this space; a link may still lead here. */
function MovedNotice(): JSX.Element {
  const { row, id, workspace } = useItem()
  return (
    <Show when={row.read("movedTo")}>
      {to => (
        <Notice
          icon={folderInputIcon}
          action={{ label: moving().openThere, run: () => location.assign(itemHref(workspace.id, to(), id)) }}
        >
          {moving().movedTo(spaceName(workspace, to()))}
        </Notice>
      )}
    </Show>
  )
}

function ArchiveNotice(): JSX.Element {
  const { row, id, act, key, space, workspace } = useItem()
  createEffect(() => {
    const quarter = row.read("archivedIn")
    // What belongs to it is read when somebody opens it.
    if (quarter !== null && row.read("archived")) onCleanup(showArchive(workspace, space, quarter))
  })
  return (
    <Show when={row.read("archived")}>
      <Notice
        icon={archiveIcon}
        action={{
          label: itemPanel().unarchive,
          run: () => act(archiveItems, { items: [id], archived: false }, itemPanel().did.unarchive(key())),
        }}
      >
        {itemPanel().isArchived}
      </Notice>
    </Show>
  )
}

function MarkNotice(props: { readonly mark: Mark }): JSX.Element {
  const { row, id, act, key, space } = useItem()
  const titleOf = (item: string | null) =>
    item === null ? "" : space.live.row("items", item)?.read("title") || t().item.untitled
  const parent = () => row.read("parent")
  const keep = () => act(reparentItem, { item: id, parent: parent() as ItemId | null }, itemPanel().did.parent(key()))
  const keepWords = () => {
    const standing = parent()
    return standing === null ? itemPanel().keepAtTop : itemPanel().keepParent(titleOf(standing))
  }
  return (
    <Notice icon={gitMergeIcon} action={{ label: keepWords(), run: keep }}>
      {props.mark.mark === "move-set-aside"
        ? itemPanel().moveSetAside(titleOf(props.mark.wanted))
        : itemPanel().parentDeleted(titleOf(props.mark.wanted))}
    </Notice>
  )
}

/** A state that was deleted, or that the workflow does not let the item reach. */
function StatusNotice(): JSX.Element {
  const { row, id, act, key, setup } = useItem()
  const transitions = createTransitions()
  const own = () => setup().statuses.get(row.read("status") ?? "")
  const shown = createMemo(() => shownStatus({ status: row.read("status") }, setup()))
  const isOutOfFlow = createMemo(() => {
    // What led to its state lies elsewhere then, and may not be here yet.
    if (row.read("archived") || row.read("movedTo") !== null) return false
    const standing = { ...row.plain, status: row.read("status"), type: row.read("type") }
    return enteredWithoutTransition(standing, transitions(), setup())
  })
  return (
    <Show
      when={own() !== undefined && own()?.deleted !== null}
      fallback={
        <Show when={isOutOfFlow()}>
          <Notice icon={infoIcon}>{itemPanel().withoutTransition}</Notice>
        </Show>
      }
    >
      <Notice
        icon={infoIcon}
        action={
          shown() === null
            ? undefined
            : {
                label: itemPanel().moveToStatus(shown()?.name ?? ""),
                run: () => {
                  const status = shown()
                  if (status !== null) act(setStatus, { items: [id], status: status.id }, itemPanel().did.status(key()))
                },
              }
        }
      >
        {itemPanel().statusDeleted(own()?.name ?? "", shown()?.name ?? "")}
      </Notice>
    </Show>
  )
}

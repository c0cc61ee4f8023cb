import type { AttachmentId, ItemId, MemberId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import type { Attachment } from "@weft/model/schema/attachment"
import type { Item } from "@weft/model/schema/item"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import type { Category } from "@weft/model/schema/workflow"
import { profileKey } from "@weft/model/base/item-key"
import { shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { createMemo, Show, untrack, type Accessor, type JSX } from "solid-js"
import { createSetupSnapshot, itemKey, memberNamed } from "../../data/context.ts"
import { canBeShown } from "../../data/files/file-address.ts"
import type { LiveRow } from "../../data/row.ts"
import { createRow } from "../../data/rows-where.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { Avatar } from "../../parts/avatar.tsx"
import type { References, ShownItem, Suggested } from "../../parts/references.ts"
import { itemHref } from "../../parts/space-link.ts"
import { StatusGlyph } from "../../parts/status-glyph.tsx"
import { attachmentWords } from "../../text/attachments.ts"
import { editorWords } from "../../text/editor.ts"
import { t } from "../../text/index.ts"
import { Icon } from "../../ui/icon.tsx"
import { fileIcon } from "../../ui/icons.ts"
import { foldText } from "../../ui/option.ts"
import { createPictureSource, fileGetter, fileShape } from "./attached-bytes.ts"
import type { OpenItem } from "./item-context.ts"

/** Nobody reads a longer list under a caret: they type on. */
const MOST = 20

/** What the prose of the open item refers to: people of the workspace, items and files of the space. */
export function createReferences(item: OpenItem): References {
  const { workspace, space, setup } = item
  return {
    me: workspace.me,
    memberName: id => memberNamed(workspace.live, id as MemberId)?.name,
    createItem(id) {
      const own = createRow("items", () => ({ live: space.live, id: id() }))
      const ownShown = () => shownItem(space, setup, id(), own())
      // Other spaces are only watched for an item that is not here, or has gone from here.
      const others = createMemo(() => {
        const isHere = own() !== undefined && own()!.read("movedTo") === null
        return isHere ? [] : othersThan(item).map(other => createShownItem(workspace, other, id))
      })
      return () =>
        others()
          .map(shown => shown())
          .find(shown => shown !== undefined) ?? ownShown()
    },
    itemText(id) {
      for (const { live, id: space } of [item.space, ...othersThan(item)]) {
        const row = live.plain.items.get(id as ItemId)
        if (row !== undefined && row.movedTo === null)
          return `${itemKey(workspace.space(space), row)} ${row.title || t().item.untitled}`
      }
      return undefined
    },
    openItem: id => item.open(id as ItemId),
    attachment: (id, label) => <InlineAttachment id={id as AttachmentId} label={label} item={item} />,
    findPeople(query) {
      const wanted = foldText(query)
      return living(workspace.live.plain.members)
        .filter(({ name }) =>
          foldText(name)
            .split(/\s+/)
            .some(part => part.startsWith(wanted)),
        )
        .sort((left, right) => compareText(left.name, right.name))
        .slice(0, MOST)
        .map(({ id, name, hue }) => ({
          id,
          label: name,
          glyph: () => <Avatar person={{ id, name, hue, gone: false }} decorative />,
        }))
    },
    findItems: query => foundItems(item, foldText(query)),
  }
}

/** The other spaces of which the items are on this device. */
function othersThan({ workspace, space }: OpenItem): readonly SpaceData[] {
  return workspace
    .spaces()
    .filter(id => id !== space.id)
    .map(id => workspace.space(id))
}

/** Follows an item in another space, with its address; `undefined` while it is not there. */
function createShownItem(workspace: Workspace, space: SpaceData, id: () => string): Accessor<ShownItem | undefined> {
  const row = createRow("items", () => ({ live: space.live, id: id() }))
  const setup = createSetupSnapshot(workspace, () => space)
  return () => {
    const standing = row()
    if (standing === undefined || standing.read("movedTo") !== null) return undefined
    const shown = shownItem(space, setup, id(), standing)
    return shown && { ...shown, href: itemHref(workspace.id, space.id, id()) }
  }
}

function shownItem(
  space: SpaceData,
  setup: Accessor<Snapshot>,
  id: string,
  standing: LiveRow<Item> | undefined,
): ShownItem | undefined {
  if (standing === undefined) return undefined
  const status = () => shownStatus({ status: standing.read("status") }, setup())
  const category = status()?.category
  return {
    key: itemKey(space, { id: id as ItemId, number: standing.read("number") }),
    title: standing.read("title") || t().item.untitled,
    isDone: category === "done" || category === "cancelled",
    glyph: () => <StatusGlyph category={category ?? "waiting"} size={14} label={status()?.name ?? ""} />,
  }
}

interface FoundItem {
  readonly item: Item
  readonly key: string
  readonly isKey: boolean
  readonly category: Category
}

/** The items whose key or title holds what was typed: keys that begin with it first, then those here, then the latest. */
function foundItems(open: OpenItem, wanted: string): readonly Suggested[] {
  return [open.space, ...othersThan(open)]
    .flatMap((space, place) => itemsIn(open, space, wanted).map(found => ({ ...found, place: Math.min(place, 1) })))
    .sort(
      (left, right) =>
        Number(right.isKey) - Number(left.isKey) ||
        left.place - right.place ||
        right.item.createdAt - left.item.createdAt,
    )
    .slice(0, MOST)
    .map(({ item, key, category }) => ({
      id: item.id,
      label: item.title || t().item.untitled,
      hint: key,
      glyph: () => <StatusGlyph category={category} />,
    }))
}

function itemsIn({ workspace, id }: OpenItem, space: SpaceData, wanted: string): readonly FoundItem[] {
  const snapshot = workspace.snapshot(space.id)
  const prefix = snapshot.profiles.get(snapshot.space)?.prefix ?? ""
  const workflow = workflowOf(snapshot)
  const found: FoundItem[] = []
  for (const item of snapshot.items.values()) {
    if (item.deleted !== null || item.movedTo !== null || item.id === id) continue
    const key = profileKey(prefix, item)
    const isKey = wanted !== "" && (foldText(key).startsWith(wanted) || String(item.number) === wanted)
    if (isKey || foldText(item.title).includes(wanted))
      found.push({ item, key, isKey, category: shownStatus(item, snapshot, workflow)?.category ?? "waiting" })
  }
  return found
}

interface InlineAttachmentProps {
  readonly id: AttachmentId
  readonly label: string
  readonly item: OpenItem
}

/** An attached file within prose: the picture itself, or its name; both open it. */
function InlineAttachment(props: InlineAttachmentProps): JSX.Element {
  const row = createRow("attachments", () => ({ live: props.item.space.live, id: props.id }))
  return (
    <Show
      when={row()}
      fallback={
        <span class="prose-file" data-gone="">
          <Icon icon={fileIcon} />
          {props.label}
        </span>
      }
    >
      {standing => <ShownAttachment row={standing()} item={props.item} />}
    </Show>
  )
}

function ShownAttachment(props: { readonly row: LiveRow<Attachment>; readonly item: OpenItem }): JSX.Element {
  const attachment = (): Attachment => ({
    ...props.row.plain,
    name: props.row.read("name"),
    stored: props.row.read("stored"),
    deleted: props.row.read("deleted"),
  })
  const [shown, failed] = createPictureSource(
    untrack(() => props.item),
    attachment,
  )
  const get = fileGetter(untrack(() => props.item))
  const name = () => attachment().name
  const how = () => (canBeShown(attachment().type) ? "show" : "save")
  const isGone = () => attachment().deleted !== null
  const label = () => (how() === "show" ? attachmentWords().open(name()) : attachmentWords().downloadNamed(name()))
  return (
    <Show
      when={isGone() ? null : shown()}
      fallback={
        <button
          type="button"
          class="prose-file"
          data-gone={isGone() ? "" : undefined}
          disabled={isGone()}
          aria-label={label()}
          onClick={() => void get(attachment(), how())}
        >
          <Icon icon={fileShape(attachment().type)} />
          {isGone() ? editorWords().goneFile(name()) : name()}
        </button>
      }
    >
      {source => (
        <button
          type="button"
          class="prose-picture-button"
          aria-label={label()}
          onClick={() => void get(attachment(), "show")}
        >
          <img class="prose-picture" src={source()} alt={editorWords().picture(name())} onError={failed} />
        </button>
      )}
    </Show>
  )
}

import { renameAttachment, trashAttachment } from "@weft/model/actions/attachment"
import type { Attachment } from "@weft/model/schema/attachment"
import { Match, Show, Switch, type JSX } from "solid-js"
import { memberNamed } from "../../data/context.ts"
import { canBeShown } from "../../data/files/file-address.ts"
import type { UploadState, WaitingFile } from "../../data/files/file-messages.ts"
import { filesOf } from "../../data/files/resume-files.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { undoLast } from "../../parts/acting.ts"
import { fileSize } from "../../parts/file-size.ts"
import { openSmallForm } from "../../parts/small-form.tsx"
import { whenWords } from "../../parts/when.ts"
import { attachmentWords } from "../../text/attachments.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { format, t } from "../../text/index.ts"
import { IconButton } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import {
  downloadIcon,
  ellipsisIcon,
  hardDriveIcon,
  pencilIcon,
  rotateCcwIcon,
  trash2Icon,
  triangleAlertIcon,
  xIcon,
} from "../../ui/icons.ts"
import { openMenu, type MenuEntry } from "../../ui/menu.tsx"
import { ProgressBar } from "../../ui/progress-bar.tsx"
import { showToast } from "../../ui/toast.tsx"
import { createPictureSource, fileGetter, fileShape } from "./attached-bytes.ts"
import { useItem } from "./item-context.ts"

/** One file of the item: what it is, where its bytes are, and what can be done with it. */
export function AttachmentRow(props: { readonly attachment: Attachment }): JSX.Element {
  const { workspace, space, act, mayWrite, today } = useItem()
  const waiting = () => filesOf(workspace)?.waitingFile(space.id, props.attachment.hash)
  const who = () => memberNamed(workspace.live, props.attachment.addedBy)?.name ?? itemPanel().somebody
  const facts = () => {
    const { size, at } = props.attachment
    return attachmentWords().by(fileSize(size), who(), whenWords(at, today()))
  }
  const takeAway = () => {
    const { id, name } = props.attachment
    return act(trashAttachment, { attachment: id }, attachmentWords().did.remove(name))
  }
  const remove = () => {
    if (!takeAway()) return
    const undo = { label: t().general.undo, run: () => void undoLast(workspace) }
    showToast({ text: attachmentWords().isRemoved(props.attachment.name), icon: trash2Icon, action: undo })
  }
  /** Takes the file away before it has arrived. Nothing of it stays here, so nothing is said of bringing it back. */
  const callOff = () => {
    const { hash } = props.attachment
    if (takeAway() && !isAttached(space, hash)) filesOf(workspace)?.drop(space.id, hash)
  }
  const rename = (anchor: Element) =>
    openSmallForm({
      anchor,
      label: attachmentWords().newName,
      value: props.attachment.name,
      done: t().general.rename,
      onDone: name =>
        act(
          renameAttachment,
          { attachment: props.attachment.id, name },
          attachmentWords().did.rename(props.attachment.name),
        ),
    })
  const get = (how: "save" | "show") => void getFile(props.attachment, how)
  const ending = (upload: UploadState["state"] | undefined): MenuEntry => {
    const isUnderWay = (upload === "waits" || upload === "sends") && workspace.sync().relay.state !== "none"
    if (isUnderWay) return { label: attachmentWords().cancel, icon: xIcon, danger: true, onSelect: callOff }
    const onSelect = upload === "refused" ? callOff : remove
    return { label: attachmentWords().remove, icon: trash2Icon, danger: true, onSelect }
  }
  const entries = (anchor: Element): readonly MenuEntry[] => {
    const upload = waiting()?.upload.state
    return [
      { label: attachmentWords().download, icon: downloadIcon, onSelect: () => get("save") },
      ...(upload === "refused"
        ? [
            {
              label: attachmentWords().retry,
              icon: rotateCcwIcon,
              onSelect: () => filesOf(workspace)?.retry(space.id, props.attachment.hash),
            },
          ]
        : []),
      ...(mayWrite()
        ? [
            { label: t().general.rename, icon: pencilIcon, onSelect: () => rename(anchor) },
            { kind: "separator" as const },
            ending(upload),
          ]
        : []),
    ]
  }
  const getFile = fileGetter({ workspace, space })
  return (
    <li class="attachment" data-upload={waiting()?.upload.state}>
      <Picture attachment={props.attachment} />
      <div class="attachment-words">
        <button
          type="button"
          class="attachment-name"
          data-tooltip={props.attachment.name}
          aria-label={
            canBeShown(props.attachment.type)
              ? attachmentWords().open(props.attachment.name)
              : attachmentWords().downloadNamed(props.attachment.name)
          }
          onClick={() => get(canBeShown(props.attachment.type) ? "show" : "save")}
        >
          {props.attachment.name}
        </button>
        <span class="attachment-facts">{facts()}</span>
        <Whereabouts attachment={props.attachment} waiting={waiting()} />
      </div>
      <IconButton
        icon={ellipsisIcon}
        size="small"
        label={attachmentWords().menu(props.attachment.name)}
        aria-haspopup="menu"
        onClick={event => {
          const anchor = event.currentTarget
          const label = attachmentWords().menu(props.attachment.name)
          openMenu({ anchor, label, entries: () => entries(anchor), align: "end" })
        }}
      />
    </li>
  )
}

/** Whether something of the space still names a file. */
function isAttached({ live }: SpaceData, hash: string): boolean {
  return [...live.plain.attachments.values()].some(other => other.hash === hash && other.deleted === null)
}

/** Where the bytes are, unless they simply are on the relay. */
function Whereabouts(props: {
  readonly attachment: Attachment
  readonly waiting: WaitingFile | undefined
}): JSX.Element {
  const upload = () => props.waiting?.upload
  const inState = <State extends UploadState["state"]>(state: State) => {
    const standing = upload()
    return standing?.state === state ? (standing as Extract<UploadState, { state: State }>) : undefined
  }
  const share = (sent: number) => (props.attachment.size === 0 ? 1 : sent / props.attachment.size)
  return (
    <Switch>
      <Match when={inState("sends")}>
        {sending => (
          <span class="attachment-state">
            {attachmentWords().sending(format().percent(share(sending().sent)))}
            <ProgressBar
              share={share(sending().sent)}
              label={attachmentWords().sendingNamed(props.attachment.name)}
              tone="plain"
            />
          </span>
        )}
      </Match>
      <Match when={inState("waits")}>
        <span class="attachment-state">
          <Icon icon={hardDriveIcon} size={14} />
          {attachmentWords().onlyHere}
        </span>
      </Match>
      <Match when={inState("refused")}>
        {refused => (
          <span class="attachment-state" data-tone="late">
            <Icon icon={triangleAlertIcon} size={14} />
            {attachmentWords().notTaken[refused().reason](fileSize(refused().most ?? 0))}
          </span>
        )}
      </Match>
      <Match when={upload() === undefined && !props.attachment.stored}>
        <span class="attachment-state">{attachmentWords().notYetThere}</span>
      </Match>
    </Switch>
  )
}

/** The file in small where it is a picture that can be had, else an icon of what it is. Fetched when it comes in sight. */
function Picture(props: { readonly attachment: Attachment }): JSX.Element {
  const [shown, failed] = createPictureSource(useItem(), () => props.attachment)
  return (
    <span class="attachment-picture">
      <Show when={shown()} fallback={<Icon icon={fileShape(props.attachment.type)} size={20} />}>
        {from => <img src={from()} alt="" loading="lazy" width={40} height={40} onError={failed} />}
      </Show>
    </span>
  )
}

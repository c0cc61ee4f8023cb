import { restoreAttachment } from "@weft/model/actions/attachment"
import { compareAttachments, type Attachment } from "@weft/model/schema/attachment"
import { createMemo, createSignal, For, onCleanup, onMount, Show, type JSX } from "solid-js"
import { filesOf, openFiles } from "../../data/files/resume-files.ts"
import type { ReadingFile } from "../../data/files/workspace-files.ts"
import { createRowsWhere } from "../../data/rows-where.ts"
import { attachFiles } from "../../parts/attach-files.ts"
import { makeFileDrop } from "../../parts/file-drop.ts"
import { sameIds } from "../../parts/same-ids.ts"
import { whenWords } from "../../parts/when.ts"
import { attachmentWords } from "../../text/attachments.ts"
import { format, t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { fileIcon, paperclipIcon, rotateCcwIcon } from "../../ui/icons.ts"
import { ProgressBar } from "../../ui/progress-bar.tsx"
import { AttachmentRow } from "./attachment-row.tsx"
import { useItem } from "./item-context.ts"
import "./item-attachments.css"

/** The files that hang on the item. Files dropped anywhere on the panel and pictures pasted into it are attached, too. */
export function ItemAttachments(): JSX.Element {
  const { space, id, workspace, mayWrite } = useItem()
  let root!: HTMLDivElement
  const rows = createRowsWhere("attachments", () => ({
    live: space.live,
    matches: (row: Attachment) => row.item === id,
    compare: compareAttachments,
  }))
  const standing = createMemo(() => rows().filter(({ deleted }) => deleted === null))
  const ids = createMemo(() => standing().map(row => row.id), undefined, { equals: sameIds })
  const removed = createMemo(() => rows().filter(({ deleted }) => deleted !== null))
  const reading = createMemo(
    () =>
      filesOf(workspace)
        ?.reading()
        .filter(file => file.item === id) ?? [],
  )
  const attach = (files: readonly File[]) => {
    if (mayWrite() && files.length > 0) void attachFiles(workspace, space.id, id, files, true)
  }

  onMount(() => {
    // Fetched while there is a network, so that files can be attached when there is none.
    if (mayWrite()) openFiles(workspace).catch(() => undefined)
    const panel = root.closest<HTMLElement>(".item-panel")
    if (panel === null) return
    const stop = makeFileDrop(panel, { target: () => (mayWrite() ? panel : null), onFiles: attach })
    const paste = (event: ClipboardEvent) => {
      const files = pastedFiles(event, workspace.now())
      if (files.length === 0 || !mayWrite()) return
      event.preventDefault()
      attach(files)
    }
    panel.addEventListener("paste", paste)
    onCleanup(() => {
      stop()
      panel.removeEventListener("paste", paste)
    })
  })

  const isEmpty = () => standing().length + reading().length + removed().length === 0
  return (
    <div ref={root}>
      <Show when={!isEmpty()} fallback={<AddFiles onFiles={attach} />}>
        <section class="item-section" aria-label={attachmentWords().title}>
          <header class="item-section-head">
            <h3 class="item-section-name">{attachmentWords().title}</h3>
          </header>
          <ul class="attachments">
            <For each={ids()}>
              {row => (
                <Show when={standing().find(attachment => attachment.id === row)}>
                  {attachment => <AttachmentRow attachment={attachment()} />}
                </Show>
              )}
            </For>
            <For each={reading().map(file => file.key)}>
              {key => (
                <Show when={reading().find(file => file.key === key)}>{file => <ReadingRow file={file()} />}</Show>
              )}
            </For>
          </ul>
          <AddFiles onFiles={attach} />
          <Removed rows={removed()} />
        </section>
      </Show>
    </div>
  )
}

function AddFiles(props: { readonly onFiles: (files: readonly File[]) => void }): JSX.Element {
  const { mayWrite } = useItem()
  let input!: HTMLInputElement
  return (
    <Show when={mayWrite()}>
      <div class="item-adds">
        <Button kind="quiet" size="small" icon={paperclipIcon} class="item-add" onClick={() => input.click()}>
          {attachmentWords().add}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={attachmentWords().add}
          onChange={event => {
            props.onFiles([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ""
          }}
        />
      </div>
    </Show>
  )
}

function ReadingRow(props: { readonly file: ReadingFile }): JSX.Element {
  const share = () => (props.file.size === 0 ? 1 : props.file.read / props.file.size)
  return (
    <li class="attachment">
      <span class="attachment-picture">
        <Icon icon={fileIcon} size={20} />
      </span>
      <div class="attachment-words">
        <span class="attachment-name">{props.file.name}</span>
        <span class="attachment-state">
          {attachmentWords().reading(format().percent(share()))}
          <ProgressBar share={share()} label={attachmentWords().readingNamed(props.file.name)} tone="plain" />
        </span>
      </div>
    </li>
  )
}

/** What was taken off the item, folded: it can be brought back for as long as it is kept. */
function Removed(props: { readonly rows: readonly Attachment[] }): JSX.Element {
  const { act, mayWrite } = useItem()
  const [isOpen, setOpen] = createSignal(false)
  return (
    <Show when={props.rows.length > 0}>
      <div class="item-adds">
        <Button
          kind="quiet"
          size="small"
          class="item-add"
          aria-expanded={isOpen()}
          onClick={() => setOpen(open => !open)}
        >
          {attachmentWords().removed(props.rows.length)}
        </Button>
      </div>
      <Show when={isOpen()}>
        <ul class="attachments">
          <For each={props.rows}>
            {row => (
              <li class="attachment" data-removed="">
                <span class="attachment-name">{row.name}</span>
                <Show when={mayWrite()}>
                  <Button
                    kind="quiet"
                    size="small"
                    icon={rotateCcwIcon}
                    aria-label={attachmentWords().restoreNamed(row.name)}
                    onClick={() =>
                      act(restoreAttachment, { attachment: row.id }, attachmentWords().did.restore(row.name))
                    }
                  >
                    {t().general.restore}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Show>
  )
}

/** The files of a paste; text that comes with them means that they are only another form of it. Pictures get a name. */
function pastedFiles(event: ClipboardEvent, now: number): readonly File[] {
  const data = event.clipboardData
  if (data === null || data.types.includes("text/plain")) return []
  return [...data.files].map(file => {
    if (!/^image\.\w+$/.test(file.name)) return file
    const ending = file.name.slice(file.name.indexOf("."))
    const when = whenWords(now, "").replace(/[/:\\]/g, ".")
    return new File([file], attachmentWords().pastedName(when) + ending, { type: file.type })
  })
}

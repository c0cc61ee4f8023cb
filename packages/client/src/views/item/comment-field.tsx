import { isEmptyProse, type ProseNode } from "@weft/model/schema/prose"
import { createEffect, createResource, createSignal, onCleanup, Show, untrack, type JSX } from "solid-js"
import { openDraft } from "../../data/drafts.ts"
import { attachFiles } from "../../parts/attach-files.ts"
import type { ProseEditorHandle } from "../../parts/editor/prose-editor.tsx"
import type { References } from "../../parts/references.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { IconButton } from "../../ui/button.tsx"
import { arrowUpIcon } from "../../ui/icons.ts"
import { useItem } from "./item-context.ts"
import { loadWritingLater } from "./writing.ts"

/** Something to be put into the field, such as a quote; another object each time. */
export interface Quoted {
  readonly content: readonly ProseNode[]
}

export interface CommentFieldProps {
  readonly references: References
  readonly mayWrite: boolean
  readonly quoted: Quoted | null
  /** Told apart from the comment on the same item: its draft is kept by this name. */
  readonly draft?: string
  /** What it is for, in place of a comment. */
  readonly label?: string
  /** What sends it, in place of the arrow. */
  readonly button?: (send: () => void, isEmpty: () => boolean) => JSX.Element
  readonly onSend: (content: readonly ProseNode[]) => boolean
}

/** How long after a letter the draft is kept, in milliseconds. */
const KEEP_AFTER_MS = 300

/** The field for a comment, always in sight at the foot of the panel. What was not sent stays a draft on this device. */
export function CommentField(props: CommentFieldProps): JSX.Element {
  const { workspace, space, id, mayWrite } = useItem()
  const draft = openDraft(
    localStorage,
    [workspace.id, space.id, id, ...untrack(() => (props.draft === undefined ? [] : [props.draft]))].join("/"),
  )
  const [part] = createResource(loadWritingLater)
  const writing = () => (part.state === "ready" ? part() : undefined)
  const [content, setContent] = createSignal(readDraft(draft.kept()))
  const isEmpty = () => isEmptyProse(content())
  /** What the field begins with; another object makes it begin anew. */
  const [start, setStart] = createSignal<{ readonly with: readonly ProseNode[] }>({ with: untrack(content) })
  let handle: ProseEditorHandle | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    timer = undefined
    draft.keep(isEmptyProse(content()) ? null : content())
  }
  const keepNow = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    keep()
  }
  window.addEventListener("pagehide", keepNow)
  onCleanup(() => {
    window.removeEventListener("pagehide", keepNow)
    keepNow()
  })
  const begin = (wanted: readonly ProseNode[]) => {
    setContent(wanted)
    setStart({ with: wanted })
    keep()
  }
  const label = () => props.label ?? itemPanel().writeComment
  const send = () => {
    if (!isEmptyProse(content()) && props.onSend(content())) begin([])
  }
  createEffect(() => {
    const quoted = props.quoted
    if (quoted === null) return
    untrack(() => {
      const standing = isEmptyProse(content()) ? [] : content()
      begin([...standing, ...quoted.content, { element: "paragraph", attributes: {}, content: [] }])
      queueMicrotask(() => handle?.focus())
    })
  })
  return (
    <Show when={props.mayWrite}>
      <div class="comment-field">
        <div class="comment-field-text">
          <Show when={writing()} fallback={<p class="comment-field-waits">{label()}</p>}>
            {loaded => {
              const { newText, ProseEditor, readText } = untrack(loaded)
              return (
                <Show when={start()} keyed>
                  {begun => {
                    const text = newText(begun.with)
                    return (
                      <ProseEditor
                        fragment={text}
                        label={label()}
                        placeholder={label()}
                        references={props.references}
                        mayWrite={true}
                        isSmall={true}
                        ref={made => (handle = made)}
                        onChange={() => {
                          setContent(readText(text))
                          timer ??= setTimeout(keep, KEEP_AFTER_MS)
                        }}
                        onSubmit={send}
                        onFiles={mayWrite() ? files => attachFiles(workspace, space.id, id, files, true) : undefined}
                      />
                    )
                  }}
                </Show>
              )
            }}
          </Show>
        </div>
        <Show
          when={props.button}
          fallback={
            <IconButton
              icon={arrowUpIcon}
              label={t().item.sendComment}
              shortcut="mod+enter"
              disabled={isEmpty()}
              onClick={send}
            />
          }
        >
          {button => untrack(button)(send, isEmpty)}
        </Show>
      </div>
    </Show>
  )
}

/** A draft as it was kept; it is only ever shown in an editor, which takes anything. */
function readDraft(kept: unknown): readonly ProseNode[] {
  return Array.isArray(kept) ? kept.filter(isElement) : []
}

function isElement(node: unknown): node is ProseNode {
  if (typeof node !== "object" || node === null) return false
  const { element, attributes, content, text, marks } = node as Record<string, unknown>
  if (typeof text === "string") return typeof marks === "object" && marks !== null
  const isWhole = typeof element === "string" && typeof attributes === "object" && attributes !== null
  return isWhole && Array.isArray(content) && content.every(isElement)
}

import { isEmptyProse } from "@weft/model/schema/prose"
import { createMemo, createResource, Show, untrack, type JSX } from "solid-js"
import type { PeerCaret } from "../../../data/presence.ts"
import { attachFiles } from "../../../parts/attach-files.ts"
import type { ProseEditorHandle, ProseEditorProps } from "../../../parts/editor/prose-editor.tsx"
import { hueOf } from "../../../parts/person-hue.ts"
import type { References } from "../../../parts/references.ts"
import { serviceWords } from "../../../text/service.ts"
import { useItem } from "../item-context.ts"
import { loadWritingLater } from "../writing.ts"
import type { ReplyDraft } from "./reply-draft.ts"

export interface ReplyFieldProps {
  readonly draft: ReplyDraft
  readonly references: References
  /** Words that agents use again and again, offered while they type. */
  readonly snippets?: ProseEditorProps["snippets"]
  readonly ref: (handle: ProseEditorHandle) => void
  readonly onSend: () => void
  /** What stands below the text. */
  readonly children: JSX.Element
}

/** The draft of the reply, written by several at once: each sees the carets of the others. */
export function ReplyField(props: ReplyFieldProps): JSX.Element {
  const { workspace, space, id } = useItem()
  const path = `comments/${space.id}/${id}`
  const [part] = createResource(loadWritingLater)
  const editor = () => (part.state === "ready" ? part()?.ProseEditor : undefined)
  const peers = createMemo((): NonNullable<ProseEditorProps["peers"]> =>
    workspace.presence.peers(path).flatMap(({ peer, member, name, caret }) => {
      const hue = workspace.live.table("members").get(member as never)?.hue ?? null
      return caret == null ? [] : [{ peer, name, hue: hueOf(member, hue), ...caret }]
    }),
  )
  const tell = (caret: PeerCaret | null) => {
    const name = workspace.live.plain.members.get(workspace.me)?.name ?? ""
    workspace.presence.show(path, { member: workspace.me, name, items: [id], drag: null, caret })
  }
  const waits = <p class="comment-field-waits">{serviceWords().writeReply}</p>
  return (
    <div class="comment-field reply-field" data-empty={isEmptyProse(props.draft.content()) ? "" : undefined}>
      <div class="comment-field-text">
        <Show when={editor()} fallback={waits}>
          {loaded => {
            const Editor = untrack(loaded)
            return (
              <Show when={props.draft.text()} fallback={waits}>
                {text => (
                  <Editor
                    fragment={text()}
                    label={serviceWords().writeReply}
                    placeholder={serviceWords().writeReply}
                    references={props.references}
                    mayWrite={true}
                    isSmall={true}
                    peers={peers()}
                    snippets={props.snippets}
                    ref={handle => props.ref(handle)}
                    onCaret={tell}
                    onSubmit={() => props.onSend()}
                    onFiles={files => attachFiles(workspace, space.id, id, files, true)}
                  />
                )}
              </Show>
            )
          }}
        </Show>
      </div>
      {props.children}
    </div>
  )
}

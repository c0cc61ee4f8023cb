import { DESCRIPTION } from "@weft/model/replica/prose"
import { plainTextOf } from "@weft/model/schema/prose"
import { createEffect, createMemo, createResource, onCleanup, Show, type JSX } from "solid-js"
import type { TextReplica } from "../../data/open-text.ts"
import type { PeerCaret } from "../../data/presence.ts"
import { attachFiles } from "../../parts/attach-files.ts"
import type { ProseEditor, ProseEditorProps } from "../../parts/editor/prose-editor.tsx"
import { hueOf } from "../../parts/person-hue.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { useItem } from "./item-context.ts"
import { createReferences } from "./references.tsx"
import { loadWriting } from "./writing.ts"

/** The description, written by several at once: what others write comes in without moving one's own caret. */
export function ItemDescription(props: {
  /** Told what it says in letters, as soon as it is here and whenever that changes. */
  readonly onText?: (text: string) => void
}): JSX.Element {
  const { workspace, space, id, mayWrite } = useItem()
  const path = `text/${space.id}/${id}`
  let isGone = false
  const [opened] = createResource(async () => {
    const { openTextReplica, ProseEditor, readText } = await loadWriting()
    return isGone ? undefined : { Editor: ProseEditor, readText, replica: openTextReplica(workspace, path) }
  })
  onCleanup(() => {
    isGone = true
    workspace.presence.show(path, null)
    if (opened.state === "ready") opened()?.replica.close()
  })
  const standing = () => (opened.state === "ready" ? opened() : undefined)
  createEffect(() => {
    const part = standing()
    part?.replica.changes()
    const doc = part?.replica.doc()
    if (part !== undefined && doc !== undefined)
      props.onText?.(plainTextOf(part.readText(doc.getXmlFragment(DESCRIPTION))))
  })
  const waits = <p class="item-description-waits">{itemPanel().loadingText}</p>
  return (
    <div class="item-description">
      <Show when={standing()} fallback={waits}>
        {part => (
          <Show when={part().replica.doc()} fallback={waits}>
            <Description Editor={part().Editor} replica={part().replica} path={path} mayWrite={mayWrite()} />
          </Show>
        )}
      </Show>
    </div>
  )
}

interface DescriptionProps {
  readonly Editor: typeof ProseEditor
  readonly replica: TextReplica
  readonly path: string
  readonly mayWrite: boolean
}

function Description(props: DescriptionProps): JSX.Element {
  const item = useItem()
  const { workspace, space, id } = item
  const references = createReferences(item)
  const fragment = createMemo(() => props.replica.doc()!.getXmlFragment(DESCRIPTION))
  const peers = createMemo((): NonNullable<ProseEditorProps["peers"]> =>
    workspace.presence.peers(props.path).flatMap(({ peer, member, name, caret }) => {
      const hue = workspace.live.table("members").get(member as never)?.hue ?? null
      return caret == null ? [] : [{ peer, name, hue: hueOf(member, hue), ...caret }]
    }),
  )
  const tell = (caret: PeerCaret | null) => {
    const name = workspace.live.plain.members.get(workspace.me)?.name ?? ""
    workspace.presence.show(props.path, { member: workspace.me, name, items: [id], drag: null, caret })
  }
  return (
    <props.Editor
      fragment={fragment()}
      label={t().item.description}
      placeholder={t().item.descriptionPlaceholder}
      references={references}
      mayWrite={props.mayWrite}
      peers={peers()}
      onCaret={tell}
      onFiles={files => attachFiles(workspace, space.id, id, files, true)}
    />
  )
}

import type { DocumentPath } from "@weft/model/schema/change"
import type { Comment } from "@weft/model/schema/conversation"
import type { ProseNode } from "@weft/model/schema/prose"
import { createMemo, createResource, createSignal, onCleanup, type Accessor } from "solid-js"
import type { TextReplica } from "../../data/open-text.ts"
import type { TextEdit } from "../../data/text-edit.ts"
import type { Workspace } from "../../data/workspace.ts"
import { loadTexts } from "./writing.ts"

/** What the records of a document of prose say, such as comments on an item or messages of a ticket. */
export interface Bodies {
  /** With marks and references; `undefined` until the texts are here. Followed. */
  readonly content: (id: string) => readonly ProseNode[] | undefined
  /** What is just being written there: it shows before it is in the document. */
  readonly wrote: (id: string, content: readonly ProseNode[]) => void
  /**
   * Begins to change what a record says: hands out a text of its own, which takes nothing from and gives nothing to
   * anybody until `save`, and then merges with what it has become. `null` until the texts are here.
   */
  readonly edit: (record: Pick<Comment, "id" | "text">) => TextEdit | null
  /** The texts of the document; `undefined` until they are here. Followed. */
  readonly texts: Accessor<TextReplica | undefined>
}

/** Opens the texts of a document for as long as the surrounding computation stands. */
export function createBodies(workspace: Workspace, path: DocumentPath, ids: () => readonly string[]): Bodies {
  let isGone = false
  const [texts] = createResource(async () => {
    const { openTextReplica, ...part } = await loadTexts()
    return isGone ? undefined : { part, replica: openTextReplica(workspace, path) }
  })
  onCleanup(() => {
    isGone = true
    if (texts.state === "ready") texts()?.replica.close()
  })
  const opened = () => (texts.state === "ready" ? texts() : undefined)
  const [written, setWritten] = createSignal<ReadonlyMap<string, readonly ProseNode[]>>(new Map())
  const stored = createMemo(() => {
    const standing = opened()
    const wanted = ids()
    return standing === undefined ? null : standing.part.commentContents(standing.replica, wanted)
  })
  return {
    texts: () => opened()?.replica,
    content: id => stored()?.get(id) ?? written().get(id),
    wrote: (id, content) => void setWritten(all => new Map(all).set(id, content)),
    edit: record => {
      const standing = opened()
      const doc = standing?.replica.doc()
      return standing === undefined || doc === undefined ? null : standing.part.beginEdit(doc, record)
    },
  }
}

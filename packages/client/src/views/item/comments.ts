import { addComment } from "@weft/model/actions/work"
import { newId, type CommentId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import type { Comment } from "@weft/model/schema/conversation"
import { paragraphsOf, plainTextOf, type ProseNode } from "@weft/model/schema/prose"
import { createMemo, createResource, createSignal, onCleanup, type Accessor } from "solid-js"
import type { TextEdit } from "../../data/text-edit.ts"
import { createRowsWhere } from "../../data/rows-where.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { useItem } from "./item-context.ts"
import { loadTexts } from "./writing.ts"

export interface Comments {
  readonly shown: Accessor<readonly Comment[]>
  /** What a comment says: with marks and references once they are here, in letters before. Followed. */
  readonly content: (comment: Comment) => readonly ProseNode[]
  /** Whether a comment is there to be read. Followed. */
  readonly has: (comment: string) => boolean
  /** Adds a comment of one's own; answers whether it was done. */
  readonly add: (content: readonly ProseNode[]) => boolean
  /**
   * Begins to change what a comment says: hands out a text of its own, which takes nothing from and gives nothing to
   * anybody until `save`, and then merges with what the comment has become. `null` until the comments' text is here.
   */
  readonly edit: (comment: Comment) => TextEdit | null
}

/** The comments of the open item, the oldest first. */
export function createComments(): Comments {
  const { workspace, space, id, act, key } = useItem()
  const { live, release } = workspace.comments(space.id, id)
  onCleanup(release)
  const rows = createRowsWhere("comments", () => ({
    live,
    matches: (comment: Comment) => comment.deleted === null,
    compare: (left, right) => left.at - right.at || compareText(left.id, right.id),
  }))
  let isGone = false
  const [texts] = createResource(async () => {
    const { openTextReplica, ...part } = await loadTexts()
    return isGone ? undefined : { part, replica: openTextReplica(workspace, `comments/${space.id}/${id}`) }
  })
  onCleanup(() => {
    isGone = true
    if (texts.state === "ready") texts()?.replica.close()
  })
  const opened = () => (texts.state === "ready" ? texts() : undefined)
  /** What was written here and is on its way into the document. */
  const [written, setWritten] = createSignal<ReadonlyMap<string, readonly ProseNode[]>>(new Map())
  const stored = createMemo(() => {
    const standing = opened()
    const ids = rows().map(row => row.id)
    return standing === undefined ? null : standing.part.commentContents(standing.replica, ids)
  })
  return {
    shown: rows,
    content: comment =>
      stored()?.get(comment.id) ??
      (comment.text === "" ? (written().get(comment.id) ?? []) : paragraphsOf(comment.text)),
    has: comment => rows().some(row => row.id === comment),
    add: content => {
      const comment = newId<CommentId>(workspace.random)
      setWritten(all => new Map(all).set(comment, content))
      return act(
        addComment,
        { id: comment, item: id, text: plainTextOf(content), content },
        itemPanel().did.comment(key()),
      )
    },
    edit: comment => {
      const standing = opened()
      const doc = standing?.replica.doc()
      return standing === undefined || doc === undefined ? null : standing.part.beginEdit(doc, comment)
    },
  }
}

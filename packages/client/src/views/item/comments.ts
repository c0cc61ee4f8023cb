import { addComment } from "@weft/model/actions/work"
import { newId, type CommentId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import type { Comment } from "@weft/model/schema/conversation"
import { createMemo, createSignal, onCleanup, type Accessor } from "solid-js"
import { createRowsWhere } from "../../data/rows-where.ts"
import { t } from "../../text/index.ts"
import { useItem } from "./item-context.ts"

/** A comment with what it says. */
export interface ShownComment extends Comment {
  readonly body: string
}

export interface Comments {
  readonly shown: Accessor<readonly ShownComment[]>
  /** Adds a comment of one's own; answers whether it was done. */
  readonly add: (text: string) => boolean
}

/** The comments of the open item, the oldest first. What they say is prose, which the data worker reads into the rows. */
export function createComments(): Comments {
  const { workspace, space, id, act, key } = useItem()
  const { live, release } = workspace.comments(space.id, id)
  onCleanup(release)
  const rows = createRowsWhere("comments", () => ({
    live,
    matches: (comment: Comment) => comment.deleted === null,
    compare: (left, right) => left.at - right.at || compareText(left.id, right.id),
  }))
  /** What was written here and is on its way into the document. */
  const [written, setWritten] = createSignal<ReadonlyMap<string, string>>(new Map())
  const bodyOf = (comment: Comment) => (comment.text === "" ? (written().get(comment.id) ?? "") : comment.text)
  return {
    shown: createMemo(() => rows().map(comment => ({ ...comment, body: bodyOf(comment) }))),
    add: text => {
      const comment = newId<CommentId>(workspace.random)
      setWritten(all => new Map(all).set(comment, text.trim()))
      return act(addComment, { id: comment, item: id, text }, t().itemPanel.did.comment(key()))
    },
  }
}

import { addComment } from "@weft/model/actions/work"
import { newId, type CommentId, type ItemId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import type { Comment } from "@weft/model/schema/conversation"
import { paragraphsOf, plainTextOf, type ProseNode } from "@weft/model/schema/prose"
import { onCleanup, type Accessor } from "solid-js"
import type { TextEdit } from "../../data/text-edit.ts"
import { createRowsWhere } from "../../data/rows-where.ts"
import type { LiveTables } from "../../data/tables.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { createBodies, type Bodies } from "./bodies.ts"
import { useItem } from "./item-context.ts"

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
  /** The records of the document, and its texts once they are here. */
  readonly live: LiveTables
  readonly texts: Bodies["texts"]
}

/** The comments of the open item, or of another that it stands for, the oldest first. */
export function createComments(of?: ItemId): Comments {
  const { workspace, space, id: open, act, key } = useItem()
  const id = of ?? open
  const { live, release } = workspace.comments(space.id, id)
  onCleanup(release)
  const rows = createRowsWhere("comments", () => ({
    live,
    matches: (comment: Comment) => comment.deleted === null,
    compare: (left, right) => left.at - right.at || compareText(left.id, right.id),
  }))
  const bodies = createBodies(workspace, `comments/${space.id}/${id}`, () => rows().map(row => row.id))
  return {
    shown: rows,
    content: comment => bodies.content(comment.id) ?? (comment.text === "" ? [] : paragraphsOf(comment.text)),
    has: comment => rows().some(row => row.id === comment),
    add: content => {
      const comment = newId<CommentId>(workspace.random)
      bodies.wrote(comment, content)
      return act(
        addComment,
        { id: comment, item: id, text: plainTextOf(content), content },
        itemPanel().did.comment(key()),
      )
    },
    edit: bodies.edit,
    live,
    texts: bodies.texts,
  }
}

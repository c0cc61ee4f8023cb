import type { MessageId } from "@weft/model/base/ids"
import { isEmptyProse, type ProseNode } from "@weft/model/schema/prose"
import type { SentDraft } from "@weft/model/schema/talk"
import { unsentWords } from "@weft/model/service/unsent-words"
import { createEffect, createMemo, createResource, createSignal, on, onCleanup, untrack, type Accessor } from "solid-js"
import { createRowsWhere } from "../../../data/rows-where.ts"
import type { SharedDraft } from "../../../data/shared-draft.ts"
import type { Comments } from "../comments.ts"
import { useItem } from "../item-context.ts"
import type { Messages } from "./messages.ts"

/** What somebody wrote in a draft while it was sent. */
export interface LeftInDraft {
  readonly draft: number
  readonly content: readonly ProseNode[]
}

/** The draft of the reply on the open ticket, which all its agents write in. */
export interface ReplyDraft {
  /** Which draft is written now. Followed. */
  readonly draft: Accessor<number>
  /** The text of it; `undefined` until it is here. Followed. */
  readonly text: Accessor<ReturnType<SharedDraft["text"]>>
  /** What it says. Followed. */
  readonly content: Accessor<readonly ProseNode[]>
  /** The id of the message that it becomes when it is sent now. */
  readonly replyId: () => MessageId
  /** What of drafts before it was not sent, and nobody has taken. Followed. */
  readonly left: Accessor<readonly LeftInDraft[]>
  readonly take: (left: LeftInDraft) => void
  readonly leave: (left: LeftInDraft) => void
}

const DRAFTS_LOOKED_AT = 5

/** Opens the draft for as long as the surrounding computation stands. */
export function createReplyDraft(notes: Comments, messages: Messages): ReplyDraft {
  const { workspace, space, id } = useItem()
  const [part] = createResource(() => import("../../../data/shared-draft.ts"))
  const shared = createMemo(() => {
    const [loaded, replica] = [part.state === "ready" ? part() : undefined, notes.texts()]
    if (loaded === undefined || replica === undefined) return undefined
    const { random } = workspace
    return new loaded.SharedDraft({ replica, path: `comments/${space.id}/${id}`, ticket: id, random })
  })
  const sent = createRowsWhere("sentDrafts", () => ({
    live: notes.live,
    matches: ({ deleted }: SentDraft) => deleted === null,
    compare: (left: SentDraft, right: SentDraft) => left.draft - right.draft,
  }))
  const standing = createMemo(() => (sent().at(-1)?.draft ?? -1) + 1)
  /** What was sent of a draft; nothing until what it says is here. */
  const sentOf = (number: number) => {
    const said = messages.shown().filter(message => message.draft === number)
    const contents = said.map(messages.content)
    return contents.some(isEmptyProse) ? [] : contents
  }
  const draft = createShownDraft({ shared, standing, sentOf })
  const content = createMemo(() => shared()?.content(draft()) ?? [])
  const left = createMemo((): readonly LeftInDraft[] =>
    Array.from({ length: Math.min(draft(), DRAFTS_LOOKED_AT) }, (_, index) => draft() - 1 - index).flatMap(number => {
      const contents = sentOf(number)
      const beyond = contents.length === 0 ? [] : (shared()?.left(number, contents) ?? [])
      return beyond.length === 0 ? [] : [{ draft: number, content: beyond }]
    }),
  )
  return {
    draft,
    text: () => shared()?.text(draft()),
    content,
    replyId: () => shared()!.replyId(draft(), messages.isKnown),
    left,
    take: ({ draft: from, content: words }) => untrack(() => shared()?.take(from, draft(), words)),
    leave: ({ draft: number, content: words }) => untrack(() => shared()?.leave(number, words)),
  }
}

interface Drafts {
  readonly shared: Accessor<SharedDraft | undefined>
  /** The draft after the last that was sent. */
  readonly standing: Accessor<number>
  /** What was sent of a draft; nothing until what it says is here. */
  readonly sentOf: (draft: number) => readonly (readonly ProseNode[])[]
}

/**
 * The draft that this tab shows. One in which its person has typed is let go of when what was sent of it is known: what it
 * says beyond that goes into the next one at the same moment, and the person types on there. Only the tab that typed does
 * so: it alone knows what its person had in front of them.
 */
function createShownDraft({ shared, standing, sentOf }: Drafts): Accessor<number> {
  const [shown, setShown] = createSignal(untrack(standing))
  let hasTyped = false
  createEffect(
    // With its text, which comes later than the draft and is another one where the document begins anew.
    on([shared, shown, () => shared()?.text(shown())], ([open, number]) => {
      hasTyped = false
      if (open !== undefined) onCleanup(open.follow(number, () => (hasTyped = true)))
    }),
  )
  createEffect(() => {
    const [open, next] = [shared(), standing()]
    const number = untrack(shown)
    if (next > number && hasTyped && open !== undefined) {
      const sent = sentOf(number)
      if (sent.length === 0) return
      untrack(() => takeAlong(open, { from: number, to: next, sent }))
    }
    setShown(next)
  })
  return shown
}

interface Cut {
  readonly from: number
  readonly to: number
  readonly sent: readonly (readonly ProseNode[])[]
}

/** Takes what a draft says beyond what was sent into another, unless somebody else did. */
function takeAlong(drafts: SharedDraft, { from, to, sent }: Cut): void {
  const words = unsentWords(drafts.content(from), sent)
  if (words.length > 0 && drafts.left(from, sent).length > 0) drafts.take(from, to, words)
}

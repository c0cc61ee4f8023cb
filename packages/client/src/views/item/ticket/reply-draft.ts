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
  const draft = createMemo(() => (sent().at(-1)?.draft ?? -1) + 1)
  const content = createMemo(() => shared()?.content(draft()) ?? [])
  /** What was sent of a draft; nothing until what it says is here. */
  const sentOf = (number: number) => {
    const said = messages.shown().filter(message => message.draft === number)
    const contents = said.map(messages.content)
    return contents.some(isEmptyProse) ? [] : contents
  }
  const left = createMemo((): readonly LeftInDraft[] =>
    Array.from({ length: Math.min(draft(), DRAFTS_LOOKED_AT) }, (_, index) => draft() - 1 - index).flatMap(number => {
      const contents = sentOf(number)
      const beyond = contents.length === 0 ? [] : (shared()?.left(number, contents) ?? [])
      return beyond.length === 0 ? [] : [{ draft: number, content: beyond }]
    }),
  )
  const take = ({ draft: from, content: words }: LeftInDraft) => untrack(() => shared()?.take(from, draft(), words))
  takeAlongWhatIsTyped({ shared, draft, sentOf, take })
  return {
    draft,
    text: () => shared()?.text(draft()),
    content,
    replyId: () => shared()!.replyId(draft(), messages.isKnown),
    left,
    take,
    leave: ({ draft: number, content: words }) => untrack(() => shared()?.leave(number, words)),
  }
}

interface Typing {
  readonly shared: Accessor<SharedDraft | undefined>
  readonly draft: Accessor<number>
  readonly sentOf: (draft: number) => readonly (readonly ProseNode[])[]
  readonly take: (left: LeftInDraft) => void
}

/**
 * When a draft is sent in which this tab has typed, what it showed then and no message says goes into the next one. Only the
 * tab that typed does so: it alone knows what its person had in front of them.
 */
function takeAlongWhatIsTyped({ shared, draft, sentOf, take }: Typing): void {
  const [cut, setCut] = createSignal<LeftInDraft | null>(null)
  let typedIn = -1
  let shown: readonly ProseNode[] = []
  createEffect(
    // With its text, which comes later and is another one where the document begins anew.
    on([shared, draft, () => shared()?.text(draft())], ([open, number]) => {
      if (open === undefined) return
      if (typedIn >= 0 && typedIn < number) setCut({ draft: typedIn, content: shown })
      typedIn = -1
      const stop = open.follow(number, () => {
        typedIn = number
        shown = untrack(() => open.content(number))
      })
      onCleanup(stop)
    }),
  )
  createEffect(() => {
    const open = cut()
    const sent = open === null ? [] : sentOf(open.draft)
    if (open === null || sent.length === 0) return
    const words = unsentWords(open.content, sent)
    setCut(null)
    if (words.length > 0) take({ draft: open.draft, content: words })
  })
}

import {
  beginDraft,
  beginDraftAnew,
  draftText,
  leaveBehind,
  leftInDraft,
  replyIdOf,
  takeIntoDraft,
} from "@weft/model/replica/reply-draft"
import { readProse } from "@weft/model/replica/prose-tree"
import type { MessageId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import type { DocumentPath } from "@weft/model/schema/change"
import type { ProseNode } from "@weft/model/schema/prose"
import type * as Y from "yjs"
import type { TextReplica } from "./open-text.ts"

export interface SharedDraftOptions {
  /** The open texts of the document of comments, in which drafts lie. */
  readonly replica: TextReplica
  readonly path: DocumentPath
  readonly ticket: string
  readonly random: Random
}

/** The drafts of the reply on one ticket, as this tab has them, see `replica/reply-draft`. */
export class SharedDraft {
  readonly #options: SharedDraftOptions

  constructor(options: SharedDraftOptions) {
    this.#options = options
  }

  /** The text of a draft; `undefined` until it has arrived. Followed. */
  text(draft: number): Y.XmlFragment | undefined {
    const doc = this.#options.replica.doc()
    return doc === undefined ? undefined : draftText(doc, draft)
  }

  /** What a draft says. Followed. */
  content(draft: number): readonly ProseNode[] {
    this.#options.replica.changes()
    const text = this.text(draft)
    return text === undefined ? [] : readProse(text)
  }

  /**
   * Notes that a draft has begun with the first letter that is typed here, and tells of each. Answers how to stop; another
   * document needs another call.
   */
  follow(draft: number, typed: () => void): () => void {
    const doc = this.#options.replica.doc()
    if (doc === undefined) return () => undefined
    const text = draftText(doc, draft)
    const look = (_events: unknown, transaction: Y.Transaction) => {
      if (!transaction.local) return
      beginDraft(doc, draft, this.#options.random)
      typed()
    }
    text.observeDeep(look)
    return () => text.unobserveDeep(look)
  }

  /** The id of the message that a draft becomes. One whose message was there already, and was taken back, becomes another. */
  replyId(draft: number, isKnown: (message: MessageId) => boolean): MessageId {
    const { replica, ticket, random } = this.#options
    const doc = replica.doc()!
    beginDraft(doc, draft, random)
    const id = replyIdOf(doc, ticket, draft)
    if (!isKnown(id)) return id
    beginDraftAnew(doc, draft, random)
    return replyIdOf(doc, ticket, draft)
  }

  /** What a draft that was sent says and none of its messages does. Followed. */
  left(draft: number, sent: readonly (readonly ProseNode[])[]): readonly ProseNode[] {
    this.#options.replica.changes()
    const doc = this.#options.replica.doc()
    return doc === undefined ? [] : leftInDraft(doc, draft, sent)
  }

  /** Takes what is left in a draft into another. */
  take(from: number, to: number, left: readonly ProseNode[]): void {
    const doc = this.#options.replica.doc()
    if (doc === undefined) return
    beginDraft(doc, to, this.#options.random)
    takeIntoDraft(doc, this.#options.path, from, to, left)
  }

  /** What is left in a draft is not wanted. */
  leave(draft: number, left: readonly ProseNode[]): void {
    const doc = this.#options.replica.doc()
    if (doc !== undefined) leaveBehind(doc, draft, left)
  }
}

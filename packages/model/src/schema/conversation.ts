import type { CommentId, Id, MemberId } from "../base/ids.ts"
import { count, ref, setOf, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/**
 * A comment on an item. Its body is rich text beside it (see `replica/prose`); `text` is what an import brought, which
 * stands until the body is first written.
 */
const commentFields = {
  author: ref<MemberId>(),
  at: count(),
  text: text(),
  /** When the author changed it last, in milliseconds since 1970; 0 where they did not. */
  editedAt: count(),
  /** Who reacted with what, see `reactionBy`: two people's reactions merge one by one. */
  reactions: setOf<string>(),
}
export const comments = defineRecord<CommentId, typeof commentFields>("comments", "comments", commentFields)
export type Comment = Row<CommentId, typeof commentFields>

/** What people react with, in the order in which it is offered. */
export const REACTIONS = [
  "thumbs-up",
  "heart",
  "party",
  "laugh",
  "thinking",
  "eyes",
  "rocket",
  "check",
  "thanks",
  "thumbs-down",
] as const
export type Reaction = (typeof REACTIONS)[number]

/** A person's reaction, as a member of the set of a comment. */
export function reactionBy(reaction: Reaction, member: MemberId): string {
  return `${reaction}_${member}`
}

/** The reactions of a comment in the order in which they are offered, each with who gave it; unknown ones left out. */
export function reactionsOf(
  stored: readonly string[],
): readonly { readonly reaction: Reaction; readonly members: readonly MemberId[] }[] {
  return REACTIONS.map(reaction => ({
    reaction,
    members: stored
      .filter(entry => entry.startsWith(`${reaction}_`))
      .map(entry => entry.slice(reaction.length + 1) as MemberId),
  })).filter(({ members }) => members.length > 0)
}

export type ReceiptId = Id<"receipt">

/**
 * That something this member entered lost against a concurrent write, was set aside or refused; keyed by the lost stamp.
 * It stays until dismissed (which puts it in the trash).
 */
const receiptFields = {
  document: text(),
  kind: text(),
  record: text(),
  field: text(),
  reason: text("overwritten"),
  /** Milliseconds since 1970. */
  at: count(),
  values: structured<{ readonly lost: unknown; readonly standing: unknown; readonly by: string }>("receipt", raw => {
    if (typeof raw !== "object" || raw === null) return null
    const { lost, standing, by } = raw as Record<string, unknown>
    return { lost, standing, by: typeof by === "string" ? by : "" }
  }),
}
export const receipts = defineRecord<ReceiptId, typeof receiptFields>("receipts", "personal", receiptFields)
export type Receipt = Row<ReceiptId, typeof receiptFields>

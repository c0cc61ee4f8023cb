import type { CommentId, Id, MemberId } from "../base/ids.ts"
import { count, ref, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/**
 * A comment on an item. Its body is rich text beside it (see `replica/prose`); `text` is what an import brought, which
 * stands until the body is first written.
 */
const commentFields = { author: ref<MemberId>(), at: count(), text: text() }
export const comments = defineRecord<CommentId, typeof commentFields>("comments", "comments", commentFields)
export type Comment = Row<CommentId, typeof commentFields>

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

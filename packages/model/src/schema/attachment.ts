import type { AttachmentId, ItemId, MemberId } from "../base/ids.ts"
import { compareText } from "../base/rank.ts"
import { count, flag, ref, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/**
 * That a file belongs to an item. The bytes are no part of any document: they lie on the relay under their hash, and
 * until it has them on the device that brought them.
 */
const attachmentFields = {
  item: ref<ItemId>(),
  name: text(),
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  hash: text(),
  /** In bytes. */
  size: count(),
  /** What the device that brought it took it for; how it is served goes by its bytes. */
  type: text(),
  addedBy: ref<MemberId>(),
  /** Milliseconds since 1970. */
  at: count(),
  /** Whether the relay has said that it keeps the bytes. */
  stored: flag(),
}
export const attachments = defineRecord<AttachmentId, typeof attachmentFields>("attachments", "space", attachmentFields)
export type Attachment = Row<AttachmentId, typeof attachmentFields>

/** Whether a text is the hash of a file. */
export function isFileHash(hash: string): boolean {
  return /^[0-9a-f]{64}$/.test(hash)
}

/** The order in which the attachments of an item stand: as they were added. */
export function compareAttachments(left: Attachment, right: Attachment): number {
  return left.at - right.at || compareText(left.id, right.id)
}

import type { AttachmentId, ItemId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { isFileHash } from "../schema/attachment.ts"
import { living } from "../schema/snapshot.ts"
import { defineAction } from "./define.ts"

export interface AttachFile {
  readonly id: AttachmentId
  readonly item: ItemId
  readonly name: string
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly hash: string
  /** In bytes. */
  readonly size: number
  readonly type: string
}

/** Attaches a file to an item: equal bytes may hang on one item twice, and on others too. */
export const attachFile = defineAction<AttachFile>("attachment.attach", ({ snapshot, write, me, now }, file) => {
  const { id, item, name, hash, size, type } = file
  if (!snapshot.items.has(item) || !isFileHash(hash)) return refuse("not-found")
  write.create("attachments", id, { item, name, hash, size, type, addedBy: me, at: now })
})

export interface OneAttachment {
  readonly attachment: AttachmentId
}

export const renameAttachment = defineAction<OneAttachment & { readonly name: string }>(
  "attachment.rename",
  ({ snapshot, write }, { attachment, name }) => {
    if (!snapshot.attachments.has(attachment)) return refuse("not-found")
    if (name.trim() === "") return refuse("name-missing")
    write.patch("attachments", attachment, { name: name.trim() })
  },
)

/** Takes a file off its item. Its bytes stay for a while, so that it can be brought back. */
export const trashAttachment = defineAction<OneAttachment>(
  "attachment.trash",
  ({ snapshot, write, me }, { attachment }) => {
    if (!snapshot.attachments.has(attachment)) return refuse("not-found")
    write.trash("attachments", attachment, me)
  },
)

export const restoreAttachment = defineAction<OneAttachment>(
  "attachment.restore",
  ({ snapshot, write }, { attachment }) => {
    if (!snapshot.attachments.has(attachment)) return refuse("not-found")
    write.restore("attachments", attachment)
  },
)

/** Notes that the relay keeps a file now, wherever in the space it hangs: no step of a person's own. */
export const noteStored = defineAction<{ readonly hash: string }>(
  "attachment.stored",
  ({ snapshot, write }, { hash }) => {
    for (const attachment of living(snapshot.attachments))
      if (attachment.hash === hash) write.patch("attachments", attachment.id, { stored: true })
  },
)

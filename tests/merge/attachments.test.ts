import { expect } from "vitest"
import {
  attachFile,
  noteStored,
  renameAttachment,
  restoreAttachment,
  trashAttachment,
} from "@weft/model/actions/attachment"
import { createItem, restoreItems, trashItems } from "@weft/model/actions/item"
import type { AttachmentId, ItemId } from "@weft/model/base/ids"
import { filesInUse } from "@weft/model/replica/attached-files"
import { compareAttachments, type Attachment } from "@weft/model/schema/attachment"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { itemOf, SPACE, type Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

const HASH = "0123456789abcdef".repeat(4)

function makeItem(person: Person): ItemId {
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title: "Floor plan" })
  return id
}

function attach(person: Person, item: ItemId, name: string): AttachmentId {
  const id = person.newId<AttachmentId>()
  person.do(attachFile, { id, item, name, hash: HASH, size: 1200, type: "image/png" })
  return id
}

const attached = ({ attachments }: Snapshot): Attachment[] => living(attachments).sort(compareAttachments)

/** What a relay that keeps the space would find in use. */
const inUse = (person: Person) =>
  filesInUse(
    person.stored().flatMap(({ path, bytes }) => (path === `space/${SPACE}` ? [bytes] : [])),
    SPACE,
    person.now,
    1000,
  )

scenario("F13 the same file is attached twice: it hangs there twice, and one can go", {
  given: ana => makeItem(ana),
  ana: (ana, item) => void attach(ana, item, "plan.png"),
  ben: (ben, item) => void attach(ben, item, "plan from ben.png"),
  outcome: ({ snapshot, later }, item) => {
    const names = ["plan.png", "plan from ben.png"]
    expect(attached(snapshot)).toMatchObject(
      (later === "ana" ? names.toReversed() : names).map(name => ({ item, name, hash: HASH, conflicts: [] })),
    )
    expect(attached(snapshot).map(({ addedBy }) => addedBy)).toEqual(later === "ana" ? ["ben", "ana"] : ["ana", "ben"])
  },
  afterwards: ({ ana, ben, share }) => {
    ben.do(trashAttachment, { attachment: attached(ben.snapshot).find(({ addedBy }) => addedBy === "ben")!.id })
    ben.do(noteStored, { hash: HASH })
    share()
    expect(attached(ana.snapshot)).toMatchObject([{ name: "plan.png", stored: true }])
    expect(inUse(ana)).toEqual(new Set([HASH]))
  },
})

scenario("F14 an attachment is taken away here and renamed there: it comes back under its new name", {
  given: ana => attach(ana, makeItem(ana), "plan.png"),
  ana: (ana, attachment) => void ana.do(trashAttachment, { attachment }),
  ben: (ben, attachment) => void ben.do(renameAttachment, { attachment, name: "plan of the hall.png" }),
  outcome: ({ snapshot }, attachment) => {
    expect(attached(snapshot)).toEqual([])
    expect(snapshot.attachments.get(attachment)).toMatchObject({
      name: "plan of the hall.png",
      deleted: { by: "ana", editedAfter: true },
    })
  },
  afterwards: ({ ana, ben, share }, attachment) => {
    expect(inUse(ben)).toEqual(new Set())
    ben.do(restoreAttachment, { attachment })
    share()
    expect(attached(ana.snapshot)).toMatchObject([{ name: "plan of the hall.png" }])
    expect(inUse(ana)).toEqual(new Set([HASH]))
  },
})

scenario("F15 a file is attached while the item is deleted: both come back together", {
  given: ana => makeItem(ana),
  ana: (ana, item) => void ana.do(trashItems, { items: [item] }),
  ben: (ben, item) => void attach(ben, item, "plan.png"),
  outcome: ({ snapshot }, item) => {
    expect(itemOf(snapshot, item).deleted).not.toBeNull()
    expect(attached(snapshot)).toMatchObject([{ item, name: "plan.png" }])
  },
  afterwards: ({ ana, ben, share }, item) => {
    expect(inUse(ana)).toEqual(new Set([HASH]))
    ben.do(restoreItems, { items: [item] })
    share()
    expect(itemOf(ana.snapshot, item).deleted).toBeNull()
    expect(attached(ana.snapshot)).toMatchObject([{ item, name: "plan.png" }])
  },
})

import { expect, test } from "vitest"
import { createItem, patchItems, setItemMember } from "@weft/model/actions/item"
import { settleReceipts } from "@weft/model/actions/settle-receipts"
import { newId, type ItemId, type MemberId, type SpaceId } from "@weft/model/base/ids"
import type { Receipt, ReceiptId } from "@weft/model/schema/conversation"
import type { Change } from "@weft/model/schema/change"
import { OwnWork } from "../../../../packages/client/src/data/met-changes.ts"
import { Outbox } from "../../../../packages/client/src/data/worker/outbox.ts"
import { foundSpace, itemOf, MINUTE, MORNING, Person, SPACE } from "../../../support/person.ts"

function apart() {
  const [ana, ben] = [new Person("ana", 1, MORNING), new Person("ben", 2, MORNING)]
  foundSpace(ana, ["ana", "ben"])
  const item = ana.newId<ItemId>()
  ana.do(createItem, { id: item, title: "Paint" })
  for (const update of ana.outbox) ben.receive(update)
  ana.outbox = []
  return { ana, ben, item }
}

function set(item: ItemId, field: string, value: unknown): Change {
  return { do: "set", document: `space/${SPACE}`, kind: "items", id: item, field, value }
}

test("MERGED-2 of an item that somebody changed, what others changed beside it is told, and nothing else", () => {
  const { ana, ben, item } = apart()
  const untouched = ben.newId<ItemId>()
  ben.do(createItem, { id: untouched, title: "Sand" })
  const work = new OwnWork()
  const rowOf = (_space: SpaceId, id: string) => ana.snapshot.items.get(id as ItemId)
  work.wrote([set(item, "title", "Paint it")], rowOf)
  ana.do(patchItems, { items: [item], fields: { title: "Paint it" } })
  ben.do(patchItems, { items: [item], fields: { title: "Paint them", due: "2026-12-01" } })
  ben.do(patchItems, { items: [untouched], fields: { points: 3 } })
  ben.do(setItemMember, { items: [item], field: "watchers", member: "ben", inside: true })
  for (const update of ben.outbox) ana.receive(update)
  const met = work.met(rowOf)
  expect(met).toEqual([
    { space: SPACE, item, field: "watchers", before: [], after: ["ben"] },
    { space: SPACE, item, field: "due", before: null, after: "2026-12-01" },
  ])
  work.clear()
  expect(work.isEmpty).toBe(true)
  expect(work.met(rowOf)).toEqual([])
})

function receiptOf(person: Person, item: ItemId, field: string, lost: unknown): Receipt {
  const id = newId<ReceiptId>(person.random)
  const values = { lost, standing: null, by: "ben" }
  const seed = { document: `space/${SPACE}`, kind: "items", record: item, field, reason: "overwritten", at: 1, values }
  person.replica.open(`personal/${person.me}`)
  person.replica.write([{ do: "create", document: `personal/${person.me}`, kind: "receipts", id, seed }], person.me)
  return { id, ...seed, deleted: null, conflicts: [], marks: [] }
}

test("MERGED-3 several values are taken again and kept as one step, and undo brings the messages back", () => {
  const { ana, item } = apart()
  const [title, parent, points] = [
    receiptOf(ana, item, "title", "Paint it"),
    receiptOf(ana, item, "parent", item),
    receiptOf(ana, item, "points", 3),
  ]
  const refused: string[] = []
  ana.now += MINUTE
  const written = ana.do(settleReceipts, {
    take: [title, parent],
    keep: [points.id],
    refused: (receipt, reason) => refused.push(`${receipt.field}: ${reason}`),
  })
  expect(refused).toEqual(["parent: would-cycle"])
  expect(itemOf(ana.snapshot, item)).toMatchObject({ title: "Paint it", points: null })
  const standing = () =>
    [
      ...ana.replica
        .document(`personal/${"ana" as MemberId}`)!
        .rows("receipts")
        .values(),
    ]
      .filter(({ deleted }) => deleted === null)
      .map(({ id }) => id)
  expect(standing()).toEqual([parent.id])
  ana.undo(written)
  expect(itemOf(ana.snapshot, item).title).toBe("Paint")
  expect(standing().sort()).toEqual([title.id, parent.id, points.id].sort())
})

test("MERGED-4 what waits is listed by document, with how much of it, and since when", () => {
  const outbox = new Outbox()
  const beside = (minutes: number) => ({ stamp: (MORNING + minutes * MINUTE) * 1024, removed: [] })
  outbox.add({ document: "text/s/i", bytes: new Uint8Array(7) })
  const first = outbox.add({ document: "space/s", bytes: new Uint8Array(100), beside: beside(5) })
  outbox.add({ document: "space/s", bytes: new Uint8Array(20), beside: beside(2) })
  outbox.sent("space/s", [first.id])
  expect(outbox.list()).toEqual([
    { document: "space/s", changes: 2, underWay: 1, bytes: 120, since: MORNING + 2 * MINUTE },
    { document: "text/s/i", changes: 1, underWay: 0, bytes: 7, since: null },
  ])
})

import { expect, test } from "vitest"
import { archiveItems } from "@weft/model/actions/archive"
import { createItem, patchItems, reparentItem, restoreItems, trashItems } from "@weft/model/actions/item"
import { createLabel, trashLabel } from "@weft/model/actions/work"
import type { ItemId, LabelId } from "@weft/model/base/ids"
import { archivedItems, trashedItems, trashedOf } from "../../../packages/client/src/views/trash/trashed.ts"
import { foundSpace, MINUTE, MORNING, Person } from "../../support/person.ts"

function personWith(...titles: readonly string[]): { ana: Person; ids: readonly ItemId[] } {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const ids = titles.map(title => {
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title })
    return id
  })
  return { ana, ids }
}

test("the trash shows what was deleted as one, with who and when, the latest first", () => {
  const { ana, ids } = personWith("House", "Roof", "Garden")
  const [house, roof, garden] = ids as [ItemId, ItemId, ItemId]
  ana.do(reparentItem, { item: roof, parent: house })
  ana.do(trashItems, { items: [house] })
  ana.now += MINUTE
  ana.do(trashItems, { items: [garden] })
  expect(trashedItems(ana.snapshot.items)).toMatchObject([
    { title: "Garden", by: "ana", at: MORNING + MINUTE, below: 0 },
    { title: "House", by: "ana", at: MORNING, below: 1 },
  ])
})

test("what was deleted before its parent stands by itself", () => {
  const { ana, ids } = personWith("House", "Roof")
  const [house, roof] = ids as [ItemId, ItemId]
  ana.do(reparentItem, { item: roof, parent: house })
  ana.do(trashItems, { items: [roof] })
  ana.now += MINUTE
  ana.do(trashItems, { items: [house] })
  expect(trashedItems(ana.snapshot.items).map(row => row.title)).toEqual(["House", "Roof"])
  ana.do(restoreItems, { items: [house] })
  expect(trashedItems(ana.snapshot.items).map(row => row.title)).toEqual(["Roof"])
})

test("what was edited after it was deleted says so", () => {
  const { ana, ids } = personWith("House")
  ana.do(trashItems, { items: ids })
  expect(trashedItems(ana.snapshot.items)[0]!.editedAfter).toBe(false)
  ana.do(patchItems, { items: ids, fields: { title: "Home" } })
  expect(trashedItems(ana.snapshot.items)[0]).toMatchObject({ title: "Home", editedAfter: true })
})

test("the archive holds what is archived and not in the trash", () => {
  const { ana, ids } = personWith("House", "Garden")
  ana.do(archiveItems, { items: ids, archived: true })
  expect(archivedItems(ana.snapshot.items).map(row => row.title)).toEqual(["Garden", "House"])
  ana.do(trashItems, { items: [ids[0]!] })
  expect(archivedItems(ana.snapshot.items).map(row => row.title)).toEqual(["Garden"])
})

test("deleted labels are listed by name", () => {
  const { ana } = personWith()
  const id = ana.newId<LabelId>()
  ana.do(createLabel, { id, name: "Urgent" })
  expect(trashedOf("labels", ana.snapshot.labels.values())).toEqual([])
  ana.do(trashLabel, { label: id })
  expect(trashedOf("labels", ana.snapshot.labels.values())).toMatchObject([
    { kind: "labels", title: "Urgent", by: "ana" },
  ])
})

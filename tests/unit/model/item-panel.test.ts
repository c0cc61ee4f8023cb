import { expect, test } from "vitest"
import { convertCheck, itemOfCheck } from "@weft/model/actions/check-to-item"
import { createItem, reparentItem, setStatus } from "@weft/model/actions/item"
import { dismissReceipt, useLost } from "@weft/model/actions/receipt"
import { addChecks, createChecklist, patchCheck, renameChecklist } from "@weft/model/actions/work"
import type { ChecklistId, ItemId, MemberId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import type { ReceiptId } from "@weft/model/schema/conversation"
import { living } from "@weft/model/schema/snapshot"
import { foundSpace, MORNING, Person } from "../../support/person.ts"

const RECEIPT = "xreceipt" as ReceiptId

function personWithHouse(): { readonly ana: Person; readonly house: ItemId } {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "bea"])
  const house = ana.newId<ItemId>()
  ana.do(createItem, { id: house, title: "House" })
  return { ana, house }
}

function stateCalled(ana: Person, name: string) {
  return living(ana.snapshot.statuses).find(status => status.name === name)!
}

test("a check becomes a sub-item with its person, its due time and whether it is done, and comes back on undo", () => {
  const { ana, house } = personWithHouse()
  ana.do(addChecks, { item: house, checklist: null, titles: ["Paint the door"] })
  const check = living(ana.snapshot.checks)[0]!.id
  ana.do(patchCheck, { check, fields: { done: true, assignee: "bea" as MemberId, due: "2026-11-30" } })
  const id = itemOfCheck(check)
  const written = ana.do(convertCheck, { check })
  expect(ana.snapshot.items.get(id)).toMatchObject({
    title: "Paint the door",
    parent: house,
    owner: "bea",
    assignees: ["bea"],
    due: "2026-11-30",
    status: stateCalled(ana, "Done").id,
  })
  expect(living(ana.snapshot.checks)).toEqual([])
  ana.undo(written)
  expect(living(ana.snapshot.checks).map(row => row.title)).toEqual(["Paint the door"])
  expect(ana.snapshot.items.get(id)!.deleted).not.toBeNull()
  ana.do(convertCheck, { check })
  expect(ana.snapshot.items.get(id)!.deleted).toBeNull()
  expect(living(ana.snapshot.checks)).toEqual([])
})

test("a check that is not there becomes nothing", () => {
  const { ana } = personWithHouse()
  expect(isRefusal(ana.try(convertCheck, { check: "nothing" as never }))).toBe(true)
})

test("a checklist is renamed, but never to nothing", () => {
  const { ana, house } = personWithHouse()
  const id = ana.newId<ChecklistId>()
  ana.do(createChecklist, { id, item: house, name: "Checks" })
  ana.do(renameChecklist, { checklist: id, name: " Before we move " })
  expect(ana.snapshot.checklists.get(id)!.name).toBe("Before we move")
  expect(isRefusal(ana.try(renameChecklist, { checklist: id, name: " " }))).toBe(true)
})

test("the value that lost is written over the one that stands, and its receipt goes", () => {
  const { ana, house } = personWithHouse()
  ana.do(useLost, { receipt: RECEIPT, item: house, field: "title", value: "Small house" })
  expect(ana.snapshot.items.get(house)!.title).toBe("Small house")
  const personal = ana.replica.document("personal/ana")!
  expect(personal.standing("receipts", RECEIPT, "deleted")).not.toBeNull()
})

test("a status that lost comes back with a transition, a parent only where it closes no ring", () => {
  const { ana, house } = personWithHouse()
  const roof = ana.newId<ItemId>()
  ana.do(createItem, { id: roof, title: "Roof", parent: house })
  const doing = stateCalled(ana, "Doing").id
  ana.do(useLost, { receipt: RECEIPT, item: roof, field: "status", value: doing })
  expect(living(ana.snapshot.transitions).some(({ item, to }) => item === roof && to === doing)).toBe(true)
  expect(isRefusal(ana.try(useLost, { receipt: RECEIPT, item: house, field: "parent", value: roof }))).toBe(true)
  ana.do(reparentItem, { item: roof, parent: null })
  ana.do(useLost, { receipt: RECEIPT, item: house, field: "parent", value: roof })
  expect(ana.snapshot.items.get(house)!.parent).toBe(roof)
})

test("a status that was deleted since cannot be used again", () => {
  const { ana, house } = personWithHouse()
  const answer = ana.try(useLost, { receipt: RECEIPT, item: house, field: "status", value: "gone" })
  expect(isRefusal(answer) && answer.reason).toBe("status-missing")
  expect(isRefusal(ana.try(setStatus, { items: [house], status: "gone" as never }))).toBe(true)
})

test("a receipt is dismissed in its owner's own document", () => {
  const { ana } = personWithHouse()
  ana.do(dismissReceipt, { receipt: RECEIPT })
  expect([...ana.replica.paths]).toContain("personal/ana")
})

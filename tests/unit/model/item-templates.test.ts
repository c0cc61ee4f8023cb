import { expect, test } from "vitest"
import { classifyTickets } from "@weft/model/actions/classification"
import { createItem, reparentItem, trashItems } from "@weft/model/actions/item"
import {
  makeFromTemplate,
  renameItemTemplate,
  saveItemTemplate,
  trashItemTemplate,
} from "@weft/model/actions/item-template"
import { createTicketCategory, trashTicketCategory } from "@weft/model/actions/ticket-category"
import { restoreRecords } from "@weft/model/actions/trash"
import { createLabel, trashLabel } from "@weft/model/actions/work"
import { createItemType } from "@weft/model/actions/workflow"
import type { ItemId, ItemTemplateId, LabelId, MemberId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { itemTemplates, MOST_STEPS } from "@weft/model/schema/template"
import { foundSpace, itemOf, MORNING, Person } from "../../support/person.ts"

const TEMPLATE = "T1" as ItemTemplateId
const [ANA, BEN, CEM] = ["ana", "ben", "cem"] as [MemberId, MemberId, MemberId]

/** A move with boxes to pack below it, half of them gone, saved as a template. */
function saved(): Person {
  const ana = new Person("ana", 9, MORNING)
  foundSpace(ana, ["ana", "ben", "cem"])
  ana.do(createLabel, { id: "L1" as LabelId, name: "Van" })
  const [move, pack, gone, deep] = ["Move", "Pack", "Gone", "Tape"].map(title => {
    const id = ana.newId<ItemId>()
    const due = { Move: "2026-12-24", Pack: "2026-12-20T15:00[Europe/Berlin]" }[title]
    ana.do(createItem, {
      id,
      title,
      labels: title === "Move" ? ["L1" as LabelId] : [],
      ...(title === "Pack" ? { owner: BEN } : {}),
      fields: {
        priority: title === "Move" ? "high" : "none",
        estimateMinutes: 30,
        ...(due === undefined ? {} : { due }),
      },
    })
    return id
  }) as [ItemId, ItemId, ItemId, ItemId]
  for (const item of [pack, gone]) ana.do(reparentItem, { item, parent: move })
  ana.do(reparentItem, { item: deep, parent: pack })
  ana.do(trashItems, { items: [gone] })
  ana.do(saveItemTemplate, { id: TEMPLATE, item: move, name: " Moving " })
  return ana
}

test("ITEMTEMPLATE-1 an item is kept with all that is below it, and its days as they are told from the first of them", () => {
  const { name, steps } = saved().snapshot.itemTemplates.get(TEMPLATE)!
  expect(name).toBe("Moving")
  expect(steps).toMatchObject([
    { title: "Move", depth: 0, dueAfter: 4, startAfter: null, priority: "high", labels: ["L1"], role: null },
    { title: "Pack", depth: 1, dueAfter: 0, role: "ben", estimateMinutes: 30 },
    { title: "Tape", depth: 2, dueAfter: null },
  ])
})

test("ITEMTEMPLATE-2 items are made of a template from another day on, by other people, as one step", () => {
  const ana = saved()
  ana.do(trashLabel, { label: "L1" as LabelId })
  const items = [ana.newId<ItemId>(), ana.newId<ItemId>(), ana.newId<ItemId>()]
  const written = ana.do(makeFromTemplate, { template: TEMPLATE, items, start: "2027-02-25", people: { ben: CEM } })
  const [move, pack, tape] = items.map(id => itemOf(ana.snapshot, id))
  expect(move).toMatchObject({ title: "Move", due: "2027-03-01", parent: null, labels: [], owner: null })
  expect(pack).toMatchObject({ due: "2027-02-25", parent: items[0], owner: "cem", assignees: ["cem"], createdBy: ANA })
  expect(tape).toMatchObject({ due: null, parent: items[1], estimateMinutes: 30 })
  const order = [...ana.snapshot.items.values()].sort(compareRanked).map(({ id }) => id)
  expect(order.slice(-3)).toEqual(items)
  ana.undo(written)
  for (const id of items) expect(ana.snapshot.items.get(id)?.deleted).not.toBeNull()
})

test("ITEMTEMPLATE-2 a template that is not there, or whose items are not all named, makes nothing", () => {
  const ana = saved()
  const before = ana.snapshot.items.size
  const args = { items: [ana.newId<ItemId>()], start: "2027-01-01", people: {} }
  for (const template of [TEMPLATE, "T9" as ItemTemplateId])
    expect(ana.try(makeFromTemplate, { ...args, template })).toMatchObject({ reason: "not-found" })
  expect(ana.snapshot.items.size).toBe(before)
})

test("ITEMTEMPLATE-4 a ticket made of a template has what it is about, and the priority that follows from its weight", () => {
  const ana = new Person("ana", 9, MORNING)
  foundSpace(ana, ["ana"])
  const [type, category, first, second, third] = [..."tcabd"].map(() => ana.newId()) as never[]
  ana.do(createItemType, { id: type!, name: "Incident", behaviour: "ticket" })
  ana.do(createTicketCategory, { id: category!, name: "VPN", parent: null })
  ana.do(createItem, { id: first!, title: "VPN is down", type: type! })
  ana.do(classifyTickets, { items: [first!], fields: { category: category!, impact: "high", urgency: "high" } })
  ana.do(saveItemTemplate, { id: TEMPLATE, item: first!, name: "Outage" })
  const make = (id: never) =>
    ana.do(makeFromTemplate, { template: TEMPLATE, items: [id], start: "2027-01-01", people: {} })
  make(second!)
  const weight = { impact: "high", urgency: "high", priority: "urgent" }
  expect(itemOf(ana.snapshot, second!)).toMatchObject({ ...weight, type, category })
  // What was deleted since is left out, and the rest is made.
  ana.do(trashTicketCategory, { id: category! })
  make(third!)
  expect(itemOf(ana.snapshot, third!)).toMatchObject({ ...weight, category: null })
})

test("ITEMTEMPLATE-3 a template is renamed, deleted and brought back; what was made of it stays", () => {
  const ana = saved()
  ana.do(renameItemTemplate, { template: TEMPLATE, name: "Removal" })
  expect(ana.try(renameItemTemplate, { template: TEMPLATE, name: " " })).toMatchObject({ reason: "name-missing" })
  ana.do(trashItemTemplate, { template: TEMPLATE })
  expect(ana.snapshot.itemTemplates.get(TEMPLATE)?.deleted).not.toBeNull()
  ana.do(restoreRecords, { records: [{ kind: "itemTemplates", id: TEMPLATE }] })
  expect(ana.snapshot.itemTemplates.get(TEMPLATE)).toMatchObject({ name: "Removal", deleted: null })
})

test("ITEMTEMPLATE-1 steps that make no sense are read as far as they do, or not at all", () => {
  const read = (steps: unknown) => itemTemplates.fields.steps.read(steps)
  expect(
    read([
      {
        title: "x",
        depth: -1,
        priority: "now",
        labels: ["a.b", "c"],
        dueAfter: 1.5,
        role: 7,
        impact: "huge",
        category: "a b",
      },
    ]),
  ).toEqual([
    {
      title: "x",
      depth: 0,
      type: null,
      priority: "none",
      labels: ["c"],
      estimateMinutes: null,
      startAfter: null,
      dueAfter: null,
      role: null,
      category: null,
      service: null,
      impact: null,
      urgency: null,
    },
  ])
  expect([read("x"), read([3]), read(Array.from({ length: MOST_STEPS + 1 }, () => ({ title: "x" })))]).toEqual([
    null,
    null,
    null,
  ])
})

import { describe, expect, test } from "vitest"
import { editItems } from "@weft/model/actions/edit"
import { createItem, patchItems, reparentItem } from "@weft/model/actions/item"
import { moveItems } from "@weft/model/actions/move-items"
import { createView, patchView, trashView } from "@weft/model/actions/view"
import { createLabel } from "@weft/model/actions/work"
import type { ItemId, LabelId, MemberId, ViewId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { isRefusal } from "@weft/model/base/result"
import { living } from "@weft/model/schema/snapshot"
import { foundSpace, itemOf, MORNING, Person, statusNamed } from "../../support/person.ts"

const BEN = "ben" as MemberId
const EVE = "eve" as MemberId

function founder(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben", "eve"])
  return ana
}

function add(person: Person, ...titles: readonly string[]): ItemId[] {
  return titles.map(title => {
    const id = person.newId<ItemId>()
    person.do(createItem, { id, title })
    return id
  })
}

/** The titles of a space, in the order that people made by hand. */
const titles = ({ snapshot }: Person) =>
  living(snapshot.items)
    .sort(compareRanked)
    .map(({ title }) => title)

describe("an edit of many fields", () => {
  test("LIST-2 sets fields of every kind, and makes items in the order they were given, as one step", () => {
    const ana = founder()
    const [first, second] = add(ana, "first", "second") as [ItemId, ItemId]
    const label = ana.newId<LabelId>()
    ana.do(createLabel, { id: label, name: "Urgent" })
    const doing = statusNamed(ana.snapshot, "Doing")
    const [third, fourth] = [ana.newId<ItemId>(), ana.newId<ItemId>()]
    const written = ana.do(editItems, {
      edits: [
        { item: first, write: { set: "fields", fields: { title: "one", due: "2026-12-01" } } },
        { item: first, write: { set: "assignees", members: [BEN, EVE] } },
        { item: second, write: { set: "status", status: doing } },
        { item: second, write: { set: "labels", members: [label] } },
        { item: second, write: { set: "parent", parent: first } },
      ],
      made: [
        { id: third, title: "third", writes: [{ set: "status", status: doing }] },
        { id: fourth, title: "fourth", writes: [{ set: "assignees", members: [EVE, BEN] }] },
      ],
      group: { by: "priority", key: "high" },
    })
    expect(itemOf(ana.snapshot, first)).toMatchObject({ title: "one", due: "2026-12-01", owner: BEN })
    expect(itemOf(ana.snapshot, first).assignees).toEqual([BEN, EVE])
    expect(itemOf(ana.snapshot, second)).toMatchObject({ status: doing, labels: [label], parent: first })
    expect(itemOf(ana.snapshot, third)).toMatchObject({ status: doing, priority: "high" })
    expect(itemOf(ana.snapshot, fourth)).toMatchObject({ owner: EVE, assignees: [BEN, EVE], priority: "high" })
    expect(titles(ana)).toEqual(["one", "second", "third", "fourth"])
    ana.undo(written)
    expect(titles(ana)).toEqual(["first", "second"])
    expect(itemOf(ana.snapshot, second)).toMatchObject({ labels: [], parent: null })
  })

  test("LIST-2 is refused whole where one of its fields is", () => {
    const ana = founder()
    const [first, second] = add(ana, "first", "second") as [ItemId, ItemId]
    const refused = ana.try(editItems, {
      edits: [
        { item: first, write: { set: "fields", fields: { due: "2026-12-01" } } },
        { item: second, write: { set: "fields", fields: { title: " " } } },
      ],
    })
    expect(isRefusal(refused)).toBe(true)
    expect(itemOf(ana.snapshot, first).due).toBeNull()
  })

  test("LIST-2 is refused where its parents together put an item inside itself", () => {
    const ana = founder()
    const [first, second] = add(ana, "first", "second") as [ItemId, ItemId]
    const refused = ana.try(editItems, {
      edits: [
        { item: first, write: { set: "parent", parent: second } },
        { item: second, write: { set: "parent", parent: first } },
      ],
    })
    expect(refused).toMatchObject({ reason: "would-cycle" })
    // Swapping parent and child is no ring, though one of the two moves alone would be.
    ana.do(reparentItem, { item: second, parent: first })
    ana.do(editItems, { edits: [{ item: second, write: { set: "parent", parent: null } }] })
    expect(itemOf(ana.snapshot, second).parent).toBeNull()
  })

  test("takes the accountable person out with the last of the assigned", () => {
    const ana = founder()
    const [item] = add(ana, "first") as [ItemId]
    ana.do(patchItems, { items: [item], fields: { owner: BEN } })
    ana.do(editItems, { edits: [{ item, write: { set: "assignees", members: [] } }] })
    expect(itemOf(ana.snapshot, item)).toMatchObject({ owner: null, assignees: [] })
  })
})

describe("rows that are moved", () => {
  test("LIST-3 stand where they were put, as a block, whatever lies between", () => {
    const ana = founder()
    const [a, b, , d, e] = add(ana, "a", "b", "c", "d", "e") as [ItemId, ItemId, ItemId, ItemId, ItemId]
    ana.do(moveItems, { items: [d, e], place: { before: b } })
    expect(titles(ana)).toEqual(["a", "d", "e", "b", "c"])
    ana.do(moveItems, { items: [a], place: { after: b } })
    expect(titles(ana)).toEqual(["d", "e", "b", "a", "c"])
    ana.do(moveItems, { items: [a], place: { before: d } })
    expect(titles(ana)).toEqual(["a", "d", "e", "b", "c"])
  })

  test("LIST-3 take a parent and a group with them, and never come to stand inside themselves", () => {
    const ana = founder()
    const [a, b] = add(ana, "a", "b") as [ItemId, ItemId]
    const doing = statusNamed(ana.snapshot, "Doing")
    ana.do(moveItems, { items: [b], parent: a, place: null, group: { by: "status", key: doing } })
    expect(itemOf(ana.snapshot, b)).toMatchObject({ parent: a, status: doing })
    expect(ana.try(moveItems, { items: [a], parent: b, place: null })).toMatchObject({ reason: "would-cycle" })
    ana.do(moveItems, { items: [b], parent: null, place: { before: a } })
    expect(itemOf(ana.snapshot, b).parent).toBeNull()
    expect(titles(ana)).toEqual(["b", "a"])
  })
})

describe("saved views", () => {
  test("LIST-4 keep what a list shows, are changed column by column, and come back by undo", () => {
    const ana = founder()
    const view = ana.newId<ViewId>()
    ana.do(createView, {
      owner: "shared",
      view,
      name: "This week",
      settings: { groupBy: "status", sort: [{ column: "due", down: false }], columns: { due: "K", owner: false } },
    })
    ana.do(patchView, { owner: "shared", view, settings: { columns: { owner: null }, widths: { due: 120 } } })
    const read = () => ana.snapshot.views.get(view)
    expect(read()).toMatchObject({ name: "This week", groupBy: "status", columns: { due: "K" }, widths: { due: 120 } })
    expect(read()?.sort).toEqual([{ column: "due", down: false }])
    ana.do(patchView, { owner: "shared", view, settings: { sort: null } })
    expect(read()?.sort).toBeNull()
    const written = ana.do(trashView, { owner: "shared", view })
    expect(living(ana.snapshot.views)).toEqual([])
    ana.undo(written)
    expect(living(ana.snapshot.views)).toHaveLength(1)
  })

  test("need a name, and to be there", () => {
    const ana = founder()
    const view = ana.newId<ViewId>()
    expect(ana.try(createView, { owner: "shared", view, name: " ", settings: {} })).toMatchObject({
      reason: "name-missing",
    })
    expect(ana.try(patchView, { owner: "shared", view, settings: { groupBy: "type" } })).toMatchObject({
      reason: "not-found",
    })
  })
})

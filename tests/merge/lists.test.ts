import { captureItems, type CapturedItem } from "@weft/model/actions/capture"
import { conditionsOf } from "@weft/model/query/filter"
import { readFilter } from "@weft/model/query/read-filter"
import { expect } from "vitest"
import { editItems } from "@weft/model/actions/edit"
import { createItem } from "@weft/model/actions/item"
import {
  makeFromTemplate,
  renameItemTemplate,
  saveItemTemplate,
  trashItemTemplate,
} from "@weft/model/actions/item-template"
import { moveItems } from "@weft/model/actions/move-items"
import { createView, patchView, restoreView, trashView } from "@weft/model/actions/view"
import type { ItemId, ItemTemplateId, ViewId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { itemOf, statusNamed, type Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

function add(person: Person, ...titles: readonly string[]): ItemId[] {
  return titles.map(title => {
    const id = person.newId<ItemId>()
    person.do(createItem, { id, title })
    return id
  })
}

const titles = (snapshot: Snapshot) =>
  living(snapshot.items)
    .sort(compareRanked)
    .map(({ title }) => title)
    .join(" ")

scenario("B11 rows of a list are put in the same place: all are there, a block stays together", {
  given: ana => add(ana, "a", "b", "c", "d", "e"),
  ana: (ana, [, b, c, d]) => void ana.do(moveItems, { items: [c!, d!], place: { before: b! } }),
  ben: (ben, [, b, , , e]) => void ben.do(moveItems, { items: [e!], place: { before: b! } }),
  outcome: ({ snapshot }) => expect(["a c d e b", "a e c d b"]).toContain(titles(snapshot)),
})

scenario("B11 a row is put elsewhere by one and under another row by the other: both stand", {
  given: ana => add(ana, "a", "b", "c"),
  ana: (ana, [a, , c]) => void ana.do(moveItems, { items: [c!], place: { before: a! } }),
  ben: (ben, [, b, c]) => void ben.do(moveItems, { items: [c!], parent: b!, place: null }),
  outcome: ({ snapshot }, [, b, c]) => {
    expect(titles(snapshot)).toBe("c a b")
    expect(itemOf(snapshot, c!).parent).toBe(b)
  },
})

scenario("F16 many rows are edited at once, while somebody edits one of them: each field goes by itself", {
  given: ana => add(ana, "a", "b", "c"),
  ana: (ana, items) =>
    void ana.do(editItems, {
      edits: items.flatMap(item => [
        { item, write: { set: "status" as const, status: statusNamed(ana.snapshot, "Doing") } },
        { item, write: { set: "fields" as const, fields: { due: "2026-12-01" } } },
      ]),
    }),
  ben: (ben, [, b]) =>
    void ben.do(editItems, {
      edits: [{ item: b!, write: { set: "fields", fields: { title: "B", due: "2027-01-01" } } }],
    }),
  outcome: ({ snapshot, later }, items) => {
    const [a, b, c] = items.map(id => itemOf(snapshot, id))
    for (const item of [a, b, c]) expect(item?.status).toBe(statusNamed(snapshot, "Doing"))
    expect([a?.due, c?.due]).toEqual(["2026-12-01", "2026-12-01"])
    expect(b).toMatchObject({ title: "B", due: later === "ben" ? "2027-01-01" : "2026-12-01" })
  },
})

scenario("V1 one view is arranged by two people: what they arranged of different columns stands, of one the later", {
  given: ana => {
    const view = ana.newId<ViewId>()
    ana.do(createView, { owner: "shared", view, name: "All", settings: { columns: { due: "K" } } })
    return view
  },
  ana: (ana, view) =>
    void ana.do(patchView, {
      owner: "shared",
      view,
      settings: { columns: { due: false, owner: "M" }, widths: { title: 400 } },
    }),
  ben: (ben, view) =>
    void ben.do(patchView, {
      owner: "shared",
      view,
      settings: { columns: { due: "V", labels: "P" }, groupBy: "status" },
    }),
  outcome: ({ snapshot, later }, view) => {
    const read = snapshot.views.get(view)
    expect(read).toMatchObject({ groupBy: "status", widths: { title: 400 } })
    expect(read?.columns).toEqual({ owner: "M", labels: "P", due: later === "ana" ? false : "V" })
  },
})

scenario("V2 a view is deleted while somebody arranges and renames it: it comes back with what they did", {
  given: ana => {
    const view = ana.newId<ViewId>()
    ana.do(createView, { owner: "shared", view, name: "All", settings: { filter: "priority.any.high" } })
    return view
  },
  ana: (ana, view) => void ana.do(trashView, { owner: "shared", view }),
  ben: (ben, view) =>
    void ben.do(patchView, { owner: "shared", view, name: "Urgent", settings: { pinned: true, groupBy: "owner" } }),
  outcome: ({ snapshot, person }, view) => {
    expect(snapshot.views.get(view)?.deleted).not.toBeNull()
    person.do(restoreView, { owner: "shared", view })
    expect(person.snapshot.views.get(view)).toMatchObject({
      name: "Urgent",
      filter: "priority.any.high",
      pinned: true,
      groupBy: "owner",
      deleted: null,
    })
  },
})

scenario("V3 two people capture a line with a new label: there are two of one name, and a filter by it finds both", {
  given: ana => [ana.newId<ItemId>(), ana.newId<ItemId>()] as const,
  ana: (ana, [mine]) => void ana.do(captureItems, { items: [labelled(mine, "garden")] }),
  ben: (ben, [, theirs]) => void ben.do(captureItems, { items: [labelled(theirs, "Garden")] }),
  outcome: ({ snapshot }, items) => {
    const labels = items.map(id => itemOf(snapshot, id).labels)
    expect(labels.map(({ length }) => length)).toEqual([1, 1])
    expect(labels[0]).not.toEqual(labels[1])
    const reading = readFilter("label:GARDEN", snapshot)
    expect("filter" in reading && new Set(conditionsOf(reading.filter)[0]?.values)).toEqual(new Set(labels.flat()))
  },
})

scenario("V4 a template is renamed and deleted while somebody makes items of it: they are all there", {
  given: ana => {
    const [item] = add(ana, "Move")
    const template = ana.newId<ItemTemplateId>()
    ana.do(saveItemTemplate, { id: template, item: item!, name: "Moving" })
    return { template, made: ana.newId<ItemId>() }
  },
  ana: (ana, { template }) => {
    ana.do(renameItemTemplate, { template, name: "Removal" })
    ana.do(trashItemTemplate, { template })
  },
  ben: (ben, { template, made }) =>
    void ben.do(makeFromTemplate, { template, items: [made], start: "2026-12-01", people: {} }),
  outcome: ({ snapshot }, { template, made }) => {
    expect(itemOf(snapshot, made)).toMatchObject({ title: "Move", deleted: null })
    expect(snapshot.itemTemplates.get(template)).toMatchObject({ name: "Removal" })
    expect(snapshot.itemTemplates.get(template)?.deleted).not.toBeNull()
  },
})

function labelled(id: ItemId, name: string): CapturedItem {
  return { id, title: "Rake", meanings: [{ kind: "label", label: null, name }], parent: null }
}

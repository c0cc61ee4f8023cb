import { expect } from "vitest"
import {
  insertChecklistTemplate,
  renameChecklistTemplate,
  saveChecklistTemplate,
  trashChecklistTemplate,
} from "@weft/model/actions/checklist-template"
import { createItem, patchItems, setCustomValue, setItemMember, useValue } from "@weft/model/actions/item"
import { removeMember } from "@weft/model/actions/space"
import { addChecks, createChecklist, createLabel, patchCheck, trashLabel } from "@weft/model/actions/work"
import {
  createCustomField,
  createOption,
  patchCustomField,
  restoreCustomField,
  trashCustomField,
  trashOption,
} from "@weft/model/actions/workflow"
import type {
  ChecklistId,
  ChecklistTemplateId,
  CustomFieldId,
  ItemId,
  LabelId,
  MemberId,
  OptionId,
} from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import type { CustomFieldType } from "@weft/model/schema/workflow"
import { fits } from "@weft/model/tasks/custom-value"
import { olderBuild } from "../support/older-build.ts"
import { itemOf, type Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

function makeItem(person: Person, title = "Pack the kitchen"): ItemId {
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title })
  return id
}

function makeField(person: Person, type: CustomFieldType): CustomFieldId {
  const id = person.newId<CustomFieldId>()
  person.do(createCustomField, { id, name: "Box", type })
  return id
}

const EVE = "eve" as MemberId

scenario("F1 different fields of one item: both edits stand", {
  given: ana => makeItem(ana),
  ana: (ana, item) => ana.do(patchItems, { items: [item], fields: { title: "Pack the cellar" } }),
  ben: (ben, item) => ben.do(patchItems, { items: [item], fields: { due: "2026-12-01", priority: "high" } }),
  outcome: ({ snapshot }, item) => {
    expect(itemOf(snapshot, item)).toMatchObject({ title: "Pack the cellar", due: "2026-12-01", priority: "high" })
    expect(itemOf(snapshot, item).conflicts).toEqual([])
  },
  afterwards: ({ ana, ben }) => expect([...ana.lost, ...ben.lost]).toEqual([]),
})

scenario("F2 the same scalar field: the later write wins, the other stays readable and restorable", {
  given: ana => makeItem(ana),
  ana: (ana, item) => ana.do(patchItems, { items: [item], fields: { title: "by ana" } }),
  ben: (ben, item) => ben.do(patchItems, { items: [item], fields: { title: "by ben" } }),
  outcome: ({ snapshot, later }, item) => {
    const earlier = later === "ana" ? "ben" : "ana"
    expect(itemOf(snapshot, item).title).toBe(`by ${later}`)
    const [conflict] = itemOf(snapshot, item).conflicts
    expect(conflict?.field).toBe("title")
    expect(conflict?.values.map(({ value }) => value)).toEqual([`by ${later}`, `by ${earlier}`])
  },
  afterwards: ({ ana, ben, eve, later, share }, item) => {
    const [winner, loser] = later === "ana" ? [ana, ben] : [ben, ana]
    expect(winner.lost).toEqual([])
    expect(loser.lost).toMatchObject([
      {
        kind: "items",
        id: item,
        field: "title",
        lost: { value: `by ${loser.me}` },
        standing: { value: `by ${later}` },
      },
    ])
    eve.do(useValue, { item, field: "title", value: `by ${loser.me}` })
    share()
    expect(itemOf(ana.snapshot, item)).toMatchObject({ title: `by ${loser.me}`, conflicts: [] })
  },
})

scenario("F3 two different members of a set: both are in it", {
  given: ana => {
    const label = ana.newId<LabelId>()
    ana.do(createLabel, { id: label, name: "fragile" })
    return { item: makeItem(ana), label }
  },
  ana: (ana, { item, label }) => {
    ana.do(setItemMember, { items: [item], field: "watchers", member: "ana", inside: true })
    ana.do(setItemMember, { items: [item], field: "labels", member: label, inside: true })
  },
  ben: (ben, { item, label }) => {
    ben.do(setItemMember, { items: [item], field: "watchers", member: "ben", inside: true })
    ben.do(setItemMember, { items: [item], field: "labels", member: label, inside: true })
  },
  outcome: ({ snapshot }, { item, label }) => {
    expect(itemOf(snapshot, item).watchers).toEqual(["ana", "ben"])
    expect(itemOf(snapshot, item).labels).toEqual([label])
  },
})

scenario("F4 one adds and one removes the same member: it is in the set", {
  given: ana => {
    const item = makeItem(ana)
    ana.do(setItemMember, { items: [item], field: "watchers", member: "eve", inside: true })
    return item
  },
  ana: (ana, item) => ana.do(setItemMember, { items: [item], field: "watchers", member: "eve", inside: false }),
  ben: (ben, item) => ben.do(setItemMember, { items: [item], field: "watchers", member: "eve", inside: true }),
  outcome: ({ snapshot }, item) => expect(itemOf(snapshot, item).watchers).toEqual(["eve"]),
  afterwards: ({ ana, eve, share }, item) => {
    ana.do(setItemMember, { items: [item], field: "watchers", member: "eve", inside: false })
    share()
    expect(itemOf(eve.snapshot, item).watchers).toEqual([])
  },
})

function makeCheck(person: Person) {
  const item = makeItem(person)
  person.do(addChecks, { item, checklist: null, titles: ["Wrap the glasses"] })
  return [...person.snapshot.checks.keys()][0] as never
}

scenario("F6 both tick one row of a checklist: it is ticked once", {
  given: makeCheck,
  ana: (ana, check) => ana.do(patchCheck, { check, fields: { done: true } }),
  ben: (ben, check) => ben.do(patchCheck, { check, fields: { done: true } }),
  outcome: ({ snapshot }, check) => {
    expect(snapshot.checks.get(check)).toMatchObject({ done: true, conflicts: [] })
    expect(snapshot.checks.size).toBe(1)
  },
  afterwards: ({ ana, ben }) => expect([...ana.lost, ...ben.lost]).toEqual([]),
})

scenario("F6 one ticks and one renames a row of a checklist: ticked and renamed", {
  given: makeCheck,
  ana: (ana, check) => ana.do(patchCheck, { check, fields: { done: true } }),
  ben: (ben, check) => ben.do(patchCheck, { check, fields: { title: "Wrap the plates" } }),
  outcome: ({ snapshot }, check) =>
    expect(snapshot.checks.get(check)).toMatchObject({ done: true, title: "Wrap the plates" }),
})

scenario("F7 a field's type changes while a value of the old kind is set: the value is kept and comes back", {
  given: ana => ({ item: makeItem(ana), field: makeField(ana, "text") }),
  ana: (ana, { field }) => ana.do(patchCustomField, { field, fields: { type: "number" } }),
  ben: (ben, { item, field }) => ben.do(setCustomValue, { items: [item], field, value: "the blue one" }),
  outcome: ({ snapshot }, { item, field }) => {
    expect(itemOf(snapshot, item).custom[field]).toBe("the blue one")
    expect(fits(snapshot.customFields.get(field), "the blue one", snapshot)).toBe(false)
  },
  afterwards: ({ ana, ben, share }, { item, field }) => {
    ana.do(patchCustomField, { field, fields: { type: "text" } })
    share()
    const { snapshot } = ben
    expect(fits(snapshot.customFields.get(field), itemOf(snapshot, item).custom[field]!, snapshot)).toBe(true)
  },
})

scenario("F7 a field is deleted while a value is set: the value is kept and comes back", {
  given: ana => ({ item: makeItem(ana), field: makeField(ana, "number") }),
  ana: (ana, { field }) => ana.do(trashCustomField, { field }),
  ben: (ben, { item, field }) => ben.do(setCustomValue, { items: [item], field, value: 7 }),
  outcome: ({ snapshot }, { item, field }) => {
    expect(itemOf(snapshot, item).custom[field]).toBe(7)
    expect(fits(snapshot.customFields.get(field), 7, snapshot)).toBe(false)
  },
  afterwards: ({ ana, ben, share }, { item, field }) => {
    ben.do(restoreCustomField, { field })
    share()
    const { snapshot } = ana
    expect(fits(snapshot.customFields.get(field), itemOf(snapshot, item).custom[field]!, snapshot)).toBe(true)
  },
})

scenario("F8 an option is deleted while it is chosen: the item keeps it, struck through", {
  given: ana => {
    const field = makeField(ana, "select")
    const option = ana.newId<OptionId>()
    ana.do(createOption, { id: option, field, name: "blue" })
    return { item: makeItem(ana), field, option }
  },
  ana: (ana, { option }) => ana.do(trashOption, { option }),
  ben: (ben, { item, field, option }) => ben.do(setCustomValue, { items: [item], field, value: option }),
  outcome: ({ snapshot }, { item, field, option }) => {
    expect(itemOf(snapshot, item).custom[field]).toBe(option)
    expect(snapshot.options.get(option)).toMatchObject({ name: "blue", deleted: { by: "ana" } })
    expect(fits(snapshot.customFields.get(field), option, snapshot)).toBe(true)
  },
})

scenario("F8 a label is deleted while it is put on an item: the item keeps it, struck through", {
  given: ana => {
    const label = ana.newId<LabelId>()
    ana.do(createLabel, { id: label, name: "fragile" })
    return { item: makeItem(ana), label }
  },
  ana: (ana, { label }) => ana.do(trashLabel, { label }),
  ben: (ben, { item, label }) => ben.do(setItemMember, { items: [item], field: "labels", member: label, inside: true }),
  outcome: ({ snapshot }, { item, label }) => {
    expect(itemOf(snapshot, item).labels).toEqual([label])
    expect(snapshot.labels.get(label)).toMatchObject({ name: "fragile", deleted: { by: "ana" } })
  },
})

scenario("F8 a person is removed while made the owner: the item keeps the name, struck through", {
  given: ana => makeItem(ana),
  ana: ana => ana.do(removeMember, { member: EVE }),
  ben: (ben, item) => ben.do(patchItems, { items: [item], fields: { owner: EVE } }),
  outcome: ({ snapshot }, item) => {
    expect(itemOf(snapshot, item)).toMatchObject({ owner: EVE, assignees: [EVE] })
    expect(snapshot.members.get(EVE)).toMatchObject({ name: "eve", deleted: { by: "ana" } })
  },
})

const older = await olderBuild()

scenario("F9 a newer client writes fields that an older one does not know: they stand through its own edits", {
  benRuns: older,
  given: ana => makeItem(ana),
  ana: (ana, item) => {
    ana.do(patchItems, { items: [item], fields: { due: "2026-12-01", points: 5 } })
    ana.do(setItemMember, { items: [item], field: "watchers", member: "eve", inside: true })
  },
  ben: (ben, item) => ben.do(patchItems, { items: [item], fields: { title: "Pack the cellar" } }),
  outcome: ({ snapshot, person }, item) => {
    const row = itemOf(snapshot, item)
    expect(row.title).toBe("Pack the cellar")
    if (person.me === "ben") expect(Object.keys(row)).not.toContain("points")
    else expect(row).toMatchObject({ due: "2026-12-01", points: 5, watchers: ["eve"] })
  },
  afterwards: ({ ana, ben, eve, share }, item) => {
    ben.do(patchItems, { items: [item], fields: { title: "Pack the attic" } })
    ben.reload()
    ben.do(patchItems, { items: [item], fields: { priority: "low" } })
    share()
    for (const { snapshot } of [ana, eve]) {
      expect(itemOf(snapshot, item)).toMatchObject({
        title: "Pack the attic",
        priority: "low",
        due: "2026-12-01",
        points: 5,
        watchers: ["eve"],
      })
    }
  },
})

for (const [how, change] of [
  [
    "renamed",
    (ben: Person, template: ChecklistTemplateId) => ben.do(renameChecklistTemplate, { template, name: "New" }),
  ],
  ["deleted", (ben: Person, template: ChecklistTemplateId) => ben.do(trashChecklistTemplate, { template })],
] as const)
  scenario(`F12 a checklist is made from a template while that is ${how}: the item has it as it was`, {
    given: ana => {
      const [item, list] = [ana.newId<ItemId>(), ana.newId<ChecklistId>()]
      const [template, made] = [ana.newId<ChecklistTemplateId>(), ana.newId<ChecklistId>()]
      ana.do(createItem, { id: item, title: "Server" })
      ana.do(createChecklist, { id: list, item, name: "Checks" })
      ana.do(addChecks, { item, checklist: list, titles: ["Back up", "Patch"] })
      ana.do(saveChecklistTemplate, { id: template, item, checklist: list, name: "Maintenance" })
      return { item, template, made }
    },
    ana: (ana, { item, template, made }) => void ana.do(insertChecklistTemplate, { template, item, checklist: made }),
    ben: (ben, { template }) => void change(ben, template),
    outcome: ({ snapshot }, { item, template, made }) => {
      expect(snapshot.checklists.get(made)).toMatchObject({ item, name: "Maintenance", deleted: null })
      const titles = living(snapshot.checks).filter(check => check.checklist === made)
      expect(titles.map(({ title }) => title).sort()).toEqual(["Back up", "Patch"])
      const left = snapshot.checklistTemplates.get(template)!
      expect([left.name, left.deleted === null]).toEqual(how === "renamed" ? ["New", true] : ["Maintenance", false])
    },
  })

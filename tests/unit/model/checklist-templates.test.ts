import { expect, test } from "vitest"
import {
  insertChecklistTemplate,
  renameChecklistTemplate,
  saveChecklistTemplate,
  trashChecklistTemplate,
} from "@weft/model/actions/checklist-template"
import { createItem } from "@weft/model/actions/item"
import { restoreRecords } from "@weft/model/actions/trash"
import { addChecks, createChecklist, moveCheck, patchCheck, renameChecklist } from "@weft/model/actions/work"
import type { ChecklistId, ChecklistTemplateId, ItemId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { isRefusal } from "@weft/model/base/result"
import { living } from "@weft/model/schema/snapshot"
import { checklistTemplates } from "@weft/model/schema/workflow"
import { foundSpace, MORNING, Person } from "../../support/person.ts"

/** Somebody with an item that has a checklist of three rows, saved as a template. */
function started() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const [item, other] = [ana.newId<ItemId>(), ana.newId<ItemId>()]
  ana.do(createItem, { id: item, title: "Server" })
  ana.do(createItem, { id: other, title: "Other server" })
  const [list, template] = [ana.newId<ChecklistId>(), ana.newId<ChecklistTemplateId>()]
  ana.do(createChecklist, { id: list, item, name: "Checks" })
  ana.do(addChecks, { item, checklist: list, titles: ["Back up", "Patch", "Restart"] })
  ana.do(addChecks, { item, checklist: null, titles: ["Loose"] })
  return { ana, item, other, list, template }
}

const rowsOf = (person: Person, checklist: ChecklistId) =>
  living(person.snapshot.checks)
    .filter(check => check.checklist === checklist)
    .sort(compareRanked)

const titlesOf = (person: Person, checklist: ChecklistId) => rowsOf(person, checklist).map(({ title }) => title)

test("TEMPLATE-1 a checklist from a template is the item's own, and the template keeps what it was saved with", () => {
  const { ana, item, other, list, template } = started()
  const [, patch, restart] = rowsOf(ana, list)
  ana.do(moveCheck, { check: restart!.id, before: patch!.id })
  ana.do(patchCheck, { check: patch!.id, fields: { done: true, assignee: ana.me } })
  ana.do(saveChecklistTemplate, { id: template, item, checklist: list, name: " Maintenance " })
  ana.do(patchCheck, { check: patch!.id, fields: { title: "Update" } })
  const made = ana.newId<ChecklistId>()
  ana.do(insertChecklistTemplate, { template, item: other, checklist: made })
  expect(ana.snapshot.checklists.get(made)).toMatchObject({ item: other, name: "Maintenance" })
  expect(titlesOf(ana, made)).toEqual(["Back up", "Restart", "Patch"])
  for (const row of rowsOf(ana, made))
    expect(row).toMatchObject({ item: other, done: false, assignee: null, due: null })
  ana.do(renameChecklist, { checklist: made, name: "Mine" })
  ana.do(patchCheck, { check: rowsOf(ana, made)[0]!.id, fields: { title: "Copy" } })
  ana.do(renameChecklistTemplate, { template, name: "Renamed" })
  expect(ana.snapshot.checklistTemplates.get(template)).toMatchObject({
    name: "Renamed",
    titles: ["Back up", "Restart", "Patch"],
  })
  expect([ana.snapshot.checklists.get(made)!.name, titlesOf(ana, made)[0]]).toEqual(["Mine", "Copy"])
})

test("a checklist from a template is one step of undo", () => {
  const { ana, item, other, list, template } = started()
  ana.do(saveChecklistTemplate, { id: template, item, checklist: list, name: "Maintenance" })
  const made = ana.newId<ChecklistId>()
  const written = ana.do(insertChecklistTemplate, { template, item: other, checklist: made })
  ana.undo(written)
  expect(rowsOf(ana, made)).toEqual([])
  expect(ana.snapshot.checklists.get(made)!.deleted).not.toBeNull()
})

test("rows on no list become a template as well; nothing, or without a name, becomes none", () => {
  const { ana, item, other, list, template } = started()
  ana.do(saveChecklistTemplate, { id: template, item, checklist: null, name: "Loose ones" })
  expect(ana.snapshot.checklistTemplates.get(template)!.titles).toEqual(["Loose"])
  const id = ana.newId<ChecklistTemplateId>()
  for (const wanted of [
    { item, checklist: list, name: " " },
    { item: other, checklist: null, name: "Empty" },
  ])
    expect(isRefusal(ana.try(saveChecklistTemplate, { id, ...wanted }))).toBe(true)
  expect(isRefusal(ana.try(renameChecklistTemplate, { template, name: "" }))).toBe(true)
  expect(isRefusal(ana.try(insertChecklistTemplate, { template: id, item, checklist: list }))).toBe(true)
})

test("a deleted template leaves the checklists that were made from it, and comes back from the trash", () => {
  const { ana, item, other, list, template } = started()
  ana.do(saveChecklistTemplate, { id: template, item, checklist: list, name: "Maintenance" })
  const made = ana.newId<ChecklistId>()
  ana.do(insertChecklistTemplate, { template, item: other, checklist: made })
  ana.do(trashChecklistTemplate, { template })
  expect(living(ana.snapshot.checklistTemplates)).toEqual([])
  expect(titlesOf(ana, made)).toHaveLength(3)
  ana.do(restoreRecords, { records: [{ kind: "checklistTemplates", id: template }] })
  expect(living(ana.snapshot.checklistTemplates)).toHaveLength(1)
})

test("FIELD-1 what is no list of titles reads as none, and a title is cut", () => {
  const { read } = checklistTemplates.fields.titles
  for (const raw of [undefined, null, "a", 1, {}, [1], ["a", null], Array.from({ length: 501 }, () => "a")])
    expect(read(raw)).toBeNull()
  expect(read(["a", "b".repeat(20_000)])?.map(title => title.length)).toEqual([1, 10_000])
})

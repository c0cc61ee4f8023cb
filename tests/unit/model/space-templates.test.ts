import { expect, test } from "vitest"
import { patchBoard, setLimit } from "@weft/model/actions/board"
import { perform } from "@weft/model/actions/define"
import { linkItems } from "@weft/model/actions/dependency"
import { createItem, reparentItem, setStatus, trashItems } from "@weft/model/actions/item"
import {
  applyBoardTemplate,
  createSpaceFrom,
  renameSpaceTemplate,
  saveBoardTemplate,
  saveSpaceTemplate,
  trashSpaceTemplate,
} from "@weft/model/actions/space-template"
import { saveItemTemplate } from "@weft/model/actions/item-template"
import { createSpace } from "@weft/model/actions/space"
import { createView } from "@weft/model/actions/view"
import { restoreRecords } from "@weft/model/actions/trash"
import { addChecks, createChecklist, createLabel, patchCheck } from "@weft/model/actions/work"
import { createCustomField, createOption, createStatus, setTransition } from "@weft/model/actions/workflow"
import type {
  ChecklistId,
  CustomFieldId,
  ItemId,
  ItemTemplateId,
  LabelId,
  MemberId,
  OptionId,
  SpaceId,
  SpaceTemplateId,
  StatusId,
  ViewId,
} from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { spaceTemplates } from "@weft/model/schema/space-template"
import { transitionRule } from "@weft/model/schema/workflow"
import { cardsOf } from "@weft/model/tasks/board"
import { recordsAnew, rolesIn } from "@weft/model/tasks/template-contents"
import { workflowOf } from "@weft/model/tasks/workflow"
import { addDays, weekday } from "@weft/model/time/calendar-date"
import { addWorkingDays, workingDaysBetween } from "@weft/model/time/working-days"
import { boardIdOf, boardOf, foundSpace, MORNING, Person, statusNamed } from "../../support/person.ts"

const TEMPLATE = "T1" as SpaceTemplateId
const NEXT = "S7" as SpaceId
const [ANA, BEN] = ["ana", "ben"] as [MemberId, MemberId]

/** A space with a field, a label, limits, and a move whose boxes are packed before it; the first of it on a Wednesday. */
function furnished(): Person {
  const ana = new Person("ana", 9, MORNING)
  foundSpace(ana, ["ana", "ben"])
  ana.do(setLimit, { board: boardIdOf(ana.snapshot), of: "column", key: statusNamed(ana.snapshot, "Doing"), limit: 3 })
  const field = ana.newId<CustomFieldId>()
  ana.do(createCustomField, { id: field, name: "Room", type: "select" })
  const kitchen = ana.newId<OptionId>()
  ana.do(createOption, { id: kitchen, field, name: "Kitchen" })
  const label = ana.newId<LabelId>()
  ana.do(createLabel, { id: label, name: "heavy" })
  const [move, pack, gone] = [ana.newId<ItemId>(), ana.newId<ItemId>(), ana.newId<ItemId>()]
  ana.do(createItem, { id: move, title: "Move", fields: { due: "2026-12-11" }, owner: ANA })
  ana.do(createItem, {
    id: pack,
    title: "Pack",
    owner: BEN,
    labels: [label],
    custom: { [field]: kitchen },
    fields: { start: "2026-12-02", due: "2026-12-08T15:00[Europe/Berlin]", estimateMinutes: 90 },
  })
  ana.do(createItem, { id: gone, title: "Gone" })
  ana.do(trashItems, { items: [gone] })
  ana.do(reparentItem, { item: pack, parent: move })
  ana.do(setStatus, { items: [pack], status: statusNamed(ana.snapshot, "Doing") })
  const checklist = ana.newId<ChecklistId>()
  ana.do(createChecklist, { id: checklist, item: pack, name: "Boxes" })
  ana.do(addChecks, { item: pack, checklist, titles: ["tape"] })
  ana.do(patchCheck, { check: living(ana.snapshot.checks)[0]!.id, fields: { done: true } })
  return ana
}

function saved(withItems = true): Person {
  const ana = furnished()
  ana.do(saveSpaceTemplate, { id: TEMPLATE, name: " House ", withItems })
  return ana
}

const contents = (ana: Person) => ana.snapshot.spaceTemplates.get(TEMPLATE)!.contents!

function made(ana: Person, people: Readonly<Record<string, MemberId | null>> = {}, start = "2027-01-04"): Snapshot {
  const args = { id: NEXT, name: "Flat", prefix: "FLAT", contents: contents(ana), start, people }
  ana.replica.open(`setup/${NEXT}`)
  ana.replica.open(`space/${NEXT}`)
  expect(ana.replica.perform(createSpaceFrom, NEXT, args, ana.me)).not.toHaveProperty("reason")
  return ana.replica.snapshot(NEXT)
}

const titled = (snapshot: Snapshot, title: string) => living(snapshot.items).find(item => item.title === title)!

test("SPACETEMPLATE-1 a space is kept with its set-up, and with its items without what became of them", () => {
  const ana = saved()
  expect(ana.snapshot.spaceTemplates.get(TEMPLATE)).toMatchObject({ name: "House", of: "space" })
  const kinds = contents(ana).records.map(({ kind }) => kind)
  expect(kinds.filter(kind => kind === "statuses")).toHaveLength(5)
  for (const kind of ["profiles", "itemTypes", "customFields", "options", "labels", "boards", "checks"] as const)
    expect(
      kinds.filter(one => one === kind),
      kind,
    ).toHaveLength(1)
  const titles = contents(ana).records.flatMap(({ kind, values }) => (kind === "items" ? [values["title"]] : []))
  expect(titles.sort()).toEqual(["Move", "Pack"])
  expect(rolesIn(contents(ana)).toSorted()).toEqual(["ana", "ben"])
  expect(JSON.stringify(contents(ana))).not.toContain("createdAt")
  const bare = saved(false)
  expect(contents(bare).records.some(({ kind }) => kind === "items" || kind === "checks")).toBe(false)
})

test("SPACETEMPLATE-2 a space is made of a template with ids of its own that name one another, as one step", () => {
  const ana = saved()
  const next = made(ana)
  expect(next.profiles.get(NEXT)).toMatchObject({ name: "Flat", prefix: "FLAT", kind: "list" })
  expect(workflowOf(next).map(({ name }) => name)).toEqual(workflowOf(ana.snapshot).map(({ name }) => name))
  const [pack, move] = [titled(next, "Pack"), titled(next, "Move")]
  expect(pack.parent).toBe(move.id)
  expect(next.labels.get(pack.labels[0]!)?.name).toBe("heavy")
  const [room] = living(next.customFields)
  expect(next.options.get(pack.custom[room!.id] as string)?.name).toBe("Kitchen")
  expect(boardOf(next).limits).toEqual({ [statusNamed(next, "Doing")]: 3 })
  expect(living(next.checks)).toMatchObject([{ title: "tape", done: false, item: pack.id }])
  const before = [...ana.snapshot.items.keys(), ...ana.snapshot.statuses.keys(), ...ana.snapshot.labels.keys()]
  const after = new Set<string>([...next.items.keys(), ...next.statuses.keys(), ...next.labels.keys()])
  expect(before.filter(id => after.has(id))).toEqual([])
  expect(cardsOf(next, boardOf(next), statusNamed(next, "To do"), null)).toHaveLength(2)
  expect([...next.transitions.values()].map(({ from, to }) => [from, to])).toEqual(
    [1, 2].map(() => [null, statusNamed(next, "To do")]),
  )
})

test("SPACETEMPLATE-2 what names a state, a field or a label inside of a value names the one that was made", () => {
  const ana = furnished()
  const [todo, doing] = [statusNamed(ana.snapshot, "To do"), statusNamed(ana.snapshot, "Doing")]
  const [task] = living(ana.snapshot.itemTypes)
  ana.do(setTransition, { type: task!.id, from: todo, to: doing, allowed: false })
  const [room] = living(ana.snapshot.customFields)
  const settings = { groupBy: `custom-${room!.id}` }
  ana.do(createView, { owner: "shared", view: ana.newId<ViewId>(), name: "Rooms", settings })
  const item = titled(ana.snapshot, "Pack").id
  ana.do(saveItemTemplate, { id: ana.newId<ItemTemplateId>(), item, name: "Packing" })
  ana.do(saveSpaceTemplate, { id: TEMPLATE, name: "House", withItems: false })
  const next = made(ana)
  const own = [statusNamed(next, "To do"), statusNamed(next, "Doing")] as const
  expect(living(next.itemTypes)[0]?.transitions).not.toContain(transitionRule(...own))
  expect(living(next.itemTypes)[0]?.transitions).toContain(transitionRule(own[1], own[0]))
  expect(living(next.views)[0]?.groupBy).toBe(`custom-${living(next.customFields)[0]!.id}`)
  const [step] = living(next.itemTemplates)[0]!.steps!
  expect(next.labels.get(step!.labels[0]!)?.name).toBe("heavy")
  expect(next.itemTypes.get(step!.type!)?.name).toBe("Task")
})

test("SPACETEMPLATE-2 its days keep their distance in working days from the day asked for, and their time", () => {
  // Wednesday the 2nd is the first; the 8th is four working days later, the 11th seven.
  const next = made(saved(), {}, "2027-01-08")
  expect(titled(next, "Pack")).toMatchObject({ start: "2027-01-08", due: "2027-01-14T15:00[Europe/Berlin]" })
  expect(titled(next, "Move").due).toBe("2027-01-19")
})

test("SPACETEMPLATE-2 whoever is named takes the place of whom, and nobody of the others is left", () => {
  const next = made(saved(), { ben: ANA })
  expect(titled(next, "Pack")).toMatchObject({ owner: "ana", assignees: ["ana"] })
  expect(titled(next, "Move")).toMatchObject({ owner: null, assignees: [] })
})

test("SPACETEMPLATE-2 links between its items are links between those that were made", () => {
  const ana = furnished()
  const [pack, move] = [titled(ana.snapshot, "Pack"), titled(ana.snapshot, "Move")]
  ana.do(reparentItem, { item: pack.id, parent: null })
  ana.do(linkItems, { links: [{ from: pack.id, to: move.id, kind: "SS" }] })
  ana.do(saveSpaceTemplate, { id: TEMPLATE, name: "House", withItems: true })
  const next = made(ana)
  const ends = { from: titled(next, "Pack").id, to: titled(next, "Move").id, kind: "SS" }
  expect(living(next.dependencies)).toMatchObject([ends])
})

test("SPACETEMPLATE-3 what was made is its own: renaming, deleting and restoring the template changes none of it", () => {
  const ana = saved()
  const next = made(ana)
  ana.do(renameSpaceTemplate, { template: TEMPLATE, name: "Castle" })
  ana.do(trashSpaceTemplate, { template: TEMPLATE })
  expect(ana.replica.snapshot(NEXT).items.size).toBe(next.items.size)
  ana.do(restoreRecords, { records: [{ kind: "spaceTemplates", id: TEMPLATE }] })
  expect(ana.snapshot.spaceTemplates.get(TEMPLATE)).toMatchObject({ name: "Castle", deleted: null })
})

test("SPACETEMPLATE-4 a board's set-up goes to a board of another space by names, and makes the states that are lacking", () => {
  const ana = furnished()
  const board = boardIdOf(ana.snapshot)
  ana.do(createStatus, { id: ana.newId<StatusId>(), name: "Review", category: "active" })
  ana.do(setLimit, { board, of: "column", key: statusNamed(ana.snapshot, "Review"), limit: 2 })
  ana.do(patchBoard, { board, fields: { lanesBy: "owner", hideEmpty: true } })
  ana.do(saveBoardTemplate, { id: TEMPLATE, name: "Flow", board })
  foundNext(ana)
  const there = ana.replica.snapshot(NEXT)
  ana.replica.perform(applyBoardTemplate, NEXT, { board: boardIdOf(there), contents: contents(ana) }, ana.me)
  const after = ana.replica.snapshot(NEXT)
  expect(boardOf(after)).toMatchObject({ lanesBy: "owner", hideEmpty: true, name: "Board" })
  expect(workflowOf(after).map(({ name }) => name)).toEqual(["Ideas", "To do", "Doing", "Review", "On hold", "Done"])
  expect(boardOf(after).limits).toEqual({ [statusNamed(after, "Doing")]: 3, [statusNamed(after, "Review")]: 2 })
})

test("SPACETEMPLATE-4 a state that is called otherwise is the one of its category, and only what is left over is made", () => {
  const ana = furnished()
  ana.do(createStatus, { id: ana.newId<StatusId>(), name: "Review", category: "active" })
  ana.do(saveBoardTemplate, { id: TEMPLATE, name: "Flow", board: boardIdOf(ana.snapshot) })
  foundNext(ana, { backlog: "Some day", waiting: "Next", active: "At it", paused: "Waiting", done: "Done" })
  const there = ana.replica.snapshot(NEXT)
  ana.replica.perform(applyBoardTemplate, NEXT, { board: boardIdOf(there), contents: contents(ana) }, ana.me)
  const after = ana.replica.snapshot(NEXT)
  expect(workflowOf(after).map(({ name }) => name)).toEqual(["Some day", "Next", "At it", "Review", "Waiting", "Done"])
  expect(boardOf(after).limits).toEqual({ [statusNamed(after, "At it")]: 3 })
})

test("SPACETEMPLATE-4 a board by a field that the other space lacks is refused whole", () => {
  const ana = furnished()
  const [room] = living(ana.snapshot.customFields).sort(compareRanked)
  ana.do(patchBoard, { board: boardIdOf(ana.snapshot), fields: { columnsBy: `custom-${room!.id}` } })
  ana.do(saveBoardTemplate, { id: TEMPLATE, name: "Flow", board: boardIdOf(ana.snapshot) })
  foundNext(ana)
  const there = ana.replica.snapshot(NEXT)
  const args = { board: boardIdOf(there), contents: contents(ana) }
  expect(perform(applyBoardTemplate, there, args, ana)).toMatchObject({ reason: "field-missing" })
})

const STATES = { backlog: "Ideas", waiting: "To do", active: "Doing", paused: "On hold", done: "Done" }

function foundNext(ana: Person, statuses = STATES): void {
  const words = { board: "Board", type: "Task", statuses }
  for (const kind of ["setup", "space"]) ana.replica.open(`${kind}/${NEXT}`)
  ana.replica.perform(createSpace, NEXT, { id: NEXT, name: "Flat", kind: "list", prefix: "F", words }, ana.me)
}

test("SPACETEMPLATE-5 what is more than everybody should load is refused, and told by how much", () => {
  const ana = furnished()
  const title = "x".repeat(9_000)
  for (let count = 0; count < 8; count++) ana.do(createItem, { id: ana.newId<ItemId>(), title })
  const args = { id: TEMPLATE, name: "House", withItems: true }
  const refusal = ana.try(saveSpaceTemplate, args)
  expect(refusal).toMatchObject({ reason: "template-too-large" })
  expect(refusal).toHaveProperty(
    "detail.percent",
    expect.toSatisfy((percent: number) => percent > 100 && percent < 160),
  )
  ana.do(saveSpaceTemplate, { ...args, withItems: false })
})

test("SPACETEMPLATE-1 contents that are none are read as nothing", () => {
  const read = (raw: unknown) => spaceTemplates.fields.contents.read(raw)
  const record = { kind: "labels", id: "a", values: {} }
  expect(read({ records: [record], from: "2026-02-30" })).toEqual({ records: [record], from: null })
  for (const raw of [
    [],
    { records: {} },
    { records: [{ ...record, kind: "members" }] },
    { records: [{ ...record, id: "a b" }] },
  ])
    expect(read(raw)).toBeNull()
})

test("SPACETEMPLATE-1 of values only what fits is read; what this build does not know is kept, and not made", () => {
  const values = {
    title: 5,
    rank: {},
    assignees: [ANA, 7, "a b"],
    plannedStart: 1e300,
    custom: { room: "kitchen", "a.b": "c" },
    later: "unknown",
  }
  const read = spaceTemplates.fields.contents.read({ records: [{ kind: "items", id: "a", values }], from: null })
  expect(read?.records[0]?.values).toEqual({
    title: "",
    rank: "V",
    assignees: [ANA],
    plannedStart: null,
    custom: { room: "kitchen" },
    later: "unknown",
  })
  expect(spaceTemplates.fields.contents.read(read)).toEqual(read)
  const [made] = recordsAnew(read!, { random: () => 0.5, start: "2027-01-04", people: {} })
  expect(made?.values).not.toHaveProperty("later")
})

test("days that lie some working days after another are found again, over years and from any weekday", () => {
  for (let day = "2023-12-25"; day < "2024-02-01"; day = addDays(day, 1)) {
    for (const days of [-300, -5, -1, 0, 1, 4, 5, 6, 261]) {
      const later = addWorkingDays(day, days)
      expect(workingDaysBetween(day, later), `${day} ${days}`).toBe(days)
      expect(weekday(later)).toBeLessThan(6)
    }
  }
  expect(addWorkingDays("2026-11-23", 5)).toBe("2026-11-30")
  expect(workingDaysBetween("2026-11-23", "2026-11-28")).toBe(5)
})

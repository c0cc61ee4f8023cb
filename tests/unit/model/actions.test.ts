import { describe, expect, test } from "vitest"
import { createBoard, moveCards, patchBoard, setCardFact, setLimit, trashBoard } from "@weft/model/actions/board"
import type { Action } from "@weft/model/actions/define"
import { archiveItems } from "@weft/model/actions/archive"
import {
  createItem,
  descendantsOf,
  patchItems,
  reparentItem,
  restoreItems,
  setCustomValue,
  setItemMember,
  setStatus,
  trashItems,
  useValue,
} from "@weft/model/actions/item"
import {
  addMember,
  createSpace,
  createTeam,
  nameWorkspace,
  patchMember,
  patchSpace,
  removeMember,
  restoreSpace,
  setTeamMember,
  trashSpace,
} from "@weft/model/actions/space"
import {
  addChecks,
  addComment,
  createChecklist,
  createLabel,
  moveCheck,
  patchCheck,
  relateItems,
  renameLabel,
  trashCheck,
  trashChecklist,
  trashComment,
  trashLabel,
  unrelateItems,
} from "@weft/model/actions/work"
import {
  allowTransition,
  createCustomField,
  createItemType,
  createOption,
  createStatus,
  moveStatus,
  patchCustomField,
  patchStatus,
  restoreStatus,
  trashCustomField,
  trashOption,
  trashStatus,
} from "@weft/model/actions/workflow"
import type {
  BoardId,
  CheckId,
  ChecklistId,
  CommentId,
  CustomFieldId,
  ItemId,
  ItemTypeId,
  LabelId,
  MemberId,
  OptionId,
  SpaceId,
  StatusId,
  TeamId,
  WorkspaceId,
} from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { bodiesOf, descriptionOf } from "@weft/model/replica/prose"
import { living } from "@weft/model/schema/snapshot"
import { relationId } from "@weft/model/schema/work"
import { enteredWithoutTransition, workflowOf } from "@weft/model/tasks/workflow"
import { canonical } from "../../support/canonical.ts"
import { boardIdOf, column, foundSpace, itemOf, MORNING, Person, SPACE, statusNamed } from "../../support/person.ts"

const GONE = "gone"

function founder(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

function makeItem(person: Person, title = "card", parent?: ItemId): ItemId {
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title, ...(parent === undefined ? {} : { parent }) })
  return id
}

interface Refused<Args> {
  readonly action: Action<Args>
  readonly args: NoInfer<Args>
  readonly reason: string
}

const refused = <Args>(action: Action<Args>, args: NoInfer<Args>, reason: string) =>
  ({ action, args, reason }) as Refused<unknown>

/** Every way in which an action says no. `item` and the rest are there; `gone` is not. */
function refusals(ana: Person): readonly Refused<unknown>[] {
  const item = makeItem(ana)
  const child = makeItem(ana, "child", item)
  const board = boardIdOf(ana.snapshot)
  const done = statusNamed(ana.snapshot, "Done")
  const label = ana.newId<LabelId>()
  const field = ana.newId<CustomFieldId>()
  const team = ana.newId<TeamId>()
  const workspace = ana.newId<WorkspaceId>()
  ana.do(createLabel, { id: label, name: "label" })
  ana.do(createCustomField, { id: field, name: "field", type: "text" })
  ana.do(createTeam, { id: team, name: "team", members: [] })
  ana.do(addChecks, { item, checklist: null, titles: ["check"] })
  const check = [...ana.snapshot.checks.keys()][0] as CheckId
  const words = { board: "B", type: "T", statuses: { backlog: "a", waiting: "b", active: "c", paused: "d", done: "e" } }
  const noItem = GONE as ItemId
  return [
    refused(createItem, { id: ana.newId<ItemId>(), title: "  " }, "title-missing"),
    refused(createItem, { id: item, title: "again" }, "exists"),
    refused(createItem, { id: ana.newId<ItemId>(), title: "x", parent: noItem }, "not-found"),
    refused(patchItems, { items: [item], fields: { title: "" } }, "title-missing"),
    refused(patchItems, { items: [item, noItem], fields: { priority: "low" } }, "not-found"),
    refused(patchItems, { items: [], fields: {} }, "not-found"),
    refused(setStatus, { items: [item], status: GONE as StatusId }, "status-missing"),
    refused(setItemMember, { items: [noItem], field: "labels", member: label, inside: true }, "not-found"),
    refused(reparentItem, { item, parent: child }, "would-cycle"),
    refused(reparentItem, { item, parent: item }, "would-cycle"),
    refused(reparentItem, { item, parent: noItem }, "not-found"),
    refused(reparentItem, { item: noItem, parent: null }, "not-found"),
    refused(trashItems, { items: [noItem] }, "not-found"),
    refused(restoreItems, { items: [noItem] }, "not-found"),
    refused(archiveItems, { items: [noItem], archived: true }, "not-found"),
    refused(setCustomValue, { items: [noItem], field, value: 1 }, "not-found"),
    refused(useValue, { item, field: "title", value: "x" }, "not-found"),
    refused(useValue, { item: noItem, field: "title", value: "x" }, "not-found"),
    refused(moveCards, { board: GONE as BoardId, items: [item], column: done }, "not-found"),
    refused(moveCards, { board, items: [noItem], column: done }, "not-found"),
    refused(moveCards, { board, items: [], column: done }, "not-found"),
    refused(moveCards, { board, items: [item], column: GONE }, "status-missing"),
    refused(createBoard, { id: ana.newId<BoardId>(), name: " " }, "name-missing"),
    refused(patchBoard, { board: GONE as BoardId, fields: { hideEmpty: true } }, "not-found"),
    refused(patchBoard, { board, fields: { name: "" } }, "name-missing"),
    refused(trashBoard, { board }, "last-board"),
    refused(setLimit, { board: GONE as BoardId, of: "column", key: done, limit: 1 }, "not-found"),
    refused(setLimit, { board, of: "column", key: done, limit: 0 }, "limit-not-positive"),
    refused(setLimit, { board, of: "lane", key: done, limit: 1.5 }, "limit-not-positive"),
    refused(setCardFact, { board: GONE as BoardId, fact: "due", shown: true }, "not-found"),
    refused(createSpace, { id: SPACE, name: "x", kind: "list", prefix: "X", words }, "exists"),
    refused(createSpace, { id: "S1" as SpaceId, name: " ", kind: "list", prefix: "X", words }, "name-missing"),
    refused(patchSpace, { name: "" }, "name-missing"),
    refused(nameWorkspace, { workspace, name: " " }, "name-missing"),
    refused(addMember, { id: "ana" as MemberId, name: "Ana" }, "exists"),
    refused(addMember, { id: "new" as MemberId, name: "" }, "name-missing"),
    refused(patchMember, { member: GONE as MemberId, name: "x" }, "not-found"),
    refused(patchMember, { member: "ana" as MemberId, name: " " }, "name-missing"),
    refused(removeMember, { member: GONE as MemberId }, "not-found"),
    refused(createTeam, { id: ana.newId<TeamId>(), name: "", members: [] }, "name-missing"),
    refused(setTeamMember, { team: GONE as TeamId, member: "ana" as MemberId, inside: true }, "not-found"),
    refused(createLabel, { id: ana.newId<LabelId>(), name: "" }, "name-missing"),
    refused(renameLabel, { id: GONE as LabelId, name: "x" }, "not-found"),
    refused(renameLabel, { id: label, name: " " }, "name-missing"),
    refused(trashLabel, { label: GONE as LabelId }, "not-found"),
    refused(createChecklist, { id: ana.newId<ChecklistId>(), item: noItem, name: "x" }, "not-found"),
    refused(trashChecklist, { checklist: GONE as ChecklistId }, "not-found"),
    refused(addChecks, { item: noItem, checklist: null, titles: ["x"] }, "not-found"),
    refused(addChecks, { item, checklist: null, titles: [" ", ""] }, "title-missing"),
    refused(patchCheck, { check: GONE as CheckId, fields: { done: true } }, "not-found"),
    refused(patchCheck, { check, fields: { title: "" } }, "title-missing"),
    refused(moveCheck, { check: GONE as CheckId, before: null }, "not-found"),
    refused(trashCheck, { check: GONE as CheckId }, "not-found"),
    refused(relateItems, { from: item, to: item, type: "blocks" }, "same-item"),
    refused(relateItems, { from: item, to: noItem, type: "blocks" }, "not-found"),
    refused(unrelateItems, { from: item, to: child, type: "blocks" }, "not-found"),
    refused(addComment, { id: ana.newId<CommentId>(), item: noItem, text: "x" }, "not-found"),
    refused(addComment, { id: ana.newId<CommentId>(), item, text: " \n" }, "text-missing"),
    refused(createStatus, { id: ana.newId<StatusId>(), name: "", category: "done" }, "name-missing"),
    refused(patchStatus, { status: GONE as StatusId, fields: {} }, "not-found"),
    refused(patchStatus, { status: done, fields: { name: "" } }, "name-missing"),
    refused(moveStatus, { status: GONE as StatusId, before: null }, "not-found"),
    refused(trashStatus, { status: GONE as StatusId }, "not-found"),
    refused(createItemType, { id: ana.newId<ItemTypeId>(), name: "", behaviour: "task" }, "name-missing"),
    refused(allowTransition, { type: GONE as ItemTypeId, from: done, to: done, allowed: true }, "not-found"),
    refused(createCustomField, { id: ana.newId<CustomFieldId>(), name: "", type: "text" }, "name-missing"),
    refused(patchCustomField, { field: GONE as CustomFieldId, fields: {} }, "not-found"),
    refused(trashCustomField, { field: GONE as CustomFieldId }, "not-found"),
    refused(createOption, { id: ana.newId<OptionId>(), field, name: "" }, "name-missing"),
    refused(trashOption, { option: GONE as OptionId }, "not-found"),
  ]
}

describe("refusals", () => {
  test("ACTION-1 what is refused gives its reason and writes nothing", () => {
    const ana = founder()
    const cases = refusals(ana)
    const before = canonical(ana.snapshot)
    ana.outbox = []
    for (const { action, args, reason } of cases) {
      const answer = ana.try(action, args)
      if (!isRefusal(answer)) expect.unreachable(`${action.name} was not refused: ${reason}`)
      else expect([action.name, answer.reason]).toEqual([action.name, reason])
    }
    expect(ana.outbox).toEqual([])
    expect(canonical(ana.snapshot)).toBe(before)
  })

  test("ACTION-1 the last state, and a transition that a type's rules forbid, are refused", () => {
    const ana = founder()
    const item = makeItem(ana)
    const [type] = ana.snapshot.itemTypes.keys()
    const [ideas, todo, doing, , done] = workflowOf(ana.snapshot).map(({ id }) => id)
    ana.do(allowTransition, { type: type as ItemTypeId, from: todo!, to: doing!, allowed: true })
    expect(ana.try(setStatus, { items: [item], status: done! })).toMatchObject({ reason: "transition-forbidden" })
    ana.do(setStatus, { items: [item], status: doing! })
    for (const { id } of workflowOf(ana.snapshot).slice(1)) ana.do(trashStatus, { status: id })
    expect(ana.try(trashStatus, { status: ideas! })).toMatchObject({ reason: "last-status" })
  })

  test("a space that is not there is neither patched nor put in the trash", () => {
    const ana = new Person("ana", 1, MORNING)
    expect(ana.try(patchSpace, { name: "x" })).toMatchObject({ reason: "not-found" })
    expect(ana.try(trashSpace, {})).toMatchObject({ reason: "not-found" })
  })
})

describe("items", () => {
  test("an item starts with what the space gives it, and with what is said", () => {
    const ana = founder()
    const id = ana.newId<ItemId>()
    ana.do(createItem, {
      id,
      title: " Book a van ",
      owner: "ben" as MemberId,
      labels: ["l1" as LabelId],
      description: "The big one.",
      custom: { f1: 3 },
      fields: { due: "2026-12-01" },
    })
    expect(itemOf(ana.snapshot, id)).toMatchObject({
      title: "Book a van",
      status: statusNamed(ana.snapshot, "To do"),
      type: [...ana.snapshot.itemTypes.keys()][0],
      owner: "ben",
      assignees: ["ben"],
      labels: ["l1"],
      custom: { f1: 3 },
      due: "2026-12-01",
      createdBy: "ana",
      createdAt: MORNING,
    })
    expect(descriptionOf(ana.replica.document(`text/${SPACE}/${id}`)!.doc)).toBe("The big one.")
  })

  test("ACTION-2 all changes of an action carry one stamp", () => {
    const ana = founder()
    const items = [makeItem(ana), makeItem(ana)]
    const { stamp } = ana.do(patchItems, { items, fields: { title: "x", points: 3, owner: "ben" as MemberId } })
    const document = ana.replica.document(`space/${SPACE}`)!
    const stamps = items.flatMap(id => document.entriesOf("items", id).map(entry => entry.stamp))
    expect(stamps).toEqual(Array.from({ length: 8 }, () => stamp))
  })

  test("ACTION-3 what stands already is not written, and what is not named is left alone", () => {
    const ana = founder()
    const item = makeItem(ana)
    ana.outbox = []
    const written = ana.do(patchItems, {
      items: [item],
      fields: { title: "card", points: undefined, priority: "none" },
    })
    expect(written.inverses).toEqual([])
    expect(ana.replica.document(`space/${SPACE}`)!.entriesOf("items", item)).toEqual([])
    expect(written.patches.size).toBe(0)
  })

  test("ACTION-4 a change of status appends its transition, and the same status none", () => {
    const ana = founder()
    const item = makeItem(ana)
    const [todo, done] = [statusNamed(ana.snapshot, "To do"), statusNamed(ana.snapshot, "Done")]
    ana.now += 1000
    ana.do(setStatus, { items: [item], status: done })
    ana.do(setStatus, { items: [item], status: done })
    const facts = living(ana.snapshot.transitions).sort((left, right) => left.at - right.at)
    expect(facts).toMatchObject([
      { item, from: null, to: todo, by: "ana", at: MORNING },
      { item, from: todo, to: done, by: "ana", at: MORNING + 1000 },
    ])
    expect(enteredWithoutTransition(itemOf(ana.snapshot, item), facts, ana.snapshot)).toBe(false)
    expect(enteredWithoutTransition(itemOf(ana.snapshot, item), facts.slice(0, 1), ana.snapshot)).toBe(true)
  })

  test("ACTION-5 who is accountable is one of the assignees", () => {
    const ana = founder()
    const item = makeItem(ana)
    const membership = { items: [item], field: "assignees", member: "ben" } as const
    ana.do(patchItems, { items: [item], fields: { owner: "ana" as MemberId } })
    ana.do(setItemMember, { ...membership, inside: true })
    expect(itemOf(ana.snapshot, item)).toMatchObject({ owner: "ana", assignees: ["ana", "ben"] })
    ana.do(setItemMember, { ...membership, member: "ana", inside: false })
    expect(itemOf(ana.snapshot, item)).toMatchObject({ owner: null, assignees: ["ben"] })
    ana.do(setItemMember, { ...membership, inside: true })
    expect(itemOf(ana.snapshot, item)).toMatchObject({ owner: "ben" })
  })

  test("TRASH-2 what is put in the trash takes what is below it along, and brings that back and no more", () => {
    const ana = founder()
    const top = makeItem(ana, "top")
    const child = makeItem(ana, "child", top)
    const [leaf, earlier] = [makeItem(ana, "leaf", child), makeItem(ana, "earlier", child)]
    ana.do(trashItems, { items: [earlier] })
    ana.do(trashItems, { items: [top] })
    expect(living(ana.snapshot.items)).toEqual([])
    ana.do(restoreItems, { items: [top] })
    expect(
      living(ana.snapshot.items)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([top, child, leaf].sort())
    expect(descendantsOf(ana.snapshot, top).sort()).toEqual([child, leaf, earlier].sort())
  })

  test("choosing a concurrent status brings its transition, and choosing a parent closes no ring", () => {
    const [ana, ben] = [founder(), new Person("ben", 2, MORNING + 60_000)]
    const [item, a, b] = [makeItem(ana), makeItem(ana, "a"), makeItem(ana, "b")]
    for (const update of ana.stored()) ben.receive(update)
    const [doing, done] = [statusNamed(ana.snapshot, "Doing"), statusNamed(ana.snapshot, "Done")]
    ana.do(setStatus, { items: [item], status: doing })
    ana.do(reparentItem, { item, parent: a })
    ben.do(setStatus, { items: [item], status: done })
    ben.do(reparentItem, { item, parent: b })
    for (const update of ben.stored()) ana.receive(update)
    ana.now += 120_000
    ana.do(useValue, { item, field: "status", value: doing })
    const row = itemOf(ana.snapshot, item)
    expect(row.status).toBe(doing)
    expect(enteredWithoutTransition(row, [...ana.snapshot.transitions.values()], ana.snapshot)).toBe(false)
    ana.do(reparentItem, { item: a, parent: item })
    expect(ana.try(useValue, { item, field: "parent", value: a })).toMatchObject({ reason: "would-cycle" })
    ana.do(useValue, { item, field: "parent", value: b })
    expect(itemOf(ana.snapshot, item)).toMatchObject({ parent: b, conflicts: [] })
  })

  test("ACTION-6 a big action is cut into updates below 128 KB that are one step of undo", () => {
    const ana = founder()
    const items = Array.from({ length: 40 }, () => makeItem(ana))
    ana.outbox = []
    const title = "x".repeat(9000)
    const written = ana.do(patchItems, { items, fields: { title } })
    expect(ana.outbox.length).toBeGreaterThan(2)
    expect(Math.max(...ana.outbox.map(({ bytes }) => bytes.length))).toBeLessThan(128 * 1024)
    expect(items.every(id => itemOf(ana.snapshot, id).title === title)).toBe(true)
    ana.undo(written)
    expect(items.every(id => itemOf(ana.snapshot, id).title === "card")).toBe(true)
  })
})

describe("what belongs to items", () => {
  test("labels, checklists, relations and comments are made, changed and put in the trash", () => {
    const ana = founder()
    const [item, other] = [makeItem(ana), makeItem(ana)]
    const [label, list, comment] = [ana.newId<LabelId>(), ana.newId<ChecklistId>(), ana.newId<CommentId>()]
    ana.do(createLabel, { id: label, name: "fragile" })
    ana.do(renameLabel, { id: label, name: "heavy" })
    ana.do(trashLabel, { label })
    expect(ana.snapshot.labels.get(label)).toMatchObject({ name: "heavy", deleted: { by: "ana" } })
    ana.do(createChecklist, { id: list, item, name: "Boxes" })
    ana.do(addChecks, { item, checklist: list, titles: ["one", " ", "two", "three"] })
    const titles = () =>
      living(ana.snapshot.checks)
        .sort((x, y) => (x.rank < y.rank ? -1 : 1))
        .map(({ title }) => title)
    const idOf = (title: string) => [...ana.snapshot.checks.values()].find(row => row.title === title)!.id
    ana.do(moveCheck, { check: idOf("three"), before: idOf("one") })
    expect(titles()).toEqual(["three", "one", "two"])
    ana.do(moveCheck, { check: idOf("three"), before: null })
    ana.do(trashCheck, { check: idOf("one") })
    expect(titles()).toEqual(["two", "three"])
    ana.do(patchCheck, { check: idOf("two"), fields: { done: true, assignee: "ben" as MemberId } })
    expect(ana.snapshot.checks.get(idOf("two"))).toMatchObject({ done: true, assignee: "ben" })
    ana.do(trashChecklist, { checklist: list })
    expect(living(ana.snapshot.checklists)).toEqual([])
    ana.do(addComment, { id: comment, item, text: " Yes. " })
    const document = ana.replica.document(`comments/${SPACE}/${item}`)!
    expect(bodiesOf(document.doc).get(comment)).toBe("Yes.")
    expect(document.rows("comments").get(comment)).toMatchObject({ author: "ana", at: MORNING })
    ana.do(trashComment, { item, comment })
    expect(document.rows("comments").get(comment)?.deleted).toMatchObject({ by: "ana" })
    expect(relationId(item, other, "relates")).toBe(relationId(other, item, "relates"))
    expect(relationId(item, other, "blocks")).not.toBe(relationId(other, item, "blocks"))
  })

  test("a relation made twice is one, and one that was deleted comes back", () => {
    const ana = founder()
    const relation = { from: makeItem(ana), to: makeItem(ana), type: "relates" } as const
    ana.do(relateItems, relation)
    ana.do(relateItems, { ...relation, from: relation.to, to: relation.from })
    expect(ana.snapshot.relations.size).toBe(1)
    ana.do(unrelateItems, relation)
    expect(living(ana.snapshot.relations)).toEqual([])
    ana.do(relateItems, relation)
    expect(living(ana.snapshot.relations)).toMatchObject([{ type: "relates" }])
  })
})

describe("spaces, people and boards", () => {
  test("a space, its people and its teams are made, renamed and put in the trash", () => {
    const ana = founder()
    const [workspace, team] = [ana.newId<WorkspaceId>(), ana.newId<TeamId>()]
    for (const name of ["Home", "Our home"]) ana.do(nameWorkspace, { workspace, name })
    expect(ana.snapshot.workspaces.get(workspace)?.name).toBe("Our home")
    ana.do(patchSpace, { name: "Moving", prefix: "MV" })
    expect(ana.snapshot.profiles.get(SPACE)).toMatchObject({ name: "Moving", prefix: "MV" })
    ana.do(trashSpace, {})
    expect(ana.snapshot.places.get(SPACE)?.deleted).toMatchObject({ by: "ana" })
    ana.do(restoreSpace, {})
    expect(ana.snapshot.places.get(SPACE)?.deleted).toBeNull()
    ana.do(createTeam, { id: team, name: "Movers", members: ["ana" as MemberId] })
    ana.do(setTeamMember, { team, member: "ben" as MemberId, inside: true })
    ana.do(setTeamMember, { team, member: "ana" as MemberId, inside: false })
    expect(ana.snapshot.teams.get(team)).toMatchObject({ name: "Movers", members: ["ben"] })
    ana.do(patchMember, { member: "ben" as MemberId, name: "Ben", hue: 30 })
    ana.do(removeMember, { member: "ben" as MemberId })
    expect(ana.snapshot.members.get("ben")).toMatchObject({ name: "Ben", hue: 30, deleted: { by: "ana" } })
  })

  test("boards, limits and facts are set and unset", () => {
    const ana = founder()
    const board = ana.newId<BoardId>()
    ana.do(createBoard, { id: board, name: "By owner", columnsBy: "owner" })
    ana.do(patchBoard, { board, fields: { lanesBy: "priority", limitBy: "estimate" } })
    ana.do(setLimit, { board, of: "column", key: "ana", limit: 3 })
    ana.do(setLimit, { board, of: "column", key: "", limit: 2 })
    ana.do(setLimit, { board, of: "lane", key: "high", limit: 1 })
    ana.do(setLimit, { board, of: "column", key: "ana", limit: null })
    ana.do(setCardFact, { board, fact: "due", shown: true })
    ana.do(setCardFact, { board, fact: "labels", shown: true })
    ana.do(setCardFact, { board, fact: "due", shown: false })
    expect(ana.snapshot.boards.get(board)).toMatchObject({
      columnsBy: "owner",
      lanesBy: "priority",
      limitBy: "estimate",
      limits: { "none-owner": 2 },
      laneLimits: { high: 1 },
      cardFacts: ["labels"],
    })
    ana.do(trashBoard, { board })
    expect(living(ana.snapshot.boards)).toHaveLength(1)
  })

  test("a workflow, its types and its fields are made, changed and put in the trash", () => {
    const ana = founder()
    const [status, type, field, option] = [
      ana.newId<StatusId>(),
      ana.newId<ItemTypeId>(),
      ana.newId<CustomFieldId>(),
      ana.newId<OptionId>(),
    ]
    const names = () => workflowOf(ana.snapshot).map(({ name }) => name)
    ana.do(createStatus, { id: status, name: "Review", category: "active", before: statusNamed(ana.snapshot, "Done") })
    expect(names()).toEqual(["Ideas", "To do", "Doing", "On hold", "Review", "Done"])
    ana.do(moveStatus, { status, before: null })
    ana.do(patchStatus, { status, fields: { name: "Checked", category: "done" } })
    expect(names().at(-1)).toBe("Checked")
    ana.do(trashStatus, { status })
    expect(names()).not.toContain("Checked")
    ana.do(restoreStatus, { status })
    expect(ana.snapshot.statuses.get(status)).toMatchObject({ category: "done", deleted: null })
    ana.do(createItemType, { id: type, name: "Errand", behaviour: "action" })
    expect(ana.snapshot.itemTypes.get(type)).toMatchObject({ name: "Errand", behaviour: "action" })
    ana.do(createCustomField, { id: field, name: "Room", type: "select", onCards: true })
    ana.do(createOption, { id: option, field, name: "Kitchen" })
    ana.do(trashOption, { option })
    ana.do(patchCustomField, { field, fields: { required: true } })
    ana.do(trashCustomField, { field })
    expect(ana.snapshot.customFields.get(field)).toMatchObject({
      onCards: true,
      required: true,
      deleted: { by: "ana" },
    })
    expect(ana.snapshot.options.get(option)).toMatchObject({ field, deleted: { by: "ana" } })
  })

  test("archived items leave the boards and stay in the space", () => {
    const ana = founder()
    const item = makeItem(ana)
    ana.do(archiveItems, { items: [item], archived: true })
    expect(column(ana.snapshot, "To do")).toEqual([])
    ana.do(archiveItems, { items: [item], archived: false })
    expect(column(ana.snapshot, "To do")).toEqual(["card"])
  })
})

import { expect, test } from "vitest"
import { addMember } from "@weft/model/actions/space"
import { createItem, setStatus, trashItems } from "@weft/model/actions/item"
import { placeMacro, runMacro, saveMacro, trashMacro, type RunMacro } from "@weft/model/actions/macro"
import { saveTextModule, trashTextModule } from "@weft/model/actions/text-module"
import { createLabel, trashLabel } from "@weft/model/actions/work"
import { createItemType, allowTransition } from "@weft/model/actions/workflow"
import type { ItemId, ItemTypeId, LabelId, MacroId, MemberId, StatusId, TextModuleId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { bodiesOf } from "@weft/model/replica/prose"
import { readProse } from "@weft/model/replica/prose-tree"
import { draftText } from "@weft/model/replica/reply-draft"
import { plainTextOf } from "@weft/model/schema/prose"
import { living } from "@weft/model/schema/snapshot"
import { compareRanked } from "@weft/model/base/rank"
import { macros, type MacroStep } from "@weft/model/schema/talk"
import { foundSpace, itemOf, MORNING, Person, SPACE, statusNamed } from "../../support/person.ts"

const [MACRO, MODULE, LABEL] = ["MA" as MacroId, "MO" as TextModuleId, "LA" as LabelId]

function desk() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ben"])
  ana.do(addMember, { id: "ana" as MemberId, name: "Ana Alves" })
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  ana.do(createLabel, { id: LABEL, name: "VPN" })
  const tickets = ["VPN drops", "No connection"].map(title => {
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title, type })
    return id
  }) as [ItemId, ItemId]
  const text = { en: "Hello {requester.first},\n{agent} has {number}.", de: "Hallo {requester.first}." }
  ana.do(saveTextModule, { id: MODULE, name: "Greeting", text })
  return { ana, tickets }
}

const shownOf = (items: readonly ItemId[], sender = "Paula Okafor"): RunMacro["shown"] =>
  Object.fromEntries(items.map((item, index) => [item, { number: `SUP-${index + 1}`, due: "", sender }]))

const make = (ana: Person, ...steps: MacroStep[]) => ana.do(saveMacro, { id: MACRO, name: "Known fault", steps })

function run(ana: Person, items: readonly ItemId[], sender?: string) {
  return ana.try(runMacro, { macro: MACRO, items, shown: shownOf(items, sender), language: "en" })
}

const commentsOf = (ana: Person, item: ItemId) => ana.replica.open(`comments/${SPACE}/${item}`)
const draftOf = (ana: Person, item: ItemId) => plainTextOf(readProse(draftText(commentsOf(ana, item).doc, 0)))
const notesOf = (ana: Person, item: ItemId) => [...bodiesOf(commentsOf(ana, item).doc).values()]

test("MACRO-1 a macro does its steps in order to every ticket, each on what those before it made", () => {
  const { ana, tickets } = desk()
  make(
    ana,
    { does: "owner", owner: "me" },
    { does: "status", status: statusNamed(ana.snapshot, "Doing") },
    { does: "priority", priority: "high" },
    { does: "add-label", label: LABEL },
    { does: "reply", module: MODULE },
    { does: "note", text: "{owner} knows {title}" },
  )
  expect(isRefusal(run(ana, tickets))).toBe(false)
  for (const [index, ticket] of tickets.entries()) {
    const { owner, status, priority, labels, title } = itemOf(ana.snapshot, ticket)
    expect({ owner, status, priority, labels }).toEqual({
      owner: "ana",
      status: statusNamed(ana.snapshot, "Doing"),
      priority: "high",
      labels: [LABEL],
    })
    expect(draftOf(ana, ticket)).toBe(`Hello Paula,\nAna Alves has SUP-${index + 1}.`)
    expect(notesOf(ana, ticket)).toEqual([`Ana Alves knows ${title}`])
  }
})

test("MACRO-2 a macro is one step of undo", () => {
  const { ana, tickets } = desk()
  const [ticket] = tickets
  make(ana, { does: "priority", priority: "urgent" }, { does: "reply", module: MODULE }, { does: "note", text: "n" })
  const written = run(ana, [ticket])
  if (isRefusal(written)) throw new Error(written.reason)
  expect(ana.undo(written).leftAlone).toEqual([])
  expect(itemOf(ana.snapshot, ticket).priority).toBe("none")
  expect(draftOf(ana, ticket)).toBe("")
  expect([...commentsOf(ana, ticket).rows("comments").values()].every(({ deleted }) => deleted !== null)).toBe(true)
})

test("MACRO-3 nothing is done to any ticket where one step cannot be done to one, and the refusal says which", () => {
  const { ana, tickets } = desk()
  const [one, other] = tickets
  make(ana, { does: "priority", priority: "high" }, { does: "note", text: "n" }, { does: "reply", module: MODULE })
  const shown = { ...shownOf([one]), ...shownOf([other], "") }
  const answer = ana.try(runMacro, { macro: MACRO, items: tickets, shown, language: "en" })
  expect(answer).toMatchObject({
    reason: "variable-unfilled",
    detail: { variable: "requester.first", ticket: other, step: 3 },
  })
  expect(tickets.map(ticket => itemOf(ana.snapshot, ticket).priority)).toEqual(["none", "none"])
  expect([draftOf(ana, one), ...notesOf(ana, one)]).toEqual([""])
})

test("MACRO-3 each step that names what is gone refuses with its own reason", () => {
  const { ana, tickets } = desk()
  const gone: readonly [MacroStep, string][] = [
    [{ does: "status", status: "nobody" as never }, "status-missing"],
    [{ does: "type", type: "nobody" as never }, "type-missing"],
    [{ does: "owner", owner: "nobody" as never }, "member-missing"],
    [{ does: "team", team: "nobody" as never }, "team-missing"],
    [{ does: "add-label", label: LABEL }, "label-missing"],
    [{ does: "category", category: "nobody" as never }, "category-missing"],
    [{ does: "reply", module: MODULE }, "module-missing"],
    [{ does: "note", text: " " }, "text-missing"],
  ]
  ana.do(trashLabel, { label: LABEL })
  ana.do(trashTextModule, { module: MODULE })
  for (const [step, reason] of gone) {
    make(ana, step)
    expect(run(ana, tickets), step.does).toMatchObject({ reason, detail: { step: 1 } })
  }
  make(ana, { does: "remove-label", label: LABEL }, { does: "owner", owner: null }, { does: "team", team: null })
  expect(isRefusal(run(ana, tickets))).toBe(false)
  ana.do(trashItems, { items: [tickets[1]] })
  expect(run(ana, tickets)).toMatchObject({ reason: "not-found" })
})

test("MACRO-3 a move that the workflow forbids stops the whole macro", () => {
  const { ana, tickets } = desk()
  const [one, other] = tickets
  const [toDo, doing, done] = ["To do", "Doing", "Done"].map(name => statusNamed(ana.snapshot, name)) as [
    StatusId,
    StatusId,
    StatusId,
  ]
  ana.do(setStatus, { items: [one], status: doing })
  ana.do(setStatus, { items: [other], status: toDo })
  ana.do(allowTransition, { type: itemOf(ana.snapshot, one).type!, from: doing, to: done, allowed: true })
  make(ana, { does: "priority", priority: "low" }, { does: "status", status: done })
  expect(run(ana, tickets)).toMatchObject({ reason: "transition-forbidden", detail: { ticket: other, step: 2 } })
  expect(itemOf(ana.snapshot, one)).toMatchObject({ priority: "none", status: doing })
  expect(isRefusal(run(ana, [one]))).toBe(false)
  ana.do(trashMacro, { macro: MACRO })
  expect(run(ana, [one])).toMatchObject({ reason: "not-found" })
})

test("MACRO-4 macros have a name, steps and a place, and one with a step of a later version is not run in part", () => {
  const { ana, tickets } = desk()
  expect(ana.try(saveMacro, { id: MACRO, name: "M", steps: [] })).toMatchObject({ reason: "macro-empty" })
  expect(ana.try(saveMacro, { id: MACRO, name: "", steps: [{ does: "note", text: "n" }] })).toMatchObject({
    reason: "name-missing",
  })
  make(ana, { does: "note", text: "n" })
  ana.do(saveMacro, { id: "MB" as MacroId, name: "Second", steps: [{ does: "note", text: "n" }] })
  ana.do(placeMacro, { macro: "MB" as MacroId, before: MACRO })
  expect(
    living(ana.snapshot.macros)
      .sort(compareRanked)
      .map(({ name }) => name),
  ).toEqual(["Second", "Known fault"])
  const read = (steps: unknown) => macros.fields.steps.read(steps)
  expect(read([{ does: "note", text: "n" }, { does: "fly" }])).toBeNull()
  expect(read([{ does: "priority", priority: "huge" }])).toBeNull()
  expect(read([{ does: "owner", owner: "me" }, { does: "owner" }])).toEqual([
    { does: "owner", owner: "me" },
    { does: "owner", owner: null },
  ])
  make(ana, { does: "later" } as never)
  expect(run(ana, tickets)).toMatchObject({ reason: "macro-unreadable" })
})

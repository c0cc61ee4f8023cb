import { describe, expect, test } from "vitest"
import { createItem, reparentItem, trashItems } from "@weft/model/actions/item"
import { claimMember, joinMember } from "@weft/model/actions/people"
import { addMember, createTeam } from "@weft/model/actions/space"
import { restoreRecords } from "@weft/model/actions/trash"
import { createLabel, trashLabel } from "@weft/model/actions/work"
import { createStatus, setTransition } from "@weft/model/actions/workflow"
import type { ItemId, LabelId, MemberId, StatusId, TeamId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { allowsTransition, workflowOf } from "@weft/model/tasks/workflow"
import { foundSpace, MORNING, Person } from "../../support/person.ts"

function personInSpace(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  return ana
}

describe("the trash", () => {
  test("gives back records of several kinds, and items with what was put there with them, as one step", () => {
    const ana = personInSpace()
    const [house, roof, urgent] = [ana.newId<ItemId>(), ana.newId<ItemId>(), ana.newId<LabelId>()]
    ana.do(createItem, { id: house, title: "House" })
    ana.do(createItem, { id: roof, title: "Roof" })
    ana.do(reparentItem, { item: roof, parent: house })
    ana.do(createLabel, { id: urgent, name: "Urgent" })
    ana.do(trashItems, { items: [house] })
    ana.do(trashLabel, { label: urgent })
    const restored = ana.do(restoreRecords, {
      records: [
        { kind: "items", id: house },
        { kind: "labels", id: urgent },
      ],
    })
    expect([house, roof].map(id => ana.snapshot.items.get(id)!.deleted)).toEqual([null, null])
    expect(ana.snapshot.labels.get(urgent)!.deleted).toBeNull()
    ana.undo(restored)
    expect(ana.snapshot.items.get(roof)!.deleted).not.toBeNull()
    expect(ana.snapshot.labels.get(urgent)!.deleted).not.toBeNull()
  })

  test("gives back nothing where one of what is asked for is not there", () => {
    const ana = personInSpace()
    expect(isRefusal(ana.try(restoreRecords, { records: [{ kind: "labels", id: "nothing" }] }))).toBe(true)
    expect(isRefusal(ana.try(restoreRecords, { records: [] }))).toBe(true)
  })
})

describe("a placeholder that somebody is", () => {
  test("is named nowhere any more: items, teams and the people's list name the member", () => {
    const ana = personInSpace()
    const [placeholder, item, team] = ["bea" as MemberId, ana.newId<ItemId>(), ana.newId<TeamId>()]
    ana.do(addMember, { id: placeholder, name: "Bea", placeholder: true })
    ana.do(createItem, { id: item, title: "House", owner: placeholder })
    ana.do(createTeam, { id: team, name: "Builders", members: [placeholder] })
    ana.do(claimMember, { placeholder, member: ana.me })
    ana.do(joinMember, { placeholder, member: ana.me })
    expect(ana.snapshot.items.get(item)).toMatchObject({ owner: "ana", assignees: ["ana"] })
    expect(ana.snapshot.teams.get(team)!.members).toEqual(["ana"])
    expect(ana.snapshot.members.get(placeholder)!.deleted).not.toBeNull()
  })

  test("is not itself", () => {
    const ana = personInSpace()
    expect(isRefusal(ana.try(claimMember, { placeholder: ana.me, member: ana.me }))).toBe(true)
    expect(isRefusal(ana.try(joinMember, { placeholder: ana.me, member: ana.me }))).toBe(true)
  })
})

describe("the rules of a type", () => {
  const rulesOf = (person: Person) => [...person.snapshot.itemTypes.values()][0]!

  test("forbidding one transition leaves all others, and allowing it again leaves no rules", () => {
    const ana = personInSpace()
    const [first, second] = workflowOf(ana.snapshot)
    const { id } = rulesOf(ana)
    ana.do(setTransition, { type: id, from: first!.id, to: second!.id, allowed: false })
    expect(allowsTransition(rulesOf(ana), first!.id, second!.id)).toBe(false)
    expect(allowsTransition(rulesOf(ana), second!.id, first!.id)).toBe(true)
    expect(rulesOf(ana).transitions).toHaveLength(5 * 4 - 1)
    ana.do(setTransition, { type: id, from: first!.id, to: second!.id, allowed: true })
    expect(rulesOf(ana).transitions).toEqual([])
    const review = ana.newId<StatusId>()
    ana.do(createStatus, { id: review, name: "Review", category: "active" })
    expect(allowsTransition(rulesOf(ana), first!.id, review)).toBe(true)
  })

  test("the last transition stays, since no rules would mean that all are allowed", () => {
    const ana = personInSpace()
    const { id } = rulesOf(ana)
    const pairs = workflowOf(ana.snapshot).flatMap(from =>
      workflowOf(ana.snapshot)
        .filter(to => to !== from)
        .map(to => ({ type: id, from: from.id, to: to.id, allowed: false })),
    )
    for (const pair of pairs.slice(1)) ana.do(setTransition, pair)
    expect(isRefusal(ana.try(setTransition, pairs[0]!))).toBe(true)
    expect(rulesOf(ana).transitions).toHaveLength(1)
  })
})

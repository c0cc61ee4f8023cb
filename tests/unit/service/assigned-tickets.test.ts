import { expect, test } from "vitest"
import { withAssignments } from "@weft/model/actions/assigned-tickets"
import { createAssignmentRule, setRuleAutomatic } from "@weft/model/actions/assignment-rules"
import { perform, type Action } from "@weft/model/actions/define"
import { createItem } from "@weft/model/actions/item"
import { createItemType } from "@weft/model/actions/workflow"
import type { AssignmentRuleId, ItemId, ItemTypeId, MemberId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { living } from "@weft/model/schema/snapshot"
import { foundSpace, MORNING, Person } from "../../support/person.ts"

const TYPE = "incident" as ItemTypeId
const RULE = "rule" as AssignmentRuleId
const member = (name: string) => name as MemberId

/** Does something on a device that has no relay. */
function doAlone<Args>(person: Person, action: Action<Args>, args: Args): void {
  const acting = { me: person.me, now: person.now, random: person.random, alsoDo: withAssignments }
  const changes = perform(action, person.snapshot, args, acting)
  if (isRefusal(changes)) throw new Error(changes.reason)
  person.replica.write(changes, person.me)
}

function deskWithRule(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  ana.do(createItemType, { id: TYPE, name: "Incident", behaviour: "ticket" })
  ana.do(createAssignmentRule, { id: RULE, name: "Ben", mode: "person", person: member("ben") })
  return ana
}

function open(person: Person, title: string, told: Partial<Parameters<typeof createItem.decide>[1]> = {}): ItemId {
  const id = person.newId<ItemId>()
  doAlone(person, createItem, { id, title, type: TYPE, ...told })
  return id
}

const ownerOf = ({ snapshot }: Person, ticket: ItemId) => snapshot.items.get(ticket)!.owner

test("ASSIGN-11 without a relay the device gives a ticket that it opens, in the same step", () => {
  const ana = deskWithRule()
  ana.do(setRuleAutomatic, { rule: RULE, isAutomatic: true })
  const ticket = open(ana, "VPN drops")
  expect(ana.snapshot.items.get(ticket)).toMatchObject({ owner: "ben", assignees: ["ben"] })
  expect(living(ana.snapshot.ticketEvents)).toMatchObject([{ kind: "opened", facts: { owner: "ben" } }])
})

test("ASSIGN-11 a rule that only suggests, an owner who is named, and an item that is no ticket give it nothing to do", () => {
  const ana = deskWithRule()
  expect(ownerOf(ana, open(ana, "Only suggested"))).toBeNull()
  ana.do(setRuleAutomatic, { rule: RULE, isAutomatic: true })
  expect(ownerOf(ana, open(ana, "Named", { owner: member("ana") }))).toBe("ana")
  const task = living(ana.snapshot.itemTypes).find(({ behaviour }) => behaviour === "task")!.id
  expect(ownerOf(ana, open(ana, "Task", { type: task }))).toBeNull()
})

test("ASSIGN-11 where a relay does it the device leaves it alone", () => {
  const ana = deskWithRule()
  ana.do(setRuleAutomatic, { rule: RULE, isAutomatic: true })
  const id = ana.newId<ItemId>()
  ana.do(createItem, { id, title: "VPN drops", type: TYPE })
  expect(ownerOf(ana, id)).toBeNull()
})

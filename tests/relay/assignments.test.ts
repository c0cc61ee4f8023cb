import { afterEach, expect, test } from "vitest"
import { createAssignmentRule, setRuleAutomatic } from "@weft/model/actions/assignment-rules"
import { createItem, patchItems } from "@weft/model/actions/item"
import { createTeam } from "@weft/model/actions/space"
import { createItemType } from "@weft/model/actions/workflow"
import type { AssignmentRuleId, ItemId, ItemTypeId, MemberId, TeamId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { MINUTE, statusNamed, type Person } from "../support/person.ts"
import { atTheDesk, endDesks } from "./desk-world.ts"

afterEach(endDesks)

const TEAM = "desk" as TeamId
const RULE = "rule" as AssignmentRuleId

/** A desk of Ana and Ben with a rule, and how Ana opens tickets there. */
async function withRule(told: Partial<Parameters<typeof createAssignmentRule.decide>[1]>) {
  const all = await atTheDesk()
  const { desk, ana } = all
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  ana.do(createTeam, { id: TEAM, name: "Desk", members: ["ana", "ben"] as MemberId[] })
  ana.do(createAssignmentRule, { id: RULE, name: "Everything", ...told })
  const open = (title: string, owner?: string): ItemId => {
    const id = ana.newId<ItemId>()
    const status = statusNamed(ana.snapshot, "To do")
    ana.do(createItem, { id, title, type, status, ...(owner !== undefined && { owner: owner as MemberId }) })
    return id
  }
  await desk.take(ana)
  return { ...all, open }
}

const letIt = (person: Person) => {
  person.now += MINUTE
  person.do(setRuleAutomatic, { rule: RULE, isAutomatic: true })
}
const ownerOf = ({ snapshot }: Person, ticket: ItemId) => snapshot.items.get(ticket)?.owner ?? null
const owners = ({ snapshot }: Person, ticket: ItemId) =>
  living(snapshot.ticketEvents)
    .filter(({ item, facts }) => item === ticket && facts["owner"] !== undefined)
    .map(({ facts, by }) => `${facts["owner"]} by ${by}`)

test("ASSIGN-10 the relay gives a ticket that nobody gave to anybody once, and tells it among what happened", async () => {
  const { desk, ana, open } = await withRule({ mode: "person", person: "ben" as MemberId })
  letIt(ana)
  const [free, taken] = [open("VPN drops"), open("Printer", "ana")]
  await desk.take(ana)
  await desk.tell(ana)
  expect([ownerOf(ana, free), ownerOf(ana, taken)]).toEqual(["ben", "ana"])
  expect(ana.snapshot.items.get(free)!.assignees).toEqual(["ben"])
  expect(owners(ana, free)).toEqual(["ben by relay"])
  await desk.desk.end()
  desk.open(2)
  open("Another")
  await desk.take(ana)
  await desk.tell(ana)
  expect(owners(ana, free)).toEqual(["ben by relay"])
  expect(desk.reports).toEqual([])
})

test("ASSIGN-10 what was opened before somebody let the rule is left to people, and so is what one left to nobody", async () => {
  const { desk, ana, open } = await withRule({ mode: "person", person: "ben" as MemberId })
  const before = open("VPN drops")
  letIt(ana)
  const left = open("Printer")
  ana.now += MINUTE
  ana.do(patchItems, { items: [left], fields: { owner: "ana" as MemberId } })
  ana.do(patchItems, { items: [left], fields: { owner: null } })
  await desk.take(ana)
  await desk.tell(ana)
  expect([ownerOf(ana, before), ownerOf(ana, left)]).toEqual([null, null])
})

test("ASSIGN-10 T60 whoever a person chose meanwhile has the ticket, though the relay gave it later", async () => {
  const { desk, ana, ben, open } = await withRule({ mode: "person", person: "ben" as MemberId })
  letIt(ana)
  const ticket = open("VPN drops")
  for (const update of ana.outbox) ben.receive(update)
  await desk.take(ana)
  ben.now = ana.now + MINUTE
  ben.do(patchItems, { items: [ticket], fields: { owner: "ana" as MemberId } })
  desk.now = ana.now + 60 * MINUTE
  await desk.tell(ana)
  expect(ownerOf(ana, ticket)).toBe("ben")
  await desk.take(ben)
  await desk.tell(ana)
  await desk.tell(ben)
  expect([ownerOf(ana, ticket), ownerOf(ben, ticket)]).toEqual(["ana", "ana"])
})

test("ASSIGN-10 of many that come at once each counts for the next, and a team waits for one of its people", async () => {
  const { desk, ana, open } = await withRule({ mode: "least-load", team: TEAM })
  letIt(ana)
  const tickets = ["a", "b", "c", "d"].map(title => open(title))
  await desk.take(ana)
  await desk.tell(ana)
  const given = Map.groupBy(tickets, ticket => ownerOf(ana, ticket))
  expect([given.get("ana" as MemberId)?.length, given.get("ben" as MemberId)?.length]).toEqual([2, 2])
  const { desk: other, ana: cem, open: ask } = await withRule({ mode: "team", team: TEAM })
  letIt(cem)
  const queued = ask("VPN drops")
  await other.take(cem)
  await other.tell(cem)
  expect(cem.snapshot.items.get(queued)).toMatchObject({ owner: null, team: TEAM })
})

test("ASSIGN-10 a rule that only suggests gives nothing", async () => {
  const { desk, ana, open } = await withRule({ mode: "person", person: "ben" as MemberId })
  const ticket = open("VPN drops")
  await desk.take(ana)
  await desk.tell(ana)
  expect(ownerOf(ana, ticket)).toBeNull()
})

import { expect } from "vitest"
import {
  createAssignmentRule,
  moveAssignmentRule,
  patchAssignmentRule,
  setRuleAutomatic,
  trashAssignmentRule,
} from "@weft/model/actions/assignment-rules"
import { claimItem } from "@weft/model/actions/claim"
import { createItem, patchItems } from "@weft/model/actions/item"
import { createRota, overrideTurn, planTurns } from "@weft/model/actions/rota"
import { createSkill, setSkilled } from "@weft/model/actions/skill"
import { createItemType } from "@weft/model/actions/workflow"
import type { AssignmentRuleId, ItemId, ItemTypeId, MemberId, RotaId, SkillId } from "@weft/model/base/ids"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { assignmentTermsOf } from "@weft/model/service/assignment"
import { onCallBetween } from "@weft/model/service/on-call"
import { eventsByTicket } from "@weft/model/service/space-tickets"
import { unassignedTicket } from "@weft/model/service/unassigned"
import { givenTickets } from "@weft/sync-server/desk/assignment-desk"
import { itemOf, MINUTE, MORNING, SPACE, type Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

const HOUR = 60 * MINUTE
const RULE = "rule" as AssignmentRuleId
const ROTA = "rota" as RotaId
const member = (name: string) => name as MemberId

/** A rule that gives to one person whatever is opened from now on, and a ticket that nobody has. */
function openUnderRule(person: Person): ItemId {
  const [type, id] = [person.newId<ItemTypeId>(), person.newId<ItemId>()]
  person.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  person.do(createAssignmentRule, {
    id: RULE,
    name: "In turn",
    mode: "round-robin",
    members: [member("ana"), member("ben")],
  })
  person.do(setRuleAutomatic, { rule: RULE, isAutomatic: true })
  person.do(createItem, { id, title: "VPN drops", type })
  return id
}

/** Gives a ticket as a relay does, from this replica. */
function giveByRule(person: Person, ticket: ItemId): void {
  const { snapshot, replica, now } = person
  const open = unassignedTicket(itemOf(snapshot, ticket), eventsByTicket(snapshot).get(ticket) ?? [])
  for (const { entries, event } of givenTickets(snapshot, [open!], { now, replica: replica.name })) {
    replica.merge([{ path: `space/${SPACE}`, entries }])
    replica.write([event], member("relay"))
  }
}

const toldOwners = (snapshot: Snapshot, ticket: ItemId) =>
  living(snapshot.ticketEvents).flatMap(({ item, facts }) => (item === ticket ? (facts["owner"] ?? []) : []))

scenario("T60 two relays give one ticket by a rule: it has one owner, and that is told once", {
  given: openUnderRule,
  ana: giveByRule,
  ben: giveByRule,
  outcome: ({ snapshot }, ticket) => {
    const { owner, assignees } = itemOf(snapshot, ticket)
    expect([...assignees]).toEqual([owner])
    expect(toldOwners(snapshot, ticket)).toEqual([owner])
  },
})

scenario("T60 a rule gives a ticket that somebody gives by hand: the person who was chosen has it", {
  given: openUnderRule,
  ana: giveByRule,
  ben: (ben, ticket) => ben.do(patchItems, { items: [ticket], fields: { owner: member("eve") } }),
  outcome: ({ snapshot }, ticket) => expect(itemOf(snapshot, ticket).owner).toBe("eve"),
})

scenario("T60 a rule gives a ticket that somebody takes: who took it has it", {
  given: openUnderRule,
  ana: giveByRule,
  ben: (ben, ticket) => ben.do(claimItem, { item: ticket }),
  outcome: ({ snapshot }, ticket) => expect(itemOf(snapshot, ticket).owner).toBe("ben"),
})

scenario("T61 two people edit one rule beside each other, and somebody moves it: all of it stands", {
  given: ana => {
    openUnderRule(ana)
    ana.do(createAssignmentRule, { id: "other" as AssignmentRuleId, name: "Other", mode: "person" })
  },
  ana: ana => {
    const members = [{ field: "members" as const, member: member("eve"), inside: true }]
    ana.do(patchAssignmentRule, { rule: RULE, fields: { name: "By turns", withinHours: true }, members })
  },
  ben: ben => {
    const members = [{ field: "members" as const, member: member("ana"), inside: false }]
    ben.do(patchAssignmentRule, { rule: RULE, fields: { mode: "least-load" }, members })
    ben.do(moveAssignmentRule, { rule: RULE, before: null })
  },
  outcome: ({ snapshot }) => {
    const { rules } = assignmentTermsOf(snapshot)
    expect(rules.map(({ id }) => id)).toEqual(["other", RULE])
    expect(rules[1]).toMatchObject({ name: "By turns", withinHours: true, mode: "least-load", members: ["ben", "eve"] })
  },
})

scenario("T61 somebody edits a rule that is deleted: it is in the trash with the edit, and gives nothing", {
  given: openUnderRule,
  ana: ana => ana.do(trashAssignmentRule, { rule: RULE }),
  ben: ben => ben.do(patchAssignmentRule, { rule: RULE, fields: { name: "By turns" } }),
  outcome: ({ snapshot }) => {
    expect(assignmentTermsOf(snapshot).rules).toEqual([])
    expect(snapshot.assignmentRules.get(RULE)?.name).toBe("By turns")
  },
})

const makeRota = (person: Person) =>
  person.do(createRota, { id: ROTA, name: "On call", zone: "UTC", handoverMinute: 8 * 60 })

const onCall = (snapshot: Snapshot, hours: number) =>
  onCallBetween([...snapshot.rotaTurns.values()], ROTA, MORNING, MORNING + hours * HOUR).map(
    ({ from, to, member }) => `${(from - MORNING) / HOUR}–${(to - MORNING) / HOUR} ${member ?? "nobody"}`,
  )

scenario("T62 two people stand in from the same time on: the later has all of it", {
  given: makeRota,
  ana: ana => ana.do(overrideTurn, { rota: ROTA, member: member("ana"), from: MORNING, to: MORNING + 4 * HOUR }),
  ben: ben => ben.do(overrideTurn, { rota: ROTA, member: member("ben"), from: MORNING, to: MORNING + 2 * HOUR }),
  outcome: ({ snapshot, later }) =>
    expect(onCall(snapshot, 4)).toEqual(later === "ana" ? ["0–4 ana"] : ["0–2 ben", "2–4 nobody"]),
})

scenario("T62 two people stand in for times that overlap: both do, and the later in between", {
  given: makeRota,
  ana: ana => ana.do(overrideTurn, { rota: ROTA, member: member("ana"), from: MORNING, to: MORNING + 4 * HOUR }),
  ben: ben =>
    ben.do(overrideTurn, { rota: ROTA, member: member("ben"), from: MORNING + 2 * HOUR, to: MORNING + 6 * HOUR }),
  outcome: ({ snapshot, later }) =>
    expect(onCall(snapshot, 6)).toEqual(later === "ana" ? ["0–4 ana", "4–6 ben"] : ["0–2 ana", "2–6 ben"]),
})

scenario("T62 the turns of a rota are planned twice: there is one plan, as the later said", {
  given: makeRota,
  ana: ana => planWeeks(ana, "ana", "ben"),
  ben: ben => planWeeks(ben, "ben", "eve"),
  outcome: ({ snapshot, later }) => {
    expect(snapshot.rotaTurns.size).toBe(4)
    expect(onCall(snapshot, 24 * 14).map(line => line.split(" ")[1])).toEqual(
      later === "ana" ? ["ana", "ben", "ana"] : ["ben", "eve", "ben"],
    )
  },
})

function planWeeks(person: Person, ...people: readonly string[]): void {
  person.do(planTurns, { rota: ROTA, people: people.map(member), firstDay: "2026-11-23", days: 7, turns: 4 })
}

scenario("T63 somebody is said to have a skill, while that is taken from them: they have it", {
  given: ana => {
    const skill = ana.newId<SkillId>()
    ana.do(createSkill, { id: skill, name: "Linux" })
    ana.do(setSkilled, { skill, member: member("eve"), isSkilled: true })
    return skill
  },
  ana: (ana, skill) => ana.do(setSkilled, { skill, member: member("eve"), isSkilled: true }),
  ben: (ben, skill) => ben.do(setSkilled, { skill, member: member("eve"), isSkilled: false }),
  outcome: ({ snapshot }, skill) => expect(snapshot.skills.get(skill)?.members).toEqual(["eve"]),
})

import { createAssignmentRule, patchAssignmentRule, trashAssignmentRule } from "@weft/model/actions/assignment-rules"
import { publishOffering } from "@weft/model/actions/catalogue"
import { claimItem } from "@weft/model/actions/claim"
import { classifyTickets, declareMajor, endMajor, requestedByNew } from "@weft/model/actions/classification"
import { choosePolicy, exemptClock, withdrawExemption } from "@weft/model/actions/clocks"
import { idOfNewContact, mergeContacts, patchContact, trashContact } from "@weft/model/actions/contact"
import { createItem, patchItems } from "@weft/model/actions/item"
import { mergeTickets, splitTicket } from "@weft/model/actions/merge-tickets"
import { receiveMessage, sendReply } from "@weft/model/actions/message"
import { groupUnderIncident } from "@weft/model/actions/parent-incident"
import { setAnswer, submitRequest } from "@weft/model/actions/request"
import { createServiceCalendar, createServicePolicy, publishPolicy } from "@weft/model/actions/service-terms"
import type { AssignmentRuleId, ItemId, MemberId, MessageId, OfferingVersionId, StatusId } from "@weft/model/base/ids"
import { LEVELS } from "@weft/model/schema/item"
import { living } from "@weft/model/schema/snapshot"
import { currentVersion } from "@weft/model/service/catalogue"
import type { Target } from "@weft/model/service/policy"
import { LAPTOP, offerLaptops } from "../support/catalogue.ts"
import { MINUTE, MORNING, type Person } from "../support/person.ts"
import { deed, type Deed } from "./deed.ts"
import type { Drawing } from "./drawing.ts"
import { chance, pick, some, weighted } from "./draw.ts"

/** How often each thing is drawn that agents do with tickets. */
const WEIGHTS = {
  open: 4,
  claim: 6,
  give: 4,
  reply: 12,
  hear: 8,
  merge: 6,
  split: 2,
  group: 4,
  classify: 8,
  requester: 6,
  contact: 4,
  major: 3,
  exempt: 5,
  policy: 4,
  request: 5,
  answer: 3,
  publish: 2,
  rule: 4,
} as const satisfies Record<string, number>

const MEMBERS = ["ana", "ben", "eve"] as readonly string[] as readonly MemberId[]
const MAILS = ["paul@example.org", "zoe@example.org", "max@example.net"] as const
const FIRST = { audience: "customer", target: "first-response" } as const

/** A service whose first response and resolution are due within minutes, two policies of it, and an offering. */
export function openService(person: Person): void {
  const calendar = person.newId<never>()
  const always = Array.from({ length: 7 }, () => [{ from: 0, to: 14_400 }])
  const hours = { pattern: always as never, holidays: [] }
  person.do(createServiceCalendar, { id: calendar, name: "Always", zone: "UTC", hours })
  for (const [place, name] of ["Gold", "Silver"].entries()) {
    const policy = person.newId<never>()
    person.do(createServicePolicy, { id: policy, name, audience: "customer" })
    const promise = { unit: "time", amount: (1 + place) * MINUTE } as const
    const target = (kind: "first-response" | "resolution"): Target => ({
      ...{ key: kind, kind, promise, pausesIn: kind === "resolution" ? ["paused"] : [], while: [] },
      steps: [
        {
          ...{ id: "late", offset: { unit: "time", amount: 0 }, conditions: [] },
          actions: [
            { action: "reassign", owner: "ben", queue: "" },
            { action: "add-note", text: "Call them" },
          ],
        },
      ],
    })
    const conditions = place === 0 ? [{ fact: "priority", values: ["high", "urgent"], isNegated: false }] : []
    person.do(publishPolicy, {
      ...{ id: person.newId<never>(), policy, calendar, from: MORNING - 60 * MINUTE },
      terms: {
        ...{ conditions, targets: [target("first-response"), target("resolution")] },
        ...{ onChange: place === 0 ? "restart" : "keep", appliesTo: "open-tickets", onReopen: "restart" },
      },
    })
  }
  offerLaptops(person)
}

/** Draws something that agents of a service do. */
export function drawTicketDeed(drawing: Drawing): Deed | null {
  const { person, snapshot, random } = drawing
  const type = living(snapshot.itemTypes).find(({ behaviour }) => behaviour === "ticket")
  if (type === undefined) return null
  // The same few tickets for everybody, so that people meet at them.
  const tickets = living(snapshot.items)
    .flatMap(item => (item.type === type.id ? [item.id] : []))
    .sort()
    .slice(0, 5)
  const statuses = [...snapshot.statuses.keys()].sort() as StatusId[]
  const [item, other] = [pick(tickets, random), pick(tickets, random)]
  if (item === undefined || other === undefined || tickets.length < 3)
    return deed(createItem, { id: person.newId<ItemId>(), title: "VPN drops", type: type.id, ...statusOf(statuses) })
  switch (weighted(WEIGHTS, random)) {
    case "open":
      return deed(createItem, { id: person.newId<ItemId>(), title: "Printer", type: type.id, ...statusOf(statuses) })
    case "claim":
      return deed(claimItem, { item })
    case "give":
      return deed(patchItems, { items: [item], fields: { owner: chance(0.4, random) ? null : pick(MEMBERS, random)! } })
    case "reply": {
      const status = chance(0.4, random) ? pick(statuses, random) : undefined
      const draft = chance(0.3, random) ? { draft: 0 } : {}
      const said = { id: person.newId<MessageId>(), item, text: "We look at it", needsRelay: chance(0.3, random) }
      return deed(sendReply, { ...said, ...draft, ...(status !== undefined && { status }) })
    }
    case "hear":
      return deed(receiveMessage, { key: person.newId<MessageId>(), item, sender: "Paul", text: "It is still broken" })
    case "merge":
      return deed(mergeTickets, { from: some(tickets, 2, random), into: other })
    case "split":
      return deed(splitTicket, { item })
    case "group":
      return deed(groupUnderIncident, { tickets: [item], incident: chance(0.2, random) ? null : other })
    case "classify": {
      const field = pick(["impact", "urgency"] as const, random)!
      return deed(classifyTickets, { items: [item], fields: { [field]: pick(LEVELS, random)! } })
    }
    case "requester": {
      const mail = pick(MAILS, random)!
      const id = idOfNewContact(snapshot, mail, random)
      const known = snapshot.contacts.get(id)?.deleted === null
      return known
        ? deed(classifyTickets, { items: [item], fields: { requester: id } })
        : deed(requestedByNew, { items: [item], id, contact: { name: mail, mail } })
    }
    case "contact":
      return drawContact(drawing)
    case "major":
      return chance(0.6, random) ? deed(declareMajor, { item }) : deed(endMajor, { item })
    case "exempt":
      return chance(0.7, random)
        ? deed(exemptClock, { item, ...FIRST, reason: "The line was cut" })
        : deed(withdrawExemption, { item, ...FIRST })
    case "policy": {
      const policy = chance(0.3, random) ? null : (pick([...snapshot.servicePolicies.keys()].sort(), random) as never)
      return deed(choosePolicy, { item, audience: "customer", policy })
    }
    case "request":
    case "answer":
    case "publish":
      return drawRequest(drawing)
    case "rule":
      return drawRule(drawing)
  }
}

const statusOf = ([status]: readonly StatusId[]) => (status === undefined ? {} : { status })

function drawContact({ snapshot, random }: Drawing): Deed | null {
  const contacts = living(snapshot.contacts)
    .map(({ id }) => id)
    .sort()
  const [id, into] = [pick(contacts, random), pick(contacts, random)]
  if (id === undefined || into === undefined) return null
  switch (weighted({ patch: 4, merge: 4, trash: 1 }, random)) {
    case "patch":
      return deed(patchContact, { id, phone: pick(["1", "2", "3"], random)! })
    case "merge":
      return deed(mergeContacts, { from: [id], into })
    case "trash":
      return deed(trashContact, { id })
  }
}

function drawRequest({ person, snapshot, random }: Drawing): Deed | null {
  const offering = living(snapshot.offerings)[0]?.id
  const version = offering === undefined ? undefined : currentVersion(snapshot, offering)
  if (offering === undefined || version === undefined) return null
  const asked = living(snapshot.requests).flatMap(({ item }) => item ?? [])
  const item = pick(asked.sort(), random)
  switch (weighted({ ask: 5, answer: item === undefined ? 0 : 3, publish: 2 }, random)) {
    case "ask":
      return deed(submitRequest, {
        ...{ draft: pick(["d1", "d2", "d3"], random)!, title: "", version: version.id, language: "en" },
        ...{ answers: { model: pick(["small", "large"], random)! }, today: "2026-11-23", others: new Map() },
      })
    case "answer":
      return deed(setAnswer, { item: item!, field: "model", answer: pick(["medium", "large"], random)! })
    case "publish":
      return deed(publishOffering, {
        ...{ id: person.newId<OfferingVersionId>(), offering, basedOn: version.id },
        content: { ...LAPTOP, level: pick(["gold", "silver"], random)! },
      })
  }
}

function drawRule({ person, snapshot, random }: Drawing): Deed {
  const rule = pick([...snapshot.assignmentRules.keys()].sort(), random) as AssignmentRuleId | undefined
  if (rule === undefined || chance(0.2, random))
    return deed(createAssignmentRule, { id: person.newId<AssignmentRuleId>(), name: "By turns", mode: "person" })
  if (chance(0.15, random)) return deed(trashAssignmentRule, { rule })
  const members = [{ field: "members" as const, member: pick(MEMBERS, random)!, inside: chance(0.6, random) }]
  return deed(patchAssignmentRule, { rule, fields: { name: pick(["By turns", "By load"], random)! }, members })
}

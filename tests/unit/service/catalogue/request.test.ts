import { expect, test } from "vitest"
import { patchOffering, patchService, publishOffering } from "@weft/model/actions/catalogue"
import { judgeItem } from "@weft/model/actions/approval"
import { setAnswer, submitRequest } from "@weft/model/actions/request"
import { setUsualTerms } from "@weft/model/actions/service-terms"
import { trashItemType } from "@weft/model/actions/workflow"
import type { ItemId, MemberId, OfferingId, SpaceId } from "@weft/model/base/ids"
import { isRefusal, type Refusal } from "@weft/model/base/result"
import { fulfilmentItem, requestId, ticketOfDraft } from "@weft/model/schema/catalogue"
import { living } from "@weft/model/schema/snapshot"
import { relationId } from "@weft/model/schema/work"
import { ticketEventId } from "@weft/model/schema/service"
import { itemApprovalId } from "@weft/model/schema/steering"
import { itemApprovalOf } from "@weft/model/plan/item-approval"
import { versionsOf } from "@weft/model/service/catalogue"
import { ask, LAPTOP, offerLaptops, publish, requestOf } from "../../../support/catalogue.ts"
import { foundSpace, MORNING, Person, SPACE } from "../../../support/person.ts"

const TICKET = ticketOfDraft("draft-1")

function desk(): { readonly ana: Person; readonly offering: OfferingId } {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return { ana, offering: offerLaptops(ana) }
}

const reasonOf = (answer: unknown) => {
  expect(isRefusal(answer)).toBe(true)
  return (answer as Refusal).reason
}

test("CATALOGUE-8 a request becomes a ticket with its service, its offering, its priority and what was answered", () => {
  const { ana, offering } = desk()
  ask(ana, offering)
  const ticket = ana.snapshot.items.get(TICKET)!
  expect(ticket).toMatchObject({ title: "New laptop", priority: "high", offering })
  expect(ana.snapshot.requests.get(requestId(TICKET))).toMatchObject({ item: TICKET, answers: { model: "small" } })
  const opened = ana.snapshot.ticketEvents.get(ticketEventId(TICKET, "opened"))!
  expect(opened.facts).toMatchObject({ offering, service: ticket.service, priority: "high" })
})

test("CATALOGUE-8 handed in again it stays one ticket, as it is by then", () => {
  const { ana, offering } = desk()
  ask(ana, offering)
  ana.do(setAnswer, { item: TICKET, field: "model", answer: "large" })
  const before = ana.snapshot.items.size
  ask(ana, offering)
  expect(ana.snapshot.items.size).toBe(before)
  expect(ana.snapshot.requests.get(requestId(TICKET))!.answers["model"]).toBe("large")
})

test("CATALOGUE-9 its tasks lie below the ticket, dated, and wait for each other; undone together with it they are gone", () => {
  const { ana, offering } = desk()
  const made = ana.do(submitRequest, requestOf(ana, offering))
  const [order, setUp] = ["order", "set-up"].map(key => fulfilmentItem(TICKET, key)) as [ItemId, ItemId]
  const items = ana.snapshot.items
  expect([order, setUp].map(id => [items.get(id)!.parent, items.get(id)!.due])).toEqual([
    [TICKET, "2026-11-24"],
    [TICKET, "2026-11-25"],
  ])
  expect(ana.snapshot.relations.get(relationId(order, setUp, "blocks"))!.deleted).toBeNull()
  expect(ana.snapshot.ticketEvents.has(ticketEventId(order, "opened"))).toBe(false)
  ana.undo(made)
  for (const id of [TICKET, order, setUp]) expect(ana.snapshot.items.get(id)?.deleted ?? "gone").not.toBeNull()
})

test("CATALOGUE-9 a task of another space is made there and related to the ticket in both, and refused where that space is not here", () => {
  const { ana, offering } = desk()
  const elsewhere = "S1" as SpaceId
  publish(ana, offering, { ...LAPTOP, tasks: LAPTOP.tasks.map(task => ({ ...task, space: elsewhere })) })
  expect(reasonOf(ana.try(submitRequest, requestOf(ana, offering)))).toBe("space-not-here")
  for (const path of [`setup/${elsewhere}`, `space/${elsewhere}`] as const) ana.replica.open(path)
  const others = new Map([[elsewhere, ana.replica.snapshot(elsewhere)]])
  const made = ana.do(submitRequest, requestOf(ana, offering, { others }))
  const [order, setUp] = ["order", "set-up"].map(key => fulfilmentItem(TICKET, key)) as [ItemId, ItemId]
  const there = ana.replica.snapshot(elsewhere)
  expect(there.items.get(order)).toMatchObject({ parent: null, due: "2026-11-24" })
  const related = relationId(TICKET, order, "relates")
  const sides = (relation: { fromSpace: unknown; toSpace: unknown }) => [relation.fromSpace, relation.toSpace].sort()
  expect(sides(ana.snapshot.relations.get(related)!)).toEqual([elsewhere, null].sort())
  expect(sides(there.relations.get(related)!)).toEqual([SPACE, null].sort())
  expect(there.relations.get(relationId(order, setUp, "blocks"))).toMatchObject({ fromSpace: null, toSpace: null })
  ana.undo(made)
  expect(living(ana.replica.snapshot(elsewhere).items)).toEqual([])
  expect(living(ana.snapshot.items)).toEqual([])
})

test("CATALOGUE-9 tasks that count from when the request is due go by what its policy promises", () => {
  const { ana, offering } = desk()
  const ids = { calendar: ana.newId<never>(), policy: ana.newId<never>(), version: ana.newId<never>() }
  ana.do(setUsualTerms, { ...ids, calendarName: "Office", policyName: "Usual", zone: "Europe/Berlin" })
  const tasks = LAPTOP.tasks.map(task => ({ ...task, from: "due" as const, workingDays: -1 }))
  publish(ana, offering, { ...LAPTOP, tasks })
  ask(ana, offering)
  // Forty working hours from ten on a Monday, eight a day, end on the next Monday.
  expect(ana.snapshot.items.get(fulfilmentItem(TICKET, "order"))!.due).toBe("2026-11-27")
})

test("CATALOGUE-8 what cannot be had, says something else by now or lacks an answer is refused, and nothing is made", () => {
  const { ana, offering } = desk()
  const request = requestOf(ana, offering)
  const refused = (more: object) => reasonOf(ana.try(submitRequest, { ...request, ...more }))
  expect(refused({ answers: {} })).toBe("answer-missing")
  expect(refused({ answers: { model: 7 } })).toBe("answer-missing")
  expect(refused({ version: "none" })).toBe("not-found")
  ana.do(patchOffering, { offering, fields: { retireOn: "2026-11-23" } })
  expect(refused({})).toBe("offering-not-live")
  ana.do(patchOffering, { offering, fields: { retireOn: null } })
  const service = ana.snapshot.offerings.get(offering)!.service!
  ana.do(patchService, { service, fields: { standing: "retired" } })
  expect(refused({})).toBe("offering-not-live")
  ana.do(patchService, { service, fields: { standing: "live" } })
  publish(ana, offering, LAPTOP)
  expect(refused({})).toBe("offering-changed")
  expect(ana.snapshot.items.has(TICKET)).toBe(false)
})

test("CATALOGUE-9 those who have to agree are asked with it, as many of them as are still there", () => {
  const { ana, offering } = desk()
  const approvers = ["ana", "ben", "gone"] as unknown as readonly MemberId[]
  publish(ana, offering, { ...LAPTOP, approval: { needed: 3, approvers } })
  ask(ana, offering)
  const gate = ana.snapshot.gates.get(itemApprovalId(TICKET))!
  expect(gate).toMatchObject({ item: TICKET, approves: "item", approvers: ["ana", "ben"], needed: 2, askedBy: "ana" })
})

test("CATALOGUE-10 a corrected answer voids what was approved before, until it is as it was", () => {
  const { ana, offering } = desk()
  publish(ana, offering, { ...LAPTOP, approval: { needed: 1, approvers: ["ana" as MemberId] } })
  ask(ana, offering)
  const today = "2026-11-23"
  ana.do(judgeItem, { item: TICKET, verdict: "approved", note: "", description: null, today })
  const approval = () => itemApprovalOf(ana.snapshot, TICKET, { today, description: null })!
  expect(approval().state).toBe("approved")
  ana.do(setAnswer, { item: TICKET, field: "model", answer: "large" })
  expect(approval().state).toBe("waiting")
  expect(approval().void.map(({ changed }) => changed)).toEqual([["answers"]])
  ana.do(setAnswer, { item: TICKET, field: "model", answer: "small" })
  expect(approval().state).toBe("approved")
})

test("CATALOGUE-8 somebody who is not known yet is a contact from then on, once", () => {
  const { ana, offering } = desk()
  ask(ana, offering, { newRequester: { name: "Petra" } })
  const requester = ana.snapshot.items.get(TICKET)!.requester!
  expect(ana.snapshot.contacts.get(requester)).toMatchObject({ name: "Petra" })
  const opened = ana.snapshot.ticketEvents.get(ticketEventId(TICKET, "opened"))!
  expect(opened.facts["requester"]).toBe(requester)
})

test("CATALOGUE-3 a request keeps the version that it was made with, whatever is published after", () => {
  const { ana, offering } = desk()
  ask(ana, offering)
  const asked = ana.snapshot.requests.get(requestId(TICKET))!.version!
  publish(ana, offering, { ...LAPTOP, form: [] })
  expect(ana.snapshot.requests.get(requestId(TICKET))!.version).toBe(asked)
  expect(ana.snapshot.offeringVersions.get(asked)!.content).toEqual(LAPTOP)
  expect(versionsOf(ana.snapshot, offering).map(({ version }) => version)).toEqual([2, 1])
})

test("CATALOGUE-4 a version is not published over another that came since it was opened", () => {
  const { ana, offering } = desk()
  const args = { id: ana.newId<never>(), offering, content: LAPTOP, basedOn: null }
  expect(reasonOf(ana.try(publishOffering, args))).toBe("newer-version")
})

test("CATALOGUE-10 an answer is corrected within its form, and what it was before stays readable", () => {
  const { ana, offering } = desk()
  ask(ana, offering)
  const correct = (field: string, answer: string | null) => ana.try(setAnswer, { item: TICKET, field, answer })
  expect(reasonOf(correct("model", null))).toBe("answer-missing")
  expect(reasonOf(correct("colour", "red"))).toBe("not-found")
  expect(reasonOf(ana.try(setAnswer, { item: "none" as ItemId, field: "model", answer: "x" }))).toBe("not-found")
  correct("model", "large")
  correct("why", "eyes")
  correct("why", null)
  correct("model", "large")
  const request = ana.snapshot.requests.get(requestId(TICKET))!
  expect(request.answers).toEqual({ model: "large" })
  const was = Object.values(request.corrections).map(({ field, was: before, by }) => `${by} ${field} ${before}`)
  expect(was.sort()).toEqual(["ana model small", "ana why eyes", "ana why null"])
})

test("CATALOGUE-8 without a type that is one of tickets nothing can be asked for", () => {
  const { ana, offering } = desk()
  const type = living(ana.snapshot.itemTypes).find(({ behaviour }) => behaviour === "ticket")!.id
  ana.do(trashItemType, { type })
  expect(reasonOf(ana.try(submitRequest, requestOf(ana, offering)))).toBe("no-ticket-type")
})

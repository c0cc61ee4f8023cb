import { expect, test } from "vitest"
import { createItem, patchItems, setStatus } from "@weft/model/actions/item"
import { sendReply } from "@weft/model/actions/message"
import { setUsualTerms } from "@weft/model/actions/service-terms"
import { createItemType } from "@weft/model/actions/workflow"
import type { ItemId, ItemTypeId, MessageId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { living } from "@weft/model/schema/snapshot"
import { PolicyBook } from "@weft/model/service/policy-book"
import { serviceTermsOf } from "@weft/model/service/space-terms"
import { eventsByTicket } from "@weft/model/service/space-tickets"
import { ticketClocks } from "@weft/model/service/ticket-clocks"
import { foundSpace, MINUTE, MORNING, Person, SPACE, statusNamed } from "../../support/person.ts"

function atTheDesk() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  const open = (title: string) => {
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title, type, status: statusNamed(ana.snapshot, "To do") })
    return id
  }
  const told = (ticket: ItemId) =>
    (eventsByTicket(ana.snapshot).get(ticket) ?? []).toSorted((one, other) => one.at - other.at)
  return { ana, type, open, told }
}

test("TICKET-1 whatever changes a ticket tells its clocks, under the same step", () => {
  const { ana, open, told } = atTheDesk()
  const [one, other] = [open("VPN drops"), open("Printer")]
  ana.now += MINUTE
  const moved = ana.do(setStatus, { items: [one, other], status: statusNamed(ana.snapshot, "Doing") })
  ana.now += MINUTE
  ana.do(patchItems, { items: [one], fields: { owner: "ben" as never, priority: "high" } })
  expect(told(one).map(({ kind, facts }) => [kind, facts["state"], facts["owner"], facts["priority"]])).toEqual([
    ["opened", "waiting", undefined, undefined],
    ["changed", "active", undefined, undefined],
    ["changed", undefined, "ben", "high"],
  ])
  ana.undo(moved)
  expect(told(other).map(({ kind }) => kind)).toEqual(["opened"])
})

test("TICKET-1 what no clock knows is no event, and neither is a task", () => {
  const { ana, open, told } = atTheDesk()
  const ticket = open("VPN drops")
  const task = ana.newId<ItemId>()
  ana.do(createItem, { id: task, title: "Paint" })
  ana.do(patchItems, { items: [ticket, task], fields: { title: "VPN drops again", estimateMinutes: 30 } })
  ana.do(patchItems, { items: [task], fields: { priority: "high" } })
  expect(told(ticket)).toHaveLength(1)
  expect(told(task)).toEqual([])
})

test("TICKET-2 a task that becomes a ticket is opened then, once", () => {
  const { ana, type, told } = atTheDesk()
  const task = ana.newId<ItemId>()
  ana.do(createItem, { id: task, title: "Paint", status: statusNamed(ana.snapshot, "Doing") })
  ana.now += MINUTE
  const plain = living(ana.snapshot.itemTypes).find(({ behaviour }) => behaviour === "task")!.id
  for (const next of [type, plain, type]) {
    ana.do(patchItems, { items: [task], fields: { type: next } })
    ana.now += MINUTE
  }
  expect(told(task).map(({ kind, facts, at }) => [kind, facts["state"], at - MORNING])).toEqual([
    ["opened", "active", MINUTE],
    ["changed", "cancelled", 2 * MINUTE],
    ["changed", "active", 3 * MINUTE],
  ])
})

test("TICKET-10 what becomes a task is owed nothing any more, and is again when it becomes a ticket again", () => {
  const { ana, type, open, told } = atTheDesk()
  const ids = { calendar: ana.newId<never>(), policy: ana.newId<never>(), version: ana.newId<never>() }
  const names = { calendarName: "Office hours", policyName: "Usual promise", zone: "Europe/Berlin" }
  ana.do(setUsualTerms, { ...ids, ...names })
  const ticket = open("New laptops for everybody")
  const clocks = () => {
    const book = new PolicyBook(serviceTermsOf(ana.snapshot))
    return ticketClocks(book, ticket, told(ticket), ana.now).clocks.map(({ stoppedAt, state }) => [stoppedAt, state])
  }
  const plain = living(ana.snapshot.itemTypes).find(({ behaviour }) => behaviour === "task")!.id
  ana.now += MINUTE
  ana.do(patchItems, { items: [ticket], fields: { type: plain } })
  const left = ana.now
  ana.now += MINUTE
  ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, "Doing") })
  expect(told(ticket).at(-1)).toMatchObject({ kind: "changed", reason: "converted", at: left })
  expect(clocks()).toEqual([
    [left, "ended"],
    [left, "ended"],
  ])
  ana.now += MINUTE
  ana.do(patchItems, { items: [ticket], fields: { type } })
  const running = clocks().filter(([, state]) => state === "running")
  expect(running).toEqual([
    [null, "running"],
    [null, "running"],
  ])
})

test("TICKET-3 a reply that a relay has to send on stops no clock by itself", () => {
  const { ana, open, told } = atTheDesk()
  const ticket = open("VPN drops")
  ana.now += MINUTE
  ana.do(sendReply, { id: ana.newId<MessageId>(), item: ticket, text: "We look at it", needsRelay: true })
  expect(told(ticket).map(({ kind }) => kind)).toEqual(["opened"])
  ana.do(sendReply, { id: ana.newId<MessageId>(), item: ticket, text: "It is up again", needsRelay: false })
  expect(told(ticket).map(({ kind }) => kind)).toEqual(["opened", "agent-reply"])
  expect(ana.replica.open(`public/${SPACE}/${ticket}`).rows("messages").size).toBe(2)
})

test("TICKET-3 a reply that solves a ticket names itself there, so that clocks know when the requester heard of it", () => {
  const { ana, open, told } = atTheDesk()
  const ticket = open("VPN drops")
  ana.now += MINUTE
  const [id, status] = [ana.newId<MessageId>(), statusNamed(ana.snapshot, "Done")]
  ana.do(sendReply, { id, item: ticket, text: "It is up again", needsRelay: true, status })
  expect(told(ticket).at(-1)).toMatchObject({ kind: "changed", facts: { status, state: "done", reply: id } })
  ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, "Doing") })
  ana.do(sendReply, { id: ana.newId<MessageId>(), item: ticket, text: "Now", needsRelay: false, status })
  expect(told(ticket).at(-1)!.facts["reply"]).toBeUndefined()
})

test("TICKET-8 a service that promises nothing can promise the usual, once, for what is open too", () => {
  const { ana, open, told } = atTheDesk()
  const ticket = open("VPN drops")
  ana.now += MINUTE
  const ids = () => ({ calendar: ana.newId<never>(), policy: ana.newId<never>(), version: ana.newId<never>() })
  const names = { calendarName: "Office hours", policyName: "Usual promise", zone: "Europe/Berlin" }
  expect(isRefusal(ana.try(setUsualTerms, { ...ids(), ...names, zone: "Europe/Nowhere" }))).toBe(true)
  ana.do(setUsualTerms, { ...ids(), ...names })
  expect(isRefusal(ana.try(setUsualTerms, { ...ids(), ...names }))).toBe(true)
  const book = new PolicyBook(serviceTermsOf(ana.snapshot))
  const { clocks } = ticketClocks(book, ticket, told(ticket), ana.now + MINUTE)
  // Nine in the morning in UTC is ten in Berlin: eight working hours, with an hour of rest, end the next day at ten.
  expect(clocks.map(({ kind, due }) => [kind, due! - MORNING])).toEqual([
    ["first-response", 24 * 60 * MINUTE],
    ["resolution", 7 * 24 * 60 * MINUTE],
  ])
})

test("TICKET-4 what does not fit in the terms of a service promises nothing", () => {
  const { ana } = atTheDesk()
  const path = `setup/${SPACE}`
  const strange = { conditions: "all", targets: [{ key: 1 }, { key: "first", kind: "first-response", promise: {} }] }
  ana.replica.write(
    [
      { do: "create", document: path, kind: "servicePolicies", id: "gold", seed: { name: "Gold" } },
      { do: "create", document: path, kind: "policyVersions", id: "one", seed: { policy: "gold", terms: strange } },
      { do: "create", document: path, kind: "serviceCalendars", id: "hours", seed: { definition: { pattern: [7] } } },
    ],
    ana.me,
  )
  const terms = serviceTermsOf(ana.snapshot)
  expect(terms.policies[0]?.versions[0]).toMatchObject({ conditions: [], targets: [] })
  expect(terms.calendars[0]?.pattern).toEqual([[], [], [], [], [], [], []])
})

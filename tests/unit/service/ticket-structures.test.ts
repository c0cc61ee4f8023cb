import { expect, test } from "vitest"
import { askItemApproval, delegateApproval, dropItemApproval, judgeItem } from "@weft/model/actions/approval"
import { createChangeFreeze, patchChangeFreeze } from "@weft/model/actions/change-freeze"
import { createItem, patchItems, setCustomValue, setItemMember } from "@weft/model/actions/item"
import { mergeTickets } from "@weft/model/actions/merge-tickets"
import { receiveMessage } from "@weft/model/actions/message"
import { moveToSpace } from "@weft/model/actions/move-to-space"
import { groupUnderIncident, replyToAll } from "@weft/model/actions/parent-incident"
import { leaveProject, projectOfTicket, promoteToProject } from "@weft/model/actions/promote"
import { setUsualTerms } from "@weft/model/actions/service-terms"
import { createSpace, createTeam } from "@weft/model/actions/space"
import { splitOffTicket } from "@weft/model/actions/split-off"
import { relateItems } from "@weft/model/actions/work"
import { createCustomField, createItemType } from "@weft/model/actions/workflow"
import {
  newId,
  type ChangeFreezeId,
  type ContactId,
  type CustomFieldId,
  type ItemId,
  type ItemTypeId,
  type MemberId,
  type MessageId,
  type SpaceId,
  type TeamId,
} from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { approvalsAskedOf, itemApprovalOf } from "@weft/model/plan/item-approval"
import { charterOf } from "@weft/model/plan/charter-of-space"
import { gatesOf } from "@weft/model/plan/gates-of-space"
import { living } from "@weft/model/schema/snapshot"
import { TICKET_KINDS, type TicketKind } from "@weft/model/schema/workflow"
import { freezesMet } from "@weft/model/service/freezes-met"
import { knownErrorsOf } from "@weft/model/service/known-errors"
import { parentIncidentOf, reportsByIncident, type Groupable } from "@weft/model/service/parent-incidents"
import { PolicyBook } from "@weft/model/service/policy-book"
import { eventsByTicket } from "@weft/model/service/space-tickets"
import { serviceTermsOf } from "@weft/model/service/space-terms"
import { ticketClocks } from "@weft/model/service/ticket-clocks"
import { ticketKindOf } from "@weft/model/service/ticket-kind"
import { foundSpace, itemOf, MINUTE, MORNING, Person, SPACE, statusNamed } from "../../support/person.ts"

const TODAY = "2026-11-23"
const STATUSES = { backlog: "Ideas", waiting: "To do", active: "Doing", paused: "On hold", done: "Done" }
const WORDS = { board: "Board", type: "Task", statuses: STATUSES }

function atTheDesk() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben", "eve"])
  const types = new Map<TicketKind, ItemTypeId>()
  for (const kind of TICKET_KINDS) {
    types.set(kind, ana.newId())
    ana.do(createItemType, { id: types.get(kind)!, name: kind, behaviour: "ticket", ticketKind: kind })
  }
  const open = (title: string, kind: TicketKind = "incident") => {
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title, type: types.get(kind)!, status: statusNamed(ana.snapshot, "To do") })
    return id
  }
  const plain = () => living(ana.snapshot.itemTypes).find(({ behaviour }) => behaviour === "task")!.id
  return { ana, open, plain, types }
}

const messages = (ana: Person, ...items: readonly ItemId[]) =>
  items.map(item => ({ item, message: ana.newId<MessageId>() }))

test("INCIDENT-1 of all ways to put up to four incidents under each other, each has one top and no ring", () => {
  const ids = ["a", "b", "c", "d"]
  for (let code = 0; code < 5 ** 4; code++) {
    let rest = code
    const rows = new Map<string, Groupable>()
    for (const id of ids) {
      const parentIncident = ids[rest % 5] ?? null
      rest = Math.floor(rest / 5)
      rows.set(id, { id, parentIncident, mergedInto: null, deleted: null, movedTo: null })
    }
    const tops = ids.map(id => parentIncidentOf(rows as never, id))
    for (const [index, top] of tops.entries()) {
      if (top === null) continue
      expect(top, `${code}`).not.toBe(ids[index])
      expect(parentIncidentOf(rows as never, top), `${code} ${ids[index]}`).toBeNull()
    }
    const grouped = [...reportsByIncident(rows as never)].flatMap(([, reports]) => reports).length
    expect(grouped, `${code}`).toBe(tops.filter(top => top !== null).length)
  }
})

test("INCIDENT-2 a report of a report is a report of the incident, and none is its own", () => {
  const { ana, open, plain } = atTheDesk()
  const [incident, report, later] = [open("No line"), open("No mail"), open("No telephone")]
  ana.do(groupUnderIncident, { tickets: [later], incident: report })
  ana.do(groupUnderIncident, { tickets: [report], incident })
  expect(reportsByIncident(ana.snapshot.items)).toEqual(new Map([[incident, [report, later].sort()]]))
  expect(ana.try(groupUnderIncident, { tickets: [incident], incident: later })).toMatchObject({ reason: "would-cycle" })
  const task = ana.newId<ItemId>()
  ana.do(createItem, { id: task, title: "Paint", type: plain() })
  expect(ana.try(groupUnderIncident, { tickets: [task], incident })).toMatchObject({ reason: "no-ticket" })
  ana.do(mergeTickets, { from: [later], into: report })
  expect(reportsByIncident(ana.snapshot.items)).toEqual(new Map([[incident, [report]]]))
})

test("INCIDENT-3 an incident is solved with its reports in one step, each told by a message of its own, and taken back in one", () => {
  const { ana, open } = atTheDesk()
  const [incident, ...reports] = [open("No line"), open("No mail"), open("No telephone")] as const
  ana.do(groupUnderIncident, { tickets: reports, incident })
  const done = statusNamed(ana.snapshot, "Done")
  const tickets = messages(ana, incident, ...reports)
  const step = ana.do(replyToAll, { tickets, text: "It is back", status: done, needsRelay: false })
  expect([incident, ...reports].map(id => itemOf(ana.snapshot, id).status)).toEqual([done, done, done])
  const said = (id: ItemId) => [...ana.replica.open(`public/${SPACE}/${id}`).rows("messages").values()].length
  expect([said(incident), ...reports.map(said)]).toEqual([1, 1, 1])
  ana.undo(step)
  expect([incident, ...reports].map(id => itemOf(ana.snapshot, id).status)).not.toContain(done)
  const replies = [...eventsByTicket(ana.snapshot).values()].flat().filter(({ kind }) => kind === "agent-reply")
  expect(replies).toEqual([])
  expect(ana.try(replyToAll, { tickets, text: " ", needsRelay: false })).toMatchObject({ reason: "text-missing" })
})

test("INCIDENT-4 the way around a known error shows on what it causes, and on the reports of that", () => {
  const { ana, open } = atTheDesk()
  const [problem, incident, report] = [open("Old switch", "problem"), open("No line"), open("No mail")]
  ana.do(relateItems, { from: problem, to: incident, type: "causes" })
  ana.do(groupUnderIncident, { tickets: [report], incident })
  const shown = () => [incident, report].map(id => knownErrorsOf(ana.snapshot, id).map(({ workaround }) => workaround))
  expect(shown()).toEqual([[], []])
  ana.do(patchItems, { items: [problem], fields: { workaround: "Use the other socket" } })
  expect(shown(), "the cause is not known yet").toEqual([[], []])
  ana.do(patchItems, { items: [problem], fields: { knownError: true } })
  expect(shown()).toEqual([["Use the other socket"], ["Use the other socket"]])
})

test("INCIDENT-5 merging takes the watchers along and tells the requester once", () => {
  const { ana, open } = atTheDesk()
  const [from, into] = [open("No mail"), open("No mail either")]
  ana.do(setItemMember, { items: [from], field: "watchers", member: "ben" as MemberId, inside: true })
  const step = ana.do(mergeTickets, { from: [from], into, notice: { text: "We go on there", needsRelay: false } })
  expect(itemOf(ana.snapshot, into).watchers).toEqual(["ben"])
  expect(ana.replica.open(`public/${SPACE}/${from}`).rows("messages").size).toBe(1)
  ana.undo(step)
  expect(itemOf(ana.snapshot, into).watchers).toEqual([])
  expect(itemOf(ana.snapshot, from).mergedInto).toBeNull()
})

test("INCIDENT-6 what a requester asks besides becomes a ticket of its own, from the same and related to it, in one step", () => {
  const { ana, open } = atTheDesk()
  const ticket = open("No mail")
  ana.do(patchItems, { items: [ticket], fields: { requester: "paul" as ContactId, urgency: "high" } })
  ana.do(setItemMember, { items: [ticket], field: "watchers", member: "ben" as MemberId, inside: true })
  const id = ana.newId<ItemId>()
  const step = ana.do(splitOffTicket, { ticket, id, title: "A new chair", text: "And I need a new chair." })
  expect(itemOf(ana.snapshot, id)).toMatchObject({ requester: "paul", urgency: "high", watchers: ["ben"] })
  expect(living(ana.snapshot.relations)).toMatchObject([{ type: "relates", from: ticket, to: id }])
  expect(
    eventsByTicket(ana.snapshot)
      .get(id)
      ?.map(({ kind }) => kind),
  ).toEqual(["opened"])
  ana.undo(step)
  expect([itemOf(ana.snapshot, id).deleted === null, living(ana.snapshot.relations)]).toEqual([false, []])
  expect(ana.try(splitOffTicket, { ticket, id: ana.newId<ItemId>(), title: " ", text: "" })).toMatchObject({
    reason: "title-missing",
  })
})

test("CHANGE-1 a service begins with a type for incidents, requests, problems and changes", () => {
  const ana = new Person("ana", 1, MORNING)
  const ticketTypes = { incident: "Incident", request: "Request", problem: "Problem", change: "Change" }
  const words = { ...WORDS, ticketTypes }
  ana.do(createSpace, { id: SPACE, name: "Desk", kind: "service", prefix: "D", words })
  const kinds = living(ana.snapshot.itemTypes).map(({ id }) => ticketKindOf(ana.snapshot, { type: id }))
  expect(kinds.toSorted()).toEqual([...TICKET_KINDS].sort())
})

test("CHANGE-2 a change whose window meets a freeze is told so, by the day", () => {
  const { ana, open } = atTheDesk()
  const change = open("New switch", "change")
  const freeze = ana.newId<ChangeFreezeId>()
  ana.do(createChangeFreeze, { id: freeze, name: "Close of the year", start: "2026-12-20", end: "2027-01-03" })
  const met = (start: string | null, due: string | null) => {
    ana.do(patchItems, { items: [change], fields: { start, due } })
    return freezesMet(ana.snapshot, itemOf(ana.snapshot, change)).map(({ name }) => name)
  }
  expect(met("2026-12-18", "2026-12-19T20:00[Europe/Berlin]")).toEqual([])
  expect(met("2026-12-18", "2026-12-20T01:00[Europe/Berlin]")).toEqual(["Close of the year"])
  expect(met(null, "2027-01-03")).toEqual(["Close of the year"])
  expect(met("2027-01-04", null)).toEqual([])
  expect(met("2026-12-01", "2027-02-01")).toEqual(["Close of the year"])
  const incident = open("No mail")
  expect(freezesMet(ana.snapshot, { ...itemOf(ana.snapshot, incident), due: "2026-12-24" })).toEqual([])
  const backwards = { freeze, fields: { end: "2026-12-01" } }
  expect(ana.try(patchChangeFreeze, backwards)).toMatchObject({ reason: "finish-before-start" })
})

const asked = (people: readonly string[]) => ({
  people: people as readonly MemberId[],
  ...{ team: null, share: "number" as const, needed: 0, until: null },
})

const said = (item: ItemId) => ({ item, note: "", description: null, today: TODAY })

/** Somebody else at the same rows. */
function as(ana: Person, name: string, act: () => void): void {
  const { me } = ana
  try {
    Object.assign(ana, { me: name })
    act()
  } finally {
    Object.assign(ana, { me })
  }
}

test("APPROVAL-1 a number, half or all of those who are asked approve; so many rejections that it cannot be reject", () => {
  const { ana, open } = atTheDesk()
  const team = ana.newId<TeamId>()
  ana.do(createTeam, { id: team, name: "Board", members: ["ben", "eve"] as MemberId[] })
  const rules = [
    { share: "number", needed: 1, takes: 1 },
    { share: "number", needed: 0, takes: 3 },
    { share: "number", needed: 9, takes: 3 },
    { share: "half", needed: 0, takes: 2 },
  ] as const
  for (const { share, needed, takes } of rules) {
    for (const verdict of ["approved", "rejected"] as const) {
      const change = open("New switch", "change")
      ana.do(askItemApproval, { ...asked(["ana"]), item: change, team, share, needed })
      const states = ["ana", "ben", "eve"].map(name => {
        as(ana, name, () => ana.do(judgeItem, { ...said(change), verdict }))
        return itemApprovalOf(ana.snapshot, change, { today: TODAY, description: null })!.state
      })
      const decides = verdict === "approved" ? takes : 4 - takes
      expect(states).toEqual([1, 2, 3].map(count => (count >= decides ? verdict : "waiting")))
    }
  }
})

test("APPROVAL-2 an edit of what is approved voids the votes and says which field; taken back they count again", () => {
  const { ana, open } = atTheDesk()
  const change = open("New switch", "change")
  ana.do(askItemApproval, { ...asked(["ana", "ben"]), item: change })
  ana.do(judgeItem, { ...said(change), description: "Swap it", verdict: "approved" })
  const state = (description: string | null = "Swap it") => {
    const found = itemApprovalOf(ana.snapshot, change, { today: TODAY, description })!
    return [found.approved, ...found.void.map(({ changed }) => changed)]
  }
  expect(state()).toEqual([["ana"]])
  expect(state(null), "the description is not at hand").toEqual([["ana"]])
  expect(state("Swap both")).toEqual([[], ["description"]])
  const edits = [
    { title: "Newer switch" },
    { start: "2026-12-01" },
    { due: "2026-12-02" },
    { estimateMinutes: 60 },
    { changeRisk: "high" },
    { changePlan: "Swap it at night" },
    { backOutPlan: "Swap it back" },
  ] as const
  for (const fields of edits) {
    const edit = ana.do(patchItems, { items: [change], fields })
    expect(state()).toEqual([[], Object.keys(fields)])
    ana.undo(edit)
    expect(state()).toEqual([["ana"]])
  }
  const [cost, note] = [ana.newId<CustomFieldId>(), ana.newId<CustomFieldId>()]
  ana.do(createCustomField, { id: cost, name: "Cost", type: "money" })
  ana.do(createCustomField, { id: note, name: "Note", type: "text" })
  expect(state(), "an empty field is as none").toEqual([["ana"]])
  ana.do(setCustomValue, { items: [change], field: note, value: "by noon" })
  expect(state()).toEqual([["ana"]])
  ana.do(setCustomValue, { items: [change], field: cost, value: 900 })
  expect(state()).toEqual([[], [`custom-${cost}`]])
  ana.now += MINUTE
  ana.do(judgeItem, { ...said(change), description: "Swap it", verdict: "approved" })
  expect(state()).toEqual([["ana"]])
  ana.do(setCustomValue, { items: [change], field: cost, value: 1200 })
  expect(state(), "the last word alone is told").toEqual([[], [`custom-${cost}`]])
})

test("APPROVAL-3 only who is asked may say something, until the last day, and may give their word away", () => {
  const { ana, open } = atTheDesk()
  const change = open("New switch", "change")
  expect(ana.try(askItemApproval, { ...asked([]), item: change })).toMatchObject({ reason: "gate-without-approvers" })
  ana.do(askItemApproval, { ...asked(["ana"]), item: change, until: TODAY })
  as(ana, "ben", () => {
    const answer = ana.try(judgeItem, { ...said(change), verdict: "approved" })
    expect(answer).toMatchObject({ reason: "no-approver" })
  })
  expect(approvalsAskedOf(ana.snapshot, "ana" as MemberId, TODAY).map(({ item }) => item.id)).toEqual([change])
  ana.do(delegateApproval, { item: change, to: "ben" as MemberId })
  expect(approvalsAskedOf(ana.snapshot, "ana" as MemberId, TODAY)).toEqual([])
  as(ana, "ben", () => {
    const late = ana.try(judgeItem, { ...said(change), today: "2026-11-24", verdict: "approved" })
    expect(late).toMatchObject({ reason: "approval-expired" })
  })
  const seen = (today: string) => itemApprovalOf(ana.snapshot, change, { today, description: null })?.state
  expect([seen(TODAY), seen("2026-11-24")]).toEqual(["waiting", "expired"])
  expect(gatesOf(ana.snapshot), "it is no gate of a plan").toEqual([])
  ana.do(dropItemApproval, { item: change })
  expect(seen(TODAY)).toBeUndefined()
})

test("PROMOTION-1 a ticket that becomes a project ends as converted, is not counted as solved, and comes back whole", () => {
  const { ana, open } = atTheDesk()
  const ids = { calendar: ana.newId<never>(), policy: ana.newId<never>(), version: ana.newId<never>() }
  ana.do(setUsualTerms, { ...ids, calendarName: "Hours", policyName: "Usual", zone: "Europe/Berlin" })
  const ticket = open("A desk for everybody", "request")
  ana.do(receiveMessage, { key: "1", item: ticket, sender: "Paul", text: "For all of us" })
  ana.now += MINUTE
  const args = { ticket, name: "Desks", prefix: "DESK", words: WORDS, goal: "", staysOpen: false }
  const step = ana.do(promoteToProject, args)
  const clocks = () =>
    ticketClocks(
      new PolicyBook(serviceTermsOf(ana.snapshot)),
      ticket,
      eventsByTicket(ana.snapshot).get(ticket)!,
      ana.now + MINUTE,
    ).clocks.map(({ state }) => state)
  expect(clocks()).toEqual(["ended", "ended"])
  expect(ana.try(promoteToProject, args)).toMatchObject({ reason: "exists" })
  ana.undo(step)
  expect(clocks()).toEqual(["running", "running"])
  expect(ana.snapshot.places.get(projectOfTicket(ticket))?.deleted).not.toBeNull()
  ana.do(promoteToProject, { ...args, staysOpen: true })
  const project = ana.replica.snapshot(projectOfTicket(ticket))
  expect([living(project.statuses).length, living(project.itemTypes).length, living(project.boards).length]).toEqual([
    5, 1, 1,
  ])
  expect([project.profiles.get(project.space)?.name, charterOf(project)?.ticket]).toEqual(["Desks", ticket])
  expect([clocks(), ana.snapshot.places.get(projectOfTicket(ticket))?.deleted]).toEqual([["running", "running"], null])
  ana.do(leaveProject, { ticket })
  expect(itemOf(ana.snapshot, ticket).becameProject).toBeNull()
})

test("PROMOTION-2 a ticket that is moved to where it is a task owes nothing, and owes again when it is moved back", () => {
  const { ana, open, types } = atTheDesk()
  const ticket = open("Paint the hall", "request")
  const [incident, task] = [types.get("request")!, newId<ItemTypeId>(ana.random)]
  const move = { items: [ticket], to: "S8" as SpaceId, mapping: { [incident]: task }, labels: [] }
  const told = () =>
    eventsByTicket(ana.snapshot)
      .get(ticket)!
      .map(({ kind, reason, facts }) => [kind, reason, facts["state"]])
  ana.do(moveToSpace, { ...move, ticketTypes: [task] })
  expect(told()).toEqual([["opened", "", "waiting"]])
  const other = open("Paint the stairs", "request")
  ana.do(moveToSpace, { ...move, items: [other], ticketTypes: [] })
  const events = eventsByTicket(ana.snapshot).get(other)!
  expect(events.map(({ kind, reason, facts }) => [kind, reason, facts["state"]]).toSorted()).toEqual([
    ["changed", "converted", "cancelled"],
    ["opened", "", "waiting"],
  ])
})

test("PROMOTION-2 a task that is moved to where it is a ticket is opened there", () => {
  const { ana, plain } = atTheDesk()
  const task = ana.newId<ItemId>()
  ana.do(createItem, { id: task, title: "Paint", type: plain(), status: statusNamed(ana.snapshot, "Doing") })
  const there = newId<ItemTypeId>(ana.random)
  const move = { items: [task], to: "S8" as SpaceId, mapping: { [plain()]: there }, labels: [] }
  expect(isRefusal(ana.try(moveToSpace, { ...move, ticketTypes: [there] }))).toBe(false)
  const [opened] = eventsByTicket(ana.snapshot).get(task)!
  expect([opened?.kind, opened?.facts["state"]]).toEqual(["opened", "active"])
})

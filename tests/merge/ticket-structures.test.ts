import { expect } from "vitest"
import { askItemApproval, judgeItem } from "@weft/model/actions/approval"
import { patchItems, restoreItems, trashItems } from "@weft/model/actions/item"
import { mergeTickets, splitTicket } from "@weft/model/actions/merge-tickets"
import { sendReply } from "@weft/model/actions/message"
import { moveToSpace } from "@weft/model/actions/move-to-space"
import { groupUnderIncident, replyToAll } from "@weft/model/actions/parent-incident"
import { makeTaskOfTicket, projectOfTicket, promoteToProject, taskOfTicket } from "@weft/model/actions/promote"
import type { ItemId, MemberId, MessageId, SpaceId } from "@weft/model/base/ids"
import { itemApprovalOf } from "@weft/model/plan/item-approval"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { survivorOf } from "@weft/model/service/merged-tickets"
import { parentIncidentOf, reportsByIncident } from "@weft/model/service/parent-incidents"
import { mapSpace } from "@weft/model/tasks/space-mapping"
import { eventsByTicket, messageUnseenAtClosing } from "@weft/model/service/space-tickets"
import { charterOf } from "@weft/model/plan/charter-of-space"
import { itemOf, MINUTE, SPACE, statusNamed, type Person } from "../support/person.ts"
import { hear, openTicket } from "../support/tickets.ts"
import { scenario } from "../support/two-replicas.ts"
import { GARDEN, movingScenario, type Mover } from "../support/two-spaces.ts"

const TODAY = "2026-11-23"
/** A space that nobody has set up here. */
const ELSEWHERE = "S9" as SpaceId

/** An incident with two reports of it. */
function openIncident(ana: Person): { readonly incident: ItemId; readonly reports: readonly ItemId[] } {
  const incident = openTicket(ana, "The line to the branch is down")
  const reports = [openTicket(ana, "No mail"), openTicket(ana, "No telephone")]
  ana.do(groupUnderIncident, { tickets: reports, incident })
  return { incident, reports }
}

function solveAll(person: Person, { incident, reports }: ReturnType<typeof openIncident>): void {
  const tickets = [incident, ...reports].map(item => ({ item, message: person.newId<MessageId>() }))
  const status = statusNamed(person.snapshot, "Done")
  person.do(replyToAll, { tickets, text: "The line is back", status, needsRelay: false })
}

const told = (snapshot: Snapshot, ticket: ItemId) =>
  (eventsByTicket(snapshot).get(ticket) ?? []).filter(({ kind }) => kind === "agent-reply").length

scenario(
  "T51 an incident is solved with its reports, while the requester of one of them writes: that one is open again",
  {
    given: openIncident,
    ana: (ana, given) => solveAll(ana, given),
    ben: (ben, { reports }) => hear(ben, reports[0]!, "<51@example>"),
    outcome: ({ snapshot }, { incident, reports }) => {
      const done = statusNamed(snapshot, "Done")
      expect([incident, ...reports].map(id => itemOf(snapshot, id).status)).toEqual([done, done, done])
      expect(reports.map(id => told(snapshot, id))).toEqual([1, 1])
      const unseen = reports.map(id => messageUnseenAtClosing(eventsByTicket(snapshot).get(id)!) !== null)
      expect(unseen).toEqual([true, false])
    },
  },
)

scenario("T51 an incident is solved with its reports, while one of them is answered: both answers stand", {
  given: openIncident,
  ana: (ana, given) => solveAll(ana, given),
  ben: (ben, { reports }) =>
    void ben.do(sendReply, {
      id: ben.newId<MessageId>(),
      item: reports[1]!,
      text: "We are on it",
      needsRelay: false,
      status: statusNamed(ben.snapshot, "Doing"),
    }),
  outcome: ({ snapshot, later }, { reports }) => {
    expect(reports.map(id => told(snapshot, id))).toEqual([1, 2])
    expect(itemOf(snapshot, reports[1]!).status).toBe(statusNamed(snapshot, later === "ana" ? "Done" : "Doing"))
  },
})

scenario("T52 two incidents are made reports of each other: one stands at the top, everywhere", {
  given: ana => ({ one: openTicket(ana, "No mail"), other: openTicket(ana, "No telephone") }),
  ana: (ana, { one, other }) => ana.do(groupUnderIncident, { tickets: [one], incident: other }),
  ben: (ben, { one, other }) => ben.do(groupUnderIncident, { tickets: [other], incident: one }),
  outcome: ({ snapshot }, { one, other }) => {
    const [top, report] = one < other ? [one, other] : [other, one]
    expect(parentIncidentOf(snapshot.items, top)).toBeNull()
    expect(parentIncidentOf(snapshot.items, report)).toBe(top)
    expect([...reportsByIncident(snapshot.items)]).toEqual([[top, [report]]])
  },
  afterwards: ({ ana, ben, share }, { one, other }) => {
    ana.do(groupUnderIncident, { tickets: [one, other], incident: null })
    share()
    expect([one, other].map(id => parentIncidentOf(ben.snapshot.items, id))).toEqual([null, null])
  },
})

/** A change that ana and ben are asked for, both of whom must approve. */
function askBoth(ana: Person): ItemId {
  const change = openTicket(ana, "New switch in the warehouse")
  const asked = { people: ["ana", "ben"] as MemberId[], team: null, share: "number" as const, needed: 0, until: null }
  ana.do(askItemApproval, { item: change, ...asked })
  return change
}

function approve(person: Person, item: ItemId, verdict: "approved" | "rejected" = "approved"): void {
  person.do(judgeItem, { item, verdict, note: "", description: null, today: TODAY })
}

const approvalOf = (snapshot: Snapshot, item: ItemId) =>
  itemApprovalOf(snapshot, item, { today: TODAY, description: null })!

scenario("T53 a change is approved, while what is approved of it is edited: the vote counts no more, and says why", {
  given: askBoth,
  ana: (ana, change) => approve(ana, change),
  ben: (ben, change) => ben.do(patchItems, { items: [change], fields: { backOutPlan: "Put the old one back" } }),
  outcome: ({ snapshot }, change) => {
    const approval = approvalOf(snapshot, change)
    expect([approval.state, approval.approved]).toEqual(["waiting", []])
    expect(approval.void).toMatchObject([{ vote: { by: "ana", verdict: "approved" }, changed: ["backOutPlan"] }])
  },
  afterwards: ({ ana, ben, share }, change) => {
    for (const person of [ana, ben]) approve(person, change)
    share()
    expect(approvalOf(ben.snapshot, change)).toMatchObject({ state: "approved", void: [] })
  },
})

scenario("T53 a change is approved, while something else of it is edited: the vote counts", {
  given: askBoth,
  ana: (ana, change) => approve(ana, change),
  ben: (ben, change) => ben.do(patchItems, { items: [change], fields: { priority: "high" } }),
  outcome: ({ snapshot }, change) => expect(approvalOf(snapshot, change).approved).toEqual(["ana"]),
})

scenario("T54 two vote at once: both votes count", {
  given: askBoth,
  ana: (ana, change) => approve(ana, change),
  ben: (ben, change) => approve(ben, change, "rejected"),
  outcome: ({ snapshot }, change) =>
    expect(approvalOf(snapshot, change)).toMatchObject({
      ...{ approved: ["ana"], rejected: ["ben"], state: "rejected", needed: 2 },
    }),
})

const WORDS = {
  board: "Board",
  type: "Task",
  statuses: { backlog: "Ideas", waiting: "To do", active: "Doing", paused: "On hold", done: "Done" },
}

scenario("T55 two make a project of one ticket: it is one project", {
  given: ana => openTicket(ana, "A desk for everybody"),
  ana: (ana, ticket) => promote(ana, ticket, false),
  ben: (ben, ticket) => promote(ben, ticket, true),
  outcome: ({ snapshot, person }, ticket) => {
    const project = projectOfTicket(ticket)
    expect(itemOf(snapshot, ticket).becameProject).toBe(project)
    expect(living(snapshot.places).filter(({ id }) => id === project)).toHaveLength(1)
    for (const path of [`setup/${project}`, `space/${project}`] as const) person.replica.open(path)
    const made = person.replica.snapshot(project)
    expect([made.statuses.size, made.itemTypes.size, made.boards.size]).toEqual([5, 1, 1])
    expect(charterOf(made)).toMatchObject({ ticket, ticketSpace: SPACE, goal: "Asked for by Paul" })
    expect(itemOf(snapshot, ticket).status).toBe(statusNamed(snapshot, "Done"))
    const ended = eventsByTicket(snapshot)
      .get(ticket)!
      .filter(({ reason }) => reason === "converted")
    expect(ended.map(({ facts }) => facts["state"])).toEqual(["cancelled"])
  },
})

function promote(person: Person, ticket: ItemId, staysOpen: boolean): void {
  const goal = "Asked for by Paul"
  person.do(promoteToProject, { ticket, name: "A desk for everybody", prefix: "DESK", words: WORDS, goal, staysOpen })
}

scenario("T55 two make a task of one ticket in the same space: it is one task, named at both ends", {
  given: ana => openTicket(ana, "A desk for everybody"),
  ana: (ana, ticket) => makeTask(ana, ticket),
  ben: (ben, ticket) => makeTask(ben, ticket),
  outcome: ({ snapshot, person }, ticket) => {
    const task = taskOfTicket(ticket, ELSEWHERE)
    person.replica.open(`space/${ELSEWHERE}`)
    const there = person.replica.snapshot(ELSEWHERE)
    expect(itemOf(there, task).title).toBe("A desk for everybody")
    expect(living(there.relations)).toMatchObject([{ from: ticket, to: task, type: "becomes", fromSpace: SPACE }])
    expect(living(snapshot.relations)).toMatchObject([{ from: ticket, to: task, type: "becomes", toSpace: ELSEWHERE }])
    expect(itemOf(snapshot, ticket).status).toBe(statusNamed(snapshot, "To do"))
  },
})

function makeTask(person: Person, ticket: ItemId): void {
  person.do(makeTaskOfTicket, { ticket, to: ELSEWHERE, type: null, status: null, rank: "V", staysOpen: true })
}

scenario(
  "T56 a ticket is taken out of the one it was merged into, while somebody replies there: the reply stays there",
  {
    given: ana => {
      const [from, into] = [openTicket(ana, "No mail"), openTicket(ana, "No telephone")]
      hear(ana, from, "<56@example>")
      ana.do(mergeTickets, { from: [from], into, notice: { text: "We go on in one ticket", needsRelay: false } })
      return { from, into }
    },
    ana: (ana, { from }) => ana.do(splitTicket, { item: from }),
    ben: (ben, { from }) =>
      void ben.do(sendReply, { id: ben.newId<MessageId>(), item: from, text: "It is back", needsRelay: false }),
    outcome: ({ snapshot }, { from, into }) => {
      expect([from, into].map(id => survivorOf(snapshot.items, id))).toEqual([from, into])
      expect([told(snapshot, from), told(snapshot, into)], "what was said of the merging is on the ticket").toEqual([
        1, 1,
      ])
    },
  },
)

scenario("T57 two merge one ticket into the same other: its requester is told once", {
  given: ana => ({ from: openTicket(ana, "No mail"), into: openTicket(ana, "No telephone") }),
  ana: (ana, given) => merge(ana, given),
  ben: (ben, given) => merge(ben, given),
  outcome: ({ snapshot }, { from, into }) => {
    expect(survivorOf(snapshot.items, from)).toBe(into)
    const events = [...snapshot.ticketEvents.values()].filter(({ kind }) => kind === "agent-reply")
    expect(events.map(({ item }) => item)).toEqual([from])
  },
})

function merge(person: Person, { from, into }: { readonly from: ItemId; readonly into: ItemId }): void {
  person.do(mergeTickets, { from: [from], into, notice: { text: "We go on in one ticket", needsRelay: false } })
}

scenario("T58 an incident is moved to the trash, while a report is put under it: the report is nobody's", {
  given: ana => ({ incident: openTicket(ana, "No line"), report: openTicket(ana, "No mail") }),
  ana: (ana, { incident }) => ana.do(trashItems, { items: [incident] }),
  ben: (ben, { incident, report }) => ben.do(groupUnderIncident, { tickets: [report], incident }),
  outcome: ({ snapshot }, { report }) => {
    expect(parentIncidentOf(snapshot.items, report)).toBeNull()
    expect(itemOf(snapshot, report).deleted).toBeNull()
  },
  afterwards: ({ ana, ben, share }, { incident, report }) => {
    ana.do(restoreItems, { items: [incident] })
    share()
    expect(parentIncidentOf(ben.snapshot.items, report)).toBe(incident)
  },
})

/** A ticket in the first space, of which there are none in the garden. */
function openTicketBesideGarden(ana: Mover): ItemId {
  const ticket = openTicket(ana, "Paint the hall")
  ana.now += MINUTE
  return ticket
}

/** Moves an item, and tells its clocks whether it is a ticket where it goes. */
function moveTold(person: Mover, item: ItemId, from: SpaceId, to: SpaceId): void {
  const ticketTypes = living(person.in(to).itemTypes).filter(({ behaviour }) => behaviour === "ticket")
  const { mapping, labels } = mapSpace(person.in(from), person.in(to), new Set([item]))
  person.doIn(from, moveToSpace, { items: [item], to, mapping, labels, ticketTypes: ticketTypes.map(({ id }) => id) })
  person.carry()
}

const stateOf = (snapshot: Snapshot, ticket: ItemId) =>
  (eventsByTicket(snapshot).get(ticket) ?? [])
    .toSorted((one, other) => one.at - other.at)
    .findLast(({ facts }) => facts["state"] !== undefined)

movingScenario(
  "T59 a ticket is moved to where it is a task, while its requester is answered: it is a task with the answer",
  {
    given: openTicketBesideGarden,
    ana: (ana, ticket) => moveTold(ana, ticket, SPACE, GARDEN),
    ben: (ben, ticket) =>
      void ben.do(sendReply, { id: ben.newId<MessageId>(), item: ticket, text: "Soon", needsRelay: false }),
    outcome: ({ person }, ticket) => {
      expect(person.placesOf(ticket)).toEqual([GARDEN])
      const there = person.in(GARDEN)
      expect(told(there, ticket)).toBe(1)
      expect(stateOf(there, ticket)).toMatchObject({ reason: "converted", facts: { state: "cancelled" } })
    },
  },
)

movingScenario(
  "T59 a ticket that was moved to where it is a task is moved back twice: it is a ticket, and owed again",
  {
    given: ana => {
      const ticket = openTicketBesideGarden(ana)
      moveTold(ana, ticket, SPACE, GARDEN)
      ana.now += MINUTE
      return ticket
    },
    ana: (ana, ticket) => moveTold(ana, ticket, GARDEN, SPACE),
    ben: (ben, ticket) => moveTold(ben, ticket, GARDEN, SPACE),
    outcome: ({ person }, ticket) => {
      expect(person.placesOf(ticket)).toEqual([SPACE])
      const row = itemOf(person.in(SPACE), ticket)
      expect(person.in(SPACE).itemTypes.get(row.type!)?.behaviour).toBe("ticket")
      const last = stateOf(person.in(SPACE), ticket)
      expect([last?.reason, last?.facts["state"], last?.facts["type"]]).toEqual(["", "waiting", row.type])
    },
  },
)

import { expect } from "vitest"
import { archiveItems, keepArchive, needsArchiving } from "@weft/model/actions/archive"
import { askItemApproval, judgeItem } from "@weft/model/actions/approval"
import { claimItem } from "@weft/model/actions/claim"
import { classifyTickets, requestedByNew } from "@weft/model/actions/classification"
import { changesOfStep } from "@weft/model/actions/escalate"
import { patchItems, setStatus } from "@weft/model/actions/item"
import { mergeTickets } from "@weft/model/actions/merge-tickets"
import { messageIdOf, sendReply } from "@weft/model/actions/message"
import { moveToSpace } from "@weft/model/actions/move-to-space"
import { createOrganisation } from "@weft/model/actions/organisation"
import { groupUnderIncident, replyToAll } from "@weft/model/actions/parent-incident"
import { projectOfTicket, promoteToProject } from "@weft/model/actions/promote"
import { trashOffering } from "@weft/model/actions/catalogue"
import type {
  ContactId,
  EscalationId,
  ItemId,
  MemberId,
  MessageId,
  OrganisationId,
  SpaceId,
} from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { itemApprovalOf } from "@weft/model/plan/item-approval"
import { charterOf } from "@weft/model/plan/charter-of-space"
import { editProse } from "@weft/model/replica/prose-rewrite"
import { readProse } from "@weft/model/replica/prose-tree"
import { beginDraft, draftText, replyIdOf } from "@weft/model/replica/reply-draft"
import { plainTextOf } from "@weft/model/schema/prose"
import { requestId, ticketOfDraft } from "@weft/model/schema/catalogue"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { DueStep } from "@weft/model/service/escalation"
import { survivorOf } from "@weft/model/service/merged-tickets"
import { eventsByTicket } from "@weft/model/service/space-tickets"
import { momentsOf } from "@weft/model/service/timeline"
import { orderEvents } from "@weft/model/service/ticket-event"
import { mapSpace } from "@weft/model/tasks/space-mapping"
import { lackingReopenings } from "@weft/sync-server/desk/desk-work"
import { ask, offerLaptops } from "../support/catalogue.ts"
import { itemOf, MINUTE, MORNING, SPACE, statusNamed, type Person } from "../support/person.ts"
import { hear, openTicket } from "../support/tickets.ts"
import { scenario } from "../support/two-replicas.ts"
import { GARDEN, movingScenario, type Mover } from "../support/two-spaces.ts"

const TODAY = "2026-11-23"
const LATER = MORNING + 90 * MINUTE

/** What clocks take a ticket to be. */
function factsOf(snapshot: Snapshot, ticket: ItemId): Readonly<Record<string, string>> {
  const { events } = orderEvents(eventsByTicket(snapshot).get(ticket) ?? [], LATER)
  return momentsOf(events).at(-1)!.facts
}

const STEP: Omit<DueStep, "ticket" | "at"> = {
  ...{ id: "late-once" as EscalationId, audience: "customer", target: "first", kind: "first-response", cycle: 1 },
  ...{ step: "late", due: null, actions: [{ action: "raise-priority", priority: "high" }] },
}

const solve = (person: Person, ...items: ItemId[]) =>
  person.do(setStatus, { items, status: statusNamed(person.snapshot, "Done") })

const reply = (person: Person, item: ItemId) =>
  person.do(sendReply, { id: person.newId<MessageId>(), item, text: "We look at it", needsRelay: false })

const toldOn = (snapshot: Snapshot, ticket: ItemId) =>
  (eventsByTicket(snapshot).get(ticket) ?? []).filter(({ kind }) => kind === "agent-reply").length

/** Two tickets whose requesters wrote, the second after the first. */
function twoAsked(ana: Person) {
  const [into, from] = [openTicket(ana, "No mail"), openTicket(ana, "No post")]
  ana.now += MINUTE
  hear(ana, into, "<1@example>")
  ana.now += MINUTE
  hear(ana, from, "<2@example>")
  return { from, into }
}

scenario("T10 impact and urgency are said by two: clocks take the ticket for what it is", {
  given: ana => openTicket(ana, "VPN drops"),
  ana: (ana, ticket) => ana.do(classifyTickets, { items: [ticket], fields: { impact: "high" } }),
  ben: (ben, ticket) => ben.do(classifyTickets, { items: [ticket], fields: { urgency: "high" } }),
  outcome: ({ snapshot }, ticket) => {
    const { impact, urgency, priority } = itemOf(snapshot, ticket)
    const facts = factsOf(snapshot, ticket)
    expect([facts["impact"], facts["urgency"], facts["priority"]]).toEqual([impact ?? "", urgency ?? "", priority])
  },
})

scenario("T2 somebody whose watch is behind takes up again what they saw solved: its clocks go on", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    ana.now += 3 * MINUTE
    solve(ana, ticket)
    ana.now -= 3 * MINUTE
    return ticket
  },
  ana: (ana, ticket) => ana.do(patchItems, { items: [ticket], fields: { title: "VPN drops again" } }),
  ben: (ben, ticket) => {
    ben.now = MORNING
    ben.do(setStatus, { items: [ticket], status: statusNamed(ben.snapshot, "Doing") })
  },
  outcome: ({ snapshot }, ticket) => {
    expect(itemOf(snapshot, ticket).status).toBe(statusNamed(snapshot, "Doing"))
    expect(factsOf(snapshot, ticket)["state"]).toBe("active")
  },
})

scenario("T6 what was said before tickets were merged is seen by whoever solves them: that stays solved", {
  given: ana => {
    const given = twoAsked(ana)
    ana.do(mergeTickets, { from: [given.from], into: given.into })
    return given
  },
  ana: (ana, { into }) => solve(ana, into),
  ben: (ben, { into }) => reply(ben, into),
  outcome: ({ person }) => expect(lackingReopenings(person.replica, SPACE, LATER)).toEqual([]),
})

scenario("T6 a ticket is merged into one that somebody solves: what its requester wrote opens that again", {
  given: twoAsked,
  ana: (ana, { from, into }) => ana.do(mergeTickets, { from: [from], into }),
  ben: (ben, { into }) => solve(ben, into),
  outcome: ({ person }, { into }) =>
    expect(lackingReopenings(person.replica, SPACE, LATER)).toMatchObject([{ id: into }, {}, {}]),
})

scenario("T6 solved tickets are merged: that opens nothing, whoever solved them", {
  given: ana => {
    const given = twoAsked(ana)
    solve(ana, given.into)
    return given
  },
  ana: (ana, { from, into }) => ana.do(mergeTickets, { from: [from], into }),
  ben: (ben, { from }) => solve(ben, from),
  outcome: ({ person }) => expect(lackingReopenings(person.replica, SPACE, LATER)).toEqual([]),
})

scenario("T8 a message is delivered again, while its ticket is merged: it is there once, whoever heard it where", {
  given: ana => {
    const given = twoAsked(ana)
    ana.do(mergeTickets, { from: [given.from], into: given.into })
    return given
  },
  ana: (ana, { from }) => hear(ana, from, "<2@example>"),
  ben: (ben, { into }) => hear(ben, into, "<2@example>"),
  outcome: ({ snapshot, person }, { into }) => {
    const heard = eventsByTicket(snapshot)
      .get(into)!
      .filter(({ kind }) => kind === "customer-message")
    expect(heard.map(({ message }) => message)).toEqual([messageIdOf("<1@example>"), messageIdOf("<2@example>")])
    expect(person.replica.open(`public/${SPACE}/${into}`).rows("messages").size).toBe(1)
  },
})

scenario("T64 somebody takes a ticket that a rule of a ladder hands on meanwhile: who took it has it", {
  given: ana => openTicket(ana, "VPN drops"),
  ana: (ana, ticket) => ana.do(claimItem, { item: ticket }),
  ben: (ben, ticket) => ben.do(patchItems, { items: [ticket], fields: { owner: "eve" as MemberId, team: null } }),
  outcome: ({ snapshot }, ticket) => {
    expect(itemOf(snapshot, ticket).owner).toBe("ana")
    expect(factsOf(snapshot, ticket)["owner"]).not.toBe("")
  },
})

scenario("T65 two say whom a ticket is from: the later said it, with the organisation that follows", {
  given: ana => {
    const organisation = ana.newId<OrganisationId>()
    ana.do(createOrganisation, { id: organisation, name: "Example", domains: ["example.org"], vip: true })
    return { ticket: openTicket(ana, "VPN drops"), organisation }
  },
  ana: (ana, { ticket }) => requestedBy(ana, ticket, "paul@example.org"),
  ben: (ben, { ticket }) => requestedBy(ben, ticket, "zoe@elsewhere.net"),
  outcome: ({ snapshot, later }, { ticket, organisation }) => {
    const facts = factsOf(snapshot, ticket)
    expect(facts["requester"]).toBe(itemOf(snapshot, ticket).requester)
    expect([facts["organisation"], facts["vip"]]).toEqual(later === "ana" ? [organisation, "yes"] : ["", ""])
  },
})

function requestedBy(person: Person, ticket: ItemId, mail: string): void {
  const id = person.newId<ContactId>()
  person.do(requestedByNew, { items: [ticket], id, contact: { name: mail, mail } })
}

scenario("T74 an offering is deleted while somebody asks for it: the request stands, with its tasks", {
  given: ana => offerLaptops(ana),
  ana: (ana, offering) => ask(ana, offering),
  ben: (ben, offering) => ben.do(trashOffering, { offering }),
  outcome: ({ snapshot }) => {
    const ticket = ticketOfDraft("draft-1")
    expect(itemOf(snapshot, ticket).deleted).toBeNull()
    const { tasks, version } = snapshot.requests.get(requestId(ticket))!
    expect(Object.keys(tasks).sort()).toEqual(["order", "set-up"])
    expect(snapshot.offeringVersions.get(version!)?.content).not.toBeNull()
  },
})

const WORDS = {
  board: "Board",
  type: "Task",
  statuses: { backlog: "Ideas", waiting: "To do", active: "Doing", paused: "On hold", done: "Done" },
}

scenario("T66 a ticket becomes a project, while it is merged: the project names it, and what stands for it is open", {
  given: twoAsked,
  ana: (ana, { from, into }) => ana.do(mergeTickets, { from: [from], into }),
  ben: (ben, { from: ticket }) =>
    ben.do(promoteToProject, { ticket, name: "New mail", prefix: "NM", words: WORDS, goal: "", staysOpen: false }),
  outcome: ({ snapshot, person }, { from, into }) => {
    expect(survivorOf(snapshot.items, from)).toBe(into)
    const project = projectOfTicket(from)
    expect(itemOf(snapshot, from).becameProject).toBe(project)
    for (const path of [`setup/${project}`, `space/${project}`] as const) person.replica.open(path)
    expect(charterOf(person.replica.snapshot(project))?.ticket).toBe(from)
    expect(factsOf(snapshot, into)["state"]).toBe("waiting")
  },
})

scenario("T67 a change is approved, while it is merged into another: the vote stands on it, and approves no other", {
  given: ana => {
    const given = twoAsked(ana)
    const whom = { people: ["ben"] as MemberId[], team: null, share: "number" as const, needed: 1, until: null }
    ana.do(askItemApproval, { item: given.from, ...whom })
    return given
  },
  ana: (ana, { from, into }) => ana.do(mergeTickets, { from: [from], into }),
  ben: (ben, { from: item }) =>
    ben.do(judgeItem, { item, verdict: "approved", note: "", description: null, today: TODAY }),
  outcome: ({ snapshot }, { from, into }) => {
    const view = { today: TODAY, description: null }
    expect(itemApprovalOf(snapshot, from, view)).toMatchObject({ state: "approved", approved: ["ben"] })
    expect(itemApprovalOf(snapshot, into, view)).toBeNull()
  },
})

scenario("T68 an incident is solved with its reports, while one of them is merged: its requester is told, once", {
  given: ana => {
    const { from, into } = twoAsked(ana)
    const incident = openTicket(ana, "The line is down")
    ana.do(groupUnderIncident, { tickets: [from], incident })
    return { from, into, incident }
  },
  ana: (ana, { from, incident }) =>
    ana.do(replyToAll, {
      tickets: [incident, from].map(item => ({ item, message: ana.newId<MessageId>() })),
      ...{ text: "The line is back", status: statusNamed(ana.snapshot, "Done"), needsRelay: false },
    }),
  ben: (ben, { from, into }) => ben.do(mergeTickets, { from: [from], into }),
  outcome: ({ snapshot, person }, { from, into }) => {
    expect(survivorOf(snapshot.items, from)).toBe(into)
    expect(toldOn(snapshot, into)).toBe(1)
    expect(factsOf(snapshot, into)["state"]).toBe("waiting")
    expect(lackingReopenings(person.replica, SPACE, LATER)).toEqual([])
  },
})

/** Moves an item, and tells its clocks whether it is a ticket where it goes. */
function moveTold(person: Mover, item: ItemId, to: SpaceId, from: SpaceId = SPACE): void {
  const ticketTypes = [...person.in(to).itemTypes.values()].filter(({ behaviour }) => behaviour === "ticket")
  const { mapping, labels } = mapSpace(person.in(from), person.in(to), new Set([item]))
  person.doIn(from, moveToSpace, { items: [item], to, mapping, labels, ticketTypes: ticketTypes.map(({ id }) => id) })
  person.carry()
}

movingScenario("T69 a ticket is moved to another space, while it is merged: each stands by itself where it lies", {
  given: twoAsked,
  ana: (ana, { from }) => moveTold(ana, from, GARDEN),
  ben: (ben, { from, into }) => ben.do(mergeTickets, { from: [from], into }),
  outcome: ({ person }, { from, into }) => {
    expect(person.placesOf(from)).toEqual([GARDEN])
    expect(survivorOf(person.in(GARDEN).items, from)).toBe(from)
    expect(survivorOf(person.snapshot.items, into)).toBe(into)
    expect(
      eventsByTicket(person.in(GARDEN))
        .get(from)!
        .map(({ kind }) => kind),
    ).toContain("customer-message")
  },
})

movingScenario("T69 a ticket is moved to another space, while another is merged into it: both stand by themselves", {
  given: twoAsked,
  ana: (ana, { into }) => moveTold(ana, into, GARDEN),
  ben: (ben, { from, into }) => ben.do(mergeTickets, { from: [from], into }),
  outcome: ({ person }, { from, into }) => {
    expect([person.placesOf(from), person.placesOf(into)]).toEqual([[SPACE], [GARDEN]])
    expect(survivorOf(person.snapshot.items, from)).toBe(from)
  },
})

movingScenario("T75 a solved ticket goes to the archive, while its requester writes: it is back, and open again", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    ana.now += MINUTE
    return ticket
  },
  ana: (ana, ticket) => {
    solve(ana, ticket)
    ana.do(archiveItems, { items: [ticket], archived: true })
  },
  ben: (ben, ticket) => hear(ben, ticket, "<75@example>"),
  outcome: ({ person }, ticket) => {
    expect(lackingReopenings(person.replica, SPACE, LATER)).toMatchObject([{ id: ticket }, {}, {}])
    expect(needsArchiving(person.snapshot, LATER)).toBe(true)
    person.do(keepArchive, {})
    person.carry()
    expect(itemOf(person.snapshot, ticket).archived).toBe(false)
    expect(needsArchiving(person.snapshot, LATER)).toBe(false)
  },
})

movingScenario("T75 what a requester wrote comes to a ticket long in the archive: it is back, and open again", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    ana.now += MINUTE
    return ticket
  },
  ana: (ana, ticket) => {
    solve(ana, ticket)
    ana.do(archiveItems, { items: [ticket], archived: true })
    ana.carry()
  },
  ben: (ben, ticket) => hear(ben, ticket, "<75@example>"),
  outcome: ({ person }, ticket) => {
    expect(lackingReopenings(person.replica, SPACE, LATER)).toMatchObject([{ id: ticket }, {}, {}])
    expect(needsArchiving(person.snapshot, LATER)).toBe(true)
    person.do(keepArchive, {})
    person.carry()
    expect(itemOf(person.snapshot, ticket).archived).toBe(false)
    expect(needsArchiving(person.snapshot, LATER)).toBe(false)
  },
})

scenario(
  "T76 agents write the draft of a reply, while its ticket is merged: what is sent is said on the one that stands",
  {
    given: twoAsked,
    ana: (ana, { from, into }) => ana.do(mergeTickets, { from: [from], into }),
    ben: (ben, { from }) => writeDraft(ben, from, "Which router?"),
    outcome: ({ person }, { from }) => expect(draftWords(person, from)).toBe("Which router?"),
    afterwards: ({ ana, ben, share }, { from, into }) => {
      const { doc } = ben.replica.open(`comments/${SPACE}/${from}`)
      const content = readProse(draftText(doc, 0))
      const sent = { id: replyIdOf(doc, from, 0), item: from, text: plainTextOf(content), content, draft: 0 }
      ben.do(sendReply, { ...sent, needsRelay: false })
      share()
      expect([toldOn(ana.snapshot, into), toldOn(ana.snapshot, from)]).toEqual([1, 0])
    },
  },
)

function writeDraft(person: Person, ticket: ItemId, text: string): void {
  const path = `comments/${SPACE}/${ticket}` as const
  const { doc } = person.replica.open(path)
  const note = (bytes: Uint8Array) => person.outbox.push({ path, bytes })
  doc.on("update", note)
  beginDraft(doc, 0, person.random)
  editProse(draftText(doc, 0), text)
  doc.off("update", note)
}

const draftWords = (person: Person, ticket: ItemId) =>
  plainTextOf(readProse(draftText(person.replica.open(`comments/${SPACE}/${ticket}`).doc, 0)))

movingScenario(
  "T69 a ticket is moved to another space, while a step of its ladder is done: the step is done, and goes along",
  {
    given: ana => openTicket(ana, "VPN drops"),
    ana: (ana, ticket) => {
      ana.now += MINUTE
      moveTold(ana, ticket, GARDEN)
    },
    ben: (ben, ticket) => {
      const step = { ...STEP, ticket, at: ben.now }
      const changes = changesOfStep(ben.snapshot, step, { now: ben.now, random: ben.random })
      if (isRefusal(changes)) throw new Error(changes.reason)
      ben.replica.write(changes, ben.me)
    },
    outcome: ({ person }, ticket) => {
      expect(person.placesOf(ticket)).toEqual([GARDEN])
      expect(person.in(GARDEN).escalations.get(STEP.id)).toMatchObject({ item: ticket, step: "late", deleted: null })
      expect(person.snapshot.escalations.get(STEP.id)?.deleted ?? "gone").not.toBeNull()
      expect(itemOf(person.in(GARDEN), ticket).priority).toBe("high")
    },
  },
)

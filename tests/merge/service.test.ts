import { expect } from "vitest"
import { patchItems, setStatus } from "@weft/model/actions/item"
import { mergeTickets, splitTicket } from "@weft/model/actions/merge-tickets"
import { messageIdOf, sendReply } from "@weft/model/actions/message"
import {
  createServiceCalendar,
  createServicePolicy,
  publishPolicy,
  setUsualTerms,
} from "@weft/model/actions/service-terms"
import { provisionalMark, type ItemId, type MemberId, type MessageId, type PolicyVersionId } from "@weft/model/base/ids"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { PolicyBook } from "@weft/model/service/policy-book"
import { survivorOf } from "@weft/model/service/merged-tickets"
import { eventsByTicket, messageUnseenAtClosing } from "@weft/model/service/space-tickets"
import { serviceTermsOf, type StoredTerms } from "@weft/model/service/space-terms"
import { ticketClocks } from "@weft/model/service/ticket-clocks"
import { STANDARD_WEEK } from "@weft/model/time/calendar-definition"
import { lackingNumbers, lackingReopenings } from "@weft/sync-server/desk/desk-work"
import { itemOf, MINUTE, MORNING, SPACE, statusNamed, type Person } from "../support/person.ts"
import { hear, openTicket } from "../support/tickets.ts"
import { scenario } from "../support/two-replicas.ts"

function reply(person: Person, item: ItemId, text: string, status?: string): MessageId {
  const id = person.newId<MessageId>()
  const to = status === undefined ? {} : { status: statusNamed(person.snapshot, status) }
  person.do(sendReply, { id, item, text, needsRelay: false, ...to })
  return id
}

const plainType = (snapshot: Snapshot) => living(snapshot.itemTypes).find(({ behaviour }) => behaviour === "task")!.id

const kindsOf = (snapshot: Snapshot, ticket: ItemId) =>
  (eventsByTicket(snapshot).get(ticket) ?? []).toSorted((one, other) => one.at - other.at).map(({ kind }) => kind)

/** What a reader sees of the conversation of a ticket, wherever each part of it was said. */
function messagesOf(person: Person, ...tickets: readonly ItemId[]): string[] {
  const documents = tickets.map(ticket => person.replica.open(`public/${SPACE}/${ticket}`))
  return documents.flatMap(document => [...document.rows("messages").values()].map(({ id }) => id)).sort()
}

function makeTerms(person: Person, amount: number): { readonly policy: string; readonly publish: () => void } {
  const [calendar, policy] = [person.newId<never>(), person.newId<never>()]
  const hours = { pattern: STANDARD_WEEK, holidays: [] }
  person.do(createServiceCalendar, { id: calendar, name: "Office hours", zone: "Europe/Berlin", hours })
  person.do(createServicePolicy, { id: policy, name: "Gold", audience: "customer" })
  const publish = () =>
    person.do(publishPolicy, {
      id: person.newId<PolicyVersionId>(),
      policy,
      calendar,
      from: MORNING - 60 * MINUTE,
      terms: termsOf(amount),
    })
  return { policy, publish }
}

/** A first response and a resolution in working hours. */
function promiseTheUsual(person: Person): void {
  const ids = { calendar: person.newId<never>(), policy: person.newId<never>(), version: person.newId<never>() }
  const names = { calendarName: "Office hours", policyName: "Usual promise", zone: "Europe/Berlin" }
  person.do(setUsualTerms, { ...ids, ...names })
}

function termsOf(minutes: number): StoredTerms {
  return {
    conditions: [],
    targets: [
      {
        key: "first",
        kind: "first-response",
        promise: { unit: "time", amount: minutes * MINUTE },
        pausesIn: [],
        while: [],
        steps: [],
      },
    ],
    onChange: "keep",
    appliesTo: "open-tickets",
    onReopen: "restart",
  }
}

const clocksOf = (snapshot: Snapshot, ticket: ItemId) =>
  ticketClocks(
    new PolicyBook(serviceTermsOf(snapshot)),
    ticket,
    eventsByTicket(snapshot).get(ticket) ?? [],
    MORNING + 90 * MINUTE,
  ).clocks

scenario("T2 one solves a ticket, the other asks the requester back: both are told, and the later status stands", {
  given: ana => openTicket(ana, "VPN drops"),
  ana: (ana, ticket) => ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, "Done") }),
  ben: (ben, ticket) => reply(ben, ticket, "Since when?", "On hold"),
  outcome: ({ snapshot, later }, ticket) => {
    const told = kindsOf(snapshot, ticket)
    expect(told.toSorted()).toEqual(["agent-reply", "changed", "changed", "opened"])
    const wanted = later === "ana" ? "Done" : "On hold"
    expect(itemOf(snapshot, ticket).status).toBe(statusNamed(snapshot, wanted))
    const states = (eventsByTicket(snapshot).get(ticket) ?? [])
      .filter(({ facts }) => facts["state"] !== undefined)
      .toSorted((one, other) => one.at - other.at)
    expect(states.at(-1)?.facts["state"]).toBe(later === "ana" ? "done" : "paused")
  },
})

scenario("T3 items are made offline on two devices: each shows a mark of its own, and then a number of its own", {
  given: () => new Map<string, ItemId>(),
  ana: (ana, made) => void made.set("ana", openTicket(ana, "VPN drops")),
  ben: (ben, made) => void made.set("ben", openTicket(ben, "Printer")),
  outcome: ({ snapshot }, made) => {
    const tickets = [...made.values()].map(id => itemOf(snapshot, id))
    expect(tickets.map(({ number }) => number)).toEqual([null, null])
    expect(new Set(tickets.map(({ id }) => provisionalMark(id))).size).toBe(2)
  },
  afterwards: ({ ana, ben, eve, later, share }, made) => {
    const numbers = () => [...made.values()].map(id => itemOf(ben.snapshot, id).number)
    eve.replica.write(lackingNumbers(eve.replica, SPACE), eve.me)
    share()
    expect(numbers()).toEqual(later === "ana" ? [2, 1] : [1, 2])
    expect(lackingNumbers(ana.replica, SPACE)).toEqual([])
    const next = openTicket(ana, "Screen")
    eve.receive(ana.outbox[0]!)
    expect(lackingNumbers(eve.replica, SPACE)).toMatchObject([{ id: next, value: 3 }])
  },
})

scenario("T4 two publish a version of one policy: every device counts by the same one", {
  given: ana => {
    const terms = makeTerms(ana, 30)
    terms.publish()
    return { ...terms, ticket: openTicket(ana, "VPN drops") }
  },
  ana: (ana, { policy }) => republish(ana, policy, 20),
  ben: (ben, { policy }) => republish(ben, policy, 10),
  outcome: ({ snapshot, person }, { ticket }) => {
    const [clock] = clocksOf(snapshot, ticket)
    expect(clock?.version).toBe(2)
    const [, second, third] = serviceTermsOf(snapshot).policies[0]!.versions
    expect([second?.version, third?.version], person.me).toEqual([2, 2])
    expect(clock?.promise.amount).toBe(third!.targets[0]!.promise.amount)
  },
})

function republish(person: Person, policy: string, minutes: number): void {
  const calendar = [...person.snapshot.serviceCalendars.keys()][0] as never
  person.do(publishPolicy, {
    id: person.newId<PolicyVersionId>(),
    policy: policy as never,
    calendar,
    from: MORNING,
    terms: termsOf(minutes),
  })
}

scenario("T5 two tickets are merged into each other: one survives, with what was said on both", {
  given: ana => {
    const [one, other] = [openTicket(ana, "VPN drops"), openTicket(ana, "No connection from home")]
    hear(ana, one, "<1@example>")
    hear(ana, other, "<2@example>")
    return { one, other }
  },
  ana: (ana, { one, other }) => ana.do(mergeTickets, { from: [one], into: other }),
  ben: (ben, { one, other }) => ben.do(mergeTickets, { from: [other], into: one }),
  outcome: ({ snapshot, person }, { one, other }) => {
    const survivor = one < other ? one : other
    expect([survivorOf(snapshot.items, one), survivorOf(snapshot.items, other)]).toEqual([survivor, survivor])
    expect(kindsOf(snapshot, survivor).filter(kind => kind === "customer-message").length).toBeGreaterThan(0)
    expect(messagesOf(person, one, other)).toEqual([messageIdOf("<1@example>"), messageIdOf("<2@example>")].sort())
  },
  afterwards: ({ ana, ben, share }, { one, other }) => {
    for (const item of [one, other]) ana.do(splitTicket, { item })
    share()
    expect([one, other].map(ticket => survivorOf(ben.snapshot.items, ticket))).toEqual([one, other])
  },
})

scenario("T6 the requester writes while an agent solves the ticket: it is open again", {
  given: ana => openTicket(ana, "VPN drops"),
  ana: (ana, ticket) => ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, "Done") }),
  ben: (ben, ticket) => hear(ben, ticket, "<3@example>"),
  outcome: ({ snapshot }, ticket) =>
    expect(messageUnseenAtClosing(eventsByTicket(snapshot).get(ticket)!)?.message).toBe(messageIdOf("<3@example>")),
  afterwards: ({ ana, share }, ticket) => {
    ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, "Doing") })
    ana.now += MINUTE
    ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, "Done") })
    share()
    expect(messageUnseenAtClosing(eventsByTicket(ana.snapshot).get(ticket)!)).toBeNull()
  },
})

scenario("T6 TICKET-9 two relays find that a requester wrote to a ticket that was solved: it is opened again once", {
  given: ana => openTicket(ana, "VPN drops"),
  ana: (ana, ticket) => ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, "Done") }),
  ben: (ben, ticket) => hear(ben, ticket, "<3@example>"),
  outcome: ({ snapshot }, ticket) => expect(itemOf(snapshot, ticket).status).toBe(statusNamed(snapshot, "Done")),
  afterwards: ({ ana, ben, eve, share }, ticket) => {
    for (const { replica, now } of [ana, ben])
      replica.write(lackingReopenings(replica, SPACE, now), "relay" as MemberId)
    share()
    expect(itemOf(eve.snapshot, ticket).status).toBe(statusNamed(eve.snapshot, "To do"))
    expect([...eve.snapshot.ticketEvents.values()].filter(({ by }) => by === "relay")).toHaveLength(1)
    expect([...eve.snapshot.transitions.values()].filter(({ by }) => by === "relay")).toHaveLength(1)
    for (const { replica, now } of [ana, ben, eve]) expect(lackingReopenings(replica, SPACE, now)).toEqual([])
  },
})

scenario("T6 the requester writes while an agent merges the ticket: it is heard on the one that survives", {
  given: ana => ({ from: openTicket(ana, "VPN drops"), into: openTicket(ana, "No connection from home") }),
  ana: (ana, { from, into }) => ana.do(mergeTickets, { from: [from], into }),
  ben: (ben, { from }) => hear(ben, from, "<4@example>"),
  outcome: ({ snapshot }, { into }) => expect(kindsOf(snapshot, into)).toContain("customer-message"),
})

scenario("T7 two agents reply: both are heard, once each, in one order", {
  given: ana => openTicket(ana, "VPN drops"),
  ana: (ana, ticket) => reply(ana, ticket, "We look at it"),
  ben: (ben, ticket) => reply(ben, ticket, "Please restart it"),
  outcome: ({ snapshot, person }, ticket) => {
    expect(kindsOf(snapshot, ticket)).toEqual(["opened", "agent-reply", "agent-reply"])
    expect(messagesOf(person, ticket)).toHaveLength(2)
  },
})

scenario("T8 a message of a requester is delivered twice: it is there once", {
  given: ana => openTicket(ana, "VPN drops"),
  ana: (ana, ticket) => hear(ana, ticket, "<5@example>"),
  ben: (ben, ticket) => hear(ben, ticket, "<5@example>"),
  outcome: ({ snapshot, person }, ticket) => {
    expect(kindsOf(snapshot, ticket)).toEqual(["opened", "customer-message"])
    expect(messagesOf(person, ticket)).toEqual([messageIdOf("<5@example>")])
  },
})

scenario(
  "T9 TICKET-10 a ticket is turned into a task, while another replies: it is a task with the reply, and owed nothing",
  {
    given: ana => {
      promiseTheUsual(ana)
      return openTicket(ana, "New laptops for everybody")
    },
    ana: (ana, ticket) => ana.do(patchItems, { items: [ticket], fields: { type: plainType(ana.snapshot) } }),
    ben: (ben, ticket) => reply(ben, ticket, "Which ones?"),
    outcome: ({ snapshot, person }, ticket) => {
      expect(itemOf(snapshot, ticket).type).toBe(plainType(snapshot))
      expect(kindsOf(snapshot, ticket).toSorted()).toEqual(["agent-reply", "changed", "opened"])
      expect(messagesOf(person, ticket)).toHaveLength(1)
      expect(clocksOf(snapshot, ticket).map(({ state }) => state)).not.toContain("running")
    },
  },
)

scenario("T9 TICKET-10 a ticket is turned into a task, while another takes it on: it is under way, and owed nothing", {
  given: ana => {
    promiseTheUsual(ana)
    return openTicket(ana, "New laptops for everybody")
  },
  ana: (ana, ticket) => ana.do(patchItems, { items: [ticket], fields: { type: plainType(ana.snapshot) } }),
  ben: (ben, ticket) => ben.do(setStatus, { items: [ticket], status: statusNamed(ben.snapshot, "Doing") }),
  outcome: ({ snapshot }, ticket) => {
    const { type, status } = itemOf(snapshot, ticket)
    expect([type, status]).toEqual([plainType(snapshot), statusNamed(snapshot, "Doing")])
    expect(clocksOf(snapshot, ticket).map(({ state }) => state)).toEqual(["ended", "ended"])
  },
  afterwards: ({ ana, ben, later, share }, ticket) => {
    const type = [...ana.snapshot.itemTypes.values()].find(({ behaviour }) => behaviour === "ticket")!.id
    ;(later === "ana" ? ana : ben).do(patchItems, { items: [ticket], fields: { type } })
    share()
    const states = clocksOf(ben.snapshot, ticket).map(({ state }) => state)
    expect(states).toEqual(["ended", "running", "ended", "running"])
  },
})

scenario(
  "T9 TICKET-10 a ticket whose requester writes is turned into a task, while another solves it: it stays solved",
  {
    given: ana => openTicket(ana, "New laptops for everybody"),
    ana: (ana, ticket) => {
      hear(ana, ticket, "<6@example>")
      ana.do(patchItems, { items: [ticket], fields: { type: plainType(ana.snapshot) } })
    },
    ben: (ben, ticket) => ben.do(setStatus, { items: [ticket], status: statusNamed(ben.snapshot, "Done") }),
    outcome: ({ snapshot, person }, ticket) => {
      expect(itemOf(snapshot, ticket).status).toBe(statusNamed(snapshot, "Done"))
      expect(lackingReopenings(person.replica, SPACE, MORNING + 60 * MINUTE)).toEqual([])
    },
  },
)

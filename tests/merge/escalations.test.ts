import { expect } from "vitest"
import { choosePolicy, exemptClock, withdrawExemption } from "@weft/model/actions/clocks"
import { changesOfStep } from "@weft/model/actions/escalate"
import { createItem } from "@weft/model/actions/item"
import { sendReply } from "@weft/model/actions/message"
import { putAwayNotices } from "@weft/model/actions/notice"
import { createServiceCalendar, createServicePolicy, publishPolicy } from "@weft/model/actions/service-terms"
import { endOutage, tellOutage } from "@weft/model/actions/service-promise"
import { createItemType } from "@weft/model/actions/workflow"
import type { EscalationId, ItemId, ItemTypeId, OutageId, ServicePolicyId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { ticketRowsOf } from "@weft/model/replica/ticket-rows"
import { living } from "@weft/model/schema/snapshot"
import { LadderWatch } from "@weft/model/service/ladder-watch"
import { noticesFor, putAwayIn } from "@weft/model/service/notices"
import type { EscalationStep } from "@weft/model/service/policy"
import { PolicyBook } from "@weft/model/service/policy-book"
import { eventsByTicket } from "@weft/model/service/space-tickets"
import { serviceTermsOf } from "@weft/model/service/space-terms"
import { ticketClocks } from "@weft/model/service/ticket-clocks"
import { STANDARD_WEEK } from "@weft/model/time/calendar-definition"
import { MINUTE, MORNING, SPACE, statusNamed, type Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

const LATE: EscalationStep = {
  id: "late",
  offset: { unit: "time", amount: 0 },
  conditions: [],
  actions: [
    { action: "reassign", owner: "ben", queue: "" },
    { action: "raise-priority", priority: "high" },
    { action: "add-note", text: "Call them now" },
    { action: "notify", whom: "owner" },
  ],
}

interface Service {
  readonly ticket: ItemId
  readonly gold: ServicePolicyId
  readonly silver: ServicePolicyId
  /** Publishes another version of the second policy. */
  readonly publish: (person: Person, minutes: number) => void
}

/** Two policies of a first reply, within 5 and 60 minutes, and a ticket without an answer. */
function openService(ana: Person): Service {
  const calendar = ana.newId<never>()
  const hours = { pattern: STANDARD_WEEK, holidays: [] }
  ana.do(createServiceCalendar, { id: calendar, name: "Office hours", zone: "UTC", hours })
  const publish = (person: Person, policy: string, minutes: number, steps: readonly EscalationStep[] = []) =>
    person.do(publishPolicy, {
      ...{ id: person.newId<never>(), policy: policy as never, calendar, from: MORNING - 60 * MINUTE },
      terms: {
        conditions: [],
        targets: [
          {
            ...{ key: "first", kind: "first-response", pausesIn: [], while: [], steps },
            promise: { unit: "time", amount: minutes * MINUTE },
          },
        ],
        ...{ onChange: "keep", appliesTo: "open-tickets", onReopen: "restart" },
      },
    })
  const [gold, silver] = [ana.newId<ServicePolicyId>(), ana.newId<ServicePolicyId>()]
  ana.do(createServicePolicy, { id: gold, name: "Gold", audience: "customer" })
  publish(ana, gold, 5, [LATE])
  ana.do(createServicePolicy, { id: silver, name: "Silver", audience: "customer" })
  publish(ana, silver, 60)
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  const ticket = ana.newId<ItemId>()
  ana.do(createItem, { id: ticket, title: "VPN drops", type, status: statusNamed(ana.snapshot, "To do") })
  return { ticket, gold, silver, publish: (person, minutes) => void publish(person, silver, minutes) }
}

/** Does what is due at this device, as an executor does. */
function escalate(person: Person): void {
  const watch = new LadderWatch(ticketRowsOf(person.replica, SPACE), person.now)
  for (const step of watch.take(person.now, 10)) {
    const changes = changesOfStep(person.snapshot, step, { now: person.now, random: person.random })
    if (!isRefusal(changes)) person.replica.write(changes, person.me)
  }
}

function clockOf({ snapshot }: Person, { ticket }: Service, now = MORNING + 90 * MINUTE) {
  const book = new PolicyBook(serviceTermsOf(snapshot))
  const { clocks } = ticketClocks(book, ticket, eventsByTicket(snapshot).get(ticket) ?? [], now)
  return clocks.findLast(({ target }) => target === "first")!
}

const promiseOf = ({ ticket }: Service) => ({ item: ticket, audience: "customer", target: "first" }) as const

scenario("T30 two executors do a step at the same time: it is done once, with one note and one event", {
  given: openService,
  ana: ana => escalate(ana),
  ben: ben => escalate(ben),
  outcome: ({ snapshot, person }, { ticket }) => {
    expect(
      living(snapshot.escalations)
        .map(({ step }) => step)
        .toSorted(),
    ).toEqual(["@breach", "late"])
    expect(snapshot.items.get(ticket)).toMatchObject({ owner: "ben", priority: "high" })
    const told = living(snapshot.ticketEvents).filter(({ by }) => by === "relay")
    expect(told).toMatchObject([{ kind: "changed", facts: { owner: "ben", priority: "high" } }])
    const notes = person.replica.open(`comments/${SPACE}/${ticket}`).rows("comments")
    expect([...notes.values()].map(({ text }) => text)).toEqual(["Call them now"])
  },
})

scenario("T30 a step is done, while its ticket is answered: both stand, and nothing is done again", {
  given: openService,
  ana: ana => escalate(ana),
  ben: (ben, { ticket }) =>
    ben.do(sendReply, { id: ben.newId<never>(), item: ticket, text: "We look at it", needsRelay: false }),
  outcome: ({ person }, service) => {
    expect(clockOf(person, service).stopCause).toBe("reply")
    expect(living(person.snapshot.escalations)).toHaveLength(2)
    const watch = new LadderWatch(ticketRowsOf(person.replica, SPACE), MORNING + 90 * MINUTE)
    expect(watch.take(MORNING + 90 * MINUTE, 10)).toEqual([])
  },
})

scenario("T31 one clock is exempted twice: it is exempt, both reasons are told and the later stands", {
  given: openService,
  ana: (ana, service) => ana.do(exemptClock, { ...promiseOf(service), reason: "The line was cut" }),
  ben: (ben, service) => ben.do(exemptClock, { ...promiseOf(service), reason: "A storm" }),
  outcome: ({ person, snapshot, later }, service) => {
    const { state, exemption } = clockOf(person, service)
    expect(state).toBe("exempt")
    expect(exemption).toMatchObject({ by: later, reason: later === "ana" ? "The line was cut" : "A storm" })
    expect(living(snapshot.ticketEvents).filter(({ kind }) => kind === "exempted")).toHaveLength(2)
  },
})

scenario("T31 a clock is exempted, while the reply comes that it waited for: it is exempt and was answered", {
  given: openService,
  ana: (ana, service) => ana.do(exemptClock, { ...promiseOf(service), reason: "The line was cut" }),
  ben: (ben, { ticket }) =>
    ben.do(sendReply, { id: ben.newId<never>(), item: ticket, text: "It is up again", needsRelay: false }),
  outcome: ({ person }, service) =>
    expect(clockOf(person, service)).toMatchObject({ state: "exempt", stopCause: "reply" }),
  afterwards: ({ ana, ben, share }, service) => {
    ana.now = MORNING + 95 * MINUTE
    ana.do(withdrawExemption, promiseOf(service))
    share()
    expect(clockOf(ben, service, ana.now + 1)).toMatchObject({ state: "breached", exemption: null })
  },
})

scenario("T32 a policy is chosen by hand, while a version of it is published: that one is its, by hand", {
  given: openService,
  ana: (ana, { ticket, silver }) => ana.do(choosePolicy, { item: ticket, audience: "customer", policy: silver }),
  ben: (ben, { publish }) => publish(ben, 120),
  outcome: ({ person }, service) => {
    const { policy, version, promise } = clockOf(person, service)
    expect({ policy, version, amount: promise.amount }).toEqual({
      policy: service.silver,
      version: 2,
      amount: 120 * MINUTE,
    })
  },
})

scenario("T32 two policies are chosen by hand: the later choice stands", {
  given: openService,
  ana: (ana, { ticket, silver }) => ana.do(choosePolicy, { item: ticket, audience: "customer", policy: silver }),
  ben: (ben, { ticket, gold }) => ben.do(choosePolicy, { item: ticket, audience: "customer", policy: gold }),
  outcome: ({ person, later }, service) =>
    expect(clockOf(person, service).policy).toBe(later === "ana" ? service.silver : service.gold),
})

/** The notices that somebody sees. */
function noticesOf(person: Person): readonly EscalationId[] {
  const putAway = putAwayIn(person.replica.snapshot(SPACE, person.me).putAwayNotices)
  return noticesFor(person.snapshot, { me: person.me, teams: new Set(), putAway }).map(({ id }) => id as EscalationId)
}

scenario("T33 a notice is put away by one of two who have it: the other still has it", {
  given: ana => {
    const service = openService(ana)
    // The policy that tells nobody in particular, so that everybody is told.
    ana.do(choosePolicy, { item: service.ticket, audience: "customer", policy: service.silver })
    ana.now += 61 * MINUTE
    escalate(ana)
    return { ...service, notice: noticesOf(ana)[0]! }
  },
  ana: (ana, { notice }) => ana.do(putAwayNotices, { notices: [notice] }),
  ben: (ben, { ticket }) =>
    ben.do(sendReply, { id: ben.newId<never>(), item: ticket, text: "We look at it", needsRelay: false }),
  outcome: ({ snapshot }, { notice }) => expect(snapshot.escalations.has(notice)).toBe(true),
  afterwards: ({ ana, ben }, { notice }) => {
    expect(noticesOf(ana)).not.toContain(notice)
    expect(noticesOf(ben)).toContain(notice)
  },
})

scenario("T34 an outage is ended by two: the later end stands; told twice, its time counts once", {
  given: ana => {
    const outage = ana.newId<OutageId>()
    const told = { service: null, from: ana.now, to: null, planned: false, note: "No mail", item: null }
    ana.do(tellOutage, { id: outage, ...told })
    return outage
  },
  ana: (ana, outage) => ana.do(endOutage, { outage, to: MORNING + 7 * MINUTE }),
  ben: (ben, outage) => ben.do(endOutage, { outage, to: MORNING + 9 * MINUTE }),
  outcome: ({ snapshot, later }, outage) =>
    expect(snapshot.outages.get(outage)?.to).toBe(MORNING + (later === "ana" ? 7 : 9) * MINUTE),
})

import { expect, test } from "vitest"
import { choosePolicy, exemptClock, withdrawExemption } from "@weft/model/actions/clocks"
import { changesOfStep } from "@weft/model/actions/escalate"
import { createItem, setStatus } from "@weft/model/actions/item"
import { putAwayNotices } from "@weft/model/actions/notice"
import { createServiceCalendar, createServicePolicy, publishPolicy } from "@weft/model/actions/service-terms"
import { createItemType } from "@weft/model/actions/workflow"
import type { EscalationId, ItemId, ItemTypeId, ServicePolicyId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { ticketRowsOf } from "@weft/model/replica/ticket-rows"
import { ticketEventId, type Audience } from "@weft/model/schema/service"
import { living } from "@weft/model/schema/snapshot"
import { LadderWatch } from "@weft/model/service/ladder-watch"
import { noticesFor, putAwayIn } from "@weft/model/service/notices"
import type { TargetKind } from "@weft/model/service/policy"
import { PolicyBook } from "@weft/model/service/policy-book"
import { toldOtherwise } from "@weft/model/service/revision"
import { eventsOfTicket } from "@weft/model/service/space-tickets"
import { serviceTermsOf } from "@weft/model/service/space-terms"
import { ticketClocks } from "@weft/model/service/ticket-clocks"
import { STANDARD_WEEK } from "@weft/model/time/calendar-definition"
import { foundSpace, MINUTE, MORNING, Person, SPACE, statusNamed } from "../../support/person.ts"

/** A service with a policy for each audience that is named, each promising one thing within an hour. */
class Desk {
  readonly ana = new Person("ana", 1, MORNING)
  readonly ticket: ItemId
  readonly policies: readonly ServicePolicyId[]

  constructor(...promises: readonly (readonly [Audience, TargetKind])[]) {
    const { ana } = this
    foundSpace(ana, ["ana", "ben"])
    const calendar = ana.newId<never>()
    const hours = { pattern: STANDARD_WEEK, holidays: [] }
    ana.do(createServiceCalendar, { id: calendar, name: "Office hours", zone: "UTC", hours })
    this.policies = promises.map(([audience, kind]) => {
      const policy = ana.newId<ServicePolicyId>()
      ana.do(createServicePolicy, { id: policy, name: `${audience} ${kind}`, audience })
      const target = { key: "one", kind, pausesIn: [], while: [], steps: [] } as const
      ana.do(publishPolicy, {
        ...{ id: ana.newId<never>(), policy, calendar, from: MORNING - 60 * MINUTE },
        terms: {
          conditions: [],
          targets: [{ ...target, promise: { unit: "time", amount: 60 * MINUTE } }],
          ...{ onChange: "keep", appliesTo: "open-tickets", onReopen: "restart" },
        },
      })
      return policy
    })
    const type = ana.newId<ItemTypeId>()
    ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
    this.ticket = ana.newId<ItemId>()
    ana.do(createItem, {
      id: this.ticket,
      title: "VPN",
      type,
      status: statusNamed(ana.snapshot, "To do"),
      owner: ana.me,
    })
  }

  clocks(minutes: number) {
    const { snapshot } = this.ana
    const book = new PolicyBook(serviceTermsOf(snapshot))
    return ticketClocks(book, this.ticket, eventsOfTicket(snapshot, this.ticket), MORNING + minutes * MINUTE).clocks
  }

  escalate(minutes: number): void {
    const { ana } = this
    ana.now = MORNING + minutes * MINUTE
    for (const step of new LadderWatch(ticketRowsOf(ana.replica, SPACE), ana.now).take(ana.now, 10)) {
      const changes = changesOfStep(ana.snapshot, step, { now: ana.now, random: ana.random })
      if (!isRefusal(changes)) ana.replica.write(changes, ana.me)
    }
  }

  notices(member: string, ...teams: readonly string[]) {
    const putAway = putAwayIn(this.ana.replica.snapshot(SPACE, this.ana.me).putAwayNotices)
    return noticesFor(this.ana.snapshot, { me: member, teams: new Set(teams), putAway })
  }
}

const reasonOf = (answer: unknown) => (isRefusal(answer) ? answer.reason : null)

test("SLA-35 an exemption is of one audience's clock, has a reason, and can be withdrawn once", () => {
  const desk = new Desk(["customer", "first-response"], ["internal", "assignment"], ["supplier", "resolution"])
  const { ana, ticket: item } = desk
  const one = { item, audience: "customer", target: "one" } as const
  ana.now = MORNING + 5 * MINUTE
  expect(reasonOf(ana.try(exemptClock, { ...one, reason: " " }))).toBe("reason-missing")
  expect(reasonOf(ana.try(exemptClock, { ...one, reason: "x".repeat(501) }))).toBe("reason-too-long")
  expect(reasonOf(ana.try(exemptClock, { ...one, target: "other", reason: "storm" }))).toBe("not-found")
  expect(reasonOf(ana.try(withdrawExemption, one))).toBe("not-exempt")
  const exempted = ana.do(exemptClock, { ...one, reason: " A storm " })
  const states = () => Object.fromEntries(desk.clocks(90).map(({ audience, state }) => [audience, state]))
  ana.undo(exempted)
  expect(states()).toMatchObject({ customer: "breached" })
  ana.do(exemptClock, { ...one, reason: " A storm " })
  expect(states()).toMatchObject({ customer: "exempt", supplier: "breached" })
  expect(desk.clocks(90).find(({ audience }) => audience === "customer")?.exemption?.reason).toBe("A storm")
  ana.now += MINUTE
  ana.do(withdrawExemption, one)
  expect(states()).toMatchObject({ customer: "breached" })
  expect(reasonOf(ana.try(withdrawExemption, one))).toBe("not-exempt")
})

test("SLA-35 a policy by hand is of its audience, stands until one goes back, and is refused where it promises nothing", () => {
  const desk = new Desk(["customer", "first-response"], ["customer", "resolution"], ["internal", "resolution"])
  const { ana, ticket: item } = desk
  const [first, second, internal] = desk.policies
  ana.now = MORNING + 5 * MINUTE
  const customer = { item, audience: "customer" } as const
  expect(reasonOf(ana.try(choosePolicy, { ...customer, policy: null }))).toBe("chosen-already")
  expect(reasonOf(ana.try(choosePolicy, { ...customer, policy: internal! }))).toBe("not-found")
  const empty = ana.newId<ServicePolicyId>()
  ana.do(createServicePolicy, { id: empty, name: "Empty", audience: "customer" })
  expect(reasonOf(ana.try(choosePolicy, { ...customer, policy: empty }))).toBe("promises-nothing")
  ana.do(choosePolicy, { ...customer, policy: second! })
  const running = () => desk.clocks(30).filter(({ stoppedAt }) => stoppedAt === null)
  expect(running().map(({ policy }) => policy)).toEqual([second, internal])
  expect(reasonOf(ana.try(choosePolicy, { ...customer, policy: second! }))).toBe("chosen-already")
  ana.now += MINUTE
  ana.do(choosePolicy, { ...customer, policy: null })
  expect(running().map(({ policy }) => policy)).toEqual([first, internal])
})

test("SLA-36 a breach is told to whoever has the ticket, once, put away by each for themselves and gone with the ticket", () => {
  const desk = new Desk(["customer", "first-response"])
  const { ana, ticket } = desk
  desk.escalate(61)
  desk.escalate(70)
  expect(desk.notices("ana")).toHaveLength(1)
  expect(desk.notices("ben")).toEqual([])
  const [notice] = desk.notices("ana")
  const putAway = ana.do(putAwayNotices, { notices: [notice!.id] })
  expect(desk.notices("ana")).toEqual([])
  ana.undo(putAway)
  expect(desk.notices("ana")).toHaveLength(1)
  expect(reasonOf(ana.try(putAwayNotices, { notices: ["nobody" as never] }))).toBe("not-found")
  ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, "Done") })
  expect(desk.notices("ana")).toEqual([])
})

test("SLA-36 of one clock only the last notice is shown, and putting it away brings no earlier one back", () => {
  const desk = new Desk(["customer", "first-response"])
  const { ana, ticket: item } = desk
  desk.escalate(61)
  const [breach] = desk.notices("ana")
  const warning = { ...breach!, id: "xwarning" as EscalationId, step: "warning", at: breach!.at - 15 * MINUTE }
  const { id, deleted: _, conflicts: __, marks: ___, told, ...seed } = warning
  const place = { document: `space/${SPACE}`, kind: "escalations", id } as const
  const members = told.map(member => ({ do: "add", ...place, field: "told", member }) as const)
  ana.replica.write([{ do: "create", ...place, seed: { ...seed, item } }, ...members], ana.me)
  expect(desk.notices("ana")).toEqual([breach])
  ana.do(putAwayNotices, { notices: [breach!.id] })
  expect(desk.notices("ana")).toEqual([])
})

test("SLA-23 what people were told to be late is told otherwise once an earlier reply arrives", () => {
  const desk = new Desk(["customer", "first-response"])
  const { ana, ticket: item } = desk
  desk.escalate(61)
  const told = () => toldOtherwise(living(ana.snapshot.escalations), desk.clocks(90)).map(({ state }) => state)
  expect(told()).toEqual([])
  const [document, kind, id] = [`space/${SPACE}`, "ticketEvents", ticketEventId(item, "late reply")] as const
  const seed = { item, kind: "agent-reply", at: MORNING + 20 * MINUTE, by: "ben", message: "M" }
  ana.replica.write([{ do: "create", document, kind, id, seed }], ana.me)
  expect(told()).toEqual(["met"])
})

test("SLA-32 two policies that hand a ticket to and fro come to an end", () => {
  const desk = new Desk()
  const { ana, ticket } = desk
  const calendar = [...ana.snapshot.serviceCalendars.keys()][0]! as never
  for (const [owner, next] of [
    ["ana", "ben"],
    ["ben", "ana"],
  ] as const) {
    const policy = ana.newId<ServicePolicyId>()
    ana.do(createServicePolicy, { id: policy, name: owner, audience: "customer" })
    const actions = [{ action: "reassign", owner: next, queue: "" }] as const
    const steps = [{ id: "at-once", offset: { unit: "time", amount: -60 * MINUTE }, conditions: [], actions }] as const
    const target = { key: "one", kind: "resolution", pausesIn: [], while: [], steps } as const
    ana.do(publishPolicy, {
      ...{ id: ana.newId<never>(), policy, calendar, from: MORNING - 60 * MINUTE },
      terms: {
        conditions: [{ fact: "owner", values: [owner], isNegated: false }],
        targets: [{ ...target, promise: { unit: "time", amount: 60 * MINUTE } }],
        ...{ onChange: "restart", appliesTo: "open-tickets", onReopen: "restart" },
      },
    })
  }
  const done = () => living(ana.snapshot.escalations).filter(({ item }) => item === ticket).length
  for (let minute = 1; minute <= 40; minute += 1) desk.escalate(minute)
  expect(done()).toBeGreaterThan(5)
  const before = done()
  for (let minute = 41; minute <= 55; minute += 1) desk.escalate(minute)
  expect(done()).toBe(before)
})

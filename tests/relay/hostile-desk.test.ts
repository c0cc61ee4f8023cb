import { afterEach, expect, test } from "vitest"
import { createAssignmentRule, setRuleAutomatic } from "@weft/model/actions/assignment-rules"
import { assignTeam, createItem, setStatus } from "@weft/model/actions/item"
import { createServiceCalendar, createServicePolicy, publishPolicy } from "@weft/model/actions/service-terms"
import { createTeam } from "@weft/model/actions/space"
import { createItemType } from "@weft/model/actions/workflow"
import type { AssignmentRuleId, ItemId, ItemTypeId, MemberId, TeamId, TicketEventId } from "@weft/model/base/ids"
import type { Audience } from "@weft/model/schema/service"
import type { Change } from "@weft/model/schema/change"
import { living } from "@weft/model/schema/snapshot"
import { LAST_MOMENT } from "@weft/model/service/business-calendar"
import type { EscalationAction, EscalationStep, Target } from "@weft/model/service/policy"
import { STANDARD_WEEK } from "@weft/model/time/calendar-definition"
import { MINUTE, MORNING, SPACE, statusNamed, type Person } from "../support/person.ts"
import { atTheDesk, endDesks, type Desk } from "./desk-world.ts"

afterEach(endDesks)

const HOUR = 60 * MINUTE
const PATH = `space/${SPACE}` as const

/** What no action of ours writes, and any device may. */
function put(person: Person, ...changes: readonly Change[]): void {
  person.replica.write(changes, person.me)
}

const set = (kind: "items" | "ticketEvents", id: string, field: string, value: unknown): Change => ({
  ...{ do: "set", document: PATH, kind, id, field, value },
})

/** A promise of the service with office hours. */
function promise(person: Person, audience: Audience, ...targets: readonly Target[]): void {
  const [calendar, policy] = [person.newId<never>(), person.newId<never>()]
  const hours = { pattern: STANDARD_WEEK, holidays: [] }
  person.do(createServiceCalendar, { id: calendar, name: "Office hours", zone: "UTC", hours })
  person.do(createServicePolicy, { id: policy, name: "Gold", audience })
  person.do(publishPolicy, {
    ...{ id: person.newId<never>(), policy, calendar, from: MORNING - HOUR },
    terms: {
      // The name of a fact that every object has, which nobody told.
      conditions: [{ fact: "constructor", values: ["Object"], isNegated: true }],
      ...{ targets, onChange: "keep", appliesTo: "open-tickets", onReopen: "restart" },
    },
  })
}

const step = (id: string, amount: number, ...actions: readonly EscalationAction[]): EscalationStep => ({
  ...{ id, offset: { unit: "time", amount }, conditions: [], actions },
})

async function withTicket() {
  const all = await atTheDesk()
  const { desk, ana } = all
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  const open = (title: string): ItemId => {
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title, type, status: statusNamed(ana.snapshot, "To do") })
    return id
  }
  const tell = (item: ItemId, seed: Readonly<Record<string, unknown>>): void => {
    const id = ana.newId<TicketEventId>()
    put(ana, { do: "create", document: PATH, kind: "ticketEvents", id, seed: { item, ...seed } })
  }
  const ticket = open("VPN drops")
  await desk.take(ana)
  return { ...all, ticket, open, tell }
}

/** How often the desk writes into the space in the next ten minutes, beyond what it does at once. */
async function writesLater(desk: Desk): Promise<number> {
  await desk.desk.settled()
  let writes = 0
  const stop = desk.rooms.watch(() => void (writes += 1))
  await desk.goTo(desk.now + 10 * MINUTE)
  stop()
  return writes
}

test("TICKET-5 a number that no relay gave is not gone on from", async () => {
  const { desk, ana, ticket, open } = await withTicket()
  await desk.tell(ana)
  put(ana, set("items", ticket, "number", Number.MAX_SAFE_INTEGER))
  const next = open("Printer")
  await desk.take(ana)
  expect(await writesLater(desk)).toBeLessThan(3)
  await desk.tell(ana)
  expect(ana.snapshot.items.get(next)!.number).toBe(1)
  expect(desk.reports).toEqual([])
})

test("TICKET-9 what is told of the end of time opens a ticket once, and people can close it", async () => {
  const { desk, ana, ticket, tell } = await withTicket()
  ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, "Done") })
  const at = Number.MAX_SAFE_INTEGER
  tell(ticket, { kind: "changed", at: at - 1, by: "ana", "facts-state": "done" })
  tell(ticket, { kind: "customer-message", at, by: "", message: "m1" })
  await desk.take(ana)
  expect(await writesLater(desk)).toBeLessThan(3)
  await desk.tell(ana)
  expect(ana.snapshot.items.get(ticket)!.status).toBe(statusNamed(ana.snapshot, "To do"))
  ana.now += HOUR
  const done = statusNamed(ana.snapshot, "Done")
  ana.do(setStatus, { items: [ticket], status: done })
  await desk.take(ana)
  await desk.tell(ana)
  expect(ana.snapshot.items.get(ticket)!.status).toBe(done)
  expect(desk.reports).toEqual([])
})

test("ASSIGN-10 a ticket opened at the end of time can still be taken, and a rule gives it once", async () => {
  const { desk, ana, open } = await withTicket()
  const rule = "rule" as AssignmentRuleId
  ana.do(createAssignmentRule, { id: rule, name: "Everything", mode: "person", person: "ben" as MemberId })
  ana.now += MINUTE
  ana.do(setRuleAutomatic, { rule, isAutomatic: true })
  desk.now = ana.now += MINUTE
  const later = open("Printer")
  const [opening] = living(ana.snapshot.ticketEvents).filter(({ item }) => item === later)
  put(ana, set("ticketEvents", opening!.id, "at", LAST_MOMENT))
  await desk.take(ana)
  await desk.tell(ana)
  expect(ana.snapshot.items.get(later)!.owner).toBe("ben")
  ana.now += MINUTE
  put(ana, set("items", later, "owner", "ana"))
  expect(ana.snapshot.items.get(later)!.owner).toBe("ana")
  // What a rule gave, and nobody has any more because what told of it was thrown away, is not given again.
  const given = living(ana.snapshot.ticketEvents).find(({ item, by }) => item === later && by === "relay")!
  put(ana, set("items", later, "owner", null), set("ticketEvents", given.id, "deleted", ana.me))
  await desk.take(ana)
  expect(await writesLater(desk)).toBeLessThan(3)
  await desk.tell(ana)
  expect(ana.snapshot.items.get(later)!.owner).toBe(null)
  expect(desk.reports).toEqual([])
})

test("SLA-33 a step is done without its note where the ticket's comments cannot be read, and nothing waits for it", async () => {
  const { desk, ana, ticket, open } = await withTicket()
  const late = step("late", 0, { action: "add-note", text: "Call them" })
  promise(ana, "customer", {
    ...{ key: "first", kind: "first-response", pausesIn: [], while: [], steps: [late] },
    promise: { unit: "time", amount: HOUR },
  })
  await desk.take(ana)
  await desk.desk.settled()
  const join = desk.rooms.join.bind(desk.rooms)
  desk.rooms.join = (name, ...rest) =>
    name.includes("/comments/")
      ? Promise.resolve({ state: "quarantined", detail: "row 1 does not verify" })
      : join(name, ...rest)
  await desk.goTo(MORNING + 61 * MINUTE)
  const next = open("Printer")
  await desk.take(ana)
  await desk.tell(ana)
  expect(living(ana.snapshot.escalations).map(({ item, step }) => [item, step])).toContainEqual([ticket, "late"])
  expect(ana.snapshot.items.get(next)!.number).toBe(2)
  expect(desk.reports).toContain(
    `acme/comments/${SPACE}/${ticket}: a note of a ladder is not written: row 1 does not verify`,
  )
})

test("SLA-32 two teams that hand a ticket to each other as soon as they have it come to an end", async () => {
  const { desk, ana, ticket } = await withTicket()
  const held = (key: string, queue: string, next: string): Target => ({
    ...{ key, kind: "held", pausesIn: [], promise: { unit: "time", amount: HOUR } },
    while: [{ fact: "queue", values: [queue], isNegated: false }],
    steps: [step("hand on", -HOUR, { action: "reassign", owner: "", queue: next })],
  })
  const teams = ["network", "desk"] as TeamId[]
  for (const id of teams) ana.do(createTeam, { id, name: id, members: ["ana"] as MemberId[] })
  promise(ana, "internal", held("one", "network", "desk"), held("other", "desk", "network"))
  ana.do(assignTeam, { items: [ticket], team: teams[0]! })
  await desk.take(ana)
  await desk.goTo(MORNING + MINUTE)
  expect(await writesLater(desk)).toBe(0)
  await desk.tell(ana)
  expect(living(ana.snapshot.escalations).length).toBeLessThan(100)
})

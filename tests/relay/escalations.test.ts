import { afterEach, expect, test } from "vitest"
import { createItem, patchItems, setStatus } from "@weft/model/actions/item"
import { sendReply } from "@weft/model/actions/message"
import { createServiceCalendar, createServicePolicy, publishPolicy } from "@weft/model/actions/service-terms"
import { createItemType } from "@weft/model/actions/workflow"
import type { ItemId, ItemTypeId, MessageId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import type { EscalationAction, EscalationStep } from "@weft/model/service/policy"
import { STANDARD_WEEK } from "@weft/model/time/calendar-definition"
import { MINUTE, MORNING, SPACE, statusNamed, type Person } from "../support/person.ts"
import { atTheDesk, endDesks, type Desk } from "./desk-world.ts"

afterEach(endDesks)

const HOUR = 60 * MINUTE

/** A step so many minutes before (less than 0) or after the due time. */
function step(id: string, minutes: number, ...actions: readonly EscalationAction[]): EscalationStep {
  return { id, offset: { unit: "time", amount: minutes * MINUTE }, conditions: [], actions }
}

/** A first reply is promised within an hour, with a ladder. */
function promise(person: Person, steps: readonly EscalationStep[]): void {
  const [calendar, policy] = [person.newId<never>(), person.newId<never>()]
  const hours = { pattern: STANDARD_WEEK, holidays: [] }
  person.do(createServiceCalendar, { id: calendar, name: "Office hours", zone: "UTC", hours })
  person.do(createServicePolicy, { id: policy, name: "Gold", audience: "customer" })
  const target = { key: "first", kind: "first-response", pausesIn: [], while: [], steps } as const
  person.do(publishPolicy, {
    ...{ id: person.newId<never>(), policy, calendar, from: MORNING - HOUR },
    terms: {
      conditions: [],
      targets: [{ ...target, promise: { unit: "time", amount: HOUR } }],
      ...{ onChange: "keep", appliesTo: "open-tickets", onReopen: "restart" },
    },
  })
}

async function withLadder(...steps: readonly EscalationStep[]) {
  const all = await atTheDesk()
  const { desk, ana } = all
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  promise(ana, steps)
  const open = (title: string): ItemId => {
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title, type, status: statusNamed(ana.snapshot, "To do"), owner: ana.me })
    return id
  }
  const ticket = open("VPN drops")
  await desk.take(ana)
  return { ...all, ticket, open }
}

/** What was done, in order: the step, when its time came and when it was done, in minutes after nine. */
function doneSteps({ snapshot }: Person): string[] {
  return living(snapshot.escalations)
    .toSorted((one, other) => one.at - other.at || (one.step < other.step ? -1 : 1))
    .map(({ step, at, doneAt }) => `${step} ${(at - MORNING) / MINUTE} ${Math.floor((doneAt - MORNING) / MINUTE)}`)
}

async function look(desk: Desk, person: Person, minutes: number, ticket: ItemId): Promise<void> {
  await desk.goTo(MORNING + minutes * MINUTE)
  await desk.tell(person, `comments/${SPACE}/${ticket}`)
}

test("SLA-32 the desk does each step when its time comes, without anybody writing, and once", async () => {
  const { desk, ana, ticket } = await withLadder(
    step("soon", -15, { action: "raise-priority", priority: "high" }, { action: "notify", whom: "owner" }),
    step("late", 30, { action: "reassign", owner: "ben", queue: "" }, { action: "add-note", text: "Call them now" }),
  )
  ana.do(patchItems, { items: [ticket], fields: { priority: "medium" } })
  await desk.take(ana)
  await look(desk, ana, 44, ticket)
  expect(doneSteps(ana)).toEqual([])
  await look(desk, ana, 46, ticket)
  expect(doneSteps(ana)).toEqual(["soon 45 45"])
  expect(ana.snapshot.items.get(ticket)).toMatchObject({ priority: "high", owner: "ana" })
  await look(desk, ana, 240, ticket)
  expect(doneSteps(ana)).toEqual(["soon 45 45", "@breach 60 60", "late 90 90"])
  expect(ana.snapshot.items.get(ticket)).toMatchObject({ priority: "high", owner: "ben" })
  const notes = [...ana.replica.open(`comments/${SPACE}/${ticket}`).rows("comments").values()]
  expect(notes).toMatchObject([{ author: "relay", text: "Call them now" }])
  expect(living(ana.snapshot.escalations).map(({ told }) => told)).toContainEqual(["ana"])
  const told = living(ana.snapshot.ticketEvents).filter(({ by }) => by === "relay")
  expect(told.map(({ facts }) => facts)).toEqual(expect.arrayContaining([{ priority: "high" }, { owner: "ben" }]))
  expect(desk.reports).toEqual([])
})

test("SLA-32 a priority is never lowered, and what is nobody's is told to everybody", async () => {
  const { desk, ana, ticket } = await withLadder(step("at-once", -60, { action: "raise-priority", priority: "low" }))
  ana.do(patchItems, { items: [ticket], fields: { priority: "urgent", owner: null } })
  await desk.take(ana)
  await look(desk, ana, 70, ticket)
  expect(ana.snapshot.items.get(ticket)?.priority).toBe("urgent")
  expect(living(ana.snapshot.escalations).find(({ step }) => step === "@breach")).toMatchObject({
    isNotice: true,
    told: [],
    due: MORNING + HOUR,
  })
})

test("SLA-33 what came due while no relay ran is done when one runs again, in order, and not for what stopped before", async () => {
  const { desk, ana, ticket, open } = await withLadder(
    step("soon", -15, { action: "notify", whom: "owner" }),
    step("later", 600, { action: "notify", whom: "owner" }),
  )
  const [answered, closed] = [open("Answered meanwhile"), open("Closed meanwhile")]
  await desk.take(ana)
  await desk.tell(ana)
  await desk.desk.end()
  ana.now = MORNING + 100 * MINUTE
  const reply = { id: ana.newId<MessageId>(), item: answered, text: "We look at it", needsRelay: false }
  ana.do(sendReply, reply)
  ana.do(setStatus, { items: [closed], status: statusNamed(ana.snapshot, "Done") })
  await desk.take(ana)
  desk.now = MORNING + 120 * MINUTE
  desk.open(2)
  await desk.tell(ana)
  expect(doneSteps(ana)).toEqual(["soon 45 120", "@breach 60 120"])
  expect(new Set(living(ana.snapshot.escalations).map(({ item }) => item))).toEqual(new Set([ticket]))
  expect(desk.reports).toEqual([])
})

test("SLA-32 the first ticket of a service that the desk has open already is watched too", async () => {
  const { desk, ana } = await atTheDesk()
  await desk.desk.settled()
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  promise(ana, [])
  const id = ana.newId<ItemId>()
  ana.do(createItem, { id, title: "VPN drops", type, status: statusNamed(ana.snapshot, "To do") })
  await desk.take(ana)
  await look(desk, ana, 61, id)
  expect(doneSteps(ana)).toEqual(["@breach 60 60"])
})

test("SLA-32 two desks at once do each step once, and tell its events once", async () => {
  const { desk, ana, ticket } = await withLadder(step("late", 0, { action: "reassign", owner: "ben", queue: "" }))
  const first = desk.desk
  desk.open(2)
  await desk.desk.settled()
  desk.now = MORNING + 61 * MINUTE
  // Both find it due before either has heard of the other.
  desk.timers.pass(2 * HOUR)
  await Promise.all([first.settled(), desk.desk.settled()])
  await desk.tell(ana)
  expect(doneSteps(ana)).toEqual(["@breach 60 61", "late 60 61"])
  expect(living(ana.snapshot.ticketEvents).filter(({ by }) => by === "relay")).toHaveLength(1)
  expect(ana.snapshot.items.get(ticket)?.owner).toBe("ben")
})

import { afterEach, expect, test } from "vitest"
import { createItem, setStatus } from "@weft/model/actions/item"
import { receiveMessage, sendReply } from "@weft/model/actions/message"
import { createItemType } from "@weft/model/actions/workflow"
import type { ItemId, ItemTypeId, MessageId } from "@weft/model/base/ids"
import { MINUTE, MORNING, statusNamed, type Person } from "../support/person.ts"
import { atTheDesk, endDesks } from "./desk-world.ts"

afterEach(endDesks)

function makeItem(person: Person, title: string, type?: ItemTypeId): ItemId {
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title, ...(type !== undefined && { type }) })
  return id
}

const numberOf = (person: Person, item: ItemId) => person.snapshot.items.get(item)?.number

test("T3 items made offline on two devices get a number each, once, and it never changes", async () => {
  const { desk, ana, ben } = await atTheDesk()
  const [one, other] = [makeItem(ana, "VPN drops"), makeItem(ben, "Printer")]
  expect([numberOf(ana, one), numberOf(ben, other)]).toEqual([null, null])
  await desk.take(ana)
  await desk.tell(ana)
  expect(numberOf(ana, one)).toBe(1)
  await desk.take(ben)
  await desk.tell(ben)
  expect([numberOf(ben, one), numberOf(ben, other)]).toEqual([1, 2])
  await desk.tell(ana)
  expect([numberOf(ana, one), numberOf(ana, other)]).toEqual([1, 2])
  expect(desk.reports).toEqual([])
})

test("TICKET-5 numbers go on where they were after the relay began anew", async () => {
  const { desk, ana } = await atTheDesk()
  const first = makeItem(ana, "VPN drops")
  await desk.take(ana)
  await desk.tell(ana)
  await desk.desk.end()
  const unseen = makeItem(ana, "Made while nobody gave numbers")
  await desk.take(ana)
  desk.open(2)
  const last = makeItem(ana, "Printer")
  await desk.take(ana)
  await desk.tell(ana)
  expect([first, unseen, last].map(item => numberOf(ana, item))).toEqual([1, 2, 3])
})

test("TICKET-3 a reply counts from when the relay received it, whatever the agent's watch says", async () => {
  const { desk, ana } = await atTheDesk()
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  const ticket = makeItem(ana, "VPN drops", type)
  await desk.take(ana)
  ana.now += 10 * MINUTE
  const message = ana.newId<MessageId>()
  ana.do(sendReply, { id: message, item: ticket, text: "We look at it", needsRelay: true })
  desk.now = MORNING + 45 * MINUTE
  await desk.take(ana)
  await desk.tell(ana)
  const told = () => [...ana.snapshot.ticketEvents.values()].filter(event => event.message === message)
  expect(told()).toMatchObject([{ kind: "agent-reply", at: MORNING + 45 * MINUTE, by: "ana", item: ticket }])
  desk.now += 5 * MINUTE
  const late = ana.newId<MessageId>()
  ana.do(sendReply, { id: late, item: ticket, text: "It is up again", needsRelay: true })
  await desk.take(ana)
  await desk.tell(ana)
  expect(told()).toHaveLength(1)
  expect([...ana.snapshot.ticketEvents.values()].filter(({ kind }) => kind === "agent-reply")).toHaveLength(2)
  expect(desk.reports).toEqual([])
})

test("TICKET-9 T6 a ticket that was closed beside what its requester wrote is open again, once, as it was before", async () => {
  const { desk, ana, ben } = await atTheDesk()
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  const [ticket, quiet] = [makeItem(ana, "VPN drops", type), makeItem(ana, "New chair", type)]
  for (const item of [ticket, quiet]) ana.do(setStatus, { items: [item], status: statusNamed(ana.snapshot, "Doing") })
  await desk.take(ana)
  await desk.tell(ben)

  ana.now += 10 * MINUTE
  ben.now += 5 * MINUTE
  for (const item of [ticket, quiet]) ana.do(setStatus, { items: [item], status: statusNamed(ana.snapshot, "Done") })
  ben.do(receiveMessage, { key: "<1@example>", item: ticket, sender: "Paul", text: "It drops again" })
  await desk.take(ana)
  await desk.take(ben)
  await desk.tell(ana)
  const stateOf = (item: ItemId) => ana.snapshot.statuses.get(ana.snapshot.items.get(item)!.status!)?.name
  expect([ticket, quiet].map(stateOf)).toEqual(["Doing", "Done"])
  const told = [...ana.snapshot.ticketEvents.values()].filter(({ by }) => by === "relay")
  expect(told).toMatchObject([{ kind: "changed", item: ticket, facts: { state: "active" } }])
  expect(told[0]!.at).toBeGreaterThan(ana.now)

  // Whoever closes it now has seen the message, and another desk finds nothing to do.
  await desk.desk.end()
  desk.open(2)
  ana.now += 20 * MINUTE
  ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, "Done") })
  await desk.take(ana)
  await desk.tell(ana)
  expect(stateOf(ticket)).toBe("Done")
  expect(desk.reports).toEqual([])
})

import { expect, test } from "vitest"
import { nextInQueue, queueGroupOf, queueOf, type QueuedTicket } from "@weft/model/service/queue"

const HOUR = 3_600_000
const NOON = Date.UTC(2026, 10, 23, 12)
const DAY = { now: NOON, start: NOON - 12 * HOUR, end: NOON + 12 * HOUR }

function ticket(id: string, told: Partial<QueuedTicket> = {}): QueuedTicket {
  return { id, category: "active", owner: null, createdAt: 0, due: null, closedAt: 0, isAskedAgain: false, ...told }
}

const idsOf = (tickets: readonly QueuedTicket[]) =>
  Object.fromEntries([...queueOf(tickets, DAY)].map(([group, queued]) => [group, queued.map(({ id }) => id)]))

test("TICKET-6 tickets stand in groups by what is due next", () => {
  expect(
    idsOf([
      ticket("tomorrow", { due: NOON + 30 * HOUR }),
      ticket("tonight", { due: NOON + 11 * HOUR }),
      ticket("late", { due: NOON - HOUR }),
      ticket("in the hour", { due: NOON + HOUR }),
      ticket("waits for an answer", { category: "paused" }),
      ticket("waits, and a clock runs", { category: "paused", due: NOON + 2 * HOUR }),
      ticket("nothing promised"),
      ticket("solved this morning", { category: "done", closedAt: NOON - 3 * HOUR }),
      ticket("dropped just now", { category: "cancelled", closedAt: NOON }),
      ticket("solved yesterday", { category: "done", closedAt: NOON - 13 * HOUR }),
    ]),
  ).toEqual({
    soon: ["late", "in the hour"],
    today: ["waits, and a clock runs", "tonight"],
    later: ["tomorrow", "nothing promised"],
    paused: ["waits for an answer"],
    solved: ["dropped just now", "solved this morning"],
  })
})

test("TICKET-6 whoever wrote while their ticket was closed comes first, whenever that was", () => {
  const again = ticket("again", { category: "done", closedAt: NOON - 100 * HOUR, isAskedAgain: true })
  expect(queueGroupOf(again, DAY)).toBe("soon")
  expect(idsOf([ticket("late", { due: NOON - 9 * HOUR }), again])["soon"]).toEqual(["again", "late"])
})

test("TICKET-6 of two that are due together the older comes first, and the order never depends on how they came", () => {
  const [old, young, twin] = [
    ticket("old", { due: NOON, createdAt: 1 }),
    ticket("a young", { due: NOON, createdAt: 2 }),
    ticket("b young", { due: NOON, createdAt: 2 }),
  ]
  for (const order of [
    [old, young, twin],
    [twin, young, old],
    [young, twin, old],
  ])
    expect(idsOf(order)["soon"]).toEqual(["old", "a young", "b young"])
})

test("TICKET-7 the next one to take is the most pressing that nobody has; what rests is left alone", () => {
  const tickets = [
    ticket("mine", { due: NOON - HOUR, owner: "ana" }),
    ticket("next", { due: NOON + 2 * HOUR }),
    ticket("after that", { due: NOON + 3 * HOUR }),
    ticket("rests", { category: "paused" }),
  ]
  expect(nextInQueue(queueOf(tickets, DAY))?.id).toBe("next")
  expect(nextInQueue(queueOf([tickets[0]!, tickets[3]!], DAY))).toBeNull()
})

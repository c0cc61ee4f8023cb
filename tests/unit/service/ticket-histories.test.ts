import { expect, test } from "vitest"
import type { ItemId, TicketEventId } from "@weft/model/base/ids"
import { PersistentMap } from "@weft/model/base/persistent-map"
import { below, seededRandom, type Random } from "@weft/model/base/random"
import type { Item } from "@weft/model/schema/item"
import { blankRow } from "@weft/model/schema/row"
import type { TicketEventRow } from "@weft/model/schema/service"
import { eventsByTicket, messageUnseenAtClosing } from "@weft/model/service/space-tickets"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { TicketHistories } from "@weft/model/service/ticket-histories"

const TICKETS = ["t0", "t1", "t2", "t3", "t4", "t5"] as ItemId[]
const KINDS = ["customer-message", "agent-reply", "changed"] as const

interface Rows {
  readonly items: PersistentMap<ItemId, Item>
  readonly ticketEvents: PersistentMap<TicketEventId, TicketEventRow>
}

function drawEvent(id: string, random: Random): TicketEventRow {
  // A ticket is opened once: the first events open one each.
  const place = Number(id.slice(1))
  const opens = place < TICKETS.length
  const kind = opens ? "opened" : KINDS[below(KINDS.length, random)]!
  const state = ["done", "active", "waiting"][below(3, random)]!
  const told = {
    item: opens ? TICKETS[place]! : TICKETS[below(TICKETS.length, random)]!,
    kind,
    at: below(1_000, random),
    message: kind === "changed" ? `m${below(4, random)}` : id,
    facts: kind === "changed" ? { state } : {},
    deleted: below(12, random) === 0 ? { at: 1, by: "ana" } : null,
  }
  return { ...blankRow("ticketEvents", id), ...told } as unknown as TicketEventRow
}

const drawItem = (id: ItemId, random: Random) =>
  ({ ...blankRow("items", id), mergedInto: below(4, random) === 0 ? "t0" : null }) as unknown as Item

/** In an order of its own, since histories have none. */
const inOrder = (events: readonly TicketEvent[] = []) =>
  events.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))

test("TICKET-11 what happened to a ticket is the same however much of the others was read, after every change", () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seededRandom(seed)
    let rows: Rows = {
      items: PersistentMap.from(TICKETS.map(id => [id, drawItem(id, random)] as const)),
      ticketEvents: PersistentMap.from(
        Array.from({ length: 30 }, (_, place) => {
          const row = drawEvent(`e${place}`, random)
          return [row.id, row] as const
        }),
      ),
    }
    const whole = new TicketHistories(() => rows)
    const pressing = new TicketHistories(() => rows, { tickets: new Set(TICKETS.slice(0, 2)), since: 900 })
    for (let step = 0; step < 12; step += 1) {
      const expected = eventsByTicket(rows)
      const asked = TICKETS.filter(() => below(2, random) === 0)
      for (const ticket of asked) {
        for (const histories of [whole, pressing]) {
          expect(inOrder(histories.of(ticket)), `seed ${seed}, step ${step}`).toEqual(inOrder(expected.get(ticket)))
          const isUnseen = messageUnseenAtClosing(expected.get(ticket) ?? []) !== null
          expect(histories.closing(ticket).isAskedAgain, `seed ${seed}, step ${step}`).toBe(isUnseen)
        }
      }
      const id = `e${below(40, random)}` as TicketEventId
      const before = rows.ticketEvents.get(id)
      const after =
        below(6, random) === 0 ? undefined : { ...drawEvent(id, random), ...(before && { item: before.item }) }
      rows = { ...rows, ticketEvents: rows.ticketEvents.withAll([[id, after as TicketEventRow | undefined]]) }
      for (const histories of [whole, pressing]) histories.eventsChanged([id])
      const item = TICKETS[1 + below(TICKETS.length - 1, random)]!
      rows = { ...rows, items: rows.items.with(item, drawItem(item, random)) }
      for (const histories of [whole, pressing]) histories.itemsChanged([item])
    }
  }
})

test("TICKET-11 of a ticket that presses nobody nothing is read until somebody asks", () => {
  const random = seededRandom(5)
  const rows = Array.from({ length: 40 }, (_, place) => drawEvent(`e${place}`, random))
  const at = new Map(TICKETS.map(id => [id, Math.max(...rows.filter(({ item }) => item === id).map(row => row.at))]))
  const kept = {
    items: PersistentMap.empty<ItemId, Item>(),
    ticketEvents: PersistentMap.from(rows.map(row => [row.id, row] as const)),
  }
  const since = [...at.values()].toSorted((one, other) => one - other)[3]!
  const histories = new TicketHistories(() => kept, { tickets: new Set(), since })
  for (const ticket of TICKETS) expect(histories.hasRead(ticket)).toBe(at.get(ticket)! >= since)
  for (const ticket of TICKETS) histories.of(ticket)
  expect(TICKETS.every(ticket => histories.hasRead(ticket))).toBe(true)
})

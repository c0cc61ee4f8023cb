import { expect, test } from "vitest"
import { archiveItems } from "@weft/model/actions/archive"
import { createItem, patchItems, setStatus } from "@weft/model/actions/item"
import { mergeTickets } from "@weft/model/actions/merge-tickets"
import { createItemType } from "@weft/model/actions/workflow"
import type { ItemId, ItemTypeId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { archivedSince, ticketsClosedBetween } from "@weft/model/service/closed-tickets"
import { eventsByTicket } from "@weft/model/service/space-tickets"
import { foundSpace, MINUTE, MORNING, Person, statusNamed } from "../../support/person.ts"

test("TERMS-11 a replay takes tickets that were closed in the time asked for and still are", () => {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  const open = (title: string) => {
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title, type, status: statusNamed(ana.snapshot, "To do") })
    return id
  }
  const move = (ticket: ItemId, status: string) => {
    ana.now += MINUTE
    ana.do(setStatus, { items: [ticket], status: statusNamed(ana.snapshot, status) })
  }
  const [solved, early, again, waiting, merged, turned] = ["a", "b", "c", "d", "e", "f"].map(open) as ItemId[]
  move(early!, "Done")
  const from = ana.now + 1
  for (const ticket of [solved, again, merged, turned]) move(ticket!, "Done")
  move(again!, "Doing")
  ana.do(mergeTickets, { from: [merged!], into: solved! })
  const plain = living(ana.snapshot.itemTypes).find(({ behaviour }) => behaviour === "task")!.id
  ana.do(patchItems, { items: [turned!], fields: { type: plain } })
  const closed = (to: number) => [...ticketsClosedBetween(eventsByTicket(ana.snapshot), from, to).keys()]
  expect(closed(ana.now)).toEqual([solved])
  expect(closed(from)).toEqual([])
  expect(waiting).not.toBe(solved)
})

test("TERMS-11 tickets in the archive are asked for by the quarter in which they were put away, and tasks are not", () => {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  const [ticket, task, living] = [ana.newId<ItemId>(), ana.newId<ItemId>(), ana.newId<ItemId>()]
  const status = statusNamed(ana.snapshot, "Done")
  ana.do(createItem, { id: ticket, title: "VPN drops", type, status })
  ana.do(createItem, { id: living, title: "Printer", type, status })
  ana.do(createItem, { id: task, title: "Paint", status })
  ana.do(archiveItems, { items: [ticket, task], archived: true })
  const since = (from: number) => archivedSince(ana.snapshot.items, item => item.type === type, from)
  expect([...since(MORNING)]).toEqual([["2026-Q4", [ticket]]])
  expect([...since(Date.UTC(2027, 0, 2))]).toEqual([])
})

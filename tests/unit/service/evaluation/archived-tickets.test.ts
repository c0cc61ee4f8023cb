import { expect, test } from "vitest"
import { archiveItems } from "@weft/model/actions/archive"
import { createItem, setStatus, trashItems } from "@weft/model/actions/item"
import { mergeTickets } from "@weft/model/actions/merge-tickets"
import { createItemType } from "@weft/model/actions/workflow"
import type { ItemId, ItemTypeId } from "@weft/model/base/ids"
import { archivedTickets, isEvaluated, wasNeverMerged } from "@weft/model/service/evaluation/evaluated-tickets"
import { quarterOf } from "@weft/model/time/quarter"
import { foundSpace, MORNING, Person, statusNamed } from "../../../support/person.ts"

const DAY = 86_400_000

function deskOf(...titles: readonly string[]) {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  const status = statusNamed(ana.snapshot, "Done")
  const tickets = titles.map(title => {
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title, type, status })
    return id
  })
  return { ana, tickets }
}

test("EVALUATION-12 archived tickets that may have waited in a period are told, with where they lie, until they are read", () => {
  const { ana, tickets } = deskOf("VPN drops", "Printer", "Deleted")
  const [vpn, printer, deleted] = tickets as [ItemId, ItemId, ItemId]
  const task = ana.newId<ItemId>()
  ana.do(createItem, { id: task, title: "Paint", status: statusNamed(ana.snapshot, "Done") })
  ana.do(archiveItems, { items: [vpn, deleted, task], archived: true })
  ana.do(trashItems, { items: [deleted] })
  const told = (start: number, end: number, known: readonly string[] = []) =>
    archivedTickets(ana.snapshot, { start, end }, id => known.includes(id))
  const quarter = quarterOf(MORNING)
  expect(told(MORNING - DAY, MORNING + DAY)).toEqual({ quarters: [quarter], missing: 1 })
  expect(told(MORNING - DAY, MORNING + DAY, [vpn, printer])).toEqual({ quarters: [], missing: 0 })
  // Made only after the period, or put away in a quarter before it.
  expect(told(MORNING - 9 * DAY, MORNING - DAY).missing).toBe(0)
  expect(told(MORNING + 200 * DAY, MORNING + 210 * DAY).missing).toBe(0)
})

test("EVALUATION-3 a ticket in the trash is none of a report, and what was merged both ways was merged once", () => {
  const { ana, tickets } = deskOf("VPN drops", "Printer", "Deleted")
  const [one, other, deleted] = tickets as [ItemId, ItemId, ItemId]
  ana.do(setStatus, { items: tickets, status: statusNamed(ana.snapshot, "To do") })
  ana.do(mergeTickets, { from: [one], into: other })
  ana.do(mergeTickets, { from: [deleted], into: other })
  ana.do(trashItems, { items: [deleted] })
  const row = (id: ItemId) => ana.snapshot.items.get(id)!
  expect([one, other, deleted].map(id => isEvaluated(row(id)))).toEqual([true, true, false])
  expect([one, other].map(id => wasNeverMerged(ana.snapshot.items, row(id)))).toEqual([false, false])
  ana.do(trashItems, { items: [other] })
  expect(wasNeverMerged(ana.snapshot.items, row(one))).toBe(true)
})

import { expect, test } from "vitest"
import { createItem } from "@weft/model/actions/item"
import { createItemType } from "@weft/model/actions/workflow"
import type { ItemId, ItemTypeId, SpaceId } from "@weft/model/base/ids"
import { LiveTables } from "../../../packages/client/src/data/tables.ts"
import type { SpaceData, Workspace } from "../../../packages/client/src/data/workspace.ts"
import { readPastTickets } from "../../../packages/client/src/views/service-settings/replay/past-tickets.ts"
import { foundSpace, MINUTE, MORNING, Person, SPACE, statusNamed } from "../../support/person.ts"

/** A service with a ticket that is solved and two that are in the archive, of which this device has the past of one. */
function service() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const type = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  const status = statusNamed(ana.snapshot, "Done")
  const [solved, known, unknown] = [ana.newId<ItemId>(), ana.newId<ItemId>(), ana.newId<ItemId>()]
  for (const id of [solved, known, unknown]) ana.do(createItem, { id, title: "VPN drops", type, status })
  return { ana, solved, known, unknown }
}

test("TERMS-11 what the archive of a device tells is replayed as well, and what it does not is counted", async () => {
  const { ana, solved, known, unknown } = service()
  const [live, archive] = [new LiveTables(), new LiveTables()]
  const rows = (kind: "items" | "itemTypes" | "ticketEvents") =>
    [...ana.snapshot[kind].values()].map(row => ({ kind, id: row.id, set: { ...row } }) as const)
  const events = rows("ticketEvents")
  const isOf = (ticket: ItemId) => (patch: (typeof events)[number]) => "item" in patch.set && patch.set.item === ticket
  const archived = rows("items").map(patch =>
    patch.id === solved ? patch : { ...patch, set: { ...patch.set, archived: true, archivedIn: "2026-Q4" } },
  )
  live.patch([...rows("itemTypes"), ...archived, ...events.filter(isOf(solved))] as never)
  const released: string[] = []
  const workspace = {
    watched: (path: string) => ({ live: archive, release: () => released.push(path) }),
  } as unknown as Workspace
  const space = { id: SPACE as SpaceId, live } as SpaceData
  const reading = readPastTickets(workspace, space, MORNING - MINUTE, ana.now, 50)
  archive.patch(events.filter(isOf(known)) as never)
  const { tickets, leftOut } = await reading
  expect([...tickets.keys()].toSorted()).toEqual([solved, known].toSorted())
  expect([leftOut, tickets.has(unknown)]).toEqual([1, false])
  expect(released).toEqual([`archive/${SPACE}/2026-Q4`])
})

import type { ItemId } from "@weft/model/base/ids"
import type { Item } from "@weft/model/schema/item"
import { knownErrorsOf } from "@weft/model/service/known-errors"
import { mergedTickets, survivorOf } from "@weft/model/service/merged-tickets"
import { parentIncidentOf, reportsByIncident } from "@weft/model/service/parent-incidents"
import { shownStatus } from "@weft/model/tasks/workflow"
import { createMemo, type Accessor } from "solid-js"
import { createRowsWhere } from "../../../../data/rows-where.ts"
import { sameIds } from "../../../../parts/same-ids.ts"
import { useItem } from "../../item-context.ts"

/** The tickets that the open one stands together with. All of it is followed. */
export interface TicketGroup {
  /** The incident that it is a report of. */
  readonly incident: Accessor<ItemId | null>
  /** The reports of it. */
  readonly reports: Accessor<readonly ItemId[]>
  /** Those of them that are not closed. */
  readonly openReports: Accessor<readonly ItemId[]>
  /** What was merged into it. */
  readonly merged: Accessor<readonly ItemId[]>
  /** What it was merged into. */
  readonly survivor: Accessor<ItemId | null>
  /** The problems that cause it and have a way around. */
  readonly knownErrors: Accessor<readonly Item[]>
  readonly isClosed: (id: ItemId) => boolean
}

/** The group of the ticket whose panel this is called in. */
export function createTicketGroup(): TicketGroup {
  const { space, id, setup, row, workspace } = useItem()
  const grouped = createRowsWhere("items", () => ({
    live: space.live,
    matches: (item: Item) => item.parentIncident !== null || item.mergedInto !== null,
    compare: () => 0,
  }))
  const problems = createRowsWhere("items", () => ({
    live: space.live,
    matches: (item: Item) => item.knownError,
    compare: () => 0,
  }))
  /** All items as they are now, read anew where one of a group changes. */
  const items = () => {
    grouped()
    row.read("parentIncident")
    row.read("mergedInto")
    return space.live.plain.items
  }
  const same = { equals: sameIds }
  const reports = createMemo(() => (reportsByIncident(items()).get(id) ?? []) as readonly ItemId[], undefined, same)
  const isClosed = (ticket: ItemId) => {
    const category = shownStatus({ status: space.live.row("items", ticket)?.read("status") ?? null }, setup())?.category
    return category === "done" || category === "cancelled"
  }
  return {
    incident: createMemo(() => parentIncidentOf(items(), id) as ItemId | null),
    reports,
    openReports: createMemo(() => reports().filter(report => !isClosed(report)), undefined, same),
    merged: createMemo(() => (mergedTickets(items()).get(id) ?? []) as readonly ItemId[], undefined, same),
    survivor: createMemo(() => {
      const survivor = survivorOf(items(), id) as ItemId
      return survivor === id ? null : survivor
    }),
    knownErrors: createMemo(() => {
      items()
      problems()
      space.live.table("relations")
      return knownErrorsOf(workspace.snapshot(space.id), id)
    }),
    isClosed,
  }
}

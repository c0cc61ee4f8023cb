import { majorTicketId } from "@weft/model/schema/classification"
import type { Item } from "@weft/model/schema/item"
import { APPROVED_FIELDS, approvalsAskedOf } from "@weft/model/plan/item-approval"
import { reportsByIncident } from "@weft/model/service/parent-incidents"
import type { ItemId } from "@weft/model/base/ids"
import { createMemo, type Accessor } from "solid-js"
import { createRowsWhere } from "../../data/rows-where.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"

/** What a queue says of a ticket besides its clock. */
export interface TicketMarks {
  readonly isMajor: boolean
  /** How many tickets are reports of it. */
  readonly reports: number
  /** Whether it waits for a word of the person who looks. */
  readonly waitsForMe: boolean
}

/** The marks of the tickets of a queue, followed as long as the surrounding computation stands. */
export function createTicketMarks(
  workspace: Workspace,
  space: SpaceData,
  today: Accessor<string>,
): (ticket: string) => TicketMarks {
  const grouped = createRowsWhere("items", () => ({
    live: space.live,
    matches: (item: Item) => item.parentIncident !== null,
    compare: () => 0,
  }))
  const reports = createMemo(() => {
    grouped()
    return reportsByIncident(space.live.plain.items)
  })
  const asked = createMemo(() => {
    space.live.table("approvals")
    for (const { item, approves, deleted } of space.live.table("gates").values()) {
      if (item === null || approves !== "item" || deleted !== null) continue
      const row = space.live.row("items", item)
      for (const field of [...APPROVED_FIELDS, "custom"] as const) row?.read(field)
    }
    return new Set<string>(
      approvalsAskedOf(workspace.snapshot(space.id), workspace.me, today()).map(({ item }) => item.id),
    )
  })
  return ticket => ({
    isMajor: space.live.table("majorTickets").get(majorTicketId(ticket as ItemId))?.deleted === null,
    reports: reports().get(ticket)?.length ?? 0,
    waitsForMe: asked().has(ticket),
  })
}

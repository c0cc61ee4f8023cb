import { computedId, type BoardId, type ItemTypeId, type SpaceId, type StatusId } from "../../base/ids.ts"
import { compareRanked } from "../../base/rank.ts"
import type { SpaceWords } from "../../actions/space.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import { startingStatus, statusesFor } from "../../tasks/workflow.ts"
import { prefixOf } from "../board/records.ts"
import { rankOfPosition } from "../board/position.ts"
import type { FileTask, PlanFile } from "../plan-file/plan-file.ts"
import type { ForeignRecord } from "../three-way.ts"
import { planSpaceId } from "./plan-key.ts"

/** Whether a space is the plan's own, made for it by an import. */
export function isOwnSpace(file: PlanFile, space: SpaceId): boolean {
  return space === planSpaceId(file)
}

const CATEGORIES = ["backlog", "waiting", "active", "paused", "done"] as const
type StartingCategory = (typeof CATEGORIES)[number]

/** How far along a task is, as the category of the status that its item begins in. */
function categoryOf({ actualStart, actualFinish }: FileTask): StartingCategory {
  return actualFinish !== null ? "done" : actualStart !== null ? "active" : "waiting"
}

const statusId = (space: SpaceId, category: StartingCategory) => computedId<StatusId>("plan", space, "status", category)
const typeId = (space: SpaceId) => computedId<ItemTypeId>("plan", space, "type")

/**
 * What a space that a plan makes for itself begins with: its profile, a workflow, a type and a board. Only the name is
 * the file's; all else belongs to whoever works there from then on.
 */
export function ownSpaceRecords(file: PlanFile, space: SpaceId, words: SpaceWords): ForeignRecord[] {
  const { name } = file.project
  const only = (kind: ForeignRecord["kind"], id: string, first: Readonly<Record<string, unknown>>): ForeignRecord => ({
    kind,
    id,
    name: String(first["name"]),
    fields: {},
    first,
  })
  return [
    { kind: "profiles", id: space, name, fields: { name }, first: { kind: "project", prefix: prefixOf(name) } },
    ...CATEGORIES.map((category, index) =>
      only("statuses", statusId(space, category), {
        name: words.statuses[category],
        category,
        rank: rankOfPosition(index + 1),
      }),
    ),
    only("itemTypes", typeId(space), { name: words.type, behaviour: "plannable", rank: rankOfPosition(1) }),
    only("boards", computedId<BoardId>("plan", space, "board"), { name: words.board, rank: rankOfPosition(1) }),
  ]
}

/** The type of items that a plan makes, and the status in which each of them begins. */
export interface Beginning {
  readonly type: ItemTypeId | null
  readonly statusOf: (task: FileTask) => StatusId | null
}

export function beginningOf(file: PlanFile, snapshot: Snapshot): Beginning {
  const { space } = snapshot
  const type = living(snapshot.itemTypes).sort(compareRanked)[0]
  if (type === undefined && isOwnSpace(file, space))
    return { type: typeId(space), statusOf: task => statusId(space, categoryOf(task)) }
  const statuses = statusesFor(type, snapshot)
  const start = startingStatus(snapshot, type)?.id ?? null
  const byCategory = new Map([...statuses].reverse().map(({ category, id }) => [category, id]))
  return {
    type: type?.id ?? null,
    statusOf: task => {
      const category = categoryOf(task)
      return category === "waiting" ? start : (byCategory.get(category) ?? start)
    },
  }
}

import { baselineOf } from "@weft/model/plan/baselines-of-space"
import { living } from "@weft/model/schema/snapshot"
import { createMemo, type Accessor } from "solid-js"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import type { BaselineDates } from "./chart/chart-view.ts"

export interface ShownBaseline {
  readonly name: string
  readonly dates: BaselineDates
}

/** The baseline of a space that was taken last; nothing where there is none. Followed. */
export function createLastBaseline(workspace: Workspace, space: SpaceData): Accessor<ShownBaseline | null> {
  return createMemo(() => {
    const last = living(space.live.table("baselines"))
      .sort((one, other) => one.takenAt - other.takenAt || (one.id < other.id ? -1 : 1))
      .at(-1)
    space.live.table("baselineParts")
    if (last === undefined) return null
    const rows = baselineOf(workspace.snapshot(space.id), last.id)
    return { name: last.name, dates: new Map(rows.map(({ task, start, finish }) => [task, { start, finish }])) }
  })
}

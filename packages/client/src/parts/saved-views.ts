import type { ViewOwner } from "@weft/model/actions/view"
import type { BoardId, ViewId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import type { SpaceData, Workspace } from "../data/workspace.ts"

/** A saved view as menus and the sidebar name it. */
export interface SavedView {
  readonly id: ViewId
  readonly name: string
  readonly owner: ViewOwner
  /** The board that it shows; nothing for a list. */
  readonly board: BoardId | null
  /** Whether it shows the queue of a service. */
  readonly queue: boolean
  /** As it stands in an address. */
  readonly filter: string
  readonly pinned: boolean
}

/** The saved views of a space that the person sees: everybody's, then their own, in order. Followed. */
export function savedViews(workspace: Workspace, space: SpaceData): readonly SavedView[] {
  const own = living(workspace.live.table("ownViews")).filter(view => view.space === space.id && view.name !== "")
  return [
    ...living(space.live.table("views"))
      .sort(compareRanked)
      .map(view => ({ ...view, owner: "shared" as const })),
    ...own.sort(compareRanked).map(view => ({ ...view, owner: "own" as const })),
  ]
}

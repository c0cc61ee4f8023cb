import { gatesOf, type GateState } from "@weft/model/plan/gates-of-space"
import type { LivePlan } from "@weft/model/plan/live-plan"
import { createMemo, type Accessor } from "solid-js"
import type { SpaceData, Workspace } from "../../data/workspace.ts"

const NONE: readonly GateState[] = []

/** The gates of a space without approval. Followed. */
export function createOpenGates(
  workspace: Workspace,
  space: SpaceData,
  plan: Accessor<LivePlan>,
): Accessor<readonly GateState[]> {
  return createMemo(() => {
    if (space.live.table("gates").size === 0) return NONE
    space.live.table("approvals")
    // Links and progress come with the plan.
    plan()
    return gatesOf(workspace.snapshot(space.id)).filter(({ isApproved }) => !isApproved)
  })
}

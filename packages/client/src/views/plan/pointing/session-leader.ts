import type { MemberId } from "@weft/model/base/ids"
import { sessionGoingOn } from "@weft/model/tasks/planning-session"
import { createMemo, type Accessor } from "solid-js"
import type { SpaceData } from "../../../data/workspace.ts"

/** Who leads the planning session that goes on in a space; nothing where there is none. */
export function createSessionLeader({ live }: SpaceData): Accessor<MemberId | null> {
  return createMemo(() => sessionGoingOn({ planningSessions: live.table("planningSessions") })?.facilitator ?? null)
}

import type { SpaceId } from "@weft/model/base/ids"
import type { KnownSpace } from "@weft/model/capacity/displacement"
import { promisesOfSpace } from "@weft/model/capacity/promised-times"
import { livePlanOf } from "@weft/model/plan/known-plan"
import { living } from "@weft/model/schema/snapshot"
import type { Workspace } from "../../data/workspace.ts"
import { deviceZone } from "../when.ts"

/** What this device knows of all that people do, and what it does not. */
export interface KnownWork {
  readonly spaces: readonly KnownSpace[]
  /** Spaces whose items have not come yet. */
  readonly awaited: number
  /** Spaces that the person may not open. */
  readonly hidden: number
}

/** Reads every space that is here, and asks for those that are not. Followed as far as spaces come. */
export function readKnownWork(workspace: Workspace): KnownWork {
  const now = workspace.now()
  const zone = deviceZone()
  const open = workspace.spaces().map(id => workspace.space(id))
  const here = open.filter(space => space.ready())
  const isHidden = (place: string) => workspace.right(`space/${place}`) === "none"
  return {
    spaces: here.map(({ id }) => {
      const snapshot = workspace.snapshot(id as SpaceId)
      return { snapshot, plan: livePlanOf(snapshot), promisesOf: promisesOfSpace(snapshot, now, zone) }
    }),
    awaited: open.length - here.length,
    hidden: living(workspace.live.table("places")).filter(({ id }) => isHidden(id)).length,
  }
}

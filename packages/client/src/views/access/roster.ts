import type { Roster, RosterSpace } from "@weft/model/wire/api"
import type { SpaceId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { isAdmin } from "@weft/model/wire/rights"
import { relay } from "../../data/api.ts"
import type { Workspace } from "../../data/workspace.ts"
import { createAsked, type Asked } from "../../parts/answered.tsx"
import { access } from "../../text/access.ts"

/** Who is in the workspace and what they may do, as the relay says now. */
export function createRoster(workspace: Workspace): Asked<Roster> {
  return createAsked(() => relay.roster(workspace.id))
}

/** Whether whoever asked runs the workspace. */
export function runsWorkspace({ workspace }: Roster): boolean {
  return isAdmin(workspace.role)
}

/** The name of a space as this device knows it; the relay knows none. Followed. */
export function spaceName(workspace: Workspace, space: string): string {
  const name = workspace
    .setup(space as SpaceId)
    .live.table("profiles")
    .get(space as SpaceId)?.name
  return name === undefined || name === "" ? access().mayOpen.unnamed(space.slice(-4)) : name
}

/** The living spaces that the relay knows, in the order of the sidebar. Followed. */
export function knownSpaces(workspace: Workspace, { spaces }: Roster): readonly RosterSpace[] {
  const places = living(workspace.live.table("places")).sort(compareRanked)
  return places.flatMap(place => spaces.find(({ id }) => id === place.id) ?? [])
}

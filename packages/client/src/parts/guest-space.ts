import { createGuestSpace } from "../data/guests/guest-space.ts"
import type { SpaceData, Workspace } from "../data/workspace.ts"
import { guestWords } from "../text/guests.ts"

/** A space with its guests, in words for those of which nothing is known. */
export function openGuestSpace(workspace: Workspace, space: SpaceData): SpaceData {
  return createGuestSpace(workspace, space, state => guestWords().titles[state])
}

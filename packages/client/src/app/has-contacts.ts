import type { SpaceId } from "@weft/model/base/ids"
import type { Workspace } from "../data/workspace.ts"

/** Whether there is a service whose requesters the person may know. Followed. */
export function hasContacts(workspace: Workspace): boolean {
  const isService = (id: SpaceId) => workspace.setup(id).live.table("profiles").get(id)?.kind === "service"
  return workspace.right("contacts") !== "none" && workspace.spaces().some(isService)
}

import { keepArchive, needsArchiving } from "@weft/model/actions/archive"
import type { SpaceId } from "@weft/model/base/ids"
import type { Workspace } from "../data/workspace.ts"

/** Puts the archive of a space in order. It is no step of the person's own; what it moves comes back in one press. */
export function keepArchiveOf(workspace: Workspace, space: SpaceId): void {
  if (!workspace.mayWrite(`space/${space}`) || !needsArchiving(workspace.snapshot(space), workspace.now())) return
  workspace.run(space, keepArchive, {})
}

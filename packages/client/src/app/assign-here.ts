import { withAssignments } from "@weft/model/actions/assigned-tickets"
import type { Workspace } from "../data/workspace.ts"

/** Gives the tickets that are opened in this tab by rule, while no relay does. */
export function assignHere(workspace: Workspace): void {
  workspace.alsoDo((snapshot, changes, acting) =>
    workspace.sync().relay.state === "none" ? withAssignments(snapshot, changes, acting) : changes,
  )
}

import type { Escalation } from "@weft/model/schema/escalation"
import { noticesFor, putAwayIn } from "@weft/model/service/notices"
import { createMemo, createSignal, onCleanup, type Accessor } from "solid-js"
import type { SpaceData, Workspace } from "../../data/workspace.ts"

/** The teams that whoever works here is in. Followed. */
export function teamsOf(workspace: Workspace): ReadonlySet<string> {
  const teams = [...workspace.live.table("teams").values()]
  return new Set(teams.filter(team => team.deleted === null && team.members.includes(workspace.me)).map(({ id }) => id))
}

/** What whoever works here is told in a service and has not put away, the latest first. Followed. */
export function createNotices(workspace: Workspace, space: () => SpaceData): Accessor<readonly Escalation[]> {
  // An item that changes may be closed by then; which one does not matter to whoever has a handful of notices.
  const [version, setVersion] = createSignal(0)
  onCleanup(space().live.observe("items", () => setVersion(before => before + 1)))
  return createMemo(() => {
    const { live } = space()
    if (live.table("escalations").size === 0) return []
    version()
    const statuses = live.table("statuses")
    const snapshot = { escalations: live.plain.escalations, items: live.plain.items, statuses }
    const putAway = putAwayIn(workspace.live.table("putAwayNotices"))
    return noticesFor({ ...live.plain, ...snapshot }, { me: workspace.me, teams: teamsOf(workspace), putAway })
  })
}

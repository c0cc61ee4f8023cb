import type { ItemId, MemberId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { candidatesOf as namedByRule } from "@weft/model/service/assignment"
import type { SpaceData, Workspace } from "../../data/workspace.ts"

/** For how many people it is reckoned what taking a ticket would do. */
const MOST = 12

/**
 * Who else could have a ticket: the people of the teams of the service's rules and of the ticket, and whoever has other
 * tickets of the service. The owner of the ticket and the person who asks are not among them.
 */
export function candidatesOf(workspace: Workspace, space: SpaceData, ticket: ItemId): readonly MemberId[] {
  const { items, assignmentRules } = space.live.plain
  const { members, teams } = workspace.live.plain
  const item = items.get(ticket)
  const found = new Set<MemberId>()
  for (const rule of living(assignmentRules)) for (const member of namedByRule(rule, teams)) found.add(member)
  const team = item?.team == null ? undefined : teams.get(item.team)
  for (const member of team?.members ?? []) found.add(member)
  for (const { owner, deleted } of items.values()) if (owner !== null && deleted === null) found.add(owner)
  found.delete(workspace.me)
  if (item?.owner != null) found.delete(item.owner)
  return [...found].filter(member => members.get(member)?.deleted === null).slice(0, MOST)
}

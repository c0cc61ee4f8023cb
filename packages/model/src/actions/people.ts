import type { MemberId, TeamId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { ADOPTS } from "../schema/work.ts"
import { defineAction } from "./define.ts"

export interface RenameTeam {
  readonly team: TeamId
  readonly name: string
}

export const renameTeam = defineAction<RenameTeam>("team.rename", ({ snapshot, write }, { team, name }) => {
  if (!snapshot.teams.has(team)) return refuse("not-found")
  if (name.trim() === "") return refuse("name-missing")
  write.patch("teams", team, { name: name.trim() })
})

export const trashTeam = defineAction<{ readonly team: TeamId }>("team.trash", ({ snapshot, write, me }, { team }) => {
  if (!snapshot.teams.has(team)) return refuse("not-found")
  write.trash("teams", team, me)
})

export interface ClaimMember {
  /** Whom an import named and who has not joined. */
  readonly placeholder: MemberId
  /** Who that is. */
  readonly member: MemberId
}

/**
 * Says in one space who a placeholder is: whatever named the placeholder there names the member then, as owner, assignee
 * and watcher of items, at checks and in assignments. One step of several: {@link joinMember} says it of the workspace around the spaces.
 */
export const claimMember = defineAction<ClaimMember>("member.claim", ({ snapshot, write }, { placeholder, member }) => {
  if (!snapshot.members.has(placeholder) || !snapshot.members.has(member)) return refuse("not-found")
  if (placeholder === member) return refuse("same-member")
  for (const item of snapshot.items.values()) {
    if (item.owner === placeholder) write.patch("items", item.id, { owner: member })
    for (const field of ["assignees", "watchers"] as const) {
      if (!item[field].includes(placeholder)) continue
      write.add("items", item.id, field, member)
      write.remove("items", item.id, field, placeholder)
    }
  }
  for (const check of snapshot.checks.values())
    if (check.assignee === placeholder) write.patch("checks", check.id, { assignee: member })
  for (const { id, resource } of snapshot.assignments.values())
    if (resource === placeholder) write.patch("assignments", id, { resource: member })
  for (const resource of snapshot.resources.values())
    if (resource.member === placeholder) write.patch("resources", resource.id, { member })
  // Importing again then means the member from the start, also on cards that are new in the file.
  if (snapshot.importBases.has(placeholder)) write.patch("importBases", placeholder, { values: { [ADOPTS]: member } })
})

/** Says in the workspace around the spaces who a placeholder is: the member takes its place in teams, and it goes to the trash. */
export const joinMember = defineAction<ClaimMember>(
  "member.join",
  ({ snapshot, write, me }, { placeholder, member }) => {
    if (!snapshot.members.has(placeholder) || !snapshot.members.has(member)) return refuse("not-found")
    if (placeholder === member) return refuse("same-member")
    for (const team of snapshot.teams.values()) {
      if (!team.members.includes(placeholder)) continue
      write.add("teams", team.id, "members", member)
      write.remove("teams", team.id, "members", placeholder)
    }
    for (const absence of snapshot.absences.values())
      if (absence.member === placeholder) write.patch("absences", absence.id, { member })
    write.trash("members", placeholder, me)
  },
)

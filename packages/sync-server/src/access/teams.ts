import type { AccessTeam } from "@weft/model/wire/api"
import { enterAsAdmin, type AccessWorld } from "./access-world.ts"
import { deny, isDenial, type Denial } from "./denial.ts"
import { MEMBERS } from "./space-rights.ts"
import type { WorkspaceState } from "./workspace-state.ts"

/** The most teams in a workspace. */
const MAX_TEAMS = 1_000

/** Why a team cannot be as it is asked for, or null where it can. */
function whyNotPutTeam({ members, teams }: WorkspaceState, { id, persons }: AccessTeam): Denial | null {
  // Rights are given to a name that is one or the other.
  if (id === MEMBERS || members.has(id)) return deny("already-there", "team")
  if (!teams.has(id) && teams.size >= MAX_TEAMS) return deny("too-large", "teams")
  const stranger = persons.findIndex(person => !members.has(person))
  return stranger < 0 ? null : deny("not-found", `persons[${stranger}]`)
}

/** Makes a team, or makes it what is said here. For owners and admins. */
export function putTeam(world: AccessWorld, person: string, workspace: string, team: AccessTeam): Denial | null {
  const inside = enterAsAdmin(world, person, workspace)
  if (isDenial(inside)) return inside
  const denial = whyNotPutTeam(inside.state, team)
  if (denial !== null) return denial
  const about = { team: team.id, persons: team.persons.join(",") }
  const told = { concerns: null, at: world.clock.now(), by: person, did: "team-set", about }
  world.tables.change(workspace, told, writer => writer.putTeam(workspace, team))
  return null
}

/** Takes a team away, and what it was given. For owners and admins. */
export function removeTeam(world: AccessWorld, person: string, workspace: string, team: string): Denial | null {
  const inside = enterAsAdmin(world, person, workspace)
  if (isDenial(inside)) return inside
  if (!inside.state.teams.has(team)) return deny("not-found", "team")
  const told = { concerns: null, at: world.clock.now(), by: person, did: "team-removed", about: { team } }
  world.tables.change(workspace, told, writer => writer.removeTeam(workspace, team))
  return null
}

import { isAtLeast, spaceRight, type SpaceRight } from "@weft/model/wire/rights"
import { enter, type AccessWorld } from "./access-world.ts"
import { deny, isDenial, type Denial } from "./denial.ts"
import { standingOf } from "./standing.ts"
import type { GrantSubject, TableWriter } from "./table-writer.ts"
import { USUAL_MEMBERS_RIGHT, type WorkspaceState } from "./workspace-state.ts"

/** The subject that stands for everybody in the workspace who is no guest. */
export const MEMBERS = "members"

/** The most spaces in a workspace: where somebody stands in each has to fit into one frame. */
export const MAX_SPACES = 5_000

/** Whether somebody manages a space; a space that nobody has begun is whose who may begin it. */
export function managesSpace(state: WorkspaceState, person: string, space: string): boolean {
  const standing = standingOf(state, person)
  return standing !== null && isAtLeast(spaceRight(standing, space), "manage")
}

/**
 * Notes that somebody begins a space: they manage it from then on. Nothing
 * happens where it has begun already, or where they may not. Throws where the
 * disk does not take it, or the workspace has as many spaces as one may have.
 */
export function beginSpace(
  { tables, clock }: Pick<AccessWorld, "tables" | "clock">,
  person: string,
  workspace: string,
  space: string,
): void {
  const state = tables.state(workspace)
  if (state === null || state.spaces.has(space) || !managesSpace(state, person, space)) return
  if (state.spaces.size >= MAX_SPACES) throw new Error(`a workspace has at most ${MAX_SPACES} spaces`)
  const told = { concerns: null, at: clock.now(), by: person, did: "space-begun", about: { space } }
  tables.change(workspace, told, writer => registerSpace(writer, workspace, space, person))
}

/**
 * Sets what everybody (`members`), a person or a team may do in a space, for
 * who manages it. `null` takes a person's or a team's own right away, as
 * `none` does: what they have by other ways stays.
 */
export function setSpaceRight(
  world: AccessWorld,
  person: string,
  workspace: string,
  space: string,
  subject: string,
  right: SpaceRight | null,
): Denial | null {
  const inside = enter(world, person, workspace)
  if (isDenial(inside)) return inside
  const { state } = inside
  if (!managesSpace(state, person, space)) return deny("forbidden", "who manages the space gives rights to it")
  const whom = subjectOf(state, subject)
  if (whom === null) return deny("not-found", "subject")
  if (whom === MEMBERS && right === null) return deny("bad-request", "right: members have one, be it none")
  if (!state.spaces.has(space) && state.spaces.size >= MAX_SPACES) return deny("too-large", "spaces")
  const about = { space, subject, right: right ?? "none" }
  const concerns = whom !== MEMBERS && whom.kind === "person" ? whom.id : null
  const told = { concerns, at: world.clock.now(), by: person, did: "right-set", about }
  world.tables.change(workspace, told, writer => {
    if (!state.spaces.has(space)) registerSpace(writer, workspace, space, person)
    if (whom === MEMBERS) writer.setMembersRight(workspace, space, right ?? "none")
    else writer.grant(workspace, space, whom, right ?? "none")
  })
  return null
}

function registerSpace(writer: TableWriter, workspace: string, space: string, person: string): void {
  writer.addSpace(workspace, space, USUAL_MEMBERS_RIGHT, person)
  writer.grant(workspace, space, { kind: "person", id: person }, "manage")
}

function subjectOf({ members, teams }: WorkspaceState, subject: string): typeof MEMBERS | GrantSubject | null {
  if (subject === MEMBERS) return MEMBERS
  if (members.has(subject)) return { kind: "person", id: subject }
  return teams.has(subject) ? { kind: "team", id: subject } : null
}

import type { MyWorkspace, NewWorkspace } from "@weft/model/wire/api"
import { enterAsAdmin, type AccessWorld } from "./access-world.ts"
import { deny, isDenial, type Denial } from "./denial.ts"
import type { MemberState, WorkspaceState } from "./workspace-state.ts"

/**
 * Makes a workspace of this relay's out of one that somebody began on their own
 * device; they are its owner. Twice is once. Denied with `already-there` where
 * the workspace is one that they are no member of.
 */
export function shareWorkspace(world: AccessWorld, person: string, own: NewWorkspace): MyWorkspace | Denial {
  const { tables, clock } = world
  const standing = tables.state(own.id)
  if (standing !== null) {
    const me = standing.members.get(person)
    return me === undefined ? deny("already-there", "workspace") : myWorkspace(standing, me)
  }
  const at = clock.now()
  const name = world.accounts.person(person)?.name ?? ""
  const founder: MemberState = { person, member: own.member, name, role: "owner", joinedAt: at }
  const about = { person, member: own.member }
  tables.change(own.id, { concerns: null, at, by: person, did: "workspace-shared", about }, writer => {
    writer.addWorkspace(own.id, own.name, at)
    writer.addMember(own.id, founder)
    tables.peopleDue.add(own.id, own.member, name, true)
  })
  return { id: own.id, name: own.name, role: founder.role, member: founder.member }
}

/** Names a workspace anew, for owners and admins. */
export function renameWorkspace(world: AccessWorld, person: string, workspace: string, name: string): Denial | null {
  const inside = enterAsAdmin(world, person, workspace)
  if (isDenial(inside)) return inside
  if (inside.state.name === name) return null
  const deed = { at: world.clock.now(), by: person, did: "workspace-renamed", about: {} }
  world.tables.change(workspace, { concerns: null, ...deed }, writer => writer.renameWorkspace(workspace, name))
  return null
}

/** A workspace as one of its members has it in their list. */
export function myWorkspace({ id, name }: WorkspaceState, { role, member }: MemberState): MyWorkspace {
  return { id, name, role, member }
}

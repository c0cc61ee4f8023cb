import { isAdmin, type Role } from "@weft/model/wire/rights"
import { enter, type AccessWorld, type Inside } from "./access-world.ts"
import { deny, isDenial, type Denial } from "./denial.ts"
import type { MemberState, WorkspaceState } from "./workspace-state.ts"

/** Whether a workspace would be without an owner if somebody were none. */
function isLastOwner({ members }: WorkspaceState, person: string): boolean {
  const owners = [...members.values()].filter(({ role }) => role === "owner")
  return owners.length === 1 && owners[0]?.person === person
}

/** Why somebody may not give a member a role, or null where they may. */
function whyNotChangeRole({ state, me }: Inside, other: MemberState, role: Role): Denial | null {
  if (!isAdmin(me.role)) return deny("forbidden", "only owners and admins give roles")
  if (me.role !== "owner" && (other.role === "owner" || role === "owner"))
    return deny("forbidden", "only owners make owners and take them back")
  return role !== "owner" && isLastOwner(state, other.person) ? deny("last-owner", "role") : null
}

/** Why somebody may not take a member out, or null where they may. Everybody may go. */
function whyNotRemove({ state, me }: Inside, other: MemberState): Denial | null {
  if (me.person !== other.person) {
    if (!isAdmin(me.role)) return deny("forbidden", "only owners and admins remove others")
    if (me.role !== "owner" && other.role === "owner") return deny("forbidden", "only owners remove owners")
  }
  return isLastOwner(state, other.person) ? deny("last-owner", "person") : null
}

/** Why somebody may not name a member anew, or null where they may. */
function whyNotRename({ me }: Inside, other: MemberState): Denial | null {
  if (me.person === other.person || me.role === "owner") return null
  return isAdmin(me.role) && other.role !== "owner" ? null : deny("forbidden", "somebody else's name")
}

export function changeRole(
  world: AccessWorld,
  person: string,
  workspace: string,
  other: string,
  role: Role,
): Denial | null {
  const found = findOther(world, person, workspace, other)
  if (isDenial(found)) return found
  const denial = whyNotChangeRole(found, found.other, role)
  if (denial !== null || found.other.role === role) return denial
  const about = { person: other, from: found.other.role, to: role }
  const told = { concerns: other, at: world.clock.now(), by: person, did: "role-changed", about }
  world.tables.change(workspace, told, writer => writer.setRole(workspace, other, role))
  return null
}

export function renameMember(
  world: AccessWorld,
  person: string,
  workspace: string,
  other: string,
  name: string,
): Denial | null {
  const found = findOther(world, person, workspace, other)
  if (isDenial(found)) return found
  const denial = whyNotRename(found, found.other)
  if (denial !== null || found.other.name === name) return denial
  const told = { concerns: other, at: world.clock.now(), by: person, did: "member-renamed", about: { person: other } }
  world.tables.change(workspace, told, writer => {
    writer.setName(workspace, other, name)
    world.tables.peopleDue.add(workspace, found.other.member, name, true)
  })
  return null
}

/** Takes a member out, or lets them go; what names them goes on doing so. */
export function removeMember(world: AccessWorld, person: string, workspace: string, other: string): Denial | null {
  const found = findOther(world, person, workspace, other)
  if (isDenial(found)) return found
  const denial = whyNotRemove(found, found.other)
  if (denial !== null) return denial
  takeOut(world, person, workspace, found.other, found.other.name)
  return null
}

/** The workspace that would be left to others without an owner if somebody's account went, or null where none would. */
export function whyNotForget({ tables }: AccessWorld, person: string): string | null {
  const left = tables.workspacesOf(person).find(workspace => {
    const state = tables.state(workspace)
    return state !== null && state.members.size > 1 && isLastOwner(state, person)
  })
  return left ?? null
}

/**
 * Takes somebody whose account goes out of every workspace, and their name and
 * address out of all that is kept and shown. Again is as once.
 */
export function forgetPerson(world: AccessWorld, person: string): void {
  const mail = world.accounts.person(person)?.mail ?? ""
  if (mail !== "") world.tables.invitations.forgetMail(mail)
  for (const workspace of world.tables.workspacesOf(person)) {
    const me = world.tables.state(workspace)?.members.get(person)
    if (me !== undefined) takeOut(world, person, workspace, me, "")
  }
}

function takeOut(world: AccessWorld, by: string, workspace: string, other: MemberState, nameLeft: string): void {
  const { person, member } = other
  const did = by === person ? "member-left" : "member-removed"
  const told = { concerns: person, at: world.clock.now(), by, did, about: { person, member } }
  world.tables.change(workspace, told, writer => {
    writer.removeMember(workspace, person, member)
    world.tables.peopleDue.add(workspace, member, nameLeft, false)
  })
}

function findOther(
  world: AccessWorld,
  person: string,
  workspace: string,
  other: string,
): (Inside & { readonly other: MemberState }) | Denial {
  const inside = enter(world, person, workspace)
  if (isDenial(inside)) return inside
  const found = inside.state.members.get(other)
  return found === undefined ? deny("not-found", "person") : { ...inside, other: found }
}

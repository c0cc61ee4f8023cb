import type { AuditPage, MyWorkspace, Reason, Roster, RosterMember, RosterSpace } from "@weft/model/wire/api"
import { parseDocumentName } from "@weft/model/wire/document-name"
import { documentRight, isAdmin, isAtLeast, spaceOf, spaceRight, type Standing } from "@weft/model/wire/rights"
import { enter, enterAsAdmin, type AccessWorld, type Inside } from "./access-world.ts"
import { deny, isDenial, type Denial } from "./denial.ts"
import { managesSpace } from "./space-rights.ts"
import { sourcesOf, standingOf } from "./standing.ts"
import type { SpaceState } from "./workspace-state.ts"
import { myWorkspace } from "./workspaces.ts"

/** The workspaces that somebody is in. */
export function workspacesOf({ tables }: AccessWorld, person: string): readonly MyWorkspace[] {
  return tables.workspacesOf(person).flatMap(workspace => {
    const state = tables.state(workspace)
    const me = state?.members.get(person)
    return state === null || me === undefined ? [] : [myWorkspace(state, me)]
  })
}

/**
 * Who is in a workspace and what they may do there, as far as it is this
 * person's business: a guest learns of themselves, and nobody but owners and
 * admins of a space that they may not open.
 */
export function rosterFor(world: AccessWorld, person: string, workspace: string): Roster | Denial {
  const inside = enter(world, person, workspace)
  if (isDenial(inside)) return inside
  const { state, me } = inside
  const isGuest = me.role === "guest"
  const members = isGuest ? [me] : [...state.members.values()]
  const seen = world.tables.seen(workspace)
  return {
    workspace: myWorkspace(state, me),
    members: members.map(({ person: id, member, name, role, joinedAt }): RosterMember => {
      const mail = world.accounts.person(id)?.mail ?? ""
      return { person: id, member, name, mail, role, joinedAt, seenAt: seen.get(id) ?? null }
    }),
    teams: isGuest ? [] : [...state.teams.values()],
    spaces: spacesFor(inside),
    invitations: isAdmin(me.role) ? openInvitations(world, workspace) : [],
    links: isAdmin(me.role) ? openLinks(world, workspace) : [],
  }
}

/** All that is kept here of somebody, for themselves. */
export function keptOf(world: AccessWorld, person: string): readonly object[] {
  return world.tables.workspacesOf(person).flatMap(workspace => {
    const state = world.tables.state(workspace)
    const me = state?.members.get(person)
    if (state === null || me === undefined) return []
    const teams = [...state.teams.values()].filter(({ persons }) => persons.includes(person)).map(({ name }) => name)
    const seenAt = world.tables.seen(workspace).get(person) ?? null
    return [{ workspace, workspaceName: state.name, ...me, seenAt, teams, standing: standingOf(state, person) }]
  })
}

/**
 * Why somebody may do what with a document. For themselves, owners and admins,
 * and who manages the space; the last learn of that space alone.
 */
export function whyFor(
  world: AccessWorld,
  person: string,
  workspace: string,
  about: string,
  document: string,
): Reason | Denial {
  const inside = enter(world, person, workspace)
  if (isDenial(inside)) return inside
  const { state, me } = inside
  const address = parseDocumentName(document)
  if (address === null || address.workspace !== workspace) return deny("bad-request", "document")
  const space = spaceOf(address)
  const mayKnowAll = about === person || isAdmin(me.role)
  if (!mayKnowAll && !(space !== null && managesSpace(state, person, space)))
    return deny("forbidden", "somebody else's rights")
  const standing = standingOf(state, about)
  return {
    ...documentRight(standing, address),
    standing: standing === null || mayKnowAll ? standing : onlyIn(standing, space),
    sources: space === null ? [] : sourcesOf(state, about, space),
  }
}

/** A page of what was done, for owners and admins; that they read it is told there too. */
export function readAudit(world: AccessWorld, person: string, workspace: string, after: number): AuditPage | Denial {
  const inside = enterAsAdmin(world, person, workspace)
  if (isDenial(inside)) return inside
  const page = world.tables.auditPage(workspace, after)
  world.tables.note(workspace, { at: world.clock.now(), by: person, did: "audit-read", about: { after } })
  return page
}

function spacesFor({ state, me }: Inside): readonly RosterSpace[] {
  const standing = standingOf(state, me.person)
  const mayOpen = (space: string) => standing !== null && isAtLeast(spaceRight(standing, space), "read")
  return [...state.spaces.values()]
    .filter(({ id }) => mayOpen(id))
    .map(space => (me.role === "guest" ? forGuest(space, me.person) : forMember(space)))
}

function forMember({ id, members, persons, teams }: SpaceState): RosterSpace {
  const byPerson = [...persons].map(([person, right]) => ({ subject: { person }, right }))
  const byTeam = [...teams].map(([team, right]) => ({ subject: { team }, right }))
  return { id, members, grants: [...byPerson, ...byTeam] }
}

function forGuest(space: SpaceState, person: string): RosterSpace {
  const right = space.persons.get(person)
  return { ...forMember(space), grants: right === undefined ? [] : [{ subject: { person }, right }] }
}

function onlyIn(standing: Standing, space: string | null): Standing {
  return { ...standing, spaces: Object.fromEntries(Object.entries(standing.spaces).filter(([id]) => id === space)) }
}

function openInvitations({ tables, clock }: AccessWorld, workspace: string): Roster["invitations"] {
  return tables.invitations.open(workspace, clock.now()).map(asTold)
}

function openLinks({ tables, clock }: AccessWorld, workspace: string): Roster["links"] {
  return tables.liveLinks.open(workspace, clock.now()).map(asTold)
}

/** Without what only the relay asks. */
function asTold<Stored extends { readonly workspace: string; readonly isWithdrawn: boolean }>(
  stored: Stored,
): Omit<Stored, "workspace" | "isWithdrawn"> {
  const { workspace: _, isWithdrawn: __, ...told } = stored
  return told
}

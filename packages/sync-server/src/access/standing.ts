import type { RightSource } from "@weft/model/wire/api"
import type { DocumentAddress } from "@weft/model/wire/document-name"
import { DOCUMENT_RIGHTS, isAdmin, spaceOf, SPACE_RIGHTS, type DocumentRight } from "@weft/model/wire/rights"
import type { SpaceRight, Standing } from "@weft/model/wire/rights"
import type { Scope } from "./access.ts"
import type { WorkspaceState } from "./workspace-state.ts"

/** Where somebody stands in a workspace; null for a stranger. */
export function standingOf(state: WorkspaceState, person: string): Standing | null {
  const me = state.members.get(person)
  if (me === undefined) return null
  const rights = [...state.spaces.keys()].map(space => [space, greatestOf(sourcesOf(state, person, space))] as const)
  return { role: me.role, member: me.member, spaces: Object.fromEntries(rights) }
}

/** Where somebody's right in a space comes from, the mightiest first; nothing for a stranger or an unknown space. */
export function sourcesOf(state: WorkspaceState, person: string, space: string): readonly RightSource[] {
  const [me, rights] = [state.members.get(person), state.spaces.get(space)]
  if (me === undefined) return []
  const sources: RightSource[] = isAdmin(me.role) ? [{ from: "role", role: me.role }] : []
  if (rights === undefined) return sources
  if (me.role !== "guest") sources.push({ from: "members", right: rights.members })
  const own = rights.persons.get(person)
  if (own !== undefined) sources.push({ from: "person", right: own })
  for (const [team, right] of rights.teams) {
    const { name = "", persons = [] } = state.teams.get(team) ?? {}
    if (persons.includes(person)) sources.push({ from: "team", team, name, right })
  }
  return sources.sort((left, right) => SPACE_RIGHTS.indexOf(rightBy(right)) - SPACE_RIGHTS.indexOf(rightBy(left)))
}

/** What is left of a right to a document for whoever comes with a token of this scope. */
export function withinScope(right: DocumentRight, scope: Scope | null, address: DocumentAddress): DocumentRight {
  if (scope === null) return right
  const space = spaceOf(address)
  const isInside = scope.spaces === null || (space !== null && scope.spaces.includes(space))
  if (address.workspace !== scope.workspace || !isInside) return "none"
  return DOCUMENT_RIGHTS[right] < DOCUMENT_RIGHTS[scope.right] ? right : scope.right
}

/** What a token of this scope lets one know of where its person stands. */
export function standingWithin(standing: Standing, scope: Scope | null): Standing {
  if (scope === null || scope.spaces === null) return standing
  const inside = Object.entries(standing.spaces).filter(([space]) => scope.spaces?.includes(space))
  return { ...standing, spaces: Object.fromEntries(inside) }
}

function greatestOf([first]: readonly RightSource[]): SpaceRight {
  return first === undefined ? "none" : rightBy(first)
}

/** Only owners and admins have a right by role, and they manage. */
function rightBy(source: RightSource): SpaceRight {
  return source.from === "role" ? "manage" : source.right
}

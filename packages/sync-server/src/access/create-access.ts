import { documentRight, spaceOf, type Standing } from "@weft/model/wire/rights"
import type { Clock } from "../ports.ts"
import type { AccessTables } from "./access-tables.ts"
import type { Access, Identity } from "./access.ts"
import type { Accounts } from "./accounts.ts"
import type { Seen } from "./seen.ts"
import { beginSpace } from "./space-rights.ts"
import { standingOf, standingWithin, withinScope } from "./standing.ts"
import type { WorkspaceState } from "./workspace-state.ts"

export interface AccessOptions {
  readonly tables: AccessTables
  readonly accounts: Accounts
  readonly clock: Clock
  readonly seen: Seen
}

/** Who may open which document, by accounts and memberships. */
export function createAccess({ tables, accounts, clock, seen }: AccessOptions): Access {
  // A state never changes, so neither does what follows from it.
  const standings = new WeakMap<WorkspaceState, Map<string, Standing | null>>()

  function standing({ person, scope }: Identity, workspace: string): Standing | null {
    const state = scope === null || scope.workspace === workspace ? tables.state(workspace) : null
    if (state === null) return null
    const known = standings.get(state) ?? new Map<string, Standing | null>()
    standings.set(state, known)
    let found = known.get(person)
    if (found === undefined) {
      found = standingOf(state, person)
      if (found !== null) known.set(person, found)
    }
    return found
  }

  return {
    identify: pass => accounts.identify(pass),
    identifyRequest: request => accounts.identifyRequest(request),
    holds: identity => accounts.holds(identity),
    rightTo(identity, address) {
      const { right } = documentRight(standing(identity, address.workspace), address)
      return withinScope(right, identity.scope, address)
    },
    standing(identity, workspace) {
      const whole = standing(identity, workspace)
      return whole && standingWithin(whole, identity.scope)
    },
    aboutToWrite({ person }, address) {
      seen.note(address.workspace, person)
      const space = spaceOf(address)
      if (space !== null) beginSpace({ tables, clock }, person, address.workspace, space)
    },
    leastSchema: () => tables.leastSchema(),
    watch(changed) {
      const stops = [tables.watch(changed), accounts.watch(person => changed({ workspace: null, person }))]
      return () => stops.forEach(stop => stop())
    },
  }
}

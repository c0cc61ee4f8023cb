import type { Random } from "@weft/model/base/random"
import { isAdmin } from "@weft/model/wire/rights"
import type { Clock } from "../ports.ts"
import type { AccessTables } from "./access-tables.ts"
import type { Accounts } from "./accounts.ts"
import { deny, type Denial } from "./denial.ts"
import type { MemberState, WorkspaceState } from "./workspace-state.ts"

/** What commands over memberships and rights work on. */
export interface AccessWorld {
  readonly tables: AccessTables
  readonly accounts: Pick<Accounts, "person">
  readonly clock: Clock
  /** A source that nobody can guess. */
  readonly random: Random
  /** Returns a fresh secret of at least 128 bits, out of `[0-9A-Za-z_-]`. */
  readonly createSecret: () => string
}

/** A workspace as a member of it finds it. */
export interface Inside {
  readonly state: WorkspaceState
  readonly me: MemberState
}

/** The workspace for a member. Strangers are not even told whether there is one. */
export function enter({ tables }: AccessWorld, person: string, workspace: string): Inside | Denial {
  const state = tables.state(workspace)
  const me = state?.members.get(person)
  return state === null || me === undefined ? deny("not-found", "workspace") : { state, me }
}

/** The workspace for an owner or admin. */
export function enterAsAdmin(world: AccessWorld, person: string, workspace: string): Inside | Denial {
  const inside = enter(world, person, workspace)
  return "denied" in inside || isAdmin(inside.me.role) ? inside : deny("forbidden", "owners and admins only")
}

import type { AccessTeam } from "@weft/model/wire/api"
import type { Role, SpaceRight } from "@weft/model/wire/rights"

/** What a member may do in a space until somebody says otherwise. */
export const USUAL_MEMBERS_RIGHT: SpaceRight = "write"

/** Who is in a workspace and what was granted there, as it stands on disk. Every rule reads this and nothing else. */
export interface WorkspaceState {
  readonly id: string
  readonly name: string
  /** By person. */
  readonly members: ReadonlyMap<string, MemberState>
  readonly teams: ReadonlyMap<string, AccessTeam>
  readonly spaces: ReadonlyMap<string, SpaceState>
  /** Whose record in `people` is or was whose, by member; it is nobody else's for good. */
  readonly owners: ReadonlyMap<string, string>
}

export interface MemberState {
  readonly person: string
  /** Their record in `people`. */
  readonly member: string
  readonly name: string
  readonly role: Role
  readonly joinedAt: number
}

export interface SpaceState {
  readonly id: string
  /** What everybody who is no guest may do. */
  readonly members: SpaceRight
  readonly persons: ReadonlyMap<string, SpaceRight>
  readonly teams: ReadonlyMap<string, SpaceRight>
}

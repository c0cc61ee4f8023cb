import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { AccessTeam } from "@weft/model/wire/api"
import type { Role, SpaceRight } from "@weft/model/wire/rights"
import type { MemberState, SpaceState, WorkspaceState } from "./workspace-state.ts"

interface MemberRow {
  readonly person: string
  readonly member: string
  readonly name: string
  readonly role: Role
  readonly joined: number
}

interface GrantRow {
  readonly space: string
  readonly kind: "person" | "team"
  readonly subject: string
  readonly space_right: SpaceRight
}

/** Reads what the tables say of a workspace. Roles and rights are read as they were written: nobody else writes the file. */
export class TableReader {
  readonly #workspace: StatementSync
  readonly #members: StatementSync
  readonly #former: StatementSync
  readonly #teams: StatementSync
  readonly #teamMembers: StatementSync
  readonly #spaces: StatementSync
  readonly #grants: StatementSync
  readonly #workspacesOf: StatementSync
  readonly #seen: StatementSync
  readonly #leastSchema: StatementSync

  constructor(database: DatabaseSync) {
    this.#workspace = database.prepare("SELECT name FROM workspaces WHERE id = ?")
    this.#members = database.prepare(
      "SELECT person, member, name, role, joined FROM members WHERE workspace = ? ORDER BY joined, person",
    )
    this.#former = database.prepare("SELECT member, person FROM former_members WHERE workspace = ?")
    this.#teams = database.prepare("SELECT id, name FROM teams WHERE workspace = ? ORDER BY id")
    this.#teamMembers = database.prepare("SELECT team, person FROM team_members WHERE workspace = ? ORDER BY person")
    this.#spaces = database.prepare("SELECT id, members_right FROM spaces WHERE workspace = ? ORDER BY id")
    this.#grants = database.prepare(
      "SELECT space, kind, subject, space_right FROM grants WHERE workspace = ? ORDER BY subject",
    )
    this.#workspacesOf = database.prepare("SELECT workspace FROM members WHERE person = ? ORDER BY joined, workspace")
    this.#seen = database.prepare("SELECT person, seen FROM members WHERE workspace = ? AND seen IS NOT NULL")
    this.#leastSchema = database.prepare("SELECT max(least_schema) AS least FROM workspaces")
  }

  state(id: string): WorkspaceState | null {
    const workspace = this.#workspace.get(id) as { name: string } | undefined
    if (workspace === undefined) return null
    const members = rowsOf<MemberRow>(this.#members, id).map(row => [row.person, memberOf(row)] as const)
    const former = rowsOf<{ member: string; person: string }>(this.#former, id)
    const owners = new Map(former.map(({ member, person }) => [member, person]))
    for (const [person, { member }] of members) owners.set(member, person)
    return { id, ...workspace, members: new Map(members), teams: this.#teamsOf(id), spaces: this.#spacesOf(id), owners }
  }

  workspacesOf(person: string): readonly string[] {
    return rowsOf<{ workspace: string }>(this.#workspacesOf, person).map(({ workspace }) => workspace)
  }

  seen(workspace: string): ReadonlyMap<string, number> {
    return new Map(rowsOf<{ person: string; seen: number }>(this.#seen, workspace).map(row => [row.person, row.seen]))
  }

  leastSchema(): number {
    return (this.#leastSchema.get() as { least: number | null }).least ?? 0
  }

  #teamsOf(workspace: string): ReadonlyMap<string, AccessTeam> {
    const persons = new Map<string, string[]>()
    for (const { team, person } of rowsOf<{ team: string; person: string }>(this.#teamMembers, workspace))
      persons.set(team, [...(persons.get(team) ?? []), person])
    const teams = rowsOf<{ id: string; name: string }>(this.#teams, workspace)
    return new Map(teams.map(({ id, name }) => [id, { id, name, persons: persons.get(id) ?? [] }]))
  }

  #spacesOf(workspace: string): ReadonlyMap<string, SpaceState> {
    const grants = new Map<string, { person: Map<string, SpaceRight>; team: Map<string, SpaceRight> }>()
    const spaces = new Map<string, SpaceState>()
    for (const { id, members_right } of rowsOf<{ id: string; members_right: SpaceRight }>(this.#spaces, workspace)) {
      const own = { person: new Map<string, SpaceRight>(), team: new Map<string, SpaceRight>() }
      grants.set(id, own)
      spaces.set(id, { id, members: members_right, persons: own.person, teams: own.team })
    }
    for (const { space, kind, subject, space_right } of rowsOf<GrantRow>(this.#grants, workspace))
      grants.get(space)?.[kind].set(subject, space_right)
    return spaces
  }
}

function rowsOf<Row>(statement: StatementSync, parameter: string): Row[] {
  return statement.all(parameter) as unknown as Row[]
}

function memberOf({ joined, ...row }: MemberRow): MemberState {
  return { ...row, joinedAt: joined }
}

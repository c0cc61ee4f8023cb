import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { AccessTeam } from "@weft/model/wire/api"
import type { Role, SpaceRight } from "@weft/model/wire/rights"
import type { MemberState } from "./workspace-state.ts"

/** Who is given a right in a space by name. */
export interface GrantSubject {
  readonly kind: "person" | "team"
  readonly id: string
}

/** Writes into the tables of one workspace or another. */
export class TableWriter {
  readonly #statements

  constructor(database: DatabaseSync) {
    this.#statements = prepareAll(database, {
      addWorkspace: "INSERT INTO workspaces (id, name, least_schema, founded) VALUES (?, ?, 0, ?)",
      rename: "UPDATE workspaces SET name = ? WHERE id = ?",
      addMember: `INSERT INTO members (workspace, person, member, name, role, joined, seen)
        VALUES (?, ?, ?, ?, ?, ?, NULL)`,
      setRole: "UPDATE members SET role = ? WHERE workspace = ? AND person = ?",
      setName: "UPDATE members SET name = ? WHERE workspace = ? AND person = ?",
      setSeen: "UPDATE members SET seen = ? WHERE workspace = ? AND person = ?",
      removeMember: "DELETE FROM members WHERE workspace = ? AND person = ?",
      keepFormer: "INSERT OR REPLACE INTO former_members (workspace, member, person) VALUES (?, ?, ?)",
      leaveTeams: "DELETE FROM team_members WHERE workspace = ? AND person = ?",
      dropGrantsOf: "DELETE FROM grants WHERE workspace = ? AND kind = ? AND subject = ?",
      putTeam: "INSERT OR REPLACE INTO teams (workspace, id, name) VALUES (?, ?, ?)",
      removeTeam: "DELETE FROM teams WHERE workspace = ? AND id = ?",
      emptyTeam: "DELETE FROM team_members WHERE workspace = ? AND team = ?",
      addToTeam: "INSERT OR IGNORE INTO team_members (workspace, team, person) VALUES (?, ?, ?)",
      addSpace: "INSERT OR IGNORE INTO spaces (workspace, id, members_right, created_by) VALUES (?, ?, ?, ?)",
      setMembersRight: "UPDATE spaces SET members_right = ? WHERE workspace = ? AND id = ?",
      grant: "INSERT OR REPLACE INTO grants (workspace, space, kind, subject, space_right) VALUES (?, ?, ?, ?, ?)",
      dropGrant: "DELETE FROM grants WHERE workspace = ? AND space = ? AND kind = ? AND subject = ?",
    })
  }

  addWorkspace(id: string, name: string, at: number): void {
    this.#statements.addWorkspace.run(id, name, at)
  }

  renameWorkspace(id: string, name: string): void {
    this.#statements.rename.run(name, id)
  }

  addMember(workspace: string, { person, member, name, role, joinedAt }: MemberState): void {
    this.#statements.addMember.run(workspace, person, member, name, role, joinedAt)
  }

  setRole(workspace: string, person: string, role: Role): void {
    this.#statements.setRole.run(role, workspace, person)
  }

  setName(workspace: string, person: string, name: string): void {
    this.#statements.setName.run(name, workspace, person)
  }

  setSeen(workspace: string, person: string, at: number): void {
    this.#statements.setSeen.run(at, workspace, person)
  }

  /** Takes somebody out with all that they were given; their record stays theirs. */
  removeMember(workspace: string, person: string, member: string): void {
    this.#statements.removeMember.run(workspace, person)
    this.#statements.leaveTeams.run(workspace, person)
    this.#statements.dropGrantsOf.run(workspace, "person", person)
    this.#statements.keepFormer.run(workspace, member, person)
  }

  putTeam(workspace: string, { id, name, persons }: AccessTeam): void {
    this.#statements.putTeam.run(workspace, id, name)
    this.#statements.emptyTeam.run(workspace, id)
    for (const person of persons) this.#statements.addToTeam.run(workspace, id, person)
  }

  /** Takes a team away with all that it was given. */
  removeTeam(workspace: string, team: string): void {
    this.#statements.removeTeam.run(workspace, team)
    this.#statements.emptyTeam.run(workspace, team)
    this.#statements.dropGrantsOf.run(workspace, "team", team)
  }

  addSpace(workspace: string, space: string, membersRight: SpaceRight, by: string): void {
    this.#statements.addSpace.run(workspace, space, membersRight, by)
  }

  setMembersRight(workspace: string, space: string, right: SpaceRight): void {
    this.#statements.setMembersRight.run(right, workspace, space)
  }

  /** Sets what somebody is given in a space; `none` takes it away, and what they have by other ways stays. */
  grant(workspace: string, space: string, { kind, id }: GrantSubject, right: SpaceRight): void {
    if (right === "none") this.#statements.dropGrant.run(workspace, space, kind, id)
    else this.#statements.grant.run(workspace, space, kind, id, right)
  }
}

function prepareAll<Name extends string>(database: DatabaseSync, statements: Readonly<Record<Name, string>>) {
  const entries = Object.entries<string>(statements).map(([name, sql]) => [name, database.prepare(sql)])
  return Object.fromEntries(entries) as Readonly<Record<Name, StatementSync>>
}

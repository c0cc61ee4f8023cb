import type { DatabaseSync } from "node:sqlite"

/**
 * The tables of memberships and rights, one step after the other; the file's
 * `user_version` counts the steps that it has had. A step that has shipped is
 * never changed.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE workspaces (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, least_schema INTEGER NOT NULL, founded INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE members (
    workspace TEXT NOT NULL, person TEXT NOT NULL, member TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    joined INTEGER NOT NULL, seen INTEGER, PRIMARY KEY (workspace, person), UNIQUE (workspace, member)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX members_by_person ON members (person);
  -- Records that were somebody's. Nobody else may become them: what is personal is theirs for good.
  CREATE TABLE former_members (
    workspace TEXT NOT NULL, member TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (workspace, member)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE teams (
    workspace TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (workspace, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE team_members (
    workspace TEXT NOT NULL, team TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (workspace, team, person)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE spaces (
    workspace TEXT NOT NULL, id TEXT NOT NULL, members_right TEXT NOT NULL, created_by TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE grants (
    workspace TEXT NOT NULL, space TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, space_right TEXT NOT NULL,
    PRIMARY KEY (workspace, space, kind, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE invitations (
    id TEXT PRIMARY KEY, workspace TEXT NOT NULL, secret_hash BLOB NOT NULL UNIQUE, role TEXT NOT NULL, mail TEXT,
    member TEXT, spaces TEXT NOT NULL, ends_at INTEGER NOT NULL, uses INTEGER NOT NULL, used INTEGER NOT NULL,
    created_at INTEGER NOT NULL, created_by TEXT NOT NULL, withdrawn INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX invitations_by_workspace ON invitations (workspace);
  CREATE TABLE live_links (
    id TEXT PRIMARY KEY, workspace TEXT NOT NULL, secret_hash BLOB NOT NULL UNIQUE, space TEXT NOT NULL,
    name TEXT NOT NULL, board TEXT NOT NULL, fields TEXT NOT NULL, labels TEXT, ends_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL, created_by TEXT NOT NULL, opened INTEGER NOT NULL, withdrawn INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX live_links_by_workspace ON live_links (workspace);
  CREATE TABLE audit (
    workspace TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, did TEXT NOT NULL,
    about TEXT NOT NULL, link TEXT NOT NULL, PRIMARY KEY (workspace, number)
  ) STRICT, WITHOUT ROWID;
  -- How long each log is, so that one that was cut short shows it.
  CREATE TABLE audit_heads (
    workspace TEXT PRIMARY KEY, entries INTEGER NOT NULL, link TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- What the documents of people do not say yet.
  CREATE TABLE people_due (
    workspace TEXT NOT NULL, member TEXT NOT NULL, name TEXT NOT NULL, has_account INTEGER NOT NULL,
    number INTEGER NOT NULL, PRIMARY KEY (workspace, member)
  ) STRICT, WITHOUT ROWID;
  `,
]

/** Makes what commits reach the disk, and brings the tables into today's shape. Throws for a file of a newer Weft. */
export function prepareAccessTables(database: DatabaseSync): void {
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
  const { user_version: done } = database.prepare("PRAGMA user_version").get() as { user_version: number }
  if (done > STEPS.length)
    throw new Error("the memberships were written by a newer Weft; start that one, or restore a backup")
  if (done === STEPS.length) return
  database.exec("BEGIN IMMEDIATE")
  try {
    for (const step of STEPS.slice(done)) database.exec(step)
    database.exec(`PRAGMA user_version = ${STEPS.length}; COMMIT`)
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK")
    throw error
  }
}

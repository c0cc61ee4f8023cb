import { chmodSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

/** The file of the accounts in the data folder. */
export const ACCOUNTS_FILE = "accounts.sqlite"

/** The shape of the tables, counted in the file's `user_version`. */
const SHAPE = 1

/**
 * The first five are better-auth's, which names their columns and keeps times
 * as ISO 8601; a test asks it whether it misses any. The others are ours, with
 * times in milliseconds since 1970. What belongs to a person goes with them.
 */
const TABLES = `
  CREATE TABLE "user" (
    "id" text NOT NULL PRIMARY KEY, "name" text NOT NULL, "email" text NOT NULL UNIQUE,
    "emailVerified" integer NOT NULL, "image" text, "createdAt" date NOT NULL, "updatedAt" date NOT NULL
  );
  CREATE TABLE "session" (
    "id" text NOT NULL PRIMARY KEY, "expiresAt" date NOT NULL, "token" text NOT NULL UNIQUE,
    "createdAt" date NOT NULL, "updatedAt" date NOT NULL, "ipAddress" text, "userAgent" text,
    "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
  );
  CREATE TABLE "account" (
    "id" text NOT NULL PRIMARY KEY, "accountId" text NOT NULL, "providerId" text NOT NULL,
    "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date,
    "refreshTokenExpiresAt" date, "scope" text, "password" text, "createdAt" date NOT NULL, "updatedAt" date NOT NULL
  );
  CREATE TABLE "verification" (
    "id" text NOT NULL PRIMARY KEY, "identifier" text NOT NULL, "value" text NOT NULL, "expiresAt" date NOT NULL,
    "createdAt" date NOT NULL, "updatedAt" date NOT NULL
  );
  CREATE TABLE "passkey" (
    "id" text NOT NULL PRIMARY KEY, "name" text, "publicKey" text NOT NULL,
    "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE, "credentialID" text NOT NULL,
    "counter" integer NOT NULL, "deviceType" text NOT NULL, "backedUp" integer NOT NULL, "transports" text,
    "createdAt" date, "aaguid" text
  );
  CREATE INDEX "session_userId_idx" ON "session" ("userId");
  CREATE INDEX "account_userId_idx" ON "account" ("userId");
  CREATE INDEX "verification_identifier_idx" ON "verification" ("identifier");
  CREATE INDEX "passkey_userId_idx" ON "passkey" ("userId");
  CREATE INDEX "passkey_credentialID_idx" ON "passkey" ("credentialID");

  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE operator (person TEXT PRIMARY KEY REFERENCES "user" ("id") ON DELETE CASCADE) WITHOUT ROWID;
  CREATE TABLE api_token (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, workspace TEXT NOT NULL, spaces TEXT, right TEXT NOT NULL,
    created_at INTEGER NOT NULL, ends_at INTEGER, seen_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX api_token_person ON api_token (person);
`

/**
 * Opens the accounts in a folder, which is made if it is missing, and brings
 * their tables into shape. What is committed has reached the disk, and what is
 * deleted is overwritten. Throws for a file of a newer Weft. One relay has the
 * folder; see the lock of the log.
 */
export function openAccountsDatabase(folder: string): DatabaseSync {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, ACCOUNTS_FILE)
  const database = new DatabaseSync(file)
  try {
    // Hashes and keys are for the relay alone, whatever the folder allows.
    chmodSync(file, 0o600)
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
    prepareTables(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Runs what belongs together: all of it is on disk afterwards, or, where it throws, nothing. */
export function together<Value>(database: DatabaseSync, run: () => Value): Value {
  database.exec("BEGIN IMMEDIATE")
  try {
    const value = run()
    database.exec("COMMIT")
    return value
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK")
    throw error
  }
}

/** A text of the relay's own under a name; it is drawn when it is first asked for. */
export function keptText(database: DatabaseSync, name: string, draw: () => string): string {
  const known = database.prepare("SELECT value FROM meta WHERE name = ?").get(name) as { value: string } | undefined
  if (known !== undefined) return known.value
  const value = draw()
  database.prepare("INSERT INTO meta (name, value) VALUES (?, ?)").run(name, value)
  return value
}

function prepareTables(database: DatabaseSync): void {
  const { user_version: shape } = database.prepare("PRAGMA user_version").get() as { user_version: number }
  if (shape === SHAPE) return
  if (shape > SHAPE) throw new Error("the accounts were written by a newer Weft; start that one, or restore a backup")
  together(database, () => database.exec(`${TABLES}; PRAGMA user_version = ${SHAPE}`))
}

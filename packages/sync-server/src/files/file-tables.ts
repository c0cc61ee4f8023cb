import { DatabaseSync } from "node:sqlite"

const TABLES = `
  CREATE TABLE IF NOT EXISTS file (
    workspace TEXT NOT NULL, space TEXT NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL, type TEXT NOT NULL,
    person TEXT NOT NULL, at INTEGER NOT NULL, unused_since INTEGER, PRIMARY KEY (workspace, space, hash)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS file_by_hash ON file (hash);
  CREATE TABLE IF NOT EXISTS upload (
    id TEXT PRIMARY KEY, workspace TEXT NOT NULL, space TEXT NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL,
    person TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`

/** A file as one space has it. The same bytes in another space are a row of their own, and lie on disk once. */
export interface FileRow {
  readonly workspace: string
  readonly space: string
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
  readonly size: number
  /** What its first bytes say it is; never what somebody claimed. */
  readonly type: string
  readonly person: string
  readonly at: number
}

/** A file of which some bytes may be here. */
export interface UploadRow {
  readonly id: string
  readonly workspace: string
  readonly space: string
  readonly hash: string
  readonly size: number
  readonly person: string
  readonly at: number
}

/** Which files there are and which are on their way, in an SQLite file of their own. */
export class FileTables {
  readonly #database: DatabaseSync
  readonly #statements

  constructor(path: string) {
    this.#database = new DatabaseSync(path)
    this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    this.#database.exec(TABLES)
    const prepare = (sql: string) => this.#database.prepare(sql)
    this.#statements = {
      find: prepare("SELECT * FROM file WHERE workspace = ? AND space = ? AND hash = ?"),
      add: prepare("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE SET unused_since = NULL"),
      remove: prepare("DELETE FROM file WHERE workspace = ? AND space = ? AND hash = ?"),
      holders: prepare("SELECT count(*) AS holders FROM file WHERE hash = ?"),
      used: prepare("SELECT coalesce(sum(size), 0) AS bytes FROM file WHERE workspace = ?"),
      under: prepare("SELECT coalesce(sum(size), 0) AS bytes FROM upload WHERE workspace = ?"),
      spaces: prepare("SELECT DISTINCT workspace, space FROM file"),
      ofSpace: prepare("SELECT hash, unused_since FROM file WHERE workspace = ? AND space = ?"),
      setUnused: prepare("UPDATE file SET unused_since = ? WHERE workspace = ? AND space = ? AND hash = ?"),
      ofPerson: prepare("SELECT * FROM file WHERE person = ?"),
      forgetPerson: prepare("UPDATE file SET person = '' WHERE person = ?"),
      endUploadsOf: prepare("DELETE FROM upload WHERE person = ?"),
      begin: prepare("INSERT INTO upload VALUES (?, ?, ?, ?, ?, ?, ?)"),
      upload: prepare("SELECT * FROM upload WHERE id = ?"),
      sameUpload: prepare("SELECT * FROM upload WHERE workspace = ? AND space = ? AND hash = ? AND person = ?"),
      uploadsOf: prepare("SELECT count(*) AS uploads FROM upload WHERE person = ?"),
      end: prepare("DELETE FROM upload WHERE id = ?"),
      stale: prepare("SELECT * FROM upload WHERE at < ?"),
    }
  }

  find(workspace: string, space: string, hash: string): FileRow | null {
    return (this.#statements.find.get(workspace, space, hash) as FileRow | undefined) ?? null
  }

  /** Adds a file, or notes that one is in use again. */
  add({ workspace, space, hash, size, type, person, at }: FileRow): void {
    this.#statements.add.run(workspace, space, hash, size, type, person, at)
  }

  /** Takes a file out of a space; answers whether no other space holds the same bytes. */
  remove(workspace: string, space: string, hash: string): boolean {
    this.#statements.remove.run(workspace, space, hash)
    return (this.#statements.holders.get(hash) as { holders: number }).holders === 0
  }

  /** How many bytes a workspace has, what is on its way included. */
  usedBytes(workspace: string): number {
    const [files, uploads] = [this.#statements.used.get(workspace), this.#statements.under.get(workspace)]
    return (files as { bytes: number }).bytes + (uploads as { bytes: number }).bytes
  }

  spaces(): readonly { readonly workspace: string; readonly space: string }[] {
    return this.#statements.spaces.all() as unknown as { workspace: string; space: string }[]
  }

  /** The files of a space, and since when nothing refers to each; null while something does. */
  ofSpace(
    workspace: string,
    space: string,
  ): readonly { readonly hash: string; readonly unused_since: number | null }[] {
    return this.#statements.ofSpace.all(workspace, space) as unknown as { hash: string; unused_since: number | null }[]
  }

  setUnused(workspace: string, space: string, hash: string, since: number | null): void {
    this.#statements.setUnused.run(since, workspace, space, hash)
  }

  /** What a person has brought. */
  ofPerson(person: string): readonly FileRow[] {
    return this.#statements.ofPerson.all(person) as unknown as FileRow[]
  }

  /** Keeps a person's files without their name; what they had begun to bring is no upload any more. */
  forgetPerson(person: string): void {
    this.#statements.forgetPerson.run(person)
    this.#statements.endUploadsOf.run(person)
  }

  beginUpload({ id, workspace, space, hash, size, person, at }: UploadRow): void {
    this.#statements.begin.run(id, workspace, space, hash, size, person, at)
  }

  upload(id: string): UploadRow | null {
    return (this.#statements.upload.get(id) as UploadRow | undefined) ?? null
  }

  /** The upload of the same file to the same space that somebody has begun before. */
  sameUpload(workspace: string, space: string, hash: string, person: string): UploadRow | null {
    return (this.#statements.sameUpload.get(workspace, space, hash, person) as UploadRow | undefined) ?? null
  }

  uploadsOf(person: string): number {
    return (this.#statements.uploadsOf.get(person) as { uploads: number }).uploads
  }

  endUpload(id: string): void {
    this.#statements.end.run(id)
  }

  /** Uploads that were begun before a time. */
  staleUploads(before: number): readonly UploadRow[] {
    return this.#statements.stale.all(before) as unknown as UploadRow[]
  }

  close(): void {
    this.#database.close()
  }
}

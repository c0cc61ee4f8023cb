import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import type { AuditPage } from "@weft/model/wire/api"
import type { AccessChange } from "./access.ts"
import { AuditLog, type Deed } from "./audit-log.ts"
import { InvitationTable } from "./invitation-table.ts"
import { LiveLinkTable } from "./live-link-table.ts"
import { PeopleDue } from "./people-due.ts"
import { prepareAccessTables } from "./schema.ts"
import { TableReader } from "./table-reader.ts"
import { TableWriter } from "./table-writer.ts"
import type { WorkspaceState } from "./workspace-state.ts"

/** The file of memberships and rights in the data folder. */
export const ACCESS_FILE = "access.sqlite"

/** Whom a change may concern, and what the log tells of it. */
export interface Told extends Deed {
  /** Whose standing may change; null stands for all members. */
  readonly concerns: string | null
}

/** Opens the memberships and rights in the data folder, which is made if it is missing. Throws for a file of a newer Weft. */
export function openAccessTables(folder: string): AccessTables {
  mkdirSync(folder, { recursive: true })
  const database = new DatabaseSync(join(folder, ACCESS_FILE))
  try {
    return new AccessTables(database)
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Workspaces, memberships and rights on disk. All of it is answered at once:
 * what is asked on every frame is kept in memory until something changes.
 * Changes throw what SQLite throws where the disk does not take them; nothing
 * has changed then.
 */
export class AccessTables {
  readonly invitations: InvitationTable
  readonly liveLinks: LiveLinkTable
  readonly peopleDue: PeopleDue
  readonly #database: DatabaseSync
  readonly #reader: TableReader
  readonly #writer: TableWriter
  readonly #audit: AuditLog
  readonly #states = new Map<string, WorkspaceState | null>()
  readonly #watchers = new Set<(change: AccessChange) => void>()

  /** The connection is theirs from then on. */
  constructor(database: DatabaseSync) {
    prepareAccessTables(database)
    this.#database = database
    this.#reader = new TableReader(database)
    this.#writer = new TableWriter(database)
    this.#audit = new AuditLog(database)
    this.invitations = new InvitationTable(database)
    this.liveLinks = new LiveLinkTable(database)
    this.peopleDue = new PeopleDue(database)
  }

  /** A workspace as it stands; null for one that nobody has shared. What is returned never changes. */
  state(workspace: string): WorkspaceState | null {
    const known = this.#states.get(workspace)
    if (known !== undefined) return known
    const state = this.#reader.state(workspace)
    // Names that strangers make up are not worth remembering.
    if (state !== null) this.#states.set(workspace, state)
    return state
  }

  /** The workspaces that somebody is a member of, oldest membership first. */
  workspacesOf(person: string): readonly string[] {
    return this.#reader.workspacesOf(person)
  }

  /** When members were last seen, by person. */
  seen(workspace: string): ReadonlyMap<string, number> {
    return this.#reader.seen(workspace)
  }

  /** The least schema that may write in every workspace. */
  leastSchema(): number {
    return this.#reader.leastSchema()
  }

  /** Changes a workspace and logs it, both or neither, and tells whoever watches before it returns. */
  change(workspace: string, { concerns, ...deed }: Told, write: (writer: TableWriter) => void): void {
    this.#transact(() => {
      write(this.#writer)
      this.#audit.append(workspace, deed)
    })
    this.#states.delete(workspace)
    this.#tell({ workspace, person: concerns })
  }

  /** Logs what changed nothing. */
  note(workspace: string, deed: Deed): void {
    this.#transact(() => this.#audit.append(workspace, deed))
  }

  /** Notes when a member was seen, which concerns nobody's rights. */
  noteSeen(workspace: string, person: string, at: number): void {
    this.#writer.setSeen(workspace, person, at)
  }

  auditPage(workspace: string, after: number): AuditPage {
    return this.#audit.page(workspace, after)
  }

  /** Calls back in the same task after each change; returns what ends that. */
  watch(changed: (change: AccessChange) => void): () => void {
    // A function of its own, so that one who watches twice is called twice.
    const watcher = (change: AccessChange) => changed(change)
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  close(): void {
    this.#database.close()
  }

  #transact(write: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE")
    try {
      write()
      this.#database.exec("COMMIT")
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK")
      throw error
    }
  }

  /** Whatever goes wrong with one, the others hear of it: somebody may have lost a right. */
  #tell(change: AccessChange): void {
    const faults: unknown[] = []
    for (const watcher of [...this.#watchers]) {
      try {
        watcher(change)
      } catch (error) {
        faults.push(error)
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, "somebody could not be told of changed rights")
  }
}

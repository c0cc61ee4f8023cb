import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { LiveLink } from "@weft/model/wire/api"

/** A live link with what only the relay asks of it. */
export interface StoredLiveLink extends LiveLink {
  readonly workspace: string
  readonly isWithdrawn: boolean
}

interface Row {
  readonly id: string
  readonly workspace: string
  readonly space: string
  readonly name: string
  readonly board: string
  readonly fields: string
  readonly labels: string | null
  readonly ends_at: number
  readonly created_at: number
  readonly created_by: string
  readonly opened: number
  readonly withdrawn: number
}

const COLUMNS = "id, workspace, space, name, board, fields, labels, ends_at, created_at, created_by, opened, withdrawn"

/** Live links. Of a secret only its hash is kept, as of those of invitations. */
export class LiveLinkTable {
  readonly #bySecret: StatementSync
  readonly #byId: StatementSync
  readonly #open: StatementSync
  readonly #add: StatementSync
  readonly #countOpening: StatementSync
  readonly #withdraw: StatementSync

  constructor(database: DatabaseSync) {
    this.#bySecret = database.prepare(`SELECT ${COLUMNS} FROM live_links WHERE secret_hash = ?`)
    this.#byId = database.prepare(`SELECT ${COLUMNS} FROM live_links WHERE workspace = ? AND id = ?`)
    this.#open = database.prepare(
      `SELECT ${COLUMNS} FROM live_links WHERE workspace = ? AND withdrawn = 0 AND ends_at > ? ORDER BY created_at, id`,
    )
    this.#add = database.prepare(
      `INSERT INTO live_links (id, workspace, secret_hash, space, name, board, fields, labels, ends_at, created_at,
       created_by, opened, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`,
    )
    this.#countOpening = database.prepare("UPDATE live_links SET opened = opened + 1 WHERE id = ?")
    this.#withdraw = database.prepare("UPDATE live_links SET withdrawn = 1 WHERE id = ?")
  }

  withSecretHash(hash: Uint8Array): StoredLiveLink | null {
    return read(this.#bySecret.get(hash))
  }

  withId(workspace: string, id: string): StoredLiveLink | null {
    return read(this.#byId.get(workspace, id))
  }

  /** Those that still show something. */
  open(workspace: string, now: number): readonly StoredLiveLink[] {
    return this.#open.all(workspace, now).flatMap(row => read(row) ?? [])
  }

  add(link: StoredLiveLink, hash: Uint8Array): void {
    const { id, workspace, space, name, board, endsAt, createdAt, createdBy } = link
    const [fields, labels] = [JSON.stringify(link.fields), link.labels && JSON.stringify(link.labels)]
    this.#add.run(...[id, workspace, hash, space, name, board, fields, labels, endsAt, createdAt, createdBy])
  }

  countOpening(id: string): void {
    this.#countOpening.run(id)
  }

  withdraw(id: string): void {
    this.#withdraw.run(id)
  }
}

function read(found: unknown): StoredLiveLink | null {
  if (found === undefined) return null
  const { fields, labels, ends_at, created_at, created_by, withdrawn, ...row } = found as Row
  return {
    ...row,
    fields: JSON.parse(fields) as readonly string[],
    labels: labels === null ? null : (JSON.parse(labels) as readonly string[]),
    endsAt: ends_at,
    createdAt: created_at,
    createdBy: created_by,
    isWithdrawn: withdrawn === 1,
  }
}

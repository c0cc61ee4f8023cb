import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { Invitation } from "@weft/model/wire/api"

/** An invitation with what only the relay asks of it. */
export interface StoredInvitation extends Invitation {
  readonly workspace: string
  readonly isWithdrawn: boolean
}

interface Row {
  readonly id: string
  readonly workspace: string
  readonly role: Invitation["role"]
  readonly mail: string | null
  readonly member: string | null
  readonly spaces: string
  readonly ends_at: number
  readonly uses: number
  readonly used: number
  readonly created_at: number
  readonly created_by: string
  readonly withdrawn: number
}

const COLUMNS = "id, workspace, role, mail, member, spaces, ends_at, uses, used, created_at, created_by, withdrawn"

/** Invitations. Of a secret only its hash is kept, and it is found by that: how long a look takes tells nothing of the secret. */
export class InvitationTable {
  readonly #bySecret: StatementSync
  readonly #byId: StatementSync
  readonly #open: StatementSync
  readonly #add: StatementSync
  readonly #use: StatementSync
  readonly #withdraw: StatementSync
  readonly #forget: StatementSync
  readonly #forgetMail: StatementSync

  constructor(database: DatabaseSync) {
    this.#bySecret = database.prepare(`SELECT ${COLUMNS} FROM invitations WHERE secret_hash = ?`)
    this.#byId = database.prepare(`SELECT ${COLUMNS} FROM invitations WHERE workspace = ? AND id = ?`)
    this.#open = database.prepare(
      `SELECT ${COLUMNS} FROM invitations
       WHERE workspace = ? AND withdrawn = 0 AND used < uses AND ends_at > ? ORDER BY created_at, id`,
    )
    this.#add = database.prepare(
      `INSERT INTO invitations (id, workspace, secret_hash, role, mail, member, spaces, ends_at, uses, used,
       created_at, created_by, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0)`,
    )
    this.#use = database.prepare("UPDATE invitations SET used = used + 1 WHERE id = ?")
    this.#withdraw = database.prepare("UPDATE invitations SET withdrawn = 1 WHERE id = ?")
    this.#forgetMail = database.prepare(
      "UPDATE invitations SET mail = NULL, withdrawn = 1 WHERE lower(mail) = lower(?)",
    )
    this.#forget = database.prepare("DELETE FROM invitations WHERE ends_at < ?")
  }

  withSecretHash(hash: Uint8Array): StoredInvitation | null {
    return read(this.#bySecret.get(hash))
  }

  withId(workspace: string, id: string): StoredInvitation | null {
    return read(this.#byId.get(workspace, id))
  }

  /** Those that somebody could still accept. */
  open(workspace: string, now: number): readonly StoredInvitation[] {
    return this.#open.all(workspace, now).flatMap(row => read(row) ?? [])
  }

  add(
    { id, workspace, role, mail, member, spaces, endsAt, uses, createdAt, createdBy }: StoredInvitation,
    hash: Uint8Array,
  ): void {
    this.#add.run(
      ...[id, workspace, hash, role, mail, member, JSON.stringify(spaces), endsAt, uses, createdAt, createdBy],
    )
  }

  use(id: string): void {
    this.#use.run(id)
  }

  withdraw(id: string): void {
    this.#withdraw.run(id)
  }

  /** Takes an address out, and the invitations to it back: without it they would be for everybody. */
  forgetMail(mail: string): void {
    this.#forgetMail.run(mail)
  }

  /** Does away with those that ended before a time, and with the addresses in them. */
  forget(endedBefore: number): void {
    this.#forget.run(endedBefore)
  }
}

function read(found: unknown): StoredInvitation | null {
  if (found === undefined) return null
  const { spaces, ends_at, created_at, created_by, withdrawn, ...row } = found as Row
  return {
    ...row,
    spaces: JSON.parse(spaces) as StoredInvitation["spaces"],
    endsAt: ends_at,
    createdAt: created_at,
    createdBy: created_by,
    isWithdrawn: withdrawn === 1,
  }
}

import type { DatabaseSync } from "node:sqlite"
import type { Person } from "@weft/model/wire/api"
import type { Clock } from "../ports.ts"
import { together } from "./accounts-database.ts"
import { freshId } from "./secrets.ts"

/** How better-auth names the account that a password is kept with. */
const PASSWORD_ACCOUNT = "credential"

export interface NewPerson {
  readonly name: string
  readonly mail: string
  readonly passwordHash: string
  /** Whoever set the relay up and runs it. */
  readonly isOperator: boolean
}

/** The people who have an account. */
export class People {
  readonly #database: DatabaseSync
  readonly #clock: Clock
  readonly #byId

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database
    this.#clock = clock
    this.#byId = database.prepare(`SELECT "id", "name", "email" AS mail FROM "user" WHERE "id" = ?`)
  }

  byId(id: string): Person | null {
    const row = this.#byId.get(id) as unknown as Person | undefined
    return row === undefined ? null : { id: row.id, name: row.name, mail: row.mail }
  }

  byMail(mail: string): Person | null {
    const row = this.#database.prepare(`SELECT "id" FROM "user" WHERE "email" = ?`).get(mail.toLowerCase())
    return row === undefined ? null : this.byId(String(row["id"]))
  }

  /**
   * Makes an account with a password, whole or not at all. An operator's mail
   * address counts as proven: whoever reads the console needs no other proof.
   */
  add({ name, mail, passwordHash, isOperator }: NewPerson): Person {
    const id = freshId()
    const now = this.#isoNow()
    together(this.#database, () => {
      this.#database
        .prepare(
          `INSERT INTO "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt") VALUES (?, ?, ?, ?, ?, ?)`,
        )
        .run(id, name, mail.toLowerCase(), isOperator ? 1 : 0, now, now)
      this.#addPassword(id, passwordHash)
      if (isOperator) this.#database.prepare("INSERT INTO operator (person) VALUES (?)").run(id)
    })
    return { id, name, mail: mail.toLowerCase() }
  }

  rename(person: string, name: string): void {
    this.#database
      .prepare(`UPDATE "user" SET "name" = ?, "updatedAt" = ? WHERE "id" = ?`)
      .run(name, this.#isoNow(), person)
  }

  isOperator(person: string): boolean {
    return this.#database.prepare("SELECT 1 FROM operator WHERE person = ?").get(person) !== undefined
  }

  hasOperator(): boolean {
    return this.#database.prepare("SELECT 1 FROM operator").get() !== undefined
  }

  /** The hash of somebody's password, or null for one who has none. */
  passwordHash(person: string): string | null {
    const row = this.#database
      .prepare(`SELECT "password" FROM "account" WHERE "userId" = ? AND "providerId" = '${PASSWORD_ACCOUNT}'`)
      .get(person)
    const hash = row?.["password"]
    return typeof hash === "string" ? hash : null
  }

  setPasswordHash(person: string, hash: string): void {
    const changed = this.#database
      .prepare(
        `UPDATE "account" SET "password" = ?, "updatedAt" = ? WHERE "userId" = ? AND "providerId" = '${PASSWORD_ACCOUNT}'`,
      )
      .run(hash, this.#isoNow(), person)
    if (changed.changes === 0) this.#addPassword(person, hash)
  }

  /** Takes an account away with all that belongs to it, so that nothing of it can be read from the disk. */
  remove({ id, mail }: Person): void {
    together(this.#database, () => {
      this.#database.prepare(`DELETE FROM "verification" WHERE instr("value", ?) OR instr("value", ?)`).run(id, mail)
      this.#database.prepare(`DELETE FROM "user" WHERE "id" = ?`).run(id)
    })
    this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  #addPassword(person: string, hash: string): void {
    const now = this.#isoNow()
    this.#database
      .prepare(
        `INSERT INTO "account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
         VALUES (?, ?, '${PASSWORD_ACCOUNT}', ?, ?, ?, ?)`,
      )
      .run(freshId(), person, person, hash, now, now)
  }

  #isoNow(): string {
    return new Date(this.#clock.now()).toISOString()
  }
}

import type { DatabaseSync } from "node:sqlite"
import type { ApiToken, NewApiToken } from "@weft/model/wire/api"
import type { Scope } from "../access/access.ts"
import type { Clock } from "../ports.ts"
import { freshId, freshSecret, hashOf } from "./secrets.ts"
import { NOTED_MILLIS } from "./sessions.ts"

/** What every token begins with, so that programs that look for secrets find one that was left lying about. */
const TOKEN_PREFIX = "weft_"

/** Whom a token stands for. */
export interface TokenHolder {
  readonly id: string
  readonly person: string
  readonly scope: Scope
  /** Milliseconds since 1970; Infinity for one that does not end by itself. */
  readonly endsAt: number
}

interface TokenRow {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly workspace: string
  readonly spaces: string | null
  readonly right: NewApiToken["right"]
  readonly created_at: number
  readonly ends_at: number | null
  readonly seen_at: number | null
}

/** The tokens that people gave to programs. What is kept of one is its hash; the token itself is shown once. */
export class ApiTokens {
  readonly #database: DatabaseSync
  readonly #clock: Clock
  readonly #byHash
  readonly #byId

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database
    this.#clock = clock
    this.#byHash = database.prepare("SELECT * FROM api_token WHERE hash = ?")
    this.#byId = database.prepare("SELECT * FROM api_token WHERE id = ?")
  }

  create(person: string, token: NewApiToken): ApiToken & { readonly secret: string } {
    const secret = TOKEN_PREFIX + freshSecret()
    const id = freshId()
    const { name, workspace, spaces, right, endsAt } = token
    const createdAt = this.#clock.now()
    this.#database
      .prepare("INSERT INTO api_token VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)")
      .run(id, person, hashOf(secret), name, workspace, spaces && JSON.stringify(spaces), right, createdAt, endsAt)
    return { id, name, workspace, spaces, right, endsAt, createdAt, seenAt: null, secret }
  }

  list(person: string): ApiToken[] {
    const rows = this.#database.prepare("SELECT * FROM api_token WHERE person = ? ORDER BY created_at").all(person)
    return (rows as unknown as TokenRow[]).map(row => ({
      id: row.id,
      name: row.name,
      workspace: row.workspace,
      spaces: spacesOf(row),
      right: row.right,
      endsAt: row.ends_at,
      createdAt: row.created_at,
      seenAt: row.seen_at,
    }))
  }

  /** Takes a token back; false where the person has none of that id. */
  end(person: string, id: string): boolean {
    return this.#database.prepare("DELETE FROM api_token WHERE person = ? AND id = ?").run(person, id).changes > 0
  }

  /** Whom a token stands for, and notes that it was used; null where it is none or has ended. */
  use(secret: string): TokenHolder | null {
    const row = this.#byHash.get(hashOf(secret)) as unknown as TokenRow | undefined
    const holder = row === undefined ? null : this.#holderOf(row)
    if (row === undefined || holder === null) return null
    const now = this.#clock.now()
    if (row.seen_at === null || now >= row.seen_at + NOTED_MILLIS)
      this.#database.prepare("UPDATE api_token SET seen_at = ? WHERE id = ?").run(now, row.id)
    return holder
  }

  byId(id: string): TokenHolder | null {
    const row = this.#byId.get(id) as unknown as TokenRow | undefined
    return row === undefined ? null : this.#holderOf(row)
  }

  #holderOf(row: TokenRow): TokenHolder | null {
    const { id, person, workspace, right, ends_at: endsAt } = row
    if (endsAt !== null && endsAt <= this.#clock.now()) return null
    return { id, person, scope: { workspace, spaces: spacesOf(row), right }, endsAt: endsAt ?? Infinity }
  }
}

function spacesOf({ spaces }: TokenRow): readonly string[] | null {
  return spaces === null ? null : (JSON.parse(spaces) as string[])
}

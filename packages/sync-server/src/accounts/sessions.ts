import type { DatabaseSync } from "node:sqlite"
import type { Device } from "@weft/model/wire/api"
import type { Clock } from "../ports.ts"
import { freshId, freshSecret } from "./secrets.ts"

/** How long somebody stays signed in on a device that they do not use, in milliseconds. */
export const SESSION_MILLIS = 30 * 24 * 60 * 60_000

/** How often at most it is noted that a device was seen, in milliseconds. */
export const NOTED_MILLIS = 60_000

/** The longest name of a browser that is shown. */
const MAX_AGENT = 120

/** Somebody who is signed in on a device. */
export interface Session {
  readonly id: string
  readonly token: string
  readonly person: string
  readonly createdAt: number
  readonly seenAt: number
  /** When it ends if the device is not used before. */
  readonly endsAt: number
}

/** From where somebody signs in. */
export interface Origin {
  readonly address: string
  readonly agent: string
}

interface SessionRow {
  readonly id: string
  readonly token: string
  readonly userId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly expiresAt: string
  readonly ipAddress: string | null
  readonly userAgent: string | null
}

/** The devices that people are signed in on. Every question is answered at once, from the table. */
export class Sessions {
  readonly #clock: Clock
  readonly #database: DatabaseSync
  readonly #byToken
  readonly #holds

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database
    this.#clock = clock
    this.#byToken = database.prepare(`SELECT * FROM "session" WHERE "token" = ? AND "expiresAt" > ?`)
    this.#holds = database.prepare(`SELECT 1 FROM "session" WHERE "id" = ? AND "userId" = ? AND "expiresAt" > ?`)
  }

  /** Signs somebody in on a device, under a token that was never there before. */
  begin(person: string, { address, agent }: Origin): string {
    const token = freshSecret()
    const now = this.#isoAfter(0)
    this.#database
      .prepare(
        `INSERT INTO "session" ("id", "token", "userId", "createdAt", "updatedAt", "expiresAt", "ipAddress", "userAgent")
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(freshId(), token, person, now, now, this.#isoAfter(SESSION_MILLIS), address, agent)
    return token
  }

  byToken(token: string): Session | null {
    const row = this.#byToken.get(token, this.#isoAfter(0)) as unknown as SessionRow | undefined
    if (row === undefined) return null
    return {
      id: row.id,
      token,
      person: row.userId,
      createdAt: Date.parse(row.createdAt),
      seenAt: Date.parse(row.updatedAt),
      endsAt: Date.parse(row.expiresAt),
    }
  }

  holds(id: string, person: string): boolean {
    return this.#holds.get(id, person, this.#isoAfter(0)) !== undefined
  }

  /** Notes that a device was seen, which lets it stay signed in; false where that was noted a moment ago. */
  see({ id, seenAt }: Session): boolean {
    if (this.#clock.now() < seenAt + NOTED_MILLIS) return false
    this.#database
      .prepare(`UPDATE "session" SET "updatedAt" = ?, "expiresAt" = ? WHERE "id" = ?`)
      .run(this.#isoAfter(0), this.#isoAfter(SESSION_MILLIS), id)
    return true
  }

  /** Somebody's devices, the one that asks marked, the last seen first. */
  devices(person: string, current: string): Device[] {
    const rows = this.#database
      .prepare(`SELECT * FROM "session" WHERE "userId" = ? AND "expiresAt" > ? ORDER BY "updatedAt" DESC`)
      .all(person, this.#isoAfter(0)) as unknown as SessionRow[]
    return rows.map(row => ({
      id: row.id,
      agent: (row.userAgent ?? "").slice(0, MAX_AGENT),
      address: row.ipAddress ?? "",
      signedInAt: Date.parse(row.createdAt),
      seenAt: Date.parse(row.updatedAt),
      isThis: row.id === current,
    }))
  }

  /** Signs a device out; false where the person has none of that id. */
  end(person: string, id: string): boolean {
    return this.#database.prepare(`DELETE FROM "session" WHERE "userId" = ? AND "id" = ?`).run(person, id).changes > 0
  }

  /** Signs somebody out everywhere but on one device. */
  endOthers(person: string, current: string): void {
    this.#database.prepare(`DELETE FROM "session" WHERE "userId" = ? AND "id" <> ?`).run(person, current)
  }

  /** Forgets what has ended by itself. */
  sweep(): void {
    const now = this.#isoAfter(0)
    this.#database.prepare(`DELETE FROM "session" WHERE "expiresAt" <= ?`).run(now)
    this.#database.prepare(`DELETE FROM "verification" WHERE "expiresAt" <= ?`).run(now)
  }

  #isoAfter(millis: number): string {
    return new Date(this.#clock.now() + millis).toISOString()
  }
}

import type { DatabaseSync } from "node:sqlite"
import type { Clock } from "../ports.ts"
import { freshSecret, hashOf, isSameText } from "./secrets.ts"

/** How long the link may be used, in milliseconds. */
const LINK_MILLIS = 24 * 60 * 60_000

/** The secret by which the first person of a relay is known: whoever reads its console. One counts at a time. */
export class SetUpLink {
  readonly #database: DatabaseSync
  readonly #clock: Clock

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** Draws a new secret; the one before counts no more. */
  renew(): string {
    const secret = freshSecret()
    const kept = JSON.stringify([hashOf(secret), this.#clock.now() + LINK_MILLIS])
    this.#database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('set-up', ?)").run(kept)
    return secret
  }

  fits(secret: string): "fits" | "wrong" | "ended" {
    const row = this.#database.prepare("SELECT value FROM meta WHERE name = 'set-up'").get()
    if (row === undefined) return "wrong"
    const [hash, endsAt] = JSON.parse(String(row["value"])) as [string, number]
    if (!isSameText(hash, hashOf(secret))) return "wrong"
    return this.#clock.now() < endsAt ? "fits" : "ended"
  }

  /** Nobody can use it any more. */
  end(): void {
    this.#database.exec("DELETE FROM meta WHERE name = 'set-up'")
  }
}

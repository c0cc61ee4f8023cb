import type { DocumentAddress } from "@weft/model/wire/document-name"
import { documentRight, type SpaceRight, type Standing } from "@weft/model/wire/rights"
import type { Access, Identity } from "@weft/sync-server/access/access"

/** Who may do what, as a test says; a pass is the name of a person. */
export class Standings implements Access {
  readonly #standings = new Map<string, Standing>()
  readonly #signedOut = new Set<string>()
  readonly #watchers = new Set<(change: { workspace: string | null; person: string | null }) => void>()
  least = 0

  /** Makes somebody a member or guest with rights in spaces. */
  set(person: string, spaces: Readonly<Record<string, SpaceRight>>, role: Standing["role"] = "member"): void {
    this.#standings.set(person, { role, member: person, spaces })
    this.#tell(person)
  }

  remove(person: string): void {
    this.#standings.delete(person)
    this.#tell(person)
  }

  signOut(person: string): void {
    this.#signedOut.add(person)
    this.#tell(person)
  }

  signIn(person: string): void {
    this.#signedOut.delete(person)
  }

  identify(pass: string): Identity | null {
    if (pass === "" || this.#signedOut.has(pass)) return null
    return { person: pass, device: pass, scope: null, endsAt: Infinity }
  }

  identifyRequest = async () => null
  holds = ({ person }: Identity) => !this.#signedOut.has(person)
  rightTo = ({ person }: Identity, address: DocumentAddress) =>
    documentRight(this.#standings.get(person) ?? null, address).right
  standing = ({ person }: Identity) => this.#standings.get(person) ?? null
  aboutToWrite = () => {}
  leastSchema = () => this.least

  watch(changed: (change: { workspace: string | null; person: string | null }) => void): () => void {
    this.#watchers.add(changed)
    return () => this.#watchers.delete(changed)
  }

  #tell(person: string): void {
    for (const changed of this.#watchers) changed({ workspace: null, person })
  }
}

/** A pass of somebody that lasts. */
export function passOf(person: string) {
  return { pass: person, endsAt: Number.MAX_SAFE_INTEGER }
}

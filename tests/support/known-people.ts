import type { Person } from "@weft/model/wire/api"
import type { Identity, Scope } from "@weft/sync-server/access/access"
import type { Accounts } from "@weft/sync-server/access/accounts"

/**
 * Accounts without sign-in: everybody has a device of their own name, whose
 * name is their pass, their cookie and their token. For tests of rights, to
 * which it is all the same how somebody signed in.
 */
export class KnownPeople implements Accounts {
  readonly #people = new Map<string, Person>()
  readonly #devices = new Map<string, Identity>()
  readonly #watchers = new Set<(person: string | null) => void>()

  add(name: string): string {
    const id = name.toLowerCase()
    this.#people.set(id, { id, name, mail: `${id}@weft.example` })
    this.#devices.set(id, { person: id, device: id, scope: null, endsAt: Infinity })
    return id
  }

  /** Gives somebody an API token and returns its secret. */
  addToken(person: string, scope: Scope): string {
    const device = `token-${this.#devices.size}`
    this.#devices.set(device, { person, device, scope, endsAt: Infinity })
    return device
  }

  /** Takes a device or token back. */
  revoke(device: string): void {
    const person = this.#devices.get(device)?.person ?? null
    this.#devices.delete(device)
    for (const watcher of [...this.#watchers]) watcher(person)
  }

  identify(pass: string): Identity | null {
    return this.#devices.get(pass) ?? null
  }

  async identifyRequest(request: Request): Promise<Identity | null> {
    const bearer = request.headers.get("authorization")?.replace(/^Bearer /, "")
    const cookie = /\bdevice=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1]
    return this.identify(bearer ?? cookie ?? "")
  }

  holds({ device }: Identity): boolean {
    return this.#devices.has(device)
  }

  person(id: string): Person | null {
    return this.#people.get(id) ?? null
  }

  watch(changed: (person: string | null) => void): () => void {
    const watcher = (person: string | null) => changed(person)
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }
}

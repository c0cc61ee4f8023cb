import { parseDocumentName, type DocumentAddress } from "@weft/model/wire/document-name"
import { documentRight, type DocumentRight, type SpaceRight, type Standing } from "@weft/model/wire/rights"
import type { Access, AccessChange, Identity } from "@weft/sync-server/access/access"
import type { PassAnswer } from "../../../packages/client/src/data/worker/passes.ts"

/** What somebody may do in each space at first. */
export type Rights = Readonly<Record<string, SpaceRight>>

/** How long a pass is worth something, in milliseconds: short, so that runs see it renewed. */
const PASS_MILLIS = 40_000

/**
 * Who may do what in a simulation: each device is somebody of its own, and the first one runs the workspace. It outlives
 * the processes of the relay, as the tables of the accounts do.
 */
export class SimulatedAccess implements Access {
  readonly #now: () => number
  readonly #standings = new Map<string, Standing>()
  readonly #watchers = new Set<(change: AccessChange) => void>()

  /** `now` is the relay's time, in milliseconds. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Lets a device in. */
  admit(device: number, member: string, rights: Rights): void {
    this.#standings.set(personOf(device), { role: device === 0 ? "owner" : "member", member, spaces: rights })
  }

  /** Changes what a device may do in a space, while everybody is at work. */
  grant(device: number, space: string, right: SpaceRight): void {
    const person = personOf(device)
    const standing = this.#standings.get(person)
    if (standing === undefined) return
    this.#standings.set(person, { ...standing, spaces: { ...standing.spaces, [space]: right } })
    for (const tell of this.#watchers) tell({ workspace: null, person })
  }

  /** A new process has started: nobody watches any more who watched before. */
  forgetWatchers(): void {
    this.#watchers.clear()
  }

  /** What a device may do with a document at this moment. */
  rightOf(device: number, document: string): DocumentRight {
    const address = parseDocumentName(document)
    return address === null ? "none" : documentRight(this.#standings.get(personOf(device)) ?? null, address).right
  }

  /** A pass for a device, as the door for accounts gives it out. */
  passFor(device: number): PassAnswer {
    const endsAt = this.#now() + PASS_MILLIS
    return { pass: `${device}.${endsAt}`, endsAt }
  }

  identify(pass: string): Identity | null {
    const [device, endsAt] = pass.split(".").map(Number)
    if (device === undefined || endsAt === undefined || !(endsAt > this.#now())) return null
    return { person: personOf(device), device: pass, scope: null, endsAt }
  }

  async identifyRequest(): Promise<Identity | null> {
    return null
  }

  holds(): boolean {
    return true
  }

  rightTo({ person }: Identity, address: DocumentAddress): DocumentRight {
    return documentRight(this.#standings.get(person) ?? null, address).right
  }

  standing({ person }: Identity): Standing | null {
    return this.#standings.get(person) ?? null
  }

  aboutToWrite(): void {}

  leastSchema(): number {
    return 1
  }

  watch(changed: (change: AccessChange) => void): () => void {
    this.#watchers.add(changed)
    return () => this.#watchers.delete(changed)
  }
}

function personOf(device: number): string {
  return `person-${device}`
}

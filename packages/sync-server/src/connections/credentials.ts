import type { DocumentAddress } from "@weft/model/wire/document-name"
import { PASS_CLOSED_MILLIS, PASS_READ_ONLY_MILLIS } from "@weft/model/wire/limits"
import type { NackReason } from "@weft/model/wire/reasons"
import type { DocumentRight } from "@weft/model/wire/rights"
import type { Access, Identity } from "../access/access.ts"
import type { Clock, Timers } from "../ports.ts"

export interface CredentialsOptions {
  readonly access: Access
  readonly clock: Clock
  readonly timers: Timers
  /** Called once when they are worth nothing any more: the pass ended and was not renewed, or was taken back. */
  readonly ended: () => void
  /** Called in the same task whenever what they allow may have changed. */
  readonly changed: () => void
}

/** Who one socket is, and what that allows at this moment. */
export class Credentials {
  readonly #options: CredentialsOptions
  readonly #stopWatching: () => void
  #identity: Identity
  #cancelEnd = () => {}

  constructor(identity: Identity, options: CredentialsOptions) {
    this.#options = options
    this.#identity = identity
    this.#stopWatching = options.access.watch(({ person }) => this.#changed(person))
    this.#endLater()
  }

  get identity(): Identity {
    return this.#identity
  }

  /** Goes on with a new pass. One that is not sound leaves the old one as it is; one of another person ends both. */
  renew(pass: string): void {
    const identity = this.#options.access.identify(pass)
    if (identity === null) return
    if (identity.person !== this.#identity.person) return this.#options.ended()
    this.#identity = identity
    this.#endLater()
    this.#options.changed()
  }

  rightTo(address: DocumentAddress): DocumentRight {
    return this.#options.access.rightTo(this.#identity, address)
  }

  /** Why nothing may be written to a document now, or null where it may; then the write is announced. */
  whyNotWrite(address: DocumentAddress): NackReason | null {
    const { access, clock } = this.#options
    if (clock.now() > this.#identity.endsAt + PASS_READ_ONLY_MILLIS) return "signed-out"
    if (this.rightTo(address) !== "write") return "forbidden"
    try {
      access.aboutToWrite(this.#identity, address)
    } catch {
      // Whose a space is could not be kept, so nothing may be in it yet.
      return "read-only"
    }
    return null
  }

  /** Ends; nothing is called back any more. */
  close(): void {
    this.#stopWatching()
    this.#cancelEnd()
  }

  #changed(person: string | null): void {
    if (person !== null && person !== this.#identity.person) return
    if (this.#options.access.holds(this.#identity)) this.#options.changed()
    else this.#options.ended()
  }

  #endLater(): void {
    this.#cancelEnd()
    const { clock, timers, ended } = this.#options
    const left = this.#identity.endsAt + PASS_CLOSED_MILLIS - clock.now()
    this.#cancelEnd = left === Infinity ? () => {} : timers.after(Math.max(0, left), ended)
  }
}

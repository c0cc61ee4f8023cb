import type { DocumentAddress } from "@weft/model/wire/document-name"
import type { DocumentRight, Standing } from "@weft/model/wire/rights"

/**
 * Who may open which document, as the connections ask. Every answer is given
 * at once and holds for that moment only: a connection asks again on every
 * frame, and hears of each change before anything else is sent.
 */
export interface Access {
  /** Whom a pass stands for, or null where it is none, was taken back or has ended. */
  identify(pass: string): Identity | null
  /**
   * Whom a request stands for: a session's cookie, or an API token in
   * `Authorization: Bearer` or, where a client cannot set headers, in `?token=`.
   * For doors that have no hello.
   */
  identifyRequest(request: Request): Promise<Identity | null>
  /** Whether what somebody signed in with still counts: it was not taken back, and the account is there. */
  holds(identity: Identity): boolean
  rightTo(identity: Identity, address: DocumentAddress): DocumentRight
  /** Where somebody stands in a workspace; null for a stranger. */
  standing(identity: Identity, workspace: string): Standing | null
  /**
   * Notes that somebody is about to write to a document. The first to write in
   * a space of which nobody has heard manages it from then on. Throws where the
   * disk does not take that.
   */
  aboutToWrite(identity: Identity, address: DocumentAddress): void
  /** The least schema that may write in a workspace. */
  leastSchema(): number
  /** Calls back in the same task whenever rights or standings may have changed; returns what ends that. */
  watch(changed: (change: AccessChange) => void): () => void
}

/** Somebody who is known to the relay, on one device. */
export interface Identity {
  /** The account. Updates are stored under it, and replicas belong to it. */
  readonly person: string
  /** What they signed in with, and what can be taken back: a session or an API token. */
  readonly device: string
  /** What an API token is limited to; null for a person's own session. */
  readonly scope: Scope | null
  /** When the pass ends, in milliseconds since 1970; Infinity for one that does not. */
  readonly endsAt: number
}

/** What an API token may do: at most `right`, in one workspace, and there in all spaces or in some. */
export interface Scope {
  readonly workspace: string
  readonly spaces: readonly string[] | null
  readonly right: DocumentRight
}

/** What changed; null stands for all of them. */
export interface AccessChange {
  readonly workspace: string | null
  readonly person: string | null
}

import type { Person } from "@weft/model/wire/api"
import type { Identity } from "./access.ts"

/** People and what they are signed in with, as the rights ask for them. What stands behind it knows nothing of workspaces. */
export interface Accounts {
  /** Whom a pass stands for, or null where it is none, was taken back or has ended. */
  identify(pass: string): Identity | null
  /** Whom a request stands for, see `Access`. */
  identifyRequest(request: Request): Promise<Identity | null>
  /** Whether what somebody signed in with still counts. */
  holds(identity: Identity): boolean
  /** Somebody by id; null for one who is not there, or not any more. */
  person(id: string): Person | null
  /** Calls back in the same task when a device, a token or an account was taken back; null stands for all people. */
  watch(changed: (person: string | null) => void): () => void
}

import type { CloseReason, NackReason } from "@weft/model/wire/reasons"

/** One client in one room, as the room sees it. What stands behind it, a socket or a simulated wire, is not the room's business. */
export interface Peer {
  /** Names the connection to other peers. */
  readonly session: string
  /** The person behind it, to whom the replicas belong that it writes as; empty where nobody is asked who they are. */
  readonly author: string
  /** An update of others that is on disk, or several as one; `seq` is the greatest contained. */
  updated(seq: number, bytes: Uint8Array): void
  /** Everything up to this number is on disk, but for what was refused or found to follow a gap. */
  acknowledged(clientSeq: number): void
  refused(clientSeq: number, reason: NackReason, detail: string): void
  /** The update was not stored, since others before it are missing from this state on. */
  missing(clientSeq: number, stateVector: Uint8Array): void
  /** What another peer is doing; the empty text means that it is gone. */
  present(session: string, state: string): void
  /** The document has begun a new epoch, and the peer is no longer in the room. */
  renewed(epoch: number): void
  /** How many bytes wait to be read by the client. */
  backlogBytes(): number
  /** The client's room ended, or it cannot be served. */
  close(reason: CloseReason): void
}

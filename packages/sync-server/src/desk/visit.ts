import type { Peer } from "../rooms/peer.ts"
import type { Room } from "../rooms/room.ts"

/** Whose the relay's own updates are. No person has this id. */
export const RELAY = "relay"

/** What somebody holds of a document who has had nothing of it. */
export const HOLDING_NOTHING = { epoch: 0, lastSeq: -1, stateVector: new Uint8Array([0]) }

export interface VisitOptions {
  /** Takes what others write meanwhile. */
  readonly updated?: (bytes: Uint8Array) => void
  /** The stay is over, and what was read of the document is of no use any more. */
  readonly ended?: () => void
}

/** One stay in a room, in which something is written. */
export class Visit {
  readonly peer: Peer
  #last = 0
  #settle: (why: string | null) => void = () => {}

  constructor({ updated = () => {}, ended = () => {} }: VisitOptions = {}) {
    const end = (why: string) => {
      this.#settle(why)
      ended()
    }
    this.peer = {
      session: RELAY,
      author: RELAY,
      updated: (_, bytes) => updated(bytes),
      acknowledged: clientSeq => {
        if (clientSeq >= this.#last) this.#settle(null)
      },
      refused: (_, reason, detail) => this.#settle(`${reason} ${detail}`),
      missing: () => this.#settle("the document went on meanwhile"),
      present: () => {},
      renewed: () => end("the document began a new epoch"),
      backlogBytes: () => 0,
      close: reason => end(reason),
    }
  }

  /** Resolves with null when all of it is on disk, or with why it is not. */
  write(room: Room, updates: readonly Uint8Array[]): Promise<string | null> {
    if (updates.length === 0) return Promise.resolve(null)
    const first = this.#last + 1
    this.#last += updates.length
    return new Promise(resolve => {
      this.#settle = resolve
      updates.forEach((bytes, index) => room.write(this.peer, first + index, bytes))
    })
  }
}

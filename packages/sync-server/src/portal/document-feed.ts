import type { CloseReason } from "@weft/model/wire/reasons"
import type { Peer } from "../rooms/peer.ts"
import type { Room } from "../rooms/room.ts"
import type { Rooms } from "../rooms/rooms.ts"

const HOLDING_NOTHING = { epoch: 0, lastSeq: -1, stateVector: new Uint8Array([0]) }

export interface FeedOptions {
  readonly rooms: Rooms
  readonly document: string
  /** Takes one update: all there is at first, then what others write. */
  readonly take: (update: Uint8Array) => void
  /** The feed cannot go on from what it gave: begin anew with a feed of its own. */
  readonly ended: () => void
}

/** Follows one document as a peer that only reads. */
export class DocumentFeed {
  readonly #options: FeedOptions
  #room: Room | null = null
  #peer: Peer | null = null
  #isEnded = false

  constructor(options: FeedOptions) {
    this.#options = options
  }

  /** Enters the document and hands over what it holds; false where it cannot be read. */
  async start(): Promise<boolean> {
    const peer = this.#createPeer()
    const { rooms, document, take } = this.#options
    const joined = await rooms.join(document, peer, HOLDING_NOTHING, () => !this.#isEnded)
    if (joined.state !== "joined") return false
    this.#room = joined.room
    this.#peer = peer
    if (joined.entry.bytes.length > 0) take(joined.entry.bytes)
    return true
  }

  stop(): void {
    this.#isEnded = true
    if (this.#peer !== null) this.#room?.leave(this.#peer)
    this.#peer = null
  }

  #end(_reason?: CloseReason): void {
    if (this.#isEnded) return
    this.stop()
    this.#options.ended()
  }

  #createPeer(): Peer {
    return {
      session: "relay",
      author: "",
      updated: (_seq, bytes) => this.#options.take(bytes),
      acknowledged: () => {},
      refused: () => {},
      missing: () => {},
      present: () => {},
      renewed: () => this.#end(),
      backlogBytes: () => 0,
      close: reason => this.#end(reason),
    }
  }
}

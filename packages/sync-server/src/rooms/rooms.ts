import type { Peer } from "./peer.ts"
import { Quarantined, Room, type Entry, type Holding, type RoomOptions } from "./room.ts"

/** A room that a peer is in now, and what the peer lacks. */
export interface Joined {
  readonly state: "joined"
  readonly room: Room
  readonly entry: Entry
}

/** Why there is no room to be in. */
export interface NotJoined {
  readonly state: "quarantined" | "load-failed" | "left"
  readonly detail: string
}

/** Hears of a document in which something new is on disk, and when the first of it was received. */
export type StoredListener = (document: string, receivedAt: number) => void

/** All open documents: at most one room for each. */
export class Rooms {
  readonly #options: RoomOptions
  readonly #rooms = new Map<string, Room>()
  readonly #watchers = new Set<StoredListener>()

  constructor(options: RoomOptions) {
    this.#options = options
  }

  /** How many documents are open. */
  get size(): number {
    return this.#rooms.size
  }

  /**
   * Brings a peer into a document, which is loaded first if nobody has it
   * open. `isWanted` is asked after loading: a peer that has gone meanwhile is
   * not taken in.
   */
  async join(document: string, peer: Peer, holding: Holding, isWanted: () => boolean): Promise<Joined | NotJoined> {
    const room = this.#roomOf(document)
    try {
      await room.loaded
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      return { state: error instanceof Quarantined ? "quarantined" : "load-failed", detail }
    }
    if (!isWanted()) return { state: "left", detail: "the peer has gone" }
    // A room may have ended between its loading and this turn; the next one loads what it stored.
    if (room.state === "gone") return this.join(document, peer, holding, isWanted)
    try {
      return { state: "joined", room, entry: room.enter(peer, holding) }
    } catch (error) {
      // Yjs cannot merge what it wrote. One document is lost to view then, not the relay.
      this.#options.report(`${document}: not served: ${String(error)}`)
      return { state: "load-failed", detail: String(error) }
    }
  }

  /** Tells of everything that is stored from now on; returns what ends that. */
  watch(listener: StoredListener): () => void {
    this.#watchers.add(listener)
    return () => this.#watchers.delete(listener)
  }

  /** Packs and ends all rooms. Nobody may be in one any more. */
  async end(): Promise<void> {
    await Promise.all([...this.#rooms.values()].map(room => room.end()))
  }

  #roomOf(document: string): Room {
    const known = this.#rooms.get(document)
    if (known !== undefined) return known
    const end = (ended: Room) => {
      if (this.#rooms.get(document) === ended) this.#rooms.delete(document)
    }
    const room = new Room(document, this.#options, end, receivedAt => {
      for (const listener of this.#watchers) listener(document, receivedAt)
    })
    // Whoever joins hears of a failed load; without anybody left it is no failure of the process.
    room.loaded.catch(() => {})
    this.#rooms.set(document, room)
    return room
  }
}

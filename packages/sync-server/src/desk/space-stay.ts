import type { ItemId, MemberId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { DocumentPath } from "@weft/model/schema/change"
import type { Clock } from "../ports.ts"
import type { Room } from "../rooms/room.ts"
import type { Rooms } from "../rooms/rooms.ts"
import { lackingNumbers, lackingReopenings, lackingReplies } from "./desk-work.ts"
import { HOLDING_NOTHING, RELAY, Visit } from "./visit.ts"

export interface SpaceStayOptions {
  readonly rooms: Rooms
  readonly clock: Clock
  readonly random: Random
  readonly workspace: string
  readonly space: string
}

interface Place {
  readonly room: Room
  readonly visit: Visit
}

/** The desk in one space: a peer that has its document open for as long as something is written there. */
export class SpaceStay {
  readonly #options: SpaceStayOptions
  readonly #replica: WorkspaceReplica
  readonly #path: DocumentPath
  /** What others wrote since it was last looked at: taken in only then, since mostly there is nothing to do. */
  #news: Uint8Array[] = []
  #written: Uint8Array[] = []
  #place: Place | null = null
  #isStale = false

  constructor(options: SpaceStayOptions) {
    this.#options = options
    this.#path = `space/${options.space}`
    this.#replica = new WorkspaceReplica({
      now: () => options.clock.now(),
      random: options.random,
      clientId: Math.floor(options.random() * 2 ** 32),
      onUpdate: (_, update) => void this.#written.push(update),
    })
  }

  /** Whether what was read here is of no use any more: begin anew. */
  get isStale(): boolean {
    return this.#isStale
  }

  /**
   * Writes what is lacking in the space, and resolves when it is on disk: with null, or with why it is not.
   *
   * @param replied tickets in whose conversations something was written, with when it was received
   */
  async settle(replied: ReadonlyMap<ItemId, number>): Promise<string | null> {
    const place = await this.#enter()
    if (typeof place === "string") return place
    for (const bytes of this.#news.splice(0)) this.#replica.receive(this.#path, bytes)
    const { space } = this.#options
    const changes = lackingNumbers(this.#replica, space)
    for (const [ticket, receivedAt] of replied) {
      const why = await this.#readConversation(ticket)
      if (why !== null) return why
      changes.push(...lackingReplies(this.#replica, space, ticket, receivedAt))
      this.#replica.close(`public/${space}/${ticket}`)
    }
    changes.push(...lackingReopenings(this.#replica, space, this.#options.clock.now()))
    if (changes.length === 0) return null
    this.#replica.write(changes, RELAY as MemberId)
    return place.visit.write(place.room, this.#written.splice(0))
  }

  leave(): void {
    this.#place?.room.leave(this.#place.visit.peer)
    this.#place = null
  }

  async #enter(): Promise<Place | string> {
    if (this.#place !== null) return this.#place
    const visit = new Visit({
      updated: bytes => void this.#news.push(bytes),
      ended: () => {
        this.#isStale = true
        this.#place = null
      },
    })
    const joined = await this.#join(this.#path, visit)
    if (typeof joined !== "string") this.#place = { room: joined, visit }
    return this.#place ?? (joined as string)
  }

  async #readConversation(ticket: ItemId): Promise<string | null> {
    const visit = new Visit()
    const joined = await this.#join(`public/${this.#options.space}/${ticket}`, visit)
    if (typeof joined === "string") return joined
    joined.leave(visit.peer)
    return null
  }

  /** Enters a document and takes in what it holds; why not, where that cannot be. */
  async #join(path: DocumentPath, { peer }: Visit): Promise<Room | string> {
    const { rooms, workspace } = this.#options
    const joined = await rooms.join(`${workspace}/${path}`, peer, HOLDING_NOTHING, () => true)
    if (joined.state !== "joined") return joined.detail
    const { bytes } = joined.entry
    this.#replica.open(path, bytes.length === 0 ? [] : [bytes])
    return joined.room
  }
}

import type { SpaceId } from "@weft/model/base/ids"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { DocumentPath } from "@weft/model/schema/change"
import type { LiveBoard } from "@weft/model/wire/live"
import type { Clock, Timers } from "../ports.ts"
import type { Rooms } from "../rooms/rooms.ts"
import { DocumentFeed } from "./document-feed.ts"
import { liveBoard, type LiveSelection } from "./live-board.ts"

/** How long changes are gathered before a board is shown anew, in milliseconds. */
const GATHER_MILLIS = 250

/** What one link shows. */
export interface LiveSource extends LiveSelection {
  readonly workspace: string
  readonly space: string
}

export interface LiveBoardsOptions {
  readonly rooms: Rooms
  readonly clock: Clock
  readonly timers: Timers
}

/** Somebody who looks at a board. */
export interface Viewer {
  /** The board as it is now, whole. Never called twice with the same. */
  readonly show: (board: LiveBoard) => void
  /** There is nothing to show any more, or it cannot be read. */
  readonly ended: () => void
}

/** The boards that live links show: each is followed once, however many look at it, and only while somebody does. */
export class LiveBoards {
  readonly #options: LiveBoardsOptions
  readonly #showings = new Map<string, Showing>()

  constructor(options: LiveBoardsOptions) {
    this.#options = options
  }

  /** Shows a link's board until the returned function is called. `id` names the link. */
  watch(id: string, source: LiveSource, viewer: Viewer): () => void {
    const standing = this.#showings.get(id)
    const showing = standing ?? new Showing(source, this.#options)
    this.#showings.set(id, showing)
    showing.add(viewer)
    return () => {
      if (showing.remove(viewer) || this.#showings.get(id) !== showing) return
      this.#showings.delete(id)
      showing.stop()
    }
  }

  /** Ends what a link shows, because it was taken back or has ended. */
  end(id: string): void {
    const showing = this.#showings.get(id)
    this.#showings.delete(id)
    showing?.end()
  }
}

class Showing {
  readonly #source: LiveSource
  readonly #options: LiveBoardsOptions
  readonly #viewers = new Set<Viewer>()
  #feeds: readonly DocumentFeed[] = []
  #replica: WorkspaceReplica
  #shown: { readonly board: LiveBoard; readonly text: string } | null = null
  #isLoaded = false
  #isGathering = false
  #isStopped = false

  constructor(source: LiveSource, options: LiveBoardsOptions) {
    this.#source = source
    this.#options = options
    this.#replica = this.#createReplica()
    void this.#start()
  }

  add(viewer: Viewer): void {
    this.#viewers.add(viewer)
    if (this.#shown !== null) viewer.show(this.#shown.board)
  }

  /** Whether others are still looking. */
  remove(viewer: Viewer): boolean {
    this.#viewers.delete(viewer)
    return this.#viewers.size > 0
  }

  stop(): void {
    this.#isStopped = true
    for (const feed of this.#feeds) feed.stop()
  }

  end(): void {
    this.stop()
    for (const viewer of this.#viewers) viewer.ended()
    this.#viewers.clear()
  }

  async #start(): Promise<void> {
    const { workspace } = this.#source
    const feeds = this.#paths().map(
      path =>
        new DocumentFeed({
          rooms: this.#options.rooms,
          document: `${workspace}/${path}`,
          take: update => this.#take(path, update),
          ended: () => this.#startAnew(),
        }),
    )
    this.#feeds = feeds
    const started = await Promise.all(feeds.map(feed => feed.start()))
    if (this.#isStopped || this.#feeds !== feeds) return
    if (started.includes(false)) return this.end()
    this.#isLoaded = true
    this.#show()
  }

  /** A document was rewritten, so that what was read of it is of no use. */
  #startAnew(): void {
    if (this.#isStopped) return
    for (const feed of this.#feeds) feed.stop()
    this.#isLoaded = false
    this.#replica = this.#createReplica()
    void this.#start()
  }

  /** Names of people are read only where they are shown. */
  #paths(): readonly DocumentPath[] {
    const { space, fields } = this.#source
    const showsPeople = fields.includes("owner") || fields.includes("assignees")
    return [`setup/${space}`, `space/${space}`, "settings", ...(showsPeople ? ["people"] : [])]
  }

  #take(path: DocumentPath, update: Uint8Array): void {
    this.#replica.receive(path, update)
    if (!this.#isLoaded || this.#isGathering) return
    this.#isGathering = true
    this.#options.timers.after(GATHER_MILLIS, () => {
      this.#isGathering = false
      if (this.#isLoaded && !this.#isStopped) this.#show()
    })
  }

  #show(): void {
    const board = liveBoard(this.#replica.snapshot(this.#source.space as SpaceId), this.#source)
    if (board === null) return this.end()
    const text = JSON.stringify(board)
    if (text === this.#shown?.text) return
    this.#shown = { board, text }
    for (const viewer of this.#viewers) viewer.show(board)
  }

  /** It never writes, so its id does not matter. */
  #createReplica(): WorkspaceReplica {
    return new WorkspaceReplica({ now: () => this.#options.clock.now(), random: () => 0, clientId: 0 })
  }
}

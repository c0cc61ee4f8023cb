import type { ItemId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import { parseDocumentName } from "@weft/model/wire/document-name"
import type { Clock, Report, Timers } from "../ports.ts"
import type { Rooms } from "../rooms/rooms.ts"
import { SpaceStay } from "./space-stay.ts"

/** How long what is written in a space is gathered before it is looked at, in milliseconds. */
const GATHER_MILLIS = 250

/** How long a space stays open after the last time that something was written there, in milliseconds. */
const STAY_MILLIS = 30_000

/** How long to wait after a write that came to nothing, in milliseconds. */
const RETRY_MILLIS = 10_000

export interface SpaceDeskOptions {
  readonly rooms: Rooms
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly report: Report
}

/**
 * Gives items their numbers, and tells when replies to requesters were received, in every space in which somebody writes.
 * It is a peer like others: what it writes is checked, brought to disk and passed on.
 */
export class SpaceDesk {
  readonly #options: SpaceDeskOptions
  readonly #spaces = new Map<string, WatchedSpace>()
  readonly #stopWatching: () => void

  constructor(options: SpaceDeskOptions) {
    this.#options = options
    this.#stopWatching = options.rooms.watch((document, receivedAt) => this.#stored(document, receivedAt))
  }

  /** Resolves when what was written by now has what it lacks, or waits for another try. */
  async settled(): Promise<void> {
    await Promise.all([...this.#spaces.values()].map(space => space.settled()))
  }

  /** Ends; what is lacking then is found when somebody writes there again. */
  async end(): Promise<void> {
    this.#stopWatching()
    await Promise.all([...this.#spaces.values()].map(space => space.end()))
    this.#spaces.clear()
  }

  #stored(document: string, receivedAt: number): void {
    const address = parseDocumentName(document)
    if (address === null || (address.kind !== "space" && address.kind !== "public")) return
    const { workspace, ids } = address
    const [space, ticket] = ids as readonly [string, ItemId?]
    const key = `${workspace}/${space}`
    const known = this.#spaces.get(key)
    const watched =
      known ?? new WatchedSpace({ ...this.#options, workspace, space }, () => void this.#spaces.delete(key))
    if (known === undefined) this.#spaces.set(key, watched)
    watched.stored(ticket ?? null, receivedAt)
  }
}

/** One space in which somebody writes. */
class WatchedSpace {
  readonly #options: SpaceDeskOptions & { readonly workspace: string; readonly space: string }
  readonly #quiet: () => void
  #stay: SpaceStay
  #replied = new Map<ItemId, number>()
  #cancel: (() => void) | null = null
  #running: Promise<void> | null = null
  #isAsked = false
  #isEnded = false

  /** `quiet` is called when nothing was written for long. */
  constructor(options: SpaceDeskOptions & { readonly workspace: string; readonly space: string }, quiet: () => void) {
    this.#options = options
    this.#quiet = quiet
    this.#stay = new SpaceStay(options)
  }

  stored(ticket: ItemId | null, receivedAt: number): void {
    if (ticket !== null && !this.#replied.has(ticket)) this.#replied.set(ticket, receivedAt)
    this.#ask(GATHER_MILLIS)
  }

  async settled(): Promise<void> {
    if (this.#isAsked) this.#run()
    while (this.#running !== null) await this.#running
  }

  async end(): Promise<void> {
    this.#isEnded = true
    this.#cancel?.()
    while (this.#running !== null) await this.#running
    this.#stay.leave()
  }

  #ask(millis: number): void {
    if (this.#isEnded || this.#isAsked) return
    this.#isAsked = true
    this.#cancel?.()
    this.#cancel = this.#options.timers.after(millis, () => this.#run())
  }

  #run(): void {
    if (this.#running !== null) return
    this.#cancel?.()
    this.#running = this.#settle().finally(() => {
      this.#running = null
      if (this.#isEnded) return
      if (this.#isAsked) this.#cancel = this.#options.timers.after(GATHER_MILLIS, () => this.#run())
      else this.#cancel = this.#options.timers.after(STAY_MILLIS, () => this.#rest())
    })
  }

  async #settle(): Promise<void> {
    this.#isAsked = false
    if (this.#stay.isStale) this.#stay = new SpaceStay(this.#options)
    const replied = this.#replied
    this.#replied = new Map()
    const why = await this.#stay.settle(replied).catch((error: unknown) => String(error))
    if (why === null) return
    const { workspace, space, report, timers } = this.#options
    report(`${workspace}/${space}: not numbered yet: ${why}`)
    this.#stay.leave()
    this.#stay = new SpaceStay(this.#options)
    for (const [ticket, at] of replied) if (!this.#replied.has(ticket)) this.#replied.set(ticket, at)
    timers.after(RETRY_MILLIS, () => this.#ask(0))
  }

  #rest(): void {
    if (this.#running !== null || this.#isAsked) return
    this.#stay.leave()
    this.#quiet()
  }
}

import type { ItemId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import { parseDocumentName } from "@weft/model/wire/document-name"
import type { Clock, Report, Timers } from "../ports.ts"
import type { Rooms } from "../rooms/rooms.ts"
import { promisesSomething } from "./promised-spaces.ts"
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
  /** The names that begin so of all documents there are: to look at each space once at the start. */
  readonly documents?: (prefix: string) => Promise<readonly string[]>
}

/**
 * Gives items their numbers, tells when replies to requesters were received and does what escalation ladders say: in every
 * space in which somebody writes, and where a step comes due. It is a peer like others: what it writes is checked, brought
 * to disk and passed on.
 */
export class SpaceDesk {
  readonly #options: SpaceDeskOptions
  readonly #spaces = new Map<string, WatchedSpace>()
  readonly #stopWatching: () => void
  readonly #round: Promise<void>
  #isEnded = false

  constructor(options: SpaceDeskOptions) {
    this.#options = options
    this.#stopWatching = options.rooms.watch((document, receivedAt) => this.#stored(document, receivedAt))
    this.#round = this.#lookAround()
  }

  /** Resolves when what was written by now has what it lacks, or waits for another try. */
  async settled(): Promise<void> {
    await this.#round
    await Promise.all([...this.#spaces.values()].map(space => space.settled()))
  }

  /** Ends; what is lacking then is found when somebody writes there again. */
  async end(): Promise<void> {
    this.#stopWatching()
    this.#isEnded = true
    await this.#round
    await Promise.all([...this.#spaces.values()].map(space => space.end()))
    this.#spaces.clear()
  }

  #stored(document: string, receivedAt: number): void {
    const address = parseDocumentName(document)
    if (address === null || !["space", "setup", "public"].includes(address.kind)) return
    const [space, ticket] = address.ids as readonly [string, ItemId?]
    this.#watched(address.workspace, space).stored(ticket ?? null, receivedAt)
  }

  /** Looks once for spaces that promise something: what came due while no relay ran is done now. */
  async #lookAround(): Promise<void> {
    const { documents, report } = this.#options
    if (documents === undefined) return
    const late = (where: string) => (error: unknown) =>
      report(`${where}steps that came due before the start are not done yet: ${String(error)}`)
    const names = await documents("").catch(late(""))
    for (const name of names ?? []) {
      if (this.#isEnded) return
      await this.#lookAt(name).catch(late(`${name}: `))
    }
  }

  async #lookAt(document: string): Promise<void> {
    const address = parseDocumentName(document)
    if (address?.kind !== "setup" || !(await promisesSomething(this.#options.rooms, document))) return
    // One after another, so that a relay with many services is not busy with this alone.
    const watched = this.#watched(address.workspace, address.ids[0]!)
    watched.look()
    await watched.settled()
  }

  #watched(workspace: string, space: string): WatchedSpace {
    const key = `${workspace}/${space}`
    const known = this.#spaces.get(key)
    const watched =
      known ?? new WatchedSpace({ ...this.#options, workspace, space }, () => void this.#spaces.delete(key))
    if (known === undefined) this.#spaces.set(key, watched)
    return watched
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

  /** Looks whether there is something to do, whoever wrote. */
  look(): void {
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
      const { timers } = this.#options
      if (this.#isAsked) this.#cancel = timers.after(GATHER_MILLIS, () => this.#run())
      else if (this.#untilNext() <= STAY_MILLIS) this.#cancel = timers.after(this.#untilNext(), () => this.#run())
      else this.#cancel = timers.after(STAY_MILLIS, () => this.#rest())
    })
  }

  /** How long until something is to be done without anybody writing, in milliseconds. */
  #untilNext(): number {
    const next = this.#stay.nextChange
    return next === null ? Infinity : Math.max(GATHER_MILLIS, next - this.#options.clock.now())
  }

  async #settle(): Promise<void> {
    this.#isAsked = false
    if (this.#stay.isStale) this.#stay = new SpaceStay(this.#options)
    const replied = this.#replied
    this.#replied = new Map()
    const why = await this.#stay.settle(replied).catch((error: unknown) => String(error))
    if (why === null) return
    const { workspace, space, report, timers } = this.#options
    report(`${workspace}/${space}: not settled yet: ${why}`)
    this.#stay.leave()
    this.#stay = new SpaceStay(this.#options)
    for (const [ticket, at] of replied) if (!this.#replied.has(ticket)) this.#replied.set(ticket, at)
    timers.after(RETRY_MILLIS, () => this.#ask(0))
  }

  #rest(): void {
    if (this.#running !== null || this.#isAsked) return
    const millis = this.#untilNext()
    this.#stay.leave()
    if (millis === Infinity) return this.#quiet()
    // Until then nothing of the space is kept in memory.
    this.#stay = new SpaceStay(this.#options)
    this.#cancel = this.#options.timers.after(millis, () => this.#run())
  }
}

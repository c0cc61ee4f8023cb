import { assert } from "@weft/model/base/assert"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change, DocumentPath } from "@weft/model/schema/change"
import type { DueStep } from "@weft/model/service/escalation"
import { isDocumentName } from "@weft/model/wire/document-name"
import type { Clock, Report } from "../ports.ts"
import type { Room } from "../rooms/room.ts"
import type { Rooms } from "../rooms/rooms.ts"
import { lackingNumbers, lackingReplies } from "./desk-work.ts"
import { TicketDesk } from "./ticket-desk.ts"
import { HOLDING_NOTHING, RELAY, Visit } from "./visit.ts"

/** How many steps of escalation ladders are done at once; the rest follows when those are on disk. */
const MOST_STEPS = 50

/** Where people, their teams and their hours are. */
const PEOPLE: readonly DocumentPath[] = ["people", "directory"]

export interface SpaceStayOptions {
  readonly rooms: Rooms
  readonly clock: Clock
  readonly random: Random
  readonly report: Report
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
  readonly #setup: DocumentPath
  /** What others wrote since it was last looked at: taken in only then, since mostly there is nothing to do. */
  #news: (readonly [DocumentPath, Uint8Array])[] = []
  #written: (readonly [DocumentPath, Uint8Array])[] = []
  readonly #places = new Map<DocumentPath, Place>()
  /** Nothing as long as there are no tickets. */
  #tickets: TicketDesk | null = null
  #isStale = false

  constructor(options: SpaceStayOptions) {
    this.#options = options
    this.#path = `space/${options.space}`
    this.#setup = `setup/${options.space}`
    this.#replica = new WorkspaceReplica({
      now: () => options.clock.now(),
      random: options.random,
      clientId: Math.floor(options.random() * 2 ** 32),
      onUpdate: (path, update) => void this.#written.push([path, update]),
    })
  }

  /** Whether what was read here is of no use any more: begin anew. */
  get isStale(): boolean {
    return this.#isStale
  }

  /** When there is something to do again without anybody writing, in milliseconds since 1970; nothing where never. */
  get nextChange(): number | null {
    return this.#tickets?.nextChange ?? null
  }

  /**
   * Writes what is lacking in the space and does what is due there, and resolves when it is on disk: with null, or with why
   * it is not.
   *
   * @param replied tickets in whose conversations something was written, with when it was received
   */
  async settle(replied: ReadonlyMap<ItemId, number>): Promise<string | null> {
    const why = await this.#enter(this.#path)
    if (why !== null) return why
    this.#takeNews()
    const whyNoTickets = await this.#openTickets()
    if (whyNoTickets !== null) return whyNoTickets
    const { space, clock } = this.#options
    const changes = lackingNumbers(this.#replica, space)
    let unread: string | null = null
    for (const [ticket, receivedAt] of replied) {
      const why = await this.#visit(`public/${space}/${ticket}`)
      // One conversation that cannot be read keeps nothing else waiting.
      if (why !== null) {
        unread = why
        continue
      }
      changes.push(...lackingReplies(this.#replica, space, ticket, receivedAt))
      this.#leave(`public/${space}/${ticket}`)
    }
    changes.push(...(this.#tickets?.reopenings(clock.now()) ?? []))
    this.#write(changes)
    const notGiven = await this.#assign()
    if (notGiven !== null) return notGiven
    const steps = this.#tickets?.dueSteps(clock.now(), MOST_STEPS) ?? []
    for (const step of steps) await this.#do(step)
    const sent = await this.#send()
    for (const { ticket } of steps) this.#leave(`comments/${space}/${ticket}`)
    return sent ?? unread
  }

  leave(): void {
    for (const path of [...this.#places.keys()]) this.#leave(path)
  }

  /** Where there are tickets, what is promised for them is known too. */
  async #openTickets(): Promise<string | null> {
    if (this.#tickets !== null || this.#replica.open(this.#path).rows("ticketEvents").size === 0) return null
    const why = await this.#enter(this.#setup)
    if (why !== null) return why
    const { space, clock } = this.#options
    this.#tickets = new TicketDesk(this.#replica, space, clock.now())
    return null
  }

  #takeNews(): void {
    for (const [path, bytes] of this.#news.splice(0)) {
      const { patches } = this.#replica.receive(path, bytes)
      this.#tickets?.follow(patches, this.#options.clock.now())
    }
  }

  /** Gives to people what rules give by themselves. */
  async #assign(): Promise<string | null> {
    const now = this.#options.clock.now()
    const tickets = this.#tickets?.unassigned() ?? []
    if (tickets.length === 0) return null
    for (const path of PEOPLE) {
      const why = await this.#visit(path)
      if (why !== null) return why
    }
    for (const { entries, event } of this.#tickets!.given(tickets, now)) {
      const merged = this.#replica.merge([{ path: this.#path, entries }])
      assert(!isRefusal(merged), "entries of records are never refused")
      for (const patches of merged.patches.values()) this.#tickets!.follow(patches, now)
      this.#write([event])
    }
    for (const path of PEOPLE) this.#leave(path)
    return null
  }

  /** Does a step; without its note, where the comments of its ticket cannot be entered: the rest matters more. */
  async #do(step: DueStep): Promise<void> {
    const { workspace, space, clock, random, report } = this.#options
    const comments: DocumentPath = `comments/${space}/${step.ticket}`
    const hasNote = step.actions.some(({ action }) => action === "add-note")
    const why = hasNote ? await this.#visit(comments) : null
    if (why !== null) report(`${workspace}/${comments}: a note of a ladder is not written: ${why}`)
    const changes = this.#tickets!.changesOf(step, { now: clock.now(), random })
    this.#write(why === null ? changes : changes.filter(({ document }) => document !== comments))
  }

  #write(changes: readonly Change[]): void {
    if (changes.length === 0) return
    const { patches } = this.#replica.write(changes, RELAY as MemberId)
    for (const own of patches.values()) this.#tickets?.follow(own, this.#options.clock.now())
  }

  /** Brings to disk what was written: notes before the fact that they were, which says that nothing is left to do. */
  async #send(): Promise<string | null> {
    const written = [...Map.groupBy(this.#written.splice(0), ([path]) => path)]
    const last = written.filter(([path]) => path === this.#path)
    for (const [path, updates] of [...written.filter(([path]) => path !== this.#path), ...last]) {
      const place = this.#places.get(path)
      if (place === undefined) return `${path} was left meanwhile`
      const why = await place.visit.write(
        place.room,
        updates.map(([, bytes]) => bytes),
      )
      if (why !== null) return why
    }
    return null
  }

  /** Enters a document of the space to stay, and hears of what is written there. */
  #enter(path: DocumentPath): Promise<string | null> {
    const visit = new Visit({
      updated: bytes => void this.#news.push([path, bytes]),
      ended: () => {
        this.#isStale = true
        this.#places.delete(path)
      },
    })
    return this.#join(path, visit)
  }

  /** Enters a document for as long as something is done in it. */
  #visit(path: DocumentPath): Promise<string | null> {
    return this.#join(path, new Visit({ ended: () => void this.#places.delete(path) }))
  }

  /** Enters a document, unless that was done before, and takes in what it holds; why not, where that cannot be. */
  async #join(path: DocumentPath, visit: Visit): Promise<string | null> {
    if (this.#places.has(path)) return null
    const { rooms, workspace } = this.#options
    const name = `${workspace}/${path}`
    // An item's id is what somebody wrote.
    if (!isDocumentName(name)) return "no document has such a name"
    const joined = await rooms.join(name, visit.peer, HOLDING_NOTHING, () => true)
    if (joined.state !== "joined") return joined.detail
    this.#places.set(path, { room: joined.room, visit })
    const { bytes } = joined.entry
    this.#replica.open(path, bytes.length === 0 ? [] : [bytes])
    return null
  }

  #leave(path: DocumentPath): void {
    const place = this.#places.get(path)
    if (place === undefined) return
    this.#places.delete(path)
    place.room.leave(place.visit.peer)
    // What is asked for again has gone on by then.
    if (path !== this.#path && path !== this.#setup) this.#replica.close(path)
  }
}

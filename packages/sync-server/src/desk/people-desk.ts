import { stampAt } from "@weft/model/base/hybrid-clock"
import type { MemberId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import { seedKey } from "@weft/model/replica/entry"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Member } from "@weft/model/schema/space"
import { formatDocumentName } from "@weft/model/wire/document-name"
import type { PersonDue } from "../access/people-due.ts"
import type { Clock, Report, Timers } from "../ports.ts"
import type { Rooms } from "../rooms/rooms.ts"
import { changesTo, PEOPLE, type PersonShown } from "./person-record.ts"
import { HOLDING_NOTHING, RELAY, Visit } from "./visit.ts"

/** How long to wait after a write that came to nothing, in milliseconds. */
const RETRY_MILLIS = 10_000

/** The records that are not shown yet. */
export interface DuePeople {
  all(): readonly PersonDue[]
  /** Takes one off, unless it became due again meanwhile. */
  done(due: PersonDue): void
}

export interface PeopleDeskOptions {
  readonly rooms: Rooms
  readonly due: DuePeople
  /** Calls back when something may have become due; returns what ends that. */
  readonly watch: (changed: () => void) => () => void
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly report: Report
}

/**
 * Shows in each workspace's `people` who joined, was renamed or left. It is a
 * peer like others: what it writes is checked, brought to disk and passed on,
 * and merges with what admins write at the same time.
 */
export class PeopleDesk {
  readonly #options: PeopleDeskOptions
  readonly #stopWatching: () => void
  #running: Promise<void> | null = null
  #isAsked = false
  #isEnded = false
  #cancelRetry = () => {}

  /** Begins with what was left from before. */
  constructor(options: PeopleDeskOptions) {
    this.#options = options
    this.#stopWatching = options.watch(() => this.#ask())
    this.#ask()
  }

  /** Resolves when all that was due by now is shown, or is waiting for another try. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  /** Ends; what is due stays so until the next start. */
  async end(): Promise<void> {
    this.#isEnded = true
    this.#stopWatching()
    this.#cancelRetry()
    await this.settled()
  }

  #ask(): void {
    this.#isAsked = true
    this.#running ??= this.#run()
  }

  async #run(): Promise<void> {
    // It must not be over before it is known to be running.
    await Promise.resolve()
    try {
      while (this.#isAsked && !this.#isEnded) {
        this.#isAsked = false
        const byWorkspace = Map.groupBy(this.#options.due.all(), ({ workspace }) => workspace)
        for (const [workspace, due] of byWorkspace) await this.#show(workspace, due)
      }
    } catch (error) {
      this.#tryAgain("the list", error instanceof Error ? error.message : String(error))
    } finally {
      this.#running = null
    }
  }

  async #show(workspace: string, due: readonly PersonDue[]): Promise<void> {
    try {
      const why = await this.#write(formatDocumentName({ workspace, kind: PEOPLE, ids: [] }), due)
      if (why === null) for (const person of due) this.#options.due.done(person)
      else this.#tryAgain(workspace, why)
    } catch (error) {
      this.#tryAgain(workspace, error instanceof Error ? error.message : String(error))
    }
  }

  #tryAgain(workspace: string, why: string): void {
    this.#options.report(`${workspace}: people are not shown yet: ${why}`)
    this.#cancelRetry()
    if (!this.#isEnded) this.#cancelRetry = this.#options.timers.after(RETRY_MILLIS, () => this.#ask())
  }

  /** Brings the records to disk; the reason where that came to nothing. */
  async #write(document: string, people: readonly PersonShown[]): Promise<string | null> {
    const visit = new Visit()
    const joined = await this.#options.rooms.join(document, visit.peer, HOLDING_NOTHING, () => true)
    if (joined.state !== "joined") return joined.detail
    try {
      const { bytes } = joined.entry
      return await visit.write(joined.room, this.#updatesFor(bytes.length === 0 ? [] : [bytes], people))
    } finally {
      joined.room.leave(visit.peer)
    }
  }

  /** A replica that nobody was before writes what is lacking; the updates are what others need of it. */
  #updatesFor(stored: readonly Uint8Array[], people: readonly PersonShown[]): readonly Uint8Array[] {
    const { clock, random } = this.#options
    const updates: Uint8Array[] = []
    const clientId = Math.floor(random() * 2 ** 32)
    const onUpdate = (_: string, update: Uint8Array) => void updates.push(update)
    const replica = new WorkspaceReplica({ now: () => clock.now(), random, clientId, onUpdate })
    const members = () => replica.open(PEOPLE).rows("members") as Iterable<readonly [string, unknown]>
    replica.open(PEOPLE, stored)
    const known = new Set([...members()].map(([id]) => id))
    const seeds = people
      .filter(({ member }) => !known.has(member))
      .map(person => ({ kind: "members", key: seedKey(person.member, replica.name), stored: seedOf(person, clock) }))
    if (seeds.length > 0) replica.merge([{ path: PEOPLE, entries: seeds }])
    const rows = new Map([...members()] as [string, Member][])
    const changes = people.flatMap(person => {
      const row = rows.get(person.member)
      return row === undefined ? [] : changesTo(row, person)
    })
    if (changes.length > 0) replica.write(changes, RELAY as MemberId)
    replica.close(PEOPLE)
    return updates
  }
}

/**
 * The first values of a record. They are stamped, as those of a computed id:
 * the record may be under way from the device where the workspace was begun, or
 * from the admin who made the placeholder, and then both are read together.
 */
function seedOf({ name, hasAccount }: PersonShown, clock: Clock): unknown {
  return [{ name, ...(hasAccount ? {} : { placeholder: true }) }, stampAt(clock.now())]
}

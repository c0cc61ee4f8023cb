import type { Acting } from "@weft/model/actions/define"
import { changesOfStep } from "@weft/model/actions/escalate"
import type { SpaceId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import type { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change } from "@weft/model/schema/change"
import type { RowPatch } from "@weft/model/schema/patch"
import type { DueStep } from "@weft/model/service/escalation"
import { LadderWatch } from "@weft/model/service/ladder-watch"
import { TicketHistories } from "@weft/model/service/ticket-histories"
import { lackingReopenings, rowsOf } from "./desk-work.ts"

/** The kinds of records that say what is promised. */
const TERMS: ReadonlySet<string> = new Set(["serviceCalendars", "servicePolicies", "policyVersions"])

/** What is written of a space that concerns its tickets. */
const OF_TICKETS: ReadonlySet<string> = new Set(["items", "ticketEvents", "statuses"])

/** The tickets of one space as the desk sees them: looked at once, and then again only those that changed. */
export class TicketDesk {
  readonly #replica: WorkspaceReplica
  readonly #space: string
  readonly #histories: TicketHistories
  readonly #watch: LadderWatch
  /** Tickets that may have been closed without seeing what their requester wrote. */
  readonly #toReopen: Set<string>

  constructor(replica: WorkspaceReplica, space: string, now: number) {
    this.#replica = replica
    this.#space = space
    const rows = rowsOf(replica, space)
    this.#histories = new TicketHistories(() => rows)
    this.#watch = new LadderWatch(() => rows, this.#histories, now)
    this.#toReopen = new Set(this.#histories.tickets)
  }

  /** When something may be to do without anybody writing, in milliseconds since 1970; nothing where never. */
  get nextChange(): number | null {
    return this.#watch.nextChange
  }

  /** Takes in what became of rows of the space and its set-up. */
  follow(patches: readonly RowPatch[], now: number): void {
    const idsOf = (kind: string) => patches.filter(patch => patch.kind === kind).map(({ id }) => id)
    if (!patches.some(({ kind }) => OF_TICKETS.has(kind) || TERMS.has(kind))) return
    const items = idsOf("items")
    const changed = [...this.#histories.eventsChanged(idsOf("ticketEvents")), ...this.#histories.itemsChanged(items)]
    for (const ticket of [...changed, ...items]) this.#toReopen.add(ticket)
    this.#watch.changed([...changed, ...items])
    if (patches.some(({ kind }) => TERMS.has(kind) || kind === "statuses")) this.#watch.termsChanged(now)
  }

  /** See `lackingReopenings`; of tickets that did not change since it was asked last, nothing is lacking. */
  reopenings(now: number): Change[] {
    const tickets = [...this.#toReopen]
    this.#toReopen.clear()
    return lackingReopenings(this.#replica, this.#space, now, { histories: this.#histories, tickets })
  }

  /** Steps of escalation ladders to do by now, by their time, at most so many. */
  dueSteps(now: number, most: number): readonly DueStep[] {
    return this.#watch.take(now, most)
  }

  /** The changes with which a step is done; none where it was done or cannot be. */
  changesOf(step: DueStep, acting: Omit<Acting, "me">): readonly Change[] {
    const changes = changesOfStep(this.#replica.snapshot(this.#space as SpaceId), step, acting)
    return isRefusal(changes) ? [] : changes
  }
}

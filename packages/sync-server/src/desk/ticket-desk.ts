import type { Acting } from "@weft/model/actions/define"
import type { SpaceId } from "@weft/model/base/ids"
import { hasAutomaticRules } from "@weft/model/capacity/automatic-assignment"
import { SpaceLadders } from "@weft/model/replica/space-ladders"
import type { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change } from "@weft/model/schema/change"
import type { RowPatch } from "@weft/model/schema/patch"
import type { DueStep } from "@weft/model/service/escalation"
import { unassignedTicket, type UnassignedTicket } from "@weft/model/service/unassigned"
import { givenTickets, type GivenTicket } from "./assignment-desk.ts"
import { lackingReopenings } from "./desk-work.ts"

/** The kinds of records that say who gets tickets. */
const ASSIGNING: ReadonlySet<string> = new Set(["assignmentRules", "skills", "rotas", "rotaTurns"])

/** The tickets of one space as the desk sees them: looked at once, and then again only those that changed. */
export class TicketDesk {
  readonly #replica: WorkspaceReplica
  readonly #space: string
  readonly #ladders: SpaceLadders
  /** Tickets that may have been closed without seeing what their requester wrote. */
  readonly #toReopen: Set<string>
  /** Tickets that nobody may have. */
  readonly #toAssign: Set<string>

  constructor(replica: WorkspaceReplica, space: string, now: number) {
    this.#replica = replica
    this.#space = space
    this.#ladders = new SpaceLadders(replica, space as SpaceId, now)
    this.#toReopen = new Set(this.#ladders.histories.tickets)
    this.#toAssign = new Set(this.#ladders.histories.tickets)
  }

  /** When something may be to do without anybody writing, in milliseconds since 1970; nothing where never. */
  get nextChange(): number | null {
    return this.#ladders.nextChange
  }

  /** Takes in what became of rows of the space and its set-up. */
  follow(patches: readonly RowPatch[], now: number): void {
    for (const ticket of this.#ladders.follow(patches, now)) {
      this.#toReopen.add(ticket)
      this.#toAssign.add(ticket)
    }
    if (patches.some(({ kind }) => ASSIGNING.has(kind)))
      for (const ticket of this.#ladders.histories.tickets) this.#toAssign.add(ticket)
  }

  /** See `lackingReopenings`; of tickets that did not change since it was asked last, nothing is lacking. */
  reopenings(now: number): Change[] {
    const tickets = [...this.#toReopen]
    this.#toReopen.clear()
    return lackingReopenings(this.#replica, this.#space, now, { histories: this.#ladders.histories, tickets })
  }

  /** Tickets that rules may give to somebody by themselves; of those that did not change since it was asked last, none. */
  unassigned(): readonly UnassignedTicket[] {
    const tickets = [...this.#toAssign]
    this.#toAssign.clear()
    const snapshot = this.#replica.snapshot(this.#space as SpaceId)
    if (!hasAutomaticRules(snapshot)) return []
    return tickets.flatMap(id => {
      const item = snapshot.items.get(id)
      return (item === undefined ? null : unassignedTicket(item, this.#ladders.histories.of(id))) ?? []
    })
  }

  /** Whom rules give tickets; the people and their hours must be open in the replica. */
  given(tickets: readonly UnassignedTicket[], now: number): readonly GivenTicket[] {
    const snapshot = this.#replica.snapshot(this.#space as SpaceId)
    return givenTickets(snapshot, tickets, { now, replica: this.#replica.name })
  }

  /** Steps of escalation ladders to do by now, by their time, at most so many. */
  dueSteps(now: number, most: number): readonly DueStep[] {
    return this.#ladders.take(now, most)
  }

  /** See `SpaceLadders`. */
  changesOf(step: DueStep, acting: Omit<Acting, "me">): readonly Change[] {
    return this.#ladders.changesOf(step, acting)
  }
}

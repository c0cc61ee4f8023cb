import type { Acting } from "../actions/define.ts"
import { changesOfStep } from "../actions/escalate.ts"
import type { SpaceId } from "../base/ids.ts"
import { isRefusal } from "../base/result.ts"
import type { Change } from "../schema/change.ts"
import type { DueStep } from "../service/escalation.ts"
import { LadderWatch } from "../service/ladder-watch.ts"
import { ticketRowsOf } from "./ticket-rows.ts"
import type { WorkspaceReplica } from "./workspace-replica.ts"

/** The escalation ladders of a space whose documents are open in a replica, for whoever does their steps. */
export class SpaceLadders extends LadderWatch {
  readonly #replica: WorkspaceReplica
  readonly #space: SpaceId

  constructor(replica: WorkspaceReplica, space: SpaceId, now: number) {
    super(ticketRowsOf(replica, space), now)
    this.#replica = replica
    this.#space = space
  }

  /** The changes with which a step is done; none where it was done or cannot be. Its comments must be open for a note. */
  changesOf(step: DueStep, acting: Omit<Acting, "me">): readonly Change[] {
    const changes = changesOfStep(this.#replica.snapshot(this.#space), step, acting)
    return isRefusal(changes) ? [] : changes
  }
}

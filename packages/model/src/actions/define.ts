import type { MemberId } from "../base/ids.ts"
import type { Random } from "../base/random.ts"
import { isRefusal, type Refusal } from "../base/result.ts"
import type { Change } from "../schema/change.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { refuseIfClosed } from "./closed-project.ts"
import { withMatrixPriority } from "./matrix-priority.ts"
import { withTicketEvents } from "./ticket-events.ts"
import { ChangeWriter } from "./writer.ts"

/** Who acts, and what of the world an action may use. */
export interface Acting {
  readonly me: MemberId
  /** Milliseconds since 1970. */
  readonly now: number
  readonly random: Random
  /** What else an action brings about here, such as owners by rules where no relay gives them; without one nothing. */
  readonly alsoDo?: AlsoDo
}

/** The changes of an action with what else they bring about. */
export type AlsoDo = (snapshot: Snapshot, changes: readonly Change[], acting: Acting) => readonly Change[]

export interface ActionContext extends Acting {
  /** Repaired rows of the space acted in and the workspace around it, as the person sees them. */
  readonly snapshot: Snapshot
  readonly write: ChangeWriter
}

/** Something a person does, as data: it reads a snapshot and writes changes, or says no. One action is one step of undo. */
export interface Action<Args> {
  /** `noun.verb`, which is also what the message catalogue names it by. */
  readonly name: string
  readonly decide: (context: ActionContext, args: Args) => Refusal | void
}

export function defineAction<Args>(name: string, decide: Action<Args>["decide"]): Action<Args> {
  return { name, decide }
}

/**
 * The changes of an action over a snapshot, with the priorities and events of the tickets that it changes, or why not: also where its
 * project is closed. Nothing is written anywhere.
 */
export function perform<Args>(
  action: Action<Args>,
  snapshot: Snapshot,
  args: Args,
  acting: Acting,
): readonly Change[] | Refusal {
  const write = new ChangeWriter(snapshot)
  const answer = action.decide({ ...acting, snapshot, write }, args)
  if (isRefusal(answer)) return answer
  const closed = refuseIfClosed(snapshot, write.changes)
  if (closed !== null) return closed
  const changes = withTicketEvents(snapshot, withMatrixPriority(snapshot, write.changes, acting.now), acting)
  return acting.alsoDo?.(snapshot, changes, acting) ?? changes
}

import { layDownVotes } from "@weft/model/actions/planning-session"
import type { ItemId, MemberId, PlanningSessionId } from "@weft/model/base/ids"
import { heldVoteId, type PlanningSession } from "@weft/model/schema/planning-session"
import { ballotResult, decisionsOf, takesPart } from "@weft/model/tasks/planning-session"
import { createContext, createEffect, createMemo, on, onCleanup, useContext, type Accessor } from "solid-js"
import { memberNamed, useWorkspace } from "../../data/context.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { useAct, type Act } from "../../parts/acting.ts"
import { format, t } from "../../text/index.ts"

/** What the parts of a session's dock share. */
export interface SessionState {
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly act: Act
  readonly mayWrite: Accessor<boolean>
  readonly session: Accessor<PlanningSession>
  readonly isIn: Accessor<boolean>
  readonly leads: Accessor<boolean>
  readonly nameOf: (member: MemberId | null) => string
  readonly titleOf: (item: ItemId) => string
  /** A vote or an estimate in words. */
  readonly valueWords: (value: number | null) => string
  readonly result: Accessor<ReturnType<typeof ballotResult> | null>
  /** What this person voted in the ballot: a value, that they cannot say, or nothing yet. */
  readonly ownVote: Accessor<number | null | undefined>
  /** Who takes part and is here now. */
  readonly here: Accessor<ReadonlySet<MemberId>>
  /** Whether somebody has voted in the ballot, as far as they say so. */
  readonly hasVoted: (member: MemberId) => boolean
  readonly decisions: Accessor<ReturnType<typeof decisionsOf>>
}

const SessionContext = createContext<SessionState>()

export const SessionProvider = SessionContext.Provider

export function useSession(): SessionState {
  const state = useContext(SessionContext)
  if (state === undefined) throw new Error("Broken invariant: this part stands outside a planning session")
  return state
}

export function createSessionState(space: SpaceData, session: Accessor<PlanningSession>): SessionState {
  const workspace = useWorkspace()
  const path = `space/${space.id}`
  const table = <K extends "votes" | "decisions">(kind: K) => space.live.table(kind)
  const isIn = () => takesPart(session(), workspace.me)
  const result = createMemo(() => {
    const { id, ballot } = session()
    return ballot?.isRevealed === true ? ballotResult({ votes: table("votes") }, id, ballot) : null
  })
  const ownVote = () => {
    const { id, ballot } = session()
    if (ballot === null) return undefined
    return workspace.live.table("heldVotes").get(heldVoteId(id, ballot))?.value
  }
  const here = createMemo(() => {
    const found = new Set<MemberId>([workspace.me])
    for (const { member } of workspace.presence.peers(path)) found.add(member as MemberId)
    return found
  })
  const ballotKey = () => {
    const { ballot } = session()
    return ballot === null ? null : `${ballot.item} ${ballot.round}`
  }
  const hasVoted = (member: MemberId) =>
    member === workspace.me
      ? ownVote() !== undefined
      : workspace.presence
          .peers(path)
          .some(peer => peer.member === member && peer.voted != null && peer.voted === ballotKey())
  // That one has voted is told to whoever is here; what, is nobody's business yet.
  createEffect(() => workspace.presence.tell(path, { voted: isIn() && ownVote() !== undefined ? ballotKey() : null }))
  onCleanup(() => workspace.presence.tell(path, { voted: null }))
  createEffect(
    on([session, () => workspace.live.table("heldVotes")], ([{ id }]) => {
      if (workspace.mayWrite(path)) workspace.run(space.id, layDownVotes, { session: id })
    }),
  )
  return {
    workspace,
    space,
    act: useAct(() => space.id),
    mayWrite: () => workspace.mayWrite(path),
    session,
    isIn,
    leads: () => session().facilitator === workspace.me,
    nameOf: member => memberNamed(workspace.live, member)?.name ?? "",
    titleOf: item => space.live.table("items").get(item)?.title || t().item.untitled,
    valueWords: value => {
      if (value === null) return "?"
      return session().unit === "points" ? format().number(value) : format().duration(value)
    },
    result,
    ownVote,
    here,
    hasVoted,
    decisions: createMemo(() => decisionsOf({ decisions: table("decisions") }, session().id as PlanningSessionId)),
  }
}

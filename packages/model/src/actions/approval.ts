import type { ItemId, MemberId, TeamId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { approversOf, seenFieldsOf, sumOfSeen } from "../plan/item-approval.ts"
import { approvalId, itemApprovalId, type Approval, type Gate } from "../schema/steering.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { isMoment, type Moment } from "../time/moment.ts"
import { defineAction } from "./define.ts"

export interface AskItemApproval {
  readonly item: ItemId
  readonly people: readonly MemberId[]
  /** Whose people may approve as well. */
  readonly team: TeamId | null
  readonly share: Gate["share"]
  /** How many must approve where `share` is a number; 0 is all. */
  readonly needed: number
  /** The last day on which somebody may say something. */
  readonly until: Moment | null
}

/** Asks people whether an item may be carried out as it is. Asked again it is others who are asked; votes stay. */
export const askItemApproval = defineAction<AskItemApproval>(
  "approval.ask",
  ({ snapshot, write, me, now }, { item, people, team, share, needed, until }) => {
    const row = snapshot.items.get(item)
    if (row === undefined || row.deleted !== null) return refuse("not-found")
    if (team !== null && snapshot.teams.get(team)?.deleted !== null) return refuse("not-found")
    if (people.some(member => !snapshot.members.has(member))) return refuse("not-found")
    if (people.length === 0 && team === null) return refuse("gate-without-approvers")
    if (!Number.isInteger(needed) || needed < 0) return refuse("limit-not-positive")
    if (until !== null && !isMoment(until)) return refuse("date-missing")
    const id = itemApprovalId(item)
    const standing = snapshot.gates.get(id)
    if (standing === undefined) write.create("gates", id, { item, approves: "item" })
    else write.restore("gates", id)
    for (const member of standing?.approvers ?? [])
      if (!people.includes(member)) write.remove("gates", id, "approvers", member)
    for (const member of people) write.add("gates", id, "approvers", member)
    write.patch("gates", id, { team, share, needed, until })
    // Both, always: nobody is ever named with the time at which somebody else asked.
    write.always("gates", id, "askedAt", now)
    write.always("gates", id, "askedBy", me)
  },
)

/** Asks for the approval of an item no more. What was said stays, and counts again where it is asked for again. */
export const dropItemApproval = defineAction<{ readonly item: ItemId }>(
  "approval.drop",
  ({ snapshot, write, me }, { item }) => {
    const gate = standingGate(snapshot, item)
    if ("refused" in gate) return gate
    write.trash("gates", gate.id, me)
  },
)

export interface ItemJudgement {
  readonly item: ItemId
  readonly verdict: Approval["verdict"]
  readonly note: string
  /** The text of the description that the person sees; nothing where they do not. */
  readonly description: string | null
  /** The person's day. */
  readonly today: string
}

/**
 * Says of an item, as one sees it, whether it may be carried out. It counts as long as the item is as it was seen. Refused
 * for who was not asked, and after the last day.
 */
export const judgeItem = defineAction<ItemJudgement>(
  "approval.judge",
  ({ snapshot, write, me, now }, { item, verdict, note, description, today }) => {
    const gate = standingGate(snapshot, item)
    if ("refused" in gate) return gate
    if (!approversOf(snapshot, gate).includes(me)) return refuse("no-approver")
    if (gate.until !== null && gate.until.slice(0, 10) < today) return refuse("approval-expired")
    const seen = seenFieldsOf(snapshot, snapshot.items.get(item)!, description)
    const id = approvalId(gate.id, me, sumOfSeen(seen))
    if (!snapshot.approvals.has(id)) write.create("approvals", id, { gate: gate.id, by: me, seen })
    // Both, always: the later word of one person on two devices stands whole.
    write.always("approvals", id, "verdict", verdict)
    write.always("approvals", id, "note", note.trim())
    write.always("approvals", id, "at", now)
  },
)

/** Gives the word that one was asked for to somebody else. */
export const delegateApproval = defineAction<{ readonly item: ItemId; readonly to: MemberId }>(
  "approval.delegate",
  ({ snapshot, write, me }, { item, to }) => {
    const gate = standingGate(snapshot, item)
    if ("refused" in gate) return gate
    if (!gate.approvers.includes(me)) return refuse("no-approver")
    if (to === me) return refuse("same-member")
    if (snapshot.members.get(to)?.deleted !== null) return refuse("not-found")
    write.remove("gates", gate.id, "approvers", me)
    write.add("gates", gate.id, "approvers", to)
  },
)

function standingGate(snapshot: Snapshot, item: ItemId): Gate | Refusal {
  const gate = snapshot.gates.get(itemApprovalId(item))
  const row = snapshot.items.get(item)
  if (gate === undefined || gate.deleted !== null || row === undefined || row.deleted !== null)
    return refuse("not-found")
  return gate
}

import type { ItemId, MemberId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { approvalId, gateId, type Approval } from "../schema/steering.ts"
import { defineAction } from "./define.ts"

/** Makes a milestone a gate: what follows it waits for approval. Its item becomes a milestone if it was none. */
export const makeGate = defineAction<{ readonly item: ItemId; readonly isGate: boolean }>(
  "gate.make",
  ({ snapshot, write, me }, { item, isGate }) => {
    const row = snapshot.items.get(item)
    if (row === undefined || row.deleted !== null) return refuse("not-found")
    const id = gateId(item)
    const standing = snapshot.gates.get(id)
    if (!isGate) return standing === undefined ? refuse("not-found") : write.trash("gates", id, me)
    const isSummary = [...snapshot.items.values()].some(({ parent, deleted }) => parent === item && deleted === null)
    if (isSummary) return refuse("dates-from-below")
    if (!row.milestone) write.patch("items", item, { milestone: true, durationTenths: 0 })
    if (standing === undefined) write.create("gates", id, { item })
    else write.restore("gates", id)
  },
)

export interface PatchGate {
  readonly item: ItemId
  /** Other criteria void all approvals: they were given for the words that stood. */
  readonly criteria?: string
  /** How many approvers must approve; 0 is all. */
  readonly needed?: number
}

export const patchGate = defineAction<PatchGate>("gate.patch", ({ snapshot, write }, { item, criteria, needed }) => {
  const gate = snapshot.gates.get(gateId(item))
  if (gate === undefined || gate.deleted !== null) return refuse("not-found")
  if (needed !== undefined && (!Number.isInteger(needed) || needed < 0)) return refuse("limit-not-positive")
  write.patch("gates", gate.id, { criteria: criteria?.trim(), needed })
})

/** Names somebody who may approve a gate, or does so no more; their approval counts no more then. */
export const setApprover = defineAction<{
  readonly item: ItemId
  readonly member: MemberId
  readonly approves: boolean
}>("gate.approver", ({ snapshot, write }, { item, member, approves }) => {
  const gate = snapshot.gates.get(gateId(item))
  if (gate === undefined || gate.deleted !== null || !snapshot.members.has(member)) return refuse("not-found")
  if (approves) write.add("gates", gate.id, "approvers", member)
  else write.remove("gates", gate.id, "approvers", member)
})

/** Asks the approvers of a gate to say something of it. Refused where it has none. */
export const askApproval = defineAction<{ readonly item: ItemId }>(
  "gate.ask",
  ({ snapshot, write, me, now }, { item }) => {
    const gate = snapshot.gates.get(gateId(item))
    if (gate === undefined || gate.deleted !== null) return refuse("not-found")
    if (gate.approvers.length === 0) return refuse("gate-without-approvers")
    // Both, always: nobody is ever named with the time at which somebody else asked.
    write.always("gates", gate.id, "askedAt", now)
    write.always("gates", gate.id, "askedBy", me)
  },
)

export interface Judgement {
  readonly item: ItemId
  readonly verdict: Approval["verdict"]
  readonly note?: string
}

/** Says of a gate what one thinks, of its criteria as one sees them. Only who is named as an approver can. */
export const judgeGate = defineAction<Judgement>("gate.judge", (context, { item, verdict, note }) => {
  const { snapshot, write, me, now } = context
  const gate = snapshot.gates.get(gateId(item))
  if (gate === undefined || gate.deleted !== null) return refuse("not-found")
  if (!gate.approvers.includes(me)) return refuse("no-approver")
  const id = approvalId(gate.id, me)
  if (!snapshot.approvals.has(id)) write.create("approvals", id, { gate: gate.id, by: me })
  // Apart from the seed, both, and always: no verdict may ever be read with criteria for which the same person, on
  // another device, did not give it.
  write.always("approvals", id, "verdict", verdict)
  write.always("approvals", id, "criteria", gate.criteria)
  write.patch("approvals", id, { note: note?.trim() ?? "", at: now })
})

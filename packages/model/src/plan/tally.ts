import type { MemberId } from "../base/ids.ts"
import type { Approval, Gate } from "../schema/steering.ts"

/** What those who may approve have said, each of them once. */
export interface Tally {
  /** How many approvals it takes: one at least, and never more than there are people to give them. */
  readonly needed: number
  readonly approved: readonly MemberId[]
  readonly rejected: readonly MemberId[]
  readonly isApproved: boolean
}

/** Counts what was said of a gate by those who may, as far as it counts. */
export function tallyOf(gate: Gate, people: readonly MemberId[], counted: readonly Approval[]): Tally {
  const by = (verdict: Approval["verdict"]) =>
    counted.flatMap(one => (one.verdict === verdict ? (one.by ?? []) : [])).sort()
  const wanted = gate.share === "half" ? Math.ceil(people.length / 2) : gate.needed === 0 ? people.length : gate.needed
  const needed = Math.max(1, Math.min(wanted, people.length))
  const approved = by("approved")
  return { needed, approved, rejected: by("rejected"), isApproved: approved.length >= needed }
}

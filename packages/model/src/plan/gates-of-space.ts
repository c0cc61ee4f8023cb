import type { ItemId } from "../base/ids.ts"
import type { Item } from "../schema/item.ts"
import type { Dependency } from "../schema/planning.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { approvalId, type Approval, type Gate } from "../schema/steering.ts"
import { tallyOf, type Tally } from "./tally.ts"

/** A gate, what was said of it, and what it holds back. */
export interface GateState extends Tally {
  readonly gate: Gate
  readonly item: Item
  /** What was said of other criteria than those that stand now, or by somebody who is no approver: it counts no more. */
  readonly void: readonly Approval[]
  /** The unfinished items that wait for its item, by links from it; all of them may begin once it is approved. */
  readonly holds: readonly ItemId[]
  /** Those of them that have begun although it is not approved. */
  readonly passed: readonly ItemId[]
}

/**
 * The gates of a space that wait for words to come true and whose items live, in the order of their ids. The same rows
 * give the same answer on every replica.
 */
export function gatesOf(snapshot: Snapshot): readonly GateState[] {
  const said = Map.groupBy(living(snapshot.approvals), ({ gate }) => gate)
  const links = Map.groupBy(living(snapshot.dependencies), ({ from }) => from)
  return living(snapshot.gates)
    .filter(({ approves }) => approves === "criteria")
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .flatMap(gate => {
      const item = gate.item === null ? undefined : snapshot.items.get(gate.item)
      if (item === undefined || item.deleted !== null) return []
      const waiting = itemsAt(snapshot, links.get(item.id) ?? [])
      return [stateOf(gate, item, waiting, said.get(gate.id) ?? [])]
    })
}

function stateOf(gate: Gate, item: Item, waiting: readonly Item[], said: readonly Approval[]): GateState {
  // One record of each person counts, the one with their id: whatever a document holds, nobody approves twice.
  const counts = ({ id, by, criteria }: Approval) =>
    by !== null && criteria === gate.criteria && gate.approvers.includes(by) && id === approvalId(gate.id, by)
  const tally = tallyOf(gate, gate.approvers, said.filter(counts))
  const { isApproved } = tally
  return {
    ...tally,
    gate,
    item,
    void: said.filter(one => one.verdict !== "withdrawn" && !counts(one)),
    holds: isApproved ? [] : waiting.filter(({ finishedAt }) => finishedAt === null).map(({ id }) => id),
    passed: isApproved ? [] : waiting.filter(({ startedAt }) => startedAt !== null).map(({ id }) => id),
  }
}

/** The living items that links lead to. */
function itemsAt(snapshot: Snapshot, links: readonly Dependency[]): Item[] {
  const ids = new Set(links.flatMap(({ to }) => to ?? []))
  return [...ids].sort().flatMap(id => {
    const row = snapshot.items.get(id)
    return row === undefined || row.deleted !== null ? [] : [row]
  })
}

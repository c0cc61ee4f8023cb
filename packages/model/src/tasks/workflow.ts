import type { StatusId } from "../base/ids.ts"
import { compareRanked, compareText } from "../base/rank.ts"
import type { Item } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { Transition } from "../schema/work.ts"
import { CATEGORIES, transitionRule, type Category, type ItemType, type Status } from "../schema/workflow.ts"

/** The living states of a space in the order of its workflow. */
export function workflowOf(snapshot: Snapshot): readonly Status[] {
  return living(snapshot.statuses).sort(compareRanked)
}

/**
 * The state that an item shows in: its own, or for one that was deleted (MERGE B4) the nearest living state of the same
 * category, by its place in the workflow; failing that, of the nearest category. `null` only where the space has no states.
 */
export function shownStatus(item: Pick<Item, "status">, snapshot: Snapshot, known?: readonly Status[]): Status | null {
  const own = item.status === null ? undefined : snapshot.statuses.get(item.status)
  if (own !== undefined && own.deleted === null) return own
  // Sorted only for the few items that need it: this is asked of every item of a space.
  const workflow = known ?? workflowOf(snapshot)
  if (own === undefined) return workflow[0] ?? null
  const nearest = [...workflow].sort(
    (left, right) =>
      categoryDistance(left.category, own.category) - categoryDistance(right.category, own.category) ||
      placesApart(workflow, left, own) - placesApart(workflow, right, own) ||
      compareText(left.id, right.id),
  )
  return nearest[0] ?? null
}

function categoryDistance(left: Category, right: Category): number {
  return Math.abs(CATEGORIES.indexOf(left) - CATEGORIES.indexOf(right))
}

/** How many living states lie between a living state and the place of a deleted one. */
function placesApart(workflow: readonly Status[], state: Status, deleted: Status): number {
  const place = workflow.filter(other => compareRanked(other, deleted) < 0).length
  const index = workflow.indexOf(state)
  return index < place ? place - 1 - index : index - place
}

/** Whether a state is the last of several active ones, which its glyph shows as nearly done. */
export function isNearlyDone(status: StatusId, workflow: readonly Status[]): boolean {
  const active = workflow.filter(({ category }) => category === "active")
  return active.length > 1 && active.at(-1)?.id === status
}

/** The states that an item of a type may have. */
export function statusesFor(type: ItemType | undefined, snapshot: Snapshot): readonly Status[] {
  const all = workflowOf(snapshot)
  return type === undefined || type.statuses.length === 0
    ? all
    : all.filter(status => type.statuses.includes(status.id))
}

/** Whether a type's rules allow going from one state to another; a type without rules allows all. */
export function allowsTransition(type: ItemType | undefined, from: StatusId | null, to: StatusId): boolean {
  if (type === undefined || from === null || from === to) return true
  if (type.statuses.length > 0 && !type.statuses.includes(to)) return false
  return type.transitions.length === 0 || type.transitions.includes(transitionRule(from, to))
}

/**
 * Whether an item stands in a state that its type's rules do not let it reach (FEATURES T6): two legal transitions that
 * merged, or a state that no transition of its own led to. It is said, never taken back.
 */
export function enteredWithoutTransition(item: Item, transitions: readonly Transition[], snapshot: Snapshot): boolean {
  const type = item.type === null ? undefined : snapshot.itemTypes.get(item.type)
  const own = transitions
    .filter(transition => transition.item === item.id && transition.deleted === null)
    .sort((left, right) => left.at - right.at || compareText(left.id, right.id))
  const last = own.at(-1)
  if (last === undefined || item.status === null) return false
  if (last.to !== item.status) return true
  const before = own.at(-2)?.to ?? last.from
  return !allowsTransition(type, before, item.status)
}

/** The first state of the first of the wanted categories that has one: where new items start. */
export function startingStatus(snapshot: Snapshot, type: ItemType | undefined): Status | null {
  const allowed = statusesFor(type, snapshot)
  return allowed.find(status => status.category === "waiting") ?? allowed[0] ?? null
}

import type { ItemId, SpaceId } from "../../base/ids.ts"
import { compare, type Outcome } from "../three-way.ts"
import type { ForeignBoard, ForeignCard, ForeignComment } from "./board.ts"
import { describedBefore, descriptionOf, hasOtherDescription, recordsOf, type BoardPlan } from "./records.ts"

/** What importing one record comes to, with the text that is written beside it. */
export interface PlannedOutcome {
  readonly outcome: Outcome
  readonly card: ForeignCard | undefined
  readonly comment: ForeignComment | undefined
  /** The text to write below an item that has none from this file yet, or empty. */
  readonly description: string
  /** Whether the file has another text than was imported: Weft's stands. */
  readonly hasOtherDescription: boolean
}

/** Compares every record of a file with what stands, one at a time. Parts of an item in the trash stay there with it. */
export function* outcomesOf(plan: BoardPlan): Generator<PlannedOutcome> {
  const { snapshot, options } = plan
  const restore = options.restore === true
  const trashed = new Set<string>()
  for (const { record, card, comment } of recordsOf(plan)) {
    const isWithTrashed = record.partOf !== undefined && trashed.has(record.partOf)
    const outcome: Outcome = isWithTrashed
      ? { record, state: "trashed", updated: [], kept: [], adds: [], removes: [], base: null }
      : compare(record, snapshot, restore)
    if (record.kind === "items" && outcome.state === "trashed") trashed.add(record.id)
    const isDescribed = card === undefined || outcome.state === "trashed"
    yield {
      outcome,
      card,
      comment,
      description: isDescribed ? "" : newDescription(plan, record.id as ItemId, card),
      hasOtherDescription: !isDescribed && hasOtherDescription(snapshot, record.id as ItemId, card),
    }
  }
}

function newDescription({ snapshot }: BoardPlan, item: ItemId, card: ForeignCard): string {
  return describedBefore(snapshot, item) === null ? descriptionOf(card) : ""
}

/** What the bases of one board's import are marked with, so that what the file has no more can be told. */
export function sourceOf(board: ForeignBoard): string {
  return `${board.program} ${board.id}`
}

/** Items that an earlier import made and that the file has no more: they stay. */
export function goneFrom({ board, snapshot, target }: BoardPlan): readonly { id: ItemId; name: string }[] {
  const source = sourceOf(board)
  const there = new Set<string>(board.cards.map(card => target.item(card.id)))
  const gone: { id: ItemId; name: string }[] = []
  for (const base of snapshot.importBases.values()) {
    if (base.kind !== "items" || base.source !== source || there.has(base.id)) continue
    const item = snapshot.items.get(base.id)
    if (item !== undefined && item.deleted === null) gone.push({ id: item.id, name: item.title })
  }
  return gone
}

/** Whether the space to import into is there, is to be made, or lies in the trash. */
export function spaceState({ snapshot, target }: BoardPlan): "new" | "standing" | "trashed" | "missing" {
  const place = snapshot.places.get(target.space as SpaceId)
  if (place === undefined) return target.isOwn ? "new" : "missing"
  return place.deleted === null ? "standing" : "trashed"
}

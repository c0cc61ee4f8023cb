import type { BoardId, ItemId } from "@weft/model/base/ids"
import { moveCards } from "@weft/model/actions/board"
import { createMemo, createSelector, createSignal, type Accessor } from "solid-js"
import type { Act } from "../../parts/acting.ts"
import { t } from "../../text/index.ts"
import { announce } from "../../ui/live-region.tsx"
import type { BoardModel } from "./board-model.ts"
import { placeName } from "./place-words.ts"

/** Where cards in the hand would go: before a card of a cell, or at its end. */
export interface DropTarget {
  readonly column: string
  readonly lane: string
  readonly before: string | null
}

export interface Held {
  readonly items: readonly string[]
  readonly by: "pointer" | "keyboard"
  readonly target: DropTarget
}

/** Cards in this person's hand, whether by pointer or by keyboard, until they are dropped or put back. */
export interface BoardDrag {
  readonly held: Accessor<Held | null>
  readonly isHeld: (id: string) => boolean
  readonly target: Accessor<DropTarget | null>
  readonly pickUp: (items: readonly string[], by: Held["by"]) => void
  readonly hover: (target: DropTarget) => void
  /** Moves the target for an arrow key, and says where it is. */
  readonly step: (across: -1 | 0 | 1, along: -1 | 0 | 1) => void
  readonly drop: () => void
  readonly putBack: () => void
  /** Moves cards to the end or the top of a column at once. */
  readonly moveTo: (items: readonly string[], target: DropTarget) => boolean
}

export interface BoardDragOptions {
  readonly model: BoardModel
  readonly act: Act
  /** Whether cards may be moved; where not, none is picked up. */
  readonly mayWrite: Accessor<boolean>
  /** Columns into which the keyboard moves, in order. */
  readonly openColumns: Accessor<readonly string[]>
  /** What some items are called in a sentence. */
  readonly say: (items: readonly string[]) => string
}

export function createBoardDrag({ model, act, mayWrite, openColumns, say }: BoardDragOptions): BoardDrag {
  const [held, setHeld] = createSignal<Held | null>(null)
  const target = createMemo(() => held()?.target ?? null, null, { equals: sameTarget })
  const heldIds = createMemo(() => new Set(held()?.items))

  const others = ({ column, lane }: DropTarget): readonly string[] =>
    model
      .cards(column, lane)
      .map(({ id }) => id as string)
      .filter(id => !heldIds().has(id))
  const positionOf = (at: DropTarget) => {
    const ids = others(at)
    const found = at.before === null ? -1 : ids.indexOf(at.before)
    return { index: found < 0 ? ids.length : found, total: ids.length + heldIds().size }
  }

  const moveTo = (items: readonly string[], at: DropTarget): boolean =>
    act(
      moveCards,
      {
        board: model.id as BoardId,
        items: items as readonly ItemId[],
        column: at.column,
        before: at.before as ItemId | null,
        ...(model.hasLanes() ? { lane: at.lane } : {}),
      },
      t().boards.steps.move(say(items), placeName(model, at)),
    )

  const pickUp = (items: readonly string[], by: Held["by"]): void => {
    const place = model.placeOf(items[0] ?? "")
    if (place === undefined || !mayWrite()) return
    const cards = model.cards(place.column, place.lane)
    const next = cards.slice(place.index).find(card => !items.includes(card.id))
    setHeld({ items, by, target: { column: place.column, lane: place.lane, before: next?.id ?? null } })
    if (by !== "keyboard") return
    announce(t().board.grabbed(say(items), placeName(model, place), place.index + 1, cards.length), "urgent")
  }

  const hover = (at: DropTarget): void =>
    void setHeld(now => (now === null || sameTarget(now.target, at) ? now : { ...now, target: at }))

  const step = (across: -1 | 0 | 1, along: -1 | 0 | 1): void => {
    const now = held()
    if (now === null) return
    const next = stepped(now.target, across, along)
    hover(next)
    const { index, total } = positionOf(next)
    announce(t().board.movedTo(say(now.items), placeName(model, next), index + 1, total), "urgent")
  }

  const stepped = (from: DropTarget, across: number, along: number): DropTarget => {
    const { index } = positionOf(from)
    if (across !== 0) {
      const columns = openColumns()
      const column = columns[columns.indexOf(from.column) + across] ?? from.column
      return { ...from, column, before: others({ ...from, column })[index] ?? null }
    }
    const ids = others(from)
    const lanes = model.lanes()
    const lane = lanes[lanes.indexOf(from.lane) + along]
    if (index + along > ids.length && lane !== undefined)
      return { ...from, lane, before: others({ ...from, lane })[0] ?? null }
    if (index + along < 0 && lane !== undefined) return { ...from, lane, before: null }
    return { ...from, before: ids[Math.max(0, index + along)] ?? null }
  }

  const drop = (): void => {
    const now = held()
    if (now === null) return
    const { index } = positionOf(now.target)
    setHeld(null)
    if (isWhereItWas(model, now)) return announce(t().board.putBack(say(now.items)))
    if (moveTo(now.items, now.target))
      announce(t().board.dropped(say(now.items), placeName(model, now.target), index + 1))
  }

  return {
    held,
    isHeld: createSelector(heldIds, (id: string, ids) => ids.has(id)),
    target,
    pickUp,
    hover,
    step,
    drop,
    moveTo,
    putBack: () => {
      const now = held()
      setHeld(null)
      if (now !== null) announce(t().board.putBack(say(now.items)))
    },
  }
}

/** Whether a single card hovers over its own place, so that dropping it changes nothing. */
function isWhereItWas(model: BoardModel, { items, target }: Held): boolean {
  const place = items.length === 1 ? model.placeOf(items[0]!) : undefined
  if (place === undefined || place.column !== target.column || place.lane !== target.lane) return false
  return (model.cards(place.column, place.lane)[place.index + 1]?.id ?? null) === target.before
}

function sameTarget(left: DropTarget | null, right: DropTarget | null): boolean {
  if (left === null || right === null) return left === right
  return left.column === right.column && left.lane === right.lane && left.before === right.before
}

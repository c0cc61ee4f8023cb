import type { BoardId, ItemId, MemberId, OptionId, StatusId, ItemTypeId } from "../base/ids.ts"
import { compareRanked, rankBetween, ranksBetween } from "../base/rank.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { familyField } from "../schema/change.ts"
import type { Item, Level, Priority } from "../schema/item.ts"
import { living } from "../schema/snapshot.ts"
import type { Board } from "../schema/work.ts"
import { cardsOf, customFieldOf, groupOf, isMatrix, limitKey, NO_VALUE, placedRank } from "../tasks/board.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { createItem, writeStatus, type CreateItem } from "./item.ts"
import type { Patch } from "./writer.ts"

export interface MoveCards {
  readonly board: BoardId
  /** In the order in which they shall stand. */
  readonly items: readonly ItemId[]
  readonly column: string
  /** The lane dropped in; left out on a board without lanes. */
  readonly lane?: string
  /** The card to stand before; left out or `null` for the column's end. */
  readonly before?: ItemId | null
}

/**
 * Drops cards in a column: sets the attribute that the column shows and the place on this board, under one stamp, so that
 * of two concurrent moves one wins whole (MERGE B1). A block stays together (MERGE B2).
 */
export const moveCards = defineAction<MoveCards>("board.move", (context, move) => {
  const { snapshot, write, random } = context
  const board = snapshot.boards.get(move.board)
  if (board === undefined) return refuse("not-found")
  const moved = move.items.map(id => snapshot.items.get(id)).filter(item => item !== undefined)
  if (moved.length !== move.items.length || moved.length === 0) return refuse("not-found")
  for (const item of moved) {
    if (isMatrix(board) && move.lane !== undefined) {
      writeQuadrant(context, item, move.column, move.lane)
      continue
    }
    const answer = writeGroup(context, item, board.columnsBy, move.column)
    if (answer !== undefined) return answer
    if (move.lane === undefined || board.lanesBy === "") continue
    const laneAnswer = writeGroup(context, item, board.lanesBy, move.lane)
    if (laneAnswer !== undefined) return laneAnswer
  }
  const others = cardsOf(snapshot, board, move.column, null).filter(card => !move.items.includes(card.id))
  const found = move.before == null ? -1 : others.findIndex(card => card.id === move.before)
  const index = found < 0 ? others.length : found
  const above = placeUpTo(context, board, move.column, others.slice(0, index))
  const next = others[index]
  const below = next === undefined ? null : placedRank(next, board.id, move.column)
  const ranks =
    moved.length === 1 ? [rankBetween(above, below, random)] : ranksBetween(above, below, moved.length, random)
  moved.forEach((item, position) => {
    write.always("items", item.id, familyField("place", board.id), [move.column, ranks[position]])
  })
})

/** Gives every card above a drop a place, so that the drop stands below them; answers the rank of the last. */
function placeUpTo(
  { write, random }: ActionContext,
  board: Board,
  column: string,
  above: readonly Item[],
): string | null {
  const unplaced = above.filter(card => placedRank(card, board.id, column) === null)
  const placed = above.length - unplaced.length
  const last = placed === 0 ? null : placedRank(above[placed - 1]!, board.id, column)
  const ranks = ranksBetween(last, null, unplaced.length, random)
  unplaced.forEach((card, index) => write.put("items", card.id, "place", board.id, [column, ranks[index]]))
  return ranks.at(-1) ?? last
}

/**
 * Sets urgency and importance of an item that comes from another quadrant: always both, so that of two concurrent moves
 * one wins whole and no item lands in a quadrant that nobody chose (MERGE B10).
 */
function writeQuadrant({ snapshot, write }: ActionContext, item: Item, urgency: string, importance: string): void {
  if (groupOf(item, "urgency", snapshot) === urgency && groupOf(item, "importance", snapshot) === importance) return
  write.always("items", item.id, "urgency", urgency)
  write.always("items", item.id, "importance", importance)
}

/** Sets the attribute that a column, a lane or a group of a list shows. */
export function writeGroup(context: ActionContext, item: Item, by: string, key: string): Refusal | void {
  const { snapshot, write } = context
  if (groupOf(item, by, snapshot) === key && !(by === "status" && item.status !== key)) return
  switch (by) {
    case "status":
      return writeStatus(context, item, key as StatusId)
    case "owner":
      write.patch("items", item.id, key === NO_VALUE ? { owner: null } : { owner: key as MemberId, team: null })
      if (key !== NO_VALUE) write.add("items", item.id, "assignees", key)
      return
    case "priority":
      return write.patch("items", item.id, { priority: key as Priority })
    case "urgency":
    case "importance":
      return write.patch("items", item.id, { [by]: key as Level })
    case "type":
      return write.patch("items", item.id, { type: key === NO_VALUE ? null : (key as ItemTypeId) })
    default: {
      const field = customFieldOf(by)
      if (field === null) return refuse("not-found")
      write.put("items", item.id, "custom", field, key === NO_VALUE ? null : (key as OptionId))
    }
  }
}

/** The place at the end of a column for an item that is about to be made there. */
function placeAtEnd(
  context: Pick<ActionContext, "snapshot" | "random">,
  board: Board,
  column: string,
): readonly [string, string] {
  const cards = cardsOf(context.snapshot, board, column, null)
  const last = cards.findLast(card => placedRank(card, board.id, column) !== null)
  const rank = last === undefined ? null : placedRank(last, board.id, column)
  return [column, rankBetween(rank, null, context.random)]
}

export interface AddCards {
  readonly board: BoardId
  readonly column: string
  /** The lane to make them in; left out on a board without lanes. */
  readonly lane?: string
  /** In order; each id is new. */
  readonly cards: readonly { readonly id: ItemId; readonly title: string }[]
}

/** Makes items at the end of a column, with the attributes that the column and the lane show, as one step. */
export const addCards = defineAction<AddCards>("board.add-cards", (context, { board: id, column, lane, cards }) => {
  const { snapshot, write, random } = context
  const board = snapshot.boards.get(id)
  if (board === undefined) return refuse("not-found")
  const ofColumn = attributeOf(board.columnsBy, column)
  const ofLane = lane === undefined || board.lanesBy === "" ? {} : attributeOf(board.lanesBy, lane)
  const attributes: Partial<CreateItem> = {
    ...ofColumn,
    ...ofLane,
    fields: { ...ofColumn.fields, ...ofLane.fields },
    custom: { ...ofColumn.custom, ...ofLane.custom },
  }
  const last = cardsOf(snapshot, board, column, null).at(-1)
  // Cards that nobody placed stand below the placed ones: there, the end is where one stands that is not placed either.
  const endsUnplaced = last !== undefined && placedRank(last, board.id, column) === null
  const [, first] = placeAtEnd(context, board, column)
  const ranks = cards.length === 1 ? [first] : ranksBetween(first, null, cards.length, random)
  for (const [index, card] of cards.entries()) {
    const place = endsUnplaced ? {} : { place: { [board.id]: [column, ranks[index]!] as const } }
    const answer = createItem.decide(context, { ...attributes, ...card, ...place })
    if (answer !== undefined) return answer
  }
  // Made from one snapshot, they would stand at the space's end in any order; the one that they were given is meant.
  if (cards.length < 2) return
  let greatest: string | null = null
  for (const { rank } of snapshot.items.values()) if (greatest === null || rank > greatest) greatest = rank
  const inSpace = ranksBetween(greatest, null, cards.length, random)
  cards.forEach((card, index) => write.always("items", card.id, "rank", inSpace[index]))
})

/** The first values of an item made where an attribute has this key. */
export function attributeOf(by: string, key: string): Partial<CreateItem> {
  if (key === NO_VALUE) return {}
  const field = customFieldOf(by)
  if (field !== null) return { custom: { [field]: key } }
  switch (by) {
    case "status":
      return { status: key as StatusId }
    case "owner":
      return { owner: key as MemberId }
    case "type":
      return { type: key as ItemTypeId }
    case "priority":
      return { fields: { priority: key as Priority } }
    case "urgency":
    case "importance":
      return { fields: { [by]: key as Level } }
    default:
      return {}
  }
}

export interface CreateBoard {
  readonly id: BoardId
  readonly name: string
  readonly columnsBy?: string
}

export const createBoard = defineAction<CreateBoard>(
  "board.create",
  ({ snapshot, write, random }, { id, name, columnsBy }) => {
    if (name.trim() === "") return refuse("name-missing")
    const last = living(snapshot.boards).sort(compareRanked).at(-1)?.rank ?? null
    write.create("boards", id, { name: name.trim(), columnsBy, rank: rankBetween(last, null, random) })
  },
)

export interface PatchBoard {
  readonly board: BoardId
  readonly fields: Pick<Patch<"boards">, "name" | "columnsBy" | "lanesBy" | "limitBy" | "hideEmpty">
}

export const patchBoard = defineAction<PatchBoard>("board.patch", ({ snapshot, write }, { board, fields }) => {
  if (!snapshot.boards.has(board)) return refuse("not-found")
  if (fields.name !== undefined && fields.name.trim() === "") return refuse("name-missing")
  write.patch("boards", board, fields)
})

export const trashBoard = defineAction<{ readonly board: BoardId }>(
  "board.trash",
  ({ snapshot, write, me }, { board }) => {
    if (living(snapshot.boards).length < 2) return refuse("last-board")
    write.trash("boards", board, me)
  },
)

export type SetLimit = {
  readonly board: BoardId
  /** How much fits, or `null` for no limit. */
  readonly limit: number | null
} & ({ readonly of: "column" | "lane"; readonly key: string } | { readonly of: "person" })

/** Limits are soft: they are shown, and a merge may exceed them (FEATURES T8). */
export const setLimit = defineAction<SetLimit>("board.limit", ({ snapshot, write }, wanted) => {
  const { board, limit } = wanted
  const row = snapshot.boards.get(board)
  if (row === undefined) return refuse("not-found")
  if (limit !== null && (!Number.isSafeInteger(limit) || limit < 1)) return refuse("limit-not-positive")
  if (wanted.of === "person") return write.patch("boards", board, { personLimit: limit })
  const [family, by] =
    wanted.of === "column" ? (["limits", row.columnsBy] as const) : (["laneLimits", row.lanesBy] as const)
  write.put("boards", board, family, limitKey(by, wanted.key), limit)
})

export interface SetCardFact {
  readonly board: BoardId
  readonly fact: string
  readonly shown: boolean
}

export const setCardFact = defineAction<SetCardFact>(
  "board.card-fact",
  ({ snapshot, write }, { board, fact, shown }) => {
    if (!snapshot.boards.has(board)) return refuse("not-found")
    if (shown) write.add("boards", board, "cardFacts", fact)
    else write.remove("boards", board, "cardFacts", fact)
  },
)

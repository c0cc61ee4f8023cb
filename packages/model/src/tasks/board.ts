import type { CustomFieldId } from "../base/ids.ts"
import { compareRanked, compareText, type Rank } from "../base/rank.ts"
import { PRIORITIES, type Item } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { Board } from "../schema/work.ts"
import { shownStatus, workflowOf } from "./workflow.ts"

/** The key of the column for items that have no value, or one that is there no more. */
export const NO_VALUE = ""

/** The keys of what is urgent or important, and of all else: what nobody judged yet is neither. */
const HIGH = "high"
const LOW = "low"

/** Whether a board shows urgency × importance (FEATURES T5): two columns, two lanes, and a card has both from its place. */
export function isMatrix({ columnsBy, lanesBy }: Pick<Board, "columnsBy" | "lanesBy">): boolean {
  return columnsBy === "urgency" && lanesBy === "importance"
}

/** One column or swimlane: the value of the attribute that its cards share. */
export interface Group {
  readonly key: string
  /** The name that people gave it; empty where the screen has a word of its own (priorities, nobody). */
  readonly name: string
}

/**
 * The columns or lanes that an attribute makes, in order. Whatever `groupOf` answers is among them, so that every card
 * stands somewhere: also without a type, and where two people deleted the last two states at the same time.
 */
export function groupsOf(by: string, snapshot: Snapshot): readonly Group[] {
  switch (by) {
    case "status": {
      const states = named(workflowOf(snapshot))
      return states.length > 0 ? states : [NOBODY]
    }
    case "owner":
      return [...named(living(snapshot.members).sort((a, b) => compareText(a.name, b.name))), NOBODY]
    case "priority":
      return PRIORITIES.map(key => ({ key, name: "" }))
    case "urgency":
    case "importance":
      return [HIGH, LOW].map(key => ({ key, name: "" }))
    case "type":
      return [...named(living(snapshot.itemTypes).sort(compareRanked)), NOBODY]
    default: {
      const field = customFieldOf(by)
      if (field === null) return [NOBODY]
      const choices = living(snapshot.options).filter(option => option.field === field)
      return [...named(choices.sort(compareRanked)), NOBODY]
    }
  }
}

const NOBODY: Group = { key: NO_VALUE, name: "" }

function named(rows: readonly { readonly id: string; readonly name: string }[]): Group[] {
  return rows.map(({ id, name }) => ({ key: id, name }))
}

/** The custom field that a grouping names, `custom-<id>`. */
export function customFieldOf(by: string): CustomFieldId | null {
  return by.startsWith("custom-") ? (by.slice("custom-".length) as CustomFieldId) : null
}

/**
 * The group that an item stands in. A value that is there no more counts as no value, except a deleted state, whose
 * items show in the nearest living one, so that a card is never invisible (MERGE B4).
 */
export function groupOf(item: Item, by: string, snapshot: Snapshot): string {
  switch (by) {
    case "status":
      return shownStatus(item, snapshot)?.id ?? NO_VALUE
    case "owner":
      return item.owner !== null && snapshot.members.get(item.owner)?.deleted === null ? item.owner : NO_VALUE
    case "priority":
      return item.priority
    case "urgency":
    case "importance":
      return item[by] === HIGH ? HIGH : LOW
    case "type":
      return item.type !== null && snapshot.itemTypes.get(item.type)?.deleted === null ? item.type : NO_VALUE
    default: {
      const field = customFieldOf(by)
      const value = field === null ? undefined : item.custom[field]
      const option = typeof value === "string" ? snapshot.options.get(value) : undefined
      return option?.deleted === null && option.field === field ? option.id : NO_VALUE
    }
  }
}

/** The rank of a card in the column it stands in, or `null` where nobody placed it there: then it stands at the end. */
export function placedRank(item: Item, board: string, column: string): Rank | null {
  const place = item.place[board]
  return place !== undefined && place[0] === column ? place[1] : null
}

/** The order of two cards of one column: placed cards by their rank there, then the others by their rank in the space. */
export function compareCards(left: Item, right: Item, board: string, column: string): number {
  const [a, b] = [placedRank(left, board, column), placedRank(right, board, column)]
  if (a !== null && b !== null) return compareText(a, b) || compareText(left.id, right.id)
  if (a !== null || b !== null) return a !== null ? -1 : 1
  return compareRanked(left, right)
}

/**
 * The order of `compareCards` as a text: no digit of a rank is below the space that ends it, so a rank that begins
 * another comes first, as it does when ranks are compared.
 */
export function cardOrderKey(item: Item, board: string, column: string): string {
  const placed = placedRank(item, board, column)
  return placed === null ? `1${item.rank} ${item.id}` : `0${placed} ${item.id}`
}

/** The cards of one column, or of one cell of a board with lanes, in order. */
export function cardsOf(snapshot: Snapshot, board: Board, column: string, lane: string | null): Item[] {
  const cards: Item[] = []
  for (const item of snapshot.items.values()) {
    if (!isOnBoards(item) || groupOf(item, board.columnsBy, snapshot) !== column) continue
    if (lane === null || board.lanesBy === "" || groupOf(item, board.lanesBy, snapshot) === lane) cards.push(item)
  }
  return cards.sort((left, right) => compareCards(left, right, board.id, column))
}

/** Whether an item is shown on boards at all: it lives, and lies in no archive. */
export function isOnBoards(item: Item): boolean {
  return item.deleted === null && !item.archived && item.movedTo === null
}

/**
 * The key under which a board keeps the limit of a column or lane. The one for items without a value is told by its
 * attribute as well: no value is called "none" by some of them, and what limits nobody's items does not limit others.
 */
export function limitKey(by: string, key: string): string {
  return key === NO_VALUE ? `none-${by}` : key
}

/** How full a column is, in the unit that the board limits by: items, or minutes of estimate. */
export function loadOf(cards: readonly Item[], board: Board): number {
  return board.limitBy === "count" ? cards.length : cards.reduce((sum, card) => sum + (card.estimateMinutes ?? 0), 0)
}

import type { BoardId } from "@weft/model/base/ids"
import { conditionsOf, customFieldOf, type Filter } from "@weft/model/query/filter"
import type { GroupedViewOptions } from "@weft/model/query/grouped-view"
import { dependsOnToday, matcherOf, type FilterReader } from "@weft/model/query/matching"
import { PRIORITIES, type Item } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { Board } from "@weft/model/schema/work"
import {
  cardOrderKey,
  compareCards,
  groupOf,
  groupsOf,
  isMatrix,
  isOnBoards,
  limitKey,
  NO_VALUE,
  type Group,
} from "@weft/model/tasks/board"
import { isActive } from "@weft/model/tasks/person-limit"
import { batch, createComputed, createMemo, on, onCleanup, untrack, type Accessor } from "solid-js"
import type { BoardMemory, CardSort } from "../../data/board-memory.ts"
import { LiveGroups } from "../../data/live-groups.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { sameIds } from "../../parts/same-ids.ts"
import { locale } from "../../text/index.ts"

/** The lane of a board without swimlanes. */
export const NO_LANE = ""

/** A board as its screen follows it: columns, lanes and the cards of each cell, in order. */
export interface BoardModel {
  readonly id: BoardId
  readonly space: SpaceData
  readonly setup: Accessor<Snapshot>
  readonly board: Accessor<Board>
  readonly hasLanes: Accessor<boolean>
  /** Whether it shows urgency × importance. */
  readonly isMatrix: Accessor<boolean>
  /** All columns by key, in order. Empty ones are left out where the board hides them. */
  readonly columns: Accessor<readonly string[]>
  /** All lanes by key, in order; the one lane `NO_LANE` without swimlanes. */
  readonly lanes: Accessor<readonly string[]>
  readonly columnName: (key: string) => string
  readonly laneName: (key: string) => string
  /** The cards of a cell that pass the filter. */
  readonly cards: (column: string, lane: string) => readonly Item[]
  /** How many cards of a column pass the filter, over all lanes. */
  readonly shownCount: (column: string) => number
  /** How full a column is, filter or not, in the unit that the board limits by, and what it should hold at the most. */
  readonly columnFill: (column: string) => Fill
  /** The same of a lane, over all columns. */
  readonly laneFill: (lane: string) => Fill
  /** The same of the active items that whoever a lane stands for is accountable for; nothing for other lanes. */
  readonly personFill: (lane: string) => Fill | null
  readonly shownTotal: Accessor<number>
  readonly total: Accessor<number>
  /** Where a card stands now; `undefined` for one that is not shown. Followed by nobody. */
  readonly placeOf: (item: string) => CardPlace | undefined
}

/** How full something is, and its limit if it has one. */
export interface Fill {
  readonly load: number
  readonly limit: number | null
}

export interface CardPlace {
  readonly column: string
  readonly lane: string
  readonly index: number
}

export interface BoardModelOptions {
  readonly space: SpaceData
  readonly board: Accessor<Board>
  readonly setup: Accessor<Snapshot>
  readonly filter: Accessor<Filter>
  /** Who looks, and where they stand in the calendar. */
  readonly reader: Accessor<FilterReader>
  readonly memory: BoardMemory
  /** The word for a group that people gave no name. */
  readonly nameless: (by: string, key: string) => string
}

export function createBoardModel(options: BoardModelOptions): BoardModel {
  const { space, board, setup, filter, reader, memory } = options
  const columnsBy = createMemo(() => board().columnsBy)
  const lanesBy = createMemo(() => (board().lanesBy === board().columnsBy ? "" : board().lanesBy))
  const showsMatrix = createMemo(() => isMatrix(board()))
  /** The four quadrants are one picture, also where some are empty. */
  const hidesEmpty = () => board().hideEmpty && !showsMatrix()
  const columnGroups = createMemo(() => groupsOf(columnsBy(), setup()))
  const laneGroups = createMemo(() => (lanesBy() === "" ? [] : groupsOf(lanesBy(), setup())))

  /** What the standing of every card depends on, beside the card: as text, so that an equal setup regroups nothing. */
  const meaning = createMemo(() => {
    const statuses = [...setup().statuses.values()].map(({ id, category, deleted }) => [id, category, deleted === null])
    const dated = dependsOnToday(filter()) ? reader().today : ""
    const asked = conditionsOf(filter()).map(({ field }) => setup().customFields.get(customFieldOf(field) ?? "")?.type)
    const keys = [columnGroups(), laneGroups()].map(groups => groups.map(({ key }) => key))
    return JSON.stringify([columnsBy(), lanesBy(), keys, statuses, filter(), asked, dated, memory.sort(), locale()])
  })
  const cellOptions = (): GroupedViewOptions<Item> =>
    untrack(() => {
      const [snapshot, columns, lanes] = [setup(), columnsBy(), lanesBy()]
      const matches = matcherOf(filter(), snapshot, reader())
      const compare = orderOf(memory.sort(), board().id, locale())
      return {
        groupsOf: item => {
          if (!isOnBoards(item) || !matches(item)) return NOWHERE
          const lane = lanes === "" ? NO_LANE : groupOf(item, lanes, snapshot)
          return [cellKey(groupOf(item, columns, snapshot), lane)]
        },
        compare: (left, right, cell) => compare(left, right, columnOfCell(cell)),
        ...(memory.sort() === "hand"
          ? { orderKey: (item: Item, cell: string) => cardOrderKey(item, board().id, columnOfCell(cell)) }
          : {}),
      }
    })
  const columnOptions = (): GroupedViewOptions<Item> =>
    untrack(() => {
      const [snapshot, columns, lanes] = [setup(), columnsBy(), lanesBy()]
      return {
        groupsOf: item => {
          if (!isOnBoards(item)) return NOWHERE
          const column = groupOf(item, columns, snapshot)
          if (lanes === "") return [column, ALL]
          const lane = groupOf(item, lanes, snapshot)
          return isActive(item, snapshot) ? [column, ALL, LANE + lane, ACTIVE + lane] : [column, ALL, LANE + lane]
        },
        compare: (left, right) => (left.id < right.id ? -1 : 1),
        orderKey: item => item.id,
      }
    })
  const cells = new LiveGroups(space.live, "items", cellOptions())
  const everything = new LiveGroups(space.live, "items", columnOptions())
  createComputed(
    on(
      meaning,
      () =>
        batch(() => {
          cells.regroup(cellOptions())
          everything.regroup(columnOptions())
        }),
      { defer: true },
    ),
  )
  onCleanup(() => {
    cells.dispose()
    everything.dispose()
  })

  /** Without this, items whose value is there no more would be invisible on attributes that always have one. */
  const columnKeys = createMemo(
    () =>
      everything.rows(NO_VALUE).length > 0 ? keysWith(columnGroups(), NO_VALUE) : columnGroups().map(({ key }) => key),
    [],
    { equals: sameIds },
  )
  const laneHolds = (lane: string) => columnKeys().some(column => cells.rows(cellKey(column, lane)).length > 0)
  const lanes = createMemo(
    () => {
      if (lanesBy() === "") return [NO_LANE]
      const known = laneGroups().map(({ key }) => key)
      const keeps = (lane: string) => laneHolds(lane) || (!hidesEmpty() && known.includes(lane))
      return keysWith(laneGroups(), NO_VALUE).filter(keeps)
    },
    [],
    { equals: sameIds },
  )
  const shownCount = (column: string) =>
    lanes().reduce((sum, lane) => sum + cells.rows(cellKey(column, lane)).length, 0)
  const columns = createMemo(
    () => (hidesEmpty() ? columnKeys().filter(key => everything.rows(key).length > 0) : columnKeys()),
    [],
    { equals: sameIds },
  )
  const fillOf = (group: string, limit: number | null | undefined): Fill => {
    const rows = everything.rows(group)
    const minutes = ({ id }: Item) => space.live.row("items", id)?.read("estimateMinutes") ?? 0
    const load = board().limitBy === "count" ? rows.length : rows.reduce((sum, row) => sum + minutes(row), 0)
    return { load, limit: limit ?? null }
  }
  const nameIn = (groups: readonly Group[], by: string, key: string) =>
    groups.find(group => group.key === key)?.name || options.nameless(by, key)

  return {
    id: board().id,
    space,
    setup,
    board,
    columns,
    lanes,
    hasLanes: () => lanesBy() !== "",
    isMatrix: showsMatrix,
    columnName: key => nameIn(columnGroups(), columnsBy(), key),
    laneName: key => nameIn(laneGroups(), lanesBy(), key),
    cards: (column, lane) => cells.rows(cellKey(column, lane)),
    shownCount,
    columnFill: column => fillOf(column, board().limits[limitKey(columnsBy(), column)]),
    laneFill: lane => fillOf(LANE + lane, board().laneLimits[limitKey(lanesBy(), lane)]),
    personFill: lane =>
      lanesBy() === "owner" && lane !== NO_VALUE && board().personLimit !== null
        ? fillOf(ACTIVE + lane, board().personLimit)
        : null,
    shownTotal: () => columnKeys().reduce((sum, column) => sum + shownCount(column), 0),
    total: () => everything.rows(ALL).length,
    placeOf: id =>
      untrack(() => {
        const item = space.live.plain.items.get(id)
        if (item === undefined || !isOnBoards(item)) return undefined
        const column = groupOf(item, columnsBy(), setup())
        const lane = lanesBy() === "" ? NO_LANE : groupOf(item, lanesBy(), setup())
        const index = cells.rows(cellKey(column, lane)).findIndex(card => card.id === id)
        return index < 0 ? undefined : { column, lane, index }
      }),
  }
}

/** The group of all cards; no key of a column has this letter. */
const ALL = "\u0000all"
/** What the group of all cards of a lane begins with, and that of those of them that somebody is at. */
const LANE = "\u0000lane"
const ACTIVE = "\u0000active"
const NOWHERE: readonly never[] = []

function cellKey(column: string, lane: string): string {
  return `${lane}\u0000${column}`
}

function columnOfCell(cell: string): string {
  return cell.slice(cell.indexOf("\u0000") + 1)
}

function keysWith(groups: readonly Group[], key: string): readonly string[] {
  const keys = groups.map(group => group.key)
  return keys.includes(key) ? keys : [...keys, key]
}

/** The order of two cards of a column; cards that a sort holds for equal stand as they were placed. */
function orderOf(sort: CardSort, board: string, language: string): (left: Item, right: Item, column: string) => number {
  const collator = new Intl.Collator(language, { numeric: true })
  const first: Record<CardSort, (left: Item, right: Item) => number> = {
    hand: () => 0,
    due: (left, right) => compareDays(left.due, right.due),
    priority: (left, right) => PRIORITIES.indexOf(left.priority) - PRIORITIES.indexOf(right.priority),
    title: (left, right) => collator.compare(left.title, right.title),
    newest: (left, right) => right.createdAt - left.createdAt,
  }
  const compare = first[sort]
  return (left, right, column) => compare(left, right) || compareCards(left, right, board, column)
}

/** Earlier days first, none last. */
function compareDays(left: string | null, right: string | null): number {
  if (left === right) return 0
  if (left === null || right === null) return left === null ? 1 : -1
  return left < right ? -1 : 1
}

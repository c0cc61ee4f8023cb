import type { Filter } from "@weft/model/query/filter"
import { ListTree, type ListNode, type ListTreeOptions } from "@weft/model/query/list-tree"
import { dependsOnToday, matcherOf, type FilterReader } from "@weft/model/query/matching"
import { PRIORITIES, type Item } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { groupOf, groupsOf, isOnBoards } from "@weft/model/tasks/board"
import { batch, createComputed, createMemo, createSignal, on, onCleanup, untrack, type Accessor } from "solid-js"
import type { SpaceData } from "../../data/workspace.ts"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { foldText } from "../../ui/option.ts"
import type { ListColumn } from "./column.ts"
import type { ListMemory } from "../../data/list-memory.ts"
import type { ListSettings } from "./list-settings.ts"

/** The group of a list without groups. */
export const ONE_GROUP = ""

/** One line of the list: an item, the head of a group, or the place where new titles are written. */
export type ListLine =
  | { readonly kind: "item"; readonly key: string; readonly node: ListNode }
  | { readonly kind: "group"; readonly key: string; readonly group: string }
  | { readonly kind: "add"; readonly key: string; readonly group: string }

/** A list as its screen follows it. */
export interface ListModel {
  readonly space: SpaceData
  readonly setup: Accessor<Snapshot>
  readonly groupBy: Accessor<string>
  /** All lines from top to bottom, by key: the id of an item, or what `groupKey` and `addKey` give. */
  readonly lines: Accessor<readonly string[]>
  readonly line: (key: string) => ListLine | undefined
  /** Where a line stands, or -1. */
  readonly indexOf: (key: string) => number
  /** The ids of all shown items from top to bottom. */
  readonly items: Accessor<readonly string[]>
  /** All groups with all their rows from top to bottom, those that are folded away as well. Followed by nobody. */
  readonly wholeGroups: () => readonly { readonly group: string; readonly nodes: readonly ListNode[] }[]
  /** Whether any row has others below it. */
  readonly isTree: Accessor<boolean>
  /** The group that a new item stands in where nothing says another. */
  readonly firstGroup: () => string
  readonly groupName: (group: string) => string
  readonly groupCount: (group: string) => number
  /** The sum of a column over a group, or over all that is shown. */
  readonly sum: (column: string, group: string | null) => number | null
  readonly shownTotal: Accessor<number>
  readonly total: Accessor<number>
  /** The row that an item stands below, and those beside it. Followed by nobody. */
  readonly parentOf: (item: string) => string | null
  readonly siblingsOf: (item: string) => readonly string[]
  readonly childrenOf: (item: string) => readonly string[]
  readonly groupOf: (item: string) => string | undefined
}

/** No id of an item has a colon in it. */
const groupKey = (group: string): string => `group:${group}`
export const addKey = (group: string): string => `add:${group}`

export interface ListModelOptions {
  readonly space: SpaceData
  /** What people call an item by. */
  readonly keyOf: (item: Item) => string
  readonly setup: Accessor<Snapshot>
  readonly settings: ListSettings
  readonly columns: Accessor<readonly ListColumn[]>
  readonly filter: Accessor<Filter>
  readonly find: Accessor<string>
  /** Who looks, and where they stand in the calendar. */
  readonly reader: Accessor<FilterReader>
  readonly memory: ListMemory
  readonly mayWrite: Accessor<boolean>
  /** The group whose line for new titles is open, beside the one at the foot. */
  readonly adding: Accessor<string | null>
}

export function createListModel(options: ListModelOptions): ListModel {
  const { space, setup, settings, columns, filter, find, reader, memory, mayWrite, adding } = options
  const { live } = space
  const groupBy = createMemo(() => settings.groupBy())
  /** All that decides where a row stands beside the row; the setup as a whole, since names and orders of it may. */
  const meaning = createMemo(
    () =>
      [setup(), columns(), groupBy(), settings.sort(), filter(), find().trim(), datedBy(filter(), reader())] as const,
  )
  const makeTree = (): ListTree<Item> =>
    new ListTree(
      untrack(() => treeOptions(options, groupBy())),
      live.plain.items.values(),
    )

  let tree = makeTree()
  const [structure, setStructure] = createSignal(0)
  const [values, setValues] = createSignal(0)
  const countLiving = () => {
    let count = 0
    for (const item of live.plain.items.values()) if (isOnBoards(item)) count++
    return count
  }
  const follow = () =>
    batch(() => {
      setStructure(version => version + 1)
      setValues(version => version + 1)
    })
  createComputed(
    on(
      meaning,
      () => {
        tree = makeTree()
        follow()
      },
      { defer: true },
    ),
  )
  onCleanup(
    live.observe("items", changed => {
      if (tree.change(changed as ReadonlyMap<string, Item | undefined>)) follow()
      else setValues(version => version + 1)
    }),
  )

  const groups = createMemo(() => {
    structure()
    const counts = tree.counts()
    if (groupBy() === "") return [{ key: ONE_GROUP, count: counts.get(ONE_GROUP) ?? 0 }]
    const known = groupsOf(groupBy(), setup()).map(({ key }) => key)
    const keys = [...known, ...[...counts.keys()].filter(key => !known.includes(key))]
    return keys.flatMap(key => (counts.has(key) || adding() === key ? [{ key, count: counts.get(key) ?? 0 }] : []))
  })
  const drawn = createMemo(() => {
    structure()
    const keys: string[] = []
    const items: string[] = []
    /** What stands in each line; of an item its node alone, since of thousands only some dozen lines are asked for. */
    const insides: (Exclude<ListLine, { kind: "item" }> | ListNode)[] = []
    const places = new Map<string, number>()
    const put = (key: string, inside: (typeof insides)[number]) => {
      places.set(key, keys.length)
      keys.push(key)
      insides.push(inside)
    }
    const [foldedGroups, foldedRows] = [memory.foldedGroups(), memory.foldedRows()]
    const isFolded = (id: string) => foldedRows.has(id)
    let isTree = false
    const isGrouped = groupBy() !== ""
    for (const { key: group } of groups()) {
      if (isGrouped) put(groupKey(group), { kind: "group", key: groupKey(group), group })
      if (isGrouped && foldedGroups.has(`${groupBy()}.${group}`)) continue
      for (const node of tree.nodes(group, isFolded)) {
        put(node.id, node)
        items.push(node.id)
        isTree ||= node.children > 0
      }
      if (isGrouped && adding() === group && mayWrite()) put(addKey(group), { kind: "add", key: addKey(group), group })
    }
    if (!isGrouped && mayWrite()) put(addKey(ONE_GROUP), { kind: "add", key: addKey(ONE_GROUP), group: ONE_GROUP })
    return { keys, items, insides, places, isTree }
  })

  const line = (key: string): ListLine | undefined => {
    const { insides, places } = drawn()
    const inside = insides[places.get(key) ?? -1]
    return inside === undefined || "kind" in inside ? inside : { kind: "item", key, node: inside }
  }

  const summed = createMemo(() => columns().filter(({ sum }) => sum !== undefined))
  /** By column and group; one pass over all rows for all of them. */
  const sums = createMemo(() => {
    values()
    const sums = new Map<string, number>()
    const shown = summed().filter(({ key }) => settings.isShown(key))
    if (shown.length === 0) return sums
    for (const { row, group } of tree.rows()) {
      for (const { key, sum } of shown) {
        const value = sum!.of(row)
        if (value === null) continue
        sums.set(`${key}\u0000`, (sums.get(`${key}\u0000`) ?? 0) + value)
        if (groupBy() !== "") sums.set(`${key}\u0000${group}`, (sums.get(`${key}\u0000${group}`) ?? 0) + value)
      }
    }
    return sums
  })
  const names = createMemo(() => new Map(groupsOf(groupBy(), setup()).map(({ key, name }) => [key, name])))
  const shownTotal = createMemo(() => {
    structure()
    return tree.size
  })

  return {
    space,
    setup,
    groupBy,
    lines: () => drawn().keys,
    line,
    indexOf: key => drawn().places.get(key) ?? -1,
    items: () => drawn().items,
    wholeGroups: () => untrack(groups).map(({ key }) => ({ group: key, nodes: tree.nodes(key, () => false) })),
    isTree: () => drawn().isTree,
    firstGroup: () => (groupBy() === "" ? ONE_GROUP : (groupsOf(groupBy(), setup())[0]?.key ?? ONE_GROUP)),
    groupName: group => names().get(group) || namelessGroup(groupBy(), group),
    groupCount: group => groups().find(({ key }) => key === group)?.count ?? 0,
    sum: (column, group) => sums().get(`${column}\u0000${group ?? ""}`) ?? null,
    shownTotal,
    total: createMemo(() => {
      values()
      return filter().length === 0 && find().trim() === "" ? tree.size : countLiving()
    }),
    parentOf: item => tree.parentOf(item),
    siblingsOf: item => tree.siblings(tree.parentOf(item), tree.groupOf(item) ?? ONE_GROUP),
    childrenOf: item => tree.siblings(item, tree.groupOf(item) ?? ONE_GROUP),
    groupOf: item => tree.groupOf(item),
  }
}

/** The day that a filter compares with, where it does: midnight changes nothing in other lists. */
function datedBy(filter: Filter, { today }: FilterReader): string {
  return dependsOnToday(filter) ? today : ""
}

function treeOptions(
  { keyOf, setup, settings, columns, filter, find, reader }: ListModelOptions,
  groupBy: string,
): ListTreeOptions<Item> {
  const [snapshot, wanted] = [setup(), foldText(find().trim())]
  const keyNow = (item: Item) => untrack(() => keyOf(item))
  const matches = matcherOf(filter(), snapshot, { ...reader(), keyOf: keyNow })
  const steps = settings.sort().flatMap(({ column, down }) => {
    const found = columns().find(({ key }) => key === column)
    return found === undefined ? [] : [{ keyOf: found.sortKey, down }]
  })
  const isFound = (item: Item) =>
    wanted === "" || foldText(item.title).includes(wanted) || keyNow(item).toLowerCase().includes(wanted)
  return {
    shows: item => isOnBoards(item) && matches(item) && isFound(item),
    groupOf: item => (groupBy === "" ? ONE_GROUP : groupOf(item, groupBy, snapshot)),
    parentOf: ({ parent }) => parent,
    orderOf: item => steps.map(({ keyOf }) => keyOf(item)),
    isDown: steps.map(({ down }) => down),
    rankOf: ({ rank }) => rank,
  }
}

/** The word for a group that people gave no name. */
function namelessGroup(by: string, key: string): string {
  const priority = PRIORITIES.find(one => one === key)
  if (by === "priority" && priority !== undefined) return t().priorities[priority]
  if (by === "urgency" || by === "importance")
    return t().boards.matrix[by][key as "high" | "low"] ?? listWords().nothing
  return by === "owner" ? t().boards.nobody : listWords().nothing
}

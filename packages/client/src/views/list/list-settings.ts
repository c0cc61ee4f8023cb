import { patchView, type ViewOwner, type ViewSettings } from "@weft/model/actions/view"
import type { ViewId } from "@weft/model/base/ids"
import { compareText, rankBetween, type Rank } from "@weft/model/base/rank"
import { listOf, MOST_SORT_STEPS, type OwnView, type SortStep, type View } from "@weft/model/schema/view"
import { createMemo, createSignal, type Accessor } from "solid-js"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import type { Act } from "../../parts/acting.ts"
import { listWords } from "../../text/list.ts"
import type { ListColumn } from "./column.ts"

/** The bounds of a column's width, px. */
const LEAST_WIDTH = 32
const MOST_WIDTH = 1200

/** What a list shows and how, as its view says it. Changes are kept in the view, where the person may write it. */
export interface ListSettings {
  readonly id: ViewId
  readonly owner: Accessor<ViewOwner>
  /** Whether it is a saved view and not the member's list of the space. */
  readonly isSaved: boolean
  readonly name: Accessor<string>
  /** As it stands in an address. */
  readonly filter: Accessor<string>
  readonly groupBy: Accessor<string>
  readonly sort: Accessor<readonly SortStep[]>
  /** The shown columns, in order. */
  readonly columns: Accessor<readonly ListColumn[]>
  readonly isShown: (column: string) => boolean
  readonly widthOf: (column: ListColumn) => number
  /** Whether a column has a width that somebody chose. */
  readonly hasWidth: (column: string) => boolean
  readonly change: (settings: ViewSettings) => void
  readonly show: (column: string, shown: boolean) => void
  /** Puts a column before another one, or last. */
  readonly moveColumn: (column: string, before: string | null) => void
  readonly setWidth: (column: string, width: number | null) => void
  /** While a width is being dragged it is nobody else's yet. */
  readonly previewWidth: (column: string, width: number | null) => void
  /** Sorts by a column: up, then down, then not; beside the others, or instead of them. */
  readonly sortBy: (column: string, beside: boolean) => void
  /** All that it says, to save it under a name. */
  readonly all: Accessor<ViewSettings>
}

export interface ListSettingsOptions {
  readonly workspace: Workspace
  readonly space: SpaceData
  /** The saved view that the address names. */
  readonly view: ViewId | undefined
  readonly all: Accessor<readonly ListColumn[]>
  readonly act: Act
}

type Arranged = Pick<View, "name" | "filter" | "groupBy" | "sort" | "columns" | "widths">

const UNARRANGED: Arranged = { name: "", filter: "", groupBy: "", sort: null, columns: {}, widths: {} }

export function createListSettings({ workspace, space, view, all, act }: ListSettingsOptions): ListSettings {
  const id = view ?? listOf(space.id)
  const record = createMemo<View | OwnView | undefined>(
    () => space.live.table("views").get(id) ?? workspace.live.table("ownViews").get(id),
  )
  const owner = (): ViewOwner => (space.live.table("views").has(id) ? "shared" : "own")
  const mayKeep = () => workspace.mayWrite(owner() === "shared" ? `space/${space.id}` : `personal/${workspace.me}`)
  // Whoever may not write the view still arranges it for themselves, until they leave it.
  const [kept, setKept] = createSignal<ViewSettings>({})
  const [preview, setPreview] = createSignal<Readonly<Record<string, number>>>({})
  const arranged = createMemo((): Arranged => withSettings(record() ?? UNARRANGED, kept()))

  const change = (settings: ViewSettings): void => {
    if (mayKeep()) act(patchView, { owner: owner(), view: id, settings }, listWords().steps.arrange)
    else setKept(before => mergedSettings(before, settings))
  }
  const rankOf = (column: ListColumn): Rank | null => {
    const chosen = arranged().columns[column.key]
    if (chosen === false) return null
    return chosen ?? column.usualRank
  }
  const columns = createMemo(
    () => {
      const shown = all().flatMap(column => {
        const rank = column.key === "title" ? (rankOf(column) ?? column.usualRank) : rankOf(column)
        return rank === null ? [] : [{ column, rank }]
      })
      return shown
        .sort((left, right) => compareText(left.rank, right.rank) || compareText(left.column.key, right.column.key))
        .map(({ column }) => column)
    },
    NO_COLUMNS,
    { equals: sameColumns },
  )
  const shownRank = (key: string): Rank | null => {
    const column = columns().find(one => one.key === key)
    return column === undefined ? null : (rankOf(column) ?? column.usualRank)
  }
  const moveColumn = (key: string, before: string | null): void => {
    const others = columns().filter(column => column.key !== key)
    const found = before === null ? -1 : others.findIndex(column => column.key === before)
    const index = found < 0 ? others.length : found
    const [left, right] = [others[index - 1], others[index]]
    const rank = rankBetween(
      left === undefined ? null : shownRank(left.key),
      right === undefined ? null : shownRank(right.key),
      workspace.random,
    )
    change({ columns: { [key]: rank } })
  }
  // The view comes again as others see it, with equal values: nothing is to be sorted anew for that.
  const sort = createMemo(
    (): readonly SortStep[] => {
      const known = new Set(all().map(({ key }) => key))
      return (arranged().sort ?? []).filter(({ column }) => known.has(column))
    },
    [],
    { equals: sameSteps },
  )

  return {
    id,
    owner,
    isSaved: view !== undefined,
    name: () => arranged().name,
    filter: () => arranged().filter,
    groupBy: () => arranged().groupBy,
    sort,
    columns,
    isShown: key => columns().some(column => column.key === key),
    widthOf: column => preview()[column.key] ?? arranged().widths[column.key] ?? column.width,
    hasWidth: key => preview()[key] !== undefined || arranged().widths[key] !== undefined,
    change,
    show: (key, shown) => {
      if (!shown) return change({ columns: { [key]: false } })
      if (all().some(column => column.key === key && column.usualRank !== null))
        return change({ columns: { [key]: null } })
      moveColumn(key, null)
    },
    moveColumn,
    setWidth: (key, width) => {
      setPreview({})
      change({ widths: { [key]: width === null ? null : Math.round(bounded(width)) } })
    },
    previewWidth: (key, width) => setPreview(width === null ? {} : { [key]: bounded(width) }),
    sortBy: (key, beside) => change({ sort: sortedBy(sort(), key, beside) }),
    all: () => {
      const { groupBy, columns: places, widths, sort: steps } = arranged()
      return { groupBy, columns: places, widths, sort: steps }
    },
  }
}

const NO_COLUMNS: readonly ListColumn[] = []

function sameColumns(before: readonly ListColumn[], after: readonly ListColumn[]): boolean {
  return before.length === after.length && before.every((column, index) => column === after[index])
}

function sameSteps(before: readonly SortStep[], after: readonly SortStep[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ column, down }, index) => column === after[index]!.column && down === after[index]!.down)
  )
}

function sortedBy(standing: readonly SortStep[], column: string, beside: boolean): readonly SortStep[] | null {
  const own = standing.find(step => step.column === column)
  const next = own === undefined ? { column, down: false } : own.down ? null : { column, down: true }
  if (!beside) return next === null ? null : [next]
  const steps =
    own === undefined
      ? [...standing, next!].slice(-MOST_SORT_STEPS)
      : standing.flatMap(step => (step === own ? (next === null ? [] : [next]) : [step]))
  return steps.length === 0 ? null : steps
}

function mergedSettings(before: ViewSettings, after: ViewSettings): ViewSettings {
  return {
    ...before,
    ...after,
    columns: { ...before.columns, ...after.columns },
    widths: { ...before.widths, ...after.widths },
  }
}

function withSettings(record: Arranged, settings: ViewSettings): Arranged {
  return {
    ...record,
    ...(settings.groupBy === undefined ? {} : { groupBy: settings.groupBy }),
    ...(settings.sort === undefined ? {} : { sort: settings.sort }),
    columns: withEntries(record.columns, settings.columns),
    widths: withEntries(record.widths, settings.widths),
  }
}

function withEntries<V>(
  entries: Readonly<Record<string, V>>,
  changes: Readonly<Record<string, V | null>> = {},
): Readonly<Record<string, V>> {
  const merged: Record<string, V> = { ...entries }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete merged[key]
    else merged[key] = value
  }
  return merged
}

function bounded(width: number): number {
  return Math.max(LEAST_WIDTH, Math.min(width, MOST_WIDTH))
}

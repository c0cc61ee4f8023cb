import type { ViewSettings } from "@weft/model/actions/view"
import type { Random } from "@weft/model/base/random"
import { compareText, rankBetween, type Rank } from "@weft/model/base/rank"
import { createMemo, createSignal, type Accessor } from "solid-js"

/** A column of a list or a sheet, as far as its place and its width go. */
export interface ArrangedColumn {
  readonly key: string
  readonly name: string
  /** The usual width in px. */
  readonly width: number
  /** Where it stands where nobody arranged anything; nothing for one that is hidden there. */
  readonly usualRank: string | null
}

/** Which columns are shown, where and how wide, as a view says it. */
export interface ColumnArrangement<C extends ArrangedColumn> {
  /** The shown columns, in order. */
  readonly columns: Accessor<readonly C[]>
  readonly isShown: (column: string) => boolean
  readonly widthOf: (column: Pick<C, "key" | "width">) => number
  /** Whether a column has a width that somebody chose. */
  readonly hasWidth: (column: string) => boolean
  readonly show: (column: string, shown: boolean) => void
  /** Puts a column before another one, or last. */
  readonly moveColumn: (column: string, before: string | null) => void
  readonly setWidth: (column: string, width: number | null) => void
  /** While a width is being dragged it is nobody else's yet. */
  readonly previewWidth: (column: string, width: number | null) => void
}

export interface ArrangementOptions<C extends ArrangedColumn> {
  readonly all: Accessor<readonly C[]>
  /** The column without which a row could not be told from another: it is always shown. */
  readonly always: string
  readonly places: () => Readonly<Record<string, Rank | false>>
  readonly widths: () => Readonly<Record<string, number>>
  readonly change: (settings: ViewSettings) => void
  readonly random: Random
}

/** The bounds of a column's width, px. */
const LEAST_WIDTH = 32
const MOST_WIDTH = 1200

export function createColumnArrangement<C extends ArrangedColumn>(
  options: ArrangementOptions<C>,
): ColumnArrangement<C> {
  const { all, always, places, widths, change, random } = options
  const [preview, setPreview] = createSignal<Readonly<Record<string, number>>>({})
  const rankOf = (column: C): Rank | null => {
    const chosen = places()[column.key]
    if (chosen === false) return null
    return chosen ?? column.usualRank
  }
  const columns = createMemo<readonly C[]>(
    () => {
      const shown = all().flatMap(column => {
        const rank = column.key === always ? (rankOf(column) ?? column.usualRank) : rankOf(column)
        return rank === null ? [] : [{ column, rank }]
      })
      return shown
        .sort((left, right) => compareText(left.rank, right.rank) || compareText(left.column.key, right.column.key))
        .map(({ column }) => column)
    },
    [],
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
      random,
    )
    change({ columns: { [key]: rank } })
  }
  return {
    columns,
    isShown: key => columns().some(column => column.key === key),
    widthOf: column => preview()[column.key] ?? widths()[column.key] ?? column.width,
    hasWidth: key => preview()[key] !== undefined || widths()[key] !== undefined,
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
  }
}

function sameColumns<C>(before: readonly C[], after: readonly C[]): boolean {
  return before.length === after.length && before.every((column, index) => column === after[index])
}

function bounded(width: number): number {
  return Math.max(LEAST_WIDTH, Math.min(width, MOST_WIDTH))
}

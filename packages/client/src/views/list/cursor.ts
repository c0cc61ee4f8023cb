import { createMemo, createSelector, createSignal, type Accessor } from "solid-js"
import type { ListColumn } from "./column.ts"
import type { ListModel } from "./list-model.ts"

/** The line of the columns' heads. */
export const HEAD = "head:"

/** Where the keyboard is: on a whole line, or on one of its cells. */
export interface Place {
  readonly line: string | null
  readonly column: string | null
}

/** A rectangle of cells, as a spreadsheet has it. */
export interface CellRange {
  /** The ids of its items, from top to bottom. */
  readonly items: readonly string[]
  readonly columns: readonly ListColumn[]
}

export interface Cursor {
  readonly at: Accessor<Place>
  readonly isOn: (line: string) => boolean
  /** The cells between where a range was begun and the cursor; nothing while the cursor is on a whole line. */
  readonly range: Accessor<CellRange | null>
  readonly isInRange: (item: string) => boolean
  /** Whether the range holds more than the one cell that the cursor is on. */
  readonly hasRange: Accessor<boolean>
  /** Goes to a place; `extends` keeps the other corner of the range where it is. */
  readonly go: (line: string | null, column: string | null, extendsRange?: boolean) => void
}

const NOWHERE: Place = { line: null, column: null }

export function createCursor(model: ListModel, columns: Accessor<readonly ListColumn[]>): Cursor {
  const [at, setAt] = createSignal<Place>(NOWHERE, {
    equals: (before, after) => before.line === after.line && before.column === after.column,
  })
  const [anchor, setAnchor] = createSignal<Place>(NOWHERE)
  const line = createMemo(() => at().line)
  const range = createMemo((): CellRange | null => {
    const [to, from] = [at(), anchor().column === null ? at() : anchor()]
    if (to.line === null || to.column === null || from.line === null || to.line === HEAD) return null
    const [first, last] = ordered(model.indexOf(from.line), model.indexOf(to.line))
    const keys = columns().map(({ key }) => key)
    const [left, right] = ordered(keys.indexOf(from.column!), keys.indexOf(to.column))
    if (first < 0 || left < 0) return null
    const items = model
      .lines()
      .slice(first, last + 1)
      .filter(key => model.line(key)?.kind === "item")
    return { items, columns: columns().slice(left, right + 1) }
  })
  return {
    at,
    isOn: createSelector(line, (key: string, current) => key === current),
    range,
    isInRange: createSelector(
      createMemo(() => new Set(range()?.items)),
      (item: string, items) => items.has(item),
    ),
    hasRange: () => {
      const cells = range()
      return cells !== null && cells.items.length * cells.columns.length > 1
    },
    go: (to, column, extendsRange = false) => {
      if (!extendsRange || column === null) setAnchor({ line: to, column })
      setAt({ line: to, column })
    },
  }
}

function ordered(one: number, other: number): readonly [number, number] {
  return one < other ? [one, other] : [other, one]
}

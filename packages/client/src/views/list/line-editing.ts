import { createSignal, type Accessor } from "solid-js"
import type { ListColumn } from "./column.ts"

/** A cell that is being written in as a line of text. */
export interface EditedCell {
  readonly item: string
  readonly column: ListColumn
  /** What stands in it at first. */
  readonly text: string
  /** Whether that is all selected, so that typing replaces it. */
  readonly selectsAll: boolean
}

export interface LineEditing {
  readonly cell: Accessor<EditedCell | null>
  readonly start: (cell: EditedCell) => void
  readonly end: () => void
}

export function createLineEditing(): LineEditing {
  const [cell, setCell] = createSignal<EditedCell | null>(null)
  return { cell, start: setCell, end: () => void setCell(null) }
}

import { barPlace, type BarPlace, type BarView } from "./bar-place.ts"

/** What of a bar lies under a pointer. */
export type BarPart = "body" | "start-edge" | "finish-edge" | "start-dot" | "finish-dot" | "progress"

export interface Hit {
  readonly row: number
  readonly place: BarPlace
  readonly part: BarPart
}

const EDGE = 5
/** A bar narrower than this is taken as a whole. */
const LEAST_FOR_EDGES = 16
const DOT_REACH = 14

/** What lies at a point of the chart below its axis; nothing beside the bars. */
export function hitAt(view: BarView, x: number, y: number): Hit | null {
  const row = Math.floor((y + view.top) / view.rowHeight)
  if (row < 0 || row >= view.rows.length) return null
  const place = barPlace(view, row)
  const part = partAt(place, x, y)
  return part === null ? null : { row, place, part }
}

function partAt(place: BarPlace, x: number, y: number): BarPart | null {
  const { left, right, top, height, kind } = place
  if (y < top - 4 || y > top + height + 7) return null
  if (x > right && x <= right + DOT_REACH) return "finish-dot"
  if (x < left && x >= left - DOT_REACH) return "start-dot"
  if (x < left || x > right) return null
  const isTask = kind === "task" && place.task.actualFinish === null
  if (isTask && y > top + height && Math.abs(x - place.done) <= 5) return "progress"
  if (isTask && right - left >= LEAST_FOR_EDGES) {
    if (x <= left + EDGE) return "start-edge"
    if (x >= right - EDGE) return "finish-edge"
  }
  return "body"
}

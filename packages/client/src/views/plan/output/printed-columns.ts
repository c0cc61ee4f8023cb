import type { Measure } from "./measure.ts"
import { cutText } from "./measure.ts"
import type { Shape } from "../chart/shapes.ts"

/** A column of the outline as it stands on paper. */
export interface PrintedColumn {
  readonly key: string
  readonly title: string
  readonly width: number
  readonly align: "left" | "right"
  readonly text: (row: PrintedRow) => string
}

/** A row of the outline as it stands on paper. */
export interface PrintedRow {
  readonly id: string
  readonly depth: number
  readonly isSummary: boolean
}

const PADDING = 6
/** How far in each level stands. */
const INDENT = 12

export function outlineWidth(columns: readonly PrintedColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0)
}

/** The titles of the columns, at the foot of a band as high as the axis beside them. */
export function columnHeadShapes(columns: readonly PrintedColumn[], height: number, measure: Measure): Shape[] {
  const width = outlineWidth(columns)
  const ground: Shape[] = [
    { shape: "box", x: 0, y: 0, width, height, fill: "sunken" },
    { shape: "box", x: 0, y: height - 1, width, height: 1, fill: "line" },
  ]
  return [...ground, ...cells(columns, height - 12, measure, column => ({ text: column.title, isHead: true }))]
}

/** What the columns say of a row, whose top is at `y`. */
export function columnShapes(
  columns: readonly PrintedColumn[],
  row: PrintedRow,
  y: number,
  rowHeight: number,
  measure: Measure,
): Shape[] {
  const width = outlineWidth(columns)
  const line: Shape = { shape: "box", x: 0, y: y + rowHeight - 1, width, height: 1, fill: "line-soft" }
  return [line, ...cells(columns, y + rowHeight / 2, measure, column => ({ text: column.text(row), row }))]
}

interface CellText {
  readonly text: string
  readonly isHead?: boolean
  readonly row?: PrintedRow
}

function cells(
  columns: readonly PrintedColumn[],
  middle: number,
  measure: Measure,
  textOf: (column: PrintedColumn) => CellText,
): Shape[] {
  let left = 0
  return columns.flatMap((column): Shape[] => {
    const { text, isHead = false, row } = textOf(column)
    const indent = column.key === "name" ? (row?.depth ?? 0) * INDENT : 0
    const room = column.width - 2 * PADDING - indent
    const weight = row?.isSummary && column.key === "name" ? 640 : 420
    const said = cutText({ text, size: 11, weight }, room, measure)
    const x = column.align === "left" ? left + PADDING + indent : left + column.width - PADDING
    left += column.width
    const ink = isHead ? "text-2" : column.key === "name" ? "text-1" : "text-2"
    return said === "" ? [] : [{ shape: "text", x, y: middle, text: said, ink, size: 11, weight, align: column.align }]
  })
}

import { AXIS, UNATTENDED, type ChartView } from "../chart/chart-view.ts"
import { drawChart } from "../chart/draw-chart.ts"
import type { Shape } from "../chart/shapes.ts"
import { legendShapes, type LegendWords } from "./legend.ts"
import { cutText, withRoom, type Measure } from "./measure.ts"
import { movedShapes } from "./moved-shapes.ts"
import { FOOT, HEAD, type PlanPage } from "./plan-pages.ts"
import { columnHeadShapes, columnShapes, outlineWidth, type PrintedColumn } from "./printed-columns.ts"

/** A plan as it is drawn on paper, wherever the screen shows it and whoever looks at it. */
export type PaperView = Omit<ChartView, keyof typeof UNATTENDED | "scale" | "width" | "height" | "top" | "isNarrow">

/** What is drawn on pages, beside which part of the plan each shows. */
export interface PagePaint {
  readonly view: PaperView
  readonly columns: readonly PrintedColumn[]
  readonly title: string
  /** What stands beside the title: the end of the plan, and of when this is. */
  readonly subtitle: string
  readonly legend: LegendWords
  /** "Page 2 of 5". */
  readonly pageOf: (number: number) => string
  readonly measure: Measure
}

/** A page as shapes, in pixels from its top left. */
export function drawPage(paint: PagePaint, page: PlanPage): readonly Shape[] {
  const { columns, view, measure } = paint
  const left = outlineWidth(columns)
  const height = AXIS + (page.endRow - page.firstRow) * view.rowHeight
  const width = left + page.chartWidth
  const chart = drawChart({
    ...UNATTENDED,
    ...view,
    isNarrow: false,
    scale: page.scale,
    width: page.chartWidth,
    height,
    top: page.firstRow * view.rowHeight,
  })
  const outline = view.rows
    .slice(page.firstRow, page.endRow)
    .flatMap((row, index) => columnShapes(columns, row, AXIS + index * view.rowHeight, view.rowHeight, measure))
  return withRoom(
    [
      { shape: "box", x: 0, y: 0, width, height: HEAD + height + FOOT, fill: "surface" },
      ...headShapes(paint, width),
      ...within({ x: left, y: HEAD, width: page.chartWidth, height }, movedShapes(chart, left, HEAD)),
      ...movedShapes([...columnHeadShapes(columns, AXIS, measure), ...outline], 0, HEAD),
      { shape: "box", x: left, y: HEAD, width: 1, height, fill: "line" },
      ...footShapes(paint, page, width, HEAD + height),
    ],
    measure,
  )
}

/** Shapes that are drawn only in an area; what they say of everywhere means all of that. */
function within(area: { x: number; y: number; width: number; height: number }, shapes: readonly Shape[]): Shape[] {
  const whole: Shape = { shape: "clip", area }
  const inside = shapes.map(shape => (shape.shape === "clip" && shape.area === null ? whole : shape))
  return [whole, ...inside, { shape: "clip", area: null }]
}

function headShapes({ title, subtitle, measure }: PagePaint, width: number): Shape[] {
  const beside = measure({ text: subtitle, size: 12, weight: 420 }) + 24
  return [
    {
      shape: "text",
      x: 0,
      y: 16,
      text: cutText({ text: title, size: 16, weight: 640 }, width - beside, measure),
      ink: "text-1",
      size: 16,
      weight: 640,
    },
    { shape: "text", x: width, y: 17, text: subtitle, ink: "text-2", size: 12, weight: 420, align: "right" },
    { shape: "box", x: 0, y: HEAD - 8, width, height: 1, fill: "line" },
  ]
}

function footShapes({ legend, pageOf, measure, view }: PagePaint, page: PlanPage, width: number, top: number): Shape[] {
  const said = pageOf(page.number)
  const room = width - (said === "" ? 0 : measure({ text: said, size: 11, weight: 420 }) + 24)
  return [
    ...movedShapes(legendShapes(legend, view, room, measure), 0, top + 8),
    { shape: "text", x: width, y: top + 16, text: said, ink: "text-2", size: 11, weight: 420, align: "right" },
  ]
}

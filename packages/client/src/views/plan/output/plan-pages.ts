import { TENTHS_PER_DAY, type Instant } from "@weft/model/time/instant"
import { AXIS } from "../chart/chart-view.ts"
import { fitted, panned, type TimeScale } from "../chart/time-scale.ts"

/** Heights of the band above the plan that names it, and of the one below with the legend and the number of the page. */
export const HEAD = 44
export const FOOT = 30

/** What of a plan one page shows. */
export interface PlanPage {
  readonly firstRow: number
  /** The row after the last. */
  readonly endRow: number
  /** What lies at the left edge of the chart, and how wide a day is. */
  readonly scale: TimeScale
  readonly chartWidth: number
  /** Its number, from 1. */
  readonly number: number
}

export interface PagesOptions {
  readonly rows: number
  readonly rowHeight: number
  readonly outlineWidth: number
  /** What the pages show of time. */
  readonly from: Instant
  readonly to: Instant
  /** What is drawn on of a page, in pixels. */
  readonly width: number
  readonly height: number
  /** Over how many pages time goes. */
  readonly across: number
}

/** The least that a chart takes beside its outline, in pixels. */
const LEAST_CHART = 120

/**
 * The pages of a plan, those of the first rows first and of them the earliest time first. Each has the outline and the axis
 * of its own, so that it can be read by itself. None where the outline leaves no room for the chart, or a page none for rows.
 */
export function planPages(options: PagesOptions): PlanPage[] {
  const { rows, rowHeight, outlineWidth, width, height, across } = options
  const chartWidth = width - outlineWidth
  const perPage = Math.floor((height - HEAD - AXIS - FOOT) / rowHeight)
  if (chartWidth < LEAST_CHART || perPage < 1) return []
  const whole = fitted(options.from, options.to, chartWidth * across)
  const pages: PlanPage[] = []
  for (let firstRow = 0; firstRow < Math.max(1, rows); firstRow += perPage)
    for (let column = 0; column < across; column += 1)
      pages.push({
        firstRow,
        endRow: Math.min(rows, firstRow + perPage),
        scale: panned(whole, column * chartWidth),
        chartWidth,
        number: pages.length + 1,
      })
  return pages
}

/** A plan on one sheet of its own size, for a picture: all rows, and time as wide as it is shown. */
export function planSheet(
  options: Pick<PagesOptions, "rows" | "rowHeight" | "outlineWidth" | "from" | "to">,
  perDay: number,
): { readonly page: PlanPage; readonly width: number; readonly height: number } {
  const { rows, rowHeight, outlineWidth, from, to } = options
  const chartWidth = Math.max(LEAST_CHART, Math.ceil(((to - from) / TENTHS_PER_DAY) * perDay) + BEFORE + AFTER)
  const scale: TimeScale = { perDay, origin: from - (BEFORE / perDay) * TENTHS_PER_DAY }
  return {
    page: { firstRow: 0, endRow: rows, scale, chartWidth, number: 1 },
    width: outlineWidth + chartWidth,
    height: HEAD + AXIS + Math.max(1, rows) * rowHeight + FOOT,
  }
}

/** Room before the first bar and after the last. */
const BEFORE = 24
const AFTER = 88

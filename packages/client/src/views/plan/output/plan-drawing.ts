import { memberNamed } from "../../../data/context.ts"
import { planWords } from "../../../text/plan.ts"
import { planOutputWords } from "../../../text/plan-output.ts"
import type { Shape } from "../chart/shapes.ts"
import { stretchesOf } from "../chart/stretches.ts"
import { instantAt } from "../chart/time-scale.ts"
import { chartWords, finishDay, lengthWords, startDay } from "../instant-words.ts"
import type { PlanState } from "../plan-state.ts"
import { drawPage, type PagePaint, type PaperView } from "./draw-page.ts"
import type { Measure } from "./measure.ts"
import { SIZES, type ColumnKey, type OutputChoices } from "./output-choices.ts"
import { pageArea, type PageArea } from "./paper.ts"
import { planPages, planSheet, type PlanPage } from "./plan-pages.ts"
import { outlineWidth, type PrintedColumn, type PrintedRow } from "./printed-columns.ts"

/** White around a plan that is one sheet. */
const SHEET_EDGE = 16
/** Height of a row on paper. */
const ROW = 24

/** A plan as it goes out: so many drawings, each made when it is asked for. */
export interface PlanDrawing {
  readonly pages: readonly PlanPage[]
  readonly draw: (page: PlanPage) => readonly Shape[]
  /** What each page measures in the pixels of the drawing. */
  readonly width: number
  readonly height: number
  /** White around that, in the same pixels. */
  readonly edge: number
  /** The paper; nothing where the plan is one sheet of its own size. */
  readonly area: PageArea | null
}

/** The plan as the screen has it, laid out as somebody chose. No pages where the paper is too narrow. */
export function drawPlan(state: PlanState, choices: OutputChoices, measure: Measure): PlanDrawing {
  const columns = printedColumns(state).filter(({ key }) => choices.columns.has(key as ColumnKey))
  const span = shownSpan(state, choices.span)
  const layout = { rows: state.rows().length, rowHeight: ROW, outlineWidth: outlineWidth(columns), ...span }
  const draw = (count: number) => (page: PlanPage) => drawPage(pagePaint(state, columns, measure, count), page)
  if (choices.format === "svg" || choices.format === "png") {
    const { page, width, height } = planSheet(layout, state.scale().perDay)
    return { pages: [page], draw: draw(1), width, height, edge: SHEET_EDGE, area: null }
  }
  const { paper, orientation, across } = choices
  const area = pageArea({ paper, isLandscape: orientation === "landscape", size: SIZES[choices.size] })
  const { width, height } = area
  const pages = planPages({ ...layout, width, height, across })
  return { pages, draw: draw(pages.length), width, height, edge: area.margin / area.perPixel, area }
}

function shownSpan(state: PlanState, span: "whole" | "shown"): { from: number; to: number } {
  const scale = state.scale()
  if (span === "shown") return { from: instantAt(scale, 0), to: instantAt(scale, state.viewport().width) }
  const { dates, net } = state.plan().computed
  if (net.count === 0) return { from: state.todayInstant() ?? 0, to: (state.todayInstant() ?? 0) + FOUR_WEEKS }
  let from = dates.finish
  for (const { id } of state.rows()) from = Math.min(from, state.plan().task(id).start)
  return { from, to: dates.finish }
}

const FOUR_WEEKS = 28 * 14_400

function pagePaint(state: PlanState, columns: readonly PrintedColumn[], measure: Measure, count: number): PagePaint {
  const words = planOutputWords()
  const asOf = startDay(state.todayInstant() ?? 0, "")
  const finish = finishDay(state.plan().computed.dates.finish, "")
  return {
    view: paperView(state),
    columns,
    title: state.space.live.plain.profiles.get(state.space.id)?.name ?? "",
    subtitle: state.rows().length === 0 ? words.asOf(asOf) : words.finishAsOf(finish, asOf),
    legend: words.legend,
    pageOf: number => (count > 1 ? words.pageOf(number, count) : ""),
    measure,
  }
}

function paperView(state: PlanState): PaperView {
  return {
    plan: state.plan(),
    rows: state.rows(),
    links: state.links(),
    rowHeight: ROW,
    marksCritical: state.marksCritical(),
    today: state.todayInstant(),
    baselines: state.baselines.shown().map(({ rows }) => rows),
    stretches: stretchesOf(state.plan().computed.net.input),
    words: chartWords(state.today()),
  }
}

/** The columns that a plan can have on paper, in their order. */
export function printedColumns(state: PlanState): readonly PrintedColumn[] {
  const titles = planWords().columns
  const codes = new Map(state.rows().map(({ id, code }) => [id, code]))
  const taskOf = ({ id }: PrintedRow) => state.plan().task(id)
  const rowOf = ({ id }: PrintedRow) => {
    const { net } = state.plan().computed
    return net.input.tasks[net.indexOf.get(id)!]!
  }
  const who = ({ id }: PrintedRow) => {
    const assignees = state.space.live.plain.items.get(id)?.assignees ?? []
    return assignees.map(member => memberNamed(state.workspace.live, member)?.name ?? "").join(", ")
  }
  const column = (
    key: ColumnKey,
    width: number,
    align: PrintedColumn["align"],
    text: PrintedColumn["text"],
  ): PrintedColumn => ({ key, title: titles[key], width, align, text })
  return [
    column("code", 48, "left", ({ id }) => codes.get(id) ?? ""),
    column("name", 236, "left", ({ id }) => state.titleOf(id)),
    column("length", 64, "right", row =>
      !row.isSummary && rowOf(row).duration === 0 ? "" : lengthWords(lengthOf(state, row), state.minutesPerDay()),
    ),
    column("start", 68, "right", row => startDay(taskOf(row).start, state.today())),
    column("finish", 68, "right", row => finishDay(taskOf(row).finish, state.today())),
    column("who", 112, "left", who),
  ]
}

/** Its own duration, or the working time that a summary spans. */
function lengthOf(state: PlanState, { id, isSummary }: PrintedRow): number {
  const { net } = state.plan().computed
  if (!isSummary) return net.input.tasks[net.indexOf.get(id)!]!.duration
  const { start, finish } = state.plan().task(id)
  return net.projectCalendar.between(start, finish)
}

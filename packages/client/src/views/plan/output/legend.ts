import type { ChartView } from "../chart/chart-view.ts"
import type { Shape } from "../chart/shapes.ts"
import type { Measure } from "./measure.ts"
import { movedShapes } from "./moved-shapes.ts"

/** What the signs of a chart are called. */
export interface LegendWords {
  readonly task: string
  readonly critical: string
  readonly done: string
  readonly summary: string
  readonly milestone: string
  readonly baseline: string
  readonly float: string
  readonly deadline: string
  readonly today: string
}

const SAMPLE = 26
const GAP = 16

/** A sample of each sign with its name, one beside the other, as many as there is room for; 16 pixels high. */
export function legendShapes(
  words: LegendWords,
  { marksCritical, baselines, today }: Pick<ChartView, "marksCritical" | "baselines" | "today">,
  room: number,
  measure: Measure,
): Shape[] {
  const entries: readonly (readonly [string, readonly Shape[]])[] = [
    [words.task, [{ ...BAR, fill: "bar", edge: "bar-line" }]],
    ...(marksCritical
      ? [[words.critical, [{ ...BAR, fill: "critical-fill", hatch: "critical", edge: "critical" }]] as const]
      : []),
    [words.done, [{ ...BAR, fill: "bar-done", edge: "st-done" }]],
    [words.summary, [{ shape: "path", points: BRACKET, isClosed: true, fill: "summary" }]],
    [words.milestone, [{ shape: "path", points: [13, 2, 19, 8, 13, 14, 7, 8], isClosed: true, fill: "summary" }]],
    ...(baselines.length > 0
      ? [[words.baseline, [{ shape: "box", x: 0, y: 7, width: 22, height: 3, radius: 1.5, fill: "baseline" }]] as const]
      : []),
    [words.float, [{ shape: "path", points: [0, 8, 22, 8], line: "float", width: 1.5, dash: [1.5, 2.5] }]],
    [
      words.deadline,
      [
        { shape: "path", points: [13, 2, 13, 9], line: "text-1", width: 1.5 },
        { shape: "path", points: [9.5, 8, 16.5, 8, 13, 14], isClosed: true, fill: "text-1" },
      ],
    ],
    ...(today === null ? [] : [[words.today, [{ shape: "path", points: [13, 0, 13, 16], line: "accent" }]] as const]),
  ]
  let left = 0
  return entries.flatMap(([text, sample]): Shape[] => {
    const width = SAMPLE + measure({ text, size: 11, weight: 420 })
    if (left + width > room) return []
    const name: Shape = { shape: "text", x: SAMPLE, y: 8, text, ink: "text-2", size: 11, weight: 420 }
    const shapes = movedShapes([...sample, name], left, 0)
    left += width + GAP
    return shapes
  })
}

const BAR = { shape: "box", x: 0, y: 2, width: 22, height: 12, radius: 3 } as const
const BRACKET = [0, 4, 22, 4, 22, 13, 17, 9, 5, 9, 0, 13]

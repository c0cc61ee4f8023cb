import type { CurvePoint } from "@weft/model/plan/value-of-space"
import type { Instant } from "@weft/model/time/instant"
import { createMemo, For, type JSX } from "solid-js"
import { projectWords } from "../../text/project.ts"
import { niceSteps } from "../../parts/chart/lines.ts"
import { endLabels, linePath, type CurveName } from "./curve-shape.ts"
import "../../parts/chart/chart.css"
import { ScrollRegion } from "../../ui/scroll-region.tsx"

const WIDTH = 848
const HEIGHT = 320
const LEFT = 84
const RIGHT = 108
const TOP = 12
const BOTTOM = 28

const CURVES: readonly CurveName[] = ["planned", "earned", "actual"]

export interface CurveChartProps {
  readonly ref: (chart: SVGSVGElement) => void
  /** What it says, in a sentence. */
  readonly label: string
  readonly curve: readonly CurvePoint[]
  /** The data date. */
  readonly at: Instant
  readonly dayOf: (instant: Instant) => string
  readonly amountOf: (amount: number) => string
}

/**
 * Planned, earned and spent over time. The lines differ by dashes and by their names at their ends, so that they are told
 * apart without colour too; the figures are in the table below it.
 */
export function CurveChart(props: CurveChartProps): JSX.Element {
  const scale = createMemo(() => {
    const [first, last] = [props.curve[0]!.at, props.curve.at(-1)!.at]
    const steps = niceSteps(Math.max(...props.curve.flatMap(point => CURVES.map(name => point[name] ?? 0)), 1))
    const top = steps.at(-1)!
    return {
      steps,
      x: (at: Instant) => LEFT + ((at - first) / Math.max(1, last - first)) * (WIDTH - LEFT - RIGHT),
      y: (amount: number) => HEIGHT - BOTTOM - (amount / top) * (HEIGHT - TOP - BOTTOM),
    }
  })
  /** Some five dates along the axis, each at a point of the curve. */
  const dates = createMemo(() => {
    const every = Math.max(1, Math.ceil(props.curve.length / 5))
    return props.curve.filter((_, index) => index % every === 0).map(({ at }) => at)
  })
  const labels = createMemo(() => endLabels(props.curve, scale()))
  return (
    <ScrollRegion label={projectWords().value.curve}>
      <svg ref={props.ref} class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={props.label}>
        <For each={scale().steps}>
          {step => (
            <>
              <line class="chart-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={scale().y(step)} y2={scale().y(step)} />
              <text class="chart-axis" x={LEFT - 8} y={scale().y(step) + 4} text-anchor="end">
                {props.amountOf(step)}
              </text>
            </>
          )}
        </For>
        <For each={dates()}>
          {at => (
            <text class="chart-axis" x={scale().x(at)} y={HEIGHT - 8} text-anchor="middle">
              {props.dayOf(at)}
            </text>
          )}
        </For>
        <line class="chart-date" x1={scale().x(props.at)} x2={scale().x(props.at)} y1={TOP} y2={HEIGHT - BOTTOM} />
        <text class="chart-now" x={scale().x(props.at) + 6} y={TOP + 10}>
          {projectWords().value.dataDate} {props.dayOf(props.at)}
        </text>
        <For each={CURVES}>
          {name => <path class="chart-line" data-curve={name} d={linePath(props.curve, name, scale())} />}
        </For>
        <For each={labels()}>
          {({ name, x, y }) => (
            <text class="chart-name" data-curve={name} x={x + 6} y={y + 4}>
              {projectWords().value[name]}
            </text>
          )}
        </For>
      </svg>
    </ScrollRegion>
  )
}

import { createMemo, For, Show, type JSX } from "solid-js"
import { niceSteps } from "../../../parts/chart/lines.ts"
import { nameWidth, shortened } from "./row-names.ts"
import "../../../parts/chart/chart.css"

const WIDTH = 848
const ROW = 30
const RIGHT = 96
const BOTTOM = 26
const TOP = 26

export interface RangeRow {
  readonly name: string
  /** All in the unit of the scale. */
  readonly median: number
  readonly p85: number
  readonly p95: number
  /** What stands at its end. */
  readonly note: string
}

export interface RangeRowsProps {
  readonly ref: (chart: SVGSVGElement) => void
  /** What it says, in a sentence. */
  readonly label: string
  readonly rows: readonly RangeRow[]
  readonly amountOf: (amount: number) => string
  readonly names: { readonly median: string; readonly p85: string; readonly p95: string }
}

/** How long things took: the median as a filled mark, the 85th and 95th of a hundred as open ones, on one scale. */
export function RangeRows(props: RangeRowsProps): JSX.Element {
  const left = createMemo(() => nameWidth(props.rows.map(({ name }) => name)))
  const scale = createMemo(() => {
    const steps = niceSteps(Math.max(0.5, ...props.rows.map(({ p95 }) => p95)))
    return { steps, x: (amount: number) => left() + (amount / steps.at(-1)!) * (WIDTH - left() - RIGHT) }
  })
  const height = () => TOP + props.rows.length * ROW + BOTTOM
  return (
    <svg ref={props.ref} class="chart" viewBox={`0 0 ${WIDTH} ${height()}`} role="img" aria-label={props.label}>
      <For each={["median", "p85", "p95"] as const}>
        {(name, index) => (
          <g transform={`translate(${left() + index() * 96} 0)`}>
            <Mark name={name} x={6} y={8} />
            <text class="chart-name" x={18} y={12}>
              {props.names[name]}
            </text>
          </g>
        )}
      </For>
      <For each={scale().steps}>
        {step => (
          <>
            <line class="chart-grid" x1={scale().x(step)} x2={scale().x(step)} y1={TOP} y2={height() - BOTTOM} />
            <text class="chart-axis" x={scale().x(step)} y={height() - 8} text-anchor="middle">
              {props.amountOf(step)}
            </text>
          </>
        )}
      </For>
      <For each={props.rows}>
        {(row, index) => {
          const y = () => TOP + index() * ROW + ROW / 2
          return (
            <g>
              <text class="chart-name" x={left() - 12} y={y() + 4} text-anchor="end">
                {shortened(row.name)}
              </text>
              <line class="range-line" x1={scale().x(row.median)} x2={scale().x(row.p95)} y1={y()} y2={y()} />
              <Mark name="p95" x={scale().x(row.p95)} y={y()} />
              <Mark name="p85" x={scale().x(row.p85)} y={y()} />
              <Mark name="median" x={scale().x(row.median)} y={y()} />
              <text class="chart-axis" x={scale().x(row.p95) + 10} y={y() + 4}>
                {row.note}
              </text>
            </g>
          )
        }}
      </For>
    </svg>
  )
}

function Mark(props: { readonly name: "median" | "p85" | "p95"; readonly x: number; readonly y: number }): JSX.Element {
  return (
    <Show
      when={props.name === "p95"}
      fallback={<circle class={`range-mark range-${props.name}`} cx={props.x} cy={props.y} r="4.5" />}
    >
      <rect class="range-mark range-p95" x={props.x - 1.5} y={props.y - 6} width="3" height="12" />
    </Show>
  )
}

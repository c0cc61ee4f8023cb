import { createMemo, createUniqueId, For, Show, type JSX } from "solid-js"
import { nameWidth, shortened } from "./row-names.ts"
import "../../../parts/chart/chart.css"

const WIDTH = 848
const ROW = 30
const BAR = 16
const RIGHT = 148
const LEGEND = 26

/** How a part of a bar looks: told apart by hatch and edge as well as by colour. */
export type BarLook = "good" | "bad" | "exempt" | "open" | "ended" | "plain"

export interface BarPart {
  readonly name: string
  readonly look: BarLook
  readonly size: number
}

export interface BarRow {
  readonly name: string
  readonly parts: readonly BarPart[]
  /** What stands at its end. */
  readonly note: string
}

export interface BarRowsProps {
  readonly ref: (chart: SVGSVGElement) => void
  /** What it says, in a sentence. */
  readonly label: string
  readonly rows: readonly BarRow[]
  /** Whether each bar is the whole of its own row, or all have one scale. */
  readonly fills: boolean
}

/** Bars one below the other, each in parts; the exact figures are in the table below. */
export function BarRows(props: BarRowsProps): JSX.Element {
  const id = createUniqueId()
  const sizeOf = ({ parts }: BarRow) => parts.reduce((sum, { size }) => sum + size, 0)
  const legend = createMemo(() => [
    ...new Map(
      props.rows.flatMap(({ parts }) =>
        parts.filter(({ size }) => size > 0).map(part => [part.look, part.name] as const),
      ),
    ),
  ])
  const head = () => (legend().length > 1 ? LEGEND : 0)
  const height = () => head() + props.rows.length * ROW + 4
  const left = createMemo(() => nameWidth(props.rows.map(({ name }) => name)))
  const placed = createMemo(() => {
    const most = Math.max(1, ...props.rows.map(sizeOf))
    return props.rows.map((row, index) => {
      const whole = props.fills ? Math.max(1, sizeOf(row)) : most
      const scale = (WIDTH - left() - RIGHT) / whole
      let x = left()
      const parts = row.parts
        .filter(({ size }) => size > 0)
        .map(part => {
          const placedPart = { ...part, x, width: part.size * scale }
          x += placedPart.width
          return placedPart
        })
      return { ...row, parts, end: x, y: head() + index * ROW + (ROW - BAR) / 2 }
    })
  })
  return (
    <svg ref={props.ref} class="chart" viewBox={`0 0 ${WIDTH} ${height()}`} role="img" aria-label={props.label}>
      <defs>
        <pattern id={`${id}-bad`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="bar-bad" width="6" height="6" />
          <line class="bar-hatch" x1="0" x2="0" y1="0" y2="6" />
        </pattern>
        <pattern id={`${id}-exempt`} width="5" height="5" patternUnits="userSpaceOnUse">
          <rect class="bar-ground" width="5" height="5" />
          <circle class="bar-dot" cx="2.5" cy="2.5" r="1.1" />
        </pattern>
      </defs>
      <Show when={head() > 0}>
        <For each={legend()}>
          {([look, name], index) => (
            <g transform={`translate(${left() + index() * 124} 2)`}>
              <Part id={id} look={look} x={0} y={0} width={12} height={12} />
              <text class="chart-name" x={18} y={10}>
                {name}
              </text>
            </g>
          )}
        </For>
      </Show>
      <For each={placed()}>
        {row => (
          <g>
            <text class="chart-name" x={left() - 12} y={row.y + BAR - 4} text-anchor="end">
              {shortened(row.name)}
            </text>
            <Show
              when={row.parts.length > 0}
              fallback={<line class="chart-grid" x1={left()} x2={left()} y1={row.y} y2={row.y + BAR} />}
            >
              <For each={row.parts}>
                {part => <Part id={id} look={part.look} x={part.x} y={row.y} width={part.width} height={BAR} />}
              </For>
            </Show>
            <text class="chart-axis" x={(props.fills ? WIDTH - RIGHT : row.end) + 10} y={row.y + BAR - 4}>
              {row.note}
            </text>
          </g>
        )}
      </For>
    </svg>
  )
}

function Part(props: {
  readonly id: string
  readonly look: BarLook
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}): JSX.Element {
  const isHatched = () => props.look === "bad" || props.look === "exempt"
  return (
    <rect
      class={`bar-part bar-${props.look}`}
      x={props.x + 0.5}
      y={props.y + 0.5}
      width={Math.max(1, props.width - 1)}
      height={props.height - 1}
      style={isHatched() ? { fill: `url(#${props.id}-${props.look})` } : {}}
    />
  )
}

import type { Report } from "@weft/model/service/evaluation/tables"
import { createMemo, For, Match, Switch, type JSX } from "solid-js"
import { keptApart, niceSteps, pathThrough } from "../../../parts/chart/lines.ts"
import { format } from "../../../text/index.ts"
import { reportWords } from "../../../text/service-report.ts"
import "../../../parts/chart/chart.css"

const WIDTH = 848
const HEIGHT = 260
const LEFT = 44
const RIGHT = 108
const TOP = 12
const BOTTOM = 28

const LINES = ["opened", "closed", "open"] as const
type LineName = (typeof LINES)[number]

export interface FlowChartProps {
  readonly ref: (chart: SVGSVGElement) => void
  /** What it says, in a sentence. */
  readonly label: string
  readonly parts: Report["parts"]
  readonly today: string
}

/**
 * What came, what left and what waits over time. The lines differ by dashes and marks and by their names at their ends, so
 * that they are told apart without colour; the figures are in the table below.
 */
export function FlowChart(props: FlowChartProps): JSX.Element {
  const amounts = createMemo(() =>
    props.parts.map(({ part, opened, reopened, closed, open }) => ({
      day: part.from,
      opened: opened + reopened,
      closed,
      open,
    })),
  )
  const scale = createMemo(() => {
    const most = Math.max(4, ...amounts().flatMap(one => LINES.map(name => one[name])))
    const steps = niceSteps(most).filter(step => Number.isInteger(step))
    const top = niceSteps(most).at(-1)!
    return {
      steps,
      x: (index: number) => LEFT + (index / Math.max(1, amounts().length - 1)) * (WIDTH - LEFT - RIGHT),
      y: (amount: number) => HEIGHT - BOTTOM - (amount / top) * (HEIGHT - TOP - BOTTOM),
    }
  })
  const pointsOf = (name: LineName) => amounts().map((one, index) => ({ x: scale().x(index), y: scale().y(one[name]) }))
  const days = createMemo(() => {
    const every = Math.max(1, Math.ceil(amounts().length / 6))
    return amounts().flatMap(({ day }, index) => (index % every === 0 ? [{ day, x: scale().x(index) }] : []))
  })
  const names = createMemo(() => keptApart(LINES.map(name => ({ name, ...pointsOf(name).at(-1)! }))))
  const marked = () => amounts().length <= 62
  return (
    <svg ref={props.ref} class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={props.label}>
      <For each={scale().steps}>
        {step => (
          <>
            <line class="chart-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={scale().y(step)} y2={scale().y(step)} />
            <text class="chart-axis" x={LEFT - 8} y={scale().y(step) + 4} text-anchor="end">
              {format().number(step)}
            </text>
          </>
        )}
      </For>
      <For each={days()}>
        {({ day, x }) => (
          <text class="chart-axis" x={x} y={HEIGHT - 8} text-anchor="middle">
            {format().shortDate(day, props.today)}
          </text>
        )}
      </For>
      <For each={LINES}>
        {name => (
          <>
            <path class="chart-line" data-flow={name} d={pathThrough(pointsOf(name))} />
            <For each={marked() ? pointsOf(name) : []}>{({ x, y }) => <Mark name={name} x={x} y={y} />}</For>
          </>
        )}
      </For>
      <For each={names()}>
        {({ name, x, y }) => (
          <text class="chart-name" data-flow={name} x={x + 10} y={y + 4}>
            {reportWords().flow[name]}
          </text>
        )}
      </For>
    </svg>
  )
}

/** A round mark for what comes, a square one for what leaves, none for what waits. */
function Mark(props: { readonly name: LineName; readonly x: number; readonly y: number }): JSX.Element {
  return (
    <Switch>
      <Match when={props.name === "opened"}>
        <circle class="flow-mark" data-flow="opened" cx={props.x} cy={props.y} r="2.5" />
      </Match>
      <Match when={props.name === "closed"}>
        <rect class="flow-mark" data-flow="closed" x={props.x - 2.5} y={props.y - 2.5} width="5" height="5" />
      </Match>
    </Switch>
  )
}

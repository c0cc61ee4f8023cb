import { seededRandom } from "@weft/model/base/random"
import type { ItemId } from "@weft/model/base/ids"
import { FollowedPlan } from "@weft/model/plan/followed-plan"
import type { PlanInput, PlanLink } from "@weft/model/plan/input"
import { LivePlan } from "@weft/model/plan/live-plan"
import { UNATTENDED, type ChartView } from "../../../packages/client/src/views/plan/chart/chart-view.ts"
import { drawChart } from "../../../packages/client/src/views/plan/chart/draw-chart.ts"
import { GhostPlan } from "../../../packages/client/src/views/plan/chart/ghost.ts"
import { LinkRows } from "../../../packages/client/src/views/plan/chart/link-rows.ts"
import { paint, type Palette } from "../../../packages/client/src/views/plan/chart/paint.ts"
import { planRows } from "../../../packages/client/src/views/plan/outline/plan-rows.ts"
import { INKS } from "../../../packages/client/src/views/plan/chart/shapes.ts"
import { zoomedAt } from "../../../packages/client/src/views/plan/chart/time-scale.ts"
import { benchPlan } from "../bench-plan.ts"
import { spaceOf } from "../bench-space.ts"
import { measureFrappe } from "./frappe.ts"

const DAY = 4800
const CLOCK_DAY = 14_400
const ROW = 28
const NOTHING_FOLDED: ReadonlySet<string> = new Set()
const EDITS = 300

/** Milliseconds by figure, one a run. */
export type ChartFigures = Readonly<
  Record<"ready" | "move" | "follow" | "edits" | "scroll" | "zoom" | "drag", readonly number[]>
>

const canvas = document.createElement("canvas")
const [WIDTH, HEIGHT] = [980, 820]
canvas.width = WIDTH
canvas.height = HEIGHT
document.body.append(canvas)
const context = canvas.getContext("2d")!
const palette = Object.fromEntries(INKS.map((ink, index) => [ink, `oklch(0.6 0.1 ${index * 10})`])) as Palette

function viewOf(plan: LivePlan): ChartView {
  const rows = planRows(plan.computed.net.input, NOTHING_FOLDED, () => "")
  return {
    plan,
    rows,
    links: new LinkRows(plan.computed.net.input.links, rows),
    scale: { origin: plan.computed.dates.start, perDay: 12 },
    width: WIDTH,
    height: HEIGHT,
    top: 0,
    rowHeight: ROW,
    isNarrow: false,
    marksCritical: true,
    today: plan.computed.dates.start,
    baselines: [],
    stretches: new Map(),
    ...UNATTENDED,
    words: { firstDayOfWeek: 1, fieldOf: unit => unit, today: "Thu 19", shift: days => `${days} d` },
  }
}

/** Draws a view, and waits until the pixels are there: what the canvas puts off is counted. */
function show(view: ChartView): void {
  paint(context, palette, drawChart(view))
  context.getImageData(0, 0, 1, 1)
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

const times = (runs: number, work: (run: number) => void) =>
  Array.from({ length: runs }, (_, run) => timed(() => work(run)))

/** A task as it would be if somebody dragged it so many days. */
function pinned(input: PlanInput, place: number, days: number) {
  const date = input.project.start + days * CLOCK_DAY
  return { ...input.tasks[place]!, constraint: { kind: "SNET", date } } as const
}

/** The same plan, with a chain of a thousand tasks behind the first one. */
function withChain(input: PlanInput): PlanInput {
  const links = Array.from({ length: 1_000 }, (_, index): PlanLink => {
    const [from, to] = [2 * index + 1, 2 * index + 3].map(place => input.tasks[place]!.id) as [string, string]
    return { id: `chain${index}`, from, to, kind: "FS", lag: { kind: "working", amount: 0 } }
  })
  const tasks = input.tasks.map(task => ({ ...task, duration: 100, remainingDuration: 100, calendar: null }))
  return { ...input, tasks, links }
}

function measure(size: number): ChartFigures {
  const input = benchPlan(size)
  const ready = times(5, () => show(viewOf(new LivePlan(input))))
  const plan = new LivePlan(input)
  const view = viewOf(plan)
  const random = seededRandom(5)
  const somewhere = () => 1 + 10 * Math.floor(random() * (size / 10)) + Math.floor(random() * 8)
  const move = times(20, run => {
    plan.apply({ edit: "task", task: pinned(input, somewhere(), run * 3) })
    show(view)
  })
  const edits = times(5, run => {
    const places = Array.from({ length: EDITS }, somewhere)
    plan.apply(
      ...places.map(place => {
        const duration = (1 + ((place + run) % 9)) * DAY
        return { edit: "task", task: { ...input.tasks[place]!, duration, remainingDuration: duration } } as const
      }),
    )
    show(view)
  })
  const farthest = size * ROW - HEIGHT
  const scroll = times(120, run => show({ ...view, top: (run * 4_111) % farthest }))
  const zoom = times(60, run => show({ ...view, scale: zoomedAt(view.scale, 300, 1.12 ** (run - 30)) }))
  const chained = viewOf(new LivePlan(withChain(input)))
  const ghosts = new GhostPlan(chained.plan)
  const drag = times(60, run => {
    const ghost = ghosts.try({ tasks: [pinned(chained.plan.computed.net.input, 1, 1 + (run % 20))], link: null })
    if (ghost.others < 1_000) throw new Error(`only ${ghost.others} tasks moved`)
    show({ ...chained, ghost })
  })
  return { ready, move, follow: measureFollowing(input, somewhere), edits, scroll, zoom, drag }
}

/** What somebody's change of one row costs until it is painted: no plan is handed over, the space has to be followed. */
function measureFollowing(input: PlanInput, somewhere: () => number): readonly number[] {
  let snapshot = spaceOf(input)
  const followed = new FollowedPlan(snapshot)
  const view = viewOf(followed.live)
  return times(20, run => {
    const id = input.tasks[somewhere()]!.id as ItemId
    const row = { ...snapshot.items.get(id)!, durationTenths: (1 + (run % 9)) * DAY }
    snapshot = { ...snapshot, items: snapshot.items.withAll(new Map([[id, row]])) }
    const { outline } = followed.follow(snapshot, new Map([["items", new Set([id])]]))
    if (outline) throw new Error("a length changed the outline")
    show(view)
  })
}

/** A plan as a tab has it once it is drawn, kept so that its memory can be weighed. */
function holdChart(size: number): void {
  const view = viewOf(new LivePlan(benchPlan(size)))
  show(view)
  window.held = view
}

declare global {
  interface Window {
    measureChart: typeof measure
    measureFrappe: typeof measureFrappe
    holdChart: typeof holdChart
    held: ChartView
  }
}

window.measureChart = measure
window.measureFrappe = measureFrappe
window.holdChart = holdChart
